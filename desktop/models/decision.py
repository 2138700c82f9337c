"""The penalty decision: what 处罚法59 asks it to say, and the history it rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice


class PenaltyKind(Choice):
    """Kinds of 处罚法9 that this step can write on a decision."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    WARNING_AND_FINE = "warning_and_fine", "警告并处罚款"


class DefenceOutcome(Choice):
    """What became of the right to state and defend (44, 45)."""

    NONE_MADE = "none_made", "期限内未提出陈述、申辩"
    WAIVED = "waived", "书面放弃陈述、申辩"
    HEARD = "heard", "提出陈述、申辩并已复核"


class HearingOutcome(Choice):
    """What became of the right to a hearing (63, 64)."""

    NOT_DUE = "not_due", "不属于应当告知听证的范围"
    NOT_ASKED = "not_asked", "已告知，期限内未要求听证"
    WAIVED = "waived", "已告知，书面放弃听证"
    HELD = "held", "已告知，当事人要求并已举行"


class Decision(Record):
    """One decision of one case; the issued paper is frozen beside it."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    facts: Mapped[str] = field("违法事实", lines=8, width=60, check=longest(10_000))
    notice_number: Mapped[str | None] = field("告知书文号", width=22, check=longest(60))
    notice_served_on: Mapped[date | None] = field("告知书送达日期")
    notified_penalty: Mapped[PenaltyKind | None] = choice(PenaltyKind, "告知的处罚种类", width=10)
    notified_fine: Mapped[Decimal | None] = field("告知的罚款数额", unit="元")
    defence: Mapped[DefenceOutcome | None] = choice(DefenceOutcome, "陈述申辩情况", width=14)
    defence_text: Mapped[str | None] = field("陈述申辩意见", lines=3, check=longest(5_000))
    defence_review: Mapped[str | None] = field("复核意见", lines=3, check=longest(5_000))
    hearing: Mapped[HearingOutcome | None] = choice(HearingOutcome, "听证情况", width=14)
    hearing_on: Mapped[date | None] = field("听证举行日期")
    hearing_opinion: Mapped[str | None] = field("听证意见", lines=3, check=longest(5_000))
    reviewed_on: Mapped[date | None] = field("法制审核通过日期")
    discussed_on: Mapped[date | None] = field("集体讨论决定日期")
    penalty: Mapped[PenaltyKind] = choice(PenaltyKind, "处罚种类", width=10)
    fine: Mapped[Decimal | None] = field("罚款数额", unit="元")
    discretion_basis: Mapped[str] = field("裁量基准", width=30, check=longest(200))
    discretion_band: Mapped[str] = field("裁量档次", width=10, check=longest(40))
    discretion: Mapped[str] = field("裁量理由", lines=3, check=longest(2_000))
    correction: Mapped[str | None] = field(
        "责令改正内容", lines=2, hint="如：立即改正违法行为。", check=longest(500)
    )
    decided_on: Mapped[date | None] = field("决定日期")
    number: Mapped[str | None] = field("决定书文号", width=22)
    approved_by: Mapped[str | None] = field("批准人", width=8, check=longest(80))
    served_on: Mapped[date | None] = field("送达日期")
