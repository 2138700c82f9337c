from __future__ import annotations

import pytest

from desktop.services.names import initials, pinyin_key, stroke_key


def test_names_sort_by_strokes_as_the_gazette_does() -> None:
    names = ["欧阳样", "王样", "丁样", "张样", "马样", "方样", "毛样", "石样", "叶样", "田样"]
    expected = ["丁样", "马样", "王样", "毛样", "方样", "石样", "叶样", "田样", "张样", "欧阳样"]
    assert sorted(names, key=stroke_key) == expected


def test_a_character_without_stroke_data_sorts_last() -> None:
    assert sorted(["\U00030000样", "龘样"], key=stroke_key)[-1] == "\U00030000样"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("单雄信", {"sxx", "dxx"}),
        ("仇样", {"qy", "cy"}),
        ("解样", {"xy", "jy"}),
        ("曾样", {"zy", "cy"}),
        ("尉迟样", {"ycy", "wcy"}),
        ("买买提·样", {"mmt·y"}),
    ],
)
def test_a_name_is_found_by_the_initials_of_every_reading(name: str, wanted: set[str]) -> None:
    assert wanted <= set(initials(name).split())


def test_a_surname_sorts_by_its_surname_reading() -> None:
    assert sorted(["单样", "戴样", "孙样"], key=pinyin_key) == ["戴样", "单样", "孙样"]


def test_a_long_name_of_many_readings_keeps_the_list_of_initials_short() -> None:
    assert len(initials("曾" * 80).split()) <= 16
