"""Narrowing a list down: a search line and drop-downs a passing mouse wheel does not change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop.views.kit.icons import icon


class FilterBox(QComboBox):
    """The first entry is the widest choice; each carries the value the list is asked with."""

    def __init__(self, name: str, options: Iterable[tuple[str, Any]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMaxVisibleItems(18)
        for text, value in options:
            self.addItem(text, value)

    def refill(self, options: Iterable[tuple[str, Any]]) -> None:
        """Other entries; the chosen value stays chosen where it is still among them."""
        held = self.currentData()
        self.clear()
        for text, value in options:
            self.addItem(text, value)
        self.choose(held)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the choice."""
        event.ignore()

    def choose(self, value: Any) -> None:
        """Choose by value; an unknown one chooses the first."""
        found = next((at for at in range(self.count()) if self.itemData(at) == value), 0)
        self.setCurrentIndex(found)


def search_line(placeholder: str, name: str) -> QLineEdit:
    """A line to search with, glass in front, a cross to clear it."""
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    line.setMinimumWidth(220)
    glass = line.addAction(
        icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition
    )
    glass.setText("搜索")
    return line
