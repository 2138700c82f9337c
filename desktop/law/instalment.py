"""Deferral and instalments of a fine (处罚法66): whether a plan adds up, and what lateness costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from desktop.amounts import both
from desktop.errors import WorkError
from desktop.law.calendar import Calendar
from desktop.law.penalty_range import checked
from desktop.law.surcharge import Surcharge

_EMPTY = "延期、分期缴纳计划没有任何一期，请至少填写一期。"
Charge = Callable[[Decimal, date, date], Surcharge]


@dataclass(frozen=True)
class Instalment:
    """One part of a fine: the day it is due by the approval, and when it was paid, if it was.

    A deferral is a plan of one instalment over the whole fine.
    """

    due: date
    amount: Decimal
    paid: date | None = None


@dataclass(frozen=True)
class PlanLine:
    """One instalment with its effective last day (P6) and what is owed on top."""

    number: int
    instalment: Instalment
    last: date
    surcharge: Surcharge


@dataclass(frozen=True)
class Plan:
    """A whole plan on a day; `last` is the day the period for the court starts from (72)."""

    lines: tuple[PlanLine, ...]
    last: date
    surcharge: Decimal
    cite: str
    provisional_years: tuple[int, ...]

    @property
    def words(self) -> str:
        """The surcharge of all instalments in capitals and figures."""
        return both(self.surcharge)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about facts that do not fit, once each."""
        return tuple(dict.fromkeys(one for line in self.lines for one in line.surcharge.problems))


def faults(fine: Decimal, ordinary_last: date, instalments: Sequence[Instalment]) -> list[str]:
    """What is wrong with a plan, in sentences: no parts, sums, order, dates. Empty: it stands.

    `ordinary_last` is the effective last day of K10: a plan that ends before it gives the party
    no relief, and an instalment may not be due before it is.
    """
    if not instalments:
        return [_EMPTY]
    found = [one for number, part in enumerate(instalments, 1) for one in _part(number, part)]
    total = sum(part.amount for part in instalments)
    if not found and total != fine:
        found.append(f"各期合计{total:.2f}元，与罚款数额{fine:.2f}元不符，请更正。")
    for number, (before, after) in enumerate(pairwise(instalments), 2):
        if after.due <= before.due:
            found.append(f"第{number}期的缴款日{after.due}不晚于上一期{before.due}，请按先后填写。")
    if instalments[-1].due <= ordinary_last:
        found.append(
            f"最后一期的缴款日{instalments[-1].due}不晚于原缴款期限{ordinary_last}，"
            "没有延长期限，不必办理延期或者分期。"
        )
    return found


def _part(number: int, part: Instalment) -> list[str]:
    try:
        checked(f"第{number}期数额", part.amount)
    except WorkError as fault:
        return [str(fault)]
    return [] if part.amount else [f"第{number}期数额为零，请更正或者删去这一期。"]


def plan(
    fine: Decimal,
    instalments: Sequence[Instalment],
    on: date,
    calendar: Calendar,
    charge: Charge,
    cite: str,
) -> Plan:
    """The surcharge of every instalment, as paid or else as it stands on a day.

    Each instalment is surcharged on its own amount from its own last day, which moves to the next
    working day when it is a rest day. The sum never exceeds the fine. Raises WorkError for a plan
    without instalments or an amount that is none.
    """
    if not instalments:
        raise WorkError(_EMPTY)
    lines = []
    for number, part in enumerate(instalments, 1):
        last = calendar.workday_from(part.due)
        cost = charge(part.amount, last, part.paid or on)
        lines.append(PlanLine(number, part, last, cost))
    total = min(fine, sum((line.surcharge.amount for line in lines), Decimal()))
    missing = {
        year for line in lines for year in calendar.missing_years(line.instalment.due, line.last)
    }
    return Plan(
        tuple(lines),
        max(line.last for line in lines),
        total,
        cite,
        tuple(sorted(missing)),
    )
