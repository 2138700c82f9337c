from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import WorkError
from desktop.law.counting import Excluded
from desktop.law.law import Law

LAW = Law.load()
LAST = date(2026, 3, 10)
DAYS = st.dates(date(2022, 1, 1), date(2028, 1, 1))
FINES = st.decimals(Decimal(0), Decimal(10**9), places=2)


@pytest.mark.parametrize(
    ("fine", "paid", "days", "amount", "capped"),
    [
        ("1000", date(2026, 3, 10), 0, "0", False),
        ("1000", date(2026, 3, 1), 0, "0", False),
        ("1000", date(2026, 3, 11), 1, "30", False),
        ("1000", date(2026, 4, 12), 33, "990", False),
        ("1000", date(2026, 4, 13), 34, "1000", True),
        ("1000", date(2027, 4, 13), 399, "1000", True),
        ("107000.53", date(2026, 3, 11), 1, "3210.02", False),
        ("0", date(2026, 3, 20), 10, "0", False),
    ],
)
def test_late_days_cost_three_percent_each_up_to_the_fine(
    fine: str, paid: date, days: int, amount: str, capped: bool
) -> None:
    found = LAW.surcharge(Decimal(fine), LAST, paid)
    assert (found.days, found.amount, found.capped) == (days, Decimal(amount), capped)
    assert found.cite == "行政处罚法 第七十二条"


def test_days_inside_a_review_or_suit_are_not_counted() -> None:
    stopped = [
        Excluded(date(2026, 3, 12), date(2026, 3, 14), "行政复议"),
        Excluded(date(2026, 3, 14), date(2026, 3, 15), "行政诉讼"),
    ]
    found = LAW.surcharge(Decimal(1000), LAST, date(2026, 3, 20), stopped=stopped)
    assert (found.days, found.left_out, found.amount) == (6, 4, Decimal(180))


def test_an_interval_the_wrong_way_round_is_named() -> None:
    wrong = [Excluded(date(2026, 3, 14), date(2026, 3, 12), "行政复议")]
    found = LAW.surcharge(Decimal(1000), LAST, date(2026, 3, 20), stopped=wrong)
    assert found.days == 10
    assert "早于起日" in found.problems[0]


@pytest.mark.parametrize("fine", ["-1", "NaN", "Infinity"])
def test_a_fine_that_is_no_amount_is_refused_in_words(fine: str) -> None:
    with pytest.raises(WorkError, match="不是有效金额"):
        LAW.surcharge(Decimal(fine), LAST, date(2026, 3, 20))


@settings(max_examples=100)
@given(FINES, DAYS, st.integers(0, 500), st.integers(0, 100))
def test_the_surcharge_never_exceeds_the_fine_and_never_falls(
    fine: Decimal, last: date, late: int, more: int
) -> None:
    sooner = LAW.surcharge(fine, last, last + timedelta(late)).amount
    later = LAW.surcharge(fine, last, last + timedelta(late + more)).amount
    assert Decimal(0) <= sooner <= later <= fine


@settings(max_examples=50)
@given(FINES, DAYS, st.integers(0, 200), DAYS, st.integers(0, 60))
def test_stopping_the_clock_never_costs_more(
    fine: Decimal, last: date, late: int, since: date, length: int
) -> None:
    stopped = [Excluded(since, since + timedelta(length), "行政复议")]
    paid = last + timedelta(late)
    assert (
        LAW.surcharge(fine, last, paid, stopped=stopped).amount
        <= LAW.surcharge(fine, last, paid).amount
    )


def test_the_explanation_tells_every_day_with_its_article() -> None:
    stopped = [
        Excluded(date(2026, 3, 12), date(2026, 3, 13), "行政复议"),
        Excluded(date(2026, 3, 15), date(2026, 3, 15), "行政诉讼", "样例 裁定"),
    ]
    found = LAW.surcharge(Decimal(100), LAST, date(2026, 3, 16), stopped=stopped)
    assert found.text().splitlines() == [
        "加处罚款：罚款100.00元，逾期3日，每日3%，计9.00元（行政处罚法 第七十二条）",
        "2026-03-10 缴款期限最后一日，不计入（行政处罚法 第七十二条）",
        "2026-03-11 逾期第1日，累计3.00元",
        "2026-03-12 行政复议期间，不计算加处罚款（行政处罚法 第七十三条；本系统约定 扣除期间）",
        "2026-03-13 行政复议期间，不计算加处罚款（行政处罚法 第七十三条；本系统约定 扣除期间）",
        "2026-03-14 逾期第2日，累计6.00元",
        "2026-03-15 行政诉讼期间，不计算加处罚款（样例 裁定）",
        "2026-03-16 逾期第3日，累计9.00元",
    ]
    assert [step.number for step in found.steps] == [0, 1, 1, 1, 2, 2, 3]
    assert [step.counted for step in found.steps] == [False, True, False, False, True, False, True]
    assert found.words == "玖元整（¥9.00）"


def test_the_explanation_says_when_the_fine_is_reached_and_what_does_not_fit() -> None:
    wrong = [Excluded(date(2026, 3, 14), date(2026, 3, 12), "行政复议")]
    lines = LAW.surcharge(Decimal(1000), LAST, date(2026, 4, 13), stopped=wrong).text().splitlines()
    assert lines[34] == "2026-04-12 逾期第33日，累计990.00元"
    assert lines[35] == "2026-04-13 逾期第34日，累计1000.00元，已达罚款数额，不再增加"
    assert "早于起日" in lines[36]
    assert len(lines) == 37


def test_a_fine_reached_to_the_fen_is_reached() -> None:
    found = LAW.surcharge(Decimal("0.01"), LAST, LAST + timedelta(17))
    assert found.steps[16].why == "逾期第16日，累计0.00元"
    assert found.steps[17].why == "逾期第17日，累计0.01元，已达罚款数额，不再增加"
    assert not found.capped


def test_on_the_last_day_only_that_day_is_told() -> None:
    found = LAW.surcharge(Decimal(1000), LAST, LAST)
    assert [step.day for step in found.steps] == [LAST]
    assert (found.days, found.left_out) == (0, 0)


def test_a_fine_of_part_of_a_fen_and_a_day_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(WorkError, match=r"罚款数额“1\.001”不是有效金额，最多两位小数"):
        LAW.surcharge(Decimal("1.001"), LAST, LAST)
    with pytest.raises(WorkError, match="2201-01-01不在1949年至2200年之间"):
        LAW.surcharge(Decimal(1), LAST, date(2201, 1, 1))
    with pytest.raises(WorkError, match="1949-09-30不在1949年至2200年之间"):
        LAW.surcharge(Decimal(1), date(1949, 9, 30), LAST)


def test_the_rate_of_the_old_law_is_the_same_but_cites_the_old_article() -> None:
    stopped = [Excluded(date(2021, 7, 3), date(2021, 7, 3), "行政复议")]
    found = LAW.surcharge(Decimal(1000), date(2021, 7, 1), date(2021, 7, 4), stopped=stopped)
    assert found.cite == "行政处罚法（2017年修正） 第五十一条"
    assert found.amount == Decimal(60)
    assert found.steps[2].cite == "行政处罚法 第七十三条；本系统约定 扣除期间"
