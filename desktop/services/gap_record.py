"""Time the law may leave out of a term, as the record shows it: the law decides whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.law.counting import Excluded, GapKind
from desktop.services.case_action import Held
from desktop.values import Choice

_BY_KIND = {"技术鉴定": GapKind.APPRAISAL}
"""What an appraisal is called on its form; everything else on that list is a test."""


@dataclass(frozen=True)
class _Gap:
    """A stretch that one step begins and one of others ends."""

    procedure: str
    begins: str
    ends: tuple[str, ...]
    kind: GapKind


_GAPS = (
    _Gap("ordinary", "suspended", ("resumed",), GapKind.SUSPENSION),
    _Gap("hearing", "asked", ("reported", "ended"), GapKind.HEARING),
)


def of_case(every: Sequence[Held], on: date) -> list[Excluded]:
    """Suspensions, hearings and appraisals of a case up to a day; an open one runs until then."""
    found = [one for gap in _GAPS for one in _stretches(every, gap, on)]
    return found + list(_appraisals(every, "appraisal", on))


def of_measure(every: Sequence[Held], on: date) -> list[Excluded]:
    """Appraisals of seized things, which the seizure does not count where the party was told."""
    return list(_appraisals(every, "measure_appraisal", on))


def _stretches(every: Sequence[Held], gap: _Gap, on: date) -> Iterator[Excluded]:
    begun: Held | None = None
    days = [one for one in every if one.procedure == gap.procedure and one.on is not None]
    for held in sorted(days, key=lambda one: (one.on, one.id)):
        if held.step == gap.begins:
            begun = held
        elif held.step in gap.ends and begun is not None and begun.on and held.on:
            yield _excluded(begun.on, held.on, begun, gap.kind)
            begun = None
    if begun is not None and begun.on is not None and begun.on <= on:
        yield _excluded(begun.on, on, begun, gap.kind)


def _appraisals(every: Sequence[Held], name: str, on: date) -> Iterator[Excluded]:
    """From the day given on the form to the last one; one still going on runs until now."""
    for held in every:
        if held.action.name != name:
            continue
        since, until = held.values.get("since"), held.values.get("until")
        kind = held.values.get("kind")
        words = kind.label if isinstance(kind, Choice) else ""
        if isinstance(since, date) and since <= on:
            last = min(until, on) if isinstance(until, date) else on
            yield _excluded(since, last, held, _BY_KIND.get(words, GapKind.TEST))


def _excluded(since: date, until: date, held: Held, kind: GapKind) -> Excluded:
    return Excluded(since, until, held.action.label, kind=str(kind.value))
