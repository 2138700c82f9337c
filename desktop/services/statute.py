"""法律库: texts of law kept by the office, found by words, opened by citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from desktop.errors import WorkError
from desktop.fields import Field
from desktop.models.base import fields_of
from desktop.models.statute import Statute, StatuteKind
from desktop.models.unit import Unit, UnitKind
from desktop.permissions import Operation
from desktop.services import listing, statute_text
from desktop.services.checking import complaints, only, refuse
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.statute_text import Cited, Passage
from desktop.services.work import Draft, Work, deed

FIELDS = fields_of(Statute)
ASKED = {name: FIELDS[name] for name in ("name", "kind", "since", "until", "source")}
KINDS = tuple(StatuteKind)
_SHOWN = ("name", "kind", "since", "articles")
COLUMNS = (
    *(FIELDS[name] for name in _SHOWN),
    Field(name="unit", label="所属单位", width=10),
    Field(name="state", label="状态", width=10),
)


@dataclass(frozen=True)
class Version:
    """One dated version of a text: `state` says in words how it stands today."""

    id: UUID
    since: date
    until: date | None
    state: str


@dataclass(frozen=True)
class Text:
    """A text as it is read, with its articles, and every version kept of it, latest first."""

    id: UUID
    name: str
    kind: str
    since: date
    until: date | None
    source: str
    imported: str
    text: str
    passages: tuple[Passage, ...]
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article as in force on the day it was asked for."""

    statute_id: UUID
    name: str
    since: date
    label: str
    text: str
    source: str


def blank(work: Work, text: str) -> Draft:
    """The form of a text to be imported: its name from the first line."""
    name = statute_text.title(text)
    return Draft(None, None, {**dict.fromkeys(ASKED), "name": name})


@deed("导入法律文本", ("statute", Operation.ADD))
def add(work: Work, values: dict[str, Any], text: str) -> UUID:
    """Keep one version of a text for the actor's unit; the same version twice is refused."""
    given = only(ASKED, values)
    found = complaints(ASKED, given)
    if given.get("until") and given.get("since") and given["until"] < given["since"]:
        found["until"] = "失效日期早于施行日期"
    refuse(found)
    stem = statute_text.stem(given["name"])
    _refuse_twice(work, stem, given["since"])
    record = Statute(
        id=work.new_id(),
        unit_id=work.unit_id,
        stem=stem,
        text=text,
        articles=len(statute_text.passages(text)),
        imported_by=work.me.name,
        imported_on=work.today,
        **given,
    )
    work.session.add(record)
    return record.id


@deed("移除法律文本", ("statute", Operation.CHANGE))
def remove(work: Work, key: UUID) -> None:
    """Take a text out of the library; it stays in the record of what was."""
    work.remove(work.open(Statute, key))


def read(work: Work, key: UUID) -> Text:
    """The whole text."""
    record = work.get(Statute, key)
    return Text(
        record.id,
        record.name,
        record.kind.label,
        record.since,
        record.until,
        record.source,
        f"{record.imported_by} {record.imported_on}",
        record.text,
        tuple(statute_text.passages(record.text)),
        tuple(_versions(work, record)),
    )


def _versions(work: Work, record: Statute) -> list[Version]:
    """Every version of a text its unit keeps, latest first."""
    query = (
        select(Statute.id, Statute.since, Statute.until)
        .where(
            Statute.removed_at.is_(None),
            Statute.unit_id == record.unit_id,
            Statute.stem == record.stem,
        )
        .order_by(Statute.since.desc())
    )
    rows = list(work.session.execute(query))
    latest = max((since for _, since, _ in rows if since <= work.today), default=date.min)
    return [
        Version(key, since, until, _state(since, until, since < latest, work.today)[1])
        for key, since, until in rows
    ]


