from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import WorkError
from desktop.law.penalty_range import FineRange, MultipleRange, Place, checked, to_fen

SUMS = st.decimals(Decimal(0), Decimal(10**9), places=2)


def sized(least: str, most: str | None, norm: str = "样例条例第四十四条") -> FineRange:
    return FineRange(norm, Decimal(least), None if most is None else Decimal(most))


@pytest.mark.parametrize(
    ("fine", "place"),
    [
        ("99.99", Place.BELOW),
        ("100", Place.INSIDE),
        ("5000", Place.INSIDE),
        ("5000.01", Place.ABOVE),
    ],
)
def test_both_ends_are_inside(fine: str, place: Place) -> None:
    assert sized("100", "5000").place(Decimal(fine)) is place


def test_a_norm_without_a_maximum_has_no_above() -> None:
    assert sized("100", None).place(Decimal(10**15)) is Place.INSIDE
    assert sized("100", None).place(Decimal(99)) is Place.BELOW


@pytest.mark.parametrize(
    ("norm", "text"),
    [
        (sized("100", "5000"), "100元以上5000元以下"),
        (sized("0", "5000"), "5000元以下"),
        (sized("1000.50", None), "1000.5元以上"),
        (sized("0", "1E+3"), "1000元以下"),
    ],
)
def test_a_range_reads_as_the_statute_says_it(norm: FineRange, text: str) -> None:
    assert norm.text == text


def test_a_range_the_wrong_way_round_is_named() -> None:
    with pytest.raises(WorkError) as refused:
        sized("200", "100")
    assert str(refused.value) == (
        "样例条例第四十四条的罚款上限100元低于下限200元，请核对该规定后更正。"
    )


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        ("-1", "5", "罚款下限“-1”不是有效金额，请更正。"),
        ("0", "NaN", "罚款上限“NaN”不是有效金额，请更正。"),
        ("0", "10000000000000000", "不是有效金额，请更正。"),
        ("0.001", "5", "罚款下限“0.001”不是有效金额，最多两位小数，请更正。"),
    ],
)
def test_an_end_that_is_no_sum_is_named(least: str, most: str, words: str) -> None:
    with pytest.raises(WorkError) as refused:
        sized(least, most)
    assert words in str(refused.value)
    assert str(refused.value).startswith("样例条例第四十四条的罚款")


def test_the_largest_sum_is_a_sum() -> None:
    assert checked("罚款", Decimal("9999999999999999.99")) == Decimal("9999999999999999.99")
    assert checked("罚款", Decimal(0)) == 0


def test_half_a_fen_is_rounded_up() -> None:
    assert to_fen(Decimal("0.005")) == Decimal("0.01")
    assert to_fen(Decimal("0.0049")) == Decimal(0)


def test_multiples_stay_inside_the_norm_to_the_fen() -> None:
    times = MultipleRange("样例条例第五十条", "违法所得", Decimal("0.5"), Decimal("1.5"))
    found = times.of(Decimal("33.33"))
    assert (found.least, found.most) == (Decimal("16.67"), Decimal("49.99"))
    assert found.norm == "样例条例第五十条"


def test_where_no_whole_fen_lies_between_the_least_stands() -> None:
    times = MultipleRange("样例条例第五十条", "违法所得", Decimal("0.5"), Decimal("0.5"))
    found = times.of(Decimal("0.01"))
    assert (found.least, found.most) == (Decimal("0.01"), Decimal("0.01"))


def test_a_base_that_is_no_sum_is_named() -> None:
    times = MultipleRange("样例条例第五十条", "违法所得", Decimal(1), Decimal(5))
    with pytest.raises(WorkError, match="违法所得“-1”不是有效金额"):
        times.of(Decimal(-1))


@settings(max_examples=80)
@given(SUMS, st.integers(0, 500), st.integers(0, 500))
def test_a_range_of_multiples_never_reaches_beyond_them(base: Decimal, low: int, more: int) -> None:
    least, most = Decimal(low) / 100, Decimal(low + more) / 100
    found = MultipleRange("样例", "货值金额", least, most).of(base)
    assert base * least <= found.least < base * least + Decimal("0.01")
    assert found.most is not None
    assert found.most <= max(base * most, found.least)
