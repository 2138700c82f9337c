"""What a workbook holds once it is read: typed cells on sheets, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from desktop.errors import WorkError

Progress = Callable[[int, int, str], None]
"""Told (done, total, text) while a long job runs; total 0 = not known; raises to stop the job."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a usable value: an error such as ``#N/A``, or a formula never computed."""

    text: str


Cell = str | int | float | bool | date | Broken
"""Text, number, flag, day (or datetime) or broken; an empty cell is the empty text."""

Merge = tuple[int, int, int, int]
"""Top row, left column, bottom row, right column of a merged range; from 0, all inclusive."""


@dataclass
class Sheet:
    """One sheet, cell (0, 0) being A1.

    `hidden_columns` and `hidden_rows` count from 0; their cells are read all the same.
    `epoch_1904` says that bare date serials count from 1904.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    epoch_1904: bool = False


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be; sizes in bytes, time in seconds."""

    file_bytes: int = 50 << 20
    part_bytes: int = 100 << 20
    total_bytes: int = 200 << 20
    ratio: int = 200
    entries: int = 2000
    rows: int = 100_000
    columns: int = 512
    cells: int = 2_000_000
    memory: int = 1 << 30
    seconds: int = 20


LIMITS = Limits()


class Unreadable(WorkError):
    """The file as a whole cannot be read; the sentence says why and what to do."""


def quiet(done: int, total: int, text: str) -> None:
    """Progress nobody watches."""


def letters(column: int) -> str:
    """The letters above a column counted from 0: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    """The column (from 0) that letters name; the inverse of `letters`."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def shown(cell: Cell) -> str:
    """A cell as text, for a finding or an error workbook."""
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
