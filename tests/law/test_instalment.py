"""Deferral and instalments (处罚法66): plans that stand, plans that do not, and their surcharge."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import WorkError
from desktop.law.counting import Excluded
from desktop.law.instalment import Instalment
from desktop.law.law import Law

LAW = Law.load()
D = date
LAST = D(2026, 3, 10)


def part(due: date, amount: str, paid: date | None = None) -> Instalment:
    return Instalment(due, Decimal(amount), paid)


TWO = [part(D(2026, 4, 10), "600"), part(D(2026, 5, 11), "400")]


def faults(*parts: Instalment) -> list[str]:
    return LAW.penalties.plan_faults(Decimal(1000), LAST, parts)


def test_a_plan_that_adds_up_and_ascends_stands() -> None:
    assert faults(*TWO) == []


def test_a_deferral_is_one_instalment_over_the_whole_fine() -> None:
    assert faults(part(D(2026, 3, 11), "1000")) == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), ["延期、分期缴纳计划没有任何一期，请至少填写一期。"]),
        (
            (part(D(2026, 4, 10), "600"), part(D(2026, 5, 11), "399.99")),
            ["各期合计999.99元，与罚款数额1000.00元不符，请更正。"],
        ),
        (
            (part(D(2026, 5, 11), "600"), part(D(2026, 5, 11), "400")),
            ["第2期的缴款日2026-05-11不晚于上一期2026-05-11，请按先后填写。"],
        ),
        (
            (part(D(2026, 4, 1), "300"), part(D(2026, 5, 1), "300"), part(D(2026, 4, 30), "400")),
            ["第3期的缴款日2026-04-30不晚于上一期2026-05-01，请按先后填写。"],
        ),
        (
            (part(D(2026, 4, 1), "0"), part(D(2026, 5, 1), "1000")),
            ["第1期数额为零，请更正或者删去这一期。"],
        ),
        (
            (part(D(2026, 4, 1), "-1"), part(D(2026, 5, 1), "1001")),
            ["第1期数额“-1”不是有效金额，请更正。"],
        ),
        (
            (part(LAST, "1000"),),
            [
                "最后一期的缴款日2026-03-10不晚于原缴款期限2026-03-10，"
                "没有延长期限，不必办理延期或者分期。"
            ],
        ),
    ],
)
def test_what_does_not_stand_is_said_in_sentences(
    parts: tuple[Instalment, ...], said: list[str]
) -> None:
    assert faults(*parts) == said


def test_each_instalment_is_surcharged_on_its_own_amount_from_its_own_last_day() -> None:
    parts = [part(D(2026, 4, 10), "600", D(2026, 4, 12)), part(D(2026, 5, 11), "400")]
    found = LAW.penalties.plan(Decimal(1000), parts, D(2026, 5, 21))
    assert [line.number for line in found.lines] == [1, 2]
    assert [line.surcharge.amount for line in found.lines] == [Decimal(36), Decimal(120)]
    assert found.surcharge == Decimal(156)
    assert found.words == "壹佰伍拾陆元整（¥156.00）"
    assert found.last == D(2026, 5, 11)
    assert found.cite == ("行政处罚法 第六十六条；行政处罚法 第七十二条；本系统约定 分期加处罚款")
    assert found.problems == ()
    assert found.provisional_years == ()


def test_a_due_day_at_rest_moves_to_the_next_working_day() -> None:
    found = LAW.penalties.plan(Decimal(1000), [part(D(2026, 10, 1), "1000")], D(2026, 10, 9))
    assert found.lines[0].last == D(2026, 10, 8)
    assert found.lines[0].surcharge.days == 1
    assert found.last == D(2026, 10, 8)


def test_a_year_without_a_notice_makes_a_plan_provisional() -> None:
    found = LAW.penalties.plan(Decimal(1000), [part(D(2030, 10, 1), "1000")], D(2030, 10, 1))
    assert found.provisional_years == (2030,)


def test_review_and_suit_stop_every_instalment_and_problems_are_said_once() -> None:
    stopped = [
        Excluded(D(2026, 4, 11), D(2026, 5, 31), "行政复议"),
        Excluded(D(2026, 6, 2), D(2026, 6, 1), "行政诉讼"),
    ]
    found = LAW.penalties.plan(Decimal(1000), TWO, D(2026, 6, 1), stopped)
    assert found.surcharge == Decimal(18) + Decimal(12)
    assert len(found.problems) == 1


def test_a_plan_without_instalments_is_refused_in_words() -> None:
    with pytest.raises(WorkError, match="没有任何一期"):
        LAW.penalties.plan(Decimal(1000), [], D(2026, 6, 1))


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 10**7), min_size=1, max_size=5),
    st.integers(0, 400),
)
def test_the_surcharge_of_a_plan_never_exceeds_the_fine(fen: list[int], late: int) -> None:
    parts = [
        Instalment(LAST + timedelta(30 * number), Decimal(one) / 100)
        for number, one in enumerate(fen, 1)
    ]
    fine = sum((one.amount for one in parts), Decimal(0))
    found = LAW.penalties.plan(fine, parts, LAST + timedelta(late))
    assert 0 <= found.surcharge <= fine
    assert found.surcharge == sum(line.surcharge.amount for line in found.lines)
