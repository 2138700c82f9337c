"""A roster workbook on its way into the database: read, checked against what is held, reported.

`read` needs no database and takes a while; `check` asks the database in one question. Window and
headless command use both, so that they say the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.exchange import writing
from desktop.exchange.cells import Progress, Sheet, quiet
from desktop.exchange.finding import Finding, Kind, at_cell
from desktop.exchange.heading import Column
from desktop.exchange.reading import read_sheets
from desktop.exchange.sheet import Reading, Row, read_rows
from desktop.services import person, roster_import
from desktop.services.roster_batch import Source
from desktop.services.roster_import import Complaint, Fate, Line, Plan
from desktop.services.roster_sheet import FIELDS
from desktop.services.work import Work

_UNIQUE = ("id_number", "number")
_APART = 1_000_000
"""Keys of rows on the second, third … sheet begin this far apart; one sheet keeps its numbers."""


@dataclass(frozen=True)
class RosterFile:
    """A workbook as it was read: nothing of it has been compared with the database yet."""

    source: Source
    sheets: Sequence[Sheet]
    reading: Reading


@dataclass(frozen=True)
class Checked:
    """The whole preview of an import.

    `places` says where the line with a key (`Line.row`) stands: sheet and row. `findings` are
    those of the file and of the database in file order. `barred` is why nothing of the file can
    be imported, empty where something can.
    """

    file: RosterFile
    plan: Plan
    places: Mapping[int, tuple[str, int]]
    findings: Sequence[Finding]
    barred: str

    def place(self, line: Line) -> str:
        """Where a line stands, in words: 第5行, or “名册”第5行 where there are several sheets."""
        sheet, row = self.places[line.row]
        return f"“{sheet}”第{row}行" if len(self.file.reading.headings) > 1 else f"第{row}行"

    def notices(self) -> list[Finding]:
        """What concerns the file as a whole, or does not stand in the way."""
        rows = set(self.places.values())
        return [one for one in self.findings if (one.sheet, one.row) not in rows or not one.blocks]


def read(path: Path, progress: Progress = quiet) -> RosterFile:
    """Read a workbook in a bounded child process; raises Unreadable with a sentence."""
    sheets = read_sheets(path, progress)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return RosterFile(Source(path.name, digest), sheets, read_rows(sheets, FIELDS, _UNIQUE))


def check(work: Work, file: RosterFile) -> Checked:
    """What importing the file would do, every fault of file and database named in one pass."""
    rows = _keyed(file.reading)
    plan = roster_import.plan(work, [(key, row.values) for key, row in rows.items()])
    places = {key: (row.sheet, row.number) for key, row in rows.items()}
    _drop_said(plan, places, file)
    told = [_finding(file, places, one) for line in plan.lines for one in line.complaints]
    _mark_faulty(plan, places, file.reading)
    order = {sheet.name: at for at, sheet in enumerate(file.sheets)}
    findings = sorted(
        [*file.reading.findings, *told], key=lambda one: (order.get(one.sheet, -1), one.row)
    )
    return Checked(file, plan, places, findings, _barred(file.reading, places))


def write_faults(path: Path, checked: Checked, progress: Progress = quiet) -> None:
    """The workbook back, every faulty row with its reasons in a last column."""
    blocking = [one for one in checked.findings if one.blocks]
    writing.write_faults(path, checked.file.sheets, blocking, progress)


def _keyed(reading: Reading) -> dict[int, Row]:
    """Every row, good and faulty, in file order under a key of its own."""
    names = list(reading.headings)
    keyed = {
        names.index(row.sheet) * _APART + row.number: row
        for row in (*reading.rows, *reading.faulty)
    }
    return dict(sorted(keyed.items()))


def _drop_said(plan: Plan, places: Mapping[int, tuple[str, int]], file: RosterFile) -> None:
    """What the file's own reading has said of a cell is not said again."""
    said = {(one.sheet, one.row, one.column) for one in file.reading.findings if one.blocks}
    for line in plan.lines:
        if line.complaints:
            found = [(one, _finding(file, places, one)) for one in line.complaints]
            line.complaints = [
                one for one, it in found if (it.sheet, it.row, it.column) not in said
            ]


def _mark_faulty(plan: Plan, places: Mapping[int, tuple[str, int]], reading: Reading) -> None:
    """Rows the file itself is wrong in: they carry the file's complaints and go nowhere."""
    told: dict[tuple[str, int], list[Finding]] = {}
    for finding in reading.findings:
        if finding.blocks:
            told.setdefault((finding.sheet, finding.row), []).append(finding)
    faulty = {(row.sheet, row.number) for row in reading.faulty}
    for line in plan.lines:
        place = places[line.row]
        if place in faulty:
            line.fate = Fate.FAULTY
            found = (_complaint(line.row, one) for one in told.get(place, ()))
            line.complaints[:0] = found


def _complaint(key: int, finding: Finding) -> Complaint:
    said = finding.sentence.partition("：")[2] or finding.sentence
    return Complaint(key, finding.column, finding.value, said.removesuffix("。"))


def _finding(file: RosterFile, places: Mapping[int, tuple[str, int]], one: Complaint) -> Finding:
    """A complaint of the database under the heading the file itself uses."""
    sheet, row = places[one.row]
    kind = Kind.DUPLICATE if one.repeated else Kind.WRONG_VALUE if one.value else Kind.MISSING_VALUE
    column = _column(file.reading.headings[sheet].columns, one.column)
    if column is not None:
        return at_cell(sheet, row, column.place, column.label, kind, one.value, one.sentence)
    sentence = f"“{sheet}”第{row}行“{one.column}”：{one.sentence}。"
    return Finding(sheet, row, one.column, kind, one.value, sentence)


def _column(columns: Iterable[Column], label: str) -> Column | None:
    names = {name for name, field in _labelled() if field == label}
    return next((one for one in columns if one.field in names), None)


def _labelled() -> list[tuple[str, str]]:
    fields: dict[str, Any] = {**person.ARRIVAL, **FIELDS}
    return [(name, field.label) for name, field in fields.items()]


def _barred(reading: Reading, places: Mapping[int, tuple[str, int]]) -> str:
    """Faults of the table as a whole: which column counts is not for the program to guess."""
    rows = set(places.values())
    whole = [one for one in reading.findings if one.blocks and (one.sheet, one.row) not in rows]
    if whole:
        return whole[0].sentence
    return "" if places else "表中没有可以导入的人员。"
