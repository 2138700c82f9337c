"""The smallest deeds there are, for trying what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from office import Office
from sqlalchemy import Engine, func, select

from desktop.models.deed import Deed
from desktop.models.person import DutyState, Person
from desktop.services import person
from desktop.services.work import Work


def adding(name: str, note: str | None = None) -> Callable[[Work], UUID]:
    """A deed that adds a person of this name and nothing else."""

    def add(work: Work) -> UUID:
        keys = person.keys_of_name(name)
        record = Person(
            id=work.new_id(),
            unit_id=work.unit_id,
            name=name,
            note=note,
            duty_state=DutyState.SERVING,
            **keys,
        )
        work.session.add(record)
        work.names.append("样例")
        return record.id

    return add


def names(engine: Engine) -> list[str]:
    """Everybody there is, by name; a doubled deed shows as a doubled name."""
    with engine.connect() as connection:
        query = select(Person.__table__.c.name).order_by(Person.__table__.c.name)
        return list(connection.execute(query).scalars())


def deeds(engine: Engine) -> int:
    """How many of them the database counts."""
    with engine.connect() as connection:
        query = select(func.count()).select_from(Deed.__table__).where(Deed.name == "样例")
        return connection.execute(query).scalar_one()


def owner(office: Office) -> Engine:
    """The engine of the program itself."""
    return office.as_(None).database.engine
