"""The county's townships as a list: mode, empowerment, area, population, name on the seal."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from desktop.fields import Field
from desktop.models.unit import EmpowermentMode, Township, Unit
from desktop.services import listing, unit
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Work

_OF_TOWNSHIP = ("mode", "empowered_since", "area", "population", "issuer_name")
COLUMNS = (
    Field(name="name", label="乡镇（街道）", width=10),
    Field(name="code", label="代码", width=12),
    *(unit.TOWNSHIP_FIELDS[name] for name in _OF_TOWNSHIP),
    Field(name="state", label="状态", width=12),
)


def state_of(row: Any, day: date) -> tuple[str, str]:
    """Level and words: empowered on the day, and whether the seal's name was compared."""
    if row.mode is EmpowermentMode.EMPOWERED:
        running = (
            row.empowered_since is not None
            and row.empowered_since <= day
            and (row.empowered_until is None or day <= row.empowered_until)
        )
        if not running:
            return "warn", "赋权未生效"
        return ("ok", "已赋权") if row.issuer_confirmed else ("warn", "名称未核对")
    return "info", "未赋权"


def _listed(view: View) -> Select[Any]:
    query = (
        select(Unit.id)
        .join(Township, Township.unit_id == Unit.id)
        .where(Unit.removed_at.is_(None), Township.removed_at.is_(None))
        .order_by(Unit.position)
    )
    for word in view.words.split():
        query = query.where(Unit.name.like(f"%{word}%") | Unit.code.like(f"{word}%"))
    return query


def _shown(query: Select[Any]) -> Select[Any]:
    columns = [getattr(Township, name) for name in _OF_TOWNSHIP]
    return query.add_columns(
        Unit.name, Unit.code, *columns, Township.empowered_until, Township.issuer_confirmed
    )


def _row(row: Any, day: date) -> Row:
    return (*tuple(row)[:-2], state_of(row, day))


def _first(work: Work, view: View) -> list[Row]:
    found = work.session.execute(_shown(_listed(view)).limit(PAGE))
    return [_row(row, work.today) for row in found]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(view), Unit.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = _shown(_listed(View()).where(Unit.id.in_(keys)))
    return listing.in_order([_row(row, work.today) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
