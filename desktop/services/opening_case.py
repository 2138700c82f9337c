"""One row of the cases sheet as what was done: which action, on which day, with which values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from desktop.actions.action import Action
from desktop.actions.input import Input
from desktop.actions.source import actions, of_step
from desktop.law.facts import Penalty
from desktop.law.facts_execution import ClosingGround
from desktop.services.case_history import ORDINARY, SIMPLE
from desktop.services.opening_sheet import Course, Outcome, outcome_of, penalties_of
from desktop.values import CHINA

Values = Mapping[str, Any]
_PREFERRED = ("lead", "filing", "opening_inquiry", "decision", "prior_notice", "transfer")
"""Where several actions take the same step, the one an opening record is kept under."""


@dataclass(frozen=True)
class Paid:
    """One payment of a case."""

    on: date
    amount: Decimal
    receipt: str = ""


@dataclass(frozen=True)
class Act:
    """One step done before the program: its day, its number with the series, what is known.

    `facts` are values by the fact of the law they answer, `named` by the input's name; `column`
    is the field its day stands in.
    """

    action: Action
    step: str
    on: date
    number: str = ""
    series: str = ""
    facts: Values = field(default_factory=dict)
    named: Values = field(default_factory=dict)
    receipt: str = ""
    column: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The values of its inputs, as far as they are known."""
        found = {one.name: self._value(one) for one in self.action.inputs}
        return {name: value for name, value in found.items() if value not in (None, "", ())}

    def _value(self, one: Input) -> Any:
        if one.name == self.action.day:
            return _as_day(one, self.on)
        if one.name in self.named:
            return self.named[one.name]
        value = self.facts.get(one.fact) if one.fact else None
        return tuple(value) if isinstance(value, frozenset) else value


def course_of(values: Values) -> str:
    """The procedure of the law a case went by."""
    return SIMPLE if values.get("course") is Course.SIMPLE else ORDINARY


@cache
def taking(procedure: str, step: str) -> Action:
    """The action an opening record of a step is kept under."""
    found = list(of_step(procedure, step))
    known = actions()
    return next((known[name] for name in _PREFERRED if known.get(name) in found), found[0])


def acts(values: Values, payments: Sequence[Paid] = ()) -> list[Act]:
    """Everything that was done in a case, in the order of the procedure, the lead first."""
    simple = course_of(values) == SIMPLE
    steps = [_lead(values), *(_simple(values) if simple else _ordinary(values))]
    return [*steps, *_ending(values, payments)]


def _lead(values: Values) -> Act:
    return Act(actions()["lead"], "lead", values["found_on"], column="found_on")


def _ordinary(values: Values) -> Iterator[Act]:
    yield from _plain(values, "filed_on", "filed", number="number", series="filing")
    inquired = values.get("inquiry_on") or values.get("reported_on")
    if inquired:
        yield Act(taking(ORDINARY, "inquiry"), "inquiry", inquired, column="inquiry_on")
    yield from _plain(values, "reported_on", "reported")
    yield from _plain(values, "reviewed_on", "reviewed")
    yield from _notice(values)
    yield from _plain(values, "hearing_on", "hearing")
    yield from _plain(values, "discussed_on", "discussed")
    yield from _decision(values)
    if outcome_of(values.get("penalties")) is None:
        yield from _plain(values, "served_on", "served")


def _plain(
    values: Values, day: str, step: str, *, number: str = "", series: str = ""
) -> Iterator[Act]:
    if values.get(day):
        text, action = values.get(number) or "", taking(course_of(values), step)
        yield Act(action, step, values[day], text, series if text else "", column=day)


def _notice(values: Values) -> Iterator[Act]:
    on = values.get("noticed_on")
    if on is None:
        return
    told, fine = values.get("hearing_told"), values.get("notified_fine")
    facts = {
        "notified_penalties": _kinds(values.get("notified_penalties"), fine),
        "notified_fine": fine,
        "hearing_told": told,
    }
    number = values.get("notice_number") or ""
    series = "hearing_notice" if told else "notice"
    action = taking(ORDINARY, "noticed")
    yield Act(action, "noticed", on, number, series, facts, column="noticed_on")


