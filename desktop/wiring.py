"""What the window's start asks of the layers below; nothing heavy is imported before a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import places
from desktop.settings import Settings, data_folder

if TYPE_CHECKING:
    from datetime import date

    from desktop.commands.opened import Opened
    from desktop.commands.opening import Office
    from desktop.store.keys import Vault


@dataclass(frozen=True)
class Wiring:
    """Opens the target: the sample county, a local file, or a PostgreSQL URL.

    All calls but `folder`, `logs` and `shared` take time and belong on a worker thread.
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
        """`none` (nothing here yet), `keyring`, or `passphrase` (a person must be asked).

        A place where no database may lie, and a database or key without its other half, are
        refused in words.
        """
        from desktop.commands import first_office
        from desktop.errors import WorkError
        from desktop.store import keys
        from desktop.store.backup import vault_path
        from desktop.store.place import refuse_unsafe_place

        vault = vault_path(self.path)
        refuse_unsafe_place(self.path)
        first_office.finish(self.path)
        if not vault.exists() and not self.path.exists():
            return "none"
        if not self.path.exists():
            raise WorkError(
                f"找不到数据库文件：{self.path}。请从备份恢复（zhifatai restore），"
                f"或移走密钥文件 {vault} 后重新建立。"
            )
        return "passphrase" if keys.needs_passphrase(vault) else "keyring"

    def keyring_available(self) -> bool:
        """Whether a new database can lock its key into the operating system."""
        from desktop.store import keys

        return keys.keyring_available()

    def open_sample(self, say: Callable[[str], None] = lambda text: None) -> Opened:
        """The sample county, built when it is not there."""
        return sample_at(self.path, say)

    def open_by_keyring(self) -> Opened | None:
        """The local database without asking, or None when the keyring does not give the key."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        vault = keys.open_by_keyring(vault_path(self.path))
        return self._open(vault) if vault else None

    def open_by_passphrase(self, passphrase: str) -> Opened:
        """The local database by what was typed; WorkError in words when it is wrong."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        return self._open(keys.open_by_passphrase(vault_path(self.path), passphrase))

    def open_by_recovery_key(self, recovery_key: str) -> Opened:
        """The local database by the printed key."""
        from desktop.store import keys
        from desktop.store.backup import vault_path

        return self._open(keys.open_by_recovery_key(vault_path(self.path), recovery_key))

    def password_known(self) -> bool:
        """Whether the shared database can be opened without asking for a password."""
        from desktop.commands import shared_login

        return shared_login.known(self.target)

    def open_shared(self, password: str = "") -> Opened:
        """The shared database, as the account behind the connection.

        A password that was typed is kept in the keyring once it has opened the database.
        """
        from desktop.commands import shared_login
        from desktop.commands.keeping import Keeper
        from desktop.commands.opened import Opened
        from desktop.commands.opening import open_shared
        from desktop.errors import Forbidden
        from desktop.services import account

        office = open_shared(shared_login.with_password(self.target, password))
        actor = office.ask(account.behind_connection)
        if actor is None:
            raise Forbidden("共享数据库中没有与该登录名对应的启用账号，请联系系统管理员。")
        shared_login.remember(self.target, password)
        return Opened(office.as_(actor), Keeper(self.target, self.folder), self._own_drafts_key())

    def new_recovery_key(self) -> str:
        """A key to be printed before the database it opens is made."""
        from desktop.store import keys

        return keys.new_recovery_key()

    def create(
        self,
        township: str,
        keeper: str,
        recovery_key: str,
        passphrase: str | None = None,
        empowered_since: date | None = None,
    ) -> Opened:
        """A new office with its clerk at the desk: key, database, county units, two accounts."""
        from desktop.commands.first_office import Plan, create

        plan = Plan(township, keeper, recovery_key, passphrase, empowered_since)
        return self._opened(*create(self.path, plan))

    def township_names(self) -> list[str]:
        """The county's townships, for the first start, before any database exists."""
        import tomllib

        from desktop.resources import resources

        plan: dict[str, Any] = tomllib.loads((resources() / "county.toml").read_text("utf-8"))
        return [entry["name"] for entry in plan["township"]]

    def account(self) -> str:
        """The login that sat here last, or empty."""
        return Settings.load(self.folder).account

    def remember(self, **changes: str) -> None:
        """Keep workstation settings (account, backup folder)."""
        Settings.load(self.folder).but(**changes).save(self.folder)

    def _open(self, vault: Vault) -> Opened:
        from desktop.commands.opening import open_local

        return self._opened(open_local(self.path, vault.subkey("database")), vault)

    def _opened(self, office: Office, vault: Vault) -> Opened:
        return _opened(office, vault, self.path, self.folder)

    def _own_drafts_key(self) -> bytes | None:
        """The person's key at this workstation; without a keyring nothing typed is kept."""
        from desktop.store import keys

        file = self.folder / "drafts.vault.json"
        if not keys.keyring_available():
            return None
        if file.exists():
            vault = keys.open_by_keyring(file)
        else:
            vault = keys.create(file, None, keys.new_recovery_key())
        return vault.subkey("drafts") if vault else None


def sample_at(path: Path, say: Callable[[str], None] = lambda text: None) -> Opened:
    """The sample county in a file, built when it is not there."""
    from desktop.commands.sample_database import open_sample_vault

    return _opened(*open_sample_vault(path, say), path, path.parent, sample=True)


def _opened(office: Office, vault: Vault, path: Path, folder: Path, sample: bool = False) -> Opened:
    from desktop.commands.keeping import Keeper
    from desktop.commands.opened import Opened

    keeper = Keeper("", folder, path, vault.subkey("database"), sample)
    return Opened(office, keeper, vault.subkey("drafts"))
