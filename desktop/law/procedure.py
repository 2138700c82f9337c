"""Procedures as declared: their steps, what each needs, starts and produces."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.law.editions import Edition, Entry, read_entry
from desktop.law.shape import BrokenLaw, Shape

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
    {"optional": bool},
)


@dataclass(frozen=True)
class ProcedureStep:
    """One step: earlier steps it needs, guards in its way, terms it starts, its papers."""

    key: str
    label: str
    needs: tuple[str, ...]
    guards: tuple[str, ...]
    deadlines: tuple[str, ...]
    documents: tuple[str, ...]
    role: str
    cite: str
    optional: bool = False


@dataclass(frozen=True)
class Procedure:
    """A procedure as in force on a day."""

    key: str
    label: str
    steps: tuple[ProcedureStep, ...]
    cite: str

    def step(self, key: str) -> ProcedureStep:
        """The step of that key; KeyError if the procedure has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def next(self, taken: Collection[str]) -> tuple[ProcedureStep, ...]:
        """Steps not yet taken whose needs are met."""
        return tuple(
            step
            for step in self.steps
            if step.key not in taken and all(need in taken for need in step.needs)
        )


class Procedures:
    """Every procedure of the edition."""

    def __init__(self, edition: Edition) -> None:
        self._entries: dict[str, Entry] = {}
        for key, raw in edition.under("procedures").items():
            where = f"procedures/{key}"
            entry = read_entry(where, key, raw, Shape({"key": str}), Shape({"steps": _STEP}))
            for version in entry.versions:
                _check_needs(f"{where}/{version.since}", version.values["steps"])
            self._entries[key] = entry

    def procedure(self, key: str, on: date) -> Procedure:
        """The procedure in force on a day; raises NotYetLaw."""
        entry = self._entries[key]
        version = entry.on(on)
        steps = tuple(_step(raw) for raw in version.values["steps"])
        return Procedure(key, entry.label, steps, version.cite)

    def named(self, kind: str) -> set[str]:
        """Every name any version of any step lists under `guards` or `deadlines`."""
        return {
            name
            for entry in self._entries.values()
            for version in entry.versions
            for step in version.values["steps"]
            for name in step[kind]
        }


def _step(raw: Mapping[str, Any]) -> ProcedureStep:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()
    }
    return ProcedureStep(**values)


def _check_needs(where: str, steps: list[dict[str, list[str]]]) -> None:
    seen: set[str] = set()
    for step in steps:
        key = str(step["key"])
        if key in seen:
            raise BrokenLaw(f"{where}：步骤 {key} 重复")
        if unknown := [need for need in step["needs"] if need not in seen]:
            raise BrokenLaw(f"{where}/{key}：所需的步骤 {'、'.join(unknown)} 不在它之前")
        seen.add(key)
