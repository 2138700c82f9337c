"""Facts a person stated because no record says them: asked by a guard, never assumed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Record, field


class StatedFact(Record):
    """One answer to one question of the law layer; a later one supersedes it."""

    __tablename__ = "stated_fact"
    __table_args__ = (Index("ix_stated_fact_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    name: Mapped[str] = field("事实")
    value: Mapped[str] = field("答复")
    stated_by: Mapped[str] = field("确认人")
    stated_at: Mapped[datetime] = field("确认时间")
