"""Where lines of Chinese text may end (GB/T 15834-2011, 5.1; the usual 避头尾 rules).

A line never starts with a closing mark and never ends with an opening one; numbers, Latin
words, —— and …… stay whole. One mark of the lighter kind may hang in the margin, otherwise a
character goes over to the next line with it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from desktop.documents.cid_font import CIDFont

NOT_AT_START = frozenset("，。、；：？！…—·～”’）》〉】〕」』〗％‰℃,.;:?!)]}%")
NOT_AT_END = frozenset("“‘（《〈【〔「『〖￥¥([{№")
HANGING = frozenset("，。、；：？！")
_FULL_WIDTH_MARKS = frozenset("“”‘’—…·×○●□■√①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢ℃")
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:/%+\-]*|——|……|.", re.DOTALL)
_TOLERANCE = 1e-3


class Run(NamedTuple):
    """Text of one look; `underlined` rules a line under it."""

    font: CIDFont
    text: str
    underlined: bool = False


class Unit(NamedTuple):
    """What is never broken: a character, a number, a word. `width` is in points.

    `spacing` is added after each character so that the unit fills its cells.
    """

    text: str
    width: float
    font: CIDFont
    spacing: float = 0.0
    underlined: bool = False


Line = list[Unit]


def is_full_width(character: str) -> bool:
    """Whether it takes a whole cell of the grid."""
    return character >= "\u2e80" or character in _FULL_WIDTH_MARKS


class _Units(dict[str, Unit]):
    """The units of one look; single characters are kept, they come again and again."""

    def __init__(self, font: CIDFont, underlined: bool, size: float, cell: float) -> None:
        super().__init__()
        self._font, self._underlined = font, underlined
        self._size, self._cell = size, cell

    def __missing__(self, token: str) -> Unit:
        natural = self._font.width(token) * self._size * 0.001
        is_full = all(map(is_full_width, token))
        width = self._cell * len(token) if is_full else natural * self._cell / self._size
        spacing = (width - natural) / len(token)
        unit = Unit(token, width, self._font, spacing, self._underlined)
        if len(token) == 1:
            self[token] = unit
        return unit


_units = cache(_Units)


def cut(runs: list[Run], size: float, cell: float, longest: float) -> Line:
    """The units of `runs`; a token wider than `longest` is cut into characters."""
    found: Line = []
    for run in runs:
        units = _units(run.font, run.underlined, size, cell)
        for token in _TOKEN.findall(run.text):
            unit = units[token]
            if unit.width > longest and len(token) > 1:
                found += [units[character] for character in token]
            else:
                found.append(unit)
    return found


def _may_break(units: Line, at: int) -> bool:
    """Whether a line may end before `units[at]`."""
    return units[at].text[0] not in NOT_AT_START and units[at - 1].text[-1] not in NOT_AT_END


def _may_hang(units: Line, at: int) -> bool:
    """Whether the mark `units[at]` may stand in the margin behind the line before it."""
    return (
        units[at].text in HANGING
        and units[at - 1].text[-1] not in NOT_AT_END
        and (at + 1 == len(units) or _may_break(units, at + 1))
    )


def _line_end(units: Line, start: int, fitting: int, hang: bool) -> int:
    """The best end for a line that could hold `units[start:fitting]`."""
    end = fitting
    while end < len(units) and units[end].text == " ":
        end += 1
    if end == len(units) or _may_break(units, end):
        return end
    if hang and _may_hang(units, end):
        return end + 1
    while end > start + 1 and not _may_break(units, end):
        end -= 1
    # Nothing but marks that cling together: cut where the line is full.
    return end if _may_break(units, end) else fitting


def break_lines(units: Line, width: float, indent: float = 0.0, hang: bool = True) -> list[Line]:
    """`units` in lines of `width` points, the first shorter by `indent`; never an empty list."""
    lines: list[Line] = []
    start = 0
    while start < len(units):
        room = width + _TOLERANCE - (0.0 if lines else indent)
        end = start
        while end < len(units) and units[end].width <= room:
            room -= units[end].width
            end += 1
        end = _line_end(units, start, max(end, start + 1), hang)
        lines.append(units[start:end])
        start = end
    return lines or [[]]


def hangs(line: Line, room: float) -> bool:
    """Whether the last mark of the line stands outside `room`."""
    return (
        len(line) > 1
        and line[-1].text in HANGING
        and sum(unit.width for unit in line) > room + 1e-2
    )
