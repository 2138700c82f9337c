"""Every role x table x column x operation x own or other unit, as raw logins of the server."""

from __future__ import annotations

import random

import pytest
from psycopg import sql
from shared_bench import Bench, Raw, mismatches, outcome

from desktop.permissions import RULES, Operation, Scope
from desktop.roles import Role
from desktop.store.tables import METADATA

MUTANTS = 60


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_the_server_grants_exactly_what_is_declared(bench: Bench, role: Role) -> None:
    with bench.login(role.value) as raw:
        tried, wrong = mismatches(raw, bench, role, METADATA.sorted_tables)
    assert wrong == []
    assert tried > 1000


def test_published_rows_of_other_units_are_readable_and_nothing_else_of_them(bench: Bench) -> None:
    own, other = bench.sides("clerk")
    with bench.owner() as raw:
        for side, kind in ((own, "case"), (other, "case"), (other, "person")):
            values = (kind, "浦", side.known["person"], side.unit)
            raw.execute("INSERT INTO gram VALUES (%s, %s, %s, %s)", values)
    seen = "SELECT kind, unit_id FROM gram WHERE gram = '浦'"
    with bench.login("clerk") as raw:
        found = set(raw.execute(seen))
    with bench.owner() as raw:
        raw.execute("DELETE FROM gram WHERE gram = '浦'")  # the bench is shared by all tests here
    assert found == {("case", own.unit), ("person", other.unit)}


@pytest.mark.parametrize("who", [role.value for role in Role])
def test_a_switched_off_account_sees_nothing(bench: Bench, who: str) -> None:
    login = bench.actors[who].login
    with bench.owner() as raw:
        raw.execute("UPDATE account SET active = false WHERE login = %s", (login,))
    with bench.login(who) as raw:
        counts = [_count(raw, table) for table in RULES]
        raw.rollback()
    with bench.owner() as raw:
        raw.execute("UPDATE account SET active = true WHERE login = %s", (login,))
    assert sum(counts) == 0


def test_a_login_without_its_account_role_has_no_rights_of_the_group(bench: Bench) -> None:
    """Two groups in one hand would join the three administrators; the account decides."""
    login = sql.Identifier(bench.actors["officer"].login)
    with bench.owner() as raw:
        raw.execute(sql.SQL("GRANT zfa_auditor, zfa_guidance TO {}").format(login))
    with bench.login("officer") as raw:
        assert raw.execute("SELECT count(*) FROM audit_payload").fetchone() == (0,)
        units = raw.execute("SELECT DISTINCT unit_id FROM case_file").fetchall()
    with bench.owner() as raw:
        raw.execute(sql.SQL("REVOKE zfa_auditor, zfa_guidance FROM {}").format(login))
    assert units == [(bench.actors["officer"].unit_id,)]


def test_the_matrix_sees_every_planted_fault(bench: Bench) -> None:
    """Generated mutants of policies and grants, each in a transaction that is taken back."""
    with bench.owner() as raw:
        planted = _mutants(raw)
        missed = [text for role, table, text in planted if not _seen(raw, bench, role, table, text)]
    assert len(planted) >= MUTANTS
    assert missed == []


def _seen(raw: Raw, bench: Bench, role: Role, table: str, text: str) -> bool:
    with raw.transaction(force_rollback=True):
        raw.execute(text)
        login = sql.Identifier(bench.actors[role.value].login)
        raw.execute(sql.SQL("SET LOCAL SESSION AUTHORIZATION {}").format(login))
        _, wrong = mismatches(raw, bench, role, [METADATA.tables[table]])
    return bool(wrong)


def _mutants(raw: Raw) -> list[tuple[Role, str, str]]:
    """Policies gone or opened, verbs granted, row security off; a fixed sample of them."""
    names = raw.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'zfa'").fetchall()
    made = [mutant for (name,) in sorted(names) for mutant in _of_policy(name)]
    for table, rule in RULES.items():
        for operation in Operation:
            without = [role for role in Role if role not in rule.grants(operation)]
            made += [_gift(table, operation, role) for role in without]
        limited = [role for role, scope in rule.read.items() if scope is Scope.OWN]
        made += [
            (role, table, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY") for role in limited
        ]
    return random.Random(20260504).sample(made, MUTANTS)


def _of_policy(name: str) -> list[tuple[Role, str, str]]:
    """Without it; and, where it limits rows, without its limit."""
    table, role, operation = name.rsplit("_", 2)
    made = [(Role(role), table, f"DROP POLICY {name} ON {table}")]
    if RULES[table].grants(Operation(operation))[Role(role)] is Scope.OWN and operation != "change":
        clause = "WITH CHECK (true)" if operation == "add" else "USING (true)"
        made.append((Role(role), table, f"ALTER POLICY {name} ON {table} {clause}"))
    return made


def _gift(table: str, operation: Operation, role: Role) -> tuple[Role, str, str]:
    verb = {"read": "SELECT", "add": "INSERT", "change": "UPDATE", "erase": "DELETE"}[
        operation.value
    ]
    clause = "WITH CHECK (true)" if verb == "INSERT" else "USING (true)"
    group = f"zfa_{role.value}"
    return (
        role,
        table,
        f"GRANT SELECT, {verb} ON {table} TO {group}; "
        f"CREATE POLICY gift_s ON {table} FOR SELECT TO {group} USING (true); "
        f"CREATE POLICY gift ON {table} FOR {verb} TO {group} {clause}",
    )


def _count(raw: Raw, table: str) -> int:
    """Rows a person sees, by a column that is secret to nobody; 0 without any right."""
    column = METADATA.tables[table].columns[0].name
    return outcome(raw, sql.SQL("SELECT {} FROM {}").format(*map(sql.Identifier, (column, table))))
