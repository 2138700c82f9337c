"""What the window's start asks of the layers below; nothing heavy is imported before a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import places
from desktop.settings import Settings, data_folder

if TYPE_CHECKING:
    from datetime import date

    from desktop.commands.opening import Office
    from desktop.roles import Actor


@dataclass(frozen=True)
class Wiring:
    """Opens the target: the sample county, a local file, or a PostgreSQL URL.

    All calls but `folder` and `logs` take time and belong on a worker thread.
    """

    target: str = ""
    sample: bool = False

    @property
    def folder(self) -> Path:
        """This person's data; one window at a time works on it."""
        return data_folder() / "sample" if self.sample else data_folder()

    @property
    def logs(self) -> Path:
        """Where reports of our own errors go."""
        return places.log_folder()

    @property
    def path(self) -> Path:
        """The local database file."""
        if self.sample:
            return places.sample_database()
        return Path(self.target) if self.target else places.local_database()

    @property
    def shared(self) -> bool:
        """Whether the target is a PostgreSQL URL."""
        return self.target.startswith("postgresql")

    def key_state(self) -> str:
        """`none` (nothing here yet), `keyring`, or `passphrase` (a person must be asked)."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        if not vault_path(self.path).exists():
            return "none"
        return "passphrase" if keys.needs_passphrase(vault_path(self.path)) else "keyring"

    def keyring_available(self) -> bool:
        """Whether a new database can lock its key into the operating system."""
        from desktop.store import keys

        return keys.keyring_available()

    def open_sample(self, say: Callable[[str], None] = lambda text: None) -> Office:
        """The sample county, built when it is not there."""
        from desktop.commands.sample_database import open_sample

        return open_sample(self.path, say)

    def open_by_keyring(self) -> Office | None:
        """The local database without asking, or None when the keyring does not give the key."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        vault = keys.open_by_keyring(vault_path(self.path))
        return self._open(vault.subkey("database")) if vault else None

    def open_by_passphrase(self, passphrase: str) -> Office:
        """The local database by what was typed; WorkError in words when it is wrong."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        return self._open(
            keys.open_by_passphrase(vault_path(self.path), passphrase).subkey("database")
        )

    def open_by_recovery_key(self, recovery_key: str) -> Office:
        """The local database by the printed key."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        return self._open(
            keys.open_by_recovery_key(vault_path(self.path), recovery_key).subkey("database")
        )

    def open_shared(self) -> Office:
        """The shared database, as the account behind the connection."""
        from desktop.commands.opening import open_shared
        from desktop.errors import Forbidden
        from desktop.services import account

        office = open_shared(self.target)
        actor = office.ask(account.behind_connection)
        if actor is None:
            raise Forbidden("共享数据库中没有与该登录名对应的启用账户，请联系系统管理员。")
        return office.as_(actor)

    def create(
        self, passphrase: str | None, township: str, keeper: str, empowered_since: date | None
    ) -> tuple[Office, str]:
        """A new office: vault, database, county units, the first accounts.

        Answers the office with its clerk at the desk, and the recovery key to print.
        """
        from desktop.commands.first_office import create

        return create(self.path, passphrase, township, keeper, empowered_since)

    def seats(self, office: Office) -> list[tuple[Actor, str]]:
        """Who may sit down here: account and unit name."""
        from desktop.services import account

        return office.ask(account.actors)

    def township_names(self) -> list[str]:
        """The county's townships, for the first start, before any database exists."""
        import tomllib

        from desktop.resources import resources

        plan: dict[str, Any] = tomllib.loads((resources() / "county.toml").read_text("utf-8"))
        return [entry["name"] for entry in plan["township"]]

    def unit_name(self, office: Office) -> str:
        """The unit the actor acts for."""
        from desktop.services import unit

        names = {one.id: one.name for one in office.ask(unit.names)}
        return names.get(office.actor.unit_id, "") if office.actor else ""

    def remember(self, **changes: str) -> None:
        """Keep workstation settings (theme, account, database)."""
        replace(Settings.load(), **changes).save()

    def _open(self, key: bytes) -> Office:
        from desktop.commands.opening import open_local

        return open_local(self.path, key)
