"""The law's front door: load once, ask by day. Immutable, so threads may share it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.law import (
    case_time,
    guards_agreement,
    guards_closing,
    guards_decision,
    guards_enforcement,
    guards_filing,
    guards_hearing,
    guards_inquiry,
    guards_measure,
    guards_notice,
    guards_office,
    guards_review,
    guards_service,
    guards_time,
    guards_transfer,
)
from desktop.law.bound import Bound
from desktop.law.calendar import Calendar
from desktop.law.case_time import CaseTimeRule, CaseTimes, Prolonged
from desktop.law.confirmations import OfficeChoices, Unconfirmed, unconfirmed
from desktop.law.counting import Excluded
from desktop.law.deadlines import Asked, Deadlines, Due
from desktop.law.editions import Edition, Entry, load_edition
from desktop.law.facts import Facts, PartyType, labels
from desktop.law.guards import PREDICATES, Finding, Guards, Question, Said
from desktop.law.history import Taken
from desktop.law.limits import Contents, Limit, Limits
from desktop.law.outlook import Outlook, View, outlook
from desktop.law.pack import Pack
from desktop.law.pack_merge import merged_all
from desktop.law.penalties import Penalties
from desktop.law.procedure import Procedure, Procedures
from desktop.law.shape import BrokenLaw
from desktop.law.surcharge import Surcharge
from desktop.law.texts import Text, Texts
from desktop.law.thresholds import Threshold, Thresholds
from desktop.law.year_table import read_years
from desktop.resources import resources

_GUARD_MODULES = (
    guards_agreement,
    guards_closing,
    guards_decision,
    guards_enforcement,
    guards_filing,
    guards_hearing,
    guards_inquiry,
    guards_measure,
    guards_notice,
    guards_office,
    guards_review,
    guards_service,
    guards_time,
    guards_transfer,
)
NO_SETTINGS: Mapping[str, Any] = {}


class Law:
    """Everything the rest of the program may ask of the law.

    `settings` in the methods below maps settings keys to values a person has confirmed; what is
    not in it is not confirmed. See `unconfirmed`.
    """

    def __init__(self, edition: Edition, base: Edition | None = None) -> None:
        years, feasts = read_years(edition)
        self._edition = edition
        self.base = base or edition  # Without any pack: what a pack changed is held against it.
        self.calendar = Calendar(years, feasts)
        self._deadlines, self._texts = Deadlines(edition), Texts(edition)
        self._case_times = CaseTimes(edition)
        self._thresholds, self._limits = Thresholds(edition), Limits(edition)
        self._guards, self._procedures = Guards(edition), Procedures(edition)
        self._choices = OfficeChoices(edition)
        self.penalties = Penalties(edition, self._limits, self.calendar)
        _check_names(self._procedures, self._guards, self._deadlines)
        _check_papers(self._procedures, self._limits)

    @classmethod
    def load(cls, folder: Path | None = None) -> Law:
        """Read and check resources/law (or another folder); raises BrokenLaw."""
        return cls(load_edition(folder or resources() / "law"))

    def with_packs(self, packs: Sequence[Pack]) -> Law:
        """The same law with law packs joined, in order; raises BrokenPack in words."""
        return Law(merged_all(self._edition, packs), self.base) if packs else self

    @property
    def edition(self) -> Edition:
        """The edition asked; its `hash` is recorded with every issued paper."""
        return self._edition

    @property
    def deadline_keys(self) -> tuple[str, ...]:
        """Every term's key, in the order of the K numbers."""
        return tuple(self._deadlines.entries)

    @property
    def deadline_labels(self) -> dict[str, str]:
        """What every term is called, by key."""
        return {key: entry.label for key, entry in self._deadlines.entries.items()}

    @property
    def text_labels(self) -> dict[str, str]:
        """What every text block is called, by key."""
        return {key: entry.label for key, entry in self._texts.entries.items()}

    def is_workday(self, day: date) -> bool:
        """Whether offices work that day."""
        return self.calendar.is_workday(day)

    def workdays_after(self, day: date, number: int) -> date:
        """The n-th working day after a day; before it, when n is negative."""
        return self.calendar.workdays_after(day, number)

    def due(
        self,
        key: str,
        start: date | datetime,
        *,
        excluded: Sequence[Excluded] = (),
        extension: int | Sequence[Prolonged] = 0,
        field: str = "",
        settings: Mapping[str, Any] = NO_SETTINGS,
    ) -> Due:
        """When a term (by key or K number) ends that starts on a day; raises WorkError in words.

        `field` is the case's field of law: its rule decides what K02 leaves out and how long it
        may be prolonged; without a confirmed one nothing is, and `problems` says so.
        """
        more = extension
        if isinstance(more, int):
            more = (Prolonged(more),) if more else ()
        day = start.date() if isinstance(start, datetime) else start
        rule = self.case_time(field, day, settings) if field else None
        asked = Asked(start, tuple(excluded), tuple(more), settings, rule)
        return self._deadlines.due(self.calendar, key, asked)

    def case_time(
        self, field: str, on: date, settings: Mapping[str, Any] = NO_SETTINGS
    ) -> CaseTimeRule | None:
        """How long a field gives for the decision; None, or an unconfirmed rule: ask."""
        return self._case_times.rule(field, on, settings)

    @property
    def case_time_fields(self) -> tuple[str, ...]:
        """Fields of law with a rule for the time of the decision, confirmed or not."""
        return self._case_times.fields

    def text(self, key: str, on: date, **slots: Any) -> str:
        """A fixed block in force on a day, its slots filled; WorkError names an empty slot."""
        return self._texts.text(key, on, slots).body

    def text_block(self, key: str, on: date, **slots: Any) -> Text:
        """The same with its label, citation and the day it holds from."""
        return self._texts.text(key, on, slots)

    def text_slots(self, key: str, on: date) -> dict[str, str]:
        """What a block wants filled in: slot to label."""
        return self._texts.slots(key, on)

    def limit(self, key: str, on: date) -> Limit:
        """A single number of the law on a day, with unit and source."""
        return self._limits.limit(key, on)

    def contents(self, key: str, on: date) -> Contents:
        """What a paper (decision, fine, notice …) must say on a day."""
        return self._limits.contents(key, on)

    def content_keys(self, on: date) -> dict[str, str]:
        """Label to key of everything a list in force on a day names."""
        return self._limits.content_keys(on)

    def threshold(
        self,
        field: str,
        party: PartyType,
        purpose: str,
        on: date,
        settings: Mapping[str, Any] = NO_SETTINGS,
    ) -> Threshold | None:
        """What counts as large; None, or an unconfirmed row: ask, never assume."""
        side = "organisation" if party is PartyType.ORGANISATION else "citizen"
        return self._thresholds.threshold((field, side, purpose), on, settings)

    def procedure(self, key: str, on: date) -> Procedure:
        """The steps of a procedure as in force on a day."""
        return self._procedures.procedure(key, on)

    def findings(
        self,
        step: str | Iterable[str],
        facts: Facts,
        on: date,
        *,
        procedure: str = "ordinary",
        settings: Mapping[str, Any] = NO_SETTINGS,
        papers: tuple[str, ...] = (),
        again: bool = False,
    ) -> list[Finding]:
        """What stands in the way of a step (by key), or what the named guards say; worst first.

        A fact that is the day of the step itself is that day unless it is given. `papers` are
        those the volume must hold so far; `again`: the step was taken before and still stands.
        """
        rules = Bound(self, on, settings)
        if not isinstance(step, str):
            return self._guards.findings(step, Question(facts, on, rules, "", procedure, papers))
        declared = self.procedure(procedure, on).step(step)
        own: dict[str, Any] = {}
        own |= {name: on for name in declared.settles if getattr(facts, name) is None}
        question = Question(replace(facts, **own), on, rules, step, procedure, papers, again)
        return self._guards.findings(("G00", *declared.guards), question)

    def outlook(
        self,
        procedure: str,
        facts: Facts,
        taken: Sequence[Taken],
        on: date,
        settings: Mapping[str, Any] = NO_SETTINGS,
        *,
        ahead: bool = True,
    ) -> Outlook:
        """Where a procedure stands and what may come next, from the record of its steps.

        KeyError for a procedure nobody declared; whatever the record and the facts hold gives
        findings, never an error. Without `ahead` the steps that may come next are left out.
        """
        return outlook(self, View(procedure, settings), facts, taken, on, ahead)

    @property
    def guard_keys(self) -> tuple[str, ...]:
        """Every guard's id."""
        return tuple(sorted(self._guards.entries))

    @property
    def procedure_keys(self) -> tuple[str, ...]:
        """Every procedure's key."""
        return self._procedures.keys

    def said(self, guard: str, on: date, said: Sequence[Said]) -> list[Finding]:
        """Reasons of a guard as findings, in its words of a day."""
        return self._guards.said(guard, on, said)

    def guard_label(self, key: str) -> str:
        """What a guard looks at, in two or three words; KeyError if there is none of that id."""
        return self._guards.entries[key].label

    def surcharge(
        self, fine: Decimal, last: date, paid: date, *, stopped: Sequence[Excluded] = ()
    ) -> Surcharge:
        """What a fine due on `last` (effective, K10) costs extra when paid on `paid` (P13)."""
        return self.penalties.surcharge(fine, last, paid, stopped)

    def choice(self, key: str, settings: Mapping[str, Any] = NO_SETTINGS) -> Any:
        """What the office chose under a key of settings.toml, its default, or None: ask."""
        return self._choices.value(key, settings)

    def unconfirmed(self, on: date, confirmed: Collection[str] = ()) -> list[Unconfirmed]:
        """Everything of the law layer a person must still confirm (domain.md §11)."""
        groups: dict[str, Iterable[Entry]] = {
            "": self._choices.entries.values(),
            "deadline.": self._deadlines.entries.values(),
            "threshold.": self._thresholds.entries.values(),
            case_time.PREFIX: self._case_times.entries.values(),
            "limit.": self._limits.entries.values(),
            "text.": self._texts.entries.values(),
        }
        return unconfirmed(groups, on, confirmed)


