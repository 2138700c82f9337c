"""A workbook of taking over on its way into the database: template, reading, check, report.

`read` needs no database; `check` asks it, and the law. Window and headless command use both, so
that they say the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.exchange import writing
from desktop.exchange.cells import Progress, Sheet, quiet
from desktop.exchange.finding import Finding, Kind, at_cell
from desktop.exchange.heading import Heading, find_heading
from desktop.exchange.notices import nothing_found, sheet_skipped
from desktop.exchange.reading import read_sheets
from desktop.exchange.sheet import Reading, Row, read_rows
from desktop.exchange.writing import Table
from desktop.fields import Field
from desktop.services import opening_batch, opening_law, opening_rows
from desktop.services.opening_number import series_labels
from desktop.services.opening_plan import CaseLine, Complaint, Given, Line, Plan, law_words
from desktop.services.opening_sheet import CASES, KINDS, NOTES, SERIES, SheetKind
from desktop.services.roster_batch import Source
from desktop.services.work import Work
from desktop.values import Choice

Ask = Callable[[Callable[[Work], Any]], Any]
"""How a question reaches the database: the desk's way or a command's."""
_STRETCH = 100
_NOTICE = Field(name="notice", label="提示")


@dataclass(frozen=True)
class OpeningFile:
    """A workbook as it was read: one reading per kind of sheet, nothing compared yet."""

    source: Source
    sheets: Sequence[Sheet]
    readings: Mapping[str, Reading]
    notices: Sequence[Finding]

    @property
    def headings(self) -> Mapping[str, Heading]:
        """The heading of every sheet that was read."""
        return {name: one for each in self.readings.values() for name, one in each.headings.items()}


@dataclass(frozen=True)
class Checked:
    """The whole preview. `barred` is why nothing can be imported, empty where something can."""

    file: OpeningFile
    plan: Plan
    findings: Sequence[Finding]
    barred: str

    def notices(self) -> list[Finding]:
        """What concerns the file as a whole."""
        spots = {line.spot for line in self.plan.lines}
        return [one for one in self.findings if (one.sheet, one.row) not in spots]


def read(path: Path, progress: Progress = quiet) -> OpeningFile:
    """Read a workbook in a bounded child process; raises Unreadable with a sentence."""
    sheets = [one for one in read_sheets(path, progress) if one.name != NOTES]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sorted_ = {title: [one for one in sheets if _kind(one) == title] for title in KINDS}
    readings = {
        title: read_rows(mine, KINDS[title].fields, KINDS[title].unique)
        for title, mine in sorted_.items()
        if mine
    }
    skipped = [one for one in sheets if _kind(one) is None and one.rows and not one.hidden]
    notices = [sheet_skipped(one) for one in skipped]
    if not readings:
        notices = [nothing_found(sheets, KINDS[CASES].fields)]
    return OpeningFile(Source(path.name, digest), sheets, readings, notices)


def check(
    ask: Ask, file: OpeningFile, progress: Progress = quiet, *, matches: bool = True
) -> Checked:
    """What importing the file would do; every fault and every finding of the law in one pass.

    It takes several questions: no transaction stays open while thousands of cases are judged.
    """
    rows = {title: list(_given(reading)) for title, reading in file.readings.items()}
    plan: Plan = ask(lambda work: opening_rows.plan(work, rows, matches=matches))
    for at in range(0, len(plan.cases), _STRETCH):
        progress(at, len(plan.cases), "正在按法律核对")
        part = plan.cases[at : at + _STRETCH]
        ask(lambda work: opening_law.look(work, part))  # noqa: B023
    barred: str = ask(lambda work: _barred(work, file, plan))
    order = {sheet.name: at for at, sheet in enumerate(file.sheets)}
    found = [
        *file.notices,
        *(one for reading in file.readings.values() for one in reading.findings),
        *(one for line in plan.lines for one in _told(file, line)),
    ]
    found.sort(key=lambda one: (order.get(one.sheet, -1), one.row))
    return Checked(file, plan, found, barred)


def write_faults(path: Path, checked: Checked, progress: Progress = quiet) -> None:
    """The workbook back, every faulty row with its reasons in a last column."""
    blocking = [one for one in checked.findings if one.blocks]
    writing.write_faults(path, checked.file.sheets, blocking, progress)


def write_template(path: Path, today: date) -> None:
    """An empty workbook to fill in, with notes on every column and a row for every series."""
    year = [{"series": label, "year": today.year} for label in series_labels().values()]
    tables = [
        Table(one.title, one.fields, year if one.title == SERIES else ()) for one in KINDS.values()
    ]
    writing.write_template(path, _notes(), tables)


def _notes() -> Table:
    labels = {"sheet": 18, "column": 20, "needed": 8, "how": 80}
    titles = ("工作表", "列名", "必填", "怎样填写")
    fields = {
        name: Field(name=name, label=title, required=False, width=width)
        for (name, width), title in zip(labels.items(), titles, strict=True)
    }
    rows = [
        {
            "sheet": kind.title,
            "column": one.label,
            "needed": "是" if one.required else "",
            "how": _how(one),
        }
        for kind in KINDS.values()
        for one in kind.fields.values()
    ]
    return Table(NOTES, fields, rows)


def _how(field: Field) -> str:
    if issubclass(field.kind, Choice):
        words = f"可填：{'、'.join(one.label for one in field.kind)}"
    else:
        words = {date: "年月日，如 2026-03-05", bool: "是或者否"}.get(field.kind, "")
    return "；".join(filter(None, (field.hint, words)))


def _kind(sheet: Sheet) -> str | None:
    """The kind of sheet with most columns in common; its name where two have as many."""
    best: tuple[int, bool] = (0, False)
    found: str | None = None
    for kind in KINDS.values():
        heading = find_heading(sheet, kind.fields)
        worth = (len(heading.columns), _named(sheet, kind)) if heading else (0, False)
        if worth > best:
            best, found = worth, kind.title
    return found


def _named(sheet: Sheet, kind: SheetKind) -> bool:
    return any(word in sheet.name for word in kind.words)


def _given(reading: Reading) -> Iterator[Given]:
    """Every row, good and faulty, in file order."""
    told: dict[tuple[str, int], list[Complaint]] = {}
    for one in reading.findings:
        if one.blocks:
            told.setdefault((one.sheet, one.row), []).append(_complaint(reading, one))
    order = list(reading.headings)
    rows: list[Row] = [*reading.rows, *reading.faulty]
    faulty = {(row.sheet, row.number) for row in reading.faulty}
    for row in sorted(rows, key=lambda one: (order.index(one.sheet), one.number)):
        spot = (row.sheet, row.number)
        faults = told.get(spot, [])
        if spot in faulty and not faults:
            faults = [Complaint("", "", "所在的表缺少必填的列，见文件提示")]
        yield Given(spot, row.values, tuple(faults))


def _complaint(reading: Reading, one: Finding) -> Complaint:
    columns = reading.headings[one.sheet].columns
    field = next((each.field for each in columns if each.label == one.column), one.column)
    said = one.sentence.partition("：")[2] or one.sentence
    return Complaint(field, one.value, said.removesuffix("。"))


def _told(file: OpeningFile, line: Line) -> Iterator[Finding]:
    """Complaints of the database, then what the law and we remark."""
    for one in line.complaints:
        if one.column not in line.said:
            kind = (
                Kind.DUPLICATE
                if one.repeated
                else Kind.WRONG_VALUE
                if one.value
                else Kind.MISSING_VALUE
            )
            yield _at(file, line, one.column, kind, one.value, one.sentence)
    for remark in line.remarks:
        yield _at(file, line, "", Kind.REMARK, "", remark)
    if isinstance(line, CaseLine):
        for at, found in line.findings:
            column = "" if at is None else line.acts[at].column
            yield _at(file, line, column, Kind.LAW, "", law_words(found))


def _at(
    file: OpeningFile, line: Line, column: str, kind: Kind, value: str, sentence: str
) -> Finding:
    """A finding under the heading the file itself uses; of the whole row without one."""
    sheet, row = line.spot
    heading = file.headings[sheet]
    held = next((one for one in heading.columns if one.field == column), None)
    words = sentence.removesuffix("。")
    if held is not None:
        return at_cell(sheet, row, held.place, held.label, kind, value, words)
    field = KINDS[line.kind].fields.get(column, _NOTICE)
    label = f"“{field.label}”" if column else ""
    return Finding(
        sheet,
        row,
        field.label if column else "",
        kind,
        value,
        f"“{sheet}”第{row}行{label}：{words}。",
    )


def _barred(work: Work, file: OpeningFile, plan: Plan) -> str:
    """Faults of a table as a whole, or of the file."""
    spots = {line.spot for line in plan.lines}
    every = [*file.notices, *(one for each in file.readings.values() for one in each.findings)]
    whole = [one for one in every if one.blocks and (one.sheet, one.row) not in spots]
    if whole:
        return whole[0].sentence
    if plan.empty:
        return "表中没有可以导入的内容。"
    return opening_batch.imported_before(work, file.source.digest)
