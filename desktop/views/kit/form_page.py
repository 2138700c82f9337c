"""A form over the whole page: cards that scroll, a kept draft offered, one line at the foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.views.kit.card_form import FormArea
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.draft_bar import DraftBar
from desktop.views.kit.form import Form
from desktop.views.kit.keeping import Deed, Keeping, Saving
from desktop.views.kit.page import Page
from desktop.views.kit.text import button, label

KEYS = "Enter 到下一项 · Ctrl+S 保存"


class FormPage(Page):
    """Shows one form at a time; `closed` when it was given up or is no longer needed."""

    closed = Signal()

    def __init__(self, desk: Desk, title: str, subtitle: str = KEYS) -> None:
        super().__init__(title, subtitle)
        self._desk = desk
        self.form: Form | None = None
        self.saving: Saving | None = None
        self._keeping: Keeping | None = None
        self._send: Callable[[], None] = lambda: None
        self._area, self.across = QVBoxLayout(), QHBoxLayout()
        self.across.addLayout(self._area, 1)
        self.missing = label("", wraps=True)
        self.missing.setProperty("state", "bad")
        self.back, self.save = button("取消"), button("保存", primary=True)
        self.save.setToolTip("保存（Ctrl+S）")
        self.save.clicked.connect(self.send)
        self.back.clicked.connect(self.leave)
        for keys, call in ((QKeySequence.StandardKey.Save, self.send), ("Esc", self.leave)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.missing, 1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.save)
        self.put(self.across, stretch=1)
        self.put(self.foot)

    def begin(
        self,
        form: Form,
        name: str,
        version: int | None,
        values: Mapping[str, Any],
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """Show a form filled with these values; `name` is what its draft is kept under."""
        self.put_aside()
        form.fill(values, labels)
        self.form, self._keeping = form, Keeping(form, name, self._desk.drafts, version)
        self._area.addWidget(DraftBar(self._keeping))
        self._area.addWidget(FormArea(form), 1)
        form.changed.connect(lambda: self.missing.setText(""))
        form.submitted.connect(self.send)

    def save_with(
        self,
        fields: Mapping[str, Field],
        original: Mapping[str, Any],
        deed: Deed[Any],
        done: Callable[[Any], None],
        shown: Callable[[str, Any], str | None] | None = None,
    ) -> None:
        """What saving does; `shown` turns values into words where a collision is compared."""
        assert self.form is not None and self._keeping is not None
        form = self.form
        saving = self.saving = Saving(self._desk, self._keeping, form, fields, original, shown)

        def send() -> None:
            self.missing.setText("")
            if not saving.run(deed, done):
                self._say_missing(form)

        self._send = send

    def go_on(self, name: str, version: int | None) -> None:
        """What is shown was saved and stays in sight, as this record in this version."""
        if self._keeping is not None:
            self._keeping.move(name, version)

    def send(self) -> None:
        """Save, if a form is there and it may be saved."""
        if self.save.isEnabled():
            self._send()

    def leave(self) -> None:
        """Give the form up; asks when something was typed."""
        if not self.unsaved():
            self._give_up()
            return
        said = "已经保存过的内容不受影响。"
        confirm(self, "放弃正在填写的内容？", "放弃", self._give_up, detail=said, dangerous=True)

    def unsaved(self) -> str:
        """The title, while something was typed that has not been saved."""
        return self.title.text() if self.form is not None and self.form.touched() else ""

    def put_aside(self) -> None:
        """Another form is wanted: keep what was typed as a draft, and take the form away."""
        if self._keeping is not None:
            self._keeping.keep()
        self.drop()

    def drop(self) -> None:
        """Take the form away."""
        self._send = lambda: None
        self.form = self.saving = self._keeping = None
        self.missing.setText("")
        while (item := self._area.takeAt(0)) is not None:
            held = item.widget()
            if isinstance(held, QWidget):
                held.hide()
                held.deleteLater()

    def _give_up(self) -> None:
        if self._keeping is not None:
            self._keeping.drop()
        self.drop()
        self.closed.emit()

    def _say_missing(self, form: Form) -> None:
        _, complaints = form.read()
        labels = [form.boxes[name].field.label for name in complaints]
        self.missing.setText(f"还有 {len(labels)} 处需要修改：{'、'.join(labels)}")
