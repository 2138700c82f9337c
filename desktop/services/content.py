"""Bytes inside the database: in parts of 1 MiB, once per unit and hash."""

from __future__ import annotations

import hashlib
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Forbidden, WorkError
from desktop.models.content import Content, ContentPart, SealedContent
from desktop.services import digest as keyed
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


def seal(work: Work, body: bytes, media_type: str, data: str) -> UUID:
    """Keep a paper and its data sealed: no role outside the unit reads them."""
    record = SealedContent(
        id=work.new_id(),
        unit_id=work.unit_id,
        media_type=media_type,
        digest=hashlib.sha256(body).hexdigest(),
        data=data,
        body=body,
    )
    work.session.add(record)
    work.session.flush()
    return record.id


def read(work: Work, key: UUID) -> bytes:
    """The bytes, checked against their hash."""
    held = work.session.get(Content, key)
    if held is None:
        sealed = sealed_of(work, key)
        return _checked(sealed.body, sealed.digest)
    query = (
        select(ContentPart.data).where(ContentPart.content_id == key).order_by(ContentPart.position)
    )
    return _checked(b"".join(work.session.execute(query).scalars()), held.digest)


def sealed_of(work: Work, key: UUID) -> SealedContent:
    """What is kept sealed; a role that may never read it is refused in words."""
    if not keyed.may_read(work, SealedContent.__tablename__):
        raise Forbidden("这份文书含有举报人信息，依法密封保存，只有本单位办理案件的人员可以查看。")
    return work.get(SealedContent, key)


def _checked(data: bytes, digest: str) -> bytes:
    if hashlib.sha256(data).hexdigest() != digest:
        raise WorkError("文件内容与入库时的校验值不符，可能已损坏，请从备份中恢复。")
    return data
