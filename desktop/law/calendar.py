"""Which days are working days: the State Council's yearly notices, and what stands in for one.

A make-up weekend day counts, a bridging day does not (P5). A year whose notice is not held is
worked out from weekends and the statutory holidays; its answers are marked 推算 (P10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from desktop.errors import WorkError
from desktop.law.year_table import Feasts, YearTable

_DAY = timedelta(1)
_WEEKDAYS = "一二三四五六日"
FIRST, LAST = date(1949, 10, 1), date(2200, 12, 31)


class DayKind(Enum):
    """What a day is for counting; the value is what people read."""

    WORKDAY = "工作日"
    MAKE_UP = "调休上班"
    WEEKEND = "周末"
    HOLIDAY = "放假"


@dataclass(frozen=True)
class Look:
    """One day as the calendar sees it; `published` is False where it had to be worked out."""

    day: date
    kind: DayKind
    name: str
    published: bool
    cite: str

    @property
    def works(self) -> bool:
        """Whether it counts as a working day."""
        return self.kind in (DayKind.WORKDAY, DayKind.MAKE_UP)

    @property
    def words(self) -> str:
        """As an explanation says it: 星期六、国庆节放假、调休上班."""
        weekday = f"星期{_WEEKDAYS[self.day.weekday()]}"
        said = {
            DayKind.WORKDAY: weekday,
            DayKind.WEEKEND: weekday,
            DayKind.MAKE_UP: f"{weekday}调休上班",
            DayKind.HOLIDAY: f"{self.name}放假",
        }[self.kind]
        return said if self.published else f"{said}（推算，尚无{self.day.year}年放假通知）"


class Calendar:
    """Asks the year tables; knows no today. It answers for every day and never raises."""

    def __init__(self, years: Iterable[YearTable], feasts: Feasts) -> None:
        self._years: Mapping[int, YearTable] = {table.year: table for table in years}
        self._feasts = feasts

    @property
    def years(self) -> tuple[int, ...]:
        """Years whose notice is held."""
        return tuple(sorted(self._years))

    def with_year(self, table: YearTable) -> Calendar:
        """The same calendar with a later year's notice."""
        return Calendar([*self._years.values(), table], self._feasts)

    def published(self, day: date) -> bool:
        """Whether the notice for the day's year is held."""
        return day.year in self._years

    def look(self, day: date) -> Look:
        """What the day is, and by which notice."""
        table = self._years.get(day.year)
        if table is None:
            return self._guess(day)
        if name := table.holidays.get(day):
            return Look(day, DayKind.HOLIDAY, name, True, table.cite)
        if day in table.work:
            return Look(day, DayKind.MAKE_UP, "", True, table.cite)
        return Look(day, _plain(day), "", True, table.cite)

    def is_workday(self, day: date) -> bool:
        """Whether offices work that day."""
        table = self._years.get(day.year)
        if table is None:
            return self._guess(day).works
        return day in table.work or (day.weekday() < 5 and day not in table.holidays)

    def workdays_after(self, day: date, number: int) -> date:
        """The n-th working day after a day (before it, when n is negative); 0 is the day itself."""
        step = _DAY if number > 0 else -_DAY
        left = abs(number)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Working days strictly between two days (P12)."""
        return sum(map(self.is_workday, days(first + _DAY, last - _DAY)))

    def workday_from(self, day: date) -> date:
        """The day itself if it works, else the next working day (P6, a party's last day)."""
        return day if self.is_workday(day) else self.workdays_after(day, 1)

    def workday_until(self, day: date) -> date:
        """The day itself if it works, else the last working day before it (P6, the target)."""
        return day if self.is_workday(day) else self.workdays_after(day, -1)

    def missing_years(self, first: date, last: date) -> tuple[int, ...]:
        """Years from the one day to the other whose notice is not held."""
        low, high = sorted((first.year, last.year))
        return tuple([year for year in range(low, high + 1) if year not in self._years])

    def _guess(self, day: date) -> Look:
        name, cite = self._feasts.holiday(day)
        kind = DayKind.HOLIDAY if name else _plain(day)
        return Look(day, kind, name, False, cite)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included; none if they are the wrong way round."""
    day = first
    while day <= last:
        yield day
        day += _DAY


def countable(day: date) -> date:
    """The day, if terms can be counted from it; otherwise WorkError naming the range."""
    if FIRST <= day <= LAST:
        return day
    raise WorkError(f"日期{day}不在{FIRST.year}年至{LAST.year}年之间，请核对后重新填写。")


def _plain(day: date) -> DayKind:
    return DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND
