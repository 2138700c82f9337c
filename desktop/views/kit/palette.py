"""Ctrl+K: one line that finds pages, commands, people and cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.views.kit.desk import Desk
from desktop.views.kit.icons import icon
from desktop.views.kit.page import Command, after_pause
from desktop.views.kit.theme import theme

NOTE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True)
class Hit:
    """A record a search found: the window goes to destination `key` and shows `target`."""

    label: str
    detail: str
    key: str
    target: Any
    icon: str = "magnifying-glass"


Provider = Callable[[Any, str], Sequence[Hit]]
"""``provider(work, words)``, a question of a service: the best few, quickly."""


class _NoteDelegate(QStyledItemDelegate):
    """The detail or the keys, in grey at the right of the line."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The line as usual, then the note."""
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(theme.colour("muted"))
        ways = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(option.rect).adjusted(0, 0, -12, 0), ways, index.data(NOTE) or "")
        painter.restore()


class Palette(QFrame):
    """A popup; arrows move, Enter does, Esc leaves."""

    def __init__(self, parent: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(560)
        self._commands = list(commands)
        self._desk: Desk | None = None
        self._providers: Sequence[Provider] = ()
        self.words = QLineEdit()
        self.words.setPlaceholderText("页面、命令、姓名、拼音首字母、案号")
        self.words.setAccessibleName("搜索与命令")
        self.words.installEventFilter(self)
        self.found = QListWidget()
        self.found.setObjectName("found")
        self.found.setAccessibleName("搜索结果")
        self.found.setIconSize(QSize(16, 16))
        self.found.setItemDelegate(_NoteDelegate(self.found))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(lambda _: self.do())
        body = QVBoxLayout(self)
        body.setContentsMargins(10, 10, 10, 10)
        body.addWidget(self.words)
        body.addWidget(self.found)
        self.words.textChanged.connect(self._offer)
        after_pause(self.words.textChanged, self, self._search)
        self._offer()

    def search_with(self, desk: Desk, providers: Sequence[Provider]) -> None:
        """Also look for records."""
        self._desk, self._providers = desk, providers

    def open_over(self, window: QWidget) -> None:
        """Show it near the top of the window."""
        spot = window.mapToGlobal(window.rect().topLeft())
        self.move(spot.x() + (window.width() - self.width()) // 2, spot.y() + 56)
        self.show()
        self.words.setFocus()

    def do(self) -> None:
        """Do what is chosen."""
        item = self.found.currentItem()
        if item is None:
            return
        run = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line keeps the focus; up, down and Enter work the list."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            count = max(self.found.count(), 1)
            self.found.setCurrentRow((self.found.currentRow() + step) % count)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do()
            return True
        return False

    def _offer(self) -> None:
        """Pages and commands answer at once."""
        words = self.words.text().strip().lower()
        self.found.clear()
        for command in self._commands:
            if words in command.label.lower() or command.initials.startswith(words):
                note = "    ".join(filter(None, (command.detail, command.keys)))
                self._add(command.label, note, command.icon, command.run)
        self._fit()

    def _search(self) -> None:
        """Records answer when the service has found them; an overtaken search is dropped."""
        words, desk = self.words.text().strip(), self._desk
        if desk is None or not words:
            return
        providers = self._providers
        desk.ask(
            self,
            lambda work: [hit for provider in providers for hit in provider(work, words)],
            lambda hits: self._show_hits(desk, words, hits),
            "palette",
            failed=lambda _: True,
        )

    def _show_hits(self, desk: Desk, words: str, hits: Sequence[Hit]) -> None:
        if words != self.words.text().strip():
            return
        for hit in hits:
            run = partial(desk.go.emit, hit.key, hit.target)
            self._add(hit.label, hit.detail, hit.icon, run)
        self._fit()

    def _add(self, text: str, note: str, picture: str, run: Callable[[], object]) -> None:
        item = QListWidgetItem(text)
        item.setData(NOTE, note)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {note}".strip())
        item.setIcon(icon(picture or "caret-right", "muted"))
        item.setData(Qt.ItemDataRole.UserRole, run)
        item.setSizeHint(QSize(0, 34))
        self.found.addItem(item)

    def _fit(self) -> None:
        if self.found.currentRow() < 0:
            self.found.setCurrentRow(0)
        rows = min(max(self.found.count(), 1), 11)
        self.found.setFixedHeight(rows * 34 + 4)
        self.adjustSize()
