"""Writing many rows of one table at once, past the unit of work but not past the triggers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Insert, bindparam, cast, func, insert, inspect, select
from sqlalchemy.dialects.postgresql import ARRAY

from desktop.models.base import Base
from desktop.services.work import Work

_AT_ONCE = 5_000


def insert_rows(work: Work, record: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert plain rows; every one must carry the same columns, keys and versions included."""
    if rows:
        insert_columns(work, record, {name: [row[name] for row in rows] for name in rows[0]})


def insert_columns(work: Work, record: type[Base], columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert whole columns of equal length.

    PostgreSQL takes them as arrays in one statement (`unnest`; COPY is refused into tables with
    row policies), SQLite as one prepared statement for all rows. Row scope, rights and audit
    are the database's own on both.
    """
    length = len(next(iter(columns.values()), ()))
    connection = work.session.connection()
    local = connection.dialect.name == "sqlite"
    for at in range(0, length, _AT_ONCE):
        part = {name: values[at : at + _AT_ONCE] for name, values in columns.items()}
        if local:
            connection.exec_driver_sql(*_by_rows(record, part, connection.dialect))
        else:
            connection.execute(_by_columns(record, part))
    if length:
        work.touch(record.__tablename__)


def _by_columns(record: type[Base], columns: Mapping[str, Sequence[Any]]) -> Insert:
    types = {name: ARRAY(inspect(record).columns[name].type) for name in columns}
    arrays = [
        cast(bindparam(None, list(values), types[name]), types[name])
        for name, values in columns.items()
    ]
    names = list(columns)
    table = func.unnest(*arrays).table_valued(*names).render_derived()
    return insert(record).from_select(names, select(*(table.c[name] for name in names)))


def _by_rows(
    record: type[Base], columns: Mapping[str, Sequence[Any]], dialect: Dialect
) -> tuple[str, list[tuple[Any, ...]]]:
    """The statement, and the rows as the driver takes them."""
    types = inspect(record).columns
    converted = [_converted(values, types[name].type, dialect) for name, values in columns.items()]
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {record.__tablename__} ({', '.join(columns)}) VALUES ({marks})"
    return statement, list(zip(*converted, strict=True))


def _converted(values: Sequence[Any], kind: Any, dialect: Dialect) -> Iterable[Any]:
    """A column as stored; equal values (units, choices, dates) are converted once."""
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    known: dict[Any, Any] = {}
    for value in values:
        if value not in known:
            known[value] = process(value)
    return [known[value] for value in values]
