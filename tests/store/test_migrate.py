"""Databases of every age come to the program's version, or say why not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import servers
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from deeds import names
from local_bench import KEY
from sqlalchemy import Connection, Engine

from desktop import models
from desktop.commands.opening import open_local, open_shared
from desktop.errors import WorkError
from desktop.permissions import RULES
from desktop.store import backup, engine, migrate, protect_sqlite, server, tables

OLD = Path(__file__).parent.parent / "data" / "old"
NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{revision}", "{before}"

def upgrade() -> None:
    {body}
"""
ADD_COLUMN = """with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("nickname", sa.Text))
        table.alter_column("note", type_=sa.String(900))"""


@pytest.fixture
def database(founded_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(founded_file, tmp_path / "office.db"))


@pytest.fixture
def shared(server_url: str) -> Iterator[Engine]:
    made = engine.shared_engine(servers.new_database(server_url))
    server.initialise(made)
    yield made
    made.dispose()


@contextmanager
def next_release(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> Iterator[str]:
    """The program as a later release, with one more migration."""
    versions = folder / "migrations" / "versions"
    here = Path(migrate.__file__).parent / "migrations"
    shutil.copytree(here, versions.parent, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT.format(revision="9999_next", before=migrate.head(), body=body)
    (versions / "9999_next.py").write_text(text, "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "__file__", str(folder / "migrate.py"))
        yield "9999_next"


def stamp(connection: Connection, revision: str) -> None:
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{revision}')")
    connection.commit()


def differences(connection: Connection) -> list[Any]:
    def ours(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        return not (kind == "table" and name == "alembic_version")

    context = MigrationContext.configure(
        connection, opts={"include_object": ours, "compare_type": True}
    )
    return list(compare_metadata(context, tables.METADATA))


def test_the_migrations_make_exactly_the_records_on_sqlcipher(database: Path) -> None:
    opened = engine.local_engine(database, KEY)
    with opened.connect() as connection:
        assert differences(connection) == []
    opened.dispose()


def test_the_migrations_make_exactly_the_records_on_postgresql(shared: Engine) -> None:
    with shared.connect() as connection:
        assert differences(connection) == []


def test_every_record_is_known_to_the_store_and_has_a_rule() -> None:
    files = {path.stem for path in Path(models.__file__).parent.glob("[a-z]*.py")}
    assert {module.__name__.rsplit(".", 1)[1] for module in tables.MODULES} == files - {
        "base",
        "types",
    }
    assert set(tables.METADATA.tables) == set(RULES)


def test_the_migrations_follow_one_another_without_forks() -> None:
    scripts = ScriptDirectory.from_config(migrate.config())
    assert len(scripts.get_heads()) == 1
    assert all(not script.is_merge_point for script in scripts.walk_revisions())


def test_a_new_local_database_is_made_and_opening_it_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "office.db"
    open_local(path, KEY).database.close()
    before = path.read_bytes()
    open_local(path, KEY).database.close()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["office.db"]


def test_a_newer_local_database_is_refused_and_left_alone(database: Path, tmp_path: Path) -> None:
    opened = engine.local_engine(database, KEY)
    with opened.connect() as connection:
        stamp(connection, "9999_next")
    opened.dispose()
    before = rows(database)
    with pytest.raises(WorkError, match=r"更新版本的程序建立.*9999_next.*安装新版"):
        open_local(database, KEY)
    assert rows(database) == before
    assert not (tmp_path / "backups").exists()


def test_an_upgrade_keeps_every_row_and_a_verified_backup_of_before(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(database)
    with next_release(monkeypatch, tmp_path / "release", ADD_COLUMN) as revision:
        office = open_local(database, KEY)
        with office.database.engine.connect() as connection:
            assert migrate.revision_of(connection) == revision
            assert protect_sqlite.present(connection) == protect_sqlite.compiled()
            connection.exec_driver_sql("SELECT nickname FROM person")
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        office.database.close()
    assert rows(database) == before
    (kept,) = (tmp_path / "backups").glob("*升级前*.db")
    assert backup.verify(kept, KEY).faults == ()
    assert backup.verify(database, KEY).faults == ()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("op.execute('DELETE FROM served_township'); op.execute('DELETE FROM unit')", "引用失效"),
        ("op.execute('DELETE FROM team')", "表 team 的记录减少"),
        ("op.add_column('unit', sa.Column('x', sa.Text)); op.execute('SELECT zfa')", "zfa"),
    ],
)
def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, sentence: str
) -> None:
    before = rows(database)
    opened = engine.local_engine(database, KEY)
    with (
        next_release(monkeypatch, tmp_path / "release", body),
        pytest.raises(Exception, match=sentence),
    ):
        migrate.upgrade(opened)
    with opened.connect() as connection:
        assert migrate.is_current(connection)
        assert protect_sqlite.present(connection) == protect_sqlite.compiled()
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert differences(connection) == []
    opened.dispose()
    assert rows(database) == before


def test_a_changed_declaration_is_put_in_force_without_a_migration(database: Path) -> None:
    opened = engine.local_engine(database, KEY)
    with opened.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER zfa_audit_add_person")
        connection.exec_driver_sql("CREATE TRIGGER old AFTER INSERT ON person BEGIN SELECT 1; END")
    opened.dispose()
    office = open_local(database, KEY)
    with office.database.engine.connect() as connection:
        assert protect_sqlite.present(connection) == protect_sqlite.compiled()
    office.database.close()


def test_a_shared_database_is_upgraded_by_its_owner_only(
    shared: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = shared.url.render_as_string(hide_password=False)
    with next_release(monkeypatch, tmp_path, "op.add_column('person', sa.Column('x', sa.Text))"):
        with pytest.raises(WorkError, match=r"尚未升级.*server upgrade"):
            open_shared(url)
        assert server.upgrade(shared)
        assert not server.upgrade(shared)
        open_shared(url).database.close()
    with pytest.raises(WorkError, match=r"更新版本的程序建立"):
        open_shared(url)


def test_a_failed_upgrade_of_a_shared_database_leaves_it_as_it_was(
    shared: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "op.add_column('person', sa.Column('x', sa.Text)); op.execute('SELECT zfa')"
    with next_release(monkeypatch, tmp_path, body), pytest.raises(Exception, match="zfa"):
        server.upgrade(shared)
    with shared.connect() as connection:
        assert migrate.is_current(connection)
        assert differences(connection) == []


def test_databases_of_all_releases_come_to_this_version_whole(
    founded_file: Path, tmp_path: Path
) -> None:
    """One file per earlier release, kept for ever (docs/decisions/0007-migrations.md)."""
    for old in (founded_file, *sorted(OLD.glob("*.db"))):
        path = Path(shutil.copyfile(old, tmp_path / old.name))
        before = rows(path)
        open_local(path, KEY).database.close()
        after = rows(path)
        assert {name: after.get(name, 0) for name in before} == before, old.name
        assert backup.verify(path, KEY).faults == (), old.name


def test_a_file_left_empty_by_a_crash_is_simply_filled(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.touch()
    office = open_local(path, KEY)
    assert names(office.database.engine) == []
    office.database.close()


def rows(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    opened = engine.reading_engine(path, KEY)
    with opened.connect() as connection:
        listed = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).scalars()
        counts = {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            for name in list(listed)
        }
    opened.dispose()
    return counts
