"""Options every command on a local database shares, and opening by them."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands.opening import Office, open_local
from desktop.commands.places import local_database
from desktop.errors import WorkError
from desktop.services import account
from desktop.store import keys
from desktop.store.backup import vault_path


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--database`, `--passphrase-file` and `--account`."""
    parser.add_argument("--database", type=Path, default=None, help="本机数据库文件")
    parser.add_argument("--passphrase-file", type=Path, default=None, help="口令所在的文件")
    parser.add_argument("--account", default="", help="以哪个账号办理（登录名）")


def open_by(options: argparse.Namespace) -> Office:
    """The database named by the options, with the account at the desk."""
    path = options.database or local_database()
    if not path.exists():
        raise WorkError(f"找不到数据库：{path}。请用 --database 指定，或先打开窗口建立。")
    office = open_local(path, key_of(path, options.passphrase_file))
    actors = {actor.login: actor for actor, _ in office.ask(account.actors)}
    if options.account not in actors:
        raise WorkError(f"请用 --account 指定账号，可选：{'、'.join(actors)}")
    return office.as_(actors[options.account])


def key_of(path: Path, passphrase_file: Path | None) -> bytes:
    """The data key by passphrase file, else from the keyring."""
    vault = vault_path(path)
    if passphrase_file is not None:
        passphrase = passphrase_file.read_text("utf-8").strip("\r\n")
        return keys.open_by_passphrase(vault, passphrase).subkey("database")
    opened = keys.open_by_keyring(vault)
    if opened is None:
        raise WorkError("系统密钥环中没有该数据库的密钥，请用 --passphrase-file 提供口令。")
    return opened.subkey("database")
