"""Bytes kept inside the database, by unit and hash."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Record, field


class Content(Record):
    """A stored file; the unit is part of its identity, so a hash tells no other unit anything."""

    __tablename__ = "content"
    __table_args__ = (Index("uq_content_unit_id_digest", "unit_id", "digest", unique=True),)

    digest: Mapped[str]
    size: Mapped[int] = field("大小", unit="字节")
    media_type: Mapped[str]


class ContentPart(Record):
    """At most 1 MiB of a content."""

    __tablename__ = "content_part"
    __table_args__ = (Index("ix_content_part_content_id_position", "content_id", "position"),)

    content_id: Mapped[UUID] = mapped_column()
    position: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SealedContent(Record):
    """A paper kept sealed: its bytes and its data, read only by those of the unit who work cases."""

    __tablename__ = "sealed_content"

    media_type: Mapped[str]
    digest: Mapped[str]
    data: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
