"""The surcharge on a fine paid late (P13): so much a day, never more than the fine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from desktop.amounts import both
from desktop.law.calendar import countable, days
from desktop.law.counting import Excluded, LeftOut, left_out
from desktop.law.explanation import Step
from desktop.law.limits import Limit
from desktop.law.penalty_range import checked, to_fen

_DAY = timedelta(1)


@dataclass(frozen=True)
class Surcharge:
    """What a late payment costs: days counted, days left out, and the amount in yuan."""

    fine: Decimal
    last: date
    paid: date
    days: int
    left_out: int
    amount: Decimal
    capped: bool
    cite: str
    problems: tuple[str, ...]
    _rate: Limit = field(repr=False)
    _gaps: LeftOut = field(repr=False)
    _rest: str = field(repr=False)

    @property
    def words(self) -> str:
        """The amount in capitals and figures."""
        return both(self.amount)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Day by day what was added, what was not, and why; made when asked for."""
        return tuple(self._walk())

    def text(self) -> str:
        """The whole explanation as lines to copy or print."""
        head = (
            f"加处罚款：罚款{self.fine:.2f}元，逾期{self.days}日，"
            f"每日{self._rate.value.normalize():f}%，计{self.amount:.2f}元（{self.cite}）"
        )
        return "\n".join([head, *(step.text for step in self.steps), *self.problems])

    def _walk(self) -> Iterable[Step]:
        yield Step(self.last, False, 0, "缴款期限最后一日，不计入", self.cite)
        number = 0
        for day in days(self.last + _DAY, self.paid):
            if gap := self._gaps.at(day):
                yield Step(
                    day, False, number, f"{gap.reason}期间，不计算加处罚款", gap.cite or self._rest
                )
                continue
            number += 1
            amount = _amount(self.fine, self._rate, number)
            full = "，已达罚款数额，不再增加" if amount >= self.fine else ""
            yield Step(
                day, True, number, f"逾期第{number}日，累计{min(amount, self.fine):.2f}元{full}"
            )


def surcharge(
    fine: Decimal, last: date, paid: date, stopped: Iterable[Excluded], rate: Limit, rest: str = ""
) -> Surcharge:
    """Count from the day after the effective last day of K10 to the paying day, both included.

    Days inside `stopped` (review or suit, 处罚法73; both ends) are not counted. `last` is moved by
    deferral or instalments before it is passed. `rest` is the source for stopped days. Raises WorkError for a fine that is no amount or
    a day outside the calendar.
    """
    checked("罚款数额", fine)
    countable(last)
    countable(paid)
    gaps = left_out(stopped)
    late = max(0, (paid - last).days)
    counted = sum(gaps.at(day) is None for day in days(last + _DAY, paid))
    full = _amount(fine, rate, counted)
    return Surcharge(
        fine=fine,
        last=last,
        paid=paid,
        days=counted,
        left_out=late - counted,
        amount=min(full, fine),
        capped=full > fine,
        cite=rate.cite,
        problems=gaps.problems,
        _rate=rate,
        _gaps=gaps,
        _rest=rest,
    )


def _amount(fine: Decimal, rate: Limit, counted: int) -> Decimal:
    return to_fen(fine * rate.value / 100 * counted)
