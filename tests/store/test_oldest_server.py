"""The oldest server we promise, PostgreSQL 15, owned by an ordinary role as offices should."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
import servers
from deeds import adding
from office import PASSWORD, Office, found_county
from shared_bench import Bench, filled, mismatches
from sqlalchemy import text
from sqlalchemy.engine import make_url
from test_escalation_postgresql import ATTEMPTS, refused

from desktop.commands.opening import compose
from desktop.roles import Role
from desktop.store import audit, engine, server
from desktop.store.database import Database
from desktop.store.tables import METADATA


@pytest.fixture(scope="module")
def old() -> Iterator[Bench]:
    with servers.postgres("debian") as url:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as raw:
            raw.execute(f"CREATE ROLE county LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
            raw.execute("CREATE DATABASE county OWNER county")
        owned = make_url(url).set(username="county", password=PASSWORD, database="county")
        owner = engine.shared_engine(owned.render_as_string(hide_password=False))
        server.initialise(owner)
        database = Database(owner, compose)
        database.run(None, found_county)
        office = Office(lambda _: database)
        office.learn()
        with owner.begin() as connection:
            for actor in office.actors.values():
                server.ensure_login(connection, actor.login, actor.role, PASSWORD)
        owner.dispose()
        yield filled(owned.render_as_string(hide_password=False))


def test_it_grants_exactly_what_is_declared(old: Bench) -> None:
    for role in Role:
        with old.login(role.value) as raw:
            _, wrong = mismatches(raw, old, role, METADATA.sorted_tables)
        assert wrong == []


def test_no_statement_climbs_over_the_rights(old: Bench) -> None:
    """Large objects excepted: only a superuser can close them; they hold nothing of ours."""
    with old.login("officer") as raw:
        raw.autocommit = True
        passed = [statement for statement in ATTEMPTS if not refused(raw, statement)]
    assert [statement for statement in passed if not statement.startswith("SELECT lo_")] == []


def test_a_deed_is_audited_and_the_chain_holds(old: Bench) -> None:
    actor = old.actors["clerk"]
    url = make_url(old.url).set(username=actor.login, password=PASSWORD)
    clerk = engine.shared_engine(url.render_as_string(hide_password=False))
    Database(clerk, compose).run(actor, adding("单雄信"))
    clerk.dispose()
    owner = engine.shared_engine(old.url)
    with owner.connect() as connection:
        assert list(audit.breaks(connection)) == []
        query = text("SELECT count(*) FROM audit_entry WHERE actor = :actor")
        assert connection.execute(query, {"actor": actor.login}).scalar_one() == 1
    owner.dispose()
