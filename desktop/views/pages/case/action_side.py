"""Beside the form of an action: what the law says, its papers, its opinions, what it starts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.law.deadlines import Due
from desktop.services import action, opinion, stated_fact
from desktop.services.action_look import ActionLook
from desktop.services.work import obstacle
from desktop.views.kit.cite import cite_button
from desktop.views.kit.desk import Desk
from desktop.views.kit.steady_area import SteadyArea
from desktop.views.kit.text import label
from desktop.views.pages.case.action_papers import ActionPapersCard
from desktop.views.pages.case.lines_card import LinesCard
from desktop.views.pages.case.opinions import OpinionsCard
from desktop.views.pages.case.points import PointsCard, summary_of

_NEW = "填好后保存（Ctrl+S），这里随即按法律核对，并列出文书还缺什么。"


class TermsCard(LinesCard):
    """The terms that begin with the step: until when, by which article."""

    cited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("随即起算的期限")

    def show_terms(self, terms: Sequence[Due], *, from_service: bool) -> None:
        """Show them; `from_service`: they begin only once the paper is served."""
        self.setVisible(bool(terms))
        self.rename("送达后起算的期限" if from_service else "随即起算的期限")
        self.show_lines([self._line(one, from_service) for one in terms], "")

    def _line(self, one: Due, from_service: bool) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 2)
        body.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(label(f"{one.label}：{one.length}{one.unit.words}", wraps=True), 1)
        if not from_service:
            head.addWidget(label(f"至 {one.effective}", "muted"))
        body.addLayout(head)
        body.addWidget(cite_button(one.cite, self.cited.emit, one.start))
        return page


class ActionSide(SteadyArea):
    """The column at the right. The page connects to its cards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.points = PointsCard("依法核对", desk.almanac)
        self.papers, self.opinions, self.terms = ActionPapersCard(), OpinionsCard(), TermsCard()
        super().__init__(self.points, self.papers, self.opinions, self.terms)

    def show_blank(self) -> None:
        """Nothing was kept yet: nothing can be looked at."""
        with self.still():
            self.points.show()
            self.points.show_points((), (), _NEW, "")
            for card in (self.papers, self.opinions, self.terms):
                card.hide()

    def show_look(self, look: ActionLook) -> None:
        """Everything the law, the papers and the seats say now."""
        actor = self._desk.actor
        with self.still():
            self.points.setVisible(not look.issued)
            self.points.show_points(
                look.points,
                look.passed,
                summary_of(look.points, look.passed, look.cite),
                obstacle(actor, stated_fact.state),
            )
            self.papers.show()
            self.papers.show_papers(
                look.papers,
                issued=look.issued,
                served=look.issued and look.served,
                obstacle=obstacle(actor, action.issue),
            )
            self.opinions.show_opinions(
                look.opinions,
                record=obstacle(actor, opinion.record),
                give=obstacle(actor, opinion.give),
            )
            self.terms.show_terms(look.terms, from_service=look.action.served and not look.served)
