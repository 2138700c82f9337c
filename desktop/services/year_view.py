"""A year as the law counts it: each day, the holidays, the days worked instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.law.calendar import Calendar, DayKind, Look, days
from desktop.services import law_pack
from desktop.services.work import Work

AHEAD = 2
"""Years after the current one that may be looked at, worked out where nothing is published."""


@dataclass(frozen=True)
class Holiday:
    """Days off in a row under one name."""

    name: str
    since: date
    until: date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True)
class YearView:
    """One year. `published` is False where it was worked out without a notice (推算).

    `waiting` is who brought a notice that a second person has not approved yet.
    """

    year: int
    published: bool
    cite: str
    today: date
    looks: tuple[Look, ...]
    holidays: tuple[Holiday, ...]
    make_up: tuple[date, ...]
    waiting: str = ""

    @property
    def workdays(self) -> int:
        """Working days of the year."""
        return sum(look.works for look in self.looks)

    def month(self, number: int) -> tuple[Look, ...]:
        """The days of a month, 1 to 12."""
        return tuple(look for look in self.looks if look.day.month == number)


def years(work: Work) -> list[tuple[int, bool]]:
    """The years that may be looked at, each with whether its notice is held."""
    held = work.law.calendar.years
    last = max(work.today.year, *held) + AHEAD
    return [(year, year in held) for year in range(min(held), last + 1)]


def view(work: Work, year: int) -> YearView:
    """The year, day by day."""
    waiting = law_pack.waiting_years(work).get(year, "")
    return replace(shown(work.law.calendar, year, work.today), waiting=waiting)


def shown(calendar: Calendar, year: int, today: date) -> YearView:
    """The year as a calendar has it."""
    looks = tuple(calendar.look(day) for day in days(date(year, 1, 1), date(year, 12, 31)))
    return YearView(
        year=year,
        published=calendar.published(date(year, 1, 1)),
        cite=next((look.cite for look in looks if look.cite), ""),
        today=today,
        looks=looks,
        holidays=tuple(_holidays(looks)),
        make_up=tuple(look.day for look in looks if look.kind is DayKind.MAKE_UP),
    )


def _holidays(looks: tuple[Look, ...]) -> list[Holiday]:
    found: list[Holiday] = []
    for look in looks:
        if look.kind is not DayKind.HOLIDAY:
            continue
        last = found[-1] if found else None
        if last and last.name == look.name and look.day - last.until == timedelta(1):
            found[-1] = Holiday(last.name, last.since, look.day)
        else:
            found.append(Holiday(look.name, look.day, look.day))
    return found
