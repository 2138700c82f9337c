"""A member of the enforcement force, and the secrets about them kept apart."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.identity import check_id_number, check_mobile, normal_id_number
from desktop.models.base import Record, choice, field
from desktop.values import Choice, half_width


class Sex(Choice):
    """As on the identity card."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class Establishment(Choice):
    """The kind of post a person is paid from (编制性质)."""

    CIVIL = "civil", "行政编制", "行政", "公务员"
    REFERENCE = "reference", "参公编制", "参公", "参公事业"
    INSTITUTION = "institution", "事业编制", "事业", "全额事业"
    AUXILIARY = "auxiliary", "编外辅助", "辅助", "编外", "劳务派遣", "合同工"


class DutyState(Choice):
    """Whether the person serves at present."""

    SERVING = "serving", "在岗"
    AWAY = "away", "离岗", "借调外出", "病休"
    MOVED = "moved", "调离"
    RETIRED = "retired", "退休"


class Person(Record):
    """The part of a person that is published county-wide (S28); secrets are in PersonSecret."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_stroke_key_id", "stroke_key", "id"),
        Index("ix_person_pinyin_key_id", "pinyin_key", "id"),
    )

    name: Mapped[str] = field("姓名", width=8, aliases=("名字", "人员姓名"), check=longest(80))
    sex: Mapped[Sex | None] = choice(Sex, "性别", width=4)
    born_on: Mapped[date | None] = field("出生日期", aliases=("出生年月日", "生日"))
    politics: Mapped[str | None] = field("政治面貌", width=8, check=longest(20))
    education: Mapped[str | None] = field("学历", width=8, check=longest(20))
    major: Mapped[str | None] = field("专业", width=12, check=longest(40))
    establishment: Mapped[Establishment | None] = choice(
        Establishment, "编制性质", width=8, aliases=("编制", "人员性质", "身份")
    )
    rank: Mapped[str | None] = field(
        "职务职级", width=12, aliases=("职务", "行政职务", "职级"), check=longest(40)
    )
    joined_on: Mapped[date | None] = field("入职日期", aliases=("参加工作时间", "参加工作"))
    duty_state: Mapped[DutyState] = choice(
        DutyState, "在岗状态", width=6, aliases=("状态", "人员状态")
    )
    legal_number: Mapped[str | None] = field(
        "法律职业资格证号", width=16, normal=half_width, aliases=("法律职业资格",)
    )
    legal_on: Mapped[date | None] = field("法律职业资格取得日期")
    note: Mapped[str | None] = field("备注", width=20, lines=3, check=longest(500))

    stroke_key: Mapped[str]
    pinyin_key: Mapped[str]
    initials: Mapped[str]


class PersonSecret(Record):
    """Identity number and phone; a table of their own so that column rights are possible."""

    __tablename__ = "person_secret"
    __table_args__ = (
        Index(
            "uq_person_secret_person_id",
            "person_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index("ix_person_secret_id_digest", "id_digest"),
        Index("ix_person_secret_phone_digest", "phone_digest"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    id_number: Mapped[str | None] = field(
        "身份证号",
        width=18,
        secret=True,
        normal=normal_id_number,
        check=check_id_number,
        aliases=("身份证号码", "公民身份号码", "身份证", "证件号码"),
    )
    phone: Mapped[str | None] = field(
        "手机",
        width=11,
        secret=True,
        normal=half_width,
        check=check_mobile,
        aliases=("手机号", "手机号码", "联系电话", "电话", "联系方式"),
    )
    id_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    phone_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
