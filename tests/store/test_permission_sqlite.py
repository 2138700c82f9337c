"""The same declaration on the local database: authorizer by column, triggers and session by row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from local_bench import KEY, LocalBench, build, mismatches
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desktop.permissions import RULES, Operation, Scope
from desktop.roles import Role
from desktop.store import protect_sqlite
from desktop.store.acting import acting
from desktop.store.engine import context_of
from desktop.store.tables import METADATA

ATTEMPTS = """
ATTACH 'x.db' AS x
DETACH main
PRAGMA writable_schema = 1
PRAGMA key = 'x'
PRAGMA rekey = 'x'
PRAGMA recursive_triggers = 0
PRAGMA foreign_keys = 0
PRAGMA ignore_check_constraints = 1
PRAGMA journal_mode = OFF
PRAGMA query_only = 0
PRAGMA trusted_schema = 1
PRAGMA table_info('person_secret')
VACUUM
VACUUM INTO 'y.db'
ANALYZE
REINDEX
DROP TRIGGER zfa_kept_audit_entry
DROP TRIGGER zfa_audit_add_person
DROP TABLE audit_entry
DROP INDEX ix_person_secret_id_digest
CREATE TABLE x (i)
CREATE TEMP TABLE x (i)
CREATE VIEW v AS SELECT id_number FROM person_secret
CREATE TEMP VIEW v AS SELECT id_number FROM person_secret
CREATE INDEX x ON person (name)
CREATE TRIGGER x AFTER INSERT ON person BEGIN DELETE FROM audit_entry; END
CREATE TEMP TRIGGER x AFTER INSERT ON person BEGIN DELETE FROM audit_entry; END
CREATE VIRTUAL TABLE x USING fts5(y)
ALTER TABLE person RENAME TO p
ALTER TABLE person ADD COLUMN x
ALTER TABLE person DROP COLUMN note
DELETE FROM audit_entry
UPDATE audit_entry SET actor = 'x'
REPLACE INTO audit_entry (unit_id, seq) VALUES (x'00', 1)
INSERT INTO audit_entry (unit_id, seq) VALUES (x'00', 1)
INSERT INTO audit_payload (unit_id, seq, payload) VALUES (x'00', 1, '{}')
DELETE FROM audit_payload
DELETE FROM person
UPDATE deed SET actor = 'x'
DELETE FROM deed
UPDATE secret_key SET value = x'00'
UPDATE alembic_version SET version_num = 'x'
SELECT * FROM alembic_version
SELECT sql FROM sqlite_master
SELECT * FROM sqlite_schema
SELECT * FROM pragma_table_info('person')
SELECT * FROM dbstat
SELECT load_extension('x')
SELECT zfa_mask('330726199002283180')
SELECT zfa_seal('0', '0', 1, 'a', 'b', 'c')
SELECT id_number FROM person_secret
SELECT quote(phone) FROM person_secret
SELECT count(id_number) FROM person_secret
SELECT 1 FROM person_secret WHERE id_number LIKE '3%'
SELECT 1 FROM person ORDER BY (SELECT phone FROM person_secret LIMIT 1)
SELECT x FROM (SELECT id_number AS x FROM person_secret)
WITH a AS (SELECT id_number FROM person_secret) SELECT * FROM a
WITH a AS MATERIALIZED (SELECT id_number FROM person_secret) SELECT * FROM a
WITH zfa_audit_add_person_secret AS MATERIALIZED (SELECT phone AS x FROM person_secret) SELECT x FROM zfa_audit_add_person_secret
WITH zfa_audit_add_person AS MATERIALIZED (SELECT payload AS x FROM audit_payload) SELECT x FROM zfa_audit_add_person
WITH zfa_audit_add_case_file AS MATERIALIZED (SELECT payload AS x FROM audit_payload) SELECT x FROM zfa_audit_add_case_file
WITH zfa_audit_add_case_file AS MATERIALIZED (SELECT phone AS x FROM person_secret) SELECT x FROM zfa_audit_add_case_file
INSERT INTO gram SELECT 'x', id_number, id, unit_id FROM person_secret
UPDATE case_file SET summary = (SELECT phone FROM person_secret LIMIT 1)
INSERT INTO case_file SELECT * FROM case_file RETURNING (SELECT phone FROM person_secret LIMIT 1)
UPDATE case_file SET place = (SELECT count(unit_id) FROM audit_payload)
INSERT INTO case_file (id) SELECT unit_id FROM headcount, import_batch
EXPLAIN SELECT id_number FROM person_secret
"""


@pytest.fixture(scope="module")
def local(founded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBench]:
    made = build(founded_file, tmp_path_factory.mktemp("rights") / "office.db", KEY)
    yield made
    made.engine.dispose()


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_the_local_database_grants_exactly_what_is_declared(local: LocalBench, role: Role) -> None:
    with acting(local.engine, local.actors[role.value], uuid4()) as connection:
        tried, wrong = mismatches(connection, local, role, METADATA.sorted_tables)
    assert wrong == []
    assert tried > 1000


def test_no_statement_climbs_over_the_rights_of_an_officer(local: LocalBench) -> None:
    passed = []
    for statement in ATTEMPTS.strip().splitlines():
        with acting(local.engine, local.actors["officer"], uuid4()) as connection:
            try:
                connection.exec_driver_sql(statement)
            except DBAPIError:
                continue
            passed.append(statement)
    assert passed == []


def test_a_replace_does_not_wipe_a_row_of_another_unit(local: LocalBench) -> None:
    """REPLACE deletes before it inserts, and SQLite would not ask the triggers."""
    own, other = local.sides("clerk")
    steal = text(
        "INSERT OR REPLACE INTO person SELECT name, sex, born_on, politics, education, major, "
        "establishment, rank, joined_on, duty_state, legal_number, legal_on, note, stroke_key, "
        "pinyin_key, initials, id, version, removed_at, removed_by_deed, :own FROM person "
        "WHERE id = :theirs"
    )
    with acting(local.engine, local.actors["clerk"], uuid4()) as connection:
        values = {"own": own.unit.bytes, "theirs": other.known["person"].bytes}
        with pytest.raises(DBAPIError, match="zfa: rows are kept"):
            connection.execute(steal, values)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("person", "unit_id = zeroblob(16)"),
        ("person", "id = zeroblob(16)"),
        ("paper", "data = '{}'"),
        ("paper", "number = 'x'"),
        ("document_number", "seq = 99"),
        ("setting", "value = 'x'"),
        ("deed", "actor = 'x'"),
    ],
)
def test_what_is_fixed_stays_even_for_the_program_itself(
    local: LocalBench, table: str, change: str
) -> None:
    with (
        acting(local.engine, None, uuid4()) as connection,
        pytest.raises(DBAPIError, match="are fixed"),
    ):
        connection.exec_driver_sql(f"UPDATE {table} SET {change}")


def test_a_deed_cannot_be_signed_with_another_name(local: LocalBench) -> None:
    own, _ = local.sides("clerk")
    add = text("INSERT INTO deed VALUES (randomblob(16), :unit, '样例', :name, '2026')")
    with acting(local.engine, local.actors["clerk"], uuid4()) as connection:
        connection.execute(add, {"unit": own.unit.bytes, "name": local.actors["clerk"].login})
        with pytest.raises(DBAPIError, match="zfa: forbidden"):
            connection.execute(add, {"unit": own.unit.bytes, "name": "captain@黄宅镇"})


def test_the_next_actor_on_the_same_connection_has_only_the_own_rights(local: LocalBench) -> None:
    query = "SELECT id_number FROM person_secret"
    with acting(local.engine, local.actors["clerk"], None) as connection:
        assert connection.exec_driver_sql(query).all()
    with (
        acting(local.engine, local.actors["officer"], None) as connection,
        pytest.raises(DBAPIError, match="prohibited"),
    ):
        connection.exec_driver_sql(query)


def test_the_triggers_are_the_declared_ones_and_protecting_again_changes_nothing(
    local: LocalBench,
) -> None:
    with acting(local.engine, None, uuid4()) as connection:
        assert protect_sqlite.present(connection) == protect_sqlite.compiled()
        connection.exec_driver_sql("DROP TRIGGER zfa_audit_add_person")
        assert protect_sqlite.present(connection) != protect_sqlite.compiled()
        protect_sqlite.protect(connection)
        protect_sqlite.protect(connection)
        assert protect_sqlite.present(connection) == protect_sqlite.compiled()


def test_the_matrix_sees_a_trigger_that_is_missing(local: LocalBench) -> None:
    """Triggers that limit somebody's writes to the own unit, taken away in turn; a fixed sample."""
    missed = []
    limits = [name for name in protect_sqlite.compiled() if name.startswith("zfa_scope_")]
    for name in random.Random(20260504).sample(limits, 16):
        operation, table = name.removeprefix("zfa_scope_").split("_", 1)
        grants = RULES[table].grants(Operation(operation))
        role = next((role for role, scope in grants.items() if scope is Scope.OWN), None)
        if role is not None:
            missed += [] if _seen_without(local, name, role, table) else [name]
    assert len(limits) > 40
    assert missed == []


def _seen_without(local: LocalBench, name: str, role: Role, table: str) -> bool:
    with acting(local.engine, None, uuid4()) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        context_of(connection).actor = local.actors[role.value]
        wrong = mismatches(connection, local, role, [METADATA.tables[table]])[1]
        context_of(connection).actor = None
        return bool(wrong)
