"""Sums of money as official papers spell them: in figures and in capitals."""

from __future__ import annotations

from decimal import Decimal

_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1))
_SECTIONS = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4), ("", 1))
LIMIT = Decimal(10) ** 16


def _section(number: int) -> str:
    """Four digits: 1005 -> 壹仟零伍."""
    words, gap = "", False
    for place, size in _PLACES:
        digit = number // size % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITAL[digit] + place
        gap = not digit
    return words


def _whole(number: int) -> str:
    """A whole number in capitals; an empty text for nought."""
    words, gap = "", False
    for unit, size in _SECTIONS:
        section = number // size % 10_000
        if section:
            words += "零" if words and (gap or section < 1000) else ""
            words += _section(section) + unit
        gap = not section
    return words


def capital_amount(amount: Decimal) -> str:
    """A sum of yuan in capitals, to the fen: 1200 -> 壹仟贰佰元整.

    Follows 《正确填写票据和结算凭证的基本规定》 一至四: 整 closes a sum without fen, 零 stands where
    a zero lies inside the figure. Where that rule leaves 零 to the writer (a yuan digit of
    zero before a jiao), it is written, as in the rule's own 壹仟陆佰捌拾元零叁角贰分.
    Raises ValueError below zero, from 10^16 on, and for parts of a fen.
    """
    fen = amount * 100
    if not 0 <= amount < LIMIT or fen != int(fen):
        raise ValueError(f"金额应在 0 与 1 亿亿元之间，最多两位小数：{amount}")
    yuan, rest = divmod(int(fen), 100)
    jiao, cents = divmod(rest, 10)
    words = _whole(yuan) + "元" if yuan else ""
    if not rest:
        return (words or "零元") + "整"
    if yuan and (not jiao or yuan % 10 == 0):
        words += "零"
    words += _CAPITAL[jiao] + "角" if jiao else ""
    return words + (_CAPITAL[cents] + "分" if cents else "整")


def figures(amount: Decimal) -> str:
    """A sum of yuan in figures: 107000.5 -> 107,000.50."""
    return f"{amount:,.2f}"


def both(amount: Decimal) -> str:
    """A sum in capitals and figures, as a decision states it: 贰仟元整（¥2,000.00）."""
    return f"{capital_amount(amount)}（¥{figures(amount)}）"


def in_words(amount: Decimal) -> str:
    """A sum as a sentence names it: 人民币贰仟元整（¥2,000.00）."""
    return f"人民币{both(amount)}"
