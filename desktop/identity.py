"""Numbers that carry their own check: identity card, social credit code, mobile phone."""

from __future__ import annotations

import re
from datetime import date, datetime
from operator import mul

from desktop.values import CHINA, half_width

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID_SHAPE = re.compile("[0-9]{17}[0-9X]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def normal_id_number(text: str) -> str:
    """Half-width, without blanks, X in upper case."""
    return half_width(text).upper()


def check_id_number(text: str) -> str | None:
    """Why this is no citizen identity number (GB 11643-1999), or None. The region never blocks."""
    number = text if _ID_SHAPE.fullmatch(text) else normal_id_number(text)
    if len(number) != 18:
        return f"应为18位，现为{len(number)}位"
    if not _ID_SHAPE.fullmatch(number):
        return "前17位应为数字，末位为数字或X"
    born = birth_of(number)
    if born is None or born > datetime.now(CHINA).date() or born.year < 1900:
        return f"中的出生日期 {number[6:14]} 不成立"
    if _id_check_digit(number) != number[17]:
        return "校验码不符，请核对原件（GB 11643）"
    return None


def birth_of(number: str) -> date | None:
    """The birth date inside an 18-digit identity number."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """`male` or `female`, by the parity of the 17th digit."""
    return "male" if int(number[16]) % 2 else "female"


def age_on(born: date, day: date) -> int:
    """Full years of age on a day (周岁: from the day after the birthday, 法释〔2006〕1号)."""
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))


def check_credit_code(text: str) -> str | None:
    """Why this is no unified social credit code (GB 32100-2015), or None."""
    code = half_width(text).upper()
    if len(code) != 18:
        return f"应为18位，现为{len(code)}位"
    if any(letter not in _CREDIT_LETTERS for letter in code):
        return "含有不允许的字符（不使用 I、O、S、V、Z）"
    total = sum(
        _CREDIT_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17])
    )
    if _CREDIT_LETTERS[(31 - total % 31) % 31] != code[17]:
        return "校验码不符，请核对营业执照（GB 32100）"
    return None


def check_mobile(text: str) -> str | None:
    """Why this is no phone number: a mobile of 11 digits or a fixed line with area code."""
    number = text if _MOBILE.fullmatch(text) else half_width(text)
    if _MOBILE.fullmatch(number) or re.fullmatch(r"0\d{2,3}-?\d{7,8}", number):
        return None
    if number.startswith("1"):
        return f"应为11位数字，现为{len(number)}位"
    return "应为11位手机号，或带区号的固定电话（如 0579-84100000）"


def _id_check_digit(number: str) -> str:
    # The code of a digit is 48 more than the digit; the weights sum to 100.
    total = sum(map(mul, number[:17].encode("ascii"), _ID_WEIGHTS)) - 4800
    return _ID_CHECKS[total % 11]