def _check_names(procedures: Procedures, guards: Guards, deadlines: Deadlines) -> None:
    """Refuse guards and terms nobody declared, and guards without a predicate or words."""
    if strange := procedures.named("guards") ^ (set(guards.entries) - {"G00"}):
        raise BrokenLaw(f"程序与 guards.toml 的守则不一致：{'、'.join(sorted(strange))}")
    if strange := set(PREDICATES) ^ set(guards.entries):
        raise BrokenLaw(f"守则与程序代码不一致：{'、'.join(sorted(strange))}")
    if strange := (procedures.named("deadlines") | procedures.named("meets")) - set(
        deadlines.entries
    ):
        raise BrokenLaw(f"程序引用了不存在的期限：{'、'.join(sorted(strange))}")
    asked = procedures.named("settles") | procedures.named("unless")
    if strange := asked - set(labels()):
        raise BrokenLaw(f"程序引用了不存在的事实：{'、'.join(sorted(strange))}")


def _check_papers(procedures: Procedures, limits: Limits) -> None:
    """Refuse steps that produce a paper nobody named."""
    if strange := (procedures.named("documents") | procedures.named("keeps")) - limits.papers:
        raise BrokenLaw(f"程序引用了目录中没有的文书：{'、'.join(sorted(strange))}")
