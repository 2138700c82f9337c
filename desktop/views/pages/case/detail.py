"""One case: where it stands, until when, what the law says about the next step."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import WorkError
from desktop.services import (
    action_form,
    case_page,
    evidence,
    lead,
    party,
    proof_of_service,
    stated_fact,
)
from desktop.services.case_menu import Choice
from desktop.services.case_next import IN_LEAD, Asked
from desktop.services.case_page import CasePage
from desktop.services.case_term import Term
from desktop.services.work import obstacle
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.cite import open_cite
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Page
from desktop.views.kit.steady_area import SteadyArea
from desktop.views.kit.text import button, label
from desktop.views.pages.case.cards import (
    EvidenceCard,
    FactsCard,
    PapersCard,
    PreparingCard,
    ServicesCard,
    StatementsCard,
)
from desktop.views.pages.case.deeds import CaseDeeds
from desktop.views.pages.case.history import HistoryCard
from desktop.views.pages.case.loans import LoansCard
from desktop.views.pages.case.menu import ActionMenu
from desktop.views.pages.case.next import NextCard, choices_of, waiting_for_service
from desktop.views.pages.case.parties import PartiesCard
from desktop.views.pages.case.party_dialog import PartyDeeds
from desktop.views.pages.case.record_dialogs import add_evidence
from desktop.views.pages.case.scan import show_scan
from desktop.views.pages.case.steps import StepsCard
from desktop.views.pages.case.term_dialog import TermDialog

_TABLES = {
    *("case_file", "party", "case_officer", "case_action", "opinion", "evidence", "thing"),
    *("paper", "proof_of_service", "stated_fact", "overrule"),
}
_CLOSED = "本案已经办结，登记的事实不再更改。"


class CaseDetail(Page):
    """`left` goes back to the list; `lead_asked` opens the lead's form.

    `action_asked(name, key, thread)`: an action is to be begun (no key) or gone on with;
    `case_asked` carries the id of another case.
    """

    left = Signal()
    lead_asked = Signal(object)
    action_asked = Signal(str, object, object)
    case_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk, self._key = desk, UUID(int=0)
        self.shown: CasePage | None = None
        self.deeds = CaseDeeds(self, desk)
        self.phase, self.procedure = Badge(Mark("info", "")), Badge(Mark("info", ""))
        self.under, self._faults = label("", "muted", wraps=True), label("", wraps=True)
        self._notice = QFrame()
        self.steps, self.next = StepsCard(), NextCard(desk.almanac)
        self.facts, self.history = FactsCard(), HistoryCard()
        self.parties, self.loans = PartiesCard(), LoansCard()
        self._party_deeds = PartyDeeds(
            self, desk, self.parties, lambda: self.shown, self.case_asked.emit
        )
        self.preparing, self.papers, self.services = PreparingCard(), PapersCard(), ServicesCard()
        self.evidence, self.statements = EvidenceCard(), StatementsCard()
        self.back = button("案件列表", "arrow-left", link=True)
        self.main = button("", primary=True)
        self.lead = button("修改线索", "pencil-simple")
        self.menu = button("办理", "list", keys="Ctrl+M")
        self._columns = (
            SteadyArea(self.steps, self.facts, self.history),
            SteadyArea(
                self.next,
                self.loans,
                self.preparing,
                self.parties,
                self.papers,
                self.services,
                self.evidence,
                self.statements,
            ),
        )
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

    def open_menu(self) -> ActionMenu | None:
        """Every action, those open now first."""
        page = self.shown
        if page is None:
            return None
        menu = ActionMenu(self, page.menu)
        menu.chosen.connect(self.begin)
        menu.open_under(self.menu)
        return menu

    def begin(self, choice: Choice) -> None:
        """Begin an action, or go on with the one begun."""
        self.action_asked.emit(choice.name, choice.preparing, choice.thread)

    def want(self, asked: Asked) -> None:
        """Go where a fact is entered: the lead, an action that is open, else a small window."""
        page = self.shown
        if page is None:
            return
        if asked.place == IN_LEAD and not page.filed:
            self.lead_asked.emit(page.id)
            return
        open_ = [one for one in page.menu if one.name == asked.action and not one.why]
        if open_:
            self.begin(open_[0])
        elif asked.field is not None:
            said = f"“{asked.action_label}”现在不能办理，请在这里登记。" if asked.action else ""
            self.deeds.ask_fact(page, asked.field, "登记事实", said)

    def _gone(self, error: WorkError) -> bool:
        """It cannot be read (any more): back to the list; the reason is said there."""
        self.shown = None
        self.left.emit()
        return False

    def _show(self, page: CasePage) -> None:
        left, right = self._columns
        with left.still(), right.still():
            self._fill(page)

    def _fill(self, page: CasePage) -> None:
        actor, self.shown = self._desk.actor, page
        self.setEnabled(True)
        self.title.setText(page.title)
        self.setAccessibleName(f"案件 {page.title}")
        self.phase.show_mark(Mark(*page.mark))
        self.procedure.show_mark(Mark("info", page.procedure))
        self.under.setText(page.subtitle)
        self._faults.setText("\n".join(page.faults))
        self._notice.setVisible(bool(page.faults))
        why = obstacle(actor, stated_fact.state, page.unit_id)
        self.steps.show_steps(page.steps)
        self.next.show_next(page, why, obstacle(actor, action_form.save, page.unit_id))
        self.facts.show_facts(page.facts, page.people)
        self.parties.show_parties(
            page.parties, obstacle(actor, party.add, page.unit_id) or page.parties_settled
        )
        self.history.show_history(page.history)
        self.loans.show_loans(
            page.loans, page.menu, obstacle(actor, action_form.save, page.unit_id)
        )
        self.preparing.show_preparing(page.preparing)
        self.papers.show_papers(page.papers, obstacle(actor, proof_of_service.serve, page.unit_id))
        self.services.show_services(page.services)
        self.evidence.show_evidence(
            page.evidence, page.things, obstacle(actor, evidence.save, page.unit_id)
        )
        self.statements.show_statements(page.statements, why or (_CLOSED if page.closed else ""))
        self._offer(page)

    def _offer(self, page: CasePage) -> None:
        """The one next deed in front, the others in the menu beside it."""
        actor = self._desk.actor
        why = obstacle(actor, action_form.save, page.unit_id)
        ways, waiting = choices_of(page), waiting_for_service(page)
        self.main.setVisible(bool(ways or waiting))
        if waiting is not None:
            self.main.setText("登记送达…")
            self.main.setAccessibleName(f"登记送达：{waiting.title}")
        elif ways:
            go_on = "继续：" if ways[0].preparing else ""
            self.main.setText(f"{go_on}{ways[0].label}…")
            self.main.setAccessibleName("")
        for part in (self.main, self.menu):
            _allow(part, why)
        self.lead.setVisible(not page.filed)
        _allow(self.lead, obstacle(actor, lead.save, page.unit_id))

    def _main(self) -> None:
        page = self.shown
        if page is None:
            return
        if (waiting := waiting_for_service(page)) is not None:
            self.deeds.serve(waiting.id, waiting.title)
        elif ways := choices_of(page):
            self.begin(ways[0])

    def _explain(self, term: Term) -> None:
        dialog = TermDialog(self.window(), term)
        dialog.cited.connect(lambda cite, on: open_cite(dialog, self._desk, cite, on))
        dialog.open()

    def _cite(self, cite: str, on: date | None) -> None:
        open_cite(self, self._desk, cite, on)

    def _state(self, name: str, value: object) -> None:
        if self.shown is not None:
            self.deeds.state(self.shown, name, value)

    def _again(self, held: object) -> None:
        if self.shown is not None and isinstance(held, case_page.Statement):
            self.deeds.state_again(self.shown, held)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.main.clicked.connect(self._main)
        self.menu.clicked.connect(self.open_menu)
        self.lead.clicked.connect(lambda: self.lead_asked.emit(self._key))
        self.steps.term_asked.connect(self._explain)
        self.steps.cited.connect(self._cite)
        self.next.cited.connect(self._cite)
        self.next.wanted.connect(self.want)
        self.next.stated.connect(self._state)
        self.next.chosen.connect(self.begin)
        self.loans.chosen.connect(self.begin)
        for card in (self.papers, self.services):
            card.opened.connect(self.deeds.open_paper)
        self.papers.served.connect(self.deeds.serve)
        self.evidence.opened.connect(lambda key, name: show_scan(self, self._desk, key, name))
        self.evidence.added.connect(self._add_evidence)
        self.preparing.opened.connect(lambda key, name: self.action_asked.emit(name, key, None))
        self.history.opened.connect(self._open_action)
        self.statements.again.connect(self._again)
        QShortcut("Esc", self).activated.connect(self.left)
        self._desk.watch(self, _TABLES, self.refresh)

    def _add_evidence(self, file: str) -> None:
        if self.shown is not None:
            said = self._desk.said
            add_evidence(self, self._desk, self.shown.id, lambda _: said.emit("已登记证据"), file)

    def _open_action(self, key: UUID) -> None:
        """An entry of the history: the action as it was done, unless it is the lead itself."""
        found = self.shown.history if self.shown else ()
        name = next((one.name for one in found if one.action == key), "")
        if name:
            self.action_asked.emit(name, key, None)

    def _lay_out(self) -> None:
        self.subtitle.hide()
        self._notice.setObjectName("notice")
        inner = QVBoxLayout(self._notice)
        inner.setContentsMargins(12, 6, 12, 6)
        inner.addWidget(self._faults)
        self.head.insertWidget(0, self.back)
        self.head.insertWidget(self.head.count() - 1, self.phase)
        self.head.insertWidget(self.head.count() - 1, self.procedure)
        self.act(self.lead, self.menu, self.main)
        self.put(self.under, self._notice)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self._columns[0], 58)
        across.addWidget(self._columns[1], 50)
        self.put(across, stretch=1)


def _allow(part: QWidget, why: str) -> None:
    part.setEnabled(not why)
    part.setToolTip(why)
