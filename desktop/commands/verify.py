"""`zhifatai verify`: every page, reference and audit chain of a local database or a backup.

With `--checkpoint FILE` the chains are also compared with the signed checkpoint in that file,
which is then renewed; kept on another disk it shows a chain cut short or written anew. Exit
code 0 sound, 1 faults found, 2 could not be checked.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from desktop.commands import unlocking
from desktop.errors import WorkError
from desktop.store import backup, checkpoint, engine
from desktop.store.keys import Vault
from desktop.store.vault_file import vault_path
from desktop.values import CHINA

SOUND, FAULTY, UNCHECKED = 0, 1, 2


def run(arguments: list[str]) -> int:
    """Print what was found, one sentence a line."""
    parser = argparse.ArgumentParser(prog="zhifatai verify", description="校验数据库与审计链")
    unlocking.add_options(parser)
    parser.add_argument(
        "--checkpoint", type=Path, metavar="文件", help="审计检查点：先比对，无误后更新"
    )
    options = parser.parse_args(arguments)
    path = unlocking.database_of(options)
    try:
        vault = unlocking.open_vault(vault_path(path), options)
        report = backup.verify(path, vault.subkey("database"))
        found = report.faults or _against(options.checkpoint, path, vault)
    except WorkError as error:
        sys.stderr.write(f"{error}\n")
        return UNCHECKED
    for sentence in found:
        print(sentence)
    if found:
        print("发现以上问题。请停止写入，保留现场文件，并从最近的备份恢复（zhifatai restore）。")
        return FAULTY
    print(f"校验通过：操作{report.rows}次，审计记录{report.entries}条。")
    return SOUND


def _against(file: Path | None, path: Path, vault: Vault) -> tuple[str, ...]:
    """Compare with the checkpoint, if there is one; where all holds write a new one."""
    if file is None:
        return ()
    seed = vault.subkey("checkpoint")
    opened = engine.reading_engine(path, vault.subkey("database"))
    try:
        with opened.connect() as connection:
            if file.exists():
                found = tuple(checkpoint.faults(connection, _text(file), seed))
                if found:
                    return found
            _write(file, checkpoint.take(connection, datetime.now(CHINA), seed))
    finally:
        opened.dispose()
    return ()


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkError(f"读不出检查点文件：{file}。请核对路径。") from error


def _write(file: Path, text: str) -> None:
    fresh = file.with_name(file.name + ".new")
    try:
        fresh.write_text(text, "utf-8")
        fresh.replace(file)
    except OSError as error:
        raise WorkError(f"无法写入检查点文件：{file}（{error.strerror}）。") from error
