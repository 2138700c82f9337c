"""All tables: importing every record once fills the metadata."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table

from desktop.models import (
    account,
    action,
    batch,
    case,
    certificate,
    content,
    deed,
    evidence,
    gram,
    item,
    law_pack,
    number,
    opinion,
    paper,
    person,
    posting,
    proof_of_service,
    setting,
    stated,
    statute,
    unit,
)
from desktop.models.base import Base, Record
from desktop.permissions import RULES

METADATA = Base.metadata
MODULES = (
    account,
    action,
    batch,
    case,
    certificate,
    content,
    deed,
    evidence,
    gram,
    item,
    law_pack,
    number,
    opinion,
    paper,
    person,
    posting,
    proof_of_service,
    setting,
    stated,
    statute,
    unit,
)
APPEND_ONLY = ("audit_entry", "audit_payload", "deed", "secret_key")


def is_record(table: Table) -> bool:
    """Whether people work on its rows: those are never deleted."""
    return any(
        mapper.local_table is table and issubclass(mapper.class_, Record)
        for mapper in Base.registry.mappers
    )


@cache
def references_of(table: str, column: str | None) -> frozenset[str]:
    """The tables a column refers to by foreign key; none for a column that is not there."""
    found = METADATA.tables[table].columns.get(column or "")
    keys = () if found is None else found.foreign_keys
    return frozenset(key.column.table.name for key in keys)


def fixed_columns(table: Table) -> tuple[str, ...]:
    """The columns of a record that never change once written."""
    rule = RULES.get(table.name)
    identity = ("id", "unit_id") if is_record(table) else ()
    return (*identity, *(rule.fixed if rule else ()))
