"""Plausible rows for any table, made from its columns: new tables join the matrix by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Connection, Table, insert

from desktop.models import types
from desktop.permissions import RULES
from desktop.store.tables import METADATA

WRITTEN_BY_TRIGGERS = ("audit_entry", "audit_payload", "secret_key")
Known = dict[str, UUID]
_PLAIN: Mapping[type, Any] = {
    types.Key: uuid4,
    types.Instant: lambda: datetime.now(UTC),
    types.Money: lambda: Decimal("12.30"),
    date: lambda: date(2026, 5, 4),
    bytes: lambda: b"bytes",
    bool: lambda: True,
    int: lambda: 7,
    str: lambda: f"样例{uuid4().hex[:8]}",
}


def row_of(table: Table, unit: UUID, known: Known, login: str) -> dict[str, Any]:
    """One row of the unit; references point at the unit's own rows in `known`."""
    made = {column.name: _value(table, column, unit, known) for column in table.columns}
    if (rule := RULES.get(table.name)) and rule.signed:
        made[rule.signed] = login
    if table.name == "unit":
        made["unit_id"] = made["id"] = uuid4()
    return made


def fill(connection: Connection, unit: UUID, login: str) -> Known:
    """One row in every table for a unit that exists; answers their ids by table."""
    known: Known = {"unit": unit}
    for table in METADATA.sorted_tables:
        if table.name in WRITTEN_BY_TRIGGERS or table.name in known:
            continue
        row = row_of(table, unit, known, login)
        held = _held(connection, table, unit)
        known[table.name] = held or row.get("id") or row["record_id"]
        if held is None:
            connection.execute(insert(table).values(**row))
    return known


def _held(connection: Connection, table: Table, unit: UUID) -> UUID | None:
    """A row the county was founded with, where one unit can have no second."""
    if "id" not in table.columns:
        return None
    query = table.select().where(table.c.unit_id == unit).with_only_columns(table.c.id).limit(1)
    return connection.execute(query).scalar()


def _value(table: Table, column: Column[Any], unit: UUID, known: Known) -> Any:
    if column.name == "unit_id":
        return unit
    for key in column.foreign_keys:
        target = key.column.table.name
        return None if target == table.name else known[target]
    if isinstance(column.type, types.Keyed):
        return next(iter(column.type.choices))
    kind = type(column.type)
    return _PLAIN[kind if kind in _PLAIN else column.type.python_type]()
