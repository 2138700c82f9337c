"""Evidence of a case: its kind by law, what it is, and what it proves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import between, longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice


class EvidenceKind(Choice):
    """The eight kinds of 处罚法46."""

    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    WITNESS = "witness", "证人证言"
    STATEMENT = "statement", "当事人的陈述"
    APPRAISAL = "appraisal", "鉴定意见"
    RECORD = "record", "勘验笔录、现场笔录"


class Evidence(Record):
    """One piece, in the order of the decision's list."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    position: Mapped[int] = field("序号", width=4)
    kind: Mapped[EvidenceKind] = choice(EvidenceKind, "证据种类", width=10)
    name: Mapped[str] = field("证据名称", width=24, hint="如：现场检查笔录1份", check=longest(200))
    proves: Mapped[str] = field("证明内容", width=30, check=longest(500))
    pages: Mapped[int | None] = field("页数", unit="页", width=6, check=between(1, 9_999))
    obtained_on: Mapped[date | None] = field("取得日期")
    source: Mapped[str | None] = field("来源", width=14, check=longest(120))
    provider: Mapped[str | None] = field("提供人", width=10, check=longest(80))
    kept: Mapped[str | None] = field("原件存放处", width=14, check=longest(120))
    content_id: Mapped[UUID | None] = mapped_column()
    file_name: Mapped[str | None] = field("附件", width=16)
    digest: Mapped[str | None] = field("文件校验值（SHA-256）", width=20)
    length: Mapped[str | None] = field("音像时长", width=8, check=longest(40))
    station: Mapped[str | None] = field("音像存储位置", width=16, check=longest(120))
