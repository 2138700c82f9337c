"""Triggers of the local database, compiled from the permission declaration."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite import dialect

from desktop.models.base import Base, Record
from desktop.permissions import RULES, Rule
from desktop.store.audit import START

PREFIX = "zfa_"
_DIALECT = dialect()


def compiled() -> dict[str, str]:
    """Every derived object by name, with the statement that makes it."""
    made: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        made.update(_of(table))
    return made


def drop(connection: Connection) -> None:
    """Take every derived object away, as before a migration."""
    for name in present(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def protect(connection: Connection) -> None:
    """Drop and recreate all of them."""
    drop(connection)
    for statement in compiled().values():
        connection.exec_driver_sql(statement)


def present(connection: Connection) -> dict[str, str]:
    """What the database has now, for comparing with `compiled`."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE 'zfa!_%' ESCAPE '!'"
    )
    return {row.name: row.sql for row in rows}


def _of(table: Table) -> Iterator[tuple[str, str]]:
    rule = RULES.get(table.name)
    if table.name in ("audit_entry", "audit_payload", "deed"):
        yield from _append_only(table.name)
        return
    if rule is None:
        return
    if "unit_id" in table.columns:
        yield from _row_scope(table.name, rule)
    if rule.audited:
        yield from _audit(table, rule)
    if _is_record(table):
        yield _refusal(f"{PREFIX}keep_{table.name}", "BEFORE DELETE", table.name, "rows are kept")


def _is_record(table: Table) -> bool:
    return any(
        mapper.local_table is table and issubclass(mapper.class_, Record)
        for mapper in Base.registry.mappers
    )


def _append_only(name: str) -> Iterator[tuple[str, str]]:
    for event in ("UPDATE", "DELETE"):
        yield _refusal(
            f"{PREFIX}fixed_{name}_{event.lower()}", f"BEFORE {event}", name, "append only"
        )


def _refusal(trigger: str, when: str, table: str, why: str) -> tuple[str, str]:
    return trigger, (
        f"CREATE TRIGGER {trigger} {when} ON {table} BEGIN SELECT RAISE(ABORT, 'zfa: {why}'); END"
    )


def _row_scope(name: str, rule: Rule) -> Iterator[tuple[str, str]]:
    for event, operation, rows in (
        ("INSERT", "add", ("NEW",)),
        ("UPDATE", "change", ("OLD", "NEW")),
        ("DELETE", "erase", ("OLD",)),
    ):
        if event == "DELETE" and not rule.erase:
            continue
        trigger = f"{PREFIX}scope_{name}_{operation}"
        test = " AND ".join(f"zfa_may('{name}', '{operation}', {row}.unit_id)" for row in rows)
        yield (
            trigger,
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {name} WHEN NOT ({test}) "
            "BEGIN SELECT RAISE(ABORT, 'zfa: forbidden'); END",
        )


def _audit(table: Table, rule: Rule) -> Iterator[tuple[str, str]]:
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


def _chain(name: str, event: str, operation: str, payload: str) -> tuple[str, str]:
    """Payload first, then the entry that hashes it onto the unit's last one."""
    trigger = f"{PREFIX}audit_{name}_{operation}"
    parts = (
        f"a.previous, lower(hex(a.unit_id)), a.seq, a.at, zfa_actor(), zfa_deed(), '{name}', "
        f"'{operation}', a.record_id, a.payload_digest"
    )
    return trigger, (
        f"CREATE TRIGGER {trigger} AFTER {event} ON {name} BEGIN "
        "INSERT INTO audit_payload (unit_id, seq, payload) SELECT NEW.unit_id, "
        "coalesce((SELECT max(seq) FROM audit_entry WHERE unit_id = NEW.unit_id), 0) + 1, "
        f"{payload}; "
        "INSERT INTO audit_entry (unit_id, seq, at, actor, deed_id, record_table, operation, "
        "record_id, payload_digest, previous, digest) "
        f"SELECT a.unit_id, a.seq, a.at, zfa_actor(), zfa_deed(), '{name}', '{operation}', "
        f"a.record_id, a.payload_digest, a.previous, zfa_link({parts}) FROM ("
        "SELECT p.unit_id, p.seq, zfa_now() AS at, lower(hex(NEW.id)) AS record_id, "
        "zfa_sha256(p.payload) AS payload_digest, "
        "coalesce((SELECT digest FROM audit_entry e WHERE e.unit_id = p.unit_id "
        f"AND e.seq = p.seq - 1), '{START}') AS previous "
        "FROM audit_payload p WHERE p.unit_id = NEW.unit_id AND p.seq = "
        "coalesce((SELECT max(seq) FROM audit_entry WHERE unit_id = NEW.unit_id), 0) + 1"
        ") AS a; END"
    )
