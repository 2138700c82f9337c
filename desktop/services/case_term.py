"""The terms that run in a case, each with its article, computed and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.law.deadlines import Due, Holder
from desktop.law.outlook import Outlook
from desktop.services.work import Work

SOON = 10
"""Days before its end from which a term is shown as a warning; only a matter of colour."""


@dataclass(frozen=True)
class Term:
    """A term as shown: `due` carries the days, the article and the day-by-day explanation.

    `met_on` is the day the thing was done; `left` counts days from today to the day that binds
    (negative when over), None once done. `at` is the step beside which it is shown: the one that
    meets it, else the one that started it.
    """

    due: Due
    met_on: date | None
    left: int | None
    at: str = ""

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
        return "warn" if self.left <= SOON else "info", f"{words}（至 {last}{guess}）"


OWN = (Holder.AUTHORITY, Holder.DEPARTMENT, Holder.COUNTY)
"""Holders whose term, once it is over, was missed; a party's term that is over has lapsed."""


def days_left(holder: Holder, left: int) -> tuple[str, str]:
    """Level and short words for a running term in a list: `("warn", "剩 7 天")`."""
    if left < 0:
        return ("bad", f"逾期 {-left} 天") if holder in OWN else ("none", "已届满")
    return "warn" if left <= SOON else "info", f"剩 {left} 天" if left else "今天到期"


def terms(work: Work, outlook: Outlook) -> list[Term]:
    """Every term the standing steps have started, in the order they started."""
    procedure = work.law.procedure(outlook.procedure, work.today)
    meets = {key: step.key for step in procedure.line for key in step.meets}
    found = []
    for one in outlook.terms:
        last = one.due.effective if one.due.holder is Holder.PARTY else one.due.raw
        left = None if one.met_on else (last - work.today).days
        found.append(Term(one.due, one.met_on, left, meets.get(one.due.key, one.step)))
    return found
