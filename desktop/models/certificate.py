"""Enforcement certificates: a renewal is a new row, the old one stays."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice, half_width


class CertificateKind(Choice):
    """Who issues it and what it allows."""

    NATIONAL = "national", "全国统一行政执法证", "行政执法证", "执法证"
    DEPARTMENT = "department", "部门执法证件", "部门证件"
    SUPERVISION = "supervision", "行政执法监督证", "监督证"


class CertificateState(Choice):
    """Only a valid one lets its holder act (处罚法42, 证件管理办法)."""

    VALID = "valid", "有效", "正常"
    SUSPENDED = "suspended", "暂扣"
    CANCELLED = "cancelled", "注销"
    LOST = "lost", "遗失补办中", "遗失", "补办中"
    REPLACED = "replaced", "已换证", "换证"


class Certificate(Record):
    """One card as it was issued; states carry their reason and day."""

    __tablename__ = "certificate"
    __table_args__ = (
        Index("ix_certificate_person_id_valid_until", "person_id", "valid_until"),
        Index("ix_certificate_valid_until", "valid_until"),
        Index("ix_certificate_number", "number"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[CertificateKind] = choice(
        CertificateKind, "证件种类", width=14, aliases=("证件类型",)
    )
    number: Mapped[str] = field(
        "执法证号",
        width=15,
        normal=half_width,
        check=longest(40),
        aliases=("执法证件号", "执法证编号", "证号", "执法证号码", "行政执法证号", "执法证件编号"),
    )
    issuer: Mapped[str | None] = field("发证机关", width=16, check=longest(60))
    field_of_law: Mapped[str | None] = field(
        "执法领域", width=10, aliases=("领域", "执法类别", "执法范围"), check=longest(60)
    )
    qualified_on: Mapped[date | None] = field("取得资格日期", aliases=("考试合格日期",))
    issued_on: Mapped[date | None] = field("发证日期", aliases=("发证时间", "领证日期"))
    valid_until: Mapped[date | None] = field(
        "有效期至", aliases=("有效期", "到期日期", "证件有效期", "有效期限")
    )
    checked_year: Mapped[int | None] = field("最近年度清理", unit="年")
    state: Mapped[CertificateState] = choice(CertificateState, "证件状态", width=8)
    state_since: Mapped[date | None] = field("状态起始日")
    state_reason: Mapped[str | None] = field("状态原因", width=20, check=longest(200))
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificate.id"))
