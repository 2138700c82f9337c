"""A fault found in an imported file: where it stands, what it is, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.exchange.cells import letters


class Kind(Enum):
    """The closed vocabulary of findings; the value is what `--json` prints."""

    UNREADABLE = "unreadable"
    """The file as a whole cannot be read."""
    HEADING_MISSING = "heading_missing"
    """No heading row, or a required column is absent."""
    HEADING_DUPLICATE = "heading_duplicate"
    """Two columns claim the same field."""
    UNKNOWN_COLUMN = "unknown_column"
    """A column no field answers to; not imported."""
    HIDDEN_COLUMN = "hidden_column"
    """A column hidden in the file; read all the same."""
    HIDDEN_ROW = "hidden_row"
    """Rows hidden or filtered away in the file; read all the same."""
    SHEET_SKIPPED = "sheet_skipped"
    """A sheet without a heading beside others that have one."""
    MISSING_VALUE = "missing_value"
    """A required value is empty."""
    WRONG_VALUE = "wrong_value"
    """The value is not one of its field."""
    WRONG_DATE = "wrong_date"
    """Not a day, or a day no calendar has."""
    INCOMPLETE_DATE = "incomplete_date"
    """Only the month or the year is given; a day is never guessed."""
    NUMERIC_ID = "numeric_id"
    """A long number stored as a number: its last digits are lost."""
    BROKEN_CELL = "broken_cell"
    """A formula error, or a formula never computed."""
    DUPLICATE = "duplicate"
    """The same number stands in an earlier row."""
    LAW = "law"
    """What the law says against a step of a case taken over; told and kept, no refusal."""
    REMARK = "remark"
    """Something a person should know that stands in nobody's way."""

    @property
    def blocks(self) -> bool:
        """Whether rows may not be imported as they stand; the others are notices."""
        return self not in _NOTICES


_NOTICES = frozenset(
    {
        *(Kind.UNKNOWN_COLUMN, Kind.HIDDEN_COLUMN, Kind.HIDDEN_ROW, Kind.SHEET_SKIPPED),
        *(Kind.LAW, Kind.REMARK),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `row` counts from 1 as in the file, 0 where no single row is meant.

    `column` is the heading as the file writes it. `value` is what the cell holds; the sentence
    repeats it only for fields that are not secret.
    """

    sheet: str
    row: int
    column: str
    kind: Kind
    value: str
    sentence: str

    @property
    def blocks(self) -> bool:
        """Whether the row may not be imported as it stands."""
        return self.kind.blocks


def at_cell(
    sheet: str, row: int, column: int, label: str, kind: Kind, value: str, complaint: str
) -> Finding:
    """A finding in one cell; `row` from 1, `column` from 0; the place leads the sentence."""
    place = (
        f"“{sheet}”第{row}行{letters(column)}列“{label}”：" if sheet else f"第{row}行“{label}”："
    )
    return Finding(sheet, row, label, kind, value, f"{place}{complaint}。")


def of_file(name: str, sentence: str) -> Finding:
    """The single finding of a file that cannot be read at all."""
    return Finding("", 0, "", Kind.UNREADABLE, name, sentence)
