"""Bringing a database to the program's version; a newer one is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select, text

from desktop.errors import WorkError
from desktop.store import faults, protect_postgresql, protect_sqlite
from desktop.store.secrets_of_database import ensure_secret_keys
from desktop.store.tables import METADATA

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('zfa.upgrade', 0))"


def config() -> Config:
    """Alembic's, with the migrations that came with the program."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return made


def revision_of(connection: Connection) -> str | None:
    """The version a database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The version this program writes."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None
    return revision


def versions() -> list[Path]:
    """The migration files, oldest first."""
    return sorted((Path(__file__).parent / "migrations" / "versions").glob("*.py"))


def is_current(connection: Connection) -> bool:
    """True at the program's version; a newer database is refused."""
    with faults.worded():
        found = revision_of(connection)
    if found == head():
        return True
    _refuse_newer(found)
    return False


def is_empty(engine: Engine) -> bool:
    """Whether nothing was ever made here."""
    return not inspect(engine).get_table_names()


def upgrade(engine: Engine) -> bool:
    """Migrate and protect, all of it or nothing; True when the tables changed.

    Derived objects are compared even where the tables stand: a release may change the
    declaration alone.
    """
    with faults.worded(), engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        if connection.dialect.name == "sqlite":
            return _upgrade_local(connection)
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(_LOCK)
        changed = _migrate(connection)
        connection.commit()
        return changed


def protect(connection: Connection) -> None:
    """Recreate triggers, functions, grants and policies from the declarations."""
    if connection.dialect.name == "sqlite":
        protect_sqlite.protect(connection)
    else:
        protect_postgresql.protect(connection)


def _upgrade_local(connection: Connection) -> bool:
    """With foreign keys off and no derived object: batch mode would delete child rows."""
    if is_current(connection):
        if protect_sqlite.present(connection) != protect_sqlite.compiled():
            protect(connection)
        connection.commit()
        return False
    connection.rollback()
    with _without_foreign_keys(connection):
        before = _counts(connection)
        protect_sqlite.drop(connection)
        _migrate(connection)
        _refuse_losses(connection, before)
        connection.commit()
    return True


def _migrate(connection: Connection) -> bool:
    found = revision_of(connection)
    if found != head():
        _refuse_newer(found)
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
    ensure_secret_keys(connection)
    protect(connection)
    return found != head()


def _refuse_newer(found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if found is not None and found not in known:
        raise WorkError(
            f"数据库由更新版本的程序建立（版本 {found}，本程序为 {head()}），为免损坏数据，不能打开。"
            "请安装新版执法台后再使用。"
        )


def _refuse_losses(connection: Connection, before: dict[str, int]) -> None:
    """Every reference holds and no table that is still there has fewer rows."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise WorkError(f"升级检查未通过：{len(broken)} 处引用失效。已停止升级，原数据库未改动。")
    after = _counts(connection)
    short = [name for name, rows in before.items() if after.get(name, rows) < rows]
    if short:
        raise WorkError(f"升级检查未通过：表 {short[0]} 的记录减少。已停止升级，原数据库未改动。")


def _counts(connection: Connection) -> dict[str, int]:
    present = set(inspect(connection).get_table_names())
    return {
        name: connection.execute(select(func.count()).select_from(text(name))).scalar_one()
        for name in METADATA.tables
        if name in present
    }


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Switched outside a transaction; inside one SQLite ignores it silently."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        raw.execute("PRAGMA foreign_keys = ON")
