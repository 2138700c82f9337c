"""Text tables: the encoding and the delimiter are found, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.cells import Unreadable
from desktop.exchange.delimited import decode, delimiter_of
from desktop.exchange.reading import read_sheets

TABLE = "姓名,手机,备注\n张三,13800000001,样例\n李四,13800000002,样例\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_usual_encoding_is_understood(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(TABLE.encode(encoding))
    (sheet,) = read_sheets(path)
    assert sheet.rows[1] == ["张三", "13800000001", "样例"]
    assert sheet.name == "名单"


@pytest.mark.parametrize("mark", [",", "\t", ";", "；", "，"])
def test_every_usual_delimiter_is_understood(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_text(TABLE.replace(",", mark), encoding="utf-8")
    assert read_sheets(path)[0].rows[2] == ["李四", "13800000002", "样例"]


def test_a_comma_in_quotes_and_a_title_line_do_not_mislead() -> None:
    assert delimiter_of('名单，样例\n姓名;备注\n"张,三";一\n李四;二\n') == ";"


def test_a_rare_character_of_gb18030_survives() -> None:
    assert decode("㐂𠀀䶮".encode("gb18030"), "x.csv") == "㐂𠀀䶮"


def test_a_cell_with_a_line_break_stays_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('姓名,备注\n张三,"一\n二"\n李四,三\n', encoding="utf-8")
    assert read_sheets(path)[0].rows[1:] == [["张三", "一\n二"], ["李四", "三"]]


@pytest.mark.parametrize(
    "data", [bytes(range(1, 256)), b"abc\x00def", b"\x81\xff\xff", b"\xff\xfe\x00"]
)
def test_what_is_no_text_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="请"):
        read_sheets(path)


def test_a_field_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('姓名,"' + "a" * 2_000_000, encoding="utf-8")
    with pytest.raises(Unreadable, match="引号"):
        read_sheets(path)


def test_too_many_columns_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("1," * 1_000_000, encoding="utf-8")
    with pytest.raises(Unreadable, match="1000001 列"):
        read_sheets(path)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_utf8_text_is_never_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode(), "x.csv") == text.removeprefix("\ufeff")
