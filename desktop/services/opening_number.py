"""Numbers used before the program: read back from their text, and each series carried on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import select

from desktop.documents.template import forms
from desktop.exchange.heading import plain
from desktop.models.number import DocumentNumber, SeriesCounter
from desktop.services import number, setting, unit
from desktop.services.work import Work

_SUFFIX, _PATTERN = "文号格式", "_number"
_OPENING, _CLOSING = re.compile(r"[〔【\[（(]"), re.compile(r"[〕】\]）)]")
_IDLE = re.compile(r"[\s第号]+")
_SLOT = re.compile(r"\{(short|year|seq)(?::0\d)?\}")
Place = tuple[str, int, int]
"""Where a number stands: series, year, place in the year."""


@cache
def series_labels() -> Mapping[str, str]:
    """Every series by its key, in the words of the settings: 立案, 处罚决定书 …."""
    declared = setting.declared()
    return {
        key.removesuffix(_PATTERN): entry.label.removesuffix(_SUFFIX)
        for key, entry in declared.items()
        if key.endswith(_PATTERN) and entry.label.endswith(_SUFFIX)
    }


@cache
def _series_words() -> Mapping[str, str]:
    """How offices name a series: its label, its key, the title of its paper."""
    found = {plain(label): key for key, label in series_labels().items()}
    for form in forms():
        if form.series:
            found.setdefault(plain(form.name), form.series)
    return found | {plain(key): key for key in series_labels()}


def series_of(words: str) -> str | None:
    """The series people mean, or None."""
    return _series_words().get(plain(words)) or _series_words().get(plain(words + "书"))


class Patterns:
    """The unit's own ways of writing numbers, read once for a whole file."""

    def __init__(self, work: Work) -> None:
        state = unit.township(work, work.unit_id)
        self.short = state.short_name if state else ""
        held = setting.in_force(work, work.unit_id)
        self._written = {key: held[key + _PATTERN].value for key in series_labels()}
        self._read = {key: self._reader(pattern) for key, pattern in self._written.items()}

    def place(self, series: str, text: str) -> Place | None:
        """Where a number stands in a series of ours; zeros, brackets and 第…号 do not matter."""
        reader = self._read.get(series)
        match = reader.fullmatch(_bare(text)) if reader else None
        return (series, int(match["year"]), int(match["seq"])) if match else None

    def written(self, place: Place) -> str:
        """The text of a number nobody wrote down."""
        series, year, seq = place
        return number.written_as(self._written[series], self.short, year, seq)

    def _reader(self, pattern: str) -> re.Pattern[str]:
        slots = {"short": re.escape(self.short), "year": r"(?P<year>\d{4})", "seq": r"(?P<seq>\d+)"}
        text, at = "", 0
        for slot in _SLOT.finditer(pattern):
            text += re.escape(_bare(pattern[at : slot.start()])) + slots.pop(slot[1], "")
            at = slot.end()
        return re.compile(text + re.escape(_bare(pattern[at:])))


def _bare(text: str) -> str:
    short = _OPENING.sub("[", _CLOSING.sub("]", text))
    return _IDLE.sub("", unicodedata.normalize("NFKC", short))


@dataclass(frozen=True)
class Ledger:
    """The numbers a unit holds already: their texts, their places, the last of each year."""

    texts: frozenset[str]
    places: frozenset[Place]
    last: Mapping[tuple[str, int], int]


def ledger(work: Work) -> Ledger:
    """What is drawn, given or entered, void ones included; undone imports are not."""
    query = select(
        DocumentNumber.series, DocumentNumber.year, DocumentNumber.seq, DocumentNumber.text
    ).where(DocumentNumber.unit_id == work.unit_id, DocumentNumber.removed_at.is_(None))
    rows = list(work.session.execute(query))
    counters = select(SeriesCounter.series, SeriesCounter.year, SeriesCounter.last).where(
        SeriesCounter.unit_id == work.unit_id
    )
    return Ledger(
        frozenset(text for *_, text in rows),
        frozenset((series, year, seq) for series, year, seq, _ in rows if seq is not None),
        {(series, year): last for series, year, last in work.session.execute(counters)},
    )


def missing(places: Iterable[Place], top: Mapping[tuple[str, int], int]) -> list[Place]:
    """The places below the last used that nobody names: used before, on papers in old files."""
    known = set(places)
    return [
        (series, year, seq)
        for (series, year), last in top.items()
        for seq in range(1, last + 1)
        if (series, year, seq) not in known
    ]


def advance(work: Work, series: str, year: int, to: int) -> tuple[int, int]:
    """Let a series go on after `to`; answers what it stood at before and what it stands at now.

    It never goes back: what the program has drawn meanwhile stays drawn.
    """
    before = number.count(work, series, year, 0)
    if to <= before:
        return before, before
    return before, number.count(work, series, year, to - before)


def turn_back(work: Work, unit_id: UUID, series: str, year: int, to: int, stood: int) -> None:
    """Undo `advance` where nothing was drawn since."""
    query = select(SeriesCounter).where(
        SeriesCounter.unit_id == unit_id,
        SeriesCounter.series == series,
        SeriesCounter.year == year,
    )
    counter = work.session.execute(query).scalar_one()
    if counter.last == stood:
        counter.last = to


def counter_id(work: Work, series: str, year: int) -> UUID:
    """The counter of a series in a year, which `advance` has made sure is there."""
    query = select(SeriesCounter.id).where(
        SeriesCounter.unit_id == work.unit_id,
        SeriesCounter.series == series,
        SeriesCounter.year == year,
    )
    return work.session.execute(query).scalar_one()
