"""Days as offices write them into sheets; what is not a whole day is refused, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop.exchange.finding import Kind
from desktop.values import half_width

_DAY = re.compile(r"(\d{4})[-./年、\\](\d{1,2})[-./月、\\](\d{1,2})[日号.]?")
_TIME = re.compile(r"(?<=[\s日\dT])[\sT]*(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*$")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MONTH = re.compile(r"(?:19|20)\d{2}(?:[-./年]\d{1,2}月?|\d{2})")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_SHORT = re.compile(r"\d{1,2}[-./年]\d{1,2}[-./月]\d{1,2}日?")
_OPEN = frozenset({"长期", "长期有效", "永久", "无固定期限"})
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FIRST, _LAST = 10_000, 73_050  # serials of 1927-05-18 and 2099-12-31


class DayError(ValueError):
    """No day; `kind` says in which way."""

    def __init__(self, kind: Kind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


def is_open_ended(text: str) -> bool:
    """Whether the text says that there is no last day (长期)."""
    return half_width(text) in _OPEN


def day_of_text(text: str, epoch_1904: bool = False) -> date:
    """The day a text names; a two-digit year, a lone month or year raise DayError."""
    short = half_width(_TIME.sub("", text))
    if match := _DAY.fullmatch(short) or _SOLID.fullmatch(short):
        return _valid(text, int(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(short):
        return day_of_number(float(short), epoch_1904)
    if _MONTH.fullmatch(short):
        raise DayError(Kind.INCOMPLETE_DATE, f"“{text}”只写到月，缺少日，请补全为年月日")
    if _YEAR.fullmatch(short):
        raise DayError(Kind.INCOMPLETE_DATE, f"“{text}”只写到年，缺少月日，请补全为年月日")
    if _SHORT.fullmatch(short):
        raise DayError(Kind.WRONG_DATE, f"“{text}”的年份不是四位，无法确定，请写成 2024-03-05")
    raise DayError(Kind.WRONG_DATE, f"“{text}”不是日期，应如 2024-03-05")


def day_of_number(number: float, epoch_1904: bool = False) -> date:
    """The day of a number cell: a serial, or eight digits; anything else raises DayError."""
    if _FIRST <= number < _LAST + 1:
        return (_EPOCH_1904 if epoch_1904 else _EPOCH) + timedelta(days=int(number))
    if not 0 < number < 1e15:
        raise DayError(Kind.WRONG_DATE, f"数字 {number} 不是日期，应如 2024-03-05")
    text = str(int(number)) if float(number).is_integer() else repr(number)
    if len(text) == 5:
        raise DayError(Kind.WRONG_DATE, f"数字 {text} 不是日期，应如 2024-03-05")
    return day_of_text(text)


def day_of_cell(cell: date) -> date:
    """The day of a cell the workbook itself holds as a date."""
    day = cell.date() if isinstance(cell, datetime) else cell
    return _valid(day.isoformat(), day.year, day.month, day.day)


def _valid(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise DayError(
            Kind.WRONG_DATE, f"“{text}”不是有效日期，日历上没有这一天，请核对原件"
        ) from None
    if not 1900 <= year <= 2100:
        raise DayError(Kind.WRONG_DATE, f"“{text}”的年份不合理，请核对原件")
    return found
