"""The terms that run in a case, each with its article, computed and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.law.deadlines import Due, Holder
from desktop.models.case import Case
from desktop.services import law_setting
from desktop.services.case_facts import decision_of
from desktop.services.case_step import PROCEDURE
from desktop.services.work import Work


@dataclass(frozen=True)
class Term:
    """A term as shown: `due` carries the days, the article and the day-by-day explanation.

    `met_on` is the day the thing was done; `left` counts days from today to the day that binds
    (negative when over), None once done.
    """

    due: Due
    met_on: date | None
    left: int | None

    @property
    def last(self) -> date:
        """The day that binds: a party's effective day, an authority's raw one."""
        return self.due.effective if self.due.holder is Holder.PARTY else self.due.raw


def terms(work: Work, record: Case) -> list[Term]:
    """Every term the recorded steps have started, in order of the step."""
    decision = decision_of(work, record.id)
    decided = decision.decided_on if decision else None
    served = decision.served_on if decision else None
    starts = {"filed": record.filed_on, "decided": decided, "served": served}
    done = {"decision": decided, "service": served}
    return [
        _term(work, record, key, start, done.get(key))
        for step, start in starts.items()
        if start is not None
        for key in work.law.procedure(PROCEDURE, start).step(step).deadlines
    ]


def _term(work: Work, record: Case, key: str, start: date, met_on: date | None) -> Term:
    settings = law_setting.confirmed(work, record.unit_id, start)
    due = work.law.due(key, start, settings=settings)
    last = due.effective if due.holder is Holder.PARTY else due.raw
    return Term(due, met_on, None if met_on else (last - work.today).days)
