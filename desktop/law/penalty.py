"""The surcharge on a fine paid late (P13): so much a day, never more than the fine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from desktop.errors import WorkError
from desktop.law.calendar import days
from desktop.law.counting import Excluded, left_out
from desktop.law.limits import Limit

_FEN = Decimal("0.01")


@dataclass(frozen=True)
class Surcharge:
    """What a late payment costs: days counted, days left out, and the amount in yuan."""

    days: int
    left_out: int
    amount: Decimal
    capped: bool
    cite: str
    problems: tuple[str, ...]


def surcharge(
    fine: Decimal, last: date, paid: date, stopped: Iterable[Excluded], rate: Limit
) -> Surcharge:
    """Count from the day after the effective last day of K10 to the paying day, both included.

    Days inside `stopped` (review or suit, 处罚法73; both ends) are not counted. `last` is moved by
    deferral or instalments before it is passed. Raises WorkError for a fine that is no amount.
    """
    if not fine.is_finite() or fine < 0:
        raise WorkError(f"罚款数额“{fine}”不是有效金额，请更正。")
    gaps = left_out(stopped)
    late = list(days(last + timedelta(1), paid))
    counted = sum(gaps.at(day) is None for day in late)
    full = (fine * rate.value / 100 * counted).quantize(_FEN, ROUND_HALF_UP)
    return Surcharge(
        days=counted,
        left_out=len(late) - counted,
        amount=min(full, fine),
        capped=full > fine,
        cite=rate.cite,
        problems=gaps.problems,
    )
