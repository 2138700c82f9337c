"""What holds for every term, every day and every interval."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.law.counting import Excluded, GapKind, Unit, last_day, left_out
from desktop.law.deadlines import Holder
from desktop.law.law import Law

LAW = Law.load()
KEYS = sorted(LAW.deadline_keys)
DAYS = st.dates(date(2024, 1, 1), date(2035, 1, 1))
SPANS = st.builds(
    lambda since, length, kind: Excluded(since, since + timedelta(length), "样例", kind=kind.value),
    st.dates(date(2024, 1, 1), date(2036, 1, 1)),
    st.integers(0, 60),
    st.sampled_from(GapKind),
)
GAPS = st.lists(SPANS, max_size=3)
MARKET: dict[str, Any] = {"field": "市场监管", "settings": {"case_time.market": True}}
FORWARD = [key for key in KEYS if key not in ("hearing_notice", "performance_demand")]


@settings(max_examples=60)
@given(st.sampled_from(KEYS), DAYS, GAPS)
def test_the_explanation_adds_up_to_the_date(key: str, start: date, gaps: list[Excluded]) -> None:
    due = LAW.due(key, start, excluded=gaps, **MARKET)
    counted = [step for step in due.steps if step.counted]
    if due.unit is not Unit.HOUR:
        assert [step.number for step in counted] == list(range(1, due.length + 1))
    assert due.steps[0].day == start
    assert due.steps[-1].day == due.effective
    assert due.target <= due.effective
    assert all(step.why for step in due.steps)


@settings(max_examples=60)
@given(st.sampled_from(FORWARD), DAYS, st.integers(0, 400))
def test_a_later_start_is_never_due_earlier(key: str, start: date, more: int) -> None:
    sooner, later = LAW.due(key, start), LAW.due(key, start + timedelta(more))
    assert sooner.raw <= later.raw
    assert sooner.effective <= later.effective
    assert sooner.target <= later.target


@settings(max_examples=60)
@given(st.sampled_from(["K02", "K04", "K13"]), DAYS, st.integers(0, 400), GAPS)
def test_a_later_start_is_never_due_earlier_though_time_is_left_out(
    key: str, start: date, more: int, gaps: list[Excluded]
) -> None:
    sooner = LAW.due(key, start, excluded=gaps, **MARKET)
    assert sooner.raw <= LAW.due(key, start + timedelta(more), excluded=gaps, **MARKET).raw


@settings(max_examples=60)
@given(st.sampled_from(FORWARD), DAYS, GAPS, SPANS)
def test_leaving_out_more_never_shortens(
    key: str, start: date, gaps: list[Excluded], further: Excluded
) -> None:
    assert (
        LAW.due(key, start, excluded=gaps, **MARKET).raw
        <= LAW.due(key, start, excluded=[*gaps, further], **MARKET).raw
    )


@settings(max_examples=60)
@given(st.sampled_from(KEYS), DAYS)
def test_only_a_partys_term_moves_and_only_off_a_rest_day(key: str, start: date) -> None:
    due = LAW.due(key, start)
    if due.holder is Holder.PARTY:
        assert LAW.is_workday(due.effective)
        assert due.target == due.effective
        assert (due.effective == due.raw) == LAW.is_workday(due.raw)
    else:
        assert due.effective == due.raw


@settings(max_examples=60)
@given(st.sampled_from(KEYS), DAYS)
def test_a_term_that_touches_no_missing_year_is_not_flagged(key: str, start: date) -> None:
    due = LAW.due(key, start)
    if max(due.effective, due.start).year <= 2026:
        assert not due.provisional
    if due.unit is Unit.WORKDAY and due.raw.year > 2026:
        assert due.raw.year in due.provisional_years


@settings(max_examples=60)
@given(st.integers(1, 30), DAYS, st.lists(SPANS, max_size=2))
def test_n_working_days_are_n_working_days_not_left_out(
    length: int, start: date, gaps: list[Excluded]
) -> None:
    last = last_day(LAW.calendar, start, Unit.WORKDAY, length, left_out(gaps))
    inside = [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    kept = [
        day
        for day in inside
        if LAW.is_workday(day) and not any(gap.since <= day <= gap.until for gap in gaps)
    ]
    assert len(kept) == length
    assert kept[-1] == last
