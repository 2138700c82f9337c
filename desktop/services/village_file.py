"""A list of villages from a workbook or a TOML file: read, checked as a whole, then imported."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Invalid, WorkError
from desktop.exchange.cells import Progress, quiet
from desktop.exchange.reading import read_sheets
from desktop.exchange.sheet import read_rows
from desktop.fields import Field
from desktop.models.unit import Village
from desktop.permissions import Operation, Scope, scope_of
from desktop.services import unit, village
from desktop.services.checking import only
from desktop.services.roster_sheet import Places
from desktop.services.work import Work, deed

TOWN = Field(
    name="town", label="乡镇（街道）", required=False, aliases=("乡镇", "街道", "所属乡镇")
)
FIELDS: Mapping[str, Field] = {
    "town": TOWN,
    "name": village.FIELDS["name"],
    "code": village.FIELDS["code"],
    "excluded": replace(village.FIELDS["excluded"], aliases=("是否由开发区管理", "开发区管理")),
    "since": village.FIELDS["since"],
    "until": village.FIELDS["until"],
}


@dataclass(frozen=True)
class VillageFile:
    """Rows as they were read, with their place in the file; `faults` in words."""

    name: str
    rows: Sequence[tuple[str, Mapping[str, Any]]]
    faults: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """What importing would do. Nothing is imported while there are `faults`."""

    new: Sequence[tuple[UUID, Mapping[str, Any]]]
    changed: Sequence[tuple[UUID, Mapping[str, Any]]]
    same: int
    faults: Sequence[str]


def read(path: Path, progress: Progress = quiet) -> VillageFile:
    """Read a workbook (or csv); raises Unreadable with a sentence."""
    reading = read_rows(read_sheets(path, progress), FIELDS)
    rows = [(f"“{row.sheet}”第{row.number}行", row.values) for row in reading.rows]
    faults = [one.sentence for one in reading.findings if one.blocks]
    return VillageFile(path.name, rows, faults)


def read_toml(path: Path) -> VillageFile:
    """Read a list as data: `[[town]]` with `name` and `villages` (and `excluded`)."""
    rows = []
    for town in tomllib.loads(path.read_text("utf-8"))["town"]:
        for name in town["villages"]:
            zone = name in town["excluded"] if "excluded" in town else None
            rows.append((name, {"town": town["name"], "name": name, "excluded": zone}))
    return VillageFile(path.name, rows, ())


def check(work: Work, file: VillageFile, unit_id: UUID) -> Plan:
    """What the file would add and change; rows without a township belong to `unit_id`.

    A cell that is not in the file or empty leaves what is known as it is.
    """
    places = Places(unit.names(work))
    held = _held(work)
    new, changed, same, faults = [], [], 0, list(file.faults)
    seen: set[tuple[UUID, str]] = set()
    for where, row in file.rows:
        town = places.township(row["town"]) if row.get("town") else unit_id
        if town is None:
            faults.append(f"{where}：没有“{row['town']}”这个乡镇（街道）。")
            continue
        if town != work.unit_id and _own_only(work):
            faults.append(f"{where}：只能导入本乡镇（街道）的村（社区）。")
            continue
        key = (town, row["name"])
        values = {name: row[name] for name in village.FIELDS if row.get(name) is not None}
        if key in seen:
            faults.append(f"{where}：“{row['name']}”在文件中重复。")
        elif key not in held:
            new.append((town, only(village.FIELDS, values)))
        elif any(getattr(held[key], name) != value for name, value in values.items()):
            changed.append((held[key].id, values))
        else:
            same += 1
        seen.add(key)
    return Plan(new, changed, same, faults)


def _own_only(work: Work) -> bool:
    return scope_of(work.me.role, Village.__tablename__, Operation.ADD) is Scope.OWN


@deed("导入村（社区）名单", *village.WRITES)
def apply(work: Work, plan: Plan) -> int:
    """Import everything, or nothing where a row is wrong; answers how many were written."""
    if plan.faults:
        raise WorkError(f"文件中有 {len(plan.faults)} 处问题，没有导入。")
    for town, values in plan.new:
        _refuse(values, values)
        record = Village(id=work.new_id(), unit_id=town, **values)
        village.refuse_twice(work, record)
        work.session.add(record)
        work.session.flush()
    for key, values in plan.changed:
        held = work.open(Village, key)
        _refuse(values, {name: values.get(name, getattr(held, name)) for name in village.FIELDS})
        for name, value in values.items():
            setattr(held, name, value)
    work.session.flush()
    return len(plan.new) + len(plan.changed)


def _refuse(row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    if found := village.faults(values):
        raise Invalid({name: f"“{row['name']}”：{said}" for name, said in found.items()})


def _held(work: Work) -> dict[tuple[UUID, str], Village]:
    """The villages that still run, by township and name."""
    query = select(Village).where(Village.removed_at.is_(None), Village.until.is_(None))
    return {(one.unit_id, one.name): one for one in work.session.execute(query).scalars()}
