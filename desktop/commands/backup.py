"""`zhifatai backup --to FILE`: a verified copy of the local database, while others work in it."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from desktop.commands import unlocking
from desktop.store import backup
from desktop.store.vault_file import vault_path
from desktop.values import CHINA


def run(arguments: list[str]) -> int:
    """Exit code 0 with the backup's path on the last line; WorkError where there is none."""
    parser = argparse.ArgumentParser(prog="zhifatai backup", description="备份本机数据库并校验")
    unlocking.add_options(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="位置", help="备份文件或者文件夹")
    options = parser.parse_args(arguments)
    path = unlocking.database_of(options)
    key = unlocking.open_vault(vault_path(path), options).subkey("database")
    target = _target(path, options.to)
    report = backup.back_up(path, key, target)
    print(f"备份完成并已校验：操作{report.rows}次，审计记录{report.entries}条。密钥文件一并备份。")
    print(target)
    return 0


def _target(path: Path, place: Path) -> Path:
    """A folder gets a file named after the database and the moment."""
    if not place.is_dir():
        return place
    stamp = datetime.now(CHINA).strftime("%Y%m%d-%H%M%S")
    return place / f"{path.stem}-备份-{stamp}{path.suffix}"
