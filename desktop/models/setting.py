"""Settings of a unit with the county's as default: dated, confirmed by a person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from desktop.models.base import Record, field


class Setting(Record):
    """One value from one day on; never overwritten, only superseded."""

    __tablename__ = "setting"
    __table_args__ = (Index("ix_setting_unit_id_key_since", "unit_id", "key", "since"),)

    key: Mapped[str] = field("设置项", width=24)
    value: Mapped[str | None] = field("值", width=30)
    since: Mapped[date] = field("生效日期")
    confirmed_by: Mapped[str | None] = field("确认人")
    confirmed_on: Mapped[date | None] = field("确认日期")
    source: Mapped[str | None] = field("依据", width=30)
