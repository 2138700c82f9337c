"""The county's units, for choosing and for naming."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Conflict
from desktop.models.base import fields_of
from desktop.models.setting import Setting
from desktop.models.unit import Department, EmpowermentMode, Township, Unit, UnitKind
from desktop.permissions import Operation
from desktop.services.checking import complaints, only, refuse
from desktop.services.names import initials
from desktop.services.once import once
from desktop.services.work import Draft, Work, deed

FIELDS = fields_of(Unit)
TOWNSHIP_FIELDS = fields_of(Township)


@dataclass(frozen=True)
class UnitName:
    """A unit for a drop-down list."""

    id: UUID
    name: str
    kind: UnitKind
    code: str


@dataclass(frozen=True)
class TownshipState:
    """What is recorded of a township, and whether it is empowered on a day."""

    unit_id: UUID
    name: str
    short_name: str
    mode: EmpowermentMode
    empowered: bool
    since: date | None
    area: Decimal | None
    population: int | None
    excluded_area: str | None
    issuer_name: str
    issuer_confirmed: bool


def names(work: Work, kind: UnitKind | None = None) -> list[UnitName]:
    """Units in their official order."""
    query = select(Unit.id, Unit.name, Unit.kind, Unit.code).where(Unit.removed_at.is_(None))
    if kind is not None:
        query = query.where(Unit.kind == kind)
    return [UnitName(*row) for row in work.session.execute(query.order_by(Unit.position))]


def find_township(work: Work, words: str = "") -> list[tuple[UUID, str]]:
    """Townships by any part of the name or the initials of its pinyin, for choosing."""
    return _find(work, UnitKind.TOWNSHIP, words)


def find_department(work: Work, words: str = "") -> list[tuple[UUID, str]]:
    """County departments, found likewise."""
    return _find(work, UnitKind.DEPARTMENT, words)


def _find(work: Work, kind: UnitKind, words: str) -> list[tuple[UUID, str]]:
    wanted = words.strip().lower()
    return [
        (one.id, one.name)
        for one in names(work, kind)
        if wanted in one.name or wanted in initials(one.name)
    ]


@once
def townships(work: Work, on: date | None = None) -> list[TownshipState]:
    """Every township with its mode and empowerment on a day (default today)."""
    day = on or work.today
    rows = work.session.execute(
        select(Unit.name, Unit.short_name, Township)
        .join(Township, Township.unit_id == Unit.id)
        .where(Unit.removed_at.is_(None), Township.removed_at.is_(None))
        .order_by(Unit.position)
    )
    confirmed = _short_names(work, day)
    return [
        _state(name, confirmed.get(township.unit_id) or short or "", township, day)
        for name, short, township in rows
    ]


def _short_names(work: Work, day: date) -> dict[UUID, str | None]:
    """The short names townships confirmed as their own, by unit: they stand before ours."""
    query = (
        select(Setting.unit_id, Setting.value)
        .where(Setting.removed_at.is_(None), Setting.key == "short_name", Setting.since <= day)
        .order_by(Setting.since, Setting.id)
    )
    return {row[0]: row[1] for row in work.session.execute(query)}


def township(work: Work, unit_id: UUID, on: date | None = None) -> TownshipState | None:
    """One township, or None where the unit is none."""
    return next((one for one in townships(work, on) if one.unit_id == unit_id), None)


def departments(work: Work) -> list[tuple[UUID, str, str, bool]]:
    """The departments: unit id, name, field of law, whether dual-managed (S17)."""
    rows = work.session.execute(
        select(Unit.id, Unit.name, Department.field_of_law, Department.dual_managed)
        .join(Department, Department.unit_id == Unit.id)
        .where(Unit.removed_at.is_(None), Department.removed_at.is_(None))
        .order_by(Department.position)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _state(name: str, short: str, township: Township, day: date) -> TownshipState:
    since, until = township.empowered_since, township.empowered_until
    running = since is not None and since <= day and (until is None or day <= until)
    return TownshipState(
        unit_id=township.unit_id,
        name=name,
        short_name=short,
        mode=township.mode,
        empowered=township.mode is EmpowermentMode.EMPOWERED and running,
        since=since,
        area=township.area,
        population=township.population,
        excluded_area=township.excluded_area,
        issuer_name=township.issuer_name,
        issuer_confirmed=township.issuer_confirmed,
    )


def open_township(work: Work, unit_id: UUID) -> Draft:
    """The form of a township's own values: mode, dates, area, population, name on the seal."""
    record = _township_of(work, unit_id)
    return Draft(
        record.id, record.version, {name: getattr(record, name) for name in TOWNSHIP_FIELDS}
    )


@deed("修改乡镇（街道）信息", ("township", Operation.CHANGE))
def save_township(work: Work, draft: Draft) -> int:
    """Change a township; an empowered one must say since when (S01, S02)."""
    assert draft.id is not None
    record = work.open(Township, draft.id)
    if record.version != draft.version:
        theirs = open_township(work, record.unit_id)
        raise Conflict("这条记录刚被他人修改。", theirs.values, theirs.version)
    values = only(TOWNSHIP_FIELDS, draft.values)
    refuse(township_faults(values))
    for name, value in values.items():
        setattr(record, name, value)
    work.session.flush()
    return record.version


def township_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a township's form."""
    found = complaints(TOWNSHIP_FIELDS, values)
    since, until = values.get("empowered_since"), values.get("empowered_until")
    if until and (not since or until < since):
        found["empowered_until"] = "赋权截止日早于生效日，或者未填写生效日"
    area = values.get("area")
    if area is not None and area <= 0:
        found["area"] = "区域面积应大于零"
    return found


def _township_of(work: Work, unit_id: UUID) -> Township:
    query = select(Township).where(Township.unit_id == unit_id, Township.removed_at.is_(None))
    return work.session.execute(query).scalar_one()
