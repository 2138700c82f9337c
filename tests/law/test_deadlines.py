from datetime import date, datetime

import pytest

from desktop.errors import WorkError
from desktop.law.counting import Excluded, Unit, add_months, last_day, left_out
from desktop.law.deadlines import Holder
from desktop.law.editions import NotYetLaw
from desktop.law.law import Law

D = date


# start, then raw, effective and target, each worked out by hand on the State Council's calendar
CASES = [
    ("K01", D(2024, 3, 1), D(2026, 3, 1), D(2026, 3, 1), D(2026, 2, 28)),
    ("K01", D(2024, 2, 29), D(2026, 2, 28), D(2026, 2, 28), D(2026, 2, 28)),
    ("K01-5", D(2021, 8, 1), D(2026, 8, 1), D(2026, 8, 1), D(2026, 7, 31)),
    ("K02", D(2026, 3, 2), D(2026, 5, 31), D(2026, 5, 31), D(2026, 5, 29)),
    ("K03", D(2026, 9, 23), D(2026, 10, 10), D(2026, 10, 10), D(2026, 10, 10)),
    ("K04", D(2026, 4, 3), D(2026, 5, 3), D(2026, 5, 3), D(2026, 4, 30)),
    ("K06", D(2026, 2, 13), D(2026, 2, 27), D(2026, 2, 27), D(2026, 2, 27)),
    ("K07", D(2026, 2, 13), D(2026, 2, 27), D(2026, 2, 27), D(2026, 2, 27)),
    ("K09", D(2026, 4, 30), D(2026, 5, 13), D(2026, 5, 13), D(2026, 5, 13)),
    ("K10", D(2026, 9, 18), D(2026, 10, 3), D(2026, 10, 8), D(2026, 10, 8)),
    ("K11", D(2026, 2, 13), D(2026, 2, 24), D(2026, 2, 24), D(2026, 2, 24)),
    ("K12", D(2026, 5, 8), D(2026, 5, 11), D(2026, 5, 11), D(2026, 5, 11)),
    ("K13", D(2026, 8, 3), D(2026, 10, 2), D(2026, 10, 8), D(2026, 10, 8)),
    ("K14", D(2025, 8, 31), D(2026, 2, 28), D(2026, 2, 28), D(2026, 2, 28)),
    ("K14", D(2026, 4, 1), D(2026, 10, 1), D(2026, 10, 8), D(2026, 10, 8)),
    ("K14-review", D(2026, 9, 10), D(2026, 9, 25), D(2026, 9, 28), D(2026, 9, 28)),
    ("K15", D(2026, 9, 21), D(2026, 10, 12), D(2026, 10, 12), D(2026, 10, 12)),
    ("K16", D(2026, 1, 31), D(2026, 4, 30), D(2026, 4, 30), D(2026, 4, 30)),
    ("K17", D(2026, 6, 15), D(2026, 6, 25), D(2026, 6, 25), D(2026, 6, 25)),
    ("K18", D(2026, 3, 2), D(2026, 3, 30), D(2026, 3, 30), D(2026, 3, 30)),
    ("K19", D(2026, 9, 30), D(2026, 10, 10), D(2026, 10, 10), D(2026, 10, 10)),
    ("K20", D(2026, 2, 9), D(2026, 2, 14), D(2026, 2, 14), D(2026, 2, 14)),
    ("K21", D(2026, 5, 6), D(2026, 6, 30), D(2026, 6, 30), D(2026, 6, 30)),
    ("K22", D(2026, 9, 30), D(2026, 10, 3), D(2026, 10, 3), D(2026, 9, 30)),
    ("K23", D(2026, 3, 2), D(2026, 3, 5), D(2026, 3, 5), D(2026, 3, 5)),
    ("K24", D(2026, 4, 28), D(2026, 5, 14), D(2026, 5, 14), D(2026, 5, 14)),
    ("K24-simple", D(2026, 4, 28), D(2026, 5, 8), D(2026, 5, 8), D(2026, 5, 8)),
    ("K25", D(2026, 4, 18), D(2026, 5, 3), D(2026, 5, 3), D(2026, 4, 30)),
    ("K26", D(2026, 6, 18), D(2026, 6, 26), D(2026, 6, 26), D(2026, 6, 26)),
    ("K27", D(2026, 3, 2), D(2026, 12, 31), D(2026, 12, 31), D(2026, 12, 31)),
    ("K28", D(2025, 3, 2), D(2025, 12, 31), D(2025, 12, 31), D(2025, 12, 31)),
    ("K29", D(2026, 9, 3), D(2026, 10, 3), D(2026, 10, 3), D(2026, 9, 30)),
    ("K30", D(2026, 4, 3), D(2026, 4, 9), D(2026, 4, 9), D(2026, 4, 9)),
    ("K31", D(2026, 9, 3), D(2026, 10, 3), D(2026, 10, 3), D(2026, 10, 3)),
    ("K31", D(2021, 12, 31), D(2022, 3, 1), D(2022, 3, 1), D(2022, 3, 1)),
    ("K31", D(2022, 1, 1), D(2022, 1, 31), D(2022, 1, 31), D(2022, 1, 31)),
    ("K32", D(2026, 3, 12), D(2026, 3, 8), D(2026, 3, 8), D(2026, 3, 6)),
    ("K33", D(2026, 3, 4), D(2026, 3, 7), D(2026, 3, 7), D(2026, 3, 6)),
    ("K34", D(2026, 2, 13), D(2026, 2, 27), D(2026, 2, 27), D(2026, 2, 27)),
    ("K35", D(2025, 12, 31), D(2026, 1, 31), D(2026, 1, 31), D(2026, 1, 30)),
    # the law before 2021-07-15 and 2024-01-01
    ("K07", D(2021, 7, 9), D(2021, 7, 12), D(2021, 7, 12), D(2021, 7, 12)),
    ("K03", D(2021, 7, 12), D(2021, 7, 19), D(2021, 7, 19), D(2021, 7, 19)),
    ("K09", D(2021, 7, 14), D(2021, 7, 21), D(2021, 7, 21), D(2021, 7, 21)),
    ("K24", D(2023, 12, 20), D(2023, 12, 30), D(2023, 12, 30), D(2023, 12, 29)),
]


