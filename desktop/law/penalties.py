"""Penalty arithmetic bound to the law in force: the rules, grounds, bands and rates it cites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.law import instalment, penalty, penalty_ground, surcharge
from desktop.law.calendar import Calendar
from desktop.law.counting import Excluded
from desktop.law.discretion import Band, Discretion
from desktop.law.editions import Edition
from desktop.law.instalment import Instalment, Plan
from desktop.law.limits import Limits
from desktop.law.penalty import Act, Candidates, Fines
from desktop.law.penalty_ground import Deviation, Ground, Grounds
from desktop.law.penalty_range import FineRange, Place
from desktop.law.shape import Shape
from desktop.law.surcharge import Surcharge


class Penalties:
    """What the law says of fines, by day; every method is pure."""

    def __init__(self, edition: Edition, limits: Limits, calendar: Calendar) -> None:
        self._rules = edition.entries("penalty_rules.toml", Shape({}), Shape({}))
        self._grounds, self._discretion = Grounds(edition), Discretion(edition)
        self._limits, self._calendar = limits, calendar

    def cite(self, rule: str, on: date) -> str:
        """The source of a rule of penalty_rules.toml on a day; raises NotYetLaw."""
        return self._rules[rule].on(on).cite

    def grounds(self, on: date) -> tuple[Ground, ...]:
        """Grounds for punishing less or not at all."""
        return self._grounds.on(on)

    def bands(self, item: str, party: str, on: date) -> tuple[Band, ...]:
        """The discretion bands of an item for a side (citizen, organisation); none: ask."""
        return self._discretion.bands(item, party, on)

    def fines(self, acts: Sequence[Act], on: date) -> Fines:
        """Several acts, each weighed alone, and the sum; raises WorkError in words."""
        return penalty.fines_of(acts, self.cite("several_acts", on), self.cite("one_fine", on))

    def candidates(self, older: FineRange, newer: FineRange | None, on: date) -> Candidates:
        """The law of the act's day and of the decision's (`on`), for a person to choose from."""
        return Candidates(older, newer, self.cite("law_of_act", on))

    def faults(
        self,
        fine: Decimal,
        norm: FineRange,
        on: date,
        *,
        band: FineRange | None = None,
        deviation: Deviation | None = None,
    ) -> tuple[str, ...]:
        """Why a fine may not stand against the statutory range and the band; empty: it may."""
        given = deviation or Deviation()
        if found := penalty_ground.reduction_faults(fine, norm, given, self.cite("reduction", on)):
            return found
        if band is None or band.place(fine) is Place.INSIDE:
            return ()
        if given.reason.strip() and given.approved_by.strip():
            return ()
        cite = self.cite("discretion", on)
        return (
            f"罚款{fine:.2f}元不在裁量阶次“{band.norm}”（{band.text}）之内，"
            f"须写明偏离理由并经行政机关负责人批准（{cite}）。",
        )

    def surcharge(
        self, fine: Decimal, last: date, paid: date, stopped: Sequence[Excluded]
    ) -> Surcharge:
        """P13, at the rate of the paying day."""
        rate = self._limits.limit("surcharge_rate", paid)
        rule = self._rules["surcharge_stopped"]
        rest = rule.on(max(paid, rule.versions[0].since)).cite
        return surcharge.surcharge(fine, last, paid, stopped, rate, rest)

    def plan(
        self,
        fine: Decimal,
        instalments: Sequence[Instalment],
        on: date,
        stopped: Sequence[Excluded] = (),
    ) -> Plan:
        """What a deferral or instalments cost when paid as recorded, or as they stand on a day."""
        return instalment.plan(
            fine,
            instalments,
            on,
            self._calendar,
            lambda amount, last, paid: self.surcharge(amount, last, paid, stopped),
            f"{self.cite('hardship', on)}；{self.cite('instalment_surcharge', on)}",
        )

    def plan_faults(
        self, fine: Decimal, ordinary_last: date, instalments: Sequence[Instalment]
    ) -> list[str]:
        """What is wrong with a plan of instalments, in sentences; empty: it stands."""
        return instalment.faults(fine, ordinary_last, instalments)
