"""The vault of a local database, opened by what a headless run may be given."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands.places import local_database
from desktop.errors import WorkError
from desktop.store import keys
from desktop.store.keys import Vault


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--database`, and how its vault is opened; without a file the system's keyring is asked."""
    parser.add_argument(
        "--database", type=Path, default=None, metavar="文件", help="本机数据库文件"
    )
    secret = parser.add_mutually_exclusive_group()
    secret.add_argument("--passphrase-file", type=Path, metavar="文件", help="口令所在的文件")
    secret.add_argument("--recovery-file", type=Path, metavar="文件", help="恢复密钥所在的文件")


def database_of(options: argparse.Namespace) -> Path:
    """The database meant: the named one, else this person's own."""
    path: Path = options.database or local_database()
    return path


def open_vault(path: Path, options: argparse.Namespace) -> Vault:
    """The vault kept in the file at `path`; WorkError in words where nothing given opens it."""
    if options.passphrase_file is not None:
        return keys.open_by_passphrase(path, secret_in(options.passphrase_file))
    if options.recovery_file is not None:
        return keys.open_by_recovery_key(path, secret_in(options.recovery_file))
    opened = keys.open_by_keyring(path)
    if opened is None:
        raise WorkError(
            "系统密钥环中没有该数据库的密钥。请用 --passphrase-file 提供口令，"
            "或用 --recovery-file 提供恢复密钥。"
        )
    return opened


def secret_in(file: Path) -> str:
    """The first line of a file that holds a secret; never from the command line or environment."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WorkError(f"读不出文件：{file}。请核对路径，文件应为 UTF-8 文本。") from error
    if not lines or not lines[0]:
        raise WorkError(f"文件是空的：{file}。请在第一行写入口令。")
    return lines[0]
