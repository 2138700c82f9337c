"""Random keys a database carries for its digests; made once, when it is."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, insert, select

from desktop.models.deed import SecretKey

MASK, SEARCH = "mask", "search"


def ensure_secret_keys(connection: Connection) -> None:
    """`mask` names secret values in the audit, `search` finds them by exact match."""
    table = SecretKey.__table__
    present = set(connection.execute(select(table.c.purpose)).scalars())
    for purpose in (MASK, SEARCH):
        if purpose not in present:
            fresh = {"purpose": purpose, "value": secrets.token_bytes(32)}
            connection.execute(insert(SecretKey).values(**fresh))
