"""Writing workbooks: whole or not at all, numbers as text, nothing a spreadsheet would run."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.errors import WorkError
from desktop.exchange.cells import Cell, Merge, Progress, Sheet, quiet, shown
from desktop.exchange.finding import Finding
from desktop.exchange.heading import REASON
from desktop.fields import Field

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767
"""Characters a cell can hold (ECMA-376 18.18.22 as Excel applies it)."""
_EVERY = 200


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

    def fill(page: _Page) -> None:
        page.widths([max(field.width, 2 * len(field.label)) + 2 for field in fields.values()])
        page.freeze(2)
        page.add([page.text(title, bold=True)])
        page.add([page.text(_heading(field), bold=True) for field in fields.values()])
        for number, row in enumerate(rows):
            if number % _EVERY == 0:
                progress(number, len(rows), "正在写入表格")
            page.add([page.value(row.get(name), field) for name, field in fields.items()])
        progress(len(rows), len(rows), "正在保存")

    _write(path, [(title, fill)])


def write_faults(
    path: Path,
    sheets: Sequence[Sheet],
    findings: Sequence[Finding],
    progress: Progress = quiet,
) -> None:
    """Write the source sheets back, row for row, with a column “原因” naming each row's faults.

    Row numbers stay those of the source, so that findings can be followed in either file.
    """
    reasons: dict[tuple[str, int], list[str]] = {}
    for finding in findings:
        reasons.setdefault((finding.sheet, max(finding.row, 1)), []).append(finding.sentence)
    fillers = [(sheet.name, _copier(sheet, reasons, progress)) for sheet in sheets]
    _write(path, fillers or [(REASON, lambda page: None)])


def _copier(
    sheet: Sheet, reasons: Mapping[tuple[str, int], list[str]], progress: Progress
) -> Callable[[_Page], None]:
    width = max((len(row) for row in sheet.rows), default=0)
    named = [number for name, number in reasons if name == sheet.name]
    height = max(len(sheet.rows), *named, 0)

    def fill(page: _Page) -> None:
        page.widths([12] * width + [80])
        for number in range(1, height + 1):
            if number % _EVERY == 0:
                progress(number, height, "正在写入表格")
            cells = sheet.rows[number - 1] if number <= len(sheet.rows) else []
            line = [page.copy(cell) for cell in cells]
            if sentences := reasons.get((sheet.name, number)):
                line += [None] * (width - len(line))
                line.append(page.text("\n".join([REASON + "：", *sentences]), bold=True))
            page.add(line)
        page.merge(sheet.merged)

    return fill


def _heading(field: Field) -> str:
    return f"{field.label}（{field.unit}）" if field.unit else field.label


class _Page:
    """One sheet being written, row after row."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        from openpyxl.styles import Font

        self._sheet = sheet
        self._bold = Font(bold=True)

    def widths(self, widths: Iterable[int]) -> None:
        """The widths of the columns in characters; before the first row."""
        from openpyxl.utils import get_column_letter

        for number, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = min(width, 80)

    def freeze(self, rows: int) -> None:
        """Keep the first rows in sight; before the first row."""
        self._sheet.freeze_panes = f"A{rows + 1}"

    def merge(self, ranges: Iterable[Merge]) -> None:
        """Merge cells as the source had them."""
        from openpyxl.worksheet.cell_range import CellRange

        for top, left, bottom, right in ranges:
            self._sheet.merged_cells.add(CellRange(None, left + 1, top + 1, right + 1, bottom + 1))

    def add(self, cells: Sequence[WriteOnlyCell | None]) -> None:
        """Append one row."""
        self._sheet.append(cells)

    def text(self, text: str, *, bold: bool = False) -> WriteOnlyCell | None:
        """A text cell whatever the text looks like; none for empty text.

        Control characters that XML forbids go; beyond 32,767 characters a cell holds no more.
        """
        text = _UNWRITABLE.sub("", text)[:_LONGEST]
        if not text:
            return None
        risky = text.startswith(_STARTS_FORMULA)
        # A carriage return would come back as a line feed, _x0041_ as A (ECMA-376 22.4.2.4).
        text = _ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
        cell = self._cell(text, "@")
        cell.data_type = "s"
        # Without the quote a later edit of the cell would turn it into a formula.
        cell.quotePrefix = risky
        if bold:
            cell.font = self._bold
        return cell

    def value(self, value: Any, field: Field) -> WriteOnlyCell | None:
        """A value of a field: days and numbers as such, everything else as text."""
        if isinstance(value, datetime) or value is None:
            return self.text(field.show(value))
        if isinstance(value, date):
            return self._cell(value, "yyyy-mm-dd")
        if isinstance(value, Decimal):
            return self._cell(value, "#,##0.00")
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
            return self._cell(value, "0")
        return self.text(field.show(value))

    def copy(self, cell: Cell) -> WriteOnlyCell | None:
        """A source cell as it was: a damaged number must not come back as healthy text."""
        if isinstance(cell, str):
            return self.text(cell)
        if isinstance(cell, datetime):
            return self._cell(cell, "yyyy-mm-dd hh:mm:ss")
        if isinstance(cell, date):
            return self._cell(cell, "yyyy-mm-dd")
        if isinstance(cell, (bool, int, float)):
            return self._cell(cell, "General")
        return self.text(shown(cell))

    def _cell(self, value: Any, form: str) -> WriteOnlyCell:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, value=value)
        cell.number_format = form
        return cell


def _write(path: Path, pages: Sequence[tuple[str, Callable[[_Page], None]]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, fill in pages:
        fill(_Page(book.create_sheet(_sheet_name(title))))
    _replace(path, book.save)


def _sheet_name(title: str) -> str:
    """A name a sheet may have: 31 characters, none of ``[]:*?/\\``."""
    return re.sub(r"[\[\]:*?/\\]|^'|'$", " ", _UNWRITABLE.sub("", title))[:31].strip() or "表"


def _replace(path: Path, save: Callable[[Path], None]) -> None:
    """Let `save` write beside `path`, then put the finished file in its place."""
    try:
        descriptor, name = tempfile.mkstemp(".tmp", ".zhifatai-", path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    beside = Path(name)
    try:
        os.close(descriptor)
        save(beside)
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> WorkError:
    if isinstance(error, PermissionError):
        why = "文件正被 Excel 或 WPS 打开，或没有写入权限，请关闭该文件或换一个位置"
    elif isinstance(error, FileNotFoundError):
        why = "所在文件夹不存在，请换一个位置"
    elif error.errno == 28:
        why = "磁盘空间已满，请清理后重试"
    else:
        why = f"{error.strerror or '写入失败'}，请检查磁盘后重试"
    return WorkError(f"无法保存“{path.name}”：{why}。原有文件未改动。")
