"""The sample county's database: found again, or built once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from desktop.commands import sample
from desktop.commands.opening import Office, open_local
from desktop.commands.places import SAMPLE_PASSPHRASE
from desktop.resources import resources
from desktop.services import account
from desktop.store import keys, migrate
from desktop.store.backup import vault_path


def open_sample(path: Path, say: Callable[[str], None] = lambda text: None) -> Office:
    """Open the sample county at `path`, building it first when it is not complete there."""
    return open_sample_vault(path, say)[0]


def open_sample_vault(
    path: Path, say: Callable[[str], None] = lambda text: None
) -> tuple[Office, keys.Vault]:
    """The same, with the vault its keys come from."""
    complete = path.with_name(path.name + ".complete")
    if _is_of_today(complete) and path.exists() and vault_path(path).exists():
        vault = keys.open_by_passphrase(vault_path(path), SAMPLE_PASSPHRASE)
        return open_local(path, vault.subkey("database")), vault
    _clear(path)
    say("正在建立样例县（人员、案件均为虚构）……")
    vault = keys.create(vault_path(path), SAMPLE_PASSPHRASE, keys.new_recovery_key())
    office = open_local(path, vault.subkey("database"))
    sample.build(office, say)
    complete.write_text(_make(), "utf-8")
    return office, vault


def seat(office: Office, login: str) -> Office:
    """The sample county with one of its accounts at the desk."""
    actors = {actor.login: actor for actor, _ in office.ask(account.actors)}
    return office.as_(actors[login])


def _is_of_today(complete: Path) -> bool:
    """Whether the sample there is of this program's make; an older one is built anew."""
    return complete.exists() and complete.read_text("utf-8") == _make()


def _make() -> str:
    """What a sample county is made from: the tables, and the made-up data."""
    digest = hashlib.sha256(migrate.head().encode())
    for source in sorted([*migrate.versions(), *(resources() / "sample").glob("*.toml")]):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _clear(path: Path) -> None:
    """A half-built sample is made anew; it never holds anybody's work."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    vault_path(path).unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
