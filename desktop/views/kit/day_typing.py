"""Days as clerks type them: 20261123, 1123, 今天, +5, +5工作日, and all that sheets contain."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop.values import CHINA, FieldError, half_width, read_day
from desktop.views.kit.desk import Almanac

_NAMED = {"今天": 0, "今日": 0, "明天": 1, "后天": 2, "昨天": -1, "前天": -2}
_SHIFT = re.compile(r"([+-]\d{1,4})(天|日|个?工作日)?")
_MONTH_DAY = re.compile(r"(\d{2})(\d{2})|(\d{1,2})[-./月](\d{1,2})日?")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})[:：时点]?(\d{2})?分?")
_WEEKDAYS = "一二三四五六日"


def read_typed_day(text: str, almanac: Almanac) -> date:
    """The day meant; a month and day alone belong to this year. Raises FieldError."""
    short, today = half_width(text), almanac.today()
    if short in _NAMED:
        return today + timedelta(days=_NAMED[short])
    if match := _SHIFT.fullmatch(short):
        return _shifted(today, int(match[1]), match[2] or "", almanac)
    if match := _MONTH_DAY.fullmatch(short):
        month, day = (int(part) for part in match.groups() if part)
        return _real(text, today.year, month, day)
    if match := _SIX.fullmatch(short):
        return _real(text, 2000 + int(match[1]), int(match[2]), int(match[3]))
    return read_day(text)


def read_typed_moment(text: str, almanac: Almanac) -> datetime:
    """A day and a time: 20261123 0925, 今天 9:25, 2026-11-23 09:25. Raises FieldError."""
    day_text, _, clock = text.strip().rpartition(" ")
    match = _CLOCK.fullmatch(half_width(clock))
    if not day_text or not match:
        raise FieldError(f"“{text}”不是时间，应如 2026-11-23 09:25")
    digits = match[0] if match[0].isdigit() else ""
    hour, minute = int(match[1]), int(match[2] or 0)
    if len(digits) == 3:
        hour, minute = int(digits[0]), int(digits[1:])
    if hour > 23 or minute > 59:
        raise FieldError(f"“{text}”不是有效时间")
    day = read_typed_day(day_text, almanac)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def in_words(day: date) -> str:
    """2026年11月23日 星期一."""
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


def _shifted(today: date, count: int, unit: str, almanac: Almanac) -> date:
    if unit.endswith("工作日"):
        return almanac.after_workdays(today, count)
    return today + timedelta(days=count)


def _real(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise FieldError(f"“{text}”不是有效日期，日历上没有这一天") from None
