"""What the law says about the next step: each point with article, way out and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.case_next import NextStep, PointLine
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.cite import cite_button
from desktop.views.kit.desk import Almanac
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.text import button, label
from desktop.views.pages.case.answer import Answer

_CITE = 26  # Characters of a citation that fit beside a label.
_REST = "本案已经送达。请留意左侧期限；缴款、催告和结案在办结前以案卷记录为准，本版尚不能登记。"


class NextCard(Card):
    """`stated(name, value)`: a fact or a confirmation; `wanted(place)`: a form is to be opened.

    `cited(citation, day)`: an article is to be opened.
    """

    stated = Signal(str, object)
    wanted = Signal(str)
    cited = Signal(str, object)

    def __init__(self, almanac: Almanac) -> None:
        super().__init__("下一步")
        self._almanac = almanac
        self._parts: list[QWidget] = []
        self.answers: list[Answer] = []

    def show_step(self, step: NextStep, obstacle: str) -> None:
        """Show the points; `obstacle` says why this actor may not answer, empty = may."""
        for old in self._parts:
            old.hide()
            old.deleteLater()
        self._parts, self.answers = [], []
        self.rename(f"下一步：{step.label}" if step.key else "下一步")
        for part in self._made(step, obstacle):
            self._parts.append(part)
            self.put(part)

    def _made(self, step: NextStep, obstacle: str) -> Sequence[QWidget]:
        if not step.key:
            return [label(_REST, "muted", wraps=True)]
        parts: list[QWidget] = [_summary(step)]
        for at, point in enumerate(step.points):
            if at:
                parts.append(_rule())
            parts.append(self._point(point, obstacle))
        if step.passed:
            done = Badge(Mark("ok", f"已核对 {len(step.passed)} 项，没有障碍"))
            parts += [done, label("、".join(step.passed), "small", wraps=True)]
        return parts

    def _point(self, point: PointLine, obstacle: str) -> QWidget:
        page = QWidget()
        page.setAccessibleName(f"{point.mark[1]}：{point.message}")
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 2, 0, 2)
        body.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Badge(Mark(*point.mark, point.message)))
        head.addWidget(label(point.label, "strong"))
        head.addStretch()
        head.addWidget(cite_button(point.cite, self.cited.emit, None, _short(point.cite)))
        body.addLayout(head)
        if not point.asks:
            body.addWidget(label(point.message, wraps=True))
        if point.confirmed:
            body.addWidget(label(point.confirmed, "small", wraps=True))
        elif point.way_out and not point.asks:
            body.addWidget(label(point.way_out, "small", wraps=True))
        for asked in point.asks:
            answer = Answer(asked, self._almanac, obstacle)
            answer.answered.connect(self.stated)
            answer.wanted.connect(self.wanted)
            self.answers.append(answer)
            body.addWidget(answer)
        if point.confirm:
            body.addWidget(self._confirm(point, obstacle), 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _confirm(self, point: PointLine, obstacle: str) -> QWidget:
        made = button("重新核实…" if point.confirmed else "核实并确认…", link=bool(point.confirmed))
        made.setAccessibleName(f"{made.text().rstrip('…')}：{point.label}")
        made.setEnabled(not obstacle)
        made.setToolTip(obstacle)
        made.clicked.connect(partial(self._ask, point))
        return made

    def _ask(self, point: PointLine) -> None:
        prompt = f"{point.message}\n{point.way_out}\n请写明由谁（法制审核、裁量、听证标准等应由法制审核人员）、依据什么核实："
        then = partial(self.stated.emit, point.confirm)
        ask_reason(self, f"核实：{point.label}", prompt, "确认", then)


def _summary(step: NextStep) -> QWidget:
    if not step.points and not step.passed:
        said = f"本系统还不核对这一步，请按{step.cite}办理，并将凭证归入案卷。"
    elif step.barring:
        said = f"还有 {step.barring} 项没有落实（按今天的事实；{step.cite}）"
    else:
        said = f"依法可以办理（{step.cite}）"
    return label(said, "muted", wraps=True)


def _short(cite: str) -> str:
    """Many sources would push the card wide: the first, and how many there are."""
    if len(cite) <= _CITE:
        return cite
    sources = cite.split("；")
    return f"{sources[0]} 等{len(sources)}处" if len(sources) > 1 else f"{cite[:_CITE]}…"


def _rule() -> QWidget:
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line
