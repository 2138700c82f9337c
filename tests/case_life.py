"""Builder: a case taken along its actions in an office under test, on days counted back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from office import Office, a_lead, confirm_settings

from desktop.commands import sample_action
from desktop.commands.sample_action import Done
from desktop.models.evidence import EvidenceKind
from desktop.models.paper import Paper
from desktop.services import case_action, case_page, evidence
from desktop.services.case_page import CasePage
from desktop.services.work import Draft

FINE, BAND = Decimal(300), {"band_least": Decimal(100), "band_most": Decimal(500)}
_EVIDENCE = (
    (EvidenceKind.RECORD, "现场检查（勘验）笔录1份"),
    (EvidenceKind.STATEMENT, "询问（调查）笔录1份"),
)


@dataclass
class Life:
    """One case; every method answers the case itself, so that a life reads as a sentence."""

    office: Office
    id: UUID
    last: Done | None = None

    def do(self, name: str, days_ago: int, thread: UUID | None = None, **given: Any) -> Self:
        """Prepare, sign and issue an action."""
        desk = self.office.as_("clerk")
        self.last = sample_action.do(desk, self.id, name, self.day(days_ago), thread, **given)
        return self

    def prepared(self, name: str, days_ago: int, **given: Any) -> UUID:
        """An action kept, signed by everyone, its papers not made."""
        desk, on = self.office.as_("clerk"), self.day(days_ago)
        key = sample_action.prepare(desk, self.id, name, on, **given)
        sample_action.sign(desk, key, on)
        sample_action.settle(desk, self.id, key, on)
        return key

    def served(self, days_ago: int, form: str = "", **given: Any) -> Self:
        """Hand the last action's papers for the party over to every party."""
        desk = self.office.as_("clerk")
        for key in self.last.papers if self.last else ():
            held = self.form_of(key)
            if held == form or (not form and held in PARTY_PAPERS):
                sample_action.serve(desk, key, self.day(days_ago), **given)
        return self

    def form_of(self, paper_id: UUID) -> str:
        return self.office.ask(lambda work: work.get(Paper, paper_id).form_id)

    def paper(self, form: str) -> UUID:
        """The last action's paper of a form."""
        assert self.last is not None
        return next(key for key in self.last.papers if self.form_of(key) == form)

    def day(self, days_ago: int) -> date:
        return self.office.ask(lambda work: work.today) - timedelta(days=days_ago)

    def page(self) -> CasePage:
        return self.office.ask(lambda work: case_page.read(work, self.id))

    @property
    def phase(self) -> str:
        return self.page().mark[1]

    def thread(self, procedure: str) -> UUID:
        """The running history of a measure or hearing."""
        every = self.office.ask(lambda work: case_action.of_case(work, self.id))
        return next(one.thread for one in every if one.procedure == procedure and one.thread)

    def with_evidence(self, days_ago: int) -> Self:
        """List what the decision will rest on."""
        on = self.day(days_ago)
        for kind, name in _EVIDENCE:
            values = {
                "kind": kind,
                "name": name,
                "proves": "违法事实",
                "pages": 2,
                "obtained_on": on,
            }
            draft = Draft(None, None, values)
            self.office.do(lambda work, draft=draft: evidence.save(work, self.id, draft))
        return self

    def filed(self) -> Self:
        return self.do("lead", 20).do("filing", 19)

    def reported(self) -> Self:
        self.filed().do("interview", 18).with_evidence(18)
        return self.do("investigation_end", 17, fine=FINE, **BAND)

    def noticed(self, **given: Any) -> Self:
        self.reported().do("prior_notice", 16, **{"hearing_told": False, "fine": FINE, **given})
        return self.served(15)

    def decided(self, **given: Any) -> Self:
        return self.noticed().do("decision", 2, **{"fine": FINE, **BAND, **given})


PARTY_PAPERS = ("prior_notice", "hearing_notice", "penalty_decision", "no_penalty_decision")


def a_case(office: Office, **values: Any) -> Life:
    """A registered lead of an office whose settings are confirmed."""
    confirm_settings(office)
    return Life(office, a_lead(office, **values))
