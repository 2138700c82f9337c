"""Why a step would be refused: the law asked about facts nobody has recorded yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.fields import Field
from desktop.law.facts import Facts, OfficerFact, labels
from desktop.law.guards import Finding
from desktop.services import law_setting, stated_fact
from desktop.services.work import Work

_FROM_THE_FILE = frozenset(("notice_contents",))
"""Asked of a case as yes or no, but known to the law as a list put together from the file."""
OFFICERS = Field(
    name="officers",
    label="承办的是否为两名以上、均持有效执法证、无须回避的执法人员",
    kind=bool,
    required=False,
)
"""In a case the officers are listed; here it is enough to say whether they are in order."""


@dataclass(frozen=True)
class Place:
    """A step of a procedure on a day."""

    procedure: str
    step: str
    on: date


@dataclass(frozen=True)
class Explored:
    """What the law says. `asks` can be answered here; `kept` are put together from a case file."""

    label: str
    cite: str
    findings: tuple[Finding, ...]
    asks: tuple[Field, ...]
    kept: tuple[str, ...]

    @property
    def verdict(self) -> tuple[str, str]:
        """Level and words of the whole."""
        if any(one.bars() for one in self.findings):
            return "bad", "现有事实下不得办理"
        if self.asks or self.kept:
            return "info", "尚有事实待查明"
        if self.findings:
            return "warn", "可以办理，请注意下列各项"
        return "ok", "现有事实下没有障碍"


def procedures(work: Work) -> list[tuple[str, str]]:
    """Key and name of every procedure, the ordinary one first."""
    found = [(key, work.law.procedure(key, work.today).label) for key in work.law.procedure_keys]
    return sorted(found, key=lambda one: one[0] != "ordinary")


def steps(work: Work, procedure: str) -> list[tuple[str, str]]:
    """Key and name of the steps the law looks at, in order."""
    declared = work.law.procedure(procedure, work.today).steps
    return [(step.key, step.label) for step in declared if step.guards]


def explore(work: Work, place: Place, facts: Mapping[str, Any]) -> Explored:
    """The findings for these facts; what is not among them is not known."""
    known = {name: value for name, value in facts.items() if value is not None}
    if "officers" in known:
        known["officers"] = _officers(2 if known["officers"] else 1)
    findings = work.law.findings(
        place.step,
        Facts(**known),
        place.on,
        procedure=place.procedure,
        settings=law_setting.confirmed(work, work.unit_id, place.on),
    )
    wanted = dict.fromkeys(name for finding in findings for name in finding.asks)
    askable = {k: v for k, v in stated_fact.questions().items() if k not in _FROM_THE_FILE}
    askable["officers"] = OFFICERS
    step = work.law.procedure(place.procedure, place.on).step(place.step)
    return Explored(
        label=step.label,
        cite=step.cite,
        findings=tuple(findings),
        asks=tuple(replace(askable[name], required=False) for name in wanted if name in askable),
        kept=tuple(labels()[name] for name in wanted if name not in askable),
    )


def _officers(count: int) -> tuple[OfficerFact, ...]:
    """So many who may act."""
    return tuple(
        OfficerFact(str(at), f"执法人员{at}", certified=True, auxiliary=False, related=False)
        for at in range(1, count + 1)
    )
