"""A small form in a window of its own: typed, checked, saved, with the draft kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.editors import Found, ReferenceEditor
from desktop.views.kit.field_box import Note
from desktop.views.kit.form import Form, Layout
from desktop.views.kit.keeping import Deed, Keeping, Saving
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.text import button, label


class FormDialog(QDialog):
    """Asks for the fields of `layout`; `save` sends them and closes once they are stored.

    `offers` are the records a reference field may take, with their words, `own` the page's own
    editors. `name` is what the
    draft is kept under; without one nothing is kept.
    """

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        fields: Mapping[str, Field],
        layout: Layout,
        *,
        title: str,
        name: str = "",
        yes: str = "保存",
        said: str = "",
        offers: Mapping[str, Found] | None = None,
        own: Mapping[str, OwnEditor] | None = None,
        notes: Mapping[str, Note] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self.form = Form(desk, fields, layout, own=own, notes=notes)
        self._desk, self._fields, self._offers = desk, fields, offers or {}
        self._keeping = Keeping(self.form, name, desk.drafts if name else None)
        self.saving: Saving | None = None
        self.missing = label("", "small", wraps=True)
        self.save, self.back = button(yes, primary=True), button("返回")
        self.back.clicked.connect(self.reject)
        self._line = QHBoxLayout()
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label(title, "h1"))
        if said:
            body.addWidget(label(said, "muted", wraps=True))
        body.addWidget(self.form)
        self._line.addWidget(self.missing, 1)
        self._line.addWidget(self.back)
        self._line.addWidget(self.save)
        body.addLayout(self._line)

    def offer(self, extra: QPushButton) -> None:
        """Another button, at the left."""
        self._line.insertWidget(0, extra)

    def begin(
        self, values: Mapping[str, Any], deed: Deed[Any], done: Callable[[Any], None]
    ) -> None:
        """Fill the form, put a kept draft back, and show; `deed` is what saving does."""
        words = {
            name: dict(found).get(values.get(name), "") for name, found in self._offers.items()
        }
        for name, found in self._offers.items():
            editor = self.form.boxes[name].editor
            if isinstance(editor, ReferenceEditor):
                editor.offer(found)
        self.form.fill(values, words)
        if self._keeping.restore():
            self.missing.setText("已恢复上次未保存的内容。")
        self.saving = Saving(self._desk, self._keeping, self.form, self._fields, values)

        def finish(result: Any) -> None:
            self.accept()
            done(result)

        def send() -> None:
            if self.saving is not None and not self.saving.run(deed, finish):
                self.missing.setText("请按红色提示修改后再保存。")

        self.save.clicked.connect(send)
        self.form.submitted.connect(send)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(send)
        self.form.changed.connect(lambda: self.missing.setText(""))
        self.open()

    def reject(self) -> None:
        """Asks before typed text is given up; then the draft goes too."""
        if self.form.touched():
            confirm(self, "放弃正在填写的内容？", "放弃", self._give_up, dangerous=True)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._keeping.drop()
        super().reject()
