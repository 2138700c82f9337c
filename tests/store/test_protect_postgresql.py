"""The shared database's catalogue is what the declaration makes, and comes back to it."""

from __future__ import annotations

import pytest
from shared_bench import Bench
from sqlalchemy import Connection, create_engine

from desktop.store import protect_postgresql

CATALOGUE = """
SELECT format('policy %s.%s %s %s %s %s', tablename, policyname, cmd, roles, qual, with_check)
  FROM pg_policies WHERE schemaname = 'zfa'
UNION ALL SELECT format('table %s %s %s %s', relname, relrowsecurity, relkind,
  (SELECT array_agg(item::text ORDER BY item::text) FROM unnest(relacl) item))
  FROM pg_class WHERE relnamespace = 'zfa'::regnamespace
UNION ALL SELECT format('column %s.%s %s', attrelid::regclass, attname, attacl)
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  WHERE relnamespace = 'zfa'::regnamespace AND attacl IS NOT NULL
UNION ALL SELECT format('trigger %s %s', pg_get_triggerdef(pg_trigger.oid), tgenabled)
  FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
  WHERE relnamespace = 'zfa'::regnamespace AND NOT tgisinternal
UNION ALL SELECT format('function %s %s %s', pg_get_functiondef(oid), proacl, proowner::regrole)
  FROM pg_proc WHERE pronamespace = 'zfa'::regnamespace
UNION ALL SELECT format('schema %s %s', nspname, nspacl) FROM pg_namespace WHERE nspname = 'zfa'
"""
DAMAGE = (
    "DROP POLICY person_clerk_read ON person",
    "ALTER POLICY person_secret_clerk_read ON person_secret USING (true)",
    "CREATE POLICY x ON person USING (true)",
    "GRANT SELECT ON person_secret TO zfa_officer",
    "GRANT SELECT (actor) ON audit_entry TO PUBLIC",
    "REVOKE SELECT ON person FROM zfa_clerk",
    "DROP TRIGGER zz_audit ON person",
    "DROP TRIGGER aa_fixed ON paper",
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE FUNCTION left_over() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "GRANT EXECUTE ON FUNCTION masked(jsonb, text, text, bytea) TO PUBLIC",
)


def catalogue(connection: Connection) -> set[str]:
    return {row[0] for row in connection.exec_driver_sql(CATALOGUE.replace("%", "%%"))}


@pytest.mark.parametrize("damage", ["SELECT 1", *DAMAGE])
def test_protecting_brings_every_damaged_object_back(bench: Bench, damage: str) -> None:
    engine = create_engine(bench.url, connect_args={"options": "-c search_path=zfa"})
    with engine.connect() as connection:
        declared = catalogue(connection)
        connection.exec_driver_sql(damage)
        assert (catalogue(connection) == declared) == (damage == "SELECT 1")
        protect_postgresql.protect(connection)
        assert catalogue(connection) == declared
        connection.rollback()
    engine.dispose()


def test_a_new_database_and_an_old_one_are_protected_alike(server_url: str, bench: Bench) -> None:
    import servers

    from desktop.store import engine, server

    fresh = engine.shared_engine(servers.new_database(server_url))
    old = create_engine(bench.url, connect_args={"options": "-c search_path=zfa"})
    server.initialise(fresh)
    with fresh.connect() as one, old.connect() as other:
        assert catalogue(one) == catalogue(other)
    fresh.dispose()
    old.dispose()
