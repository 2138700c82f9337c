"""The audit chain: how a link is hashed, and how a chain is checked. Same on both engines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop.models.deed import AuditEntry, AuditPayload

START = "0" * 64


def sha256_hex(text: str | bytes | None) -> str | None:
    """Hex digest of the UTF-8 text; of nothing, nothing."""
    if text is None:
        return None
    return hashlib.sha256(text.encode() if isinstance(text, str) else bytes(text)).hexdigest()


def link(*parts: object) -> str:
    """Hash of length-prefixed parts, so that no two lists of parts look alike."""
    joined = b"".join(
        b"%d:%s" % (len(piece), piece) for piece in (str(part).encode() for part in parts)
    )
    return hashlib.sha256(joined).hexdigest()


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, in words."""

    unit: str
    seq: int
    sentence: str


def breaks(connection: Connection) -> Iterator[Break]:
    """Check every unit's chain from its start; yields what is wrong, nothing when all holds."""
    entry, payload = AuditEntry.__table__, AuditPayload.__table__
    rows = connection.execute(
        select(entry, payload.c.payload)
        .outerjoin(
            payload,
            (payload.c.unit_id == entry.c.unit_id) & (payload.c.seq == entry.c.seq),
        )
        .order_by(entry.c.unit_id, entry.c.seq)
    )
    unit, expected, previous = None, 0, START
    for row in rows:
        if row.unit_id != unit:
            unit, expected, previous = row.unit_id, 0, START
        expected += 1
        sentence = _fault(row, expected, previous)
        if sentence:
            yield Break(row.unit_id.hex, row.seq, sentence)
        expected, previous = row.seq, row.digest


def _fault(row: AuditEntry, expected: int, previous: str) -> str | None:
    """`row` also carries the payload of the joined table."""
    if row.seq != expected:
        return f"审计记录缺失：第{expected}条至第{row.seq - 1}条"
    if row.previous != previous:
        return f"第{row.seq}条审计记录与前一条不衔接"
    payload = getattr(row, "payload", None)
    if payload is not None and sha256_hex(payload) != row.payload_digest:
        return f"第{row.seq}条审计内容被改动"
    parts = (
        row.previous,
        row.unit_id.hex,
        row.seq,
        row.at,
        row.actor,
        row.deed_id,
        row.record_table,
        row.operation,
        row.record_id,
        row.payload_digest,
    )
    return None if link(*parts) == row.digest else f"第{row.seq}条审计记录被改动"
