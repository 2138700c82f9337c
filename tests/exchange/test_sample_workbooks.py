"""The workbooks in tests/data: what offices keep, and every fault in them named at once."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from roster_fields import DATA, FIELDS, UNIQUE, Sex, Source, kinds

from desktop.exchange.finding import Kind
from desktop.exchange.reading import read_sheets
from desktop.exchange.sheet import Reading, read_rows

FILES = ("roster_clean.xlsx", "roster_huangzhai.xlsx", "roster_xianhua.xls", "roster_baima.csv")


def read(path: Path) -> Reading:
    return read_rows(read_sheets(path), FIELDS, UNIQUE)


@pytest.fixture(scope="module")
def huangzhai() -> Reading:
    return read(DATA / "roster_huangzhai.xlsx")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    found = importlib.util.spec_from_file_location("make_workbooks", DATA / "make_workbooks.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    import sys

    sys.modules["make_workbooks"] = module
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FILES)
def test_the_generator_still_makes_what_is_committed(
    name: str, maker: ModuleType, tmp_path: Path
) -> None:
    again = tmp_path / name
    again.write_bytes(maker.FILES[name]())
    assert read_sheets(again) == read_sheets(DATA / name)


def test_the_clean_roster_has_eighteen_people_and_no_finding() -> None:
    result = read(DATA / "roster_clean.xlsx")
    assert len(result.rows) == 18
    assert result.findings == []
    assert result.left_out == []


def test_an_auxiliary_needs_no_certificate() -> None:
    last = read(DATA / "roster_clean.xlsx").rows[-1]
    assert last.values["source"] is Source.AUXILIARY
    assert last.values["certificate_number"] is None


def test_every_fault_of_the_messy_roster_is_named_in_one_pass(huangzhai: Reading) -> None:
    assert kinds(huangzhai.findings) == [
        (4, "血型", Kind.UNKNOWN_COLUMN),
        (4, "联系电话", Kind.HIDDEN_COLUMN),
        (8, "发证日期", Kind.INCOMPLETE_DATE),
        (9, "身份证号码", Kind.NUMERIC_ID),
        (10, "证号", Kind.DUPLICATE),
        (11, "发证日期", Kind.WRONG_DATE),
        (13, "到岗日期", Kind.INCOMPLETE_DATE),
        (0, "", Kind.SHEET_SKIPPED),
    ]


def test_every_sentence_names_its_place_and_ends_as_a_sentence(huangzhai: Reading) -> None:
    for finding in huangzhai.findings:
        assert finding.sheet in finding.sentence
        assert finding.row == 0 or f"第{finding.row}行" in finding.sentence
        assert finding.column in finding.sentence
        assert finding.sentence.endswith("。")


def test_good_rows_come_with_their_own_numbers_and_values(huangzhai: Reading) -> None:
    rows = {row.number: row.values for row in huangzhai.rows}
    assert sorted(rows) == [5, 6, 7, 12, 14, 16, 17, 18]
    assert rows[5]["issued_on"] == date(2024, 3, 5)
    assert rows[5]["valid_until"] == date(2029, 3, 4)
    assert rows[6]["issued_on"] == date(2024, 3, 5)
    assert rows[6]["joined_on"] == date(2023, 1, 20)
    assert rows[7]["sex"] is Sex.FEMALE


def test_full_width_blanks_and_small_x_are_mended_in_numbers_only(huangzhai: Reading) -> None:
    rows = {row.number: row.values for row in huangzhai.rows}
    assert rows[6]["id_number"].isascii() and len(rows[6]["id_number"]) == 18
    assert rows[6]["phone"] == "13800000201"
    assert len(rows[12]["id_number"]) == 18
    assert rows[14]["phone"] == "13800000209"


def test_a_merged_township_counts_for_every_row_it_spans(huangzhai: Reading) -> None:
    rows = [*huangzhai.rows, *huangzhai.faulty]
    assert {row.values["team"] for row in rows} == {"黄宅镇"}


def test_notes_and_totals_are_shown_as_left_out(huangzhai: Reading) -> None:
    assert [(row, words[:4]) for _sheet, row, words in huangzhai.left_out] == [
        (15, "二、辅助"),
        (19, "合计"),
        (20, "备注：1"),
        (21, "填表人："),
    ]


def test_a_slash_stands_for_nothing(huangzhai: Reading) -> None:
    assert huangzhai.rows[-1].values["certificate_number"] is None
    assert huangzhai.rows[-1].values["law"] is None


def test_an_old_xls_with_other_headings_is_understood() -> None:
    result = read(DATA / "roster_xianhua.xls")
    assert kinds(result.findings) == [(6, "公民身份号码*", Kind.WRONG_VALUE)]
    assert [row.values["name"] for row in result.rows] == ["张三", "李四平", "欧阳锋华", "赵六"]
    assert result.rows[0].values["issued_on"] == date(2023, 1, 1)


def test_a_certificate_without_end_is_told_from_an_empty_cell() -> None:
    rows = {row.number: row for row in read(DATA / "roster_xianhua.xls").rows}
    assert rows[7].values["valid_until"] is None
    assert rows[7].open_ended == {"valid_until"}
    assert rows[8].open_ended == frozenset()


def test_a_csv_in_gb18030_is_understood() -> None:
    result = read(DATA / "roster_baima.csv")
    assert kinds(result.findings) == [(4, "手机", Kind.WRONG_VALUE)]
    assert "现为10位" in result.findings[0].sentence
    assert result.rows[0].values["valid_until"] == date(2028, 1, 1)
    assert not result.sound
