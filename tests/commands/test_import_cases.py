"""`zhifatai import cases`: the window's preview without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opening_book import YEAR, a_book, a_row

from desktop.commands import import_
from desktop.commands.places import SAMPLE_PASSPHRASE


def test_a_workbook_in_order_is_clean_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_book(tmp_path / "a.xlsx", a_row(事项代码=None))
    assert import_.run(["cases", str(path), "--check", "--json"]) == 1
    said = capsys.readouterr()
    kinds = {json.loads(line)["kind"] for line in said.out.splitlines()}
    assert kinds == {"law"}  # nobody is on the roster of a county made for the check
    assert "承办人" in said.err


def test_every_finding_is_a_line_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_book(tmp_path / "a.xlsx", a_row(罚款="三百"))
    assert import_.run(["cases", str(path), "--check", "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    fault = next(one for one in lines if one["kind"] == "wrong_value")
    assert (fault["sheet"], fault["row"], fault["column"], fault["value"]) == (
        *("案件", 2, "罚款", "三百"),
    )


def test_a_template_is_written_filled_in_and_imported_into_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, key = _office(tmp_path)
    path = tmp_path / "模板.xlsx"
    assert import_.run(["cases", str(path), "--template"]) == 0
    row = a_row(事项代码=None, 主办人=None, 协办人=None, 立案文号=f"浦黄综执立〔{YEAR}〕1号")
    a_book(path, row)
    given = [
        "--database",
        str(database),
        "--passphrase-file",
        str(key),
        "--account",
        "clerk@黄宅镇",
    ]
    assert import_.run(["cases", str(path), *given]) == 0
    assert "案件 1 件" in capsys.readouterr().out
    assert import_.run(["cases", str(path), *given]) == 1
    assert "不能重复导入" in capsys.readouterr().err


def test_a_file_that_is_no_workbook_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 torn")
    assert import_.run(["cases", str(path), "--check", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["kind"] == "unreadable"


def _office(tmp_path: Path) -> tuple[Path, Path]:
    """A founded database under a passphrase, and the file the passphrase is in."""
    from desktop.commands import first_office
    from desktop.commands.first_office import Plan
    from desktop.store import keys

    database, key = tmp_path / "office.db", tmp_path / "key.txt"
    key.write_text(SAMPLE_PASSPHRASE, "utf-8")
    plan = Plan("黄宅镇", "样例内勤", keys.new_recovery_key(), SAMPLE_PASSPHRASE)
    first_office.create(database, plan)[0].database.close()
    return database, key
