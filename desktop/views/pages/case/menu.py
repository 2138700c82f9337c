"""办理: every action of a case by group, those open now first; the others say why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.case_menu import Choice
from desktop.services.names import initials
from desktop.views.kit.theme import theme

_SIZE = QSize(620, 560)
_CHOICE = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_NAME = 270


class ActionMenu(QDialog):
    """`chosen` carries the Choice. Type a name or initials, arrows and Enter; Esc closes."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, choices: Sequence[Choice]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("办理事项")
        self._choices = tuple(choices)
        self.words, self.tree = QLineEdit(), QTreeWidget()
        self.words.setPlaceholderText("输入事项名称或拼音首字母，如 xw")
        self.words.setAccessibleName("查找办理事项")
        self.every = QCheckBox("也列出现在不能办理的")
        self._dress()
        self.words.textChanged.connect(lambda _: self.fill())
        self.every.toggled.connect(lambda _: self.fill())
        self.words.installEventFilter(self)
        self.tree.itemActivated.connect(lambda item, _: self._take(item))
        self.tree.itemClicked.connect(lambda item, _: self._take(item))
        body = QVBoxLayout(self)
        body.setContentsMargins(10, 10, 10, 10)
        body.setSpacing(8)
        for part in (self.words, self.tree, self.every):
            body.addWidget(part)
        self.fill()

    def open_under(self, owner: QWidget) -> None:
        """Show it below a button, right edges in line, and type at once."""
        self.resize(_SIZE)
        corner = owner.mapToGlobal(QPoint(owner.width() - _SIZE.width(), owner.height() + 2))
        screen = owner.screen().availableGeometry()
        corner.setX(max(screen.left(), corner.x()))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - _SIZE.height())))
        self.move(corner)
        self.show()
        self.words.setFocus()

    def fill(self) -> None:
        """Show the actions that fit the words; a search looks among all of them."""
        typed = self.words.text().lower().split()
        self.tree.clear()
        heading: QTreeWidgetItem | None = None
        for one in self._choices:
            if one.why and not self.every.isChecked() and not typed:
                continue
            letters = initials(one.label)
            if not all(word in one.label.lower() or word in letters for word in typed):
                continue
            if heading is None or heading.text(0) != one.group.label:
                heading = self._heading(one.group.label)
            heading.addChild(_line(one))
        self.tree.expandAll()
        self._choose_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list while the line has the focus; Enter takes."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _ENTER:
            self._take(self.tree.currentItem())
            return True
        if event.key() in _MOVES:
            self.tree.event(event)
            return True
        return False

    def _take(self, item: QTreeWidgetItem | None) -> None:
        choice = item.data(0, _CHOICE) if item is not None else None
        if isinstance(choice, Choice) and not choice.why:
            self.close()
            self.chosen.emit(choice)

    def _heading(self, text: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem([text, ""])
        font = QFont(self.font())
        font.setBold(True)
        made.setFont(0, font)
        made.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.tree.addTopLevelItem(made)
        made.setFirstColumnSpanned(True)
        return made

    def _choose_first(self) -> None:
        for at in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(at)
            for place in range(group.childCount() if group else 0):
                child = group.child(place) if group else None
                if child is not None and not child.data(0, _CHOICE).why:
                    self.tree.setCurrentItem(child)
                    return

    def _dress(self) -> None:
        self.tree.setAccessibleName("可以办理的事项")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.setItemsExpandable(False)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.setColumnWidth(0, _NAME)


def _line(one: Choice) -> QTreeWidgetItem:
    said = one.why or (
        "已经开始，继续办理" if one.preparing else f"接续：{one.of}" if one.of else ""
    )
    made = QTreeWidgetItem([one.label, said])
    made.setData(0, _CHOICE, one)
    made.setToolTip(1, said)
    made.setForeground(1, theme.colour("muted"))
    made.setSizeHint(0, QSize(0, 28))
    if one.why:
        made.setForeground(0, theme.colour("muted"))
        made.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return made
