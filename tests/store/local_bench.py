"""A filled local database for trying every right on it, by statement and by session."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from office import Office
from rows import Known, fill, row_of
from shared_bench import PLACES, Cell, Side
from sqlalchemy import Connection, Engine, Table, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from desktop.commands.opening import compose
from desktop.models.base import Base
from desktop.permissions import Operation, allowed
from desktop.roles import Actor, Role
from desktop.store import engine
from desktop.store.acting import acting
from desktop.store.database import Database
from desktop.store.row_scope import scope_reads

KEY = bytes(range(32))  # of every founded local database (tests/conftest.py)
RECORDS: Mapping[str, Any] = {
    mapper.local_table.name: mapper.class_
    for mapper in Base.registry.mappers
    if isinstance(mapper.local_table, Table)
}


@dataclass(frozen=True)
class LocalBench:
    """The database, the accounts on it, and the ids of each unit's rows."""

    engine: Engine
    actors: Mapping[str, Actor]
    known: Mapping[UUID, Known]

    def sides(self, who: str) -> tuple[Side, Side]:
        """The actor's own unit, and another."""
        actor = self.actors[who]
        other = next(unit for unit in self.known if unit != actor.unit_id)
        own = Side(True, actor.unit_id, actor.login, self.known[actor.unit_id])
        return own, Side(False, other, actor.login, self.known[other])


def build(founded: Path, path: Path, key: bytes) -> LocalBench:
    """A copy of the founded county with one more row in every table for three units."""
    shutil.copyfile(founded, path)
    opened = engine.local_engine(path, key)
    office = Office(lambda _: Database(opened, compose))
    office.learn()
    with acting(opened, None, uuid4()) as connection:
        units = [office.units[name] for name in PLACES]
        known = {unit: fill(connection, unit, "system") for unit in units}
        connection.commit()
    return LocalBench(opened, office.actors, known)


def refusal(connection: Connection, statement: Any, values: Any = None) -> str | None:
    """Why a statement was refused for want of a right, or None; whatever it did is taken back."""
    place = connection.begin_nested()
    try:
        connection.execute(statement, values)
    except DBAPIError as error:
        said = str(error.orig)
        denied = any(word in said for word in ("not authorized", "prohibited", "forbidden"))
        if not denied and not isinstance(error, IntegrityError):
            raise
        return said if denied else None
    finally:
        place.rollback()
    return None


def mismatches(
    connection: Connection, bench: LocalBench, role: Role, tables: Iterable[Table]
) -> tuple[int, list[Cell]]:
    """How many cells were tried, and those where database and declaration disagree."""
    tried, wrong = 0, []
    session = Session(connection, join_transaction_mode="create_savepoint")
    scope_reads(session, bench.actors[role.value])
    for table in tables:
        for side in bench.sides(role.value):
            for operation, column, got in _cells(session, table, side):
                tried += 1
                if got != allowed(role, operation, table.name, column, side.own):
                    wrong.append((role.value, table.name, column, operation.value, side.own))
    session.close()
    return tried, wrong


def _cells(session: Session, table: Table, side: Side) -> Iterable[tuple[Operation, str, bool]]:
    connection = session.connection()
    row = row_of(table, side.unit, side.known, side.login)
    place = _place(table, side)
    first = table.columns[0].name
    yield Operation.ADD, first, refusal(connection, insert(table).values(**row)) is None
    yield Operation.ERASE, first, refusal(connection, delete(table).where(place)) is None
    for column in table.columns:
        yield Operation.READ, column.name, _readable(session, table, column.name, side)
        if column.name == "id":  # never changes, whoever asks
            continue
        write = update(table).where(place).values({column.name: column})
        yield Operation.CHANGE, column.name, refusal(connection, write) is None


def _readable(session: Session, table: Table, column: str, side: Side) -> bool:
    """By a service's way: a query of the session, limited to the actor's rows."""
    attribute = getattr(RECORDS[table.name], column)
    try:
        with session.begin_nested():
            found = session.execute(select(attribute).where(_place(table, side))).all()
    except DBAPIError as error:
        assert "prohibited" in str(error.orig), error
        return False
    return bool(found)


def _place(table: Table, side: Side) -> Any:
    if "unit_id" in table.columns:
        return table.c.unit_id == side.unit
    return table.c.purpose == ("search" if side.own else "mask")
