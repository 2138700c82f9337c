"""Taking over: what a workbook would bring in, every fault of every row named in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.law.guards import Finding as LawFinding
from desktop.services.opening_case import Act
from desktop.services.opening_number import Place
from desktop.services.opening_sheet import CASES
from desktop.values import Choice

Spot = tuple[str, int]
"""Where a row stands: sheet and row number, from 1."""
Rows = Mapping[str, Sequence[tuple[Spot, Mapping[str, Any]]]]
"""The rows of each kind of sheet with their values by field."""


class Fate(Choice):
    """What a row would do."""

    READY = "ready", "可以导入"
    NOTED = "noted", "可以导入，有提示"
    FAULTY = "faulty", "有误"


@dataclass(frozen=True)
class Complaint:
    """Why a row cannot be imported: the field, what it holds, the sentence with the way out."""

    column: str
    value: str
    sentence: str
    repeated: bool = False


@dataclass
class Line:
    """One row of the workbook. `remarks` stand in nobody's way: they are told and kept."""

    kind: str
    spot: Spot
    title: str
    values: Mapping[str, Any]
    complaints: list[Complaint] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def fate(self) -> Fate:
        """What the row would do."""
        if self.complaints:
            return Fate.FAULTY
        return Fate.NOTED if self.remarks else Fate.READY

    def complain(self, column: str, sentence: str, *, repeated: bool = False) -> None:
        """Name a fault under a field."""
        value = self.values.get(column)
        self.complaints.append(
            Complaint(column, "" if value is None else str(value), sentence, repeated)
        )


@dataclass
class CaseLine(Line):
    """One case: what was done in it, who handles it, where its numbers stand in our series.

    `findings` are what the law says against its steps, by the place of the act in `acts`.
    """

    acts: list[Act] = field(default_factory=list)
    officers: list[UUID] = field(default_factory=list)
    item_id: UUID | None = None
    places: dict[int, Place] = field(default_factory=dict)
    findings: list[tuple[int, LawFinding]] = field(default_factory=list)


@dataclass
class PadLine(Line):
    """One pad of forms or receipts; `used` is how many of its sheets are gone."""

    pad: dict[str, Any] = field(default_factory=dict)
    used: int = 0

    @property
    def sheets(self) -> range:
        """The sheets used before the program."""
        first = int(self.pad.get("first") or 1)
        return range(first, first + self.used)


@dataclass(frozen=True)
class Plan:
    """The whole preview. `top` is the last number used of a series in a year."""

    cases: list[CaseLine] = field(default_factory=list)
    payments: list[Line] = field(default_factory=list)
    series: list[Line] = field(default_factory=list)
    pads: list[PadLine] = field(default_factory=list)
    top: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def lines(self) -> Iterator[Line]:
        """Every row of every sheet."""
        yield from (*self.cases, *self.payments, *self.series, *self.pads)

    def counts(self) -> Counter[Fate]:
        """How many rows have each fate."""
        return Counter(line.fate for line in self.lines)


def title_of(values: Mapping[str, Any], kind: str = CASES) -> str:
    """What a row is called: its number, else its party."""
    names = ("number", "decision_number", "party", "series", "kind")
    found = next((values[name] for name in names if values.get(name)), "")
    return str(found.label if isinstance(found, Choice) else found) or f"（{kind}）"
