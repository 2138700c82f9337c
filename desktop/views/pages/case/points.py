"""What the law says about a step: each point with article, way out and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.case_next import PointLine
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.cite import cite_button
from desktop.views.kit.desk import Almanac
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.text import button, label
from desktop.views.pages.case.answer import Answer

_CITE = 26  # Characters of a citation that fit beside a label.


class PointRow(QWidget):
    """One point. The signals are those of PointsCard."""

    stated = Signal(str, object)
    wanted = Signal(object)
    cited = Signal(str, object)
    overruled = Signal(object)

    def __init__(self, point: PointLine, almanac: Almanac, obstacle: str) -> None:
        super().__init__()
        self.point, self._obstacle = point, obstacle
        self.answers: list[Answer] = []
        self.setAccessibleName(f"{point.mark[1]}：{point.message}")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 2, 0, 6)
        body.setSpacing(3)
        body.addLayout(self._head())
        if not point.asks:
            body.addWidget(label(point.message, wraps=True))
        if point.confirmed:
            body.addWidget(label(point.confirmed, "small", wraps=True))
        elif point.way_out and not point.asks:
            body.addWidget(label(point.way_out, "small", wraps=True))
        if point.overrulable and not point.bars and not point.confirmed:
            body.addWidget(label("负责人已作出处理决定，见办案记录。", "small", wraps=True))
        for asked in point.asks:
            answer = Answer(asked, almanac, obstacle)
            answer.answered.connect(self.stated)
            answer.wanted.connect(self.wanted)
            self.answers.append(answer)
            body.addWidget(answer)
        for made in self._deeds():
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        line = QFrame()
        line.setObjectName("rule")
        line.setFixedHeight(1)
        body.addWidget(line)

    def _head(self) -> QHBoxLayout:
        point, head = self.point, QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Badge(Mark(*point.mark, point.message)))
        head.addWidget(label(point.label, "strong"))
        head.addStretch()
        head.addWidget(cite_button(point.cite, self.cited.emit, None, _short(point.cite)))
        return head

    def _deeds(self) -> list[QWidget]:
        point, made = self.point, []
        if point.confirm:
            words = "重新核实…" if point.confirmed else "核实并确认…"
            made.append(self._deed(words, bool(point.confirmed), self._ask))
        if point.overrulable and point.bars:
            call = partial(self.overruled.emit, point)
            made.append(self._deed("登记负责人的处理决定…", False, call))
        return made

    def _deed(self, words: str, link: bool, call: object) -> QWidget:
        made = button(words, link=link)
        made.setAccessibleName(f"{words.rstrip('…')}：{self.point.label}")
        made.setEnabled(not self._obstacle)
        made.setToolTip(self._obstacle)
        made.clicked.connect(lambda: call() if callable(call) else None)
        return made

    def _ask(self) -> None:
        point = self.point
        prompt = f"{point.message}\n{point.way_out}\n请写明由谁（法制审核、裁量、听证标准等应由法制审核人员）、依据什么核实："
        then = partial(self.stated.emit, point.confirm)
        ask_reason(self, f"核实：{point.label}", prompt, "确认", then)


class PointsCard(Card):
    """`stated(name, value)`: a fact or a confirmation; `wanted(asked)`: a form is to be opened.

    `cited(citation, day)`: an article is to be opened; `overruled(point)`: the head's ruling is to
    be recorded. A point that did not change keeps its row: nothing jumps after an answer.
    """

    stated = Signal(str, object)
    wanted = Signal(object)
    cited = Signal(str, object)
    overruled = Signal(object)

    def __init__(self, title: str, almanac: Almanac) -> None:
        super().__init__(title)
        self._almanac, self._obstacle = almanac, ""
        self.rows: list[PointRow] = []
        self.summary = label("", "muted", wraps=True)
        self.done, self.passed = Badge(Mark("ok", "")), label("", "small", wraps=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.put(self.summary, self._lines)
        self.put(self.done, self.passed)

    @property
    def answers(self) -> list[Answer]:
        """Every question that is open here."""
        return [answer for row in self.rows for answer in row.answers]

    def show_points(
        self,
        points: Sequence[PointLine],
        passed: Sequence[str],
        summary: str,
        obstacle: str,
    ) -> None:
        """Show the points; `obstacle` says why this actor may not answer, empty = may."""
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))
        at = next((n for n, row in enumerate(self.rows) if _holds_focus(row)), -1)
        known = {row.point: row for row in self.rows} if obstacle == self._obstacle else {}
        self._obstacle = obstacle
        fresh = [known[point] if point in known else self._row(point) for point in points]
        for old in self.rows:
            if old not in fresh:
                old.hide()
                old.deleteLater()
        for place, row in enumerate(fresh):
            self._lines.insertWidget(place, row)
            row.show()
        kept = at >= 0 and self.rows[at] in fresh
        self.rows = fresh
        if at >= 0 and not kept:
            self._focus_near(at)
        self.done.show_mark(Mark("ok", f"已核对 {len(passed)} 项，没有障碍"))
        self.passed.setText("、".join(passed))
        for part in (self.done, self.passed):
            part.setVisible(bool(passed))

    def _focus_near(self, at: int) -> None:
        """The answered question is gone: the cursor goes to the next one."""
        later = [one for row in self.rows[at:] for one in row.answers]
        for answer in (later or self.answers)[:1]:
            answer.focusNextChild() if not answer.isEnabled() else _first(answer).setFocus()

    def _row(self, point: PointLine) -> PointRow:
        row = PointRow(point, self._almanac, self._obstacle)
        row.stated.connect(self.stated)
        row.wanted.connect(self.wanted)
        row.cited.connect(self.cited)
        row.overruled.connect(self.overruled)
        return row


def summary_of(points: Sequence[PointLine], passed: Sequence[str], cite: str) -> str:
    """How the step stands, in one line."""
    barring = sum(point.bars for point in points)
    if not points and not passed:
        return f"本系统还不核对这一步，请按{cite}办理，并将凭证归入案卷。" if cite else ""
    if barring:
        return f"还有 {barring} 项没有落实（{cite}）"
    return f"依法可以办理（{cite}）"


def _holds_focus(row: QWidget) -> bool:
    focus = row.window().focusWidget()
    return focus is not None and row.isAncestorOf(focus)


def _first(answer: QWidget) -> QWidget:
    found = answer.findChildren(QWidget)
    return next((one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus), answer)


def _short(cite: str) -> str:
    """Many sources would push the card wide: the first, and how many there are."""
    if len(cite) <= _CITE:
        return cite
    sources = cite.split("；")
    return f"{sources[0]} 等{len(sources)}处" if len(sources) > 1 else f"{cite[:_CITE]}…"
