"""Asking guards: each looks at the facts and names what stands in the way, by which article.

A guard is a Python predicate registered under its id; what it says stands in guards*.toml. It
yields reasons; a reason's verdict, sentence, citation and way out are law data and dated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from desktop.errors import WorkError
from desktop.law.calendar import Look
from desktop.law.case_time import CaseTimeRule
from desktop.law.counting import Excluded, Unit
from desktop.law.deadlines import Due
from desktop.law.editions import Edition, Entry, NotYetLaw, Version
from desktop.law.facts import Facts, labels
from desktop.law.limits import Contents, Limit
from desktop.law.shape import BrokenLaw, Shape
from desktop.law.thresholds import Threshold
from desktop.values import CHINA

_FILE = re.compile(r"guards(_\w+)?\.toml")
_VERDICTS = ("refuse", "unknown", "warn")
_REASON = Shape(
    {"key": str, "verdict": _VERDICTS, "message": str, "way_out": str},
    {"cite": str, "overrulable": bool},
)


class Verdict(Enum):
    """What a guard answers; `UNKNOWN` asks a person and is never a no or a yes."""

    ALLOW = "allow"
    WARN = "warn"
    UNKNOWN = "unknown"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Finding:
    """One thing in the way of a step.

    `asks` names facts (fields of Facts) a person must supply before the guard can answer.
    """

    guard: str
    label: str
    verdict: Verdict
    reason: str
    message: str
    cite: str
    way_out: str
    asks: tuple[str, ...] = ()
    overrulable: bool = False

    def bars(self, overruled: Collection[str] = ()) -> bool:
        """Whether the step is refused; `overruled` holds guard ids the head has overruled."""
        if self.verdict is not Verdict.REFUSE:
            return False
        return not (self.overrulable and self.guard in overruled)


@dataclass(frozen=True)
class Said:
    """What a predicate yields: a reason with its slots, or facts it has to ask for; or both, where
    the reason tells more than the names of the facts.
    """

    reason: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


class Rules(Protocol):
    """The part of the law a guard may ask, already bound to the office's settings."""

    def due(self, key: str, start: date, **further: Any) -> Due:
        """The term of that key from that day."""

    def case_time(self, place: str, start: date) -> CaseTimeRule | None:
        """The rule of a field of law for a case filed on a day; None or unconfirmed: ask."""

    def look(self, day: date) -> Look:
        """What a day is: working day, made up, weekend or holiday, and whether published."""

    def between(self, unit: Unit, first: date, last: date) -> int:
        """Days or working days strictly between two days (P12)."""

    def surcharge(
        self, fine: Decimal, last: date, paid: date, stopped: Sequence[Excluded]
    ) -> Decimal:
        """What a late payment costs extra (P13), in yuan."""

    def starts(self, procedure: str, step: str, day: date) -> tuple[str, ...]:
        """The terms a step of a procedure starts when taken on a day."""

    def limit(self, key: str) -> Limit:
        """A number on the day of the step."""

    def contents(self, key: str) -> Contents:
        """A list on the day of the step."""

    def threshold(self, facts: Facts, purpose: str) -> Threshold | None:
        """What counts as large for the case's field and party."""

    def choice(self, key: str) -> Any:
        """What the office chose, or None."""


@dataclass(frozen=True)
class Question:
    """The facts on the day of a step, and the rules. `step` is empty when guards are asked alone.

    `papers` are the papers (number to name) that the steps taken so far leave in the volume;
    `again` says that the step stands already and is taken once more.
    """

    facts: Facts
    on: date
    rules: Rules
    step: str = ""
    procedure: str = "ordinary"
    papers: tuple[str, ...] = ()
    again: bool = False

    @property
    def deciding(self) -> bool:
        """Whether the step is the decision itself."""
        return self.step == "decided"

    @property
    def filing_day(self) -> date | None:
        """The day of filing: on the filing step, and on the spot, the day of the step itself."""
        if self.step in ("", "filed") or self.procedure == "simple":
            return self.facts.filed_on or self.on
        return self.facts.filed_on

    @property
    def decision_day(self) -> date:
        """The day the decision bears."""
        return self.facts.decided_on or self.on


Predicate = Callable[[Question], Iterator[Said]]
PREDICATES: dict[str, Predicate] = {}


