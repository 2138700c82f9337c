"""Files made to hurt: each refused in words, the program alive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_workbooks import HOSTILE, climbing_name, huge_dimension, renamed_jpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from roster_fields import DATA

from desktop.exchange.cells import Unreadable
from desktop.exchange.reading import read_sheets


@pytest.mark.parametrize(
    ("make", "words"), HOSTILE.items(), ids=lambda x: getattr(x, "__name__", "")
)
def test_a_hostile_workbook_is_refused_in_words(
    make: Callable[[Path], Path], words: str, tmp_path: Path
) -> None:
    path = make(tmp_path / "花名册.xlsx")
    with pytest.raises(Unreadable) as refusal:
        read_sheets(path)
    assert words in str(refusal.value)
    assert "花名册" in str(refusal.value) or "名册" in str(refusal.value)
    assert "请" in str(refusal.value), "a way out is named"


def test_a_dimension_that_lies_does_no_harm(tmp_path: Path) -> None:
    (sheet,) = read_sheets(huge_dimension(tmp_path / "名册.xlsx"))
    assert sheet.rows == [[1.0]]


def test_a_climbing_part_name_writes_nothing(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    with pytest.raises(Unreadable):
        read_sheets(climbing_name(inner / "名册.xlsx"))
    assert not list(tmp_path.rglob("escaped*"))


@pytest.mark.parametrize("name", ["照片.csv", "照片.xls", "照片.txt"])
def test_a_picture_is_known_under_any_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="JPG 图片"):
        read_sheets(renamed_jpg(tmp_path / name))


def test_a_workbook_is_known_under_any_name(tmp_path: Path) -> None:
    for source, wrong in (("roster_clean.xlsx", "x.xls"), ("roster_xianhua.xls", "x.xlsx")):
        path = tmp_path / wrong
        path.write_bytes((DATA / source).read_bytes())
        assert read_sheets(path)[0].rows == read_sheets(DATA / source)[0].rows


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="找不到文件"):
        read_sheets(tmp_path / "无.xlsx")
    with pytest.raises(Unreadable, match="不是文件"):
        read_sheets(tmp_path)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["roster_clean.xlsx", "roster_xianhua.xls", "roster_baima.csv"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_mutated_workbook_is_read_or_refused_but_never_crashes_us(
    tmp_path: Path, name: str, changes: list[tuple[int, int]]
) -> None:
    data = bytearray((DATA / name).read_bytes())
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / name
    path.write_bytes(data)
    try:
        assert isinstance(read_sheets(path), list)
    except Unreadable as refusal:
        assert "请" in str(refusal)
