"""What a page may do with the database as a whole; the app hands in who does it.

All calls but the two properties take time: go through `Desk.think`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol


class Copy(Protocol):
    """A backup file."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def at(self) -> datetime:
        """When it was made."""


class Checked(Protocol):
    """What a check of a database file found."""

    @property
    def path(self) -> Path:
        """The file that was checked."""

    @property
    def deeds(self) -> int:
        """Recorded deeds."""

    @property
    def entries(self) -> int:
        """Entries in the audit chains."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong; empty = sound."""


class Keeper(Protocol):
    """Looks after one database."""

    @property
    def name(self) -> str:
        """The database in a few words."""

    @property
    def obstacle(self) -> str:
        """Why it cannot be backed up from here; empty = it can."""

    def facts(self) -> list[tuple[str, str]]:
        """Label and value: version, place, law, licence."""

    def proposed(self) -> Path | None:
        """The folder backups went to last."""

    def back_up(self, folder: Path) -> Checked:
        """Write a verified backup into a folder; WorkError in words."""

    def check(self) -> Checked:
        """Check the database in use."""

    def last(self) -> Copy | None:
        """The newest backup that can be found."""


def faults_in_words(faults: Sequence[str]) -> str:
    """The first three faults, and how many more."""
    more = f"；另有 {len(faults) - 3} 处" if len(faults) > 3 else ""
    return "；".join(faults[:3]) + more
