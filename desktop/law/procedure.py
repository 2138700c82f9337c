"""Procedures as declared: their steps, what each needs, bars, lifts, starts and produces."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.law.editions import Edition, Entry, read_entry
from desktop.law.shape import BrokenLaw, Shape

_LISTS = ("one_of", "barred_by", "lifts", "meets", "settles", "keeps")
_WORDS = ("phase", "after", "unless")
_FLAGS = ("optional", "branch", "repeat", "final")
_STEP = Shape(
    {
        "key": str,
        "label": str,
        "needs": list,
        "guards": list,
        "deadlines": list,
        "documents": list,
        "role": str,
        "cite": str,
    },
    {
        **dict.fromkeys(_LISTS, list),
        **dict.fromkeys(_WORDS, str),
        **dict.fromkeys(_FLAGS, bool),
        "only": dict,
    },
)


_ENTRY = Shape({"key": str}, {"within": list, "until": list})


@dataclass(frozen=True)
class ProcedureStep:
    """One step: which steps it needs and ends, guards in its way, terms it starts, its papers.

    `needs` must all stand, of `one_of` one, of `barred_by` none; taking it makes `lifts` stand no
    longer. `meets` are terms it meets, `settles` facts that are its day, `only` terms that do not
    start when a fact is known to be no. `keeps` are papers it must leave in the volume. With
    `after` it stands by itself once that term is over, unless the fact `unless` is so.
    """

    key: str
    label: str
    needs: tuple[str, ...]
    guards: tuple[str, ...]
    deadlines: tuple[str, ...]
    documents: tuple[str, ...]
    role: str
    cite: str
    optional: bool = False
    one_of: tuple[str, ...] = ()
    barred_by: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)
    phase: str = ""
    after: str = ""
    unless: str = ""
    branch: bool = False
    repeat: bool = False
    final: bool = False

    def open(self, standing: Collection[str]) -> bool:
        """Whether it can be taken where these steps stand."""
        if self.after or (self.key in standing and not self.repeat):
            return False
        return not self.hindered(standing)

    def hindered(self, standing: Collection[str]) -> bool:
        """Whether a step it needs does not stand, or one that bars it does."""
        return (
            any(need not in standing for need in self.needs)
            or (bool(self.one_of) and not any(one in standing for one in self.one_of))
            or any(bar in standing for bar in self.barred_by)
        )


@dataclass(frozen=True)
class Procedure:
    """A procedure as in force on a day.

    `within`: it is begun beside a case of which one of these steps stands; empty: beside any.
    `until`: once one of these stands it is begun no more.
    """

    key: str
    label: str
    steps: tuple[ProcedureStep, ...]
    cite: str
    within: tuple[str, ...] = ()
    until: tuple[str, ...] = ()

    def begins(self, standing: Collection[str]) -> bool:
        """Whether it may be begun beside a case where these steps stand."""
        held = not self.within or any(one in standing for one in self.within)
        return held and not any(one in standing for one in self.until)

    def step(self, key: str) -> ProcedureStep:
        """The step of that key; KeyError if the procedure has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    @property
    def line(self) -> tuple[ProcedureStep, ...]:
        """The steps of the main line, without branches."""
        return tuple(step for step in self.steps if not step.branch)

    def next(self, standing: Collection[str]) -> tuple[ProcedureStep, ...]:
        """Steps that can be taken where these stand; what the guards say is another question."""
        return tuple(step for step in self.steps if step.open(standing))


class Procedures:
    """Every procedure of the edition."""

    def __init__(self, edition: Edition) -> None:
        self._entries: dict[str, Entry] = {}
        self._made: dict[tuple[str, int], Procedure] = {}
        for key, raw in edition.under("procedures").items():
            where = f"procedures/{key}"
            entry = read_entry(where, key, raw, _ENTRY, Shape({"steps": _STEP}))
            for version in entry.versions:
                _check_steps(f"{where}/{version.since}", version.values["steps"])
            self._entries[key] = entry
            for at, version in enumerate(entry.versions):
                steps = tuple(map(_step, version.values["steps"]))
                within, until = (tuple(entry.values.get(one, ())) for one in ("within", "until"))
                self._made[key, at] = Procedure(
                    key, entry.label, steps, version.cite, within, until
                )

        _check_beside(self._entries)

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of every procedure."""
        return tuple(self._entries)

    def label(self, key: str) -> str:
        """What a procedure is called; KeyError if there is none."""
        return self._entries[key].label

    def procedure(self, key: str, on: date) -> Procedure:
        """The procedure in force on a day; raises NotYetLaw."""
        entry = self._entries[key]
        return self._made[key, entry.versions.index(entry.on(on))]

    def named(self, kind: str) -> set[str]:
        """Every name any version of any step lists under `guards`, `deadlines`, `settles` …."""
        return {
            name
            for entry in self._entries.values()
            for version in entry.versions
            for step in version.values["steps"]
            for name in _names(step.get(kind, ()))
        }


def _check_beside(entries: Mapping[str, Entry]) -> None:
    """A procedure is begun beside steps of a case, which ordinary and simple declare."""
    known = {
        step["key"]
        for key in ("ordinary", "simple")
        for version in entries[key].versions
        for step in version.values["steps"]
    }
    for key, entry in entries.items():
        for kind in ("within", "until"):
            if strange := [one for one in entry.values.get(kind, ()) if one not in known]:
                raise BrokenLaw(f"procedures/{key}/{kind}：案件没有步骤 {'、'.join(strange)}")


def _names(value: Any) -> Collection[str]:
    return (value,) if isinstance(value, str) else value


def _step(raw: Mapping[str, Any]) -> ProcedureStep:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()
    }
    return ProcedureStep(**values)


def _check_steps(where: str, steps: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    every = {str(step["key"]) for step in steps}
    for step in steps:
        key = str(step["key"])
        if key in seen:
            raise BrokenLaw(f"{where}：步骤 {key} 重复")
        if unknown := [need for need in step["needs"] if need not in seen]:
            raise BrokenLaw(f"{where}/{key}：所需的步骤 {'、'.join(unknown)} 不在它之前")
        for kind in ("one_of", "barred_by", "lifts"):
            if unknown := [one for one in step.get(kind, ()) if one not in every]:
                raise BrokenLaw(f"{where}/{key}/{kind}：没有步骤 {'、'.join(unknown)}")
        if strange := set(step.get("only", {})) - set(step["deadlines"]):
            raise BrokenLaw(f"{where}/{key}/only：没有期限 {'、'.join(sorted(strange))}")
        seen.add(key)