_DECIDED: Mapping[Outcome | None, tuple[str, str]] = {
    None: ("decided", "decision"),
    Outcome.NO_PENALTY: ("no_penalty", "no_penalty"),
    Outcome.TRANSFERRED: ("transferred", "transfer"),
    Outcome.WITHDRAWN: ("withdrawn", "change"),
    Outcome.NOT_FILED: ("not_filed", ""),
}
"""Step and number series of what was decided."""


def _decision(values: Values) -> Iterator[Act]:
    on = values.get("decided_on")
    if on is None:
        return
    step, series = _DECIDED[outcome_of(values.get("penalties"))]
    number, facts = values.get("decision_number") or "", _punished(values)
    series = series if number else ""
    yield Act(taking(ORDINARY, step), step, on, number, series, facts, column="decided_on")


def _punished(values: Values) -> dict[str, Any]:
    fine = values.get("fine")
    if outcome_of(values.get("penalties")) is not None:
        return {}
    return {"penalties": _kinds(values.get("penalties"), fine), "fine": fine}


def _kinds(text: str | None, fine: Decimal | None) -> frozenset[Penalty]:
    """The kinds named; an amount without a kind is a fine."""
    return penalties_of(text) or (frozenset([Penalty.FINE]) if fine else frozenset())


def _simple(values: Values) -> Iterator[Act]:
    if on := values.get("decided_on"):
        number = values.get("decision_number") or ""
        action, facts = taking(SIMPLE, "decided"), _punished(values)
        if served := values.get("served_on"):
            facts["spot_handed"] = served == on
        series = "spot" if number else ""
        yield Act(action, "decided", on, number, series, facts, column="decided_on")
    yield from _plain(values, "recorded_on", "recorded")


def _ending(values: Values, payments: Sequence[Paid]) -> Iterator[Act]:
    """Publication, demand and court, payments in turn, then closing and archive."""
    course = course_of(values)
    yield from _plain(values, "published_on", "published")
    yield from _plain(values, "demanded_on", "demanded")
    yield from _plain(values, "court_on", "court")
    yield from _payments(course, values, payments)
    if on := values.get("closed_on"):
        yield Act(
            taking(course, "closed"),
            *("closed", on),
            column="closed_on",
            facts=_closing(values),
            named={
                "decision_number": values.get("decision_number"),
                "decided_on": values.get("decided_on"),
                "served_on": values.get("served_on"),
                "performed_on": max((one.on for one in payments), default=None),
            },
        )
    if on := values.get("archived_on"):
        known = {
            "decision_number": values.get("decision_number"),
            "closed_on": values.get("closed_on"),
            "year": on.year,
        }
        action = taking(course, "archived")
        yield Act(action, "archived", on, named=known, column="archived_on")


def _closing(values: Values) -> dict[str, Any]:
    ground = values.get("closing")
    performed = True if ground is ClosingGround.PERFORMED else None
    return {"closing_ground": ground, "fully_performed": performed}


def _payments(course: str, values: Values, payments: Sequence[Paid]) -> Iterator[Act]:
    """Whether the decision is performed is known from the sums once its fine is."""
    fine, sum_ = values.get("fine"), Decimal(0)
    for one in sorted(payments, key=lambda each: each.on):
        sum_ += one.amount
        receipt = {"number": one.receipt, "dated": one.on, "amount": one.amount}
        yield Act(
            taking(course, "paid"),
            *("paid", one.on),
            facts={"fully_performed": None if fine is None else sum_ >= fine},
            named={"fine_paid": one.amount, "receipts": (receipt,) if one.receipt else ()},
            receipt=one.receipt,
            column="paid_on",
        )


def _as_day(one: Input, on: date) -> date:
    """The day as its input holds it: a moment is the first of its day."""
    return datetime.combine(on, time(), CHINA) if one.kind == "moment" else on
