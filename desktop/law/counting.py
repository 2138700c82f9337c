"""Counting days, working days, months and years by P1-P8: the arithmetic, without any rule."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from desktop.law.calendar import Calendar, countable
from desktop.values import Choice

_DAY = timedelta(1)


class Unit(Enum):
    """What a length is measured in; the value is the key in the law files."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    QUARTER_END = "quarter_end"
    YEAR_END = "year_end"

    @property
    def words(self) -> str:
        """As it stands behind a number."""
        return _UNIT_WORDS[self]


_UNIT_WORDS = {
    Unit.WORKDAY: "个工作日",
    Unit.DAY: "日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
    Unit.QUARTER_END: "个季度",
    Unit.YEAR_END: "个年度",
}
COUNTED = (Unit.WORKDAY, Unit.DAY)


class GapKind(Choice):
    """Kinds of time a law may leave out of a term."""

    HEARING = "hearing", "听证"
    ANNOUNCEMENT = "announcement", "公告"
    TEST = "test", "检测、检验、检疫"
    APPRAISAL = "appraisal", "鉴定"
    SUSPENSION = "suspension", "中止调查"
    OBSTACLE = "obstacle", "不可抗力或者其他正当事由"


@dataclass(frozen=True)
class Excluded:
    """An interval that does not count, both ends included (P8), with its reason and source.

    `kind` is the value of a GapKind, checked against what the term leaves out; without one the
    interval is not left out. For an interval still running pass today as `until`: the term then
    ends no earlier than shown.
    """

    since: date
    until: date
    reason: str
    cite: str = ""
    kind: str = ""


@dataclass(frozen=True)
class LeftOut:
    """The intervals that do not count, and what was wrong with those given."""

    intervals: tuple[Excluded, ...] = ()
    problems: tuple[str, ...] = ()

    def at(self, day: date) -> Excluded | None:
        """The first interval the day lies in: days of two intervals count once."""
        for interval in self.intervals:
            if interval.since <= day <= interval.until:
                return interval
        return None


def left_out(given: Iterable[Excluded], kinds: Collection[str] | None = None) -> LeftOut:
    """Sort the intervals; one the wrong way round, or of a kind not left out, is named instead.

    `kinds` are what the term leaves out (None: whatever is given).
    """
    good, problems = [], []
    for interval in given:
        countable(interval.since)
        countable(interval.until)
        if interval.until < interval.since:
            problems.append(
                f"扣除期间“{interval.reason}”的止日{interval.until}早于起日{interval.since}，"
                "没有扣除，请更正。"
            )
        elif kinds and not interval.kind:
            problems.append(f"扣除期间“{interval.reason}”没有写明事由的种类，没有扣除。")
        elif kinds is not None and interval.kind not in kinds:
            problems.append(f"“{interval.reason}”的期间依法不从本期限中扣除，没有扣除。")
        else:
            good.append(interval)
    return LeftOut(tuple(sorted(good, key=lambda one: (one.since, one.until))), tuple(problems))


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on, else that month's last day (P7)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counts(calendar: Calendar, unit: Unit, gaps: LeftOut, day: date) -> bool:
    """Whether the day counts towards a length in days or working days."""
    if unit is Unit.WORKDAY and not calendar.is_workday(day):
        return False
    return gaps.at(day) is None


def last_day(calendar: Calendar, start: date, unit: Unit, length: int, gaps: LeftOut) -> date:
    """The last day of a length that begins after `start`, not moved by any rest day."""
    if unit is Unit.DAY and not gaps.intervals:
        return start + timedelta(length)
    if unit in COUNTED:
        day, left = start, length
        while left:
            day += _DAY
            left -= counts(calendar, unit, gaps, day)
        return day
    end = boundary(start, unit, length)
    return put_off(start, end, gaps) if unit in (Unit.MONTH, Unit.YEAR) else end


def boundary(start: date, unit: Unit, length: int) -> date:
    """The last day of months, years, the quarter or the year, nothing left out."""
    if unit is Unit.MONTH:
        return add_months(start, length)
    if unit is Unit.YEAR:
        return add_months(start, 12 * length)
    last_month = 12 if unit is Unit.YEAR_END else (start.month + 2) // 3 * 3
    turn = 12 if unit is Unit.YEAR_END else 3
    first = date(start.year, last_month, 1)
    end = add_months(first, turn * (length - 1))
    return end.replace(day=monthrange(end.year, end.month)[1])


def put_off(start: date, end: date, gaps: LeftOut) -> date:
    """The end moved on by as many days as were left out before it, skipping days left out."""
    if not gaps.intervals:
        return end
    day, left = start, (end - start).days
    while left:
        day += _DAY
        left -= gaps.at(day) is None
    return day


def day_before(calendar: Calendar, start: date, unit: Unit, length: int) -> date:
    """The latest day with so many full days between it and `start` (P12, the strict reading)."""
    day, left = start, length
    while left:
        day -= _DAY
        left -= unit is Unit.DAY or calendar.is_workday(day)
    return day - _DAY


@dataclass(frozen=True)
class Count:
    """One count, with everything an explanation needs; the results are set once they are known.

    `rules` maps the conventions of counting.toml to their sources.
    """

    calendar: Calendar
    rules: Mapping[str, str]
    start: date
    unit: Unit
    length: int
    gaps: LeftOut
    cite: str
    before: bool = False
    raw: date = date.min
    effective: date = date.min
    target: date = date.min
    begin: datetime | None = None
    moment: datetime | None = None


def raw_day(count: Count) -> date:
    """The raw last day of a count."""
    if count.before:
        return day_before(count.calendar, count.start, count.unit, count.length)
    return last_day(count.calendar, count.start, count.unit, count.length, count.gaps)
