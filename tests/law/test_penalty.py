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
