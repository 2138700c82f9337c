"""Document numbers: a ledger without gaps and without reuse (domain §7)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Record, choice, field
from desktop.values import Choice


class NumberState(Choice):
    """Every number drawn is issued or void with a reason."""

    ISSUED = "issued", "已使用"
    VOID = "void", "作废"


class DocumentNumber(Record):
    """One number of one series in one year."""

    __tablename__ = "document_number"
    __table_args__ = (UniqueConstraint("unit_id", "series", "year", "seq"),)

    series: Mapped[str] = field("文号系列")
    year: Mapped[int] = field("年度")
    seq: Mapped[int] = field("序号")
    text: Mapped[str] = field("文号", width=20)
    state: Mapped[NumberState] = choice(NumberState, "状态")
    paper_id: Mapped[UUID | None] = mapped_column()
    reason: Mapped[str | None] = field("作废原因")


class SeriesCounter(Record):
    """The last number drawn; locked by the drawing transaction."""

    __tablename__ = "series_counter"
    __table_args__ = (UniqueConstraint("unit_id", "series", "year"),)

    series: Mapped[str]
    year: Mapped[int]
    last: Mapped[int]
