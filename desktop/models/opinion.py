"""Opinions on an approval form: given on screen by that account, or recorded from signed paper."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.roles import Seat
from desktop.values import Choice


class Verdict(Choice):
    """What an opinion says."""

    APPROVE = "approve", "同意"
    RETURN = "return", "退回修改"
    REFUSE = "refuse", "不同意"


class Opinion(Record):
    """One person's opinion on one action; a returned action starts a new round."""

    __tablename__ = "opinion"
    __table_args__ = (Index("ix_opinion_action_id", "action_id"),)

    action_id: Mapped[UUID] = mapped_column(ForeignKey("case_action.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    turn: Mapped[int] = field("轮次")
    seat: Mapped[Seat] = choice(Seat, "意见人", width=10)
    verdict: Mapped[Verdict] = choice(Verdict, "意见", width=8)
    words: Mapped[str] = field("意见内容", lines=3, check=longest(2_000))
    name: Mapped[str] = field("签署人", width=8, check=longest(80))
    person_id: Mapped[UUID | None] = mapped_column()
    given_on: Mapped[date] = field("签署日期")
    entered_at: Mapped[datetime] = field("登记时间")
    entered_by: Mapped[str]
    on_paper: Mapped[bool] = field("依据签字件登记")
    scan_id: Mapped[UUID | None] = mapped_column()
    scan_name: Mapped[str | None] = field("签字件")


class Delegation(Record):
    """Who gives the opinions of a seat instead of its holder, for how long."""

    __tablename__ = "delegation"

    seat: Mapped[Seat] = choice(Seat, "意见人", width=10)
    from_login: Mapped[str]
    to_login: Mapped[str]
    since: Mapped[date] = field("起始日期")
    until: Mapped[date | None] = field("截止日期")
