"""What stands of the steps taken: derived from their record each time, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from desktop.errors import WorkError
from desktop.law.counting import Excluded, GapKind
from desktop.law.facts import Facts, labels
from desktop.law.guards import Said, say
from desktop.law.procedure import Procedure, ProcedureStep

Versions = Callable[[date], Procedure]


@dataclass(frozen=True)
class Taken:
    """One step as recorded: its key and the legal day it was taken."""

    step: str
    on: date


@dataclass(frozen=True)
class Stand:
    """A step that stands, by the law of the day it was taken."""

    step: ProcedureStep
    on: date


@dataclass
class History:
    """The steps that stand, in the order they were taken, and what is wrong with the record."""

    standing: list[Stand] = field(default_factory=list)
    faults: list[Said] = field(default_factory=list)
    every: list[Stand] = field(default_factory=list)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the steps that stand."""
        return frozenset(one.step.key for one in self.standing)

    def day(self, key: str) -> date | None:
        """The day a standing step was taken, the last time."""
        return next((one.on for one in reversed(self.standing) if one.step.key == key), None)

    def add(self, stand: Stand) -> None:
        """Let a step stand; those it lifts no longer do."""
        gone = {*stand.step.lifts, stand.step.key}
        self.standing = [one for one in self.standing if one.step.key not in gone]
        self.standing.append(stand)
        self.every.append(stand)


def replay(versions: Versions, current: Procedure, taken: Sequence[Taken]) -> History:
    """Go through the record by the law of each day; faults are named, nothing is left out."""
    history, before = History(), None
    for one in taken:
        step = _step_on(versions, current, one)
        if step is None:
            history.faults.append(say("unknown_step", procedure=current.label, step=one.step))
            continue
        if before is not None and one.on < before.on:
            slots = {"before": before.step.label, "before_day": before.on}
            history.faults.append(say("backwards", step=step.label, day=one.on, **slots))
        if step.key not in history.keys or step.repeat:
            history.faults.extend(_out_of_order(current, history, step, one.on))
        before = Stand(step, one.on)
        history.add(before)
    return history


def _step_on(versions: Versions, current: Procedure, one: Taken) -> ProcedureStep | None:
    for procedure in (_or_none(versions, one.on), current):
        if procedure and any(step.key == one.step for step in procedure.steps):
            return procedure.step(one.step)
    return None


def _or_none(versions: Versions, on: date) -> Procedure | None:
    try:
        return versions(on)
    except WorkError:
        return None


def _out_of_order(
    current: Procedure, history: History, step: ProcedureStep, on: date
) -> Iterator[Said]:
    """Steps that stand by themselves need no record, so nothing is asked of them here."""
    by_itself = {one.key for one in current.steps if one.after}
    standing = history.keys | by_itself
    if not step.hindered(standing):
        return
    names = {one.key: one.label for one in current.steps}
    lacking = [f"没有“{names[key]}”" for key in step.needs if key not in standing]
    if step.one_of and not set(step.one_of) & standing:
        lacking.append("没有" + "或者".join(f"“{names[key]}”" for key in step.one_of))
    barred = [f"已经“{names[key]}”" for key in step.barred_by if key in history.keys]
    if lacking or barred:
        yield say("out_of_order", step=step.label, day=on, needs=[*lacking, *barred])


def settled(history: History, facts: Facts) -> tuple[Facts, list[Said]]:
    """Facts that are the day of a step taken, and those recorded otherwise."""
    found: dict[str, Any] = {}
    faults: list[Said] = []
    for stand in history.standing:
        for name in stand.step.settles:
            held = getattr(facts, name)
            if held is None:
                found[name] = stand.on
            elif held != stand.on:
                slots = {"step": stand.step.label, "step_day": stand.on}
                faults.append(say("differs", fact=labels()[name], day=held, **slots))
    return replace(facts, **found), faults


def with_pauses(history: History, facts: Facts, on: date) -> Facts:
    """The facts with every suspension of the record among what may be left out of K02.

    Both ends belong to it (P8); one still running is left out up to the day asked for. Whether
    it counts is for the rule of the field.
    """
    pauses: list[Excluded] = []
    since: date | None = None
    for one in history.every:
        if one.step.key == "suspended":
            since = one.on
        elif since is not None and one.step.key == "resumed":
            pauses.append(_pause(since, one.on))
            since = None
    if since is not None:
        pauses.append(_pause(since, max(since, on)))
    if not pauses:
        return facts
    return replace(facts, excluded=(*(facts.excluded or ()), *pauses))


def _pause(since: date, until: date) -> Excluded:
    return Excluded(since, until, "中止办理", kind=str(GapKind.SUSPENSION.value))
