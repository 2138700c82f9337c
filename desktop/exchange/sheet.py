"""Reading sheets of declared fields, row by row, with every fault located, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.exchange.cells import Sheet, shown
from desktop.exchange.column import ReadColumn, read_column
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
    read = {
        column.field: read_column(
            [row[column.place] for row in table.rows], fields[column.field], sheet.epoch_1904
        )
        for column in heading.columns
    }
    faults = [
        finding
        for column in heading.columns
        for finding in (
            *_faults(sheet, table, column, read[column.field]),
            *_duplicates(sheet, table, column, read[column.field], seen.get(column.field)),
        )
    ]
    bad = {finding.row for finding in faults}
    if any(finding.kind is Kind.HEADING_MISSING for finding in notices):
        bad.update(table.numbers)
    for row in _rows(sheet.name, table, read):
        (reading.faulty if row.number in bad else reading.rows).append(row)
    # Columns come in file order, so this leaves the findings of a row in that order too.
    faults.sort(key=lambda finding: finding.row)
    reading.findings += [*notices, *faults]


def _rows(sheet: str, table: Table, read: Mapping[str, ReadColumn]) -> list[Row]:
    names = tuple(read)
    across = zip(*(column.values for column in read.values()), strict=True)
    rows = [
        Row(sheet, number, dict(zip(names, values)))  # noqa: B905
        for number, values in zip(table.numbers, across, strict=True)
    ]
    for name, column in read.items():
        for index in column.faults:
            del rows[index].values[name]
        for index in column.open_ended:
            rows[index].open_ended |= {name}
    return rows


def _faults(sheet: Sheet, table: Table, column: Column, read: ReadColumn) -> Iterator[Finding]:
    for index, fault in read.faults.items():
        text = shown(table.rows[index][column.place])
        yield _at(sheet, table.numbers[index], column, fault.kind, text, fault.complaint)


def _duplicates(
    sheet: Sheet,
    table: Table,
    column: Column,
    read: ReadColumn,
    known: dict[Any, tuple[str, int]] | None,
) -> Iterator[Finding]:
    if known is None:
        return
    for number, value in zip(table.numbers, read.values, strict=True):
        if value is None:
            continue
        if value not in known:
            known[value] = sheet.name, number
            continue
        name, first = known[value]
        complaint = f"与“{name}”第{first}行重复，请核对后改正其中一行或删去多余的一行"
        yield _at(sheet, number, column, Kind.DUPLICATE, str(value), complaint)


def _at(sheet: Sheet, row: int, column: Column, kind: Kind, value: str, complaint: str) -> Finding:
    return at_cell(sheet.name, row, column.place, column.label, kind, value, complaint)