def article(work: Work, cite: str, on: date | None = None) -> Article | None:
    """The first article a citation names that the library holds in the version in force.

    `on` is the day whose law is meant (default today). A citation that names an edition
    (“行政处罚法（2017年修正）”) opens that edition only. None where nothing fits: another
    version's words are never shown in its place.
    """
    day = on or work.today
    for wanted in statute_text.cited(cite):
        record = _in_force(work, wanted, day)
        if record is None:
            continue
        for passage in statute_text.passages(record.text):
            if passage.number == wanted.number:
                words = record.text[passage.begin : passage.end].strip()
                return Article(
                    record.id, record.name, record.since, passage.label, words, record.source
                )
    return None


def opened(work: Work, cite: str, on: date | None = None) -> Article:
    """The same for a click: WorkError in words says what is missing and who can bring it."""
    found = article(work, cite, on)
    if found is None:
        raise WorkError(
            f"法律库中没有“{cite}”的现行文本。法制审核员或者县指导办可以在"
            "“系统—法律—法律库”中导入。"
        )
    return found


def _in_force(work: Work, wanted: Cited, day: date) -> Statute | None:
    """The own unit's text before the county's, the latest version that had begun."""
    county = select(Unit.id).where(Unit.kind == UnitKind.COUNTY)
    query = (
        select(Statute)
        .where(
            Statute.removed_at.is_(None),
            Statute.stem == wanted.stem,
            (Statute.unit_id == work.unit_id) | Statute.unit_id.in_(county),
        )
        .order_by(Statute.since.desc(), Statute.id.desc())
    )
    rows = list(work.session.execute(query).scalars())
    if wanted.edition:
        return next((one for one in rows if wanted.edition in one.name), None)
    begun = [one for one in rows if one.since <= day]
    if not begun or (begun[0].until is not None and begun[0].until < day):
        return None
    same = [one for one in begun if one.since == begun[0].since]
    return next((one for one in same if one.unit_id == work.unit_id), same[0])


def _refuse_twice(work: Work, stem: str, since: date) -> None:
    query = select(Statute.name).where(
        Statute.unit_id == work.unit_id,
        Statute.stem == stem,
        Statute.since == since,
        Statute.removed_at.is_(None),
    )
    if name := work.session.execute(query).scalar():
        raise WorkError(
            f"“{name}”（自 {since} 起施行）已在法律库中。如需更换，请先移除原文本再导入。"
        )


def _listed(view: View) -> Select[Any]:
    query = select(Statute.id).where(Statute.removed_at.is_(None))
    for word in view.words.split():
        likely = f"%{_literal(word)}%"
        query = query.where(
            or_(Statute.name.like(likely, escape="\\"), Statute.text.like(likely, escape="\\"))
        )
    if kind := view.filters.get("kind"):
        query = query.where(Statute.kind == kind)
    return query.order_by(Statute.kind, Statute.stem, Statute.since.desc(), Statute.id)


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _shown(query: Select[Any], day: date) -> Select[Any]:
    later = aliased(Statute)
    newer = (
        select(later.id)
        .where(
            later.stem == Statute.stem,
            later.unit_id == Statute.unit_id,
            later.since > Statute.since,
            later.since <= day,
            later.removed_at.is_(None),
        )
        .exists()
    )
    unit = select(Unit.name).where(Unit.id == Statute.unit_id).scalar_subquery()
    columns = [getattr(Statute, name) for name in _SHOWN]
    return query.add_columns(*columns, unit, Statute.until, newer)


def _row(row: Any, day: date) -> Row:
    *shown, until, newer = row
    return (*shown, _state(shown[3], until, newer, day))


def _state(since: date, until: date | None, newer: bool, day: date) -> tuple[str, str]:
    if since > day:
        return "info", "尚未施行"
    if until is not None and until < day:
        return "none", "已失效"
    return ("none", "已有新版本") if newer else ("ok", "现行")


def _first(work: Work, view: View) -> list[Row]:
    found = work.session.execute(_shown(_listed(view), work.today).limit(PAGE))
    return [_row(row, work.today) for row in found]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(view), Statute.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = _shown(_listed(View()).where(Statute.id.in_(keys)), work.today)
    return listing.in_order([_row(row, work.today) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
