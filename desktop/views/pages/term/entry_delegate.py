"""One term in a week: the days left as a pill, which term, whose case."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.case_due import Entry
from desktop.views.kit.badge import Mark
from desktop.views.kit.badge_delegate import draw_pill
from desktop.views.kit.theme import theme

ENTRY = int(Qt.ItemDataRole.UserRole)
_PILL, _GAP = 24.0, 6.0
_WRAPS = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop


class EntryDelegate(QStyledItemDelegate):
    """All entries have the same height, so that a day of hundreds scrolls at once."""

    HEIGHT = 108

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as the column."""
        return QSize(0, self.HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A rounded ground, the pill, up to two lines for the term, then party and number."""
        one: Entry = index.data(ENTRY)
        box = QRectF(option.rect).adjusted(1, 3, -1, -3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent" if chosen or focus else "line"))
        painter.setBrush(theme.colour("accent_soft" if chosen else "ground"))
        painter.drawRoundedRect(box, 5, 5)
        inside = box.adjusted(_GAP, 3, -_GAP, -3)
        pill = QRectF(inside.x() - 6, inside.y(), inside.width() + 12, _PILL)
        draw_pill(painter, pill, option.font, Mark(*one.mark))
        top = inside.y() + _PILL + 1
        painter.setFont(option.font)
        painter.setPen(theme.colour("text"))
        room = QRectF(inside.x(), top, inside.width(), 2 * painter.fontMetrics().height())
        words = painter.boundingRect(room, int(_WRAPS), one.label)
        painter.drawText(room, int(_WRAPS), one.label)
        small = QFont(option.font)
        small.setPointSizeF(9.0)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        high = painter.fontMetrics().height()
        top += min(words.height(), room.height()) + 2
        cuts = ((one.party, Qt.TextElideMode.ElideRight), (one.number, Qt.TextElideMode.ElideLeft))
        for at, (text, cut) in enumerate(cuts):
            shown = painter.fontMetrics().elidedText(text, cut, int(inside.width()))
            line = QRectF(inside.x(), top + at * high, inside.width(), high)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
