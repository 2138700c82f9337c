"""A list of sentences to pick one from: narrowed by words or initials while typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.services.names import initials
from desktop.views.kit.text import label

_SIZE = QSize(520, 320)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PickPopup(QDialog):
    """Opens under `owner`; `chosen` gets the sentence. Esc takes it away."""

    def __init__(
        self, owner: QWidget, title: str, sentences: Sequence[str], chosen: Callable[[str], None]
    ) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._chosen = chosen
        self._letters = {one: initials(one) for one in sentences}
        self.words, self.list = QLineEdit(), QListWidget()
        self.words.setPlaceholderText("输入文字或拼音首字母")
        self.words.setAccessibleName(f"{title}：查找")
        self.list.setAccessibleName(title)
        self.list.setObjectName("rows")
        self.list.setWordWrap(True)
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        body = QVBoxLayout(self)
        body.setContentsMargins(8, 8, 8, 8)
        for part in (label(title, "small"), self.words, self.list):
            body.addWidget(part)
        self._narrow("")

    def open_under(self, owner: QWidget) -> None:
        """Show it below a widget, the line ready to type into."""
        self.resize(_SIZE)
        corner = owner.mapToGlobal(QPoint(0, owner.height() + 2))
        screen = owner.screen().availableGeometry()
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list while the line has the focus; Enter takes."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _ENTER:
            self._take(self.list.currentItem())
            return True
        if event.key() in _MOVES:
            self.list.event(event)
            return True
        return False

    def _narrow(self, typed: str) -> None:
        words = typed.lower().split()
        self.list.clear()
        for sentence, letters in self._letters.items():
            if all(word in sentence.lower() or word in letters for word in words):
                self.list.addItem(sentence)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            text = item.text()
            self.close()
            self._chosen(text)
