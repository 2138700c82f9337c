"""Numbers that carry their own check. All numbers here are made up."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.identity import (
    age_on,
    birth_of,
    check_credit_code,
    check_id_number,
    check_mobile,
    sex_of,
)
from desktop.values import CHINA

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def made_up(born: str, order: str = "001", region: str = "330726") -> str:
    """A number that passes its own check."""
    head = f"{region}{born}{order}"
    total = sum(int(digit) * weight for digit, weight in zip(head, _WEIGHTS, strict=True))
    return head + "10X98765432"[total % 11]


@settings(max_examples=100)
@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(1, 999))
def test_births_of_1950_to_2010_in_the_county_are_accepted(born: date, order: int) -> None:
    number = made_up(f"{born:%Y%m%d}", f"{order:03}")
    assert check_id_number(number) is None
    assert birth_of(number) == born
    assert sex_of(number) == ("male" if order % 2 else "female")


@settings(max_examples=50)
@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_found(born: date, place: int, shift: int) -> None:
    number = made_up(f"{born:%Y%m%d}")
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert check_id_number(wrong) is not None


def test_thirty_february_is_no_birth_date() -> None:
    assert "19900230" in str(check_id_number(made_up("19900230")))


def test_a_birth_in_the_future_is_refused() -> None:
    tomorrow = datetime.now(CHINA).date() + timedelta(1)
    assert "不成立" in str(check_id_number(made_up(f"{tomorrow:%Y%m%d}")))


def test_the_region_is_only_a_hint() -> None:
    assert check_id_number(made_up("19800101", region="990099")) is None


def test_a_lower_case_x_and_full_width_digits_are_read() -> None:
    number = next(
        made_up("19850505", f"{order:03}")
        for order in range(1, 999)
        if made_up("19850505", f"{order:03}").endswith("X")
    )
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number[:17])
    assert check_id_number(wide + "x") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("330726850101001", "现为15位"), ("33072619850101001Y", "末位为数字或X"), ("", "现为0位")],
)
def test_what_is_no_number_is_said_in_words(text: str, words: str) -> None:
    assert words in str(check_id_number(text))


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 3, 1), 13), (date(2026, 3, 2), 13), (date(2026, 3, 3), 14)],
)
def test_a_year_of_age_is_full_on_the_day_after_the_birthday(day: date, age: int) -> None:
    assert age_on(date(2012, 3, 2), day) == age


def test_a_social_credit_code_is_checked() -> None:
    assert check_credit_code("91350100M000100Y43") is None
    assert "校验码不符" in str(check_credit_code("91350100M000100Y44"))
    assert "不允许的字符" in str(check_credit_code("91350100MO00100Y43"))
    assert "18位" in str(check_credit_code("9135"))


def test_a_mobile_number_has_eleven_digits() -> None:
    assert check_mobile("138 0000 0000") is None
    assert check_mobile("0579-84100000") is None
    assert "现为10位" in str(check_mobile("1380000000"))
    assert check_mobile("23800000000") is not None
