"""Small things an answer carries: labels, sources, edges. One look each."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.errors import WorkError
from desktop.law.calendar import FIRST, LAST, Calendar, DayKind, Look, countable
from desktop.law.confirmations import Unconfirmed
from desktop.law.counting import Excluded, LeftOut, Unit, boundary, left_out, put_off
from desktop.law.editions import NotYetLaw, Version, in_force
from desktop.law.facts import Facts, PartyType
from desktop.law.guards import Verdict
from desktop.law.law import Law
from desktop.law.year_table import YearTable

D = date
HOUSING = ("住房城乡建设", PartyType.CITIZEN, "hearing")


def test_a_day_is_looked_at_with_its_notice(law: Law) -> None:
    cite = "国务院办公厅节假日安排通知 2026年"
    look = law.calendar.look
    assert look(D(2026, 2, 14)) == Look(D(2026, 2, 14), DayKind.MAKE_UP, "", True, cite)
    assert look(D(2026, 3, 2)) == Look(D(2026, 3, 2), DayKind.WORKDAY, "", True, cite)
    assert look(D(2026, 3, 1)) == Look(D(2026, 3, 1), DayKind.WEEKEND, "", True, cite)
    assert look(D(2026, 10, 1)) == Look(D(2026, 10, 1), DayKind.HOLIDAY, "国庆节", True, cite)


def test_a_year_without_a_notice_knows_the_feasts(law: Law) -> None:
    look = law.calendar.look
    cite = "全国年节及纪念日放假办法 第二条"
    holiday = look(D(2028, 10, 3))
    assert (holiday.kind, holiday.name, holiday.published) == (DayKind.HOLIDAY, "国庆节", False)
    assert look(D(2028, 10, 4)).kind is DayKind.WORKDAY
    plain = look(D(2028, 3, 1))
    assert plain == Look(D(2028, 3, 1), DayKind.WORKDAY, "", False, plain.cite)
    assert plain.cite.startswith(cite[:10])
    spring = [day for day in range(20, 32) if look(D(2028, 1, day)).name == "春节"]
    assert spring == [25, 26, 27, 28]
    assert look(D(1950, 3, 1)).cite == "本系统约定 推算工作日"
    assert look(D(1950, 3, 1)).kind is DayKind.WORKDAY


def test_a_later_years_notice_is_added_to_a_calendar(law: Law) -> None:
    table = YearTable(2028, "样例", {D(2028, 3, 1): "样例假"}, frozenset())
    calendar = law.calendar.with_year(table)
    assert 2028 in calendar.years
    assert calendar.published(D(2028, 1, 1))
    assert not law.calendar.published(D(2028, 1, 1))
    assert not calendar.is_workday(D(2028, 3, 1))
    assert calendar.look(D(2029, 10, 1)).name == "国庆节"


def test_no_working_days_on_is_the_day_itself(law: Law) -> None:
    assert law.workdays_after(D(2026, 10, 1), 0) == D(2026, 10, 1)


def test_missing_years_are_told_from_either_side(law: Law) -> None:
    assert law.calendar.missing_years(D(2029, 1, 1), D(2027, 6, 1)) == (2027, 2028, 2029)
    assert law.calendar.missing_years(D(2020, 6, 1), D(2022, 1, 1)) == (2020,)
    assert isinstance(law.calendar, Calendar)


def test_the_first_and_the_last_day_can_be_counted_from() -> None:
    assert countable(FIRST) == FIRST
    assert countable(LAST) == LAST


def test_an_interval_of_one_day_counts_and_one_backwards_is_told() -> None:
    one = Excluded(D(2026, 1, 1), D(2026, 1, 1), "样例")
    back = Excluded(D(2026, 1, 2), D(2026, 1, 1), "样例")
    found = left_out([one, back])
    assert found.intervals == (one,)
    assert found.problems == (
        "扣除期间“样例”的止日2026-01-01早于起日2026-01-02，没有扣除，请更正。",
    )


def test_ends_of_quarters_and_years() -> None:
    assert boundary(D(2026, 5, 6), Unit.QUARTER_END, 1) == D(2026, 6, 30)
    assert boundary(D(2026, 5, 6), Unit.QUARTER_END, 2) == D(2026, 9, 30)
    assert boundary(D(2026, 10, 31), Unit.QUARTER_END, 2) == D(2027, 3, 31)
    assert boundary(D(2026, 5, 6), Unit.YEAR_END, 1) == D(2026, 12, 31)
    assert boundary(D(2026, 5, 6), Unit.YEAR_END, 3) == D(2028, 12, 31)


def test_a_yearly_term_extended_by_one_ends_with_the_next_year(law: Law) -> None:
    assert law.due("K27", D(2026, 1, 31), extension=1).raw == D(2027, 12, 31)


def test_nothing_left_out_puts_nothing_off() -> None:
    assert put_off(D(2026, 1, 31), D(2026, 2, 28), LeftOut()) == D(2026, 2, 28)


def test_a_version_ended_tells_its_own_source() -> None:
    versions = (
        Version(D(2020, 1, 1), "甲法 一", False, "", {}),
        Version(D(2022, 1, 1), "乙法 二", True, "", {}),
    )
    with pytest.raises(NotYetLaw) as refused:
        in_force("样例", versions, D(2022, 1, 1))
    assert str(refused.value) == "“样例”自2022-01-01起不再适用（乙法 二）。"
    with pytest.raises(NotYetLaw) as early:
        in_force("样例", versions, D(2019, 12, 31))
    assert str(early.value) == "“样例”在2019-12-31尚无依据，请核对日期是否填写正确。"
    assert in_force("样例", versions, D(2021, 12, 31)) is versions[0]


def test_an_entry_carries_key_label_and_plain_version(law: Law) -> None:
    found = law.limit("officers", D(2026, 1, 1))
    assert (found.key, found.label, found.unit) == ("officers", "执法人员最少人数", "人")
    paper = law.contents("hearing", D(2026, 1, 1))
    assert paper.label == "应当告知听证权利的处罚种类（数额另计）"
    assert paper.cite == "行政处罚法 第六十三条"
    assert law.guard_label("G03") == "两名以上持证执法人员"
    procedure = law.procedure("ordinary", D(2026, 1, 1))
    assert (procedure.key, procedure.label) == ("ordinary", "普通程序")
    assert procedure.cite
    with pytest.raises(KeyError, match="flown"):
        procedure.step("flown")


def test_a_threshold_of_the_office_stands_confirmed(law: Law) -> None:
    own = {"threshold.housing_citizen_hearing": "8000"}
    row = law.threshold(*HOUSING, D(2026, 1, 1), own)
    assert row is not None
    assert (row.key, row.label) == (
        "threshold.housing_citizen_hearing",
        "住房城乡建设领域对公民较大数额罚款（听证）",
    )
    assert (row.amount, row.cite, row.confirmed) == (
        Decimal(8000),
        "本单位规定 较大数额标准",
        True,
    )
    bare = law.threshold(*HOUSING, D(2026, 1, 1))
    assert bare is not None
    assert (bare.key, bare.label, bare.cite, bare.confirmed) == (
        "threshold.housing_citizen_hearing",
        "住房城乡建设领域对公民较大数额罚款（听证）",
        "住房和城乡建设行政处罚程序规定 听证",
        False,
    )
    place = ("样例", PartyType.ORGANISATION, "hearing")
    new = law.threshold(*place, D(2026, 1, 1), {"threshold.样例/organisation/hearing": 9})
    assert new is not None
    assert (new.key, new.label) == (
        "threshold.样例/organisation/hearing",
        "样例、organisation、hearing",
    )


def test_what_is_unconfirmed_is_told_with_its_value(law: Law) -> None:
    found = {one.key: one for one in law.unconfirmed(D(2026, 1, 1))}
    one = found["statement_days"]
    assert isinstance(one, Unconfirmed)
    assert (one.label, one.value) == ("陈述、申辩期限（工作日）", "5")
    assert one.cite == "本系统约定 陈述申辩期限"
    assert found["business_as_citizen"].value == "是"
    assert found["threshold.market_citizen_hearing"].kind == "money"
    assert found["text.hearing_right"].kind == "as_is"
    assert found["statement_days"].kind == "integer"
    assert {one.kind for key, one in found.items() if key.startswith("limit.")} == {"as_is"}
    assert found["threshold.market_citizen_hearing"].value == "10000"
    assert found["text.hearing_right"].value.startswith("依据《中华人民共和国行政处罚法》")
    assert found["review_all"].value == ""
    first_day = {one.key for one in law.unconfirmed(D(2022, 1, 1))}
    assert "committee_quorum" in first_day
    assert "committee_quorum" not in {one.key for one in law.unconfirmed(D(2021, 12, 31))}
    assert len(found) == len(law.unconfirmed(D(2026, 1, 1)))
    assert "statement_days" not in {
        one.key for one in law.unconfirmed(D(2026, 1, 1), {"statement_days"})
    }


def test_a_term_the_office_may_set_is_confirmed_once_under_its_setting(law: Law) -> None:
    keys = [found.key for found in law.unconfirmed(D(2026, 1, 1))]
    assert "deadline.statement" not in keys
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "“案卷归档”的期限设置应为1至3660之间的整数，现为“0”，请在法律设置中更正。"),
        (3661, "现为“3661”"),
        (True, "现为“True”"),
        ("9", "现为“9”"),
    ],
)
def test_a_length_that_cannot_be_is_named(law: Law, value: Any, words: str) -> None:
    with pytest.raises(WorkError) as refused:
        law.due("archiving", D(2026, 1, 1), settings={"archiving_days": value})
    assert words in str(refused.value)


@pytest.mark.parametrize("value", [1, 3660])
def test_the_shortest_and_the_longest_length_stand(law: Law, value: int) -> None:
    assert law.due("archiving", D(2026, 1, 1), settings={"archiving_days": value}).length == value


def test_an_extension_up_to_the_most_is_counted_whole(law: Law) -> None:
    found = law.due("seizure", D(2026, 3, 2), extension=30)
    assert (found.length, found.problems) == (60, ())
    more = law.due("seizure", D(2026, 3, 2), extension=31)
    assert more.length == 60
    assert more.problems == (
        f"“{more.label}”至多延长30日（行政强制法 第二十五条），超出部分没有计算。",
    )
    assert law.due("collaboration_reply", D(2026, 3, 2), extension=3660).length == 3665


@pytest.mark.parametrize("extension", [-1, 3661])
def test_an_extension_that_cannot_be_is_named(law: Law, extension: int) -> None:
    with pytest.raises(WorkError) as refused:
        law.due("decision", D(2026, 3, 2), extension=extension)
    assert str(refused.value) == "“作出行政处罚决定”的延长期限应在0至3660之间，请更正。"


def test_a_text_block_carries_key_label_and_day(law: Law) -> None:
    block = law.text_block("T06", D(2026, 1, 1), fine="样例元")
    assert (block.key, block.since) == ("payment", D(2021, 7, 15))
    assert block.label == "缴纳罚款的方式和期限"
    with pytest.raises(WorkError) as refused:
        law.text("remedy", D(2026, 1, 1))
    assert str(refused.value).endswith(
        "还缺少：行政复议机关、管辖法院。请在设置中填写后再制作文书。"
    )


def test_guards_before_the_law_are_told_whole(law: Law) -> None:
    (found,) = law.findings(("G02",), Facts(), D(2021, 7, 14))
    assert found.verdict is Verdict.UNKNOWN
    assert found.label == law.guard_label("G02")
    assert found.message.startswith(f"{found.label}：“{found.label}”在2021-07-14尚无依据")
    assert found.cite == "本系统约定 法律版本"
    assert found.way_out == "请核对日期；确系当时的案件，由法制审核人员按当时的法律判断。"
