"""The list of running terms on paper, as a workbook, and as a calendar file for the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.documents.render import render
from desktop.documents.template import load_form
from desktop.exchange import writing
from desktop.exchange.calendar_file import DayEntry, write_calendar
from desktop.exchange.cells import Progress, quiet
from desktop.fields import Field
from desktop.services import case_due, paper, unit
from desktop.services.case_due import COLUMNS
from desktop.services.listing import Row, View
from desktop.services.work import Work, deed

FORM = "running_terms"
FIELDS: Mapping[str, Field] = {field.name: field for field in COLUMNS}
_NAMES = tuple(FIELDS)


@dataclass(frozen=True)
class Export:
    """What goes out: rows by field name with the mark in words, and the entries of a calendar."""

    title: str
    rows: Sequence[Mapping[str, Any]]
    entries: Sequence[DayEntry]
    stamped: datetime


@deed("导出期限清单")
def gather(work: Work, view: View) -> Export:
    """Read everything a view shows, and note in the record that it was taken out."""
    work.touch("deed")
    found = case_due.every(work, view)
    title = f"案件期限清单（截至 {work.today}，{len(found)} 项）"
    return Export(title, [_values(row) for row in found], [_entry(row) for row in found], work.now)


def write_book(path: Path, export: Export, progress: Progress = quiet) -> None:
    """Write the workbook, whole or not at all."""
    writing.write_rows(path, export.title, FIELDS, export.rows, progress)


def write_ics(path: Path, export: Export, progress: Progress = quiet) -> None:
    """Write the calendar file. No party is named: it goes to phones and foreign calendars."""
    progress(0, 0, "正在写入日历文件")
    write_calendar(path, export.entries, export.stamped)


def printed(work: Work, view: View) -> bytes:
    """The list as a paper (form `running_terms`), PDF bytes."""
    form = load_form(FORM, on=work.today)
    return render(form, data(work, view), sample=paper.is_sample(work)).pdf


def data(work: Work, view: View) -> dict[str, Any]:
    """Data of the form `running_terms` for what a list shows."""
    found = case_due.every(work, view)
    chosen = view.filters.get("unit_id") or work.unit_id
    names = {one.id: one.name for one in unit.names(work)}
    return {
        "单位": {"名称": names.get(chosen, "")},
        "截至": work.today,
        "项数": len(found),
        "期限": [_line(row) for row in found],
        "制表人": work.me.name,
        "制表日期": work.today,
    }


def _values(row: Row) -> dict[str, Any]:
    values = dict(zip(_NAMES, row[1:], strict=False))
    return values | {"left": values["left"][1]}


def _line(row: Row) -> dict[str, Any]:
    values = _values(row)
    return {
        "剩余": values["left"],
        "期限": values["label"],
        "届满日": values["ends_on"],
        "主体": values["holder"],
        "依据": values["cite"],
        "案号": values["number"] or "（线索）",
        "案由": values["cause"],
        "当事人": values["party"],
        "主办人": values["officer"] or "",
        "乡镇": values["town"],
    }


def _entry(row: Row) -> DayEntry:
    """The key stays the same as long as the term is counted from the same day."""
    values, (deadline, thread, case_id) = _values(row), row[-3:]
    starts_on: date = values["starts_on"]
    words = [
        f"案由：{values['cause']}",
        f"期限主体：{values['holder']}",
        f"起算日：{starts_on}",
        f"依据：{values['cite']}",
        row[1][2],
    ]
    return DayEntry(
        key=f"{case_id}-{deadline}-{thread or 'main'}-{starts_on:%Y%m%d}",
        day=values["ends_on"],
        title=f"{values['label']} · {values['number'] or '线索'}",
        words="\n".join(filter(None, words)),
    )
