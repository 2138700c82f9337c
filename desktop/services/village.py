"""Villages and communities of a township: where acts happen, and who manages the ground there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Conflict, Invalid
from desktop.fields import Field
from desktop.models.base import fields_of
from desktop.models.unit import Village
from desktop.permissions import Operation
from desktop.services import listing
from desktop.services.checking import complaints, only, refuse
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.names import initials, pinyin_key
from desktop.services.work import Draft, Work, deed

FIELDS = fields_of(Village)
_SHOWN = ("name", "code", "excluded", "since", "until")
COLUMNS = (*(FIELDS[name] for name in _SHOWN), Field(name="state", label="状态", width=8))
WRITES = (("village", Operation.ADD), ("village", Operation.CHANGE))


@dataclass(frozen=True)
class Place:
    """A village as a form offers it. `excluded`: managed by the development zone, if known."""

    id: UUID
    name: str
    initials: str
    excluded: bool | None

    def found_by(self, words: str) -> bool:
        """Whether a part of its name or of its initials is what was typed."""
        wanted = words.strip().lower()
        return wanted in self.name or wanted in self.initials


def offered(work: Work, unit_id: UUID, on: date, chosen: UUID | None = None) -> tuple[Place, ...]:
    """The villages of a township in use on a day by pinyin; `chosen` stays, ended or not."""
    found = [one for one in _of_unit(work, unit_id) if one.id == chosen or _runs(one, on)]
    return tuple(Place(one.id, one.name, initials(one.name), one.excluded) for one in found)


def open_(work: Work, key: UUID) -> Draft:
    """A village's form."""
    record = work.get(Village, key)
    return Draft(key, record.version, {name: getattr(record, name) for name in FIELDS})


def faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a village."""
    found = complaints(FIELDS, values)
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        found["until"] = "停用日期早于启用日期"
    return found


@deed("保存村（社区）", *WRITES)
def save(work: Work, draft: Draft, unit_id: UUID | None = None) -> UUID:
    """Add or change a village of a township (the own one unless said); a name runs only once."""
    refuse(faults(draft.values))
    values = only(FIELDS, draft.values)
    if draft.id is None:
        record = Village(id=work.new_id(), unit_id=unit_id or work.unit_id, **values)
        refuse_twice(work, record)
        work.session.add(record)
    else:
        record = work.open(Village, draft.id)
        if record.version != draft.version:
            theirs = open_(work, draft.id)
            raise Conflict("这个村（社区）刚被他人修改。", theirs.values, theirs.version)
        for name, value in values.items():
            setattr(record, name, value)
        refuse_twice(work, record)
    work.session.flush()
    return record.id


@deed("停用村（社区）", ("village", Operation.CHANGE))
def end(work: Work, key: UUID, until: date) -> None:
    """The last day of a village (merged, renamed); cases that name it keep it."""
    record = work.open(Village, key)
    if record.since and until < record.since:
        raise Invalid({"until": f"停用日期早于启用日期 {record.since}"})
    record.until = until


def refuse_twice(work: Work, record: Village) -> None:
    """Two villages of one name in one township at the same time are one entered twice."""
    with work.session.no_autoflush:
        others = _of_unit(work, record.unit_id)
    for other in others:
        if other.id == record.id or other.name != record.name:
            continue
        if not _before(other.until, record.since) and not _before(record.until, other.since):
            raise Invalid({"name": f"“{record.name}”已经在本乡镇（街道）的名单中"})


def _before(until: date | None, since: date | None) -> bool:
    return until is not None and since is not None and until < since


def _of_unit(work: Work, unit_id: UUID) -> list[Village]:
    query = select(Village).where(Village.unit_id == unit_id, Village.removed_at.is_(None))
    return sorted(work.session.execute(query).scalars(), key=lambda one: pinyin_key(one.name))


def _runs(one: Village, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on <= one.until)


def _listed(work: Work, view: View) -> list[Village]:
    """A township has some dozens: they are found by name or initials without an index."""
    wanted = view.words.strip().lower()
    return [
        one
        for one in _of_unit(work, view.filters.get("unit_id") or work.unit_id)
        if wanted in one.name or wanted in (one.code or "") or wanted in initials(one.name)
    ]


def state(one: Village, day: date) -> tuple[str, str]:
    """Level and words on a day."""
    if one.since and one.since > day:
        return "info", "尚未启用"
    if one.until and one.until < day:
        return "none", "已停用"
    return ("warn", "即将停用") if one.until else ("ok", "在用")


def _row(one: Village, day: date) -> Row:
    return (one.id, *(getattr(one, name) for name in _SHOWN), state(one, day))


def _first(work: Work, view: View) -> list[Row]:
    return [_row(one, work.today) for one in _listed(work, view)[:PAGE]]


def _ids(work: Work, view: View) -> bytes:
    return b"".join(one.id.bytes for one in _listed(work, view))


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = select(Village).where(Village.id.in_(keys), Village.removed_at.is_(None))
    found = [_row(one, work.today) for one in work.session.execute(query).scalars()]
    return listing.in_order(found, keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
