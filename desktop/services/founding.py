"""The first rows of a new database: the county's units, as the plan lists them."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models.unit import Department, EmpowermentMode, Team, Township, Unit, UnitKind
from desktop.resources import resources
from desktop.services.work import Work, deed

TEAM_SUFFIX = "综合行政执法队"


@deed("建立县乡单位")
def found(work: Work, empowered_since: date | None = None) -> UUID:
    """Write county, townships, departments and teams once; answers the county's unit id.

    `empowered_since` is the day the county's notice gives the first six their powers; without
    it they are recorded as empowered in mode, with no date, and cannot file cases yet.
    """
    existing = work.session.execute(select(Unit.id).where(Unit.kind == UnitKind.COUNTY)).scalar()
    if existing is not None:
        return existing
    plan = tomllib.loads((resources() / "county.toml").read_text("utf-8"))
    county = _unit(work, UnitKind.COUNTY, plan["county"], 0)
    for position, entry in enumerate(plan["township"], 1):
        _township(work, entry, position, empowered_since)
    for position, entry in enumerate(plan["department"], 1):
        _department(work, entry, position)
    return county.id


def _unit(work: Work, kind: UnitKind, entry: dict[str, Any], position: int) -> Unit:
    key = work.new_id()
    record = Unit(
        id=key,
        unit_id=key,
        kind=kind,
        name=entry["name"],
        short_name=entry.get("short"),
        code=entry["code"],
        position=position,
    )
    work.session.add(record)
    work.session.flush()
    return record


def _township(work: Work, entry: dict[str, Any], position: int, since: date | None) -> None:
    unit = _unit(work, UnitKind.TOWNSHIP, entry, position)
    first = entry.get("first", False)
    work.session.add_all(
        [
            Township(
                id=work.new_id(),
                unit_id=unit.id,
                mode=EmpowermentMode.EMPOWERED if first else EmpowermentMode.STATIONED,
                empowered_since=since if first else None,
                excluded_area=entry.get("excluded"),
                issuer_name=entry["issuer"],
                issuer_confirmed=False,
            ),
            Team(id=work.new_id(), unit_id=unit.id, name=team_name(entry["name"])),
        ]
    )


def team_name(township: str) -> str:
    """The name the plan gives every team (S13)."""
    return f"{township}{TEAM_SUFFIX}"


def _department(work: Work, entry: dict[str, Any], position: int) -> None:
    named = {"name": entry["name"], "code": f"3307260000{position:02d}"}
    unit = _unit(work, UnitKind.DEPARTMENT, named, 100 + position)
    work.session.add(
        Department(
            id=work.new_id(),
            unit_id=unit.id,
            field_of_law=entry["name"],
            dual_managed=entry.get("dual", False),
            position=position,
        )
    )
