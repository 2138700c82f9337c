"""The guard of agreement: dates in their order, no facts that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal

from desktop.law.facts import Facts, Penalty, labels
from desktop.law.guards import Question, Said, beijing, guard, say

_ORDER = (
    ("discovered_on", "filed_on"),
    ("filed_on", "notice_served_on"),
    ("filed_on", "decided_on"),
    ("notice_served_on", "hearing_asked_on"),
    ("notice_served_on", "decided_on"),
    ("hearing_asked_on", "hearing_held_on"),
    ("hearing_held_on", "hearing_reported_on"),
    ("hearing_held_on", "decided_on"),
    ("hearing_reported_on", "decided_on"),
    ("item_since", "item_until"),
    ("decided_on", "served_on"),
    ("hearing_asked_on", "hearing_notice_served_on"),
    ("hearing_notice_served_on", "hearing_on"),
    ("registration_on", "registration_disposed_on"),
    ("served_on", "paid_on"),
    ("served_on", "demand_served_on"),
    ("served_on", "deferred_until"),
    ("announced_on", "served_on"),
    ("measure_taken_at", "measure_approved_at"),
)
_MAY_LIE_AHEAD = ("item_until", "hearing_on", "deferred_until", "execution_at")


def _denied(happened: bool | None, day: date | None) -> bool:
    return happened is False and day is not None


def _reversed(least: Decimal | None, most: Decimal | None) -> bool:
    return least is not None and most is not None and most < least


def _held_and_waived(facts: Facts) -> bool:
    return bool(facts.hearing_waived) and facts.hearing_held_on is not None


def _fine_without_kind(facts: Facts) -> bool:
    named = facts.penalties is None or Penalty.FINE in facts.penalties
    return not named and bool(facts.fine)


_NEVER_BOTH: tuple[tuple[str, str, Callable[[Facts], bool]], ...] = (
    ("notice_served", "notice_served_on", lambda f: _denied(f.notice_served, f.notice_served_on)),
    ("hearing_held", "hearing_held_on", lambda f: _denied(f.hearing_held, f.hearing_held_on)),
    ("reviewed", "review_passed_on", lambda f: _denied(f.reviewed, f.review_passed_on)),
    ("discussed", "committee_decided_on", lambda f: _denied(f.discussed, f.committee_decided_on)),
    ("demand_served", "demand_served_on", lambda f: _denied(f.demand_served, f.demand_served_on)),
    ("registered", "registration_on", lambda f: _denied(f.registered, f.registration_on)),
    ("measured", "measure_on", lambda f: _denied(f.measured, f.measure_on)),
    ("hearing_asked", "hearing_asked_on", lambda f: _denied(f.hearing_asked, f.hearing_asked_on)),
    ("statement_waived", "statement_made", lambda f: bool(f.statement_waived and f.statement_made)),
    ("hearing_waived", "hearing_held", lambda f: bool(f.hearing_waived and f.hearing_held)),
    ("hearing_held_on", "hearing_waived", _held_and_waived),
    ("penalties", "fine", _fine_without_kind),
    ("fine_least", "fine_most", lambda f: _reversed(f.fine_least, f.fine_most)),
    ("band_least", "band_most", lambda f: _reversed(f.band_least, f.band_most)),
)


@guard("G00")
def facts_agree(question: Question) -> Iterator[Said]:
    """Dates in the wrong order or after the day of the step; facts that contradict each other."""
    facts, names = question.facts, labels()
    yield from _in_order(facts)
    for name in names:
        value = getattr(facts, name)
        if not isinstance(value, date) or name in _MAY_LIE_AHEAD:
            continue
        if _day(value) > question.on:
            yield say("future", fact=names[name], day=value, today=question.on)
    for one, other, wrong in _NEVER_BOTH:
        if wrong(facts):
            yield say("contradicts", one=names[one], other=names[other])


def _in_order(facts: Facts) -> Iterator[Said]:
    names = labels()
    for earlier, later in _ORDER:
        first, last = getattr(facts, earlier), getattr(facts, later)
        if first and last and _sortable(last) < _sortable(first):
            yield say(
                "order",
                earlier=names[earlier],
                earlier_day=first,
                later=names[later],
                later_day=last,
            )


def _day(value: date) -> date:
    return beijing(value).date() if isinstance(value, datetime) else value


def _sortable(value: date) -> datetime:
    if isinstance(value, datetime):
        return beijing(value)
    return datetime(value.year, value.month, value.day)
