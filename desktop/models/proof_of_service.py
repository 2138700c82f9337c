"""Service of a paper on a party (送达): way, day, receiver, and the proof (paper 53)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.vocabulary import ServiceWay


class ProofOfService(Record):
    """One paper reaching one party; a refused service is one left with witness or recording."""

    __tablename__ = "proof_of_service"
    __table_args__ = (
        Index("ix_proof_of_service_case_id", "case_id"),
        Index("ix_proof_of_service_paper_id", "paper_id"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    way: Mapped[ServiceWay] = choice(ServiceWay, "送达方式", width=10)
    served_at: Mapped[datetime] = field("送达时间", width=16)
    served_on: Mapped[date] = mapped_column()
    place: Mapped[str] = field("送达地点", width=24, check=longest(200))
    receiver: Mapped[str | None] = field("收件人", width=8, check=longest(80))
    relation: Mapped[str | None] = field("收件人与受送达人的关系", width=12, check=longest(40))
    refused: Mapped[bool | None] = field("受送达人拒绝签收")
    refusal: Mapped[str | None] = field("拒收事由", width=20, check=longest(300))
    witness: Mapped[str | None] = field("见证人", width=12, check=longest(120))
    recorded: Mapped[bool | None] = field("已拍照或者录像记录送达过程")
    consent: Mapped[bool | None] = field("当事人已签订电子送达确认书")
    others_failed: Mapped[bool | None] = field("受送达人下落不明或者其他方式均无法送达")
    announced_on: Mapped[date | None] = field("公告发出日期")
    servers: Mapped[str] = field(
        "送达人", width=16, hint="两人以上，用顿号分开", check=longest(120)
    )
    note: Mapped[str | None] = field("备注", width=20, check=longest(300))
    proof_id: Mapped[UUID | None] = mapped_column()
