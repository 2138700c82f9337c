"""Keys that names are sorted and found by: stroke order, pinyin, initials of every reading."""

from __future__ import annotations

import json
import tomllib
from functools import cache, lru_cache
from itertools import product

from desktop.resources import resources

_MOST_READINGS = 16


def stroke_key(name: str) -> str:
    """Sort key of 姓氏笔画 order: per character the stroke count, then the strokes in turn.

    GB 13000.1 ranks strokes 横 竖 撇 点 折. A character without data sorts after all others.
    """
    return " ".join(_strokes_of(character) for character in name if not character.isspace())


def pinyin_key(name: str) -> str:
    """Sort key by pinyin, the surname in its surname reading, then the name itself."""
    surname = _surname(name)
    special = _surname_readings().get(surname)
    first = [special[0]] if special else [_readings(one)[0] for one in surname]
    rest = [_readings(one)[0] for one in name[len(surname) :]]
    return " ".join([*first, *rest, name])


def initials(name: str) -> str:
    """Initials of every reading, separated by blanks: 单雄信 gives `sxx dxx cxx`."""
    special = _surname_readings().get(_surname(name), [])
    kept: list[list[str]] = []
    ways = 1
    for position, one in enumerate(name):
        found = [*special, *_readings(one)] if position == 0 else list(_readings(one))
        letters = list(dict.fromkeys(reading[0] for reading in found))
        ways *= len(letters)
        kept.append(letters if ways <= _MOST_READINGS else letters[:1])
    return " ".join(dict.fromkeys("".join(way) for way in product(*kept)))


@lru_cache(maxsize=10_000)
def _readings(character: str) -> tuple[str, ...]:
    """Toned syllables of one character, the usual one first; other characters as they are.

    Names are read character by character: phrases would read 曾经 into a name.
    """
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)
    return tuple(reading.lower() for reading in found[0] if reading) or (character,)


def _surname(name: str) -> str:
    """The surname where it has a reading of its own: two characters before one."""
    for length in (2, 1):
        if name[:length] in _surname_readings():
            return name[:length]
    return name[:1]


def _strokes_of(character: str) -> str:
    order = _stroke_orders().get(character)
    if order is None:
        return f"99{ord(character):06x}"
    return f"{len(order):02d}{''.join(_CLASS.get(letter, '5') for letter in order)}"


_CLASS = {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "l": "4", "d": "4"}


@cache
def _stroke_orders() -> dict[str, str]:
    path = resources() / "names" / "stroke_orders.json"
    orders: dict[str, str] = json.loads(path.read_text("utf-8"))
    return orders


@cache
def _surname_readings() -> dict[str, list[str]]:
    path = resources() / "names" / "surnames.toml"
    readings: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))["readings"]
    return readings
