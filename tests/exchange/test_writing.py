"""Sheets written: read back the same, nothing a spreadsheet would run, whole or not at all."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from roster_fields import DATA, FIELDS, GOOD_ID, UNIQUE, Sex, kinds

from desktop.errors import WorkError
from desktop.exchange.finding import Kind
from desktop.exchange.reading import read_sheets
from desktop.exchange.sheet import read_rows
from desktop.exchange.writing import write_faults, write_rows
from desktop.fields import Field
from desktop.values import CHINA


def written(path: Path, *rows: dict[str, object]) -> Worksheet:
    write_rows(path, "样例名册", FIELDS, list(rows))
    return openpyxl.load_workbook(path).worksheets[0]


def test_what_is_written_reads_back_without_a_finding(tmp_path: Path) -> None:
    source = read_rows(read_sheets(DATA / "roster_clean.xlsx"), FIELDS, UNIQUE)
    path = tmp_path / "导出.xlsx"
    write_rows(path, "样例名册", FIELDS, [row.values for row in source.rows])
    again = read_rows(read_sheets(path), FIELDS, UNIQUE)
    assert again.findings == []
    assert [row.values for row in again.rows] == [row.values for row in source.rows]


def test_an_identity_number_is_text_and_a_day_is_a_day(tmp_path: Path) -> None:
    sheet = written(
        tmp_path / "a.xlsx",
        {"id_number": GOOD_ID, "issued_on": date(2024, 3, 5), "sex": Sex.MALE},
    )
    by_label = {head.value: cell for head, cell in zip(sheet[2], sheet[3], strict=True)}
    assert by_label["身份证号"].value == GOOD_ID
    assert by_label["身份证号"].data_type == "s"
    assert by_label["身份证号"].number_format == "@"
    assert by_label["发证日期"].value == datetime(2024, 3, 5)
    assert by_label["发证日期"].is_date
    assert by_label["性别"].value == "男"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0"]
)
def test_nothing_written_is_ever_run(text: str, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", {"note": text})
    cell = sheet.cell(3, list(FIELDS).index("note") + 1)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert read_sheets(tmp_path / "a.xlsx")[0].rows[2][-1] == text


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=30), max_size=6))
def test_text_out_is_text_in(tmp_path: Path, texts: list[str]) -> None:
    write_rows(
        tmp_path / "a.xlsx", "样例", {"note": FIELDS["note"]}, [{"note": text} for text in texts]
    )
    rows = read_sheets(tmp_path / "a.xlsx")[0].rows[2:]
    allowed = [
        "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
        for text in texts
    ]
    got = [str(row[0]) if row else "" for row in rows]
    assert got + [""] * (len(texts) - len(got)) == allowed


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_", "一\r\n二"])
def test_text_that_looks_like_an_escape_stays_itself(text: str, tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", {"note": text})
    assert read_sheets(tmp_path / "a.xlsx")[0].rows[2][-1] == text


def test_numbers_are_numbers_and_moments_are_read_as_shown(tmp_path: Path) -> None:
    fields = {
        "hours": Field(label="学时", kind=int, unit="学时"),
        "cost": Field(label="经费", kind=Decimal, unit="元"),
        "at": Field(label="时间", kind=datetime),
        "done": Field(label="完成", kind=bool),
    }
    moment = datetime(2024, 3, 5, 9, 30, tzinfo=CHINA)
    write_rows(
        tmp_path / "a.xlsx",
        "样例",
        fields,
        [{"hours": 8, "cost": Decimal("10.05"), "at": moment, "done": True}],
    )
    head, row = read_sheets(tmp_path / "a.xlsx")[0].rows[1:]
    assert head == ["学时（学时）", "经费（元）", "时间", "完成"]
    assert row == [8, 10.05, "2024-03-05 09:30", "是"]


def test_stopping_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def stop(done: int, total: int, text: str) -> None:
        if done >= 400:
            raise WorkError("停")

    with pytest.raises(WorkError, match="停"):
        write_rows(path, "样例", FIELDS, [{"note": "x"}] * 1000, stop)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_runs_to_the_end(tmp_path: Path) -> None:
    told: list[int] = []
    write_rows(
        tmp_path / "a.xlsx", "样例", FIELDS, [{}] * 450, lambda done, total, text: told.append(done)
    )
    assert told == [0, 200, 400, 450]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="文件夹不存在"):
        write_rows(tmp_path / "无" / "a.xlsx", "样例", FIELDS, [])


def test_a_full_disk_is_named_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WorkError, match="磁盘空间已满"):
        write_rows(path, "样例", FIELDS, [])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fills_up_in_mid_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os
    from typing import Any

    opened = os.fdopen

    def narrow(descriptor: int, mode: str) -> Any:
        stream = opened(descriptor, mode, buffering=0)
        write, room = stream.write, [20_000]

        def limited(data: bytes) -> int:
            room[0] -= len(data)
            if room[0] < 0:
                raise OSError(28, "No space left on device")
            return int(write(data) or 0)

        class Narrow:
            def __getattr__(self, name: str) -> Any:
                return limited if name == "write" else getattr(stream, name)

            def __enter__(self) -> Narrow:
                return self

            def __exit__(self, *_: object) -> None:
                stream.close()

        return Narrow()

    monkeypatch.setattr("os.fdopen", narrow)
    rows = [{"note": os.urandom(200).hex()} for _ in range(1000)]
    with pytest.raises(WorkError, match="磁盘空间已满"):
        write_rows(tmp_path / "a.xlsx", "样例", FIELDS, rows)
    assert list(tmp_path.iterdir()) == []


def test_the_fault_workbook_holds_the_source_and_the_reasons(tmp_path: Path) -> None:
    sheets = read_sheets(DATA / "roster_huangzhai.xlsx")
    first = read_rows(sheets, FIELDS, UNIQUE)
    path = tmp_path / "问题.xlsx"
    write_faults(path, sheets, first.findings)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert "身份证号码" in str(sheet.cell(9, sheet.max_column).value)
    assert "文本" in str(sheet.cell(9, sheet.max_column).value)
    assert sheet.cell(5, sheet.max_column).value is None


def test_the_fault_workbook_read_again_has_the_same_faults(tmp_path: Path) -> None:
    sheets = read_sheets(DATA / "roster_huangzhai.xlsx")
    first = read_rows(sheets, FIELDS, UNIQUE)
    path = tmp_path / "问题.xlsx"
    write_faults(path, sheets, first.findings)
    second = read_rows(read_sheets(path), FIELDS, UNIQUE)
    assert [f for f in kinds(second.findings) if f[2] is not Kind.HIDDEN_COLUMN] == [
        f for f in kinds(first.findings) if f[2] is not Kind.HIDDEN_COLUMN
    ]
    assert [row.values for row in second.rows] == [row.values for row in first.rows]


def test_a_lost_identity_number_stays_a_number_in_the_fault_workbook(tmp_path: Path) -> None:
    sheets = read_sheets(DATA / "roster_huangzhai.xlsx")
    write_faults(tmp_path / "问题.xlsx", sheets, [])
    again = read_sheets(tmp_path / "问题.xlsx")
    assert isinstance(again[0].rows[8][3], float)
