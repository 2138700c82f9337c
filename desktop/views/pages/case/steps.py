"""The procedure of a case from top to bottom, with what is done, what is next and until when."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.case_page import CURRENT, DONE, PASSED_OVER, StepLine
from desktop.services.case_term import Term
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.cite import cite_button
from desktop.views.kit.text import button, label
from desktop.views.kit.theme import theme

_RAIL, _RADIUS, _CENTRE = 44, 8.0, 19.0
_STATES = {DONE: "已办", CURRENT: "当前", PASSED_OVER: "未登记"}


class StepRow(QWidget):
    """One step; the rail at the left is painted, the rest are labels."""

    term_asked = Signal(object)
    cited = Signal(str, object)

    def __init__(self, step: StepLine, *, first: bool, last: bool) -> None:
        super().__init__()
        self.step, self._first, self._last = step, first, last
        self.setAccessibleName(
            f"{step.label}，{_STATES.get(step.state, '未办')}{f'，{step.day}' if step.day else ''}"
        )
        body = QVBoxLayout(self)
        body.setContentsMargins(_RAIL + 6, 7, 10, 9)
        body.setSpacing(2)
        body.addLayout(self._head())
        if step.said:
            body.addLayout(self._second())
        for term in step.terms:
            body.addLayout(self._term(term))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of the current step, the rail, and the mark on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.step.state == CURRENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("warn_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(_RAIL - 6, 1, 0, -1), 5, 5)
        self._draw_rail(painter)
        self._draw_mark(painter)

    def _draw_rail(self, painter: QPainter) -> None:
        x, done = _RAIL / 2, theme.colour("ok")
        ahead = theme.colour("line")
        reached = self.step.state in (DONE, PASSED_OVER)
        if not self._first:
            painter.setPen(QPen(done if reached or self.step.state == CURRENT else ahead, 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, _CENTRE - _RADIUS))
        if not self._last:
            painter.setPen(QPen(done if reached else ahead, 2))
            painter.drawLine(QPointF(x, _CENTRE + _RADIUS), QPointF(x, self.height()))

    def _draw_mark(self, painter: QPainter) -> None:
        spot, state = QPointF(_RAIL / 2, _CENTRE), self.step.state
        ink = {DONE: "ok", CURRENT: "warn"}.get(state, "edge")
        painter.setPen(QPen(theme.colour(ink), 2))
        painter.setBrush(theme.colour("ok" if state == DONE else "surface"))
        painter.drawEllipse(spot, _RADIUS, _RADIUS)
        if state == DONE:
            pen = QPen(theme.colour("surface"), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = ((-3.6, 0.2), (-0.9, 2.9), (3.8, -2.6))
            painter.drawPolyline([QPointF(spot.x() + x, spot.y() + y) for x, y in corners])
        elif state == PASSED_OVER:
            painter.drawLine(QPointF(spot.x() - 3.5, spot.y()), QPointF(spot.x() + 3.5, spot.y()))

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        strong = self.step.state in (DONE, CURRENT)
        line.addWidget(label(self.step.label, "strong" if strong else "muted"))
        line.addStretch()
        if not self.step.said:
            line.addWidget(self._cite())
        day = self.step.day.isoformat() if self.step.day else _STATES.get(self.step.state, "")
        if day:
            line.addWidget(label(day, "muted"))
        return line

    def _second(self) -> QHBoxLayout:
        line = QHBoxLayout()
        said = label(self.step.said, "small", wraps=True)
        line.addWidget(said, 1)
        line.addWidget(self._cite(), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _cite(self) -> QWidget:
        return cite_button(self.step.cite, self.cited.emit, self.step.day)

    def _term(self, term: Term) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        due = term.due
        line.addWidget(label(f"{due.label}：{due.length}{due.unit.words}", "small"))
        line.addStretch()
        line.addWidget(Badge(Mark(*term.mark, due.note or due.cite)))
        how = button("如何计算", link=True)
        how.setAccessibleName(f"如何计算：{due.label}")
        how.setToolTip(f"{due.cite}。{due.note}")
        how.clicked.connect(partial(self.term_asked.emit, term))
        line.addWidget(how)
        return line


class StepsCard(Card):
    """`term_asked` carries the term whose count is to be explained; `cited` an article, its day."""

    term_asked = Signal(object)
    cited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("办案流程与法定期限")
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self.rows: list[StepRow] = []
        self.put(self._body)

    def show_steps(self, steps: tuple[StepLine, ...]) -> None:
        """Show these instead of what was there."""
        for old in self.rows:
            old.hide()
            old.deleteLater()
        last = len(steps) - 1
        self.rows = [StepRow(step, first=at == 0, last=at == last) for at, step in enumerate(steps)]
        for row in self.rows:
            row.term_asked.connect(self.term_asked)
            row.cited.connect(self.cited)
            self._body.addWidget(row)
