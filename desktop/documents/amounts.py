"""Sums and days as official papers spell them: capitals for money, Chinese numerals for dates."""

from __future__ import annotations

from datetime import date

from desktop.amounts import LIMIT, capital_amount, figures

__all__ = [
    "LIMIT",
    "capital_amount",
    "figures",
    "numeral",
    "numeral_date",
    "plain_date",
]

_NUMERAL = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals: 20 -> 二十, 11 -> 十一."""
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else _NUMERAL[tens] + "十"
    return lead + (_NUMERAL[ones] if ones else "")


def numeral_date(day: date) -> str:
    """A day in Chinese numerals, as decisions carry it: 二〇二六年五月二十日."""
    year = "".join(_NUMERAL[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


def plain_date(day: date) -> str:
    """A day in figures without leading zeros: 2026年5月20日 (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
