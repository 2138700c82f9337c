"""Signed checkpoints: the ends of all audit chains, kept outside the database.

Whoever owns a database can cut its chains short or write them anew from the start. A
checkpoint taken before and kept elsewhere (another disk, a print) shows both.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, select

from desktop.errors import WorkError
from desktop.models.deed import AuditEntry
from desktop.store import audit

_USE = "audit checkpoint"
_DAMAGED = "检查点文件已损坏或被改动，不能作为比对依据。请使用另存的检查点文件。"


def take(connection: Connection, moment: datetime, seed: bytes) -> str:
    """The text of a checkpoint file, signed with the Ed25519 key made from 32 secret bytes."""
    ends = {unit: [head.seq, head.digest] for unit, head in audit.heads(connection).items()}
    content = {"use": _USE, "at": moment.isoformat(), "heads": ends}
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(_bytes(content))
    return json.dumps({**content, "signature": b64encode(signature).decode()}, indent=1)


def faults(connection: Connection, text: str, seed: bytes) -> Iterator[str]:
    """What the chains have lost since the checkpoint; refuses a checkpoint of another hand."""
    content = _checked(text, Ed25519PrivateKey.from_private_bytes(seed).public_key())
    day = content["at"][:16].replace("T", " ")
    entry = AuditEntry.__table__.c
    for unit, (seq, digest) in content["heads"].items():
        place = (entry.unit_id == UUID(unit)) & (entry.seq == seq)
        found = connection.execute(select(entry.digest).where(place)).scalar()
        if found is None:
            yield f"{day} 已有的第{seq}条审计记录现已不存在，其后的记录被截断"
        elif found != digest:
            yield f"第{seq}条及以前的审计记录与 {day} 的检查点不符，已被改写"


def _checked(text: str, public: Ed25519PublicKey) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(text)
        public.verify(b64decode(content.pop("signature")), _bytes(content))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature):
        raise WorkError(_DAMAGED) from None
    return content


def _bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
