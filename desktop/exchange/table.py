"""The rows that belong to a table: what stands under its heading, without totals and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.exchange.cells import Cell, Sheet, shown
from desktop.exchange.heading import Heading, plain

_TOTAL = re.compile(r"(?:合\s*计|总\s*计|共\s*计|小\s*计)(?:\s*[:：].*|\s*\d*\s*人?)", re.DOTALL)
_NOTE = re.compile(
    r"(?:备\s*注|附?\s*注|说\s*明|填报?说明|填表人?|制表人?|填报人?|填报单位|填表日期|审核人?|"
    r"单位负责人|负责人|分管领导|经办人|联系人|联系电话|单位盖章)(?:\s*[:：(（].*|\s{2,}.*|\s*)",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳※*＊]).{4,}", re.DOTALL
)
_BLANK = frozenset({"", " ", "\u3000"})
_BARE_NUMBER = re.compile(r"\d{1,5}")


@dataclass
class Table:
    """The data rows of a sheet, with their row numbers from 1; `left_out` is shown, not read."""

    numbers: list[int] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def table_under(sheet: Sheet, heading: Heading) -> Table:
    """All data rows; blank rows, notes, totals, section titles and repeated headings are not.

    Nothing with content is dropped unseen: whatever is no data row stands in `left_out`.
    """
    table = Table()
    judge = _Judge(sheet, heading)
    start = heading.last + 1
    rows = [_wide(row, judge.width) for row in sheet.rows[start:]]
    filled = _filled_down(sheet, start, rows, judge.width)
    for number, (original, row) in enumerate(zip(rows, filled, strict=True), start=start + 1):
        verdict = judge.verdict(number, original)
        if verdict is None:
            table.numbers.append(number)
            table.rows.append(row)
        elif verdict:
            table.left_out.append((number, verdict))
    return table


class _Judge:
    """Tells data rows from what else stands under a heading."""

    def __init__(self, sheet: Sheet, heading: Heading) -> None:
        self._places = [column.place for column in heading.columns]
        self._labels = {c.place: plain(c.label.rpartition("/")[2]) for c in heading.columns}
        self._banners = _banner_rows(sheet, self._places)
        self._noted = False
        self.width = 1 + max(c.place for c in (*heading.columns, *heading.unknown))

    def verdict(self, number: int, row: Sequence[Cell]) -> str | None:
        """None for a data row, else the words left out (blank for a row without any)."""
        if self._is_plain(number, row):
            return None
        words = _first_text(row)
        if not words:
            return ""
        filled = sum(row[place] not in _BLANK for place in self._places)
        noted = _TOTAL.fullmatch(words) or (filled <= 3 and _NOTE.fullmatch(words))
        if noted:
            self._noted = True
            return words
        if not filled:
            # A template numbers its empty rows in advance; those say nothing.
            return "" if _BARE_NUMBER.fullmatch(words) else words
        tail = self._noted and (filled == 1 or _NUMBERED.fullmatch(words))
        if tail or number - 1 in self._banners or self._repeats(row):
            return words
        return None

    def _is_plain(self, number: int, row: Sequence[Cell]) -> bool:
        """The usual row, seen at a glance: well filled, opened by no word of notes or totals."""
        if self._noted or number - 1 in self._banners or row.count("") * 2 > len(row):
            return False
        first = row[0]
        if not isinstance(first, str):
            return True
        opens = first in _BLANK or _TOTAL.match(first) or _NOTE.match(first)
        return not opens and not self._repeats(row)

    def _repeats(self, row: Sequence[Cell]) -> bool:
        """Whether the heading is printed once more, as on every page of a long list."""
        first = row[self._places[0]]
        if first.__class__ is not str or plain(str(first)) != self._labels[self._places[0]]:
            return False
        same = sum(plain(shown(row[place])) == label for place, label in self._labels.items())
        return same >= max(2, len(self._labels) // 2)


def _filled_down(sheet: Sheet, first: int, rows: list[list[Cell]], width: int) -> list[list[Cell]]:
    """The rows with every range that is merged downwards filled with its value."""
    downward = [merge for merge in sheet.merged if merge[2] > merge[0] >= first]
    if not downward:
        return rows
    filled = [list(row) for row in rows]
    for top, left, bottom, _right in downward:
        if left < width:
            for row in filled[top - first + 1 : bottom - first + 1]:
                row[left] = rows[top - first][left]
    return filled


def _wide(row: list[Cell], width: int) -> list[Cell]:
    return row if len(row) >= width else [*row, *[""] * (width - len(row))]


def _banner_rows(sheet: Sheet, places: Sequence[int]) -> set[int]:
    """Rows that are one range merged across three or more of the columns: section titles."""
    return {
        top
        for top, left, bottom, right in sheet.merged
        if top == bottom and sum(left <= place <= right for place in places) >= 3
    }


def _first_text(row: Sequence[Cell]) -> str:
    for cell in row:
        if cell not in _BLANK and (words := shown(cell).strip()):
            return words
    return ""
