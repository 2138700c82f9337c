"""The dark strip at the left: whose program this is, and where one can go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from desktop.views.kit.icons import icon
from desktop.views.kit.text import shell_label
from desktop.views.navigation import Destination

WIDTH = 168
_KEY = 0x100  # Qt.ItemDataRole.UserRole; the namespace Qt is not made before the first paint.


class Sidebar(QFrame):
    """`asked` carries the key of the destination."""

    asked = Signal(str)

    def __init__(self, destinations: Sequence[Destination]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(WIDTH)
        brand, self.under = (
            shell_label("执法台", "brand"),
            shell_label("乡镇（街道）综合行政执法", "brandUnder"),
        )
        brand.setContentsMargins(16, 0, 0, 0)
        self.under.setContentsMargins(16, 0, 8, 8)
        self.list = QListWidget()
        self.list.setIconSize(QSize(18, 18))
        self.list.setAccessibleName("主导航")
        for number, destination in enumerate(destinations, start=1):
            self.list.addItem(_item(destination, number))
        self.list.currentItemChanged.connect(self._ask)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 14, 0, 10)
        body.addWidget(brand)
        body.addWidget(self.under)
        body.addWidget(self.list, 1)

    def choose(self, key: str) -> None:
        """Mark a destination as the one shown, without asking for it."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _ask(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.asked.emit(item.data(_KEY))


def _item(destination: Destination, number: int) -> QListWidgetItem:
    item = QListWidgetItem(icon(destination.icon, "side_text"), destination.label)
    item.setData(_KEY, destination.key)
    item.setToolTip(f"{destination.label}（Ctrl+{number}）" if number <= 9 else destination.label)
    item.setSizeHint(QSize(0, 38))
    return item
