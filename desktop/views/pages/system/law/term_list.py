"""Every term of the law, found by number, name, holder or article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.services.term_calculation import Kind
from desktop.views.kit.filter_box import search_line

_WIDTH = 340


class TermList(QWidget):
    """`chosen` carries the `Kind` under the cursor."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.words = search_line("搜索编号、名称、期限主体、条文", "搜索期限")
        self.list = QListWidget()
        self.list.setAccessibleName("期限")
        self.list.setObjectName("found")
        self.list.setAlternatingRowColors(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.words)
        body.addWidget(self.list, 1)
        self.words.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(self._choose)

    def show_kinds(self, kinds: Sequence[Kind]) -> None:
        """Fill the list; the one chosen before stays chosen."""
        before = self.current()
        self.list.clear()
        for kind in kinds:
            item = QListWidgetItem(
                f"{kind.code}　{kind.label}\n{kind.holder} · {kind.length} · {kind.cite}"
            )
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setToolTip(kind.words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, kind.words)
            self.list.addItem(item)
        self._narrow(self.words.text())
        self.choose(before.key if before else "")

    def choose(self, key: str) -> None:
        """Put the cursor on a term; an unknown one chooses the first."""
        for at in range(self.list.count()):
            if self._kind(self.list.item(at)).key == key:
                self.list.setCurrentRow(at)
                return
        self.list.setCurrentRow(0)

    def current(self) -> Kind | None:
        """The term under the cursor."""
        item = self.list.currentItem()
        return self._kind(item) if item else None

    def _narrow(self, words: str) -> None:
        wanted = words.lower().split()
        for at in range(self.list.count()):
            item = self.list.item(at)
            said = self._kind(item).words.lower()
            item.setHidden(not all(word in said for word in wanted))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self._kind(item))

    @staticmethod
    def _kind(item: QListWidgetItem) -> Kind:
        kind = item.data(Qt.ItemDataRole.UserRole)
        assert isinstance(kind, Kind)
        return kind
