"""Writing lists as workbooks: whole or not at all, numbers as text, nothing that could run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from desktop.exchange.cells import Cell, Progress, Sheet, quiet, shown
from desktop.exchange.finding import Finding
from desktop.exchange.heading import REASON
from desktop.exchange.whole_file import write_whole
from desktop.exchange.xlsx import Page, Style, XlsxFile, day_cell, number_cell, text_cell
from desktop.fields import Field

_EVERY = 200
"""Rows between two calls of `progress`."""


def write_rows(
    path: Path,
    title: str,
    fields: Mapping[str, Field],
    rows: Sequence[Mapping[str, Any]],
    progress: Progress = quiet,
) -> None:
    """Write a list: title, one heading row, a row per mapping of field name to value.

    Text (so every ID and phone number) becomes text cells, days day cells. Masking secrets is
    the caller's duty. The file appears whole or not at all; `progress` may raise to stop.
    """

    def fill(book: XlsxFile) -> None:
        widths = [max(field.width, 2 * len(field.label)) + 2 for field in fields.values()]
        with book.page(title, widths, frozen=2) as page:
            page.add([text_cell(title, bold=True)])
            page.add([text_cell(_heading(field), bold=True) for field in fields.values()])
            for number, row in enumerate(rows):
                if number % _EVERY == 0:
                    progress(number, len(rows), "正在写入表格")
                page.add([_value(row.get(name), field) for name, field in fields.items()])
        progress(len(rows), len(rows), "正在保存")

    _replace(path, fill)


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook to be filled in: its columns, and rows begun already."""

    title: str
    fields: Mapping[str, Field]
    rows: Sequence[Mapping[str, Any]] = ()


def write_template(path: Path, notes: Table, tables: Sequence[Table]) -> None:
    """Write a workbook to be filled in: the notes, then a sheet per table.

    Required columns carry an asterisk, which the reader of headings passes over.
    """

    def fill(book: XlsxFile) -> None:
        for table in (notes, *tables):
            widths = [max(field.width, 2 * len(field.label)) + 2 for field in table.fields.values()]
            with book.page(table.title, widths, frozen=1) as page:
                page.add([text_cell(_marked(one), bold=True) for one in table.fields.values()])
                for row in table.rows:
                    page.add([_value(row.get(name), one) for name, one in table.fields.items()])

    _replace(path, fill)


def _marked(field: Field) -> str:
    return f"*{field.label}" if field.required else field.label


def write_faults(
    path: Path,
    sheets: Sequence[Sheet],
    findings: Sequence[Finding],
    progress: Progress = quiet,
) -> None:
    """Write the source sheets back, row for row, with a column “原因” naming each row's faults.

    Row numbers stay those of the source, so that findings can be followed in either file, and
    the mended file can be read again.
    """
    reasons: dict[tuple[str, int], list[str]] = {}
    for finding in findings:
        reasons.setdefault((finding.sheet, max(finding.row, 1)), []).append(finding.sentence)

    def fill(book: XlsxFile) -> None:
        for sheet in sheets:
            width = max((len(row) for row in sheet.rows), default=0)
            with book.page(sheet.name, [12] * width + [80]) as page:
                page.merged = sheet.merged
                mine = {row: words for (name, row), words in reasons.items() if name == sheet.name}
                _copy(page, sheet, width, mine, progress)

    _replace(path, fill)


def _copy(
    page: Page, sheet: Sheet, width: int, reasons: Mapping[int, list[str]], progress: Progress
) -> None:
    height = max(len(sheet.rows), *reasons, 0)
    for number in range(1, height + 1):
        if number % _EVERY == 1:
            progress(number - 1, height, "正在写入表格")
        cells = sheet.rows[number - 1] if number <= len(sheet.rows) else []
        line = [_as_it_was(cell) for cell in cells]
        if sentences := reasons.get(number):
            line += [""] * (width - len(line))
            line.append(text_cell("\n".join([f"{REASON}：", *sentences]), bold=True))
        page.add(line)


def _heading(field: Field) -> str:
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def _value(value: Any, field: Field) -> str:
    """A value of a field: days and numbers as such, everything else as it is shown."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_cell(value)
    if isinstance(value, Decimal):
        return number_cell(value, Style.MONEY)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return number_cell(value, Style.NUMBER)
    return text_cell(field.show(value))


def _as_it_was(cell: Cell) -> str:
    """A source cell; a damaged number must not come back as healthy text."""
    if isinstance(cell, str):
        return text_cell(cell)
    if isinstance(cell, date):
        return day_cell(cell)
    if isinstance(cell, bool | int | float):
        return number_cell(cell)
    return text_cell(shown(cell))


def _replace(path: Path, fill: Callable[[XlsxFile], None]) -> None:
    """Let `fill` write the workbook, whole or not at all."""

    def write(stream: IO[bytes]) -> None:
        with XlsxFile(stream) as book:
            fill(book)

    write_whole(path, write)
