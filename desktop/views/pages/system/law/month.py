"""One month of a year view: every day with what it counts as, by glyph and colour."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.law.calendar import DayKind, Look
from desktop.services.year_view import Holiday, YearView
from desktop.views.kit.theme import theme

GLYPHS = {DayKind.HOLIDAY: "休", DayKind.MAKE_UP: "班"}
TOKENS = {
    DayKind.WORKDAY: ("surface", "text"),
    DayKind.WEEKEND: ("sunken", "muted"),
    DayKind.HOLIDAY: ("bad_soft", "bad"),
    DayKind.MAKE_UP: ("info_soft", "info"),
}
_WEEKDAYS = "一二三四五六日"
_TITLE, _WEEKS, _ROWS = 22, 18, 6


class Month(QWidget):
    """Painted by hand; its accessible name says the same in words."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._looks: tuple[Look, ...] = ()
        self._view: YearView | None = None
        self.setMinimumSize(196, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_year(self, view: YearView) -> None:
        """The month of this year."""
        self._view, self._looks = view, view.month(self.number)
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """The month as a sentence: working days, days off, days worked instead."""
        working = sum(look.works for look in self._looks)
        said = [f"{self.number}月，工作日{working}天"]
        for kind, word in ((DayKind.HOLIDAY, "放假"), (DayKind.MAKE_UP, "调休上班")):
            on = [f"{look.day.day}日{look.name}" for look in self._looks if look.kind is kind]
            said += [f"{word}：{'、'.join(on)}"] if on else []
        return "；".join(said)

    def sizeHint(self) -> QSize:
        """Twelve of them fit the smallest usual screen."""
        return QSize(212, 164)

    def look_at(self, point: QPoint) -> Look | None:
        """The day under a point."""
        return next((look for look in self._looks if self._cell(look).contains(point)), None)

    def event(self, event: QEvent) -> bool:
        """A tooltip says what the day is and by which notice."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            look = self.look_at(event.pos())
            text = f"{look.day}　{look.words}\n{look.cite}" if look else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, weekdays, days."""
        painter = QPainter(self)
        self._paint_head(painter)
        for look in self._looks:
            self._paint_day(painter, look)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("text"))
        bold, plain = self.font(), self.font()
        bold.setBold(True)
        plain.setPointSizeF(self.font().pointSizeF() - 1)
        painter.setFont(bold)
        top = QRect(0, 0, self.width(), _TITLE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top.adjusted(4, 0, 0, 0), middle, f"{self.number}月")
        painter.setFont(plain)
        painter.setPen(theme.colour("muted"))
        working = sum(look.works for look in self._looks)
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(top.adjusted(0, 0, -4, 0), right, f"工作日 {working} 天")
        wide = self.width() / 7
        for at, word in enumerate(_WEEKDAYS):
            box = QRect(int(at * wide), _TITLE, int(wide), _WEEKS)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_day(self, painter: QPainter, look: Look) -> None:
        ground, ink = TOKENS[look.kind]
        box = self._cell(look)
        painter.fillRect(box, theme.colour(ground))
        if self._view and look.day == self._view.today:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setPen(theme.colour(ink))
        text = f"{look.day.day}{GLYPHS.get(look.kind, '')}"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _cell(self, look: Look) -> QRect:
        first = self._looks[0].day.weekday()
        row, column = divmod(look.day.day - 1 + first, 7)
        top = _TITLE + _WEEKS
        wide, high = self.width() / 7, (self.height() - top) / _ROWS
        left, above = int(column * wide), int(top + row * high)
        return QRect(left + 1, above + 1, int(wide) - 2, int(high) - 2)


def holiday_words(holiday: Holiday) -> str:
    """国庆节：10月1日（星期四） 至 10月7日（星期三），7天."""
    span = day_words(holiday.since)
    if holiday.until != holiday.since:
        span += f" 至 {day_words(holiday.until)}"
    return f"{holiday.name}：{span}，{holiday.length}天"


def day_words(day: date) -> str:
    """10月1日（星期四）."""
    return f"{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"
