"""The county's units, for choosing and for naming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from desktop.models.base import fields_of
from desktop.models.unit import Department, EmpowermentMode, Township, Unit, UnitKind
from desktop.services.names import initials
from desktop.services.work import Work

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


def townships(work: Work, on: date | None = None) -> list[TownshipState]:
    """Every township with its mode and empowerment on a day (default today)."""
    day = on or work.today
    rows = work.session.execute(
        select(Unit.name, Unit.short_name, Township)
        .join(Township, Township.unit_id == Unit.id)
        .where(Unit.removed_at.is_(None), Township.removed_at.is_(None))
        .order_by(Unit.position)
    )
    return [_state(name, short or "", township, day) for name, short, township in rows]


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
