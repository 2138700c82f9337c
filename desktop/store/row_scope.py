"""Row scope of reads on a local database; on PostgreSQL row policies do this themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import event, or_
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from desktop.models.base import Base
from desktop.permissions import RULES, Operation, Scope, scope_of
from desktop.roles import Actor, Role


def scope_reads(session: Session, actor: Actor | None) -> None:
    """Limit every ORM query of this session to the rows the actor's role may read."""
    if actor is None:
        return
    criteria = _criteria(actor.role, actor.unit_id)

    def limit(state: ORMExecuteState) -> None:
        if state.is_select and not state.is_column_load and not state.is_relationship_load:
            state.statement = state.statement.options(*criteria)

    event.listen(session, "do_orm_execute", limit)


@lru_cache(maxsize=64)
def _criteria(role: Role, unit_id: UUID) -> tuple[Any, ...]:
    """One criterion per record whose rows of other units this role must not see."""
    found = []
    for mapper in Base.registry.mappers:
        table = mapper.local_table.name if mapper.local_table is not None else ""
        if scope_of(role, table, Operation.READ) is Scope.OWN:
            found.append(with_loader_criteria(mapper.class_, _condition(mapper.class_, unit_id)))
    return tuple(found)


def _condition(record: Any, unit_id: UUID) -> Any:
    own = record.unit_id == unit_id
    published = RULES[record.__tablename__].published
    return or_(own, record.kind.in_(published)) if published else own
