"""Backups through SQLite's own backup call, each verified by opening it again."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.errors import WorkError
from desktop.store import audit
from desktop.store.engine import local_engine, open_cipher
from desktop.values import CHINA

VAULT_SUFFIX = ".vault.json"


@dataclass(frozen=True)
class Report:
    """What a verification found; sound when `faults` is empty."""

    rows: int
    entries: int
    faults: tuple[str, ...]


def vault_path(database: Path) -> Path:
    """Where the wrapped key of a database lies: beside it."""
    return database.with_name(database.name + VAULT_SUFFIX)


def back_up(path: Path, key: bytes, target: Path) -> Report:
    """Copy the database and its vault file to `target`, verified before it gets its name."""
    if not path.exists():
        raise WorkError(f"找不到要备份的数据库：{path}。")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as room:
        fresh = Path(room) / target.name
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
    stamp = datetime.now(CHINA).strftime("%Y%m%d-%H%M%S")
    target = path.parent / "backups" / f"{path.stem}-升级前-{stamp}{path.suffix}"
    back_up(path, key, target)
    return target


def restore(source: Path, key: bytes, path: Path) -> Path | None:
    """Put a verified backup in place; the database that was there is kept aside and named."""
    report = verify(source, key)
    if report.faults:
        raise WorkError(f"备份文件未通过校验：{report.faults[0]}。现有数据库没有改动。")
    aside = None
    if path.exists():
        stamp = datetime.now(CHINA).strftime("%Y%m%d-%H%M%S")
        aside = path.with_name(f"{path.stem}-恢复前-{stamp}{path.suffix}")
        _copy(path, aside, key)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restore-") as room:
        fresh = Path(room) / path.name
        _copy(source, fresh, key)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        fresh.replace(path)
    if vault_path(source).exists() and not vault_path(path).exists():
        shutil.copyfile(vault_path(source), vault_path(path))
    return aside


def verify(path: Path, key: bytes) -> Report:
    """Every page's HMAC, the structure, the references and every audit chain."""
    connection = open_cipher(path, key)
    try:
        faults = [
            f"页面校验失败（{row[0]}）"
            for row in connection.execute("PRAGMA cipher_integrity_check")
        ]
        structure = connection.execute("PRAGMA integrity_check").fetchall()
        faults += [f"结构损坏（{row[0]}）" for row in structure if row[0] != "ok"]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        faults += [f"表 {row[0]} 有失效的引用" for row in broken]
        rows = connection.execute("SELECT count(*) FROM deed").fetchone()[0]
        entries = connection.execute("SELECT count(*) FROM audit_entry").fetchone()[0]
    finally:
        connection.close()
    faults += _audit_faults(path, key)
    return Report(rows, entries, tuple(faults))


def _audit_faults(path: Path, key: bytes) -> list[str]:
    engine = local_engine(path, key)
    try:
        with engine.connect() as connection:
            return [found.sentence for found in audit.breaks(connection)]
    finally:
        engine.dispose()


def _copy(source: Path, target: Path, key: bytes) -> None:
    """A consistent copy while others may be writing; plain file copies are not."""
    reading, writing = open_cipher(source, key), open_cipher(target, key)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")
    finally:
        reading.close()
        writing.close()
