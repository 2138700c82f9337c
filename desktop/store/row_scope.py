"""Row scope of reads on a local database; on PostgreSQL row policies do this themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, event, false, or_
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from desktop.models.base import Base
from desktop.permissions import RULES, Operation, Scope, scope_of
from desktop.roles import Actor, Role
from desktop.store.tables import METADATA


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
    tables = set(METADATA.tables.values())
    return tuple(
        with_loader_criteria(mapper.class_, _condition(mapper.class_, unit_id))
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table)
        and mapper.local_table in tables
        and scope_of(role, mapper.local_table.name, Operation.READ) is Scope.OWN
    )


def _condition(record: Any, unit_id: UUID) -> Any:
    rule = RULES[record.__tablename__]
    own = record.unit_id == unit_id if hasattr(record, "unit_id") else false()
    return (
        or_(own, getattr(record, rule.published_by).in_(rule.published)) if rule.published else own
    )
