"""What was done in a case: one row per action, its values beside it (docs/actions.md)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Record, field


class CaseAction(Record):
    """One action of a case, in preparation or done.

    `issued_on` is the day of its papers, `taken_on` the legal day its step has; both are empty
    while it is prepared, and a paper that must first reach the party has only the first.
    `thread` is the first action of a measure, a hearing …: each has a history of its own.
    """

    __tablename__ = "case_action"
    __table_args__ = (
        Index("ix_case_action_case_id", "case_id"),
        Index("ix_case_action_unit_id_taken_on", "unit_id", "taken_on"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    thread: Mapped[UUID | None] = mapped_column()
    action: Mapped[str] = field("办理事项", width=14)
    procedure: Mapped[str]
    step: Mapped[str]
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    entered_by: Mapped[str] = field("登记人", width=8)
    entered_at: Mapped[datetime] = field("登记时间")
    submitted_at: Mapped[datetime | None] = field("送审时间")
    issued_on: Mapped[date | None] = field("制发日期")
    taken_on: Mapped[date | None] = field("办理日期")
    taken_at: Mapped[datetime | None] = field("办结登记时间")
    opening: Mapped[bool | None] = field("启用前办理")
    law_edition: Mapped[str | None]
    reason: Mapped[str | None] = field("撤回原因")


class ActionValue(Record):
    """One value entered for an action, as text (`desktop.actions.stored`)."""

    __tablename__ = "action_value"
    __table_args__ = (UniqueConstraint("action_id", "name"),)

    action_id: Mapped[UUID] = mapped_column(ForeignKey("case_action.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    name: Mapped[str]
    value: Mapped[str | None]


class ActionSecret(Record):
    """The same for values only those who work the case may read."""

    __tablename__ = "action_secret"
    __table_args__ = (UniqueConstraint("action_id", "name"),)

    action_id: Mapped[UUID] = mapped_column(ForeignKey("case_action.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    name: Mapped[str]
    value: Mapped[str | None]


class Thing(Record):
    """A thing of a case: registered, sealed, seized, confiscated or given back."""

    __tablename__ = "thing"
    __table_args__ = (Index("ix_thing_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    position: Mapped[int]
    name: Mapped[str] = field("物品名称", width=16)
    model: Mapped[str | None] = field("规格型号", width=12)
    quantity: Mapped[str] = field("数量", width=6)
    measure_word: Mapped[str | None] = field("计量单位", width=6)
    condition: Mapped[str | None] = field("物品状况", width=10)
    place: Mapped[str | None] = field("存放地点", width=16)
    note: Mapped[str | None] = field("备注", width=12)


class Overrule(Record):
    """A named person's ruling that a step is taken although a guard warns; kept for ever."""

    __tablename__ = "overrule"
    __table_args__ = (Index("ix_overrule_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    action_id: Mapped[UUID] = mapped_column(ForeignKey("case_action.id"))
    guard: Mapped[str]
    said: Mapped[str] = field("提示内容")
    reason: Mapped[str] = field("理由")
    ruled_by: Mapped[str] = field("决定人", width=8)
    ruled_at: Mapped[datetime] = field("决定时间")


class OpeningFinding(Record):
    """What the law says against a step taken before the program was: told and kept, no refusal."""

    __tablename__ = "opening_finding"
    __table_args__ = (Index("ix_opening_finding_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    action_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_action.id"))
    guard: Mapped[str]
    said: Mapped[str] = field("发现的问题")
    cite: Mapped[str] = field("依据")


class CaseMark(Record):
    """Where a case stands, worked out from its actions: an index for lists, never a source.

    Written anew in the same transaction as every action. Days pass without one, so it is made
    again (`case_mark.catch_up`) where it was last `looked_on` an earlier day. `warnings` is what
    the law says is wrong with the record itself, a line each.
    """

    __tablename__ = "case_mark"
    __table_args__ = (
        UniqueConstraint("case_id"),
        Index("ix_case_mark_unit_id_phase_id", "unit_id", "phase", "case_id"),
        Index("ix_case_mark_unit_id_due_on", "unit_id", "due_on"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    procedure: Mapped[str]
    phase: Mapped[str]
    phase_label: Mapped[str] = field("办理阶段", width=12)
    number: Mapped[str | None] = field("案号", width=22)
    party: Mapped[str] = field("当事人", width=20)
    found_at: Mapped[datetime] = field("发现时间", width=16)
    filed_on: Mapped[date | None] = field("立案日期")
    decided_on: Mapped[date | None] = field("决定日期")
    closed_on: Mapped[date | None] = field("结案日期")
    due_on: Mapped[date | None] = field("最近期限")
    due_label: Mapped[str | None] = field("期限名称", width=16)
    warnings: Mapped[str | None] = field("法律提示", width=30)
    looked_on: Mapped[date]


class CaseDue(Base):
    """One running term of a case: the index under calendar, reminders and cases at risk.

    Like `CaseMark` worked out by the law layer and written anew with every action.
    """

    __tablename__ = "case_due"
    __table_args__ = (
        Index("ix_case_due_unit_id_ends_on", "unit_id", "ends_on"),
        Index("ix_case_due_case_id", "case_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID]
    case_id: Mapped[UUID]
    deadline: Mapped[str]
    label: Mapped[str] = field("期限", width=20)
    holder: Mapped[str]
    starts_on: Mapped[date] = field("起算日")
    ends_on: Mapped[date] = field("届满日")
    provisional: Mapped[bool] = field("推算")
    cite: Mapped[str] = field("依据", width=20)
    thread: Mapped[UUID | None]
