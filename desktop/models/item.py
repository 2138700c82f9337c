"""Empowered items: what a township may punish, by county notice and date (S03, S04)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice, half_width


class EmpoweredItem(Record):
    """One item for one township as one notice lists it; withdrawal ends it, nothing is erased."""

    __tablename__ = "empowered_item"
    __table_args__ = (Index("ix_empowered_item_unit_id_code", "unit_id", "code"),)

    code: Mapped[str] = field("事项代码", width=14, normal=half_width, check=longest(20))
    name: Mapped[str] = field("事项名称", width=30, check=longest(200))
    field_of_law: Mapped[str] = field("执法领域", width=10, check=longest(40))
    norm_violated: Mapped[str] = field("违反的规定", width=30, lines=2, check=longest(300))
    norm_applied: Mapped[str] = field("处罚依据", width=30, lines=2, check=longest(300))
    fine_least: Mapped[Decimal | None] = field("罚款下限", unit="元")
    fine_most: Mapped[Decimal | None] = field("罚款上限", unit="元")
    department_id: Mapped[UUID | None] = field("业务主管部门", width=12)
    notice_number: Mapped[str] = field("通告文号", width=18, check=longest(60))
    notice_on: Mapped[date] = field("通告日期")
    since: Mapped[date] = field("生效日期")
    until: Mapped[date | None] = field("收回日期")
    withdrawal_ground: Mapped[str | None] = field("收回原因", width=20, check=longest(200))
    cause: Mapped[str | None] = field("案由", width=24, check=longest(200))
    outline: Mapped[str | None] = field(
        "询问提纲", lines=6, hint="每行一个问题", check=longest(5_000)
    )
    phrases: Mapped[str | None] = field("常用语", lines=4, hint="每行一条", check=longest(5_000))


class LeniencyKind(Choice):
    """Which list of the province or city an entry stands in (处罚法33)."""

    MINOR = "minor", "轻微违法不予处罚"
    FIRST = "first", "首次违法可以不予处罚"


class Leniency(Record):
    """One entry of a 轻微 or 首违不罚 list, found by the item's code."""

    __tablename__ = "leniency"
    __table_args__ = (Index("ix_leniency_unit_id_code", "unit_id", "code"),)

    kind: Mapped[LeniencyKind] = choice(LeniencyKind, "清单种类", width=14)
    code: Mapped[str] = field("事项代码", width=14, normal=half_width, check=longest(20))
    name: Mapped[str] = field("违法行为", width=30, check=longest(300))
    condition: Mapped[str] = field("适用条件", width=30, lines=3, check=longest(1_000))
    basis: Mapped[str] = field("依据", width=24, check=longest(300))
    since: Mapped[date] = field("生效日期")
    until: Mapped[date | None] = field("失效日期")