@pytest.mark.parametrize(("key", "start", "raw", "effective", "target"), CASES)
def test_a_term_ends_on_the_day_the_law_gives(
    law: Law, key: str, start: date, raw: date, effective: date, target: date
) -> None:
    due = law.due(key, start)
    assert (due.raw, due.effective, due.target) == (raw, effective, target)
    assert due.provisional_years == ()
    assert due.problems == ()
    assert due.note == ""


def test_every_k_number_has_a_case() -> None:
    told = {key.partition("-")[0] for key, *_ in CASES} | {"K05", "K08"}
    assert told == {f"K{number:02}" for number in range(1, 36)}


def test_a_term_is_found_by_its_number_and_by_its_name(law: Law) -> None:
    assert law.due("K10", D(2026, 3, 2)) == law.due("payment", D(2026, 3, 2))
    with pytest.raises(KeyError):
        law.due("K99", D(2026, 3, 2))


@pytest.mark.parametrize(
    ("hearing", "latest"),
    [(D(2026, 3, 16), D(2026, 3, 4)), (D(2026, 10, 14), D(2026, 9, 28))],
)
def test_seven_full_working_days_lie_between_notice_and_hearing(
    law: Law, hearing: date, latest: date
) -> None:
    due = law.due("K08", hearing)
    assert due.raw == latest
    assert law.calendar.workdays_between(due.raw, hearing) == 7
    assert law.calendar.workdays_between(due.raw.fromordinal(due.raw.toordinal() + 1), hearing) <= 7


def test_hours_run_from_the_minute(law: Law) -> None:
    due = law.due("K05", datetime(2026, 9, 30, 17, 30))
    assert due.moment == datetime(2026, 10, 1, 17, 30)
    assert due.raw == due.effective == D(2026, 10, 1)
    assert [step.text for step in due.steps] == [
        "2026-09-30 17:30 起算（行政强制法 第十九条）",
        "2026-10-01 17:30 满24小时（行政强制法 第十九条）",
    ]


def test_hours_without_a_minute_are_counted_strictly_and_say_so(law: Law) -> None:
    due = law.due("K05", D(2026, 9, 30))
    assert due.moment == datetime(2026, 10, 1, 0, 0)
    assert "请补充到分钟" in due.note


def test_a_term_into_a_year_without_a_notice_is_flagged_with_the_year(law: Law) -> None:
    due = law.due("K07", D(2026, 12, 29))
    assert due.provisional_years == (2027,)
    assert due.raw == D(2027, 1, 6)
    assert "2027年放假安排尚未录入" in due.note
    assert any("推算" in step.why for step in due.steps)


