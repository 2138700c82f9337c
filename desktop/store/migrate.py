"""Bringing a database to the program's version; a newer one is refused in words."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from desktop.errors import WorkError
from desktop.store import protect_postgresql, protect_sqlite
from desktop.store.secrets_of_database import ensure_secret_keys


def revision_of(connection: Connection) -> str | None:
    """The version a database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The version this program writes."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    assert revision is not None
    return revision


def is_current(connection: Connection) -> bool:
    """True at the program's version; a newer database is refused."""
    found = revision_of(connection)
    if found == head():
        return True
    _refuse_newer(found)
    return False


def upgrade(engine: Engine) -> bool:
    """Migrate, recreate the derived objects, check foreign keys; True when something changed.

    SQLite: on a connection of its own with foreign keys off, set outside the transaction, and
    all derived objects dropped first (batch mode would carry deletions into child rows).
    """
    with engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        found = revision_of(connection)
        connection.rollback()
        if found == head():
            return False
        _refuse_newer(found)
        local = connection.dialect.name == "sqlite"
        if local:
            _foreign_keys(connection, on=False)
            protect_sqlite.drop(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if local:
            _refuse_broken_references(connection)
        ensure_secret_keys(connection)
        protect(connection)
        connection.commit()
        if local:
            _foreign_keys(connection, on=True)
    return True


def protect(connection: Connection) -> None:
    """Recreate triggers, functions, grants and policies from the declarations."""
    if connection.dialect.name == "sqlite":
        protect_sqlite.protect(connection)
    else:
        protect_postgresql.protect(connection)


def is_empty(engine: Engine) -> bool:
    """Whether nothing was ever made here."""
    return not inspect(engine).get_table_names()


def _refuse_newer(found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise WorkError(
            f"数据库由更新版本的程序建立（版本 {found}，本程序为 {head()}），为免损坏数据，不能打开。"
            "请安装新版执法台后再使用。"
        )


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise WorkError(f"升级检查未通过：{len(broken)} 处引用失效。已停止升级，原数据库未改动。")


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Only outside a transaction; inside one SQLite ignores it silently."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
