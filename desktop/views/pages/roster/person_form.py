"""The page-wide form of one person: new, or the core values of someone on the roster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.services import person, posting_form
from desktop.services.posting_form import Bodies
from desktop.services.work import Draft, Work
from desktop.values import show_day
from desktop.views.kit.card import Card
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.draft_bar import DraftBar
from desktop.views.kit.editors import ReferenceEditor
from desktop.views.kit.form import Form, Layout
from desktop.views.kit.keeping import Deed, Keeping, Saving
from desktop.views.kit.text import button, label

_CORE: tuple[tuple[str, ...], ...] = (
    ("name", "id_number", "phone", "sex"),
    ("born_on", "politics", "education", "major"),
    ("establishment", "rank", "joined_on", "duty_state"),
)
_LAW: tuple[tuple[str, ...], ...] = (("legal_number", "legal_on"), ("note",))
EDIT: Layout = ("基本信息", *_CORE, "法律职业资格与备注", *_LAW)
NEW: Layout = (
    "基本信息",
    *_CORE,
    "岗位",
    ("kind", "home_unit_id", "station_unit_id", "post"),
    ("since", "served", "duty", "executive_deputy"),
    "执法证（没有的可以不填）",
    ("number", "issuer", "field_of_law"),
    ("qualified_on", "issued_on", "valid_until"),
    "法律职业资格与备注",
    *_LAW,
)


class PersonForm(QWidget):
    """`left` when it is closed: the id of the stored person, or None when given up."""

    left = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form: Form | None = None
        self.saving: Saving | None = None
        self._keeping: Keeping | None = None
        self._send: Callable[[], None] = lambda: None
        self.card = Card()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.card)
        self._bar: DraftBar | None = None
        self.above = QVBoxLayout()
        self.missing = label("", "", wraps=True)
        self.missing.setProperty("state", "bad")
        self.save, self.back = button("保存", primary=True), button("取消")
        self.save.setToolTip("保存（Ctrl+S）")
        self._lay_out()
        self.save.clicked.connect(lambda: self._send())
        self.back.clicked.connect(self.leave)
        for keys, call in ((QKeySequence.StandardKey.Save, self.send), ("Esc", self.leave)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def new(self) -> None:
        """A blank form for someone who arrives."""

        def question(work: Work) -> tuple[Bodies, Draft]:
            return posting_form.bodies(work), person.blank(work)

        def show(found: tuple[Bodies, Draft]) -> None:
            known, draft = found
            form = self._begin(posting_form.arrival_fields(known), NEW, "person:new", draft, known)

            def deed(work: Work, values: dict[str, Any], _: int | None) -> UUID:
                return person.arrive(work, posting_form.settled(values, known))

            self._deed(
                form, posting_form.arrival_fields(known), draft.values, deed, lambda key: key
            )

        self._desk.ask(self, question, show, "form")

    def edit(self, key: UUID) -> None:
        """The core values of a person; posting and certificates have deeds of their own."""

        def show(draft: Draft) -> None:
            form = self._begin(person.FIELDS, EDIT, f"person:{key}", draft)

            def deed(work: Work, values: dict[str, Any], version: int | None) -> int:
                return person.save(work, Draft(key, version, values))

            self._deed(form, person.FIELDS, draft.values, deed, lambda _: key)

        self._desk.ask(self, lambda work: person.open_(work, key), show, "form")

    def send(self) -> None:
        """Save, if the form is there."""
        self._send()

    def leave(self) -> None:
        """Give the form up; asks when something was typed."""
        if self.unsaved():
            confirm(
                self,
                "放弃正在填写的内容？",
                "放弃",
                self._give_up,
                detail="已经保存过的内容不受影响。",
                dangerous=True,
            )
        else:
            self._give_up()

    def unsaved(self) -> bool:
        """Whether something was typed that has not been saved."""
        return self.form is not None and self.form.touched()

    def _begin(
        self,
        fields: Mapping[str, Field],
        layout: Layout,
        name: str,
        draft: Draft,
        known: Bodies | None = None,
    ) -> Form:
        self._drop_form()
        form = self.form = Form(self._desk, fields, layout, notes={"id_number": _id_in_words})
        words: dict[str, str] = {}
        for field, offers in (known.offers if known else {}).items():
            editor = form.boxes[field].editor
            if isinstance(editor, ReferenceEditor):
                editor.offer(offers)
            words[field] = dict(offers).get(draft.values.get(field) or UUID(int=0), "")
        form.fill(draft.values, words)
        self.card.put(form)
        self._keeping = Keeping(form, name, self._desk.drafts, draft.version)
        self._bar = DraftBar(self._keeping)
        self.above.addWidget(self._bar)
        form.edited.connect(self._edited)
        form.changed.connect(lambda: self.missing.setText(""))
        next(iter(form.boxes.values())).editor.setFocus()
        return form

    def _deed(
        self,
        form: Form,
        fields: Mapping[str, Field],
        original: Mapping[str, Any],
        deed: Deed[Any],
        key_of: Callable[[Any], UUID],
    ) -> None:
        assert self._keeping is not None
        saving = self.saving = Saving(self._desk, self._keeping, form, fields, original)

        def send() -> None:
            self.missing.setText("")
            if not saving.run(deed, lambda result: self._close(key_of(result))):
                self._say_missing(form)

        self._send = send
        form.submitted.connect(send)

    def _say_missing(self, form: Form) -> None:
        _, complaints = form.read()
        labels = [form.boxes[name].field.label for name in complaints]
        self.missing.setText(f"还有 {len(labels)} 处需要修改：{'、'.join(labels)}")

    def _edited(self, name: str) -> None:
        """The identity number says birth date and sex; what stands there already stays."""
        form = self.form
        if name != "id_number" or form is None or not (number := form.value(name)):
            return
        known = {"id_number": number, "born_on": form.value("born_on"), "sex": form.value("sex")}
        for field in ("born_on", "sex"):
            if known[field] is None:
                form.put(field, person.derived(known)[field])

    def _close(self, key: UUID | None) -> None:
        self._drop_form()
        self.left.emit(key)

    def _give_up(self) -> None:
        if self._keeping is not None:
            self._keeping.drop()
        self._close(None)

    def _drop_form(self) -> None:
        self._send = lambda: None
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
        self.form = self.saving = self._keeping = self._bar = None
        self.missing.setText("")

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.card.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, 60)

    def _lay_out(self) -> None:
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        line = QHBoxLayout()
        line.addWidget(self.missing, 1)
        line.addWidget(self.back)
        line.addWidget(self.save)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addLayout(self.above)
        body.addWidget(self.area, 1)
        body.addLayout(line)


def _id_in_words(number: str) -> str:
    """What was understood: 1990-02-28 · 女."""
    known = person.derived({"id_number": number})
    born, sex = known.get("born_on"), known.get("sex")
    return " · ".join(filter(None, (show_day(born) if born else "", sex.label if sex else "")))
