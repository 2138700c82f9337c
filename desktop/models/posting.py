"""Where a person serves, as dated intervals: history stays (S17-S19)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice


class PostingKind(Choice):
    """How the person came to the team."""

    OWN = "own", "本级自有", "自有", "本级", "本级在编"
    SECONDED = "seconded", "下沉派驻", "下沉", "派驻", "下派"
    DUAL = "dual", "双重管理", "双管"
    AUXILIARY = "auxiliary", "辅助人员", "辅助", "执法辅助", "协辅"


class TeamPost(Choice):
    """The post within the team; order is the order of lists by post."""

    CAPTAIN = "captain", "队长"
    DEPUTY = "deputy", "副队长"
    SQUAD_LEADER = "squad_leader", "中队长", "组长"
    OFFICER = "officer", "执法队员", "队员", "执法员"
    REVIEWER = "reviewer", "法制审核员", "法制审核", "法制员"
    CLERK = "clerk", "内勤"
    HELPER = "helper", "辅助队员", "协管员", "辅助岗"


class Posting(Record):
    """One interval at one team; `unit_id` is the township of the team."""

    __tablename__ = "posting"
    __table_args__ = (Index("ix_posting_person_id_since", "person_id", "since"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[PostingKind] = choice(
        PostingKind, "人员来源", width=8, aliases=("来源", "人员类型", "类型", "力量来源")
    )
    home_unit_id: Mapped[UUID | None] = field(
        "派出部门", width=12, aliases=("原单位", "派出单位", "所属部门", "下沉部门")
    )
    station_unit_id: Mapped[UUID | None] = field("驻地", width=8, aliases=("驻地乡镇", "派驻地"))
    post: Mapped[TeamPost] = choice(
        TeamPost, "队内职务", width=8, aliases=("岗位", "职务（队内）", "队内岗位")
    )
    duty: Mapped[str | None] = field("分工", width=16, aliases=("工作分工",), check=longest(100))
    executive_deputy: Mapped[bool] = field("常务副乡镇长（主任）")
    since: Mapped[date] = field(
        "到岗日期", aliases=("到队日期", "下沉日期", "派驻日期", "起始日期")
    )
    until: Mapped[date | None] = field("离岗日期", aliases=("截止日期", "派驻截止"))
    consent_on: Mapped[date | None] = field("征求意见日期")
    consent: Mapped[str | None] = field("征求意见情况", width=20, lines=2, check=longest(200))


class ServedTownship(Record):
    """A neighbouring township the posting radiates to (辐射, S19)."""

    __tablename__ = "served_township"
    __table_args__ = (Index("ix_served_township_posting_id", "posting_id"),)

    posting_id: Mapped[UUID] = mapped_column(ForeignKey("posting.id"))
    township_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
