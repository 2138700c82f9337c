"""The law on one day with one office's settings, as guards see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.law.calendar import Look
from desktop.law.case_time import CaseTimeRule
from desktop.law.counting import Excluded, Unit
from desktop.law.deadlines import Due
from desktop.law.facts import Facts
from desktop.law.limits import Contents, Limit
from desktop.law.thresholds import Threshold

if TYPE_CHECKING:
    from desktop.law.law import Law


@dataclass(frozen=True)
class Bound:
    """The law on one day with one office's settings, as guards see it."""

    law: Law
    on: date
    settings: Mapping[str, Any]

    def due(self, key: str, start: date, **further: Any) -> Due:
        """The term of that key."""
        return self.law.due(key, start, settings=self.settings, **further)

    def case_time(self, place: str, start: date) -> CaseTimeRule | None:
        """The rule of a field of law for a case filed on a day."""
        return self.law.case_time(place, start, self.settings)

    def look(self, day: date) -> Look:
        """What a day is."""
        return self.law.calendar.look(day)

    def between(self, unit: Unit, first: date, last: date) -> int:
        """Days or working days strictly between two days (P12)."""
        if unit is Unit.WORKDAY:
            return self.law.calendar.workdays_between(first, last)
        return max((last - first).days - 1, 0)

    def surcharge(
        self, fine: Decimal, last: date, paid: date, stopped: Sequence[Excluded]
    ) -> Decimal:
        """What a late payment costs extra (P13), in yuan."""
        return self.law.surcharge(fine, last, paid, stopped=stopped).amount

    def starts(self, procedure: str, step: str, day: date) -> tuple[str, ...]:
        """The terms a step starts when taken on a day."""
        return self.law.procedure(procedure, day).step(step).deadlines

    def limit(self, key: str) -> Limit:
        """A number on the day of the step."""
        return self.law.limit(key, self.on)

    def contents(self, key: str) -> Contents:
        """A list on the day of the step."""
        return self.law.contents(key, self.on)

    def threshold(self, facts: Facts, purpose: str) -> Threshold | None:
        """What counts as large for the case's field and party; None when those are not known."""
        if facts.field_of_law is None or facts.party_type is None:
            return None
        place = (facts.field_of_law, facts.party_type, purpose)
        return self.law.threshold(*place, self.on, self.settings)

    def choice(self, key: str) -> Any:
        """What the office chose, or None."""
        return self.law.choice(key, self.settings)
