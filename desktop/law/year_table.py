"""One year's notice of holidays as data, and the feasts known without a notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from desktop.law.editions import Edition, Entry, NotYetLaw, read_entry
from desktop.law.shape import BrokenLaw, Shape, check_table

_HOLIDAY = Shape({"name": str, "since": date, "until": date})
_YEAR = Shape({"year": int, "cite": str, "work": list, "holidays": _HOLIDAY})
_FEASTS = Shape({"spring": date, "tomb_sweeping": date, "dragon_boat": date, "mid_autumn": date})
_OFF = Shape({"name": str, "anchor": str, "first": int, "last": int})


@dataclass(frozen=True)
class YearTable:
    """Days off with their names, and weekend days worked, of one year."""

    year: int
    cite: str
    holidays: Mapping[date, str]
    work: frozenset[date]


@dataclass(frozen=True)
class Feasts:
    """Holidays that the regulation gives every year (放假办法 第二条), by the year's feast days."""

    statutory: Entry
    moving: Mapping[int, Mapping[str, date]]

    def holiday(self, day: date) -> tuple[str, str]:
        """Name and source of the statutory holiday on that day, empty name if it is none."""
        names, cite = self._year(day.year)
        return names.get(day, ""), cite

    def of(self, year: int) -> dict[date, str]:
        """The statutory holidays of a year with their names."""
        return dict(self._year(year)[0])

    @cached_property
    def _known(self) -> dict[int, tuple[dict[date, str], str]]:
        return {}

    def _year(self, year: int) -> tuple[dict[date, str], str]:
        if year not in self._known:
            self._known[year] = self._work_out(year)
        return self._known[year]

    def _work_out(self, year: int) -> tuple[dict[date, str], str]:
        try:
            version = self.statutory.on(date(year, 1, 1))
        except NotYetLaw:
            return {}, "本系统约定 推算工作日"
        found: dict[date, str] = {}
        for off in version.values["days"]:
            anchor = self._anchor(year, off["anchor"])
            for shift in range(off["first"], off["last"] + 1) if anchor else ():
                found[anchor + timedelta(shift)] = off["name"]
        return found, version.cite

    def _anchor(self, year: int, anchor: str) -> Any:
        if anchor[0].isdigit():
            return date.fromisoformat(f"{year:04}-{anchor}")
        return self.moving.get(year, {}).get(anchor)


def read_year(where: str, raw: Mapping[str, Any]) -> YearTable:
    """A year's table; raises BrokenLaw for a day of another year or a day both off and worked."""
    check_table(where, raw, _YEAR)
    year, holidays = raw["year"], {}
    for span in raw["holidays"]:
        if span["until"] < span["since"]:
            raise BrokenLaw(f"{where}：{span['name']}的止日早于起日")
        for shift in range((span["until"] - span["since"]).days + 1):
            day = span["since"] + timedelta(shift)
            if day in holidays:
                raise BrokenLaw(f"{where}：{day}列了两次")
            holidays[day] = span["name"]
    if strange := [item for item in raw["work"] if type(item) is not date]:
        raise BrokenLaw(f"{where}：“{strange[0]}”不是日期")
    work = frozenset(raw["work"])
    if wrong := sorted(day for day in work | holidays.keys() if day.year != year):
        raise BrokenLaw(f"{where}：{wrong[0]}不在{year}年")
    if both := sorted(day for day in work if day in holidays or day.weekday() < 5):
        raise BrokenLaw(f"{where}：{both[0]}不能作为调休上班日，它本来就上班或者已列为放假")
    return YearTable(year, raw["cite"], holidays, work)


def read_years(edition: Edition) -> tuple[list[YearTable], Feasts]:
    """Every notice of the edition, and the feasts."""
    files = edition.under("calendar")
    moving: dict[int, Mapping[str, date]] = {}
    for year, table in files.pop("feasts").items():
        check_table(f"calendar/feasts/{year}", table, _FEASTS)
        moving[int(year)] = table
    statutory = read_entry(
        "calendar/statutory",
        "statutory",
        files.pop("statutory")["statutory"],
        Shape({}),
        Shape({"days": _OFF}),
    )
    years = [read_year(f"calendar/{name}", table) for name, table in files.items()]
    return years, Feasts(statutory, moving)
