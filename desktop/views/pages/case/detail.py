"""One case: where it stands, until when, what the law says about the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import WorkError
from desktop.services import case, case_filing, case_page, decision, stated_fact
from desktop.services.case_next import IN_DRAFT
from desktop.services.case_page import CasePage
from desktop.services.case_term import Term
from desktop.services.work import obstacle
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.cite import open_cite
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Page
from desktop.views.kit.text import button, label
from desktop.views.pages.case.cards import EvidenceCard, FactsCard, PapersCard, StatementsCard
from desktop.views.pages.case.deeds import CaseDeeds
from desktop.views.pages.case.points import NextCard
from desktop.views.pages.case.steps import StepsCard
from desktop.views.pages.case.term_dialog import TermDialog

_TABLES = {"case_file", "party", "case_officer", "decision", "evidence", "paper", "stated_fact"}
_MADE = "处罚决定已经作出，登记的事实不再更改。"


class CaseDetail(Page):
    """`left` goes back to the list; `lead_asked` and `draft_asked` open the forms."""

    left = Signal()
    lead_asked = Signal(object)
    draft_asked = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk, self._key = desk, UUID(int=0)
        self.shown: CasePage | None = None
        self.deeds = CaseDeeds(self, desk)
        self.phase, self.procedure = Badge(Mark("info", "")), Badge(Mark("info", ""))
        self.under = label("", "muted", wraps=True)
        self.steps, self.next = StepsCard(), NextCard(desk.almanac)
        self.facts, self.papers = FactsCard(), PapersCard()
        self.evidence, self.statements = EvidenceCard(), StatementsCard()
        self.back = button("案件列表", "arrow-left", link=True)
        self.main = button("", primary=True)
        self.draft, self.preview = button("处罚决定书稿"), button("预览决定书", "eye")
        self.lead = button("修改线索", "pencil-simple")
        self._step: Callable[[CasePage], None] = lambda _: None
        self._lay_out()
        self._connect()

    def start(self, key: UUID) -> None:
        """Show a case."""
        if key != self._key:
            self._key, self.shown = key, None
            self.setEnabled(False)
        self.refresh()

    def refresh(self) -> None:
        """Read the case again."""
        key = self._key
        if key.int:
            self._desk.ask(
                self, lambda work: case_page.read(work, key), self._show, "case", self._gone
            )

    def _gone(self, error: WorkError) -> bool:
        """It cannot be read (any more): back to the list; the reason is said there."""
        self.shown = None
        self.left.emit()
        return False

    def _show(self, page: CasePage) -> None:
        self.shown = page
        self.setEnabled(True)
        self.title.setText(page.title)
        self.setAccessibleName(f"案件 {page.title}")
        self.phase.show_mark(Mark(*page.mark))
        self.procedure.show_mark(Mark("info", page.procedure))
        self.under.setText(page.subtitle)
        self.steps.show_steps(page.steps)
        why = obstacle(self._desk.actor, stated_fact.state, page.unit_id)
        self.next.show_step(page.next, why)
        self.facts.show_facts(page.facts)
        self.papers.show_papers(page.papers)
        self.evidence.show_evidence(page.evidence)
        self.statements.show_statements(page.statements, why or (_MADE if page.made else ""))
        self.evidence.setVisible(page.filed)
        self._offer(page)

    def _offer(self, page: CasePage) -> None:
        """The one next deed in front, the forms that may still be changed beside it."""
        words, deed, self._step = self._main(page)
        self.main.setVisible(bool(words))
        self.main.setText(words)
        why = obstacle(self._desk.actor, deed, page.unit_id)
        self.main.setEnabled(not why)
        self.main.setToolTip(why)
        self.lead.setVisible(not page.filed)
        self._allow(self.lead, obstacle(self._desk.actor, case.save, page.unit_id))
        for part in (self.draft, self.preview):
            part.setVisible(page.drafted and not page.made)
        self._allow(self.draft, obstacle(self._desk.actor, decision.save, page.unit_id))

    def _main(
        self, page: CasePage
    ) -> tuple[str, Callable[..., object], Callable[[CasePage], None]]:
        if not page.filed:
            return "立案…", case_filing.file, self.deeds.file
        if not page.drafted:
            return "拟定处罚决定", decision.save, self._ask_draft
        if not page.made:
            return "作出处罚决定…", decision.decide, self.deeds.decide
        return "" if page.served else "登记送达…", decision.serve, self.deeds.serve

    def _allow(self, part: QWidget, why: str) -> None:
        part.setEnabled(not why)
        part.setToolTip(why)

    def _ask_draft(self, page: CasePage) -> None:
        self.draft_asked.emit(page.id, page.title)

    def _want(self, place: str) -> None:
        page = self.shown
        if page is None:
            return
        if place == IN_DRAFT:
            self._ask_draft(page)
        elif not page.filed:
            self.lead_asked.emit(page.id)

    def _explain(self, term: Term) -> None:
        dialog = TermDialog(self.window(), term)
        dialog.cited.connect(lambda cite, on: open_cite(dialog, self._desk, cite, on))
        dialog.open()

    def _cite(self, cite: str, on: date | None) -> None:
        open_cite(self, self._desk, cite, on)

    def _do(self, call: Callable[[CasePage], None]) -> None:
        if self.shown is not None:
            call(self.shown)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.main.clicked.connect(lambda: self._do(lambda page: self._step(page)))
        self.draft.clicked.connect(lambda: self._do(self._ask_draft))
        self.preview.clicked.connect(lambda: self._do(self.deeds.preview))
        self.lead.clicked.connect(lambda: self._do(lambda page: self.lead_asked.emit(page.id)))
        self.steps.term_asked.connect(self._explain)
        self.steps.cited.connect(self._cite)
        self.next.cited.connect(self._cite)
        self.papers.opened.connect(self.deeds.open_paper)
        self.next.wanted.connect(self._want)
        self.next.stated.connect(
            lambda name, value: self._do(lambda page: self.deeds.state(page, name, value))
        )
        self.statements.again.connect(
            lambda held: self._do(lambda page: self.deeds.state_again(page, held))
        )
        QShortcut("Esc", self).activated.connect(self.left)
        self._desk.watch(self, _TABLES, self.refresh)

    def _lay_out(self) -> None:
        self.subtitle.hide()
        self.head.insertWidget(0, self.back)
        self.head.insertWidget(self.head.count() - 1, self.phase)
        self.head.insertWidget(self.head.count() - 1, self.procedure)
        self.act(self.lead, self.preview, self.draft, self.main)
        self.put(self.under)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(_column(self.steps, self.facts), 58)
        across.addWidget(_column(self.next, self.papers, self.evidence, self.statements), 50)
        self.put(across, stretch=1)


def _column(*cards: QWidget) -> QScrollArea:
    page = QWidget()
    page.setObjectName("bare")
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 0, 4, 0)
    body.setSpacing(10)
    for card in cards:
        body.addWidget(card)
    body.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
