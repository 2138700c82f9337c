"""`zhifatai restore FILE`: put a verified backup in place; what was there is kept aside."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands import unlocking
from desktop.errors import WorkError
from desktop.store import backup
from desktop.store.place import refuse_unsafe_place
from desktop.store.vault_file import vault_path


def run(arguments: list[str]) -> int:
    """Exit code 0 when the backup is in place; WorkError where nothing was changed."""
    parser = argparse.ArgumentParser(prog="zhifatai restore", description="从备份恢复本机数据库")
    parser.add_argument("backup", type=Path, metavar="备份文件", help="zhifatai backup 生成的文件")
    unlocking.add_options(parser)
    options = parser.parse_args(arguments)
    if not options.backup.exists():
        raise WorkError(f"找不到备份文件：{options.backup}。请核对路径后重试。")
    path = unlocking.database_of(options)
    refuse_unsafe_place(path)
    key = unlocking.open_vault(_vault(options.backup, path), options).subkey("database")
    aside = backup.restore(options.backup, key, path)
    if aside is not None:
        print(f"原数据库已改名保存：{aside}")
    print(f"已恢复：{path}")
    return 0


def _vault(source: Path, path: Path) -> Path:
    """The backup's own vault file, else the one beside the database."""
    own = vault_path(source)
    return own if own.exists() else vault_path(path)
