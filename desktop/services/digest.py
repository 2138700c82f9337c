"""Finding secret values by exact match, without keeping them readable in an index."""

from __future__ import annotations

import hashlib
import hmac
import re
from uuid import UUID

from sqlalchemy import or_, select

from desktop.models.deed import SecretKey
from desktop.models.person import PersonSecret
from desktop.permissions import Operation, scope_of
from desktop.services.work import Work
from desktop.values import half_width

_LOOKS_SECRET = re.compile(r"\d{11}|\d{15}|\d{17}[\dXx]")


def of(work: Work, value: str | None) -> bytes | None:
    """Keyed digest of a normalised secret, or None of nothing."""
    if not value:
        return None
    return hmac.digest(_key(work), value.encode(), hashlib.sha256)


def person_by_secret(work: Work, word: str) -> list[UUID]:
    """Persons whose ID number or phone is exactly this word; empty for any other word."""
    text = half_width(word).upper()
    if not _LOOKS_SECRET.fullmatch(text) or not may_look(work):
        return []
    found = of(work, text)
    query = select(PersonSecret.person_id).where(
        PersonSecret.removed_at.is_(None),
        or_(PersonSecret.id_digest == found, PersonSecret.phone_digest == found),
    )
    return list(work.session.execute(query).scalars())


def may_look(work: Work) -> bool:
    """Whether the actor may read secrets of persons."""
    return may_read(work, PersonSecret.__tablename__)


def may_read(work: Work, table: str) -> bool:
    """Whether the actor's role may read a table at all."""
    return work.actor is None or scope_of(work.actor.role, table, Operation.READ) is not None


def _key(work: Work) -> bytes:
    """Read once per transaction."""
    held = work.session.info.get("search_key")
    if held is None:
        query = select(SecretKey.value).where(SecretKey.purpose == "search")
        held = work.session.info["search_key"] = work.session.execute(query).scalar_one()
    assert isinstance(held, bytes)
    return held
