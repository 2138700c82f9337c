"""Writing many rows of one table at once, past the unit of work but not past the triggers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from desktop.models.base import Base
from desktop.services.work import Work

_AT_ONCE = 5_000


def insert_rows(work: Work, record: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert plain rows; every one must carry the same columns, keys and versions included."""
    for at in range(0, len(rows), _AT_ONCE):
        work.session.execute(insert(record), rows[at : at + _AT_ONCE])
    if rows:
        work.touch(record.__tablename__)
