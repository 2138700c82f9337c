"""Rows and cells: what is read, what is refused, what is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roster_fields import FIELDS, GOOD_ID, Sex, kinds, reading

from desktop.exchange.cells import Broken, Cell, column_of, letters
from desktop.exchange.finding import Finding, Kind
from desktop.exchange.sheet import Reading

HEAD: list[Cell] = ["姓名", "身份证号", "性别", "发证日期", "执法证号", "备注"]


def one(**cells: Cell) -> Reading:
    """A table of one otherwise good row."""
    row: dict[str, Cell] = {"name": "张三", "id": GOOD_ID, "sex": "男", "day": "", "number": ""}
    row |= {"note": ""} | cells
    return reading(HEAD, list(row.values()))


def only(result: Reading) -> Finding:
    (finding,) = result.findings
    return finding


@pytest.mark.parametrize("number", [330726199605139013, 3.30726199605139e17, 4.4e17])
def test_an_identity_number_kept_as_a_number_is_refused(number: float) -> None:
    finding = only(one(id=number))
    assert finding.kind is Kind.NUMERIC_ID
    assert "文本" in finding.sentence and "重新录入" in finding.sentence


@pytest.mark.parametrize("text", ["3.30726E+17", "3.30726e17", "4E17"])
def test_powers_of_ten_in_a_text_file_are_refused_alike(text: str) -> None:
    assert only(one(id=text)).kind is Kind.NUMERIC_ID
    assert only(one(number=text)).kind is Kind.NUMERIC_ID


def test_a_phone_kept_as_a_number_has_lost_nothing() -> None:
    result = reading(["姓名", "身份证号", "手机"], ["张三", GOOD_ID, 13800000001.0])
    assert result.rows[0].values["phone"] == "13800000001"


def test_a_wrong_checksum_is_named_without_repeating_the_number() -> None:
    finding = only(one(id=GOOD_ID[:17] + "4"))
    assert finding.kind is Kind.WRONG_VALUE
    assert finding.value == GOOD_ID[:17] + "4"
    assert GOOD_ID[:17] not in finding.sentence


@given(st.sampled_from(["", " ", "　", "\u200b", "\t"]), st.integers(0, 17), st.booleans())
def test_an_identity_number_survives_blanks_and_full_width(
    blank: str, place: int, full: bool
) -> None:
    text = (
        GOOD_ID.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if full else GOOD_ID
    )
    place = 0 if blank == "\u200b" else place
    text = text[:place] + blank + text[place:]
    assert one(id=text).rows[0].values["id_number"] == GOOD_ID


def test_a_required_value_left_empty_is_named() -> None:
    assert kinds(one(name="  ").findings) == [(2, "姓名", Kind.MISSING_VALUE)]


def test_a_word_outside_the_list_names_the_list() -> None:
    finding = only(one(sex="不详"))
    assert finding.kind is Kind.WRONG_VALUE
    assert "男、女" in finding.sentence


@pytest.mark.parametrize("text", ["男", " 男 ", "男\n", "　男"])
def test_blanks_around_a_choice_do_not_matter(text: str) -> None:
    assert one(sex=text).rows[0].values["sex"] is Sex.MALE


@pytest.mark.parametrize(
    ("written", "meant"),
    [("张　三", "张三"), ("张 三", "张三"), ("欧 阳 锋", "欧阳锋"), ("㐂 𠀀", "㐂𠀀")],
)
def test_a_name_spread_by_blanks_is_drawn_together(written: str, meant: str) -> None:
    assert one(name=written).rows[0].values["name"] == meant


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "John Smith", "张三(大)", "欧阳 锋华"])
def test_other_names_are_left_as_they_are(name: str) -> None:
    assert one(name=name).rows[0].values["name"] == name


def test_a_broken_formula_is_named() -> None:
    finding = only(one(number=Broken("#N/A")))
    assert (finding.kind, finding.value) == (Kind.BROKEN_CELL, "#N/A")


def test_a_number_the_program_turned_into_a_day_is_named() -> None:
    finding = only(one(number=date(2024, 3, 5)))
    assert finding.kind is Kind.WRONG_VALUE
    assert "文本" in finding.sentence


@pytest.mark.parametrize("text", ["/", "无", "——", " - ", "／"])
def test_a_sign_for_nothing_is_nothing_where_nothing_is_allowed(text: str) -> None:
    result = one(number=text, day=text, note=text)
    assert result.findings == []
    assert result.rows[0].values["certificate_number"] is None


def test_a_sign_for_nothing_is_no_name() -> None:
    assert only(one(name="/")).kind is Kind.MISSING_VALUE
    assert only(one(id="无")).kind is Kind.MISSING_VALUE


def test_several_faults_in_a_row_are_all_named_in_order() -> None:
    result = one(name="", id=4.4e17, sex="？", day="2024.2.30")
    assert [column for _row, column, _kind in kinds(result.findings)] == [
        "姓名",
        "身份证号",
        "性别",
        "发证日期",
    ]
    assert "name" not in result.faulty[0].values


def test_a_duplicate_names_both_rows() -> None:
    result = reading(
        HEAD,
        ["张三", GOOD_ID, "", "", "11330726", ""],
        ["李四", "330726197006189036", "", "", "１１３３０７２６", ""],
    )
    finding = only(result)
    assert kinds([finding]) == [(3, "执法证号", Kind.DUPLICATE)]
    assert "第2行" in finding.sentence


def test_empty_certificate_numbers_are_no_duplicates() -> None:
    rows: list[list[Cell]] = [
        ["张三", GOOD_ID, "", "", "", ""],
        ["李四", "330726197006189036", "", "", "", ""],
    ]
    assert reading(HEAD, *rows).findings == []


def test_a_column_the_file_has_not_is_absent_not_empty() -> None:
    values = reading(["姓名", "身份证号"], ["张三", GOOD_ID]).rows[0].values
    assert values == {"name": "张三", "id_number": GOOD_ID}


def test_blank_rows_and_numbered_blank_rows_are_passed_over() -> None:
    result = reading(
        ["序号", "姓名", "身份证号"],
        [1.0, "张三", GOOD_ID],
        ["", "", ""],
        [],
        [2.0, "", ""],
        [" ", "　", ""],
        ["3", "", ""],
    )
    assert len(result.rows) == 1
    assert result.findings == []
    assert result.left_out == []


@pytest.mark.parametrize(
    "words",
    [
        "合计",
        "合 计：18人",
        "总计",
        "备注：以上属实",
        "注:1.样例",
        "填表人：样例",
        "审核人（签字）：",
        "说明",
    ],
)
def test_totals_and_notes_end_the_table(words: str) -> None:
    result = reading(HEAD, ["张三", GOOD_ID, "", "", "", ""], [words, "", "", "", "", ""])
    assert len(result.rows) == 1
    assert result.findings == []
    assert result.left_out == [("名册", 3, words)]


def test_lines_that_continue_a_note_belong_to_it() -> None:
    result = reading(
        HEAD, ["张三", GOOD_ID], ["注：1. 甲"], ["2. 辅助人员不具有执法资格"], ["样例办公室"]
    )
    assert [row for _sheet, row, _words in result.left_out] == [3, 4, 5]


def test_people_below_a_subtotal_are_still_read() -> None:
    result = reading(
        HEAD,
        ["张三", GOOD_ID, "男", "", "", ""],
        ["小计", "1", "", "", "", ""],
        ["李四", "330726197006189036", "男", "", "", ""],
    )
    assert [row.number for row in result.rows] == [2, 4]


def test_a_row_with_only_a_name_is_named_not_dropped() -> None:
    result = reading(HEAD, ["张三", GOOD_ID, "", "", "", ""], ["李四", "", "", "", "", ""])
    assert kinds(result.findings) == [(3, "身份证号", Kind.MISSING_VALUE)]


def test_hidden_rows_are_read_and_counted() -> None:
    result = reading(HEAD, ["张三", GOOD_ID, "", "", "", ""], hidden_rows=frozenset({1}))
    assert kinds(result.findings) == [(2, "", Kind.HIDDEN_ROW)]
    assert len(result.rows) == 1
    assert result.sound


def test_truth_is_kept_apart_from_one() -> None:
    result = reading(
        ["姓名", "身份证号", "备注"], ["张三", GOOD_ID, True], ["李四", "330726197006189036", 1.0]
    )
    assert [row.values["note"] for row in result.rows] == ["TRUE", "1"]


@given(st.lists(st.text(max_size=12), min_size=len(FIELDS), max_size=len(FIELDS)))
def test_whatever_stands_in_a_row_is_stored_named_or_left_out(cells: list[str]) -> None:
    result = reading([field.label for field in FIELDS.values()], list(cells))
    seen = len(result.rows) + len(result.faulty) + len(result.left_out)
    assert seen == any(cell.strip() for cell in cells)
    assert bool(result.faulty) == (not result.sound)


@given(st.text("甲乙丙abc123·（）- ", min_size=1, max_size=30).map(str.strip).filter(len))
def test_a_note_comes_out_as_it_went_in(text: str) -> None:
    result = one(note=text)
    kept = result.rows[0].values["note"] if result.rows else None
    spread = " " in text and all(len(word) == 1 and word in "甲乙丙" for word in text.split())
    if text.strip("-") and not spread and result.rows:
        assert kept == text


@given(st.integers(0, 20_000))
def test_letters_name_one_column(column: int) -> None:
    assert column_of(letters(column)) == column
