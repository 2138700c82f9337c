"""The terms that run in a case, each with its article, computed and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.law.deadlines import Due, Holder
from desktop.models.case import Case
from desktop.models.decision import Decision, HearingOutcome
from desktop.services import law_setting
from desktop.services.case_facts import decision_of
from desktop.services.case_step import PROCEDURE
from desktop.services.work import Work

_HEARING_REQUEST = "hearing_request"
_SOON = 10
"""Days before its end from which a term is shown as a warning; only a matter of colour."""


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

    @property
    def mark(self) -> tuple[str, str]:
        """Level and words: `("warn", "剩 7 天（至 2026-12-29）")`."""
        last = self.last.isoformat()
        guess = "，推算" if self.due.provisional else ""
        if self.met_on is not None:
            over = (self.met_on - self.last).days
            return ("bad", f"逾期 {over} 天办结") if over > 0 else ("ok", "已在期限内办结")
        assert self.left is not None
        if self.left < 0:
            party = self.due.holder is Holder.PARTY
            words = f"已于 {last} 届满" if party else f"已逾期 {-self.left} 天（{last}）"
            return "info" if party else "bad", words
        words = f"剩 {self.left} 天" if self.left else "今天到期"
        return "warn" if self.left <= _SOON else "info", f"{words}（至 {last}{guess}）"


def terms(work: Work, record: Case) -> list[Term]:
    """Every term the recorded steps have started, in order of the step."""
    decision = decision_of(work, record.id)
    decided = decision.decided_on if decision else None
    served = decision.served_on if decision else None
    noticed = decision.notice_served_on if decision and not decided else None
    starts = {"filed": record.filed_on, "noticed": noticed, "decided": decided, "served": served}
    done = {"decision": decided, "service": served}
    untold = () if _hearing_told(decision) else (_HEARING_REQUEST,)
    return [
        _term(work, record, key, start, done.get(key))
        for step, start in starts.items()
        if start is not None
        for key in work.law.procedure(PROCEDURE, start).step(step).deadlines
        if key not in untold
    ]


def _hearing_told(decision: Decision | None) -> bool:
    """The time to ask for a hearing runs only where the right was told."""
    return decision is not None and decision.hearing not in (None, HearingOutcome.NOT_DUE)


def _term(work: Work, record: Case, key: str, start: date, met_on: date | None) -> Term:
    settings = law_setting.confirmed(work, record.unit_id, start)
    due = work.law.due(key, start, settings=settings)
    last = due.effective if due.holder is Holder.PARTY else due.raw
    return Term(due, met_on, None if met_on else (last - work.today).days)
