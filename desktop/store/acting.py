"""A connection that knows its actor while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from desktop.models.deed import SecretKey
from desktop.roles import Actor
from desktop.store.engine import context_of
from desktop.store.secrets_of_database import MASK
from desktop.store.session_context import Context


@contextmanager
def acting(engine: Engine, actor: Actor | None, deed_id: UUID | None) -> Iterator[Connection]:
    """One transaction's connection; what is not committed inside is rolled back.

    Without a deed it only reads. A local connection is bound to the actor for that time, a
    shared one belongs to the person who signed in.
    """
    with engine.connect() as plain:
        writing = deed_id is not None
        if plain.dialect.name != "sqlite":
            yield plain.execution_options(postgresql_readonly=not writing)
            return
        connection = plain.execution_options(writing=writing)
        context = context_of(connection)
        context.secret = context.secret or _mask_key(connection)
        _bind(connection, context, actor, deed_id)
        try:
            yield connection
        finally:
            connection.rollback()
            _bind(connection, context, None, None)


def _bind(
    connection: Connection, context: Context, actor: Actor | None, deed_id: UUID | None
) -> None:
    """Setting the authorizer again makes SQLite check statements prepared for another anew."""
    context.actor, context.deed_id = actor, deed_id
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.set_authorizer(context.authorize)


def _mask_key(connection: Connection) -> bytes:
    """The key of the audit's masked values, read before anybody acts."""
    table = SecretKey.__table__
    value = connection.execute(select(table.c.value).where(table.c.purpose == MASK)).scalar()
    return value or b""
