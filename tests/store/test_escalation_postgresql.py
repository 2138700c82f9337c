"""What somebody with a login and psql may try; nothing of it may get anywhere."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from shared_bench import Bench, Raw

from desktop.roles import Role

NOTHING_GRANTED = "01007"
CLIMB = """
SET ROLE postgres
SET SESSION AUTHORIZATION postgres
SET SESSION AUTHORIZATION "clerk@白马镇"
SET session_replication_role = replica
SET lo_compat_privileges = on
ALTER SYSTEM SET log_statement = 'none'
ALTER ROLE CURRENT_USER BYPASSRLS
ALTER ROLE CURRENT_USER SUPERUSER
ALTER ROLE CURRENT_USER CREATEROLE
ALTER USER postgres PASSWORD 'x'
ALTER ROLE "clerk@白马镇" PASSWORD 'x'
CREATE ROLE evil SUPERUSER
CREATE ROLE evil
GRANT zfa_guidance TO CURRENT_USER
GRANT postgres TO CURRENT_USER
GRANT ALL ON case_file TO PUBLIC
GRANT SELECT ON person_secret TO zfa_officer
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON TABLES TO PUBLIC
REASSIGN OWNED BY postgres TO CURRENT_USER
ALTER TABLE person DISABLE TRIGGER zz_audit
ALTER TABLE person DISABLE TRIGGER ALL
ALTER TABLE person DISABLE ROW LEVEL SECURITY
ALTER TABLE person OWNER TO CURRENT_USER
ALTER TABLE person ADD COLUMN x int
ALTER TABLE person RENAME TO p
DROP TABLE audit_entry
DROP TABLE person CASCADE
DROP SCHEMA zfa CASCADE
DROP TRIGGER zz_audit ON person
DROP TRIGGER aa_fixed ON paper
DROP POLICY person_clerk_read ON person
ALTER POLICY person_clerk_read ON person USING (true)
CREATE POLICY x ON person USING (true)
CREATE RULE x AS ON UPDATE TO person DO INSTEAD NOTHING
CREATE TRIGGER x BEFORE INSERT ON person EXECUTE FUNCTION zfa.refuse()
CREATE TABLE x (i int)
CREATE TABLE zfa.x (i int)
CREATE TABLE public.x (i int)
CREATE TEMP TABLE account AS SELECT 'x' AS login
CREATE TEMP VIEW v AS SELECT 1
CREATE SCHEMA evil
CREATE VIEW zfa.v AS SELECT * FROM person
CREATE FUNCTION zfa.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE OR REPLACE FUNCTION zfa.my_unit(w text) RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'
CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = uuid_eq)
CREATE CAST (text AS uuid) WITHOUT FUNCTION
CREATE TYPE public.t AS (i int)
CREATE EXTENSION dblink
CREATE EXTENSION file_fdw
CREATE LANGUAGE plpython3u
CREATE SERVER s FOREIGN DATA WRAPPER file_fdw
CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION zfa.refuse()
CREATE PUBLICATION p FOR ALL TABLES
CREATE DATABASE evil
ALTER FUNCTION zfa.audit_row() SET search_path = public
ALTER FUNCTION zfa.my_unit(text) OWNER TO CURRENT_USER
DROP FUNCTION zfa.audit_row() CASCADE
SELECT zfa.audit_row()
SELECT zfa.deed_of_transaction()
SELECT zfa.masked('{}', '', '', '')
SELECT zfa.link('x')
DO $$ BEGIN PERFORM zfa.link('x'); END $$
COPY person TO PROGRAM 'id'
COPY person FROM PROGRAM 'id'
COPY person TO '/tmp/x'
COPY (SELECT 1) TO '/tmp/x'
COPY person_secret FROM '/etc/passwd'
SELECT pg_read_file('postgresql.conf')
SELECT pg_read_binary_file('postgresql.conf')
SELECT pg_ls_dir('.')
SELECT pg_stat_file('postgresql.conf')
SELECT * FROM pg_authid
SELECT * FROM pg_shadow
SELECT lo_creat(-1)
SELECT lo_create(0)
SELECT lo_from_bytea(0, 'x')
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '/tmp/x')
SELECT pg_terminate_backend(pg_backend_pid()) FROM pg_authid
SELECT pg_reload_conf()
SELECT pg_rotate_logfile()
SELECT pg_create_physical_replication_slot('x')
SELECT pg_promote()
SET row_security = off; SELECT id FROM case_file
TRUNCATE audit_entry
TRUNCATE person CASCADE
TRUNCATE audit_payload, audit_entry, deed
DELETE FROM audit_entry
DELETE FROM deed
DELETE FROM person
UPDATE audit_entry SET seq = seq
UPDATE audit_payload SET payload = '{}'
UPDATE deed SET actor = 'x'
UPDATE secret_key SET value = ''
UPDATE alembic_version SET version_num = 'x'
INSERT INTO audit_entry SELECT * FROM audit_entry
INSERT INTO audit_payload VALUES (gen_random_uuid(), 1, '{}')
INSERT INTO alembic_version VALUES ('x')
REINDEX TABLE person
CLUSTER person USING pk_person
COMMENT ON TABLE person IS 'x'
SECURITY LABEL ON TABLE person IS 'x'
"""
ATTEMPTS = CLIMB.strip().splitlines()


def refused(raw: Raw, statement: str, values: Any = ()) -> bool:
    """Whether it failed, or granted nothing, which the server only warns of."""
    warned: list[str | None] = []
    raw.add_notice_handler(note := lambda said: warned.append(said.sqlstate))
    try:
        with raw.transaction(force_rollback=True):
            raw.execute(statement, values)
    except psycopg.Error:
        return True
    finally:
        raw.remove_notice_handler(note)
    return NOTHING_GRANTED in warned


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_no_statement_climbs_over_the_rights(bench: Bench, role: Role) -> None:
    with bench.login(role.value) as raw:
        raw.autocommit = True
        passed = [statement for statement in ATTEMPTS if not refused(raw, statement)]
    assert passed == []


def test_the_attempts_are_real_statements_for_whoever_owns_the_database(bench: Bench) -> None:
    """A misspelt attack proves nothing: most of them must work for the superuser."""
    with bench.owner() as raw:
        raw.autocommit = True
        works = [statement for statement in ATTEMPTS if not refused(raw, statement)]
    assert len(works) > len(ATTEMPTS) * 0.6


def a_deed(raw: Raw, bench: Bench, who: str, key: str | None = None) -> str:
    """Begin a deed as the program does."""
    actor, name = bench.actors[who], key or uuid4().hex
    raw.execute("SELECT set_config('zfa.deed', %s, true)", (name,))
    raw.execute(
        "INSERT INTO deed VALUES (%s, %s, '样例', %s, now())", (name, actor.unit_id, actor.login)
    )
    return name


def test_a_row_cannot_be_carried_to_another_unit_nor_taken_from_it(bench: Bench) -> None:
    own, other = bench.sides("clerk")
    with bench.login("clerk") as raw:
        a_deed(raw, bench, "clerk")
        raw.commit()
        assert refused(
            raw, "UPDATE person SET unit_id = %s WHERE unit_id = %s", (other.unit, own.unit)
        )
        assert (
            raw.execute(
                "UPDATE person SET unit_id = %s WHERE id = %s", (own.unit, other.known["person"])
            ).rowcount
            == 0
        )
        assert refused(
            raw, "UPDATE person SET id = gen_random_uuid() WHERE unit_id = %s", (own.unit,)
        )
        raw.rollback()


def test_an_upsert_does_not_reach_a_row_of_another_unit(bench: Bench) -> None:
    own, other = bench.sides("clerk")
    statement = (
        "INSERT INTO gram VALUES ('person', '浦', %s, %s) "
        "ON CONFLICT (kind, gram, record_id) DO UPDATE SET unit_id = excluded.unit_id"
    )
    with bench.login("clerk") as raw:
        assert refused(raw, statement, (other.known["gram"], own.unit))


def test_a_change_without_a_deed_of_the_own_login_is_refused_at_commit(bench: Bench) -> None:
    own, _ = bench.sides("clerk")
    change = "UPDATE person SET note = '无' WHERE unit_id = %s"
    with bench.login("captain") as raw:
        theirs = a_deed(raw, bench, "captain")
        raw.commit()
    for named in ("", theirs, uuid4().hex):
        with bench.login("clerk") as raw:
            raw.execute("SELECT set_config('zfa.deed', %s, true)", (named,))
            raw.execute(change, (own.unit,))
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no deed"):
                raw.commit()
            raw.rollback()


def test_a_deed_cannot_be_signed_with_another_name_or_unit(bench: Bench) -> None:
    own, other = bench.sides("clerk")
    add = "INSERT INTO deed VALUES (gen_random_uuid(), %s, '样例', %s, now())"
    with bench.login("clerk") as raw:
        assert refused(raw, add, (own.unit, bench.actors["captain"].login))
        assert refused(raw, add, (other.unit, bench.actors["clerk"].login))
        assert not refused(raw, add, (own.unit, bench.actors["clerk"].login))


def test_the_audit_names_who_is_connected_whatever_role_is_set(bench: Bench) -> None:
    own, _ = bench.sides("clerk")
    with bench.login("clerk") as raw:
        raw.execute("SET LOCAL ROLE zfa_clerk")
        deed = a_deed(raw, bench, "clerk")
        raw.execute("UPDATE person SET note = '改' WHERE id = %s", (own.known["person"],))
    with bench.owner() as raw:
        found = raw.execute("SELECT actor FROM audit_entry WHERE deed_id = %s", (deed,))
        assert found.fetchall() == [(bench.actors["clerk"].login,)]


def test_an_issued_paper_and_its_number_stay_as_they_are(bench: Bench) -> None:
    own, _ = bench.sides("clerk")
    with bench.login("clerk") as raw:
        for change in ("data = '{}'", "digest = 'x'", "number = 'x'", "dated = '2020-01-01'"):
            assert refused(raw, f"UPDATE paper SET {change} WHERE id = %s", (own.known["paper"],))
        number = own.known["document_number"]
        assert refused(raw, "UPDATE document_number SET seq = 99 WHERE id = %s", (number,))
        voided = "UPDATE paper SET state = 'void' WHERE id = %s"
        assert not refused(raw, voided, (own.known["paper"],))


def test_even_the_owner_does_not_empty_or_change_what_is_kept(bench: Bench) -> None:
    with bench.owner() as raw:
        for statement in (
            "DELETE FROM person",
            "TRUNCATE person CASCADE",
            "UPDATE audit_entry SET actor = 'x'",
            "DELETE FROM audit_payload",
            "TRUNCATE deed",
            "UPDATE secret_key SET value = 'x'",
        ):
            assert refused(raw, statement)


def test_statistics_and_running_statements_tell_nothing(bench: Bench) -> None:
    with bench.login("officer") as raw:
        seen = raw.execute(
            "SELECT count(*) FROM pg_stats WHERE schemaname = 'zfa' "
            "AND tablename IN ('person_secret', 'case_file', 'audit_payload')"
        )
        assert seen.fetchone() == (0,)
        others = raw.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename <> session_user "
            "AND query NOT IN ('', '<insufficient privilege>')"
        )
        assert others.fetchone() == (0,)


def test_a_stranger_to_the_office_cannot_even_connect(bench: Bench) -> None:
    with bench.owner() as raw:
        raw.autocommit = True
        raw.execute("DROP ROLE IF EXISTS stranger")
        raw.execute("CREATE ROLE stranger LOGIN PASSWORD 'Sample-2026'")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        bench.connect("stranger", "Sample-2026")
