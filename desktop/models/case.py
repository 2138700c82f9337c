"""A case from its lead on; its phase is derived from facts and never stored."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.identity import check_mobile
from desktop.models.base import Record, choice, field
from desktop.models.person import Sex
from desktop.values import Choice, half_width


class LeadSource(Choice):
    """Where a case comes from (paper 01)."""

    INSPECTION = "inspection", "检查发现", "日常巡查"
    COMPLAINT = "complaint", "投诉举报"
    ASSIGNED = "assigned", "上级交办"
    REPORTED = "reported", "下级报请"
    TRANSFERRED = "transferred", "其他机关移送"
    MONITORING = "monitoring", "监控发现"
    OTHER = "other", "其他"


class PartyKind(Choice):
    """What the party is; thresholds differ by it."""

    CITIZEN = "citizen", "公民"
    BUSINESS = "business", "个体工商户"
    ORGANISATION = "organisation", "法人或者其他组织"


class Case(Record):
    """What was found, who handles it and when it was filed."""

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_unit_id_found_at_id", "unit_id", "found_at", "id"),)

    source: Mapped[LeadSource] = choice(LeadSource, "案件来源", width=10)
    found_at: Mapped[datetime] = field("发现时间", width=16)
    summary: Mapped[str] = field("案情摘要", lines=5, width=40, check=longest(10_000))
    place: Mapped[str] = field("违法行为发生地", width=24, check=longest(200))
    village_id: Mapped[UUID | None] = field("所在村（社区）", width=12)
    inside: Mapped[bool | None] = field("在本乡镇（街道）辖区内")
    excluded_area: Mapped[bool | None] = field("在开发区管理区域内")
    act_on: Mapped[date] = field("违法行为发生日期")
    act_ended_on: Mapped[date | None] = field("违法行为终了日期", hint="连续或者继续状态的填写")
    item_id: Mapped[UUID | None] = field("赋权事项", width=30)
    cause: Mapped[str] = field("案由", width=30, check=longest(200))


class Party(Record):
    """The person or body the case is about."""

    __tablename__ = "party"
    __table_args__ = (Index("ix_party_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    kind: Mapped[PartyKind] = choice(PartyKind, "当事人类别", width=10)
    name: Mapped[str] = field("当事人", width=20, check=longest(200), aliases=("姓名或者名称",))
    sex: Mapped[Sex | None] = choice(Sex, "性别", width=4)
    representative: Mapped[str | None] = field(
        "法定代表人（负责人、经营者）", width=8, check=longest(80)
    )
    representative_post: Mapped[str | None] = field("职务", width=8, check=longest(40))
    guardian: Mapped[str | None] = field("法定代理人（监护人）", width=8, check=longest(80))
    address: Mapped[str | None] = field("住所（住址）", width=30, check=longest(200))


class PartySecret(Record):
    """The party's identity and phone number, readable by those who work the case."""

    __tablename__ = "party_secret"
    __table_args__ = (
        Index("ix_party_secret_party_id", "party_id"),
        Index("ix_party_secret_identity_digest", "identity_digest"),
    )

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    identity: Mapped[str | None] = field(
        "证件号码", width=18, secret=True, normal=half_width, hint="身份证号或统一社会信用代码"
    )
    phone: Mapped[str | None] = field(
        "联系电话", width=11, secret=True, normal=half_width, check=check_mobile
    )
    identity_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class CaseOfficer(Record):
    """An officer of the case, with the certificate relied on, from a day on."""

    __tablename__ = "case_officer"
    __table_args__ = (Index("ix_case_officer_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    leading: Mapped[bool] = field("主办")
    since: Mapped[date] = field("起始日期")
    until: Mapped[date | None] = field("截止日期")
