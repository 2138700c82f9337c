"""Document numbers: a ledger without gaps and without reuse (domain §7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as words_of_sql
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import between, longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice


class NumberState(Choice):
    """Every number drawn is issued or void with a reason."""

    ISSUED = "issued", "已使用"
    VOID = "void", "作废"


class NumberSource(Choice):
    """Where a number comes from; only the program's own series may have no gap."""

    SERIES = "series", "系统编号"
    PAD = "pad", "预先编号的文书"
    PLATFORM = "platform", "省平台编号"
    OPENING = "opening", "启用前已用"


class PadKind(Choice):
    """What is bought or printed with running numbers on it."""

    FORM = "form", "预定格式当场处罚决定书", "当场处罚决定书", "当场行政处罚决定书"
    RECEIPT = "receipt", "罚没票据", "票据", "罚没收据"


class DocumentNumber(Record):
    """One number; `seq` is its place in the series of a year, `sheet` its place in a pad.

    `origin` says who gave a number that is not ours (the provincial platform). A number used
    before the program was names its action instead of a paper. Only such a number is ever
    removed, when its import is undone; its place in the series is then free again.
    """

    __tablename__ = "document_number"
    __table_args__ = (
        Index(
            "uq_document_number_unit_id_series_year_seq",
            *("unit_id", "series", "year", "seq"),
            unique=True,
            sqlite_where=words_of_sql("removed_at IS NULL"),
            postgresql_where=words_of_sql("removed_at IS NULL"),
        ),
        UniqueConstraint("pad_id", "sheet"),
        Index("ix_document_number_unit_id_text", "unit_id", "text"),
        Index("ix_document_number_action_id", "action_id"),
    )

    series: Mapped[str] = field("文号系列")
    year: Mapped[int] = field("年度")
    seq: Mapped[int | None] = field("序号")
    source: Mapped[NumberSource] = choice(NumberSource, "来源", width=10)
    pad_id: Mapped[UUID | None] = mapped_column(ForeignKey("number_pad.id"))
    sheet: Mapped[int | None] = field("页号")
    text: Mapped[str] = field("文号", width=20)
    state: Mapped[NumberState] = choice(NumberState, "状态")
    paper_id: Mapped[UUID | None] = mapped_column()
    action_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_action.id"))
    origin: Mapped[str | None] = field("编号来源", width=16, check=longest(120))
    reason: Mapped[str | None] = field("作废原因", width=20)
    voided_on: Mapped[date | None] = field("作废日期")
    voided_by: Mapped[str | None] = field("作废人", width=8)


class NumberPad(Record):
    """A pad of forms or receipts numbered beforehand: who holds it, what became of each sheet."""

    __tablename__ = "number_pad"
    __table_args__ = (Index("ix_number_pad_unit_id_kind", "unit_id", "kind"),)

    kind: Mapped[PadKind] = choice(PadKind, "种类", width=16)
    prefix: Mapped[str] = field("号码前缀", required=False, width=12, check=longest(40))
    first: Mapped[int] = field("起始号")
    last: Mapped[int] = field("终止号")
    digits: Mapped[int] = field("号码位数", check=between(1, 20))
    received_on: Mapped[date] = field("领入日期")
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    holder: Mapped[str | None] = field("领用人", width=8, check=longest(80))
    handed_on: Mapped[date | None] = field("领用日期")
    returned_on: Mapped[date | None] = field("交回日期")
    note: Mapped[str | None] = field("备注", width=16, check=longest(300))


class SeriesCounter(Record):
    """The last number drawn; locked by the drawing transaction."""

    __tablename__ = "series_counter"
    __table_args__ = (UniqueConstraint("unit_id", "series", "year"),)

    series: Mapped[str]
    year: Mapped[int]
    last: Mapped[int]
