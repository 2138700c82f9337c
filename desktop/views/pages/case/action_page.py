"""One action of a case: entered at the left, looked at by law and people at the right, then done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.actions.input import EVIDENCE
from desktop.errors import WorkError
from desktop.services import action_form, action_look
from desktop.services.action_form import ActionForm
from desktop.services.action_look import ActionLook
from desktop.services.work import Draft, Work, obstacle
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card_form import CardForm
from desktop.views.kit.desk import Desk
from desktop.views.kit.form_page import FormPage
from desktop.views.kit.many_editor import ManyEditor
from desktop.views.kit.text import button, label
from desktop.views.pages.case.action_deeds import ActionDeeds
from desktop.views.pages.case.action_fields import (
    editors_of,
    fields_of,
    in_words,
    input_of,
    layout_of,
)
from desktop.views.pages.case.action_side import ActionSide
from desktop.views.pages.case.record_dialogs import add_evidence, add_thing

_TABLES = {
    *("case_action", "action_value", "opinion", "overrule", "stated_fact", "paper"),
    *("proof_of_service", "evidence", "thing", "party", "case_officer", "case_file"),
}
_ISSUED = "文书已经制发，登记的内容不能再修改；如有错误请作废后重新办理。"
_ROUND = "正在审批，不能修改；需要修改的，请由签署人退回。"


class ActionPage(FormPage):
    """`closed` leads back to the case; `wanted(asked)`: a fact is entered elsewhere."""

    wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "办理事项")
        self.case_id: UUID | None = None
        self.look: ActionLook | None = None
        self.key: UUID | None = None
        self._opened: ActionForm | None = None
        self._thread: UUID | None = None
        self._then: Callable[[], None] | None = None
        self.side = ActionSide(desk)
        self.state, self.under = Badge(Mark("info", "")), label("", "muted", wraps=True)
        self.guide, self._notice = label("", wraps=True), QFrame()
        self.waits = label("", "small", wraps=True)
        self.submit, self.issue = button("送审"), button("制发…", primary=True)
        self.void, self.take_back = button("作废…"), button("撤回…")
        self.back.setText("返回案件")
        self.deeds = ActionDeeds(self, desk)
        self._lay_out()
        self._connect()

    def start(
        self, case_id: UUID, name: str, key: UUID | None = None, thread: UUID | None = None
    ) -> None:
        """A new action of a case, or one in preparation or done."""
        self.put_aside()
        self.case_id, self.key, self._thread = case_id, key, thread
        self.look = None
        self._desk.ask(
            self,
            lambda work: action_form.open_(work, case_id, name, key, thread),
            self._show,
            "form",
        )

    def refresh(self) -> None:
        """Look again; what is being typed is left alone."""
        key = self.key
        if key is not None and self.form is not None:
            self._desk.ask(
                self, lambda work: action_look.look(work, key), self._looked, "look", self._gone
            )

    def asks_opinions(self) -> bool:
        """Whether somebody must sign."""
        return self._opened is not None and bool(self._opened.action.opinions)

    def send(self) -> None:
        """Save; whatever was to follow an earlier attempt is forgotten."""
        self._then = None
        super().send()

    def after_saving(self, then: Callable[[], None]) -> None:
        """Do something with the action as it stands here: what was typed is kept first."""
        if self.look is not None and (self.form is None or not self.form.touched()):
            then()
            return
        super().send()
        self._then = None if self.missing.text() else then

    def go_to(self, name: str) -> None:
        """Put the cursor into an input."""
        if self.form is not None and name in self.form.boxes:
            self.form.boxes[name].editor.setFocus()

    def put_aside(self) -> None:
        """Another action is wanted."""
        super().put_aside()
        self._then = None

    def _show(self, found: ActionForm) -> None:
        self._opened = found
        action = found.action
        self.title.setText(action.label)
        self.setAccessibleName(f"办理事项 {action.label}")
        self.under.setText(found.title.partition(" · ")[2])
        self.guide.setText(action.guide)
        self._notice.setVisible(bool(action.guide))
        form = CardForm(
            self._desk,
            fields_of(action),
            layout_of(action),
            own=editors_of(found, self._desk.almanac),
        )
        for one in action.inputs:
            editor = form.boxes[one.name].editor
            if isinstance(editor, ManyEditor):
                editor.wanted.connect(partial(self._add, one.name, editor))
            if one.required:
                form.boxes[one.name].star()
        self.begin(form, self._name(found), found.version, found.values)
        self._save_from(found)
        self._offer()
        if self.key is None:
            self.side.show_blank()
        else:
            self.refresh()
        if action.inputs and self.key is None:
            form.boxes[action.rows[0][0]].editor.setFocus()

    def _name(self, found: ActionForm) -> str:
        """What the draft is kept under."""
        return f"action:{found.id}" if found.id else f"action:{found.case_id}:{found.action.name}"

    def _save_from(self, found: ActionForm) -> None:
        """Saving begins from these values."""
        thread = self._thread

        def deed(work: Work, values: dict[str, Any], version: int | None) -> UUID:
            draft = Draft(self.key, version, values)
            return action_form.save(work, found.case_id, found.action.name, draft, thread)

        self.save_with(
            fields_of(found.action), found.values, deed, self._stored, partial(in_words, found)
        )

    def _stored(self, key: UUID) -> None:
        """Kept: the form stays in sight; its new version comes with the look that follows."""
        self.key = key
        self._desk.ask(
            self, lambda work: action_look.look(work, key), self._looked, "look", self._gone
        )

    def _looked(self, look: ActionLook) -> None:
        form = self.form
        if form is None or look.key != self.key:
            return
        self.look, self._opened = look, look.form
        if not form.touched():
            values, _ = form.read()
            if values != look.form.values:
                form.fill(look.form.values)
            self.go_on(self._name(look.form), look.form.version)
            self._save_from(look.form)
        self.side.show_look(look)
        self._offer()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _gone(self, error: WorkError) -> bool:
        """It was taken back meanwhile."""
        self.drop()
        self.closed.emit()
        return False

    def _offer(self) -> None:
        """What can be done with it now, and why the rest cannot."""
        look, actor = self.look, self._desk.actor
        issued = look is not None and look.issued
        submitted = look is not None and look.submitted
        locked = _ISSUED if issued else _ROUND if submitted else ""
        barred = locked or obstacle(actor, action_form.save)
        if self.form is not None:
            self.form.lock(why=barred) if barred else self.form.unlock()
        _allow(self.save, barred)
        self.save.setVisible(not issued)
        self.state.show_mark(_mark(look))
        self.deeds.offer(look)

    def _connect(self) -> None:
        self.side.points.wanted.connect(self._want)
        self.side.papers.missed.connect(self._miss)
        self.deeds.connect_all()
        self._desk.watch(self, _TABLES, self.refresh)

    def _want(self, asked: Any) -> None:
        """A fact of this very form is only a matter of going there."""
        found = self._opened
        inputs = found.action.inputs if found else ()
        here = next((one.name for one in inputs if one.fact == asked.name), "")
        if here:
            self.go_to(here)
        else:
            self.wanted.emit(asked)

    def _add(self, name: str, editor: ManyEditor) -> None:
        """A record the list does not hold yet: registered here, then chosen."""
        found = self._opened
        if found is None:
            return

        def offer(key: UUID, again: ActionForm) -> None:
            editor.offer(again.offers[name])
            editor.add(key)

        def added(key: UUID) -> None:
            self._desk.ask(
                editor,
                lambda work: action_form.open_(work, found.case_id, found.action.name),
                lambda again: offer(key, again),
            )

        ask = add_evidence if found.action.by_name[name].kind == EVIDENCE else add_thing
        ask(self, self._desk, found.case_id, added)

    def _miss(self, words: str) -> None:
        if self._opened is not None:
            self.go_to(input_of(self._opened.action, words))

    def _lay_out(self) -> None:
        self.head.insertWidget(self.head.count() - 1, self.state)
        self._notice.setObjectName("guide")
        inner = QVBoxLayout(self._notice)
        inner.setContentsMargins(12, 6, 12, 6)
        inner.addWidget(self.guide)
        self.body.insertWidget(1, self.under)
        self.body.insertWidget(2, self._notice)
        self.across.setSpacing(10)
        self.across.setStretch(0, 58)
        self.across.addWidget(self.side, 42)
        self.body.insertWidget(self.body.count() - 1, self.waits)
        for part in (self.take_back, self.void, self.submit, self.issue):
            self.foot.addWidget(part)
        self.save.setProperty("primary", False)


def _mark(look: ActionLook | None) -> Mark:
    if look is None:
        return Mark("info", "尚未保存")
    if look.issued:
        if look.action.served and not look.served:
            return Mark("warn", "已制发，待送达")
        return Mark("ok", "已办结")
    if look.submitted:
        waiting = next((one.label for one in look.opinions if one.open), "")
        return Mark("warn", f"待{waiting}签署" if waiting else "审批完毕，待制发")
    if any(one.words and not one.approves for one in look.opinions):
        return Mark("bad", "已退回")
    return Mark("info", "正在准备")


def _allow(part: Any, why: str) -> None:
    part.setEnabled(not why)
    part.setToolTip(why)
