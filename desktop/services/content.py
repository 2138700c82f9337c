"""Bytes inside the database: in parts of 1 MiB, once per unit and hash."""

from __future__ import annotations

import hashlib
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.models.content import Content, ContentPart
from desktop.services.work import Work

PART = 1 << 20
LARGEST = 64 << 20


def keep(work: Work, data: bytes, media_type: str) -> UUID:
    """Store bytes, or answer the content of the unit that already holds the same."""
    if len(data) > LARGEST:
        limit, size = LARGEST >> 20, len(data) >> 20
        raise WorkError(f"文件大小为 {size} MB，超过 {limit} MB 的上限，不能存入数据库。")
    digest = hashlib.sha256(data).hexdigest()
    query = select(Content.id).where(Content.unit_id == work.unit_id, Content.digest == digest)
    if held := work.session.execute(query).scalar():
        return held
    record = Content(
        id=work.new_id(),
        unit_id=work.unit_id,
        digest=digest,
        size=len(data),
        media_type=media_type,
    )
    work.session.add(record)
    for position, at in enumerate(range(0, len(data), PART)):
        work.session.add(
            ContentPart(
                id=work.new_id(),
                unit_id=work.unit_id,
                content_id=record.id,
                position=position,
                data=data[at : at + PART],
            )
        )
    work.session.flush()
    return record.id


def read(work: Work, key: UUID) -> bytes:
    """The bytes, checked against their hash."""
    query = (
        select(ContentPart.data).where(ContentPart.content_id == key).order_by(ContentPart.position)
    )
    data = b"".join(work.session.execute(query).scalars())
    if hashlib.sha256(data).hexdigest() != work.get(Content, key).digest:
        raise WorkError("文件内容与入库时的校验值不符，可能已损坏，请从备份中恢复。")
    return data
