"""Who the law speaks to: the county, its townships and departments, and their teams."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from desktop.fields import between, longest, twelve_digits
from desktop.models.base import Record, choice, field
from desktop.values import Choice


class UnitKind(Choice):
    """What sort of body a unit is."""

    COUNTY = "county", "县指导办", "县级"
    TOWNSHIP = "township", "乡镇（街道）", "乡镇", "街道"
    DEPARTMENT = "department", "县级部门", "部门"


class EmpowermentMode(Choice):
    """How 一支队伍管执法 is reached in a township (方案 二(一))."""

    EMPOWERED = "empowered", "赋权"
    STATIONED = "stationed", "派驻"
    ONE_PLUS_X = "one_plus_x", "1+X", "“1+X”"


class Unit(Record):
    """A body that owns records; permissions and audit chains are by unit."""

    __tablename__ = "unit"
    __table_args__ = (
        Index("uq_unit_code", "code", unique=True),
        Index("uq_unit_name", "name", unique=True),
    )

    kind: Mapped[UnitKind] = choice(UnitKind, "单位类别")
    name: Mapped[str] = field("单位名称", width=16, check=longest(40))
    short_name: Mapped[str | None] = field("代字", width=6, hint="文号用字，如 浦黄")
    code: Mapped[str] = field("单位代码", width=14)
    position: Mapped[int] = field("排序")


class Township(Record):
    """What the plan asks to know of a township or sub-district (S01, S02, S05, S12)."""

    __tablename__ = "township"
    __table_args__ = (Index("uq_township_unit_id", "unit_id", unique=True),)

    mode: Mapped[EmpowermentMode] = choice(EmpowermentMode, "实施方式", aliases=("模式",))
    empowered_since: Mapped[date | None] = field("赋权生效日")
    empowered_until: Mapped[date | None] = field("赋权截止日")
    area: Mapped[Decimal | None] = field("区域面积", unit="平方公里")
    population: Mapped[int | None] = field("人口", unit="人", check=between(0, 10_000_000))
    excluded_area: Mapped[str | None] = field("除外区域", lines=2)
    issuer_name: Mapped[str] = field("执法主体名称", width=24, hint="与印章一致")
    issuer_confirmed: Mapped[bool] = field("名称已与印章核对")


class Department(Record):
    """A county department that seconds officers (S17, S18)."""

    __tablename__ = "department"
    __table_args__ = (Index("uq_department_unit_id", "unit_id", unique=True),)

    field_of_law: Mapped[str] = field("执法领域", width=10)
    dual_managed: Mapped[bool] = field("已纳入“四平台”双重管理")
    position: Mapped[int] = field("排序")


class Team(Record):
    """A township's comprehensive enforcement team; its name follows a rule (S13)."""

    __tablename__ = "team"
    __table_args__ = (Index("uq_team_unit_id", "unit_id", unique=True),)

    name: Mapped[str] = field("队伍名称", width=20)
    founded_on: Mapped[date | None] = field("组建日期")
    phone: Mapped[str | None] = field("投诉举报电话")


class Headcount(Record):
    """The county's certified enforcement staff as someone stated it, for the 60 % rule (S16)."""

    __tablename__ = "headcount"

    as_of: Mapped[date] = field("统计日期")
    certified: Mapped[int] = field("全县持证执法人员", unit="人", check=between(1, 100_000))
    source: Mapped[str] = field("数据来源", width=24, check=longest(200))


class Village(Record):
    """A village or community of a township, for the places of cases."""

    __tablename__ = "village"
    __table_args__ = (Index("ix_village_unit_id_name", "unit_id", "name"),)

    name: Mapped[str] = field(
        "村（社区）",
        width=12,
        check=longest(40),
        aliases=("村（居）", "村居", "行政村", "村名", "村社区名称", "名称"),
    )
    code: Mapped[str | None] = field(
        "统计用区划代码", width=14, check=twelve_digits, aliases=("区划代码", "统计代码", "代码")
    )
    excluded: Mapped[bool | None] = field("由开发区管理")
    since: Mapped[date | None] = field("启用日期")
    until: Mapped[date | None] = field("停用日期")
