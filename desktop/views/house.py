"""What the start of the window asks for; `desktop.wiring` answers.

Everything but the plain properties takes time and is called on a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from desktop.roles import Actor
from desktop.views.kit.desk import Almanac, Office
from desktop.views.kit.keeper import Keeper


class Opened(Protocol):
    """A database somebody may sit down at."""

    @property
    def actor(self) -> Actor | None:
        """Who sits here already: the founder of a new office, the login of a connection."""

    @property
    def keeper(self) -> Keeper:
        """Looks after the database as a whole."""

    @property
    def drafts_key(self) -> bytes | None:
        """Encrypts what is being typed; None = nothing can be kept here."""

    def seats(self) -> list[tuple[Actor, str]]:
        """The accounts one may take, with their units' names."""

    def as_(self, actor: Actor) -> Office:
        """The database with this account at the desk."""

    def almanac(self) -> Almanac:
        """Days by the law's calendar and the database's clock."""

    def close(self) -> None:
        """Give the connections back."""


class House(Protocol):
    """One target: the sample county, a local database, or a shared one."""

    @property
    def sample(self) -> bool:
        """Whether it is the made-up sample county."""

    @property
    def shared(self) -> bool:
        """Whether many workstations share it."""

    @property
    def folder(self) -> Path:
        """This person's data; one window at a time works on it."""

    @property
    def logs(self) -> Path:
        """Where reports of our own errors go."""

    def key_state(self) -> str:
        """`none` (nothing here yet), `keyring`, or `passphrase`; WorkError in words."""

    def keyring_available(self) -> bool:
        """Whether a new database can lock its key into the operating system."""

    def open_sample(self, say: Callable[[str], None]) -> Opened:
        """The sample county, built when it is not there; `say` is called on the worker."""

    def open_by_keyring(self) -> Opened | None:
        """Without asking anybody, or None when the keyring does not give the key."""

    def open_by_passphrase(self, passphrase: str) -> Opened:
        """By what was typed; WorkError when it is wrong."""

    def open_by_recovery_key(self, recovery_key: str) -> Opened:
        """By the printed key; WorkError when it is wrong."""

    def password_known(self) -> bool:
        """Whether the shared database can be opened without asking for a password."""

    def open_shared(self, password: str) -> Opened:
        """As the account behind the connection; an empty password means the known one."""

    def new_recovery_key(self) -> str:
        """A key to be printed before the database it opens is made."""

    def create(
        self,
        township: str,
        keeper: str,
        recovery_key: str,
        passphrase: str | None,
        empowered_since: date | None,
    ) -> Opened:
        """A new office; its founder sits at the desk."""

    def township_names(self) -> list[str]:
        """The county's townships."""

    def account(self) -> str:
        """The login that sat here last, or empty."""

    def remember(self, **changes: str) -> None:
        """Keep settings of this workstation."""
