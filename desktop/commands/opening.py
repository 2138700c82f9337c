"""Opening a database and composing work on it: the headless half of the composition root."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine

from desktop.errors import WorkError
from desktop.roles import Actor
from desktop.services.work import Work
from desktop.store import backup, engine, faults, migrate
from desktop.store.database import Database, Opening

if TYPE_CHECKING:
    from desktop.law.law import Law

T = TypeVar("T")


@cache
def law() -> Law:
    """The law as this program's resources hold it; loaded and checked once."""
    from desktop.law.law import Law

    return Law.load()


def _law_of(opening: Opening) -> Law:
    """The program's law with this database's approved packs; asked once per transaction."""
    from desktop.services import law_pack

    return law_pack.in_force(opening.session, opening.now, law())


def compose(opening: Opening) -> Work:
    """The work a service is given."""
    return Work(
        session=opening.session,
        actor=opening.actor,
        now=opening.now,
        load_law=cache(lambda: _law_of(opening)),
        deed_id=opening.deed_id,
        touched=opening.touched,
        names=opening.names,
    )


@dataclass(frozen=True)
class Office:
    """A database and who acts on it: what the desk and the commands call."""

    database: Database[Work]
    actor: Actor | None

    def ask(self, question: Callable[[Work], T]) -> T:
        """Answer a question."""
        return self.database.ask(self.actor, question)

    def run(self, deed: Callable[[Work], T]) -> tuple[T, frozenset[str]]:
        """Do a deed; its result and the tables it touched."""
        return self.database.run(self.actor, deed)

    def do(self, deed: Callable[[Work], T]) -> T:
        """Do a deed; its result alone."""
        return self.run(deed)[0]

    def as_(self, actor: Actor | None) -> Office:
        """The same database with another person at the desk."""
        return Office(self.database, actor)


def open_local(path: Path, key: bytes) -> Office:
    """A local database at the program's version: made when absent, migrated when older.

    Before a migration of existing data a verified backup is written beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = engine.local_engine(path, key)
    with _closed_on_failure(opened):
        if not _current(opened) and not migrate.is_empty(opened):
            backup.before_upgrade(path, key)
        migrate.upgrade(opened)
    return Office(Database(opened, compose), None)


def open_shared(url: str) -> Office:
    """The shared database, at exactly the program's version; clients never migrate it."""
    opened = engine.shared_engine(url)
    with _closed_on_failure(opened):
        if not _current(opened):
            raise WorkError(
                "共享数据库尚未升级到本程序的版本，请联系管理员执行 zhifatai server upgrade。"
            )
    return Office(Database(opened, compose), None)


def _current(opened: Engine) -> bool:
    with faults.worded(), opened.connect() as connection:
        return migrate.is_current(connection)


@contextmanager
def _closed_on_failure(opened: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        opened.dispose()
        raise
