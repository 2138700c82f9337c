"""Several norms, several acts, the lighter law, reductions: what is weighed and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import WorkError
from desktop.law.editions import Edition, NotYetLaw
from desktop.law.law import Law
from desktop.law.penalty import Act, Candidates, LawChoice, Side, Weight
from desktop.law.penalty_ground import Deviation, Effect, Ground, Grounds
from desktop.law.penalty_range import FineRange, Place

ON = date(2026, 4, 10)
SUMS = st.decimals(Decimal(0), Decimal(10**6), places=2)


def norm(least: int, most: int | None, name: str = "甲条例") -> FineRange:
    return FineRange(name, Decimal(least), None if most is None else Decimal(most))


def act(key: str, *norms: FineRange, fine: int | None = None) -> Act:
    return Act(key, f"违法行为{key}", norms, None if fine is None else Decimal(fine))


def test_one_act_under_several_norms_takes_the_higher_fine(law: Law) -> None:
    found = law.penalties.fines([act("1", norm(100, 500), norm(50, 2000, "乙条例"))], ON).acts[0]
    assert found.norm.norm.norm == "乙条例"
    assert [one.norm for one in found.norm.others] == ["甲条例"]
    assert found.norm.cite == "行政处罚法 第二十九条"
    assert found.norm.doubtful, "the other norm has the higher minimum: a person looks"
    assert found.place is None


@pytest.mark.parametrize(
    ("norms", "taken"),
    [
        ((norm(100, 500), norm(200, 500, "乙条例")), "乙条例"),
        ((norm(100, None), norm(200, 500, "乙条例")), "甲条例"),
        ((norm(100, None), norm(200, None, "乙条例")), "乙条例"),
        ((norm(0, 500), norm(0, 500, "乙条例")), "甲条例"),
        ((norm(0, 0), FineRange("乙条例", Decimal(0), Decimal("0.50"))), "乙条例"),
    ],
)
def test_no_maximum_is_the_highest_and_ties_go_to_the_minimum(
    law: Law, norms: tuple[FineRange, ...], taken: str
) -> None:
    assert law.penalties.fines([act("1", *norms)], ON).acts[0].norm.norm.norm == taken


def test_a_norm_that_is_higher_at_both_ends_is_not_doubtful(law: Law) -> None:
    found = law.penalties.fines([act("1", norm(100, 500), norm(100, 600))], ON).acts[0].norm
    assert not found.doubtful


def test_several_acts_are_weighed_alone_and_added_up(law: Law) -> None:
    acts = [act("1", norm(100, 500), fine=300), act("2", norm(1000, 5000), fine=900)]
    found = law.penalties.fines(acts, ON)
    assert [one.place for one in found.acts] == [Place.INSIDE, Place.BELOW]
    assert [one.act for one in found.acts] == acts
    assert [one.norm.norm for one in found.acts] == [norm(100, 500), norm(1000, 5000)]
    assert found.total == Decimal(1200)
    assert found.words == "壹仟贰佰元整（¥1,200.00）"
    assert found.cite.startswith("本系统约定 数个违法行为")


def test_while_one_fine_is_open_there_is_no_sum(law: Law) -> None:
    acts = [act("1", norm(100, 500), fine=300), act("2", norm(1000, 5000))]
    found = law.penalties.fines(acts, ON)
    assert [one.act for one in found.acts] == acts
    assert found.total is None
    assert found.words == ""


def test_the_same_act_is_not_fined_twice(law: Law) -> None:
    acts = [act("1", norm(100, 500), fine=300), act("1", norm(1000, 5000), fine=900)]
    with pytest.raises(WorkError) as refused:
        law.penalties.fines(acts, ON)
    assert str(refused.value) == (
        "同一个违法行为“违法行为1”列了两次，不得两次罚款（行政处罚法 第二十九条）。"
    )


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([], "没有登记违法行为，请先登记。"),
        ([act("1")], "没有登记罚款的法定幅度，请先登记处罚依据的罚款下限和上限。"),
        ([act("1", norm(1, 5), fine=-1)], "违法行为1的罚款数额“-1”不是有效金额，请更正。"),
    ],
)
def test_what_cannot_be_weighed_is_said(law: Law, acts: list[Act], words: str) -> None:
    with pytest.raises(WorkError) as refused:
        law.penalties.fines(acts, ON)
    assert str(refused.value) == words


def test_before_the_rule_was_law_nothing_is_weighed(law: Law) -> None:
    with pytest.raises(NotYetLaw):
        law.penalties.fines([act("1", norm(1, 5))], date(2021, 7, 14))


@settings(max_examples=60)
@given(st.lists(st.tuples(SUMS, SUMS), min_size=1, max_size=4))
def test_the_norm_taken_is_never_below_another(ends: list[tuple[Decimal, Decimal]]) -> None:
    norms = tuple(FineRange("样例", min(pair), max(pair)) for pair in ends)
    found = _LAW.penalties.fines([Act("1", "样例", norms)], ON).acts[0].norm
    assert found.norm.most == max(one.most or Decimal(0) for one in norms)
    assert len(found.others) == len(norms) - 1


_LAW = Law.load()


def both(older: FineRange, newer: FineRange | None) -> Candidates:
    return _LAW.penalties.candidates(older, newer, ON)


def chose(side: Side, by: str = "样例审核员", reason: str = "已核对新旧规定") -> LawChoice:
    return LawChoice(side, by, ON, reason)


@pytest.mark.parametrize(
    ("older", "newer", "weight"),
    [
        (norm(100, 500), norm(100, 500, "新条例"), Weight.SAME),
        (norm(100, None), norm(100, None), Weight.SAME),
        (norm(100, 500), norm(50, 500), Weight.LIGHTER),
        (norm(100, 500), norm(100, 400), Weight.LIGHTER),
        (norm(100, None), norm(100, 400), Weight.LIGHTER),
        (norm(100, 500), None, Weight.LIGHTER),
        (norm(100, 500), norm(100, 600), Weight.HEAVIER),
        (norm(100, 500), norm(150, 500), Weight.HEAVIER),
        (norm(100, 500), norm(100, None), Weight.HEAVIER),
        (norm(100, 500), norm(50, 600), Weight.UNCLEAR),
        (norm(100, 500), norm(150, 400), Weight.UNCLEAR),
    ],
)
def test_the_newer_law_is_weighed_by_both_ends(
    older: FineRange, newer: FineRange | None, weight: Weight
) -> None:
    assert both(older, newer).weight is weight


def test_the_same_law_needs_no_choice() -> None:
    assert both(norm(100, 500), norm(100, 500, "新条例")).chosen(None) == norm(100, 500)


def test_a_person_chooses_and_both_laws_are_shown() -> None:
    pair = both(norm(100, 500), norm(50, 600, "新条例"))
    with pytest.raises(WorkError) as refused:
        pair.chosen(None)
    assert str(refused.value) == (
        "行为时与决定时的规定不同，须由办案人员选择适用并登记姓名和理由"
        "（行政处罚法 第三十七条）：行为时100元以上500元以下，决定时50元以上600元以下。"
    )
    assert pair.chosen(chose(Side.ACT)) == norm(100, 500)
    assert pair.chosen(chose(Side.DECISION)) == norm(50, 600, "新条例")


@pytest.mark.parametrize("missing", [{"by": " "}, {"reason": ""}])
def test_a_choice_without_name_or_reason_is_none(missing: dict[str, str]) -> None:
    with pytest.raises(WorkError, match="登记姓名和理由"):
        both(norm(100, 500), norm(50, 600)).chosen(chose(Side.ACT, **missing))


def test_nobody_chooses_the_heavier_law() -> None:
    lighter, heavier = both(norm(100, 500), norm(50, 500)), both(norm(100, 500), norm(100, 600))
    with pytest.raises(WorkError) as refused:
        lighter.chosen(chose(Side.ACT))
    assert str(refused.value).startswith(
        "决定时的规定较轻，应当适用决定时的规定（行政处罚法 第三十七条），请改选：行为时100元"
    )
    with pytest.raises(WorkError, match="决定时的规定较重，应当适用行为时的规定"):
        heavier.chosen(chose(Side.DECISION))
    assert lighter.chosen(chose(Side.DECISION)) == norm(50, 500)
    assert heavier.chosen(chose(Side.ACT)) == norm(100, 500)


def test_what_is_no_longer_unlawful_is_not_punished() -> None:
    gone = both(norm(100, 500), None)
    assert gone.text == "行为时100元以上500元以下，决定时不认为是违法"
    assert gone.chosen(chose(Side.DECISION)) is None
    with pytest.raises(WorkError, match="较轻"):
        gone.chosen(chose(Side.ACT))


def ground(key: str) -> Ground:
    return next(one for one in _LAW.penalties.grounds(ON) if one.key == key)


FULL = {"reason": "初次违法", "approved_by": "样例负责人"}


def faults(fine: int, ground: Ground | None = None, **said: str) -> tuple[str, ...]:
    deviation = Deviation(ground, **said)
    band = FineRange("较轻", Decimal(1000), Decimal(2000))
    return _LAW.penalties.faults(
        Decimal(fine), norm(1000, 5000), ON, band=band, deviation=deviation
    )


def test_a_fine_inside_range_and_band_stands() -> None:
    assert faults(1000) == faults(2000) == ()
    assert _LAW.penalties.faults(Decimal(5000), norm(1000, 5000), ON) == ()


def test_above_the_maximum_nothing_helps() -> None:
    assert faults(5001, ground("merit"), **FULL) == (
        "罚款5001.00元超过法定上限（甲条例：1000元以上5000元以下），任何情形都不得超过，请降低。",
    )


def test_below_the_minimum_it_takes_ground_reason_and_approval() -> None:
    assert faults(999) == (
        "罚款999.00元低于法定下限（1000元以上5000元以下），须有法定减轻情节"
        "（行政处罚法 第三十条、第三十一条、第三十二条）。",
        "请写明减轻处罚的理由。",
        "减轻处罚须经行政机关负责人批准，请登记批准人。",
    )
    assert faults(999, ground("merit"), **FULL) == ()
    assert faults(999, ground("merit"), reason=" ", approved_by="样例") == (
        "请写明减轻处罚的理由。",
    )


def test_a_ground_for_no_penalty_does_not_found_a_lower_one() -> None:
    assert faults(999, ground("slight"), **FULL) == (
        "“违法行为轻微并及时改正，没有造成危害后果”的法律后果是不予行政处罚，不能据以减轻罚款。",
    )


def test_outside_the_band_it_takes_reason_and_approval() -> None:
    said = (
        "罚款2001.00元不在裁量阶次“较轻”（1000元以上2000元以下）之内，"
        "须写明偏离理由并经行政机关负责人批准（行政处罚法 第三十四条；本系统约定 偏离裁量基准）。"
    )
    assert faults(2001) == (said,)
    assert faults(2001, reason="情节特殊") == (said,)
    assert faults(2001, approved_by="样例负责人") == (said,)
    assert faults(2001, **FULL) == ()


def test_every_ground_says_what_it_does_and_by_which_article() -> None:
    assert {one.key for one in _LAW.penalties.grounds(ON) if one.effect.reduces} == {
        "minor",
        "partly_capable",
        "harm_removed",
        "coerced",
        "confessed",
        "merit",
        "other_law",
    }
    assert ground("first_time").effect is Effect.NONE_MAY
    assert ground("first_time").effect.words == "可以不予行政处罚"
    assert ground("child").cite == "行政处罚法 第三十条"
    assert ground("child").label == "不满十四周岁的未成年人"
    assert ground("merit").effect.words == "应当从轻或者减轻行政处罚"
    assert ground("partly_capable").effect.words == "可以从轻或者减轻行政处罚"


def test_a_ground_that_ended_leaves_the_later_ones() -> None:
    version = {"since": date(2021, 7, 15), "cite": "样例", "effect": "none_must"}
    ended = {"since": date(2025, 1, 1), "cite": "样例", "ended": True}
    tables = {
        "gone": {"label": "甲", "versions": [version, ended]},
        "kept": {"label": "乙", "versions": [version]},
    }
    grounds = Grounds(Edition({"grounds.toml": tables})).on(ON)
    assert [one.key for one in grounds] == ["kept"]
    assert _LAW.penalties.grounds(date(2021, 7, 14)) == ()
