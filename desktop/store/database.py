"""The one place where transactions begin, commit, are retried and turn into sentences."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desktop.errors import Conflict, Unreachable, WorkError
from desktop.models.deed import Deed, SecretKey
from desktop.models.types import new_key
from desktop.roles import Actor
from desktop.store import faults
from desktop.store.engine import CONTEXT, context_of
from desktop.store.row_scope import scope_reads

T = TypeVar("T")
W = TypeVar("W")
_ATTEMPTS = 5


@dataclass
class Opening:
    """What a transaction hands to the work composed on it."""

    session: Session
    actor: Actor | None
    deed_id: UUID | None
    now: datetime
    touched: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)


class Database(Generic[W]):
    """`ask` reads in one transaction, `run` writes in one; both give plain values back.

    `compose` makes the work object that services expect from an `Opening`. An actor of None
    is the program itself (set-up, migrations) and exists on local databases only.
    """

    def __init__(self, engine: Engine, compose: Callable[[Opening], W]) -> None:
        self.engine = engine
        self._compose = compose
        self._local = engine.dialect.name == "sqlite"
        self._secret: bytes | None = None

    def ask(self, actor: Actor | None, question: Callable[[W], T]) -> T:
        """Answer one question; nothing it does is kept."""
        try:
            with self._connection(actor, None, writing=False) as connection:
                opening = self._open(connection, actor, None)
                with opening.session:
                    return question(self._compose(opening))
        except DBAPIError as error:
            raise faults.in_words(error) from error

    def run(self, actor: Actor | None, deed: Callable[[W], T]) -> tuple[T, frozenset[str]]:
        """Do one deed: all of it or nothing. Returns its result and the tables it touched.

        A deed may be run again after a deadlock or a lost connection, so it takes the time
        and new ids from its work and changes nothing but the session. Its id, written in the
        same transaction, tells whether a lost commit had arrived.
        """
        deed_id = new_key()
        for attempt in range(_ATTEMPTS):
            outcome: list[tuple[T, frozenset[str]]] = []
            try:
                return self._once(actor, deed, deed_id, outcome)
            except StaleDataError:
                raise Conflict("这条记录刚被他人修改，请核对差异后重新保存。") from None
            except IntegrityError as error:
                raise faults.in_words(error) from error
            except DBAPIError as error:
                if not faults.passing(error) or attempt + 1 == _ATTEMPTS:
                    raise faults.in_words(error) from error
                if outcome and self._happened(deed_id):
                    return outcome[0]
                time.sleep(random.uniform(0.02, 0.05) * 2**attempt)
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _once(
        self,
        actor: Actor | None,
        deed: Callable[[W], T],
        deed_id: UUID,
        outcome: list[tuple[T, frozenset[str]]],
    ) -> tuple[T, frozenset[str]]:
        with self._connection(actor, deed_id, writing=True) as connection:
            opening = self._open(connection, actor, deed_id)
            with opening.session as session:
                event.listen(session, "before_flush", _collector(opening.touched))
                result = deed(self._compose(opening))
                session.flush()
                if opening.touched:
                    session.add(_deed_row(opening))
                    session.flush()
                outcome.append((result, frozenset(opening.touched)))
                session.commit()
            connection.commit()
        return outcome[0]

    def _connection(self, actor: Actor | None, deed_id: UUID | None, *, writing: bool) -> _Bound:
        return _Bound(self, actor, deed_id, writing)

    def _open(self, connection: Connection, actor: Actor | None, deed_id: UUID | None) -> Opening:
        session = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        if self._local:
            now = datetime.now(UTC)
            scope_reads(session, actor)
        else:
            now = connection.execute(select(func.now())).scalar_one()
        return Opening(session, actor, deed_id, now)

    def _happened(self, deed_id: UUID) -> bool:
        try:
            with self.engine.connect() as connection:
                found = select(Deed.id).where(Deed.id == deed_id)
                return connection.execute(found).first() is not None
        except DBAPIError as error:
            raise Unreachable(
                "保存时与数据库的连接中断，尚不能确定是否已保存。请恢复网络后先刷新查看，再决定是否重做。"
            ) from error

    def mask_key(self, connection: Connection) -> bytes:
        """The key of the audit's masked values; read once."""
        if self._secret is None:
            table = SecretKey.__table__
            query = select(table.c.value).where(table.c.purpose == "mask")
            self._secret = connection.execute(query).scalar() or b""
        return self._secret


class _Bound:
    """A connection that knows its actor while it is open; local contexts are cleared after."""

    def __init__(
        self, database: Database[Any], actor: Actor | None, deed_id: UUID | None, writing: bool
    ) -> None:
        self._database, self._actor, self._deed_id = database, actor, deed_id
        self._writing = writing

    def __enter__(self) -> Connection:
        try:
            connection = self._database.engine.connect()
        except DBAPIError as error:
            raise faults.in_words(error) from error
        self._connection = connection.execution_options(writing=self._writing)
        if self._connection.dialect.name == "sqlite":
            self._enter_local()
        elif self._deed_id is not None:
            self._connection.execute(select(func.set_config("zfa.deed", self._deed_id.hex, True)))
        return self._connection

    def _enter_local(self) -> None:
        context = context_of(self._connection)
        context.secret = self._database.mask_key(self._connection)
        context.actor, context.deed_id = self._actor, self._deed_id
        self._authorize(context.authorize)

    def __exit__(self, *_: object) -> None:
        try:
            if self._connection.dialect.name == "sqlite" and not self._connection.invalidated:
                context = self._connection.connection.info[CONTEXT]
                context.actor = context.deed_id = None
                self._connection.rollback()
                self._authorize(context.authorize)
        finally:
            self._connection.close()

    def _authorize(self, authorizer: Any) -> None:
        """Setting it again makes SQLite check statements prepared for another actor anew."""
        raw = self._connection.connection.dbapi_connection
        assert raw is not None
        raw.set_authorizer(authorizer)


def _collector(touched: set[str]) -> Callable[..., None]:
    def collect(session: Session, *_: object) -> None:
        for record in (*session.new, *session.dirty, *session.deleted):
            touched.add(record.__tablename__)

    return collect


def _deed_row(opening: Opening) -> Deed:
    if opening.deed_id is None:
        raise WorkError("只读操作不能保存。")
    actor = opening.actor
    unit = actor.unit_id if actor else UUID(int=0)
    name = "、".join(dict.fromkeys(opening.names)) or "系统"
    login = actor.login if actor else "system"
    return Deed(id=opening.deed_id, unit_id=unit, name=name, actor=login, at=opening.now)
