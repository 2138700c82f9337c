"""Sums in capitals and dates in numerals."""

from datetime import date, timedelta
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.amounts import capital_amount, figures, numeral, numeral_date, plain_date

SPELLINGS = {
    "0": "零元整",
    "0.07": "柒分",
    "0.30": "叁角整",
    "1": "壹元整",
    "10.05": "壹拾元零伍分",
    "305.03": "叁佰零伍元零叁分",
    "1005": "壹仟零伍元整",
    "1200": "壹仟贰佰元整",
    "1680.32": "壹仟陆佰捌拾元零叁角贰分",
    "6007.14": "陆仟零柒元壹角肆分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "100000": "壹拾万元整",
    "10001": "壹万零壹元整",
    "107000.53": "壹拾万柒仟元零伍角叁分",
    "110000": "壹拾壹万元整",
    "1010000": "壹佰零壹万元整",
    "100000001": "壹亿零壹元整",
    "1000000000000": "壹万亿元整",
    "9999999999999999.99": "玖仟玖佰玖拾玖万亿玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
}


@pytest.mark.parametrize(("amount", "words"), SPELLINGS.items())
def test_a_sum_is_spelled_as_the_rule_for_bills_spells_it(amount: str, words: str) -> None:
    assert capital_amount(Decimal(amount)) == words


def without_optional_noughts(words: str) -> str:
    """The rule leaves 零 free between 元 and 角, and between 万 and a full 仟."""
    return words.replace("元零", "元").replace("万零", "万").replace("亿零", "亿")


@given(st.integers(min_value=1, max_value=10**12 - 1))
@settings(max_examples=200)
def test_whole_sums_agree_with_another_implementation(yuan: int) -> None:
    ours = capital_amount(Decimal(yuan)).removesuffix("元整")
    theirs = cn2an.an2cn(yuan, "up")
    assert without_optional_noughts(ours) == without_optional_noughts(theirs)


@given(st.integers(min_value=0, max_value=10**15))
@settings(max_examples=200)
def test_no_two_sums_are_spelled_alike_and_no_nought_is_doubled(fen: int) -> None:
    words = capital_amount(Decimal(fen) / 100)
    assert words != capital_amount(Decimal(fen + 1) / 100)
    assert "零零" not in words
    assert "零元" not in words or fen == 0
    assert words.endswith("分") == (fen % 10 != 0)


@pytest.mark.parametrize("amount", ["-1", "0.001", "1E16"])
def test_a_sum_that_cannot_be_spelled_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        capital_amount(Decimal(amount))


def test_figures_have_two_places_and_thousands() -> None:
    assert figures(Decimal("107000.5")) == "107,000.50"


@pytest.mark.parametrize(
    ("day", "numerals", "plain"),
    [
        (date(2026, 5, 20), "二〇二六年五月二十日", "2026年5月20日"),
        (date(2026, 11, 30), "二〇二六年十一月三十日", "2026年11月30日"),
        (date(2030, 10, 10), "二〇三〇年十月十日", "2030年10月10日"),
        (date(2021, 1, 1), "二〇二一年一月一日", "2021年1月1日"),
    ],
)
def test_a_day_is_written_in_numerals_and_in_figures(day: date, numerals: str, plain: str) -> None:
    assert numeral_date(day) == numerals
    assert plain_date(day) == plain


def test_every_day_of_a_year_has_its_own_numerals() -> None:
    days = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
    assert len({numeral_date(day) for day in days}) == 366


def test_numerals_count_as_people_count() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 21, 99)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]
