"""Editors beyond one line of text: what a page makes itself, and yes, no or not known."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.views.kit.editors import Picker


class OwnEditor(QWidget):
    """Base of an editor a page makes for a value no single line can hold.

    `text` is what a draft keeps and `restore` takes; `value` is the value itself and raises
    FieldError in words. With `own_keys` Enter inside is the editor's own affair: it emits `passed`
    when the form is to go on.
    """

    edited = Signal()
    left = Signal()
    passed = Signal()
    own_keys = False

    def value(self) -> Any:
        """The value as the service takes it."""
        raise NotImplementedError

    def text(self) -> str:
        """All of it as one text."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def restore(self, text: str) -> None:
        """Show what `text` gave."""
        raise NotImplementedError


class MaybeEditor(Picker):
    """Yes, no, or not known: an empty answer is never read as "no"."""

    def __init__(self) -> None:
        super().__init__()
        self.addItems(("", "是", "否"))
        self.line.setPlaceholderText("尚未查明")
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        """As `Field.parse` reads it; nothing while it is not known."""
        return self.currentText()

    def fill(self, value: Any) -> None:
        """Show yes, no or nothing."""
        self.restore("" if value is None else "是" if value else "否")

    def restore(self, text: str) -> None:
        """Show it as it was."""
        self.setCurrentIndex(max(self.findText(text), 0))
        self.setEditText(text)
