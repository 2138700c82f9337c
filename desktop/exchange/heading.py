"""Finding the heading of a table among titles and merged cells, and naming its columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.exchange.cells import Cell, Sheet, shown
from desktop.fields import Field

_SEARCHED_ROWS = 40
_GROUP = re.compile(r"[(\[【〔{].*?[)\]】〕}]")
_DROPPED = re.compile(r"[\s\x00-\x1f*＊※★:：()\[\]【】〔〕{}、/\\_-]+")
_CHINESE = re.compile("[〇\u3400-\u9fff]")
_COUNTING = frozenset({"序号", "编号", "行号", "序", "no", "no.", ""})
REASON = "原因"
"""Heads the column of faults in our own error workbooks; read back, it is not asked about."""


@dataclass(frozen=True)
class Column:
    """One column of the file: where it stands, what it says, the field it means (or none: "")."""

    place: int
    label: str
    field: str
    exact: bool = True


@dataclass(frozen=True)
class Heading:
    """The heading rows (from 0, `last` inclusive) and their columns.

    `columns` holds one column per field; `doubles` further columns that claim the same field;
    `unknown` those no field answers to.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    doubles: tuple[Column, ...]
    unknown: tuple[Column, ...]

    @property
    def worth(self) -> tuple[int, int, int]:
        """How well the rows fit as a heading; the greatest wins."""
        exact = sum(column.exact for column in self.columns)
        return len(self.columns), -len(self.doubles), exact


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A heading without blanks, brackets, asterisks and width variants, in small letters."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", label)).lower()


@lru_cache(maxsize=4096)
def _bare(label: str) -> str:
    """A heading also without what stands in its brackets: “手机（11位）” is “手机”."""
    return plain(_GROUP.sub("", unicodedata.normalize("NFKC", label)))


def find_heading(sheet: Sheet, fields: Mapping[str, Field]) -> Heading | None:
    """The one or two rows that name most fields, or None when no row names enough."""
    known = _known(fields)
    rows = _expanded(sheet)
    best: Heading | None = None
    for first in range(len(rows)):
        for last in (first, first + 1):
            if last == len(rows):
                continue
            found = _heading(first, last, _labels(rows, first, last), known)
            if best is None or found.worth > best.worth:
                best = found
    enough = min(2, len(fields))
    return best if best is not None and len(best.columns) >= enough else None


def _known(fields: Mapping[str, Field]) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, field in fields.items():
        for label in (field.label, *field.aliases):
            known.setdefault(plain(label), name)
    for name, field in fields.items():
        known[plain(field.label)] = name
    return known


def _expanded(sheet: Sheet) -> list[list[str]]:
    """The first rows as text, every merged range filled with what it shows."""
    texts = [[_text(cell) for cell in row] for row in sheet.rows[:_SEARCHED_ROWS]]
    for top, left, bottom, right in sheet.merged:
        if top >= len(texts) or left >= len(texts[top]):
            continue
        for row in texts[top : bottom + 1]:
            for place in range(left, min(right + 1, len(row))):
                row[place] = texts[top][left]
    return texts


def _text(cell: Cell) -> str:
    """A cell in one line; blanks that only spread Chinese words (“姓　名”) go."""
    words = shown(cell).split()
    return ("" if all(map(_CHINESE.match, words)) else " ").join(words)


def _labels(rows: Sequence[Sequence[str]], first: int, last: int) -> list[tuple[str, str]]:
    """The upper and the lower words over each column; equal or absent upper words are blank."""
    if first == last:
        return [("", text) for text in rows[first]]
    upper, lower = list(rows[first]), rows[last]
    # Exported to text, a merged group keeps its words in the first cell only.
    for place in range(1, min(len(upper), len(lower))):
        if not upper[place] and lower[place] and lower[place - 1]:
            upper[place] = upper[place - 1]
    pairs = []
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        pairs.append(("", above) if not below or above == below else (above, below))
    return pairs


def _heading(
    first: int, last: int, labels: Sequence[tuple[str, str]], known: Mapping[str, str]
) -> Heading:
    taken: dict[str, Column] = {}
    doubles: list[Column] = []
    columns = list(_columns(labels, known))
    for column in sorted(columns, key=lambda column: not column.exact):
        if not column.field:
            continue
        if column.field not in taken:
            taken[column.field] = column
        elif column.exact or not taken[column.field].exact:
            doubles.append(column)
    used = {column.place for column in (*taken.values(), *doubles)}
    unknown = [
        column for column in columns if column.place not in used and not _is_idle(column.label)
    ]
    ordered = sorted(taken.values(), key=lambda column: column.place)
    return Heading(first, last, tuple(ordered), tuple(doubles), tuple(unknown))


def _is_idle(label: str) -> bool:
    """Whether the column only numbers the rows, or holds the faults we wrote there."""
    return plain(label) in _COUNTING or label.startswith(REASON)


def _columns(labels: Sequence[tuple[str, str]], known: Mapping[str, str]) -> Iterator[Column]:
    for place, (above, below) in enumerate(labels):
        joined = plain(above + below)
        label = f"{above}/{below}" if above else below
        if joined in known:
            yield Column(place, label, known[joined])
        else:
            name = known.get(plain(below)) or known.get(_bare(below), "")
            yield Column(place, label, name, exact=False)
