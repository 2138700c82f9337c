"""Pages of a PDF under each other; only those in sight are drawn, off the window's thread."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.documents.preview import Pages, Picture
from desktop.views.kit.desk import Desk
from desktop.views.kit.theme import theme

GAP = 14
SMALLEST, LARGEST = 0.25, 4.0
SCREEN = 96 / 72
"""Pixels to a point at 100 %."""
_KEPT = 12


class PagesView(QAbstractScrollArea):
    """`zoom` 1.0 shows a page in its real size; until someone zooms it follows the width."""

    zoomed = Signal(float)
    turned = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("文书预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._pages: Pages | None = None
        self._sizes: list[tuple[float, float]] = []
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self._fits, self.zoom = True, 1.0
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def show_pages(self, pages: Pages, sizes: list[tuple[float, float]]) -> None:
        """Show another paper from its first page."""
        self._pages, self._sizes = pages, sizes
        self._drawn.clear()
        self._asked.clear()
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def fit_width(self) -> None:
        """Follow the width of the window."""
        self._fits = True
        self._lay_out()

    def zoom_to(self, zoom: float) -> None:
        """Show at this zoom and stay there."""
        self._fits = False
        self.zoom = min(max(zoom, SMALLEST), LARGEST)
        self._lay_out()

    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return next((at for at, spot in enumerate(self._spots()) if middle < spot.bottom()), 0)

    def go_to(self, page: int) -> None:
        """Scroll to the top of a page."""
        self.verticalScrollBar().setValue(self._spots()[page].top() - GAP)

    def drawn(self, page: int) -> bool:
        """Whether a page stands on the screen as it will be printed."""
        return (page, self._scale()) in self._drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """White sheets at once, their content as soon as it is drawn."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("sunken"))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for at, spot in enumerate(self._spots()):
            place = spot.translated(-left, -top)
            if not place.intersects(self.viewport().rect()):
                continue
            painter.fillRect(place, QColor("white"))
            if (image := self._image(at)) is not None:
                painter.drawImage(place, image)
            painter.setPen(theme.colour("line"))
            painter.drawRect(place)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width, keep the scroll bars right."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll a screen, Home and End to the ends."""
        bar, screen = self.verticalScrollBar(), self.viewport().height() - GAP
        steps = {
            Qt.Key.Key_PageDown: bar.value() + screen,
            Qt.Key.Key_Space: bar.value() + screen,
            Qt.Key.Key_PageUp: bar.value() - screen,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        if (value := steps.get(Qt.Key(event.key()))) is not None:
            bar.setValue(value)
        else:
            super().keyPressEvent(event)

    def _scale(self) -> float:
        """Device pixels to the point."""
        return round(self.zoom * SCREEN * self.devicePixelRatioF(), 4)

    def _spots(self) -> list[QRect]:
        """Where each page lies on the whole sheet."""
        spots, top = [], GAP
        wide = max(self._widest(), self.viewport().width() - 2 * GAP)
        for width, height in self._sizes:
            across, down = round(width * self.zoom * SCREEN), round(height * self.zoom * SCREEN)
            spots.append(QRect(GAP + (wide - across) // 2, top, across, down))
            top += down + GAP
        return spots

    def _widest(self) -> int:
        return round(max((width for width, _ in self._sizes), default=0.0) * self.zoom * SCREEN)

    def _lay_out(self) -> None:
        widest = max((width for width, _ in self._sizes), default=0.0)
        if self._fits and widest:
            room = self.viewport().width() - 2 * GAP
            self.zoom = min(max(room / (widest * SCREEN), SMALLEST), 1.6)
        spots, view = self._spots(), self.viewport()
        total = spots[-1].bottom() + GAP if spots else 0
        self.verticalScrollBar().setRange(0, max(0, total - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, self._widest() + 2 * GAP - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.zoomed.emit(self.zoom)
        self._moved()

    def _moved(self) -> None:
        self.turned.emit(self.page())
        self.viewport().update()

    def _image(self, at: int) -> QImage | None:
        key = (at, self._scale())
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        if key not in self._asked and self._pages is not None:
            self._asked.add(key)
            draw = partial(self._pages.picture, *key)
            self._desk.think(self, draw, partial(self._arrived, self._pages, key))
        stale = [other for other in self._drawn if other[0] == at]
        return self._drawn[stale[-1]] if stale else None

    def _arrived(self, pages: Pages, key: tuple[int, float], picture: Picture) -> None:
        if pages is not self._pages:
            return
        self._asked.discard(key)
        self._drawn[key] = as_image(picture)
        while len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        self.viewport().update()


def as_image(picture: Picture) -> QImage:
    """A page picture as Qt holds it; the pixels are copied."""
    row, form = picture.width * 4, QImage.Format.Format_RGB32
    return QImage(picture.pixels, picture.width, picture.height, row, form).copy()
