"""Every writing deed once, so that a retry after a lost commit is recognised."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base


class Deed(Base):
    """Inserted in the deed's own transaction; its id is made by the client."""

    __tablename__ = "deed"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class AuditEntry(Base):
    """One link of a unit's chain; written by triggers only, never changed."""

    __tablename__ = "audit_entry"

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[str]
    deed_id: Mapped[str]
    record_table: Mapped[str]
    operation: Mapped[str]
    record_id: Mapped[str]
    payload_digest: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]


class AuditPayload(Base):
    """What changed, kept apart so that it may be purged behind a checkpoint."""

    __tablename__ = "audit_payload"

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    payload: Mapped[str]


class SecretKey(Base):
    """Keys for digests of secret values; one row per purpose, made when the database is."""

    __tablename__ = "secret_key"

    purpose: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary(32))
