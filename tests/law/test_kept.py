"""Every term K01-K35: done on its last day it is kept, a day later it is missed."""

from datetime import date, datetime, timedelta

import pytest
from law_cases import Record, count
from test_deadlines import CASES

from desktop.law.deadlines import Holder
from desktop.law.law import Law

DAY = timedelta(1)
BACKWARDS = [("K08", date(2026, 3, 16)), ("K32", date(2026, 3, 12))]


@pytest.mark.parametrize(("key", "start", "raw", "effective", "target"), CASES)
def test_the_last_day_is_in_time_and_the_next_is_late(
    law: Law,
    key: str,
    start: date,
    raw: date,
    effective: date,
    target: date,
    record_property: Record,
) -> None:
    due = law.due(key, start)
    last = effective if due.holder is Holder.PARTY else raw
    assert due.kept(target)
    assert due.kept(last)
    count(record_property, due.code.partition("-")[0], "allow")
    assert not due.kept(last + DAY)
    count(record_property, due.code.partition("-")[0], "refuse")


@pytest.mark.parametrize(("key", "event"), BACKWARDS)
def test_a_notice_given_too_shortly_before_the_event_is_late(
    law: Law, key: str, event: date, record_property: Record
) -> None:
    due = law.due(key, event)
    assert due.kept(due.raw)
    count(record_property, key, "allow")
    assert not due.kept(due.raw + DAY)
    count(record_property, key, "refuse")


def test_hours_are_kept_to_the_minute(law: Law, record_property: Record) -> None:
    due = law.due("K05", datetime(2026, 9, 30, 17, 30))
    assert due.kept(datetime(2026, 10, 1, 17, 30))
    count(record_property, "K05", "allow")
    assert not due.kept(datetime(2026, 10, 1, 17, 31))
    count(record_property, "K05", "refuse")
    assert due.kept(date(2026, 10, 1))
    assert not due.kept(date(2026, 10, 2))


def test_a_moment_counts_as_its_day_where_days_are_counted(law: Law) -> None:
    due = law.due("K07", date(2026, 3, 2))
    assert due.kept(datetime(2026, 3, 9, 23, 59))
    assert not due.kept(datetime(2026, 3, 10, 0, 0))
