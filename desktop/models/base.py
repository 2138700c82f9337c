"""What every record has, and how a field is declared on it once."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine

from desktop.fields import Field
from desktop.models.types import Instant, Key, Keyed, Money, new_key
from desktop.values import Choice

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table; the annotation alone chooses the stored type."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: typing.ClassVar[dict[Any, Any]] = {
        UUID: Key(),
        datetime: Instant(),
        Decimal: Money(),
        date: Date(),
        str: Text(),
        int: Integer(),
        bool: Boolean(),
    }


class Record(Base):
    """A row people work on: owned by a unit, versioned, never deleted, only removed."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
    version: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
    removed_by_deed: Mapped[UUID | None] = mapped_column(default=None)

    @declared_attr
    def unit_id(cls) -> Mapped[UUID]:
        """The unit the row belongs to: the scope of every permission and audit chain."""
        return mapped_column(ForeignKey("unit.id"), index=True)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Two people saving the same row collide instead of overwriting."""
        return {"version_id_col": cls.version}


def field(label: str, *, index: bool = False, **more: Any) -> MappedColumn[Any]:
    """Declare a column that people see; see `desktop.fields.Field` for the keywords."""
    return mapped_column(index=index, info={"field": Field(label=label, **more)})


@cache
def fields_of(record: type[Base]) -> Mapping[str, Field]:
    """The declared fields of a record by attribute name, in class order."""
    hints = typing.get_type_hints(record)
    found: dict[str, Field] = {}
    for column in record.__table__.columns:
        declared = column.info.get("field")
        if declared is not None:
            name = column.key
            kind, optional = _inner(hints[name])
            required = declared.required and not optional
            found[name] = dataclasses.replace(declared, name=name, kind=kind, required=required)
    return found


def _inner(hint: Any) -> tuple[type, bool]:
    """`Mapped[int | None]` -> (int, True)."""
    inside = typing.get_args(hint)[0]
    if isinstance(inside, types.UnionType):
        parts = [part for part in typing.get_args(inside) if part is not type(None)]
        return parts[0], True
    return inside, False


def choice(choices: type[Choice], label: str, *, index: bool = False, **more: Any) -> Any:
    """Declare a column of a closed list, stored by key."""
    kind: TypeEngine[Any] = Keyed(choices)
    return mapped_column(kind, index=index, info={"field": Field(label=label, **more)})
