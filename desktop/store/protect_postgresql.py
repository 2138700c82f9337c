"""Roles, grants, row policies and triggers of the shared database, from the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import Connection, Table

from desktop.permissions import RULES, Operation, Rule, Scope
from desktop.resources import resources
from desktop.roles import Role
from desktop.store.tables import APPEND_ONLY, METADATA, fixed_columns, is_record

SCHEMA = "zfa"
_VERBS = {
    Operation.READ: "SELECT",
    Operation.ADD: "INSERT",
    Operation.CHANGE: "UPDATE",
    Operation.ERASE: "DELETE",
}


def group_of(role: Role) -> str:
    """The PostgreSQL group role that stands for one of ours."""
    return f"zfa_{role.value}"


def protect(connection: Connection) -> None:
    """Drop and recreate every derived object; runs as the owner of the schema."""
    with closing(
        connection.connection.cursor()
    ) as cursor:  # the driver's own: SQLAlchemy would read % as a placeholder
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """All of it, in order; safe to run again."""
    yield from (_ensure_role(role) for role in Role)
    yield _drop_derived()
    yield (resources() / "store" / "postgresql.sql").read_text("utf-8")
    groups = ", ".join(group_of(role) for role in Role)
    yield _database_rights(groups)
    yield f"REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA {SCHEMA} TO {groups}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM PUBLIC, {groups}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION {SCHEMA}.my_unit(text), {SCHEMA}.my_account() TO {groups}"
    yield f"GRANT SELECT ON {SCHEMA}.alembic_version TO {groups}"
    for table in METADATA.sorted_tables:
        yield from _of(table)


def _ensure_role(role: Role) -> str:
    return (
        f"DO $$ BEGIN CREATE ROLE {group_of(role)} NOLOGIN NOBYPASSRLS NOINHERIT; "
        "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )


def _drop_derived() -> str:
    """Every policy, trigger and function of the schema: all of them are derived."""
    return f"""
    DO $$ DECLARE statement text; BEGIN
      FOR statement IN
        SELECT format('DROP POLICY %I ON {SCHEMA}.%I', policyname, tablename)
          FROM pg_policies WHERE schemaname = '{SCHEMA}'
        UNION ALL SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass)
          FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
          WHERE c.relnamespace = '{SCHEMA}'::regnamespace AND NOT tgisinternal
      LOOP EXECUTE statement; END LOOP;
      FOR statement IN SELECT format('DROP FUNCTION %s', oid::regprocedure)
        FROM pg_proc WHERE pronamespace = '{SCHEMA}'::regnamespace
      LOOP EXECUTE statement; END LOOP;
    END $$"""


def _database_rights(groups: str) -> str:
    """Only members of our groups connect; nobody makes schemas or temporary tables."""
    return f"""
    DO $$ BEGIN
      EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO {groups}', current_database());
    END $$"""


def _of(table: Table) -> Iterator[str]:
    name = f"{SCHEMA}.{table.name}"
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield from _refusals(table, name)
    rule = RULES.get(table.name)
    if rule is None:
        return
    for operation in Operation:
        for role, scope in rule.grants(operation).items():
            yield from _grant(table, rule, operation, role, scope)
    if rule.audited:
        yield (
            f"CREATE CONSTRAINT TRIGGER zz_audit AFTER INSERT OR UPDATE ON {name} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.audit_row("
            f"'{','.join(rule.masked)}', '{','.join(rule.digested)}')"
        )


def _refusals(table: Table, name: str) -> Iterator[str]:
    """What holds for everybody, the owner included."""
    if table.name in APPEND_ONLY:
        yield _refusal("fixed", f"UPDATE ON {name} FOR EACH ROW", "rows are fixed")
    elif fixed := fixed_columns(table):
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in fixed)
        event = f"UPDATE ON {name} FOR EACH ROW WHEN ({changed})"
        yield _refusal("fixed", event, "columns are fixed")
    if table.name in APPEND_ONLY or is_record(table):
        yield _refusal("kept", f"DELETE ON {name} FOR EACH ROW", "rows are kept")
        yield _refusal("emptied", f"TRUNCATE ON {name} FOR EACH STATEMENT", "rows are kept")


def _refusal(trigger: str, event: str, why: str) -> str:
    return f"CREATE TRIGGER aa_{trigger} BEFORE {event} EXECUTE FUNCTION {SCHEMA}.refuse('{why}')"


def _grant(
    table: Table, rule: Rule, operation: Operation, role: Role, scope: Scope
) -> Iterator[str]:
    name, group, verb = f"{SCHEMA}.{table.name}", group_of(role), _VERBS[operation]
    yield f"GRANT {verb}{_columns(table, rule, operation, role)} ON {name} TO {group}"
    condition = _condition(table, rule, operation, role, scope)
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


def _condition(table: Table, rule: Rule, operation: Operation, role: Role, scope: Scope) -> str:
    """Asked of the account, not of the group alone: a switched-off account sees nothing."""
    mine = f"(SELECT {SCHEMA}.my_unit('{role.value}'))"
    if scope is Scope.ALL:
        return f"{mine} IS NOT NULL"
    condition = f"unit_id = {mine}" if "unit_id" in table.columns else "false"
    if operation is Operation.READ and rule.published:
        kinds = ", ".join(f"'{kind}'" for kind in rule.published)
        condition += f" OR {rule.published_by} IN ({kinds}) AND {mine} IS NOT NULL"
    if operation is Operation.ADD and rule.signed:
        condition += f" AND {rule.signed} = session_user"
    return condition
