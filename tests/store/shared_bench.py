"""A filled shared database for trying every right on it as raw logins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
import servers
from office import PASSWORD, Office
from psycopg import sql
from rows import Known, fill, row_of
from sqlalchemy import Table
from sqlalchemy.engine import make_url

from desktop.commands.opening import compose
from desktop.models import types
from desktop.permissions import Operation, allowed
from desktop.roles import Actor, Role
from desktop.store import engine, protect_postgresql
from desktop.store.database import Database

Raw = psycopg.Connection[Any]
Cell = tuple[str, str, str, str, bool]
PLACES = ("黄宅镇", "白马镇", "浦江县综合行政执法指导办公室")
_READ_OR_WRITE: Mapping[Operation, str] = {
    Operation.READ: "SELECT {field} FROM {table} WHERE {place}",
    Operation.CHANGE: "UPDATE {table} SET {field} = {field} WHERE {place}",
    Operation.ERASE: "DELETE FROM {table} WHERE {place}",
}


@dataclass(frozen=True)
class Side:
    """A unit as seen by an actor: the own one or another, with a row of it in every table."""

    own: bool
    unit: UUID
    login: str
    known: Known


@dataclass(frozen=True)
class Bench:
    """The database, the accounts on it, and the ids of each unit's rows."""

    url: str
    actors: Mapping[str, Actor]
    known: Mapping[UUID, Known]

    def login(self, who: str) -> Raw:
        """A raw connection as an account would open it with psql."""
        return self.connect(self.actors[who].login, PASSWORD)

    def connect(self, login: str, password: str) -> Raw:
        url = make_url(self.url).set(drivername="postgresql", username=login, password=password)
        text = url.render_as_string(hide_password=False)
        return psycopg.connect(text, options="-c search_path=zfa", connect_timeout=5)

    def owner(self) -> Raw:
        """A raw connection of the owner."""
        plain = self.url.replace("+psycopg", "")
        return psycopg.connect(plain, options="-c search_path=zfa", connect_timeout=5)

    def sides(self, who: str) -> tuple[Side, Side]:
        """The actor's own unit, and another."""
        actor = self.actors[who]
        other = next(unit for unit in self.known if unit != actor.unit_id)
        own = Side(True, actor.unit_id, actor.login, self.known[actor.unit_id])
        return own, Side(False, other, actor.login, self.known[other])


def build(server_url: str, founded: str) -> Bench:
    """A copy of the founded county, filled."""
    return filled(servers.new_database(server_url, template=founded))


def filled(url: str) -> Bench:
    """A founded county with one more row in every table for three units; `url` is its owner's."""
    owner = engine.shared_engine(url)
    office = Office(lambda _: Database(owner, compose))
    office.learn()
    with owner.begin() as connection:
        protect_postgresql.protect(connection)  # rights on the database itself are not cloned
        units = [office.units[name] for name in PLACES]
        known = {unit: fill(connection, unit, "owner") for unit in units}
    owner.dispose()
    return Bench(url, office.actors, known)


def outcome(raw: Raw, query: Any, values: Any = ()) -> int:
    """Rows reached by a statement that is taken back; 0 where it was refused for want of a right.

    Unique indexes and the state of a row can stop a statement too, but only behind the rights.
    """
    try:
        with raw.transaction(force_rollback=True):
            cursor = raw.execute(query, values)
            return len(cursor.fetchall()) if cursor.description else cursor.rowcount
    except psycopg.errors.InsufficientPrivilege as error:
        return int("rows are" in str(error) or "columns are" in str(error))
    except psycopg.errors.IntegrityError:
        return 1


def reached(raw: Raw, table: Table, column: str, operation: Operation, side: Side) -> int:
    """How many rows of the side's unit an operation on a column reaches."""
    name, field = sql.Identifier(table.name), sql.Identifier(column)
    if operation is Operation.ADD:
        made = _bound(table, row_of(table, side.unit, side.known, side.login))
        names = sql.SQL(", ").join(map(sql.Identifier, made))
        marks = sql.SQL(", ").join(sql.Placeholder() * len(made))
        add = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(name, names, marks)
        return outcome(raw, add, list(made.values()))
    query = sql.SQL(_READ_OR_WRITE[operation])
    return outcome(raw, query.format(table=name, field=field, place=_place(table, side)))


def mismatches(
    raw: Raw, bench: Bench, role: Role, tables: Iterable[Table]
) -> tuple[int, list[Cell]]:
    """How many cells were tried, and those where server and declaration disagree."""
    tried, wrong = 0, []
    for table in tables:
        for side in bench.sides(role.value):
            for operation in Operation:
                for column in _columns(table, operation):
                    tried += 1
                    got = reached(raw, table, column, operation, side) > 0
                    if got != allowed(role, operation, table.name, column, side.own):
                        wrong.append((role.value, table.name, column, operation.value, side.own))
    return tried, wrong


def _columns(table: Table, operation: Operation) -> list[str]:
    """Rights to read and change go by column, those to add and erase by row."""
    if operation in (Operation.ADD, Operation.ERASE):
        return [table.columns[0].name]
    return [column.name for column in table.columns]


def _place(table: Table, side: Side) -> sql.Composable:
    """Rows of the unit; the one table without units has a key for everybody and one for nobody."""
    if "unit_id" in table.columns:
        return sql.SQL("unit_id = {}").format(side.unit)
    return sql.SQL("purpose = {}").format("search" if side.own else "mask")


def _bound(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """As the driver wants them: choices by key, money in 分."""
    made = dict(row)
    for column in table.columns:
        if isinstance(column.type, types.Keyed):
            made[column.name] = row[column.name] and row[column.name].value
        elif isinstance(column.type, types.Money):
            made[column.name] = int(row[column.name] * 100)
    return made
