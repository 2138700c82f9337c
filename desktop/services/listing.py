"""A list is three questions: its first page, all its ids, and the rows of some ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from desktop.services.work import Work

PAGE = 64
Row = tuple[Any, ...]


@dataclass(frozen=True)
class View:
    """What a list is asked to show: words, filters by name, an order key, a day."""

    words: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    order: str = ""
    descending: bool = False
    as_of: date | None = None


@dataclass(frozen=True)
class Listing:
    """The three questions; rows are tuples whose first value is the record's id."""

    first: Callable[[Work, View], list[Row]]
    ids: Callable[[Work, View], bytes]
    rows: Callable[[Work, View, bytes], list[Row]]


def packed(work: Work, query: Select[Any], key: Any) -> bytes:
    """All ids of `query` in its order, 16 bytes each, put together by the database."""
    ordered = query.with_only_columns(key.label("key")).subquery()
    if work.session.get_bind().dialect.name == "sqlite":
        joined = func.group_concat(func.hex(ordered.c.key), "")
        text = work.session.execute(select(joined)).scalar()
        return bytes.fromhex(text or "")
    joined = func.string_agg(func.uuid_send(ordered.c.key), b"")
    return bytes(work.session.execute(select(joined)).scalar() or b"")


def unpacked(ids: bytes) -> list[UUID]:
    """The keys of a packed stretch."""
    return [UUID(bytes=ids[at : at + 16]) for at in range(0, len(ids), 16)]


def in_order(rows: Sequence[Row], ids: Sequence[UUID]) -> list[Row]:
    """Rows in the order of the ids asked for; removed ones leave a gap out."""
    by_id = {row[0]: row for row in rows}
    return [by_id[key] for key in ids if key in by_id]


def whole(rows: Callable[[Work, View], list[Row]]) -> Listing:
    """A list short enough to be worked out whole each time: tens of rows, hundreds at most."""
    return Listing(
        first=rows,
        ids=lambda work, view: b"".join(row[0].bytes for row in rows(work, view)),
        rows=lambda work, view, wanted: in_order(rows(work, view), unpacked(wanted)),
    )
