"""The ledger of document numbers: every one drawn, given or void, and whether one is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from desktop.exchange import writing
from desktop.exchange.cells import Progress, quiet
from desktop.fields import Field
from desktop.models.action import CaseAction, CaseMark
from desktop.models.base import fields_of
from desktop.models.number import (
    DocumentNumber,
    NumberSource,
    NumberState,
    PadKind,
    SeriesCounter,
)
from desktop.models.paper import Paper
from desktop.models.unit import Unit
from desktop.services import digest, listing, unit
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.opening_number import series_labels
from desktop.services.work import Work, deed

NUMBER = fields_of(DocumentNumber)
STATES = tuple((one.label, one.value) for one in NumberState)
SOURCES = tuple((one.label, one.value) for one in NumberSource)
_LEVEL = {NumberState.ISSUED: "ok", NumberState.VOID: "bad"}
_KINDS = {str(one.value): one.label for one in PadKind}
COLUMNS = (
    NUMBER["text"],
    Field(name="series", label="文号系列", width=16),
    NUMBER["year"],
    NUMBER["seq"],
    NUMBER["source"],
    Field(name="paper", label="文书", width=18),
    NUMBER["state"],
    NUMBER["reason"],
    NUMBER["voided_on"],
    NUMBER["voided_by"],
    Field(name="case", label="案号", width=20),
    NUMBER["origin"],
    Field(name="town", label="乡镇（街道）", width=8),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in COLUMNS}


@dataclass(frozen=True)
class Gap:
    """Numbers of a series in a year that are neither used nor void: someone wrote past us."""

    town: str
    series: str
    year: int
    missing: tuple[int, ...]

    @property
    def words(self) -> str:
        """处罚决定书 2026 年缺 3、7 号."""
        shown = "、".join(map(str, self.missing[:10])) + ("……" if len(self.missing) > 10 else "")
        return f"{self.town}“{self.series}”{self.year} 年缺 {shown} 号"


@dataclass(frozen=True)
class Choices:
    """What the ledger can be narrowed to."""

    series: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Export:
    """The ledger as a workbook."""

    title: str
    rows: Sequence[Mapping[str, Any]]


def series_label(key: str) -> str:
    """A series in words: that of the setting of its pattern, or the kind of pad."""
    return series_labels().get(key) or _KINDS.get(key, key)


def choices(work: Work) -> Choices:
    """The series and years there are numbers of."""
    query = select(DocumentNumber.series, DocumentNumber.year).where(
        DocumentNumber.removed_at.is_(None)
    )
    found = [(row[0], row[1]) for row in work.session.execute(query.distinct())]
    labels = {series: series_label(series) for series, _ in found}
    return Choices(
        tuple(sorted(labels.items(), key=lambda one: one[1])),
        tuple(sorted({year for _, year in found}, reverse=True)),
    )


def gaps(work: Work) -> list[Gap]:
    """Every gap in the series one may read; none, unless someone wrote past the program."""
    kept = (DocumentNumber.removed_at.is_(None), DocumentNumber.seq.is_not(None))
    place = (DocumentNumber.unit_id, DocumentNumber.series, DocumentNumber.year)
    query = (
        select(*place, func.count(DocumentNumber.seq), func.max(DocumentNumber.seq))
        .where(*kept)
        .group_by(*place)
    )
    counted = {
        (row[0], row[1], row[2]): (row[3], row[4] or 0) for row in work.session.execute(query)
    }
    last = {key: highest for key, (_, highest) in counted.items()} | {
        key: max(drawn, counted.get(key, (0, 0))[1]) for key, drawn in _drawn(work).items()
    }
    names = {one.id: one.name for one in unit.names(work)}
    found = []
    for (unit_id, series, year), highest in last.items():
        if counted.get((unit_id, series, year), (0, 0))[0] < highest:
            one = (*kept, DocumentNumber.unit_id == unit_id, DocumentNumber.series == series)
            held = select(DocumentNumber.seq).where(*one, DocumentNumber.year == year)
            known = set(work.session.execute(held).scalars())
            missing = tuple(seq for seq in range(1, highest + 1) if seq not in known)
            found.append(Gap(names.get(unit_id, ""), series_label(series), year, missing))
    return sorted(found, key=lambda gap: (gap.town, gap.series, gap.year))


def _drawn(work: Work) -> dict[tuple[UUID, str, int], int]:
    """Where each counter stands, for those who may read it; a year nobody has drawn in is none."""
    if not digest.may_read(work, SeriesCounter.__tablename__):
        return {}
    query = select(
        SeriesCounter.unit_id, SeriesCounter.series, SeriesCounter.year, SeriesCounter.last
    ).where(SeriesCounter.year > 0, SeriesCounter.last > 0)
    return {(row[0], row[1], row[2]): row[3] for row in work.session.execute(query)}


def _listed(view: View) -> Select[Any]:
    query = select(DocumentNumber.id).where(DocumentNumber.removed_at.is_(None))
    for name in ("series", "year", "unit_id"):
        if (wanted := view.filters.get(name)) is not None:
            query = query.where(getattr(DocumentNumber, name) == wanted)
    if state := view.filters.get("state"):
        query = query.where(DocumentNumber.state == NumberState.of(state))
    if source := view.filters.get("source"):
        query = query.where(DocumentNumber.source == NumberSource.of(source))
    for word in view.words.split():
        query = query.where(DocumentNumber.text.like(f"%{word}%"))
    return query.order_by(
        DocumentNumber.year.desc(),
        DocumentNumber.series,
        DocumentNumber.seq.desc(),
        DocumentNumber.id.desc(),
    )


def _of_paper(column: Any) -> Any:
    query = select(column).where(Paper.id == DocumentNumber.paper_id)
    return query.correlate(DocumentNumber).scalar_subquery()


_CASE = func.coalesce(
    _of_paper(Paper.case_id),
    select(CaseAction.case_id)
    .where(CaseAction.id == DocumentNumber.action_id)
    .correlate(DocumentNumber)
    .scalar_subquery(),
)
_SHOWN = (
    DocumentNumber.text,
    DocumentNumber.series,
    DocumentNumber.year,
    DocumentNumber.seq,
    DocumentNumber.source,
    _of_paper(Paper.title),
    DocumentNumber.state,
    DocumentNumber.reason,
    DocumentNumber.voided_on,
    DocumentNumber.voided_by,
    select(CaseMark.number)
    .where(CaseMark.case_id == _CASE)
    .correlate(DocumentNumber)
    .scalar_subquery(),
    DocumentNumber.origin,
    select(Unit.name).where(Unit.id == DocumentNumber.unit_id).scalar_subquery(),
    DocumentNumber.paper_id,
    _CASE,
)


def _shown(row: Any) -> Row:
    key, text, series, year, seq, source, title, state, reason, *rest = row
    mark = (_LEVEL[state], state.label, reason or "")
    return (key, text, series_label(series), year, seq, source, title, mark, reason, *rest)


def _first(work: Work, view: View) -> list[Row]:
    query = _listed(view).add_columns(*_SHOWN).limit(PAGE)
    return [_shown(row) for row in work.session.execute(query)]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(view), DocumentNumber.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = select(DocumentNumber.id, *_SHOWN).where(DocumentNumber.id.in_(keys))
    return listing.in_order([_shown(row) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
"""Rows end with the ids of paper and case, which no column shows."""


@deed("导出文号台账")
def gather(work: Work, view: View) -> Export:
    """Read everything a view shows, and note in the record that it was taken out."""
    work.touch("deed")
    found = [_shown(row) for row in work.session.execute(_listed(view).add_columns(*_SHOWN))]
    rows = [_values(row) for row in found]
    void = view.filters.get("state") == NumberState.VOID.value
    name = "作废文号登记簿" if void else "文号台账"
    return Export(f"{name}（截至 {work.today}，{len(rows)} 号）", rows)


def write(path: Path, export: Export, progress: Progress = quiet) -> None:
    """Write the workbook, whole or not at all."""
    writing.write_rows(path, export.title, FIELDS, export.rows, progress)


def _values(row: Row) -> dict[str, Any]:
    values = dict(zip(FIELDS, row[1:], strict=False))
    return values | {"state": values["state"][1]}


def paper_of(row: Row) -> UUID | None:
    """The paper a number stands on."""
    found: UUID | None = row[-2]
    return found
