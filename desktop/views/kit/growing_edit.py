"""A text box as high as its text: Enter goes on, Shift+Enter breaks the line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

_EDGE = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GrowingEdit(QPlainTextEdit):
    """`entered`: Enter; `emptied`: Backspace where nothing is left to take away.

    `stepped(-1 | 1)`: an arrow key past the first or last line; `focused`: the cursor came here.
    """

    entered = Signal()
    emptied = Signal()
    stepped = Signal(int)
    focused = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def text(self) -> str:
        """All of it; `toPlainText` would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def put(self, text: str) -> None:
        """Replace the text in one step that can be undone; the cursor goes to its end."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def add(self, text: str) -> None:
        """Write at the cursor."""
        self.textCursor().insertText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Backspace and the arrows at an edge are told to whoever holds this box."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if event.key() in _ENTER and plain:
            self.entered.emit()
        elif event.key() in _ENTER and held == Qt.KeyboardModifier.ShiftModifier:
            self.add("\n")
        elif event.key() in _ENTER and held & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_Backspace and plain and not self.text():
            self.emptied.emit()
        elif plain and (step := self._step(event.key())):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever holds this box remembers where the cursor was last."""
        super().focusInEvent(event)
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _step(self, key: int) -> int:
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return 0
        up = key == Qt.Key.Key_Up
        way = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        if QTextCursor(self.textCursor()).movePosition(way):
            return 0
        return -1 if up else 1

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + _EDGE
        if height != self.height():
            self.setFixedHeight(height)
