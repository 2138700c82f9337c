"""Roles, grants, row policies and triggers of the shared database, from the declaration."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table

from desktop.models.base import Base, Record
from desktop.permissions import RULES, Operation, Rule, Scope
from desktop.resources import resources
from desktop.roles import Role

SCHEMA = "zfa"
_VERBS = {
    Operation.READ: "SELECT",
    Operation.ADD: "INSERT",
    Operation.CHANGE: "UPDATE",
    Operation.ERASE: "DELETE",
}
_FIXED = ("audit_entry", "audit_payload", "deed")


def group_of(role: Role) -> str:
    """The PostgreSQL group role that stands for one of ours."""
    return f"zfa_{role.value}"


def protect(connection: Connection) -> None:
    """Drop and recreate every derived object; runs as the owner of the schema."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    with raw.cursor() as cursor:  # the driver's own: SQLAlchemy would read % as a placeholder
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """All of it, in order; safe to run again."""
    yield from (_ensure_role(role) for role in Role)
    yield _drop_derived()
    yield (resources() / "store" / "postgresql.sql").read_text("utf-8")
    groups = ", ".join(group_of(role) for role in Role)
    yield f"REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA {SCHEMA} TO {groups}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM PUBLIC, {groups}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC"
    yield (f"GRANT EXECUTE ON FUNCTION {SCHEMA}.my_unit(), {SCHEMA}.my_account() TO {groups}")
    yield f"GRANT SELECT ON {SCHEMA}.alembic_version TO {groups}"
    for table in Base.metadata.sorted_tables:
        yield from _of(table)


def _ensure_role(role: Role) -> str:
    return (
        f"DO $$ BEGIN CREATE ROLE {group_of(role)} NOLOGIN NOBYPASSRLS NOINHERIT; "
        "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )


def _drop_derived() -> str:
    """Policies and triggers by their prefix; functions are replaced in place."""
    return f"""
    DO $$ DECLARE r record; BEGIN
      FOR r IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = '{SCHEMA}' LOOP
        EXECUTE format('DROP POLICY %I ON {SCHEMA}.%I', r.policyname, r.tablename);
      END LOOP;
      FOR r IN SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = '{SCHEMA}' AND NOT t.tgisinternal LOOP
        EXECUTE format('DROP TRIGGER %I ON {SCHEMA}.%I', r.tgname, r.relname);
      END LOOP;
    END $$"""


def _of(table: Table) -> Iterator[str]:
    name = f"{SCHEMA}.{table.name}"
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    rule = RULES.get(table.name)
    if rule is None:
        return
    for operation in Operation:
        for role, scope in rule.grants(operation).items():
            yield from _grant(table, rule, operation, role, scope)
    if table.name in _FIXED:
        yield _refusal(name, "fixed", "UPDATE OR DELETE", "append_only")
        yield _refusal(name, "truncated", "TRUNCATE", "append_only", each="STATEMENT")
    elif _is_record(table):
        yield _refusal(name, "kept", "DELETE", "append_only")
        yield _refusal(name, "truncated", "TRUNCATE", "append_only", each="STATEMENT")
    if rule.audited:
        yield (
            f"CREATE CONSTRAINT TRIGGER zz_audit AFTER INSERT OR UPDATE ON {name} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.audit_row("
            f"'{','.join(rule.masked)}', '{','.join(rule.digested)}')"
        )


def _is_record(table: Table) -> bool:
    return any(
        mapper.local_table is table and issubclass(mapper.class_, Record)
        for mapper in Base.registry.mappers
    )


def _grant(
    table: Table, rule: Rule, operation: Operation, role: Role, scope: Scope
) -> Iterator[str]:
    name, group, verb = f"{SCHEMA}.{table.name}", group_of(role), _VERBS[operation]
    yield f"GRANT {verb}{_columns(table, rule, operation, role)} ON {name} TO {group}"
    condition = _condition(rule, operation, scope)
    using = f"WITH CHECK ({condition})" if operation is Operation.ADD else f"USING ({condition})"
    if operation is Operation.CHANGE:
        using += f" WITH CHECK ({condition})"
    policy = f"{table.name}_{role.value}_{operation.value}"
    yield f"CREATE POLICY {policy} ON {name} FOR {verb} TO {group} {using}"


def _columns(table: Table, rule: Rule, operation: Operation, role: Role) -> str:
    """A column list where some columns are secret to this role, else the whole table."""
    if operation is not Operation.READ or not rule.secret or role in rule.secret_roles:
        return ""
    open_columns = [column.name for column in table.columns if column.name not in rule.secret]
    return f" ({', '.join(open_columns)})"


def _condition(rule: Rule, operation: Operation, scope: Scope) -> str:
    if scope is Scope.ALL:
        return "true"
    own = f"unit_id = (SELECT {SCHEMA}.my_unit())"
    if operation is Operation.READ and rule.published:
        kinds = ", ".join(f"'{kind}'" for kind in rule.published)
        return f"{own} OR kind IN ({kinds})"
    return own


def _refusal(name: str, trigger: str, event: str, function: str, each: str = "ROW") -> str:
    return (
        f"CREATE TRIGGER aa_{trigger} BEFORE {event} ON {name} FOR EACH {each} "
        f"EXECUTE FUNCTION {SCHEMA}.{function}()"
    )
