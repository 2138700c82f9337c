"""The search index of short fields: bigrams by unit, the same on both engines."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base


class Gram(Base):
    """One or two characters that occur in a record's short fields."""

    __tablename__ = "gram"
    __table_args__ = (Index("ix_gram_record_id", "record_id"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    gram: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID]
