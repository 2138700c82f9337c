"""The child process that opens a foreign workbook: bounded memory and time, then JSON lines.

It may be killed, abort or run out of memory; the parent (`desktop.exchange.reading`) survives
and says so. Lines on standard output: one object per sheet, one per block of rows, at last
``{"end": true}`` or ``{"fault": sentence}``.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from desktop.exchange.biff import read_biff_marks
from desktop.exchange.cells import LIMITS, Cell, Limits, Sheet, Unreadable
from desktop.exchange.delimited import read_delimited
from desktop.exchange.marks import Book, Marks, read_marks, too_large
from desktop.exchange.precheck import Container, precheck
from desktop.exchange.wire import END, encode, messages

_BARE_EPOCH = date(1899, 12, 30)
Send = Callable[[object], None]


def main(argv: Sequence[str]) -> int:
    """Read the workbook named by the only argument and write its cells as JSON lines."""
    _bound(LIMITS)
    gc.disable()  # nothing here is cyclic, and the process ends soon
    path = Path(argv[0])
    # The descriptor, not sys.stdout: a windowed bundle has none, and this is no text.
    with os.fdopen(1, "wb", closefd=False) as out:

        def send(message: object) -> None:
            out.write(encode(message))
            out.flush()

        return _answer(path, send)


def _answer(path: Path, send: Send) -> int:
    try:
        for sheet in _sheets(path, LIMITS):
            for message in messages(sheet):
                send(message)
    except Unreadable as error:
        send({"fault": str(error)})
        return 2
    except MemoryError:
        send({"fault": f"“{path.name}”需要的内存超过上限，已停止；请拆分成几个文件后再导入。"})
        return 2
    send(END)
    return 0


def _bound(limits: Limits) -> None:
    """Bound memory and processor time where the system lets a process bound itself (POSIX)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    if sys.platform != "darwin":  # macOS refuses RLIMIT_AS; the parent's watch holds there
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _sheets(path: Path, limits: Limits) -> Iterator[Sheet]:
    container = precheck(path, limits)
    if container is Container.TEXT:
        yield read_delimited(path, limits)
        return
    data = path.read_bytes()
    book = _book(data, path.name, limits, container)
    yield from _workbook(data, path.name, book, limits)


def _book(data: bytes, name: str, limits: Limits, container: Container) -> Book | None:
    try:
        if container is Container.XLS:
            return read_biff_marks(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return read_marks(package, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        StopIteration,
        ElementTree.ParseError,
    ) as error:
        raise _damaged(name) from error


def _workbook(data: bytes, name: str, book: Book | None, limits: Limits) -> Iterator[Sheet]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            abouts = workbook.sheets_metadata
            marks = book.sheets if book else [Marks() for _ in abouts]
            for about, mark in zip(abouts, marks, strict=True):
                if about.typ is SheetTypeEnum.WorkSheet:
                    hidden = about.visible is not SheetVisibleEnum.Visible
                    cells = workbook.get_sheet_by_name(about.name)
                    sheet = _sheet(cells, mark, limits)
                    sheet.hidden, sheet.epoch_1904 = hidden, bool(book and book.epoch_1904)
                    yield sheet
    except PasswordError:
        raise Unreadable(f"“{name}”设有密码，请在 Excel 或 WPS 中取消密码后再导入。") from None
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(name) from error


def _sheet(cells: Any, marks: Marks, limits: Limits) -> Sheet:
    name: str = cells.name
    if cells.total_height > limits.rows:
        raise too_large(name, f"有 {cells.total_height} 行", f"{limits.rows} 行")
    if cells.total_width > limits.columns:
        raise too_large(name, f"有 {cells.total_width} 列", f"{limits.columns} 列")
    if cells.total_height * cells.total_width > limits.cells:
        span = f"占 {cells.total_height} 行 × {cells.total_width} 列"
        raise too_large(name, span, f"{limits.cells} 格")
    rows: list[list[Cell]] = cells.to_python(skip_empty_area=False)
    for row, column in marks.months:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _month(rows[row][column])
    for (row, column), broken in marks.broken.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = broken
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    merged = [(*start, *end) for start, end in cells.merged_cell_ranges or ()]
    return Sheet(
        name,
        rows,
        merged,
        hidden_columns=frozenset(marks.hidden_columns),
        hidden_rows=frozenset(row for row in marks.hidden_rows if row < len(rows)),
    )


def _month(cell: Cell) -> Cell:
    """What the cell shows: Excel keeps “2024年3月” as a day nobody wrote."""
    if isinstance(cell, float) and 1 <= cell < 100_000:
        cell = _BARE_EPOCH + timedelta(days=int(cell))
    return f"{cell.year}年{cell.month}月" if isinstance(cell, date) else cell


def _damaged(name: str) -> Unreadable:
    return Unreadable(
        f"“{name}”已损坏或不是完整的表格，无法读取；"
        "请用 Excel 或 WPS 打开（如能打开）另存为 xlsx，或向提供单位重新要一份。"
    )
