"""Settings in force for a unit: its own, else the county's, else the default of the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Invalid, WorkError
from desktop.models.setting import Setting
from desktop.models.unit import Unit, UnitKind
from desktop.permissions import Operation
from desktop.resources import resources
from desktop.services.once import once
from desktop.services.work import Work, deed


@dataclass(frozen=True)
class Declared:
    """A setting as the program knows it."""

    key: str
    label: str
    kind: str
    default: str
    confirm: bool


@dataclass(frozen=True)
class InForce:
    """The value on a day, and who stands behind it; unconfirmed where the law asks a person."""

    declared: Declared
    value: str
    since: date | None
    confirmed_by: str | None
    confirmed_on: date | None

    @property
    def unconfirmed(self) -> bool:
        """Whether a person must still confirm it before go-live."""
        return self.declared.confirm and self.confirmed_by is None


@cache
def declared() -> Mapping[str, Declared]:
    """Every setting by key, from resources/settings.toml."""
    raw = tomllib.loads((resources() / "settings.toml").read_text("utf-8"))
    return {key: Declared(key=key, **entry) for key, entry in raw.items()}


def in_force(work: Work, unit_id: UUID, on: date | None = None) -> dict[str, InForce]:
    """All settings of a unit on a day (default today)."""
    chosen = held(work, unit_id, on)
    return {key: _shown(entry, chosen.get(key)) for key, entry in declared().items()}


def held(work: Work, unit_id: UUID, on: date | None = None) -> dict[str, Setting]:
    """Every record in force by key, the unit's own before the county's.

    A paper written for a day before anything was confirmed takes what was confirmed first: an
    address or an account does not become unknown by being entered late. Numbers of law have
    dates of their own (`law_setting`).
    """
    day = on or work.today
    chosen: dict[str, Setting] = {}
    for row in _ordered(work, unit_id):
        other = chosen.get(row.key)
        late = other is not None and row.since > day
        if not late and (other is None or row.unit_id == unit_id or other.unit_id != unit_id):
            chosen[row.key] = row
    return chosen


@once
def _ordered(work: Work, unit_id: UUID) -> list[Setting]:
    """A unit's and the county's records by their first day."""
    county = select(Unit.id).where(Unit.kind == UnitKind.COUNTY)
    query = (
        select(Setting)
        .where(
            Setting.removed_at.is_(None),
            (Setting.unit_id == unit_id) | Setting.unit_id.in_(county),
        )
        .order_by(Setting.since, Setting.id)
    )
    return list(work.session.execute(query).scalars())


def value(work: Work, key: str, unit_id: UUID | None = None) -> str:
    """One setting in force today for a unit (default the actor's)."""
    return in_force(work, unit_id or work.unit_id)[key].value


def number(work: Work, key: str, unit_id: UUID | None = None) -> int:
    """One whole number in force today."""
    return int(value(work, key, unit_id))


@deed("确认设置", ("setting", Operation.ADD))
def confirm(
    work: Work, key: str, value: str, source: str | None = None, unit_id: UUID | None = None
) -> None:
    """Put a value in force from today, confirmed by the actor; earlier ones stay in history."""
    entry = declared().get(key)
    if entry is None:
        raise WorkError(f"没有名为“{key}”的设置项。")
    text = value.strip()
    if entry.kind == "integer" and not text.isdigit():
        raise Invalid({"value": f"{entry.label}应为整数。"})
    work.session.add(
        Setting(
            id=work.new_id(),
            unit_id=unit_id or work.unit_id,
            key=key,
            value=text,
            since=work.today,
            confirmed_by=work.me.name,
            confirmed_on=work.today,
            source=source,
        )
    )


def _shown(entry: Declared, row: Setting | None) -> InForce:
    if row is None:
        return InForce(entry, entry.default, None, None, None)
    return InForce(entry, row.value or "", row.since, row.confirmed_by, row.confirmed_on)
