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


class Fate(Choice):
    """What a row would do."""

    READY = "ready", "可以导入"
    NOTED = "noted", "有提示"
    FAULTY = "faulty", "有误"


@dataclass(frozen=True)
class Complaint:
    """Why a row cannot be imported: the field, what it holds, the sentence with the way out."""

    column: str
    value: str
    sentence: str
    repeated: bool = False


@dataclass(frozen=True)
class Given:
    """One row as read: its values by field, and what its cells are faulty with."""

    spot: Spot
    values: Mapping[str, Any]
    faults: tuple[Complaint, ...] = ()

    @property
    def said(self) -> frozenset[str]:
        """The fields whose cells could not be read."""
        return frozenset(one.column for one in self.faults)


Rows = Mapping[str, Sequence[Given]]
"""The rows of each kind of sheet."""


@dataclass
class Line:
    """One row of the workbook. `remarks` stand in nobody's way: they are told and kept.

    `said` are the fields whose cells could not be read: the reading has said so already.
    """

    kind: str
    spot: Spot
    title: str
    values: Mapping[str, Any]
    complaints: list[Complaint] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    said: frozenset[str] = frozenset()

    @property
    def fate(self) -> Fate:
        """What the row would do."""
        if self.complaints:
            return Fate.FAULTY
        return Fate.NOTED if self.notes else Fate.READY

    @property
    def notes(self) -> list[str]:
        """Everything that is told and stands in nobody's way."""
        return self.remarks

    def complain(self, column: str, sentence: str, *, repeated: bool = False) -> None:
        """Name a fault under a field whose cell could be read."""
        if column in self.said:
            return
        value = self.values.get(column)
        self.complaints.append(
            Complaint(column, "" if value is None else str(value), sentence, repeated)
        )


@dataclass
class CaseLine(Line):
    """One case: what was done in it, who handles it, where its numbers stand in our series.

    `findings` are what the law says, with the place in `acts` of the step it is said of; without
    one it is said of the record as a whole and shown with the case as long as it is so.
    """

    acts: list[Act] = field(default_factory=list)
    officers: list[UUID] = field(default_factory=list)
    item_id: UUID | None = None
    places: dict[int, Place] = field(default_factory=dict)
    findings: list[tuple[int | None, LawFinding]] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """Remarks of ours, then the law's."""
        return [*self.remarks, *(law_words(found) for _, found in self.findings)]


@dataclass
class PadLine(Line):
    """One pad of forms or receipts; `used` is how many of its sheets are gone."""

    pad: dict[str, Any] = field(default_factory=dict)
    used: int = 0

    @property
    def every(self) -> range:
        """All its sheets; none where the pad could not be read."""
        return range(self.pad["first"], self.pad["last"] + 1) if self.sound else range(0)

    @property
    def sheets(self) -> range:
        """The sheets used before the program."""
        return self.every[: self.used]

    @property
    def sound(self) -> bool:
        """Whether its bounds are known."""
        return bool(self.pad) and not self.complaints

    def text_of(self, sheet: int) -> str:
        """What is printed on a sheet."""
        return f"{self.pad['prefix']}{sheet:0{self.pad['digits']}d}"


@dataclass(frozen=True)
class Plan:
    """The whole preview. `top` is the last number used of a series in a year."""

    cases: list[CaseLine] = field(default_factory=list)
    payments: list[Line] = field(default_factory=list)
    series: list[Line] = field(default_factory=list)
    pads: list[PadLine] = field(default_factory=list)
    top: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to import."""
        return next(self.lines, None) is None

    @property
    def lines(self) -> Iterator[Line]:
        """Every row of every sheet."""
        yield from (*self.cases, *self.payments, *self.series, *self.pads)

    def counts(self) -> Counter[Fate]:
        """How many rows have each fate."""
        return Counter(line.fate for line in self.lines)


def law_words(found: LawFinding) -> str:
    """A finding of the law in one line with its source."""
    return f"{found.message}（{found.cite}）"


def title_of(values: Mapping[str, Any], kind: str = CASES) -> str:
    """What a row is called: its number, else its party."""
    names = ("number", "decision_number", "party", "series", "kind")
    found = next((values[name] for name in names if values.get(name)), "")
    return str(found.label if isinstance(found, Choice) else found) or f"（{kind}）"
