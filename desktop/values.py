"""Plain values and the Chinese spellings they are read from and shown in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Self
from uuid import UUID

CHINA = timezone(timedelta(hours=8))


class FieldError(ValueError):
    """The text cannot become a value of this field; the message is for the clerk."""


class Choice(Enum):
    """A closed list: the member's value is the stored English key, `label` what people read.

    Members are declared as ``OWN = "own", "自有"``; further strings are other spellings that
    imported sheets use for the same thing.
    """

    label: str
    spellings: tuple[str, ...]

    def __new__(cls, key: str, label: str, *spellings: str) -> Self:
        """Keep the key as the value, the words beside it."""
        member = object.__new__(cls)
        member._value_ = key
        member.label = label
        member.spellings = (label, *spellings)
        return member

    @classmethod
    def of(cls, key: str) -> Self:
        """The member stored as `key`; an unknown key is a bug and raises."""
        for member in cls:
            if member.value == key:
                return member
        raise ValueError(f"{cls.__name__} has no {key!r}")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The member people mean by `text` (label, spelling or key), or None."""
        wanted = text.strip()
        for member in cls:
            if wanted == member.value or wanted in member.spellings:
                return member
        return None


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """Without control and direction marks and the blanks around it; inner text is kept."""
    if text.isalnum():  # nothing to take away; most cells of a long import
        return text
    return _UNSEEN.sub("", text).strip(" \t\r\n\u3000\xa0")


def half_width(text: str) -> str:
    """NFKC and no inner blanks: for numbers, phones, dates and IDs only, never for names."""
    if text.isascii():  # NFKC leaves ASCII as it is
        return "".join(text.split())
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


_DAY = re.compile(
    r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})[日号]?(?:[T\s]?00:00(?::00(?:\.0+)?)?)?"
)
_SOLID_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_DAY = re.compile(r"(\d{2})\D(\d{1,2})\D(\d{1,2})日?")


def read_day(text: str) -> date:
    """A day as people write it: 2026-11-23, 2026.11.23, 2026年11月23日, 20261123, 26/11/23."""
    short = half_width(text)
    match = _DAY.fullmatch(short) or _SOLID_DAY.fullmatch(short) or _SHORT_DAY.fullmatch(short)
    if not match:
        raise FieldError(f"“{text}”不是日期，应如 2026-11-23")
    year, month, day = map(int, match.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise FieldError(f"“{text}”不是有效日期，日历上没有这一天") from None


def _read_moment(text: str) -> datetime:
    short = unicodedata.normalize("NFKC", text).strip()
    match = re.fullmatch(r"(.+?)[T\s时]+(\d{1,2})[:时](\d{1,2})分?(?::\d+)?", short)
    if not match:
        raise FieldError(f"“{text}”不是时间，应如 2026-11-23 09:25")
    day, hour, minute = read_day(match[1]), int(match[2]), int(match[3])
    if hour > 23 or minute > 59:
        raise FieldError(f"“{text}”不是有效时间")
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def _read_money(text: str) -> Decimal:
    short = half_width(text).removeprefix("¥").removesuffix("元").replace(",", "")
    try:
        value = Decimal(short)
    except InvalidOperation:
        raise FieldError(f"“{text}”不是金额") from None
    if not value.is_finite() or value != round(value, 2) or abs(value) >= 10**16:
        raise FieldError(f"“{text}”不是金额，最多两位小数")
    return value.quantize(Decimal("0.01"))


def _read_integer(text: str) -> int:
    short = half_width(text).replace(",", "")
    if not re.fullmatch(r"-?\d{1,18}(\.0+)?", short):
        raise FieldError(f"“{text}”不是整数")
    return int(short.partition(".")[0])


def _read_flag(text: str) -> bool:
    if text in ("是", "有", "√", "✓", "Y", "y", "1", "true", "True"):
        return True
    if text in ("否", "无", "×", "N", "n", "0", "false", "False"):
        return False
    raise FieldError(f"“{text}”应为“是”或“否”")


def _read_reference(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise FieldError(f"“{text}”没有对应的记录，请从列表中选择") from None


def show_day(value: date) -> str:
    """As lists show it: sortable and of even width; papers use the filter 日期 instead."""
    return value.isoformat()


def _show_moment(value: datetime) -> str:
    return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


READERS: Mapping[type, Callable[[str], Any]] = {
    int: _read_integer,
    date: read_day,
    datetime: _read_moment,
    Decimal: _read_money,
    bool: _read_flag,
    UUID: _read_reference,
}
SHOWERS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: "是" if value else "否",
    date: show_day,
    datetime: _show_moment,
    Decimal: lambda value: f"{value:,.2f}",
}