def guard(key: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate under its guard id."""

    def keep(predicate: Predicate) -> Predicate:
        PREDICATES[key] = predicate
        return predicate

    return keep


def say(reason: str, **slots: Any) -> Said:
    """A reason of guards.toml with its slots."""
    return Said(reason, {key: _shown(value) for key, value in slots.items()})


def ask_why(reason: str, *facts: str, **slots: Any) -> Said:
    """Facts that are not known, asked for in the words of a reason."""
    return replace(say(reason, **slots), asks=facts)


def ask(*facts: str) -> Said:
    """Facts that are not known and without which the guard cannot answer."""
    return Said("", asks=facts)


def must(facts: Facts, fact: str, reason: str, be: bool = True, **slots: Any) -> Iterator[Said]:
    """Ask for a yes or no that is not known; give the reason when it is not as it must be."""
    value = getattr(facts, fact)
    if value is None:
        yield ask(fact)
    elif bool(value) is not be:
        yield say(reason, **slots)


def unknown(facts: Facts, *names: str) -> tuple[str, ...]:
    """Those of the named facts that are not known."""
    return tuple(name for name in names if getattr(facts, name) is None)


def beijing(moment: datetime) -> datetime:
    """A moment as Beijing time without a zone, so that moments can be compared."""
    return moment if moment.tzinfo is None else moment.astimezone(CHINA).replace(tzinfo=None)


def _shown(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return "、".join(map(_shown, value))
    if isinstance(value, date):
        clock = f"{beijing(value):%H:%M}" if isinstance(value, datetime) else ""
        return f"{value.year}年{value.month}月{value.day}日{clock}"
    if isinstance(value, Decimal):
        return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
    return str(value)


class Guards:
    """What guards say, by the edition."""

    def __init__(self, edition: Edition) -> None:
        self.entries: dict[str, Entry] = {}
        for name in sorted(name for name in edition.files if _FILE.fullmatch(name)):
            found = edition.entries(name, Shape({}), Shape({"reasons": _REASON}))
            if twice := sorted(set(found) & set(self.entries)):
                raise BrokenLaw(f"{name}：守则重复 {'、'.join(twice)}")
            self.entries |= found

    def findings(self, names: Iterable[str], question: Question) -> list[Finding]:
        """Everything that is not a plain yes, worst first; an empty list means go ahead."""
        return worst_first(finding for name in names for finding in self._one(name, question))

    def said(self, name: str, on: date, said: Iterable[Said]) -> list[Finding]:
        """Reasons of a guard in its words of a day, its first words before there were any."""
        entry = self.entries[name]
        version = entry.on(max(on, entry.versions[0].since))
        return [_finding(name, entry.label, version, one) for one in said]

    def _one(self, name: str, question: Question) -> Iterator[Finding]:
        entry, predicate = self.entries[name], PREDICATES[name]
        try:
            version = entry.on(question.on)
            for said in predicate(question):
                yield _finding(name, entry.label, version, said)
        except NotYetLaw as fault:
            yield Finding(
                name,
                entry.label,
                Verdict.UNKNOWN,
                "not_yet_law",
                f"{entry.label}：{fault}",
                "本系统约定 法律版本",
                "请核对日期；确系当时的案件，由法制审核人员按当时的法律判断。",
            )
        except WorkError as fault:
            yield Finding(
                name,
                entry.label,
                Verdict.UNKNOWN,
                "bad_input",
                f"{entry.label}：{fault}",
                "本系统约定 事实核对",
                "请更正所登记的事实后再判断。",
            )


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Findings by how hard they are; those alike stay in their order."""
    return sorted(found, key=lambda finding: _VERDICTS.index(finding.verdict.value))


def _finding(name: str, label: str, version: Version, said: Said) -> Finding:
    if not said.reason:
        wanted = "、".join(labels()[fact] for fact in said.asks)
        message = f"{label}：尚未登记“{wanted}”，不能判断。"
        way_out = f"请查明并登记：{wanted}。"
        return Finding(
            name, label, Verdict.UNKNOWN, "asks", message, version.cite, way_out, said.asks
        )
    raw = next(reason for reason in version.values["reasons"] if reason["key"] == said.reason)
    return Finding(
        name,
        label,
        Verdict(raw["verdict"]),
        said.reason,
        raw["message"].format_map(said.slots),
        raw.get("cite", version.cite),
        raw["way_out"].format_map(said.slots),
        said.asks,
        raw.get("overrulable", False),
    )
