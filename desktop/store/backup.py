"""Backups through SQLite's own backup call, each verified by opening it again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from desktop.errors import WorkError
from desktop.store import audit, faults
from desktop.store.engine import driver, open_cipher, reading_engine
from desktop.store.vault_file import vault_path
from desktop.values import CHINA

__all__ = ["Report", "vault_path"]

_SIDE_FILES = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Report:
    """What a verification found; sound when `faults` is empty."""

    rows: int
    entries: int
    faults: tuple[str, ...]


def back_up(path: Path, key: bytes, target: Path) -> Report:
    """Copy the database and its vault file to `target`, verified before it gets its name.

    Other connections may go on writing; the copy is the state of one moment.
    """
    if not path.exists():
        raise WorkError(f"找不到要备份的数据库：{path}。")
    _refuse_same(path, target, "备份文件不能就是数据库本身，请另选文件名或文件夹。")
    with _room(target) as room:
        fresh = room / target.name
        _copy(path, fresh, key)
        report = verify(fresh, key)
        if report.faults:
            raise WorkError(f"备份未通过校验：{report.faults[0]}。没有生成备份文件。")
        fresh.replace(target)
        if vault_path(path).exists():
            shutil.copyfile(vault_path(path), vault_path(target))
    return report


def before_upgrade(path: Path, key: bytes) -> Path:
    """The backup made on its own before a migration."""
    target = path.parent / "backups" / f"{path.stem}-升级前-{_stamp()}{path.suffix}"
    back_up(path, key, target)
    return target


def restore(source: Path, key: bytes, path: Path) -> Path | None:
    """Put a verified backup in place; the database that was there is kept aside and named.

    What was there may be damaged or locked by another key: it is moved, not opened. The
    vault file of the backup comes with it.
    """
    _refuse_same(source, path, "备份文件和要恢复的数据库是同一个文件，请核对路径。")
    report = verify(source, key)
    if report.faults:
        raise WorkError(f"备份文件未通过校验：{report.faults[0]}。现有数据库没有改动。")
    with _room(path) as room:
        fresh = room / path.name
        _copy(source, fresh, key)
        if path.exists():
            _refuse_in_use(path, key)
        aside = _put_aside(path)
        fresh.replace(path)
        if vault_path(source).exists():
            shutil.copyfile(vault_path(source), vault_path(path))
    return aside


def verify(path: Path, key: bytes) -> Report:
    """Every page's HMAC, the structure, the references and every audit chain; changes nothing."""
    engine = reading_engine(path, key)
    try:
        with faults.worded(), engine.connect() as connection:
            found = [*_pages(connection)] or [*_contents(connection)]
            if found:
                return Report(0, 0, tuple(found))
            rows, entries = (
                connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                for table in ("deed", "audit_entry")
            )
            return Report(rows, entries, ())
    finally:
        engine.dispose()


def _refuse_same(one: Path, other: Path, sentence: str) -> None:
    if one.exists() and other.exists() and one.samefile(other):
        raise WorkError(sentence)


def _pages(connection: Connection) -> list[str]:
    """A damaged page makes every further question pointless."""
    broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    return [f"页面校验失败（{row[0]}）" for row in broken]


def _contents(connection: Connection) -> list[str]:
    structure = connection.exec_driver_sql("PRAGMA integrity_check").all()
    found = [f"结构损坏（{row[0]}）" for row in structure if row[0] != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found += [f"表 {row[0]} 有失效的引用" for row in broken]
    return found + [one.sentence for one in audit.breaks(connection)]


def _copy(source: Path, target: Path, key: bytes) -> None:
    """A consistent copy while others may be writing; plain file copies are not.

    In rollback-journal mode, so that it can be read from a disk nobody may write on.
    """
    with closing(open_cipher(source, key)) as reading, closing(open_cipher(target, key)) as writing:
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = DELETE")
        except driver().Error as error:
            raise faults.in_words(error) from error
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _put_aside(path: Path) -> Path | None:
    """Rename the database with its journal, and copy its vault; None where there was none."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.stem}-恢复前-{_stamp()}{path.suffix}")
    for suffix in _SIDE_FILES:
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.replace(aside.with_name(aside.name + suffix))
    if vault_path(path).exists():
        shutil.copyfile(vault_path(path), vault_path(aside))
    return aside


def _refuse_in_use(path: Path, key: bytes) -> None:
    """Leaving WAL needs the file for oneself; a file that cannot be opened is in nobody's use."""
    try:
        connection = open_cipher(path, key)
    except WorkError:
        return
    with closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        except driver().OperationalError as error:
            if "locked" in str(error):
                raise WorkError("数据库正在使用，请先退出执法台，再执行恢复。") from error


@contextmanager
def _room(target: Path) -> Iterator[Path]:
    """A folder for half-made files on the target's disk; what the disk refuses is said."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".zhifatai-") as room:
            yield Path(room)
    except OSError as error:
        raise WorkError(
            f"无法写入文件夹：{target.parent}（{error.strerror}）。请检查磁盘空间和写入权限后重试。"
        ) from error


def _stamp() -> str:
    return datetime.now(CHINA).strftime("%Y%m%d-%H%M%S")
