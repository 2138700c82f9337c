"""Marks painted as pills in the cells of a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.views.kit.badge import Mark
from desktop.views.kit.theme import theme

_HEIGHT = 21
_POINTS = 9.0


class BadgeDelegate(QStyledItemDelegate):
    """Paints the marks of one table column as pills."""

    def __init__(
        self, mark: Callable[[QModelIndex | QPersistentModelIndex], Mark | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._mark = mark

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The cell's ground first, the pill over it."""
        mark = self._mark(index)
        if mark is None:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        parent = self.parent()
        if isinstance(parent, QWidget):
            element = QStyle.ControlElement.CE_ItemViewItem
            parent.style().drawControl(element, ground, painter, parent)
        draw_pill(painter, QRectF(option.rect), option.font, mark)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Wide enough for the pill."""
        mark = self._mark(index)
        wide = _pill_width(option.font, str(mark)) + 20 if mark else 40
        return QSize(int(wide), _HEIGHT + 6)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(_POINTS)
    return small


def _pill_width(font: QFont, text: str) -> float:
    return QFontMetricsF(_small(font)).horizontalAdvance(text) + 18


def draw_pill(painter: QPainter, cell: QRectF, font: QFont, mark: Mark) -> None:
    """A mark as a pill at the left of a cell, no wider than it."""
    width = min(_pill_width(font, str(mark)), cell.width() - 10)
    pill = QRectF(cell.x() + 6, cell.center().y() - _HEIGHT / 2, width, _HEIGHT)
    kind = "muted" if mark.kind == "none" else mark.kind
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_small(font))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken" if mark.kind == "none" else f"{kind}_soft"))
    painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
    painter.setPen(theme.colour(kind))
    text = painter.fontMetrics().elidedText(str(mark), Qt.TextElideMode.ElideRight, int(width - 14))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
