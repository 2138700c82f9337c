"""Headings among titles, merged groups and other people's words for the same thing."""

from __future__ import annotations

from typing import Any

from roster_fields import FIELDS, GOOD_ID, a_sheet, kinds, reading

from desktop.exchange.cells import Cell
from desktop.exchange.finding import Kind
from desktop.exchange.heading import find_heading, plain
from desktop.exchange.sheet import read_rows


def fields_found(*rows: list[Cell], **more: Any) -> dict[str, int]:
    heading = find_heading(a_sheet(*rows, **more), FIELDS)
    assert heading is not None
    return {column.field: column.place for column in heading.columns}


def test_labels_are_matched_whatever_decorates_them() -> None:
    assert fields_found(["＊姓 名", "身份证号（必填）", "手　机：", "【性别】", "有效期\n至"]) == {
        "name": 0,
        "id_number": 1,
        "phone": 2,
        "sex": 3,
        "valid_until": 4,
    }


def test_aliases_are_labels_too() -> None:
    assert fields_found(["姓名", "公民身份号码", "联系电话"])["phone"] == 2


def test_full_width_letters_and_brackets_are_the_same() -> None:
    assert plain("乡镇（街道）＊") == plain("乡镇(街道)")


def test_the_heading_is_found_below_titles() -> None:
    heading = find_heading(
        a_sheet(["名单"], [], ["填报单位：黄宅镇", "日期"], ["姓名", "身份证号"], ["张三"]), FIELDS
    )
    assert heading is not None
    assert (heading.first, heading.last) == (3, 3)


def test_a_merged_group_lends_its_words_to_the_columns_below() -> None:
    rows: list[list[Cell]] = [["姓名", "执法", "", "身份证号"], ["", "证号", "领域", ""]]
    merged = [(0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3)]
    assert fields_found(*rows, merged=merged) == {
        "name": 0,
        "certificate_number": 1,
        "law": 2,
        "id_number": 3,
    }


def test_a_group_exported_to_text_keeps_its_words_too() -> None:
    rows: list[list[Cell]] = [["姓名", "执法", "", "身份证号"], ["", "证号", "领域", ""]]
    assert fields_found(*rows)["law"] == 2


def test_the_group_tells_two_columns_of_one_name_apart() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "执法", "", "资格", ""],
        ["", "证号", "领域", "证号", "日期"],
    ]
    merged = [(0, 1, 0, 2), (0, 3, 0, 4)]
    heading = find_heading(a_sheet(*rows, merged=merged), FIELDS)
    assert heading is not None
    assert {c.field: c.place for c in heading.columns}["certificate_number"] == 1
    assert heading.doubles == ()
    assert [column.label for column in heading.unknown] == ["资格/证号", "资格/日期"]


def test_the_same_column_twice_is_reported_and_blocks() -> None:
    found = reading(["姓名", "身份证号", "身份证号码"], ["张三", GOOD_ID, GOOD_ID]).findings
    assert kinds(found) == [(1, "身份证号码", Kind.HEADING_DUPLICATE)]
    assert found[0].blocks
    assert "B列" in found[0].sentence and "C列" in found[0].sentence


def test_unknown_columns_are_listed_and_do_not_block() -> None:
    result = reading(["序号", "姓名", "身份证号", "血型"], [1.0, "张三", GOOD_ID, "A"])
    assert kinds(result.findings) == [(1, "血型", Kind.UNKNOWN_COLUMN)]
    assert result.sound
    assert len(result.rows) == 1


def test_a_missing_required_column_is_named_with_its_other_names() -> None:
    result = reading(["姓名", "性别"], ["张三", "男"])
    assert kinds(result.findings) == [(1, "身份证号", Kind.HEADING_MISSING)]
    assert "公民身份号码" in result.findings[0].sentence
    assert result.rows == []
    assert len(result.faulty) == 1


def test_a_sheet_without_any_heading_says_what_is_wanted() -> None:
    result = reading(["今天天气很好"], ["一", "二"])
    assert kinds(result.findings) == [(0, "", Kind.HEADING_MISSING)]
    assert "姓名、身份证号" in result.findings[0].sentence


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    assert "没有任何内容" in reading().findings[0].sentence


def test_a_person_called_like_a_heading_is_still_a_person() -> None:
    result = reading(["姓名", "身份证号", "备注"], ["姓名", GOOD_ID, ""])
    assert result.rows[0].values["name"] == "姓名"


def test_a_heading_repeated_on_every_page_is_no_person() -> None:
    head: list[Cell] = ["姓名", "身份证号", "备注"]
    result = reading(head, ["张三", GOOD_ID, ""], head, ["李四", "330726197006189036", ""])
    assert [row.values["name"] for row in result.rows] == ["张三", "李四"]
    assert result.left_out == [("名册", 3, "姓名")]


def test_two_sheets_are_read_and_a_number_may_not_stand_in_both() -> None:
    head: list[Cell] = ["姓名", "身份证号"]
    first, second = a_sheet(head, ["张三", GOOD_ID]), a_sheet(head, ["李四", GOOD_ID])
    second.name = "第二"
    found = read_rows([first, second], FIELDS, ("id_number",)).findings
    assert [finding.kind for finding in found] == [Kind.DUPLICATE]
    assert "“名册”第2行" in found[0].sentence
