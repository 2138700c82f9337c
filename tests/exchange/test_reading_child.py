"""The child process: bounded, watched, cancellable, and the parent outlives it."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from roster_fields import DATA

from desktop.exchange import reading
from desktop.exchange.cells import LIMITS, Broken, Unreadable
from desktop.exchange.process_size import process_size
from desktop.exchange.reading import read_sheets

ROSTER = DATA / "roster_clean.xlsx"


def stand_in(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the child run this instead of reading the file."""
    monkeypatch.setattr(reading, "command", lambda path: [sys.executable, "-c", code])


def test_the_child_is_the_same_program_with_its_hidden_subcommand() -> None:
    run = subprocess.run(reading.command(ROSTER), capture_output=True, check=True)
    assert run.stdout.splitlines()[-1] == b'{"end":true}'
    assert reading.command(ROSTER)[1:4] == ["-m", "desktop", "read-sheet"]


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(Unreadable, match="超过 1 秒"):
        read_sheets(ROSTER, limits=replace(LIMITS, seconds=1))
    assert time.monotonic() - start < 10


def test_a_child_that_grows_too_large_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; held = b'x' * (200 << 20); time.sleep(60)")
    with pytest.raises(Unreadable, match="内存超过 100 MB"):
        read_sheets(ROSTER, limits=replace(LIMITS, memory=100 << 20))


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "pass",
        "print('not json')",
        "print('[1]')",
        "print('[' * 100000)",
        "print('{\"sheet\": 1}')",
        'print(\'{"rows": 3}\'); print(\'{"sheet":"a","height":1,"merged":[[1]]}\')',
        'print(\'{"sheet":"a","height":1,"merged":[],"hidden":0,"hidden_columns":[],\''
        '\'"hidden_rows":[],"epoch_1904":0}\'); print(\'{"rows": [{"d": "nonsense"}]}\')',
        'print(\'{"sheet":"a","height":1,"merged":[],"hidden":0,"hidden_columns":[],\''
        '\'"hidden_rows":[],"epoch_1904":0}\'); print(\'{"rows": [3, {"x": []}]}\')',
    ],
)
def test_a_child_that_breaks_off_or_talks_nonsense_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    stand_in(monkeypatch, code)
    with pytest.raises(Unreadable, match="无法读取"):
        read_sheets(ROSTER)


def test_reading_can_be_cancelled_while_the_child_works(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int, text: str) -> None:
        if time.monotonic() - start > 0.3:
            raise Stopped

    stand_in(monkeypatch, "import time; time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(Stopped):
        read_sheets(ROSTER, stop)
    assert time.monotonic() - start < 10


def test_progress_ends_with_all_rows() -> None:
    told: list[tuple[int, int]] = []
    (sheet,) = read_sheets(ROSTER, lambda done, total, text: told.append((done, total)))
    assert told[0] == (0, 0)
    assert told[-1] == (len(sheet.rows), len(sheet.rows)) == (20, 20)


def test_the_size_of_a_process_is_known_here() -> None:
    import os

    assert process_size(os.getpid()) > 1 << 20
    assert process_size(2**22 + 5) == 0


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    """A workbook with one cell of each type."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["文字", 3, 2.5, True, date(2024, 3, 5), datetime(2024, 3, 5, 9, 30), None, "尾"])
    sheet["A2"], sheet["B2"], sheet["C2"] = "=1+1", "#N/A", date(2024, 3, 1)
    sheet["B2"].data_type = "e"
    sheet["C2"].number_format = 'yyyy"年"m"月"'
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    hidden = book.create_sheet("暗")
    hidden.sheet_state = "hidden"
    path = tmp_path / "类型.xlsx"
    book.save(path)
    return path


def test_every_type_of_cell_arrives_as_itself(typed: Path) -> None:
    row = read_sheets(typed)[0].rows[0]
    assert row == ["文字", 3, 2.5, True, date(2024, 3, 5), datetime(2024, 3, 5, 9, 30), "", "尾"]
    assert row[3] is True
    assert type(row[4]) is date


def test_errors_and_formulas_never_computed_are_not_taken_for_empty(typed: Path) -> None:
    assert read_sheets(typed)[0].rows[1][:2] == [Broken("公式未计算"), Broken("#N/A")]


def test_a_day_nobody_wrote_is_shown_as_the_month_it_is(typed: Path) -> None:
    assert read_sheets(typed)[0].rows[1][2] == "2024年3月"


def test_what_is_hidden_is_read_and_marked(typed: Path) -> None:
    sheet, dark = read_sheets(typed)
    assert sheet.hidden_columns == {1}
    assert sheet.hidden_rows == {1}
    assert not sheet.hidden
    assert dark.hidden


def test_dates_counted_from_1904_come_right(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(2024, 3, 5), 43894])
    book.save(tmp_path / "苹果.xlsx")
    (sheet,) = read_sheets(tmp_path / "苹果.xlsx")
    assert sheet.rows[0][0] == date(2024, 3, 5)
    assert sheet.epoch_1904


def test_a_chart_sheet_between_others_does_not_shift_what_is_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.create_chartsheet("图")
    last = book.create_sheet("尾")
    last.append(["b"])
    last.column_dimensions["A"].hidden = True
    book.save(tmp_path / "图.xlsx")
    first, second = read_sheets(tmp_path / "图.xlsx")
    assert (first.name, first.hidden_columns) == ("Sheet", frozenset())
    assert (second.name, second.hidden_columns) == ("尾", {0})


@pytest.mark.parametrize("rows", [1, 4000])
def test_an_old_xls_tells_the_same_as_an_xlsx(rows: int, tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("空")
    sheet = book.add_sheet("名册")
    month = xlwt.easyxf(num_format_str='yyyy"年"m"月"')
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    for row in range(rows):
        sheet.write(row, 0, date(2024, 3, 1), month)
        sheet.write(row, 1, date(2024, 3, 5), day)
        sheet.row(row).set_cell_error(2, 42)
        sheet.write(row, 3, "文字" * (row % 9))
        sheet.row(row).set_cell_number(5, 45352, month)
        sheet.row(row).set_cell_number(6, 45352.5, month)
    sheet.col(1).hidden = True
    sheet.row(0).hidden = True
    book.save(str(tmp_path / "名册.xls"))
    empty, full = read_sheets(tmp_path / "名册.xls")
    assert full.rows[0][:3] == ["2024年3月", date(2024, 3, 5), Broken("#N/A")]
    assert full.rows[-1][5:] == ["2024年3月", "2024年3月"]
    assert full.hidden_columns == {1}
    assert full.hidden_rows == {0}
    assert empty.hidden_columns == frozenset()
