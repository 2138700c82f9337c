"""Days in every shape people write, and those nobody may guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.finding import Kind
from desktop.exchange.written_day import DayError, day_of_cell, day_of_number, day_of_text

DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))
SHAPES: list[Callable[[date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.year}-{d.month}-{d.day} 00:00:00",
    lambda d: f"{d.isoformat()}T00:00:00",
    lambda d: f"{d.year}/{d.month}/{d.day} 9:30",
    lambda d: f"{d.year}年{d.month}月{d.day}日9:30",
    lambda d: f"{d.year}.{d.month}.{d.day}　０９:30:15",
    lambda d: f"{d.year}、{d.month}、{d.day}",
    lambda d: str((d - date(1899, 12, 30)).days),
]
FULL = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")


@given(DAYS, st.sampled_from(SHAPES), st.booleans())
def test_every_usual_shape_means_its_day(
    day: date, shape: Callable[[date], str], full_width: bool
) -> None:
    text = shape(day)
    assert day_of_text(text.translate(FULL) if full_width else text) == day


@given(DAYS)
def test_a_serial_means_its_day_in_either_epoch(day: date) -> None:
    assert day_of_number((day - date(1899, 12, 30)).days) == day
    assert day_of_number((day - date(1899, 12, 30)).days + 0.5) == day
    later = (day - date(1904, 1, 1)).days
    if later >= 10_000:
        assert day_of_number(later, epoch_1904=True) == day


def test_the_known_serial_is_the_known_day() -> None:
    assert day_of_number(45356) == date(2024, 3, 5)
    assert day_of_number(20240305.0) == date(2024, 3, 5)


@given(DAYS, st.times())
def test_a_day_cell_is_its_day(day: date, time: object) -> None:
    assert day_of_cell(day) == day
    assert day_of_cell(datetime(day.year, day.month, day.day, 9, 30)) == day


@pytest.mark.parametrize(
    "text",
    ["2024年3月", "2024.3", "2024/03", "2024-3月", "202403", "２０２４年３月", "2024", "2024年"],
)
def test_a_lone_month_or_year_is_never_filled_up(text: str) -> None:
    with pytest.raises(DayError, match="只写到") as error:
        day_of_text(text)
    assert error.value.kind is Kind.INCOMPLETE_DATE


@pytest.mark.parametrize("number", [2024.3, 2024.1, 2024, 202403])
def test_a_lone_month_typed_as_a_number_is_never_filled_up(number: float) -> None:
    with pytest.raises(DayError) as error:
        day_of_number(number)
    assert error.value.kind is Kind.INCOMPLETE_DATE


@pytest.mark.parametrize(
    "text", ["2024-2-30", "2023年2月29日", "20240431", "2024.13.1", "2024/0/5"]
)
def test_a_day_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(DayError, match="日历上没有这一天") as error:
        day_of_text(text)
    assert error.value.kind is Kind.WRONG_DATE


@pytest.mark.parametrize("text", ["24.3.5", "03/05/24", "5/3/2024", "24年3月5日"])
def test_an_ambiguous_year_is_refused(text: str) -> None:
    with pytest.raises(DayError):
        day_of_text(text)


@pytest.mark.parametrize(
    "text", ["今天", "2024年3月5日至2029年3月4日", "三月五日", "1850-01-01", "9999-1-1"]
)
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(DayError):
        day_of_text(text)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_any_number_is_a_day_or_refused_in_words(number: float) -> None:
    try:
        assert date(1900, 1, 1) <= day_of_number(number) <= date(2101, 1, 1)
    except DayError as error:
        assert error.args[0]


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_refused_in_words(text: str) -> None:
    try:
        assert date(1900, 1, 1) <= day_of_text(text) <= date(2101, 1, 1)
    except DayError as error:
        assert error.args[0]


@given(DAYS)
def test_the_day_before_is_not_the_same_day(day: date) -> None:
    assert day_of_text((day - timedelta(days=1)).isoformat()) != day
