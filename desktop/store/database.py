"""The one place where transactions begin, commit, are retried and turn into sentences."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desktop.errors import Conflict, Unreachable, WorkError
from desktop.models.deed import Deed
from desktop.models.types import new_key
from desktop.roles import Actor
from desktop.store import faults
from desktop.store.acting import acting
from desktop.store.row_scope import scope_reads

T = TypeVar("T")
W = TypeVar("W")
_ATTEMPTS = 6
_PATIENCE = 10.0  # seconds after which a person should rather be told than kept waiting
_STALE = "这条记录刚被他人修改，请核对差异后重新保存。"
_UNCERTAIN = (
    "保存时与数据库的连接中断，尚不能确定是否已保存。请恢复网络后先刷新查看，再决定是否重做。"
)


@dataclass
class Opening:
    """What a transaction hands to the work composed on it."""

    session: Session
    actor: Actor | None
    deed_id: UUID | None
    now: datetime
    touched: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)


@dataclass
class _Trial(Generic[T]):
    """One deed over all its attempts; `asked` is the result whose commit was last asked for."""

    deed_id: UUID = field(default_factory=new_key)
    begun: float = field(default_factory=time.monotonic)
    attempts: int = 0
    asked: tuple[T, frozenset[str]] | None = None

    def again(self) -> bool:
        """Wait a little longer than last time; False when patience is over."""
        self.attempts += 1
        if self.attempts >= _ATTEMPTS or time.monotonic() - self.begun > _PATIENCE:
            return False
        time.sleep(random.uniform(0.01, 0.03) * 2**self.attempts)
        return True


class Database(Generic[W]):
    """`ask` reads in one transaction, `run` writes in one; both give plain values back.

    `compose` makes the work object that services expect from an `Opening`. An actor of None
    is the program itself (set-up, migrations) and exists on local databases only.
    """

    def __init__(self, engine: Engine, compose: Callable[[Opening], W]) -> None:
        self.engine = engine
        self._compose = compose

    def ask(self, actor: Actor | None, question: Callable[[W], T]) -> T:
        """Answer one question; nothing it does is kept."""
        with faults.worded(), acting(self.engine, actor, None) as connection:
            opening = _open(connection, actor, None)
            with opening.session:
                return question(self._compose(opening))

    def run(self, actor: Actor | None, deed: Callable[[W], T]) -> tuple[T, frozenset[str]]:
        """Do one deed: all of it or nothing. Returns its result and the tables it touched.

        A deed may be run again after a deadlock or a lost connection, so it takes the time
        and new ids from its work and changes nothing but the session. Its id, written in the
        same transaction, tells whether a commit that was not answered has arrived.
        """
        trial: _Trial[T] = _Trial()
        while True:
            try:
                return self._once(actor, deed, trial)
            except (DBAPIError, StaleDataError, WorkError) as error:
                if trial.asked is not None and self._happened(trial):
                    return trial.asked
                if not _may_pass(error, trial) or not trial.again():
                    raise _in_words(error) from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _once(
        self, actor: Actor | None, deed: Callable[[W], T], trial: _Trial[T]
    ) -> tuple[T, frozenset[str]]:
        with acting(self.engine, actor, trial.deed_id) as connection:
            opening = _open(connection, actor, trial.deed_id)
            with opening.session as session:
                event.listen(session, "before_flush", _collector(opening.touched))
                result = deed(self._compose(opening))
                session.flush()
                if opening.touched:
                    session.add(_deed_row(opening))
                session.commit()
            trial.asked = result, frozenset(opening.touched)
            connection.commit()
        return trial.asked

    def _happened(self, trial: _Trial[T]) -> bool:
        """Whether the deed's own row is there; asked until the database answers."""
        while True:
            try:
                with self.engine.connect() as connection:
                    found = select(Deed.id).where(Deed.id == trial.deed_id)
                    return connection.execute(found).first() is not None
            except DBAPIError as error:
                if not trial.again():
                    raise Unreachable(_UNCERTAIN) from error


def _open(connection: Connection, actor: Actor | None, deed_id: UUID | None) -> Opening:
    """A session on the connection, and the moment: the server's clock, or this machine's."""
    if connection.dialect.name == "sqlite":
        now = datetime.now(UTC)
    else:
        named = func.set_config("zfa.deed", deed_id.hex if deed_id else "", True)
        now = connection.execute(select(func.now(), named)).scalar_one()
    session = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
    if connection.dialect.name == "sqlite":
        scope_reads(session, actor)
    return Opening(session, actor, deed_id, now)


def _may_pass(error: Exception, trial: _Trial[T]) -> bool:
    """A lost connection is tried again; a server never reached is not."""
    if not isinstance(error, DBAPIError):
        return False
    return faults.passing(error) or (trial.attempts > 0 and faults.unreached(error))


def _in_words(error: Exception) -> Exception:
    return Conflict(_STALE) if isinstance(error, StaleDataError) else faults.in_words(error)


def _collector(touched: set[str]) -> Callable[..., None]:
    def collect(session: Session, *_: object) -> None:
        for record in (*session.new, *session.dirty, *session.deleted):
            if not isinstance(record, Deed):
                touched.add(record.__tablename__)

    return collect


def _deed_row(opening: Opening) -> Deed:
    actor = opening.actor
    return Deed(
        id=opening.deed_id,
        unit_id=actor.unit_id if actor else UUID(int=0),
        name="、".join(dict.fromkeys(opening.names)) or "系统",
        actor=actor.login if actor else "system",
        at=opening.now,
    )
