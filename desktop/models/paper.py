"""An issued paper: its data, form version, law edition and bytes are frozen together."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Record, choice, field
from desktop.values import Choice


class PaperState(Choice):
    """A void paper stays visible with its reason."""

    ISSUED = "issued", "已制发"
    VOID = "void", "作废"


class Paper(Record):
    """One paper as it left the office."""

    __tablename__ = "paper"
    __table_args__ = (
        Index("ix_paper_case_id", "case_id"),
        Index("ix_paper_unit_id_issued_at_id", "unit_id", "issued_at", "id"),
    )

    case_id: Mapped[UUID | None] = mapped_column()
    action_id: Mapped[UUID | None] = mapped_column()
    form_id: Mapped[str]
    form_version: Mapped[str]
    form_digest: Mapped[str]
    law_edition: Mapped[str]
    title: Mapped[str] = field("文书名称", width=20)
    number: Mapped[str | None] = field("文号", width=22)
    dated: Mapped[date] = field("落款日期")
    issued_at: Mapped[datetime] = field("制发时间")
    issued_by: Mapped[str] = field("制发人", width=8)
    state: Mapped[PaperState] = choice(PaperState, "状态", width=6)
    reason: Mapped[str | None] = field("作废原因")
    data: Mapped[str]
    digest: Mapped[str]
    content_id: Mapped[UUID]
    audit_head: Mapped[str]
