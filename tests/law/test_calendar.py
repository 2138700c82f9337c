from datetime import date

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import WorkError
from desktop.law.calendar import DayKind, countable, days
from desktop.law.law import Law
from desktop.law.shape import BrokenLaw
from desktop.law.year_table import read_year

LAW = Law.load()
CALENDAR = LAW.calendar


@pytest.mark.parametrize(
    ("year", "number"),
    [(2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_a_year_has_as_many_working_days_as_the_notice_gives(year: int, number: int) -> None:
    assert sum(map(LAW.is_workday, days(date(year, 1, 1), date(year, 12, 31)))) == number


def test_every_day_of_2021_to_2026_agrees_with_the_oracle() -> None:
    wrong = [
        day
        for day in days(date(2021, 1, 1), date(2026, 12, 31))
        if LAW.is_workday(day) != chinese_calendar.is_workday(day)
    ]
    assert wrong == []


def test_a_make_up_saturday_works_and_a_bridging_monday_does_not() -> None:
    assert CALENDAR.look(date(2026, 2, 14)).kind is DayKind.MAKE_UP
    assert CALENDAR.look(date(2026, 2, 23)).words == "春节放假"
    assert CALENDAR.look(date(2026, 3, 7)).kind is DayKind.WEEKEND


def test_a_year_without_a_notice_is_worked_out_and_says_so() -> None:
    look = CALENDAR.look(date(2027, 2, 5))
    assert not look.works
    assert not look.published
    assert look.words == "春节放假（推算，尚无2027年放假通知）"
    assert CALENDAR.is_workday(date(2027, 2, 11))


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2027, 5, 2), True),
        (date(2028, 5, 2), True),
        (date(2020, 5, 1), True),
        (date(2019, 5, 2), False),
        (date(2018, 2, 15), False),
        (date(2035, 2, 7), True),
        (date(2035, 10, 3), True),
    ],
)
def test_statutory_holidays_follow_the_revision_of_their_year(day: date, off: bool) -> None:
    assert CALENDAR.look(day).works is not off


def test_after_the_feast_table_only_fixed_holidays_are_known() -> None:
    assert not CALENDAR.is_workday(date(2060, 10, 1))
    assert CALENDAR.look(date(2060, 2, 3)).works


def test_before_the_regulation_only_weekends_are_known() -> None:
    assert CALENDAR.is_workday(date(1999, 10, 1))
    assert CALENDAR.look(date(1999, 10, 1)).cite.startswith("本系统约定")


@settings(max_examples=100)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_n_working_days_are_n_working_days_forward_and_back(start: date, number: int) -> None:
    after, before = LAW.workdays_after(start, number), LAW.workdays_after(start, -number)
    assert LAW.is_workday(after)
    assert LAW.is_workday(before)
    assert sum(map(LAW.is_workday, days(start, after))) - LAW.is_workday(start) == number
    assert sum(map(LAW.is_workday, days(before, start))) - LAW.is_workday(start) == number
    assert CALENDAR.workdays_between(start, after) == number - 1


def test_zero_working_days_after_a_day_is_the_day() -> None:
    assert LAW.workdays_after(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_the_working_day_around_a_rest_day_lies_on_the_right_side() -> None:
    assert CALENDAR.workday_from(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CALENDAR.workday_until(date(2026, 10, 3)) == date(2026, 9, 30)
    assert CALENDAR.workday_from(date(2026, 10, 10)) == date(2026, 10, 10)


def test_missing_years_are_named_in_order_whichever_way_round() -> None:
    assert CALENDAR.missing_years(date(2028, 1, 1), date(2026, 1, 1)) == (2027, 2028)
    assert CALENDAR.missing_years(date(2022, 1, 1), date(2026, 1, 1)) == ()


def test_a_later_year_can_be_added() -> None:
    raw = {
        "year": 2027,
        "cite": "国务院办公厅节假日安排通知 2027年",
        "work": [date(2027, 2, 14)],
        "holidays": [{"name": "元旦", "since": date(2027, 1, 1), "until": date(2027, 1, 3)}],
    }
    later = CALENDAR.with_year(read_year("2027", raw))
    assert later.look(date(2027, 2, 14)).kind is DayKind.MAKE_UP
    assert later.years[-1] == 2027
    assert CALENDAR.years[-1] == 2026


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"work": [date(2027, 1, 2)]}, "不能作为调休上班日"),
        ({"work": [date(2027, 1, 4)]}, "不能作为调休上班日"),
        ({"work": [date(2028, 1, 1)]}, "不在2027年"),
        ({"work": ["2027-01-09"]}, "不是日期"),
        ({"cite": 1}, "类型"),
        ({"extra": 1}, "不认识的键"),
        (
            {"holidays": [{"name": "元旦", "since": date(2027, 1, 3), "until": date(2027, 1, 1)}]},
            "早于",
        ),
        ({"holidays": [{"name": "元旦", "since": date(2027, 1, 1)}]}, "缺少 until"),
        (
            {
                "holidays": [
                    {"name": "元旦", "since": date(2027, 1, 1), "until": date(2027, 1, 2)},
                    {"name": "元旦", "since": date(2027, 1, 2), "until": date(2027, 1, 3)},
                ]
            },
            "列了两次",
        ),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(change: dict[str, object], words: str) -> None:
    raw: dict[str, object] = {
        "year": 2027,
        "cite": "国务院办公厅节假日安排通知 2027年",
        "work": [],
        "holidays": [{"name": "元旦", "since": date(2027, 1, 1), "until": date(2027, 1, 3)}],
    }
    with pytest.raises(BrokenLaw, match=words):
        read_year("2027", {**raw, **change})


def test_a_day_nobody_can_count_from_is_refused_in_words() -> None:
    assert countable(date(2026, 1, 1)) == date(2026, 1, 1)
    with pytest.raises(WorkError, match="请核对"):
        countable(date(9999, 12, 31))
