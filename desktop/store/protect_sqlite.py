"""Triggers of the local database, compiled from the permission declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite import dialect

from desktop.permissions import RULES, Operation, Rule
from desktop.store.audit import START
from desktop.store.tables import APPEND_ONLY, METADATA, fixed_columns, is_record

PREFIX = "zfa_"
_DIALECT = dialect()
Made = Iterator[tuple[str, str, str]]


def compiled() -> Mapping[str, str]:
    """Every derived object by name, with the statement that makes it."""
    return {name: statement for name, (_, statement) in _all().items()}


@cache
def trigger_tables() -> Mapping[str, str]:
    """The table each of our triggers stands on, by the trigger's name."""
    return {name: table for name, (table, _) in _all().items()}


def present(connection: Connection) -> Mapping[str, str]:
    """What the database has now, for comparing with `compiled`."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in rows}


def drop(connection: Connection) -> None:
    """Take every derived object away, as before a migration."""
    for name in present(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def protect(connection: Connection) -> None:
    """Drop and recreate all of them."""
    drop(connection)
    for statement in compiled().values():
        connection.exec_driver_sql(statement)


@cache
def _all() -> Mapping[str, tuple[str, str]]:
    """Name to table and statement."""
    made: dict[str, tuple[str, str]] = {}
    for table in METADATA.sorted_tables:
        for purpose, when, body in _of(table):
            name = f"{PREFIX}{purpose}_{table.name}"
            statement = f"CREATE TRIGGER {name} {when} BEGIN {body}; END"
            made[name] = (table.name, statement)
    return made


def _of(table: Table) -> Made:
    rule = RULES.get(table.name)
    if rule is not None and rule.audited:
        yield from _audit(table, rule)
    if table.name in APPEND_ONLY:
        yield _refusal("fixed", f"BEFORE UPDATE ON {table.name}", "rows are fixed")
    elif fixed := fixed_columns(table):
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in fixed)
        yield _refusal(
            "fixed", f"BEFORE UPDATE ON {table.name} WHEN {changed}", "columns are fixed"
        )
    if table.name in APPEND_ONLY or is_record(table):
        yield _refusal("kept", f"BEFORE DELETE ON {table.name}", "rows are kept")
    if rule is not None and "unit_id" in table.columns:
        yield from _row_scope(table.name, rule)


def _refusal(purpose: str, when: str, why: str) -> tuple[str, str, str]:
    return purpose, when, f"SELECT RAISE(ABORT, '{PREFIX[:-1]}: {why}')"


def _row_scope(name: str, rule: Rule) -> Made:
    for event, operation, rows in (
        ("INSERT", "add", ("NEW",)),
        ("UPDATE", "change", ("OLD", "NEW")),
        ("DELETE", "erase", ("OLD",)),
    ):
        if not rule.grants(Operation(operation)):
            continue
        test = " AND ".join(f"zfa_may('{name}', '{operation}', {row}.unit_id)" for row in rows)
        if event == "INSERT" and rule.signed:
            test += f" AND zfa_signs(NEW.{rule.signed})"
        yield _refusal(
            f"scope_{operation}", f"BEFORE {event} ON {name} WHEN NOT ({test})", "forbidden"
        )


def _audit(table: Table, rule: Rule) -> Made:
    yield _chain(table.name, "INSERT", "add", _whole(table, rule))
    yield _chain(table.name, "UPDATE", "change", _difference(table, rule))


def _value(table: Table, rule: Rule, column: str, row: str) -> str:
    """How a column enters the payload: masked, digested, as hex or as it is."""
    source = f"{row}.{column}"
    if column in rule.masked:
        return f"zfa_mask({source})"
    if column in rule.digested:
        return f"zfa_sha256({source})"
    if table.columns[column].type.compile(_DIALECT) == "BLOB":
        return f"CASE WHEN {source} IS NULL THEN NULL ELSE lower(hex({source})) END"
    return source


def _whole(table: Table, rule: Rule) -> str:
    pairs = ", ".join(
        f"'{column.name}', {_value(table, rule, column.name, 'NEW')}" for column in table.columns
    )
    return f"json_object({pairs})"


def _difference(table: Table, rule: Rule) -> str:
    rows = " UNION ALL ".join(
        f"SELECT '{column.name}' AS k, {_value(table, rule, column.name, 'OLD')} AS o, "
        f"{_value(table, rule, column.name, 'NEW')} AS n"
        for column in table.columns
        if column.name not in ("id", "unit_id")
    )
    return f"(SELECT json_group_object(k, json_array(o, n)) FROM ({rows}) WHERE o IS NOT n)"


def _chain(name: str, event: str, operation: str, payload: str) -> tuple[str, str, str]:
    """Payload first, whose digest and moment the connection notes; then the entry that seals it.

    Moment and digest are noted once because SQLite may evaluate an expression twice.
    """
    last = (
        f"SELECT coalesce(max(seq), 0) + 1 AS seq, coalesce(digest, '{START}') AS previous "
        "FROM audit_entry WHERE unit_id = NEW.unit_id"
    )
    what = f"'{name}', '{operation}', lower(hex(NEW.id))"
    body = (
        "INSERT INTO audit_payload (unit_id, seq, payload) "
        f"SELECT NEW.unit_id, seq, zfa_note({payload}) FROM ({last}); "
        "INSERT INTO audit_entry (unit_id, seq, at, actor, deed_id, record_table, operation, "
        "record_id, payload_digest, previous, digest) "
        f"SELECT NEW.unit_id, seq, zfa_at(), zfa_actor(), zfa_deed(), {what}, zfa_noted(), "
        f"previous, zfa_seal(previous, lower(hex(NEW.unit_id)), seq, {what}) FROM ({last})"
    )
    return f"audit_{operation}", f"AFTER {event} ON {name}", body
