"""The audit chain: how a link is hashed, and how a chain is checked. Same on both engines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.models.deed import AuditEntry, AuditPayload

START = "0" * 64
_AT_ONCE = 5_000


def sha256_hex(text: str | bytes | None) -> str | None:
    """Hex digest of the UTF-8 text; of nothing, nothing."""
    if text is None:
        return None
    return hashlib.sha256(text.encode() if isinstance(text, str) else bytes(text)).hexdigest()


def link(*parts: object) -> str:
    """Hash of length-prefixed parts, so that no two lists of parts look alike."""
    pieces = [str(part).encode() for part in parts]
    joined = b"".join([b"%d:%s" % (len(piece), piece) for piece in pieces])
    return hashlib.sha256(joined).hexdigest()


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, in words."""

    unit: str
    seq: int
    sentence: str


@dataclass(frozen=True)
class Head:
    """The last entry of a unit's chain: all entries before it hang on its digest."""

    seq: int
    digest: str


def heads(connection: Connection) -> dict[str, Head]:
    """The end of every chain by the unit's id in hex."""
    entry = AuditEntry.__table__
    last = select(entry.c.unit_id, func.max(entry.c.seq).label("seq")).group_by(entry.c.unit_id)
    ends = last.subquery()
    found = select(entry.c.unit_id, entry.c.seq, entry.c.digest).join(
        ends, (ends.c.unit_id == entry.c.unit_id) & (ends.c.seq == entry.c.seq)
    )
    return {row.unit_id.hex: Head(row.seq, row.digest) for row in connection.execute(found)}


def breaks(connection: Connection) -> Iterator[Break]:
    """Check every unit's chain from its start; yields what is wrong, nothing when all holds.

    What it cannot see is a chain cut off at its end or written anew by somebody who owns the
    database: that shows against a checkpoint kept elsewhere (`desktop.store.checkpoint`).
    """
    entry, payload = AuditEntry.__table__, AuditPayload.__table__
    same = (payload.c.unit_id == entry.c.unit_id) & (payload.c.seq == entry.c.seq)
    query = select(*_columns(), payload.c.payload).outerjoin_from(entry, payload, same)
    ordered = query.order_by(entry.c.unit_id, entry.c.seq)
    unit, expected, previous = None, 1, START
    for row in connection.execute(ordered, execution_options={"yield_per": _AT_ONCE}):
        if row[1] != unit:
            unit, expected, previous = row[1], 1, START
        sentence = _fault(row, expected, previous)
        if sentence:
            yield Break(row[1].hex, row[2], sentence)
        expected, previous = row[2] + 1, row[10]
    yield from _stray_payloads(connection)


def _columns() -> tuple[Any, ...]:
    """In the order in which they are linked; the digest comes last."""
    entry = AuditEntry.__table__.c
    return (
        *(entry.previous, entry.unit_id, entry.seq, entry.at, entry.actor, entry.deed_id),
        *(entry.record_table, entry.operation, entry.record_id, entry.payload_digest),
        entry.digest,
    )


def _fault(row: Sequence[Any], expected: int, previous: str) -> str | None:
    linked, unit, seq, *parts, payload_digest, digest, payload = row
    if seq != expected:
        gap = f"至第{seq - 1}条" if seq > expected + 1 else ""
        return f"审计记录缺失：第{expected}条{gap}"
    if linked != previous:
        return f"第{seq}条审计记录与前一条不衔接"
    if link(linked, unit.hex, seq, *parts, payload_digest) != digest:
        return f"第{seq}条审计记录被改动"
    if payload is None:
        return f"第{seq}条审计内容缺失"
    return None if sha256_hex(payload) == payload_digest else f"第{seq}条审计内容被改动"


def _stray_payloads(connection: Connection) -> Iterator[Break]:
    entry, payload = AuditEntry.__table__, AuditPayload.__table__
    same = (payload.c.unit_id == entry.c.unit_id) & (payload.c.seq == entry.c.seq)
    query = select(payload.c.unit_id, payload.c.seq).outerjoin_from(payload, entry, same)
    for row in connection.execute(query.where(entry.c.seq.is_(None))):
        yield Break(row.unit_id.hex, row.seq, f"第{row.seq}条审计内容没有对应的审计记录")
