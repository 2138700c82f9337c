"""Parts of made-up cases that the rows of guard tests share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.law.facts import Penalty

D = date
P = Penalty
FINE = frozenset({P.FINE})
LARGE = {"fine": Decimal(10000), "notified_fine": Decimal(10000), "band_most": Decimal(20000)}
TOLD = {"hearing_told": True, "hearing_asked": False}
REVIEWED = {
    "review_passed_on": D(2026, 4, 8),
    "reviewer_handles": False,
    "reviewer_first_time": False,
    "changed_after_review": False,
    "review_own_room": True,
}
DISCUSSED = {
    "committee_decided_on": D(2026, 4, 9),
    "committee_of_heads": True,
    "committee_present": 5,
}
HEARD = {**TOLD, "hearing_asked": True, "hearing_asked_on": D(2026, 3, 24)}


def kinds(*members: Penalty) -> frozenset[Penalty]:
    return frozenset(members)


Row = tuple[str, Mapping[str, Any], tuple[str, ...]]


_FRIDAY = D(2026, 4, 10)


@dataclass(frozen=True)
class Table:
    """Rows asked at one step: the lawful case with `base`, then each row's changes."""

    procedure: str
    step: str
    base: Mapping[str, Any]
    rows: Sequence[Row]
    on: date = _FRIDAY