def test_several_missing_years_are_all_named(law: Law) -> None:
    assert law.due("K18", D(2027, 12, 20)).provisional_years == (2027, 2028)


def test_an_announcement_needs_no_calendar(law: Law) -> None:
    assert not law.due("K31", D(2027, 3, 1)).provisional


def test_an_event_on_a_holiday_starts_the_clock_all_the_same(law: Law) -> None:
    due = law.due("K07", D(2026, 10, 1))
    assert due.effective == D(2026, 10, 13)
    assert due.steps[0].why == "起算之日，不计入"


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (D(2026, 1, 31), 1, D(2026, 2, 28)),
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 2, 29), 48, D(2028, 2, 29)),
        (D(2026, 8, 31), 6, D(2027, 2, 28)),
        (D(2026, 12, 15), 1, D(2027, 1, 15)),
        (D(2026, 3, 30), 6, D(2026, 9, 30)),
    ],
)
def test_a_month_ends_on_the_same_number_or_on_its_last_day(
    day: date, months: int, end: date
) -> None:
    assert add_months(day, months) == end


def test_days_left_out_count_once_with_both_ends(law: Law) -> None:
    gaps = (
        Excluded(D(2026, 3, 10), D(2026, 3, 14), "检验", "行政强制法 第二十五条", "test"),
        Excluded(D(2026, 3, 13), D(2026, 3, 16), "鉴定", kind="appraisal"),
    )
    due = law.due("K04", D(2026, 3, 2), excluded=gaps)
    assert due.raw == D(2026, 4, 8)
    skipped = [step for step in due.steps if "依法扣除" in step.why]
    assert [step.day.day for step in skipped] == [10, 11, 12, 13, 14, 15, 16]
    assert skipped[0].text == "2026-03-10 检验，依法扣除，不计入（行政强制法 第二十五条）"
    assert skipped[-1].cite.startswith("本系统约定")


def test_an_interval_after_the_clock_ran_out_changes_nothing(law: Law) -> None:
    late = Excluded(D(2026, 4, 2), D(2026, 6, 30), "检测", kind="test")
    due = law.due("K04", D(2026, 3, 2), excluded=[late])
    assert (due.raw, due.note) == (D(2026, 4, 1), "")


def test_an_interval_over_the_start_leaves_out_only_the_days_after_it(law: Law) -> None:
    early = Excluded(D(2026, 2, 20), D(2026, 3, 4), "检验", kind="test")
    assert law.due("K04", D(2026, 3, 2), excluded=[early]).raw == D(2026, 4, 3)


def test_months_are_put_off_by_the_days_left_out(law: Law) -> None:
    gap = Excluded(D(2026, 2, 1), D(2026, 2, 10), "自然灾害", "行政诉讼法 第四十八条", "obstacle")
    due = law.due("K14", D(2026, 1, 15), excluded=[gap])
    assert due.raw == D(2026, 7, 25)
    assert due.steps[-1].day == due.effective == D(2026, 7, 27)
    assert sum("补足扣除" in step.why for step in due.steps) == 10


def test_working_days_left_out_do_not_count_either(law: Law) -> None:
    gaps = left_out([Excluded(D(2026, 3, 3), D(2026, 3, 4), "不可抗力")])
    assert last_day(law.calendar, D(2026, 3, 2), Unit.WORKDAY, 5, gaps) == D(2026, 3, 11)


@pytest.mark.parametrize(
    ("key", "kind", "kept"),
    [
        ("K04", "appraisal", True),
        ("K04", "", False),
        ("K04", "hearing", False),
        ("K07", "hearing", False),
        ("K07", "", False),
        ("K13", "obstacle", True),
        ("K16", "obstacle", False),
        ("K28", "obstacle", False),
    ],
)
def test_only_what_the_law_leaves_out_is_left_out(
    law: Law, key: str, kind: str, kept: bool
) -> None:
    gap = Excluded(D(2026, 3, 4), D(2026, 3, 6), "样例期间", kind=kind)
    plain, due = law.due(key, D(2026, 3, 2)), law.due(key, D(2026, 3, 2), excluded=[gap])
    assert (due.raw > plain.raw) is kept
    said = "没有写明事由的种类" if (key, kind) == ("K04", "") else "依法不从本期限中扣除"
    assert (said in due.note) is not kept


def test_an_interval_that_ends_before_it_starts_is_named_and_not_used(law: Law) -> None:
    wrong = Excluded(D(2026, 3, 20), D(2026, 3, 10), "检测", kind="test")
    due = law.due("K04", D(2026, 3, 2), excluded=[wrong])
    assert due.raw == D(2026, 4, 1)
    assert "止日2026-03-10早于起日2026-03-20" in due.note


