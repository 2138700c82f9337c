"""A column of cards that scrolls, and stays where it is while its cards change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget


class SteadyArea(QScrollArea):
    """Change the cards inside ``with area.still():`` and the eye keeps its place."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        page = self._page = QWidget()
        page.setObjectName("bare")
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, 0, 4, 0)
        self.column.setSpacing(10)
        for card in cards:
            self.column.addWidget(card)
        self.column.addStretch()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Nothing is painted and the place is kept until the cards stand as they will."""
        at = self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        try:
            yield
        finally:
            self._settle()
            self.verticalScrollBar().setValue(at)
            self.setUpdatesEnabled(True)

    def _settle(self) -> None:
        """Lay out now: a bar that is clamped while cards come and go loses its place."""
        page = self._page
        for one in (*page.findChildren(QWidget), page):
            layout = one.layout()
            if layout is not None and one.isVisibleTo(self):
                layout.activate()
        QApplication.sendPostedEvents(page, QEvent.Type.LayoutRequest.value)
