"""Reading sheets of declared fields, row by row, with every fault located, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.exchange.cells import Cell, Sheet, shown
from desktop.exchange.column import OPEN_ENDED, Fault, read_column
from desktop.exchange.finding import Finding, Kind, at_cell
from desktop.exchange.heading import Column, Heading, find_heading
from desktop.exchange.notices import heading_findings, nothing_found, sheet_skipped
from desktop.exchange.table import Table, table_under
from desktop.fields import Field


@dataclass(slots=True)
class Row:
    """One data row of the file, by its own row number there (from 1).

    `values` has a key for each field the sheet has a column for; a faulty cell has none.
    Fields in `open_ended` are None because the sheet says 长期, not because it says nothing.
    """

    sheet: str
    number: int
    values: dict[str, Any]
    open_ended: frozenset[str] = frozenset()


@dataclass
class Reading:
    """What a file came to: good rows, rows with faults, all findings in file order.

    `left_out` lists (sheet, row, words) of totals, notes and section titles under the heading.
    """

    rows: list[Row] = field(default_factory=list)
    faulty: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: list[tuple[str, int, str]] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing in the file stands against importing all of it."""
        return not any(finding.blocks for finding in self.findings)


Seen = dict[str, dict[Any, tuple[str, int]]]


def read_rows(
    sheets: Sequence[Sheet], fields: Mapping[str, Field], unique: Collection[str] = ()
) -> Reading:
    """Read every sheet that has a heading; `unique` names fields no two rows may share."""
    reading = Reading()
    seen: Seen = {name: {} for name in unique}
    skipped: list[Sheet] = []
    for sheet in sheets:
        heading = find_heading(sheet, fields)
        if heading is None:
            skipped.append(sheet)
        else:
            _read_sheet(sheet, heading, fields, seen, reading)
    if reading.headings:
        reading.findings += [sheet_skipped(s) for s in skipped if s.rows and not s.hidden]
    else:
        reading.findings.append(nothing_found(sheets, fields))
    return reading


def _read_sheet(
    sheet: Sheet, heading: Heading, fields: Mapping[str, Field], seen: Seen, reading: Reading
) -> None:
    table = table_under(sheet, heading)
    reading.headings[sheet.name] = heading
    reading.left_out += [(sheet.name, number, words) for number, words in table.left_out]
    notices = heading_findings(sheet, heading, fields)
    missing = any(finding.kind is Kind.HEADING_MISSING for finding in notices)
    read = {
        column.name: read_column(_cells(table, column), fields[column.name], sheet.epoch_1904)
        for column in heading.columns
        if column.name
    }
    faults = [*_faults(sheet, table, heading, read, fields)]
    faults += _duplicates(sheet, table, heading, read, seen)
    bad = {finding.row for finding in faults}
    for number, values in zip(table.numbers, zip(*read.values(), strict=True), strict=True):
        row = _row(sheet.name, number, dict(zip(read, values, strict=True)))
        (reading.faulty if missing or number in bad else reading.rows).append(row)
    order = {column.label: column.place for column in heading.columns}
    faults.sort(key=lambda finding: (finding.row, order[finding.column]))
    reading.findings += [*notices, *faults]


def _cells(table: Table, column: Column) -> list[Cell]:
    place = column.place
    return [row[place] for row in table.rows]


def _row(sheet: str, number: int, values: dict[str, Any]) -> Row:
    special = [n for n, v in values.items() if v is OPEN_ENDED or v.__class__ is Fault]
    if not special:
        return Row(sheet, number, values)
    open_ended = frozenset(name for name in special if values[name] is OPEN_ENDED)
    for name in special:
        if name in open_ended:
            values[name] = None
        else:
            del values[name]
    return Row(sheet, number, values, open_ended)


def _faults(
    sheet: Sheet,
    table: Table,
    heading: Heading,
    read: Mapping[str, list[Any]],
    fields: Mapping[str, Field],
) -> Iterator[Finding]:
    for column in heading.columns:
        for index, value in enumerate(read[column.name or ""]):
            if value.__class__ is Fault:
                text = shown(table.rows[index][column.place])
                yield _at(sheet, table.numbers[index], column, value.kind, text, value.complaint)


def _duplicates(
    sheet: Sheet, table: Table, heading: Heading, read: Mapping[str, list[Any]], seen: Seen
) -> Iterator[Finding]:
    for column in heading.columns:
        known = seen.get(column.name or "")
        if known is None:
            continue
        for number, value in zip(table.numbers, read[column.name or ""], strict=True):
            if value is None or value.__class__ is Fault:
                continue
            first = known.setdefault(value, (sheet.name, number))
            if first != (sheet.name, number):
                complaint = (
                    f"与“{first[0]}”第{first[1]}行重复，请核对后改正其中一行或删去多余的一行"
                )
                yield _at(sheet, number, column, Kind.DUPLICATE, str(value), complaint)


def _at(sheet: Sheet, row: int, column: Column, kind: Kind, value: str, complaint: str) -> Finding:
    return at_cell(sheet.name, row, column.place, column.label, kind, value, complaint)
