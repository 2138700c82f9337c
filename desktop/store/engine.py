"""Opening the two kinds of database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from desktop.errors import WorkError
from desktop.store import faults
from desktop.store.place import refuse_unsafe_place
from desktop.store.protect_postgresql import SCHEMA
from desktop.store.session_context import Context
from desktop.store.vault_file import WrongPassphrase

CONTEXT = "zfa_context"
_BUSY_SECONDS = 4
# FULL: NORMAL lost acknowledged commits at a power cut. Recursive triggers: without them a
# REPLACE would delete rows past our triggers.
_AT_WORK = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
)


def local_engine(path: Path, key: bytes) -> Engine:
    """The SQLCipher database at `path`, made when absent; `key` is its 256-bit data key."""
    refuse_unsafe_place(path)

    def connect() -> Any:
        connection = open_cipher(path, key)
        for pragma in _AT_WORK:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, module=driver(), poolclass=QueuePool, pool_size=5
    )
    event.listen(engine, "connect", _equip)
    event.listen(engine, "begin", _begin)
    return engine


def reading_engine(path: Path, key: bytes) -> Engine:
    """The same file for looking only: nothing of it is changed, wherever it lies."""
    if not path.exists():
        raise WorkError(f"找不到数据库文件：{path}。请核对路径后重试。")

    def connect() -> Any:
        connection = open_cipher(path, key)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine("sqlite://", creator=connect, module=driver(), poolclass=NullPool)


def open_cipher(path: Path, key: bytes) -> Any:
    """A raw connection with its key set and tried; refuses a wrong key."""
    connection = driver().connect(
        str(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except driver().DatabaseError as error:
        connection.close()
        if "not a database" not in str(error):
            raise faults.in_words(error) from error
        raise WrongPassphrase(
            f"无法打开数据库：{path}。密钥不符，或文件已损坏；请核对口令或恢复密钥，"
            "或从备份恢复（zhifatai restore）。"
        ) from error
    return connection


def shared_engine(url: str) -> Engine:
    """The PostgreSQL database behind `url`; the schema and the timeouts are set per session."""
    if not url.startswith(("postgresql://", "postgresql+psycopg://")):
        raise WorkError("共享数据库地址应以 postgresql:// 开头，请核对后重试。")
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    options = (
        f"-c search_path={SCHEMA} -c statement_timeout=15s -c lock_timeout=4s "
        "-c idle_in_transaction_session_timeout=60s"
    )
    return create_engine(
        url,
        pool_size=3,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5, "options": options},
    )


def context_of(connection: Connection) -> Context:
    """The context a local connection carries."""
    context = connection.connection.info[CONTEXT]
    assert isinstance(context, Context)
    return context


def driver() -> Any:
    """The SQLCipher driver's module."""
    import sqlcipher3.dbapi2

    return sqlcipher3.dbapi2


def _equip(connection: Any, entry: ConnectionPoolEntry) -> None:
    context = entry.info[CONTEXT] = Context()
    for name, (count, function) in context.functions().items():
        connection.create_function(name, count, function)
    connection.set_authorizer(context.authorize)


def _begin(connection: Connection) -> None:
    """Writers take the write lock at once: a late upgrade would fail instead of waiting."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
