"""Both engines for every service test: `office` is parametrised over them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office import PASSWORD, Office, found_county
from servers import drop_database, new_database, start_quick
from sqlalchemy.engine import make_url

from desktop.commands.opening import compose, open_local
from desktop.roles import Actor
from desktop.services.work import Work
from desktop.store import engine, server
from desktop.store.database import Database

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded local database to copy from."""
    path = tmp_path_factory.mktemp("founded") / "office.db"
    opened = open_local(path, KEY)
    opened.do(found_county)
    with opened.database.engine.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.database.close()
    return path


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A running PostgreSQL of this worker."""
    return start_quick(tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(scope="session")
def founded_database(server_url: str) -> Iterator[str]:
    """The name of a founded shared database to clone from."""
    url = new_database(server_url)
    owner = engine.shared_engine(url)
    server.initialise(owner)
    database = Database(owner, compose)
    database.run(None, found_county)
    office = Office(lambda _: database)
    office.learn()
    with owner.begin() as connection:
        for actor in office.actors.values():
            server.ensure_login(connection, actor.login, actor.role, PASSWORD)
    owner.dispose()
    yield make_url(url).database or ""
    drop_database(url)


@pytest.fixture
def local_office(founded_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A founded county on SQLCipher."""
    path = tmp_path / "office.db"
    shutil.copyfile(founded_file, path)
    database: Database[Work] = Database(engine.local_engine(path, KEY), compose)
    office = Office(lambda _: database, engine_name="sqlcipher")
    office.learn()
    yield office
    database.close()


@pytest.fixture
def shared_office(server_url: str, founded_database: str) -> Iterator[Office]:
    """A founded county on PostgreSQL, where every actor connects with the own login."""
    url = new_database(server_url, template=founded_database)
    opened: dict[str | None, Database[Work]] = {}

    def open_as(actor: Actor | None) -> Database[Work]:
        login = actor.login if actor else None
        if login not in opened:
            opened[login] = Database(engine.shared_engine(_url_of(url, login)), compose)
        return opened[login]

    office = Office(open_as, engine_name="postgresql")
    office.learn()
    yield office
    for database in opened.values():
        database.close()
    drop_database(url)


def _url_of(url: str, login: str | None) -> str:
    if login is None:
        return url
    personal = make_url(url).set(username=login, password=PASSWORD)
    return personal.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlcipher", "postgresql"])
def office(request: pytest.FixtureRequest) -> Office:
    """The same test on both engines."""
    name = "local_office" if request.param == "sqlcipher" else "shared_office"
    chosen = request.getfixturevalue(name)
    assert isinstance(chosen, Office)
    return chosen


@pytest.fixture
def statements() -> Callable[[Office], list[str]]:
    """Records the SQL of an office's engine, to pin the number of statements per question."""
    from sqlalchemy import event

    def record(office: Office, who: str = "clerk") -> list[str]:
        seen: list[str] = []
        chosen = office.as_(who).database.engine
        event.listen(
            chosen,
            "before_cursor_execute",
            lambda _c, _cur, statement, *_: seen.append(statement),
        )
        return seen

    return record


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Cases of every statutory term (K), convention (P) and guard (G), by how they came out."""
    kept = [
        str(value)
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", ())
        if name == "law case"
    ]
    if not kept:
        return
    counted = Counter(kept)
    terminalreporter.section("law cases: allowed / warned / asked / refused")
    for rule in sorted({one.split()[0] for one in kept}):
        numbers = (counted[f"{rule} {out}"] for out in ("allow", "warn", "unknown", "refuse"))
        terminalreporter.write_line(f"{rule:4} " + " / ".join(f"{one:3}" for one in numbers))