def test_an_extension_is_added_up_to_what_the_law_allows(law: Law) -> None:
    assert law.due("K04", D(2026, 3, 2), extension=30).raw == D(2026, 5, 1)
    most = law.due("K04", D(2026, 3, 2), extension=45)
    assert most.raw == D(2026, 5, 1)
    assert "至多延长30日" in most.note
    with pytest.raises(WorkError, match="延长期限应在0至3660之间"):
        law.due("K04", D(2026, 3, 2), extension=-1)


def test_a_department_may_be_given_longer_without_a_number_in_law(law: Law) -> None:
    assert law.due("K20", D(2026, 3, 2), extension=10).raw == D(2026, 3, 23)


@pytest.mark.parametrize(
    ("key", "setting", "value", "end"),
    [
        ("K06", "statement_days", 3, D(2026, 3, 5)),
        ("K29", "archiving_days", 60, D(2026, 5, 1)),
        ("K30", "simple_record_days", 7, D(2026, 3, 11)),
    ],
)
def test_the_office_sets_what_the_law_leaves_open(
    law: Law, key: str, setting: str, value: int, end: date
) -> None:
    assert law.due(key, D(2026, 3, 2), settings={setting: value}).raw == end


@pytest.mark.parametrize("value", [0, -3, "五", 1.5, True, None, 100000])
def test_a_setting_that_is_no_length_is_refused_in_words(law: Law, value: object) -> None:
    with pytest.raises(WorkError, match="请在法律设置中更正"):
        law.due("K06", D(2026, 3, 2), settings={"statement_days": value})


def test_a_fixed_term_cannot_be_changed_by_a_setting(law: Law) -> None:
    assert law.due("K07", D(2026, 3, 2), settings={"statement_days": 3}).length == 5


def test_before_the_law_there_is_no_term(law: Law) -> None:
    with pytest.raises(NotYetLaw, match="“作出行政处罚决定”在2021-07-14尚无依据"):
        law.due("K02", D(2021, 7, 14))
    assert law.due("K02", D(2021, 7, 15)).length == 90


def test_the_version_is_that_of_the_day_the_clock_starts(law: Law) -> None:
    before, after = law.due("K07", D(2021, 7, 14)), law.due("K07", D(2021, 7, 15))
    assert (before.length, before.unit, before.cite) == (
        3,
        Unit.DAY,
        "行政处罚法（2017年修正） 第四十二条",
    )
    assert (after.length, after.unit) == (5, Unit.WORKDAY)


def test_a_start_nobody_can_mean_is_refused_in_words(law: Law) -> None:
    with pytest.raises(WorkError, match="请核对"):
        law.due("K10", D(9998, 1, 1))


def test_the_holder_tells_whose_term_it_is(law: Law) -> None:
    holders = {key: law.due(key, D(2026, 3, 2)).holder for key in ("K10", "K02", "K20", "K31")}
    assert holders == {
        "K10": Holder.PARTY,
        "K02": Holder.AUTHORITY,
        "K20": Holder.DEPARTMENT,
        "K31": Holder.NOBODY,
    }


def test_the_explanation_can_be_copied_as_text(law: Law) -> None:
    lines = law.due("K07", D(2026, 2, 13)).text().splitlines()
    assert lines[0] == "当事人要求听证：5个工作日（行政处罚法 第六十四条；行政处罚法 第八十五条）"
    assert lines[1].startswith("2026-02-13 起算之日，不计入（民法典 第二百零一条")
    assert lines[2] == "2026-02-14 第1个工作日，星期六调休上班"
    assert "2026-02-15 春节放假，不是工作日，不计入（国务院办公厅节假日安排通知 2026年）" in lines
    assert lines[-1] == "2026-02-27 第5个工作日，星期五"


def test_an_authority_is_told_to_finish_on_the_working_day_before(law: Law) -> None:
    last = law.due("K04", D(2026, 4, 3)).steps[-1]
    assert last.why == "届满日为劳动节放假，机关的期限不顺延，应当在2026-04-30前（含当日）办结"


def test_an_old_term_cites_the_old_rules_of_counting(law: Law) -> None:
    assert law.due("K10", D(2022, 3, 1)).steps[0].cite == "民法典 第二百零一条"
    assert "民事诉讼法 第八十五条" in law.due("K10", D(2024, 3, 1)).steps[0].cite
