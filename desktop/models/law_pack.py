"""Law packs of the county: imported by one person, in force once a second one approved."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped

from desktop.fields import longest
from desktop.models.base import Record, field


class LawPack(Record):
    """One pack as it was imported; its text never changes, only its standing does."""

    __tablename__ = "law_pack"
    __table_args__ = (
        CheckConstraint("approved_by <> imported_by", name="ck_law_pack_two_people"),
        Index(
            "uq_law_pack_digest",
            "digest",
            unique=True,
            sqlite_where=text("removed_at IS NULL AND retired_on IS NULL"),
            postgresql_where=text("removed_at IS NULL AND retired_on IS NULL"),
        ),
    )

    name: Mapped[str] = field("文件名", width=20, check=longest(200))
    label: Mapped[str] = field("名称", width=24, check=longest(200))
    source: Mapped[str] = field("依据文件", width=24, check=longest(200))
    content: Mapped[str] = field("内容", lines=8)
    digest: Mapped[str] = field("校验值")
    since: Mapped[date] = field("启用日期")
    imported_by: Mapped[str] = field("导入账号")
    imported_name: Mapped[str] = field("导入人", width=8)
    imported_on: Mapped[date] = field("导入日期")
    approved_by: Mapped[str | None] = field("批准账号")
    approved_name: Mapped[str | None] = field("批准人", width=8)
    approved_on: Mapped[date | None] = field("批准日期")
    retired_name: Mapped[str | None] = field("停用人", width=8)
    retired_on: Mapped[date | None] = field("停用日期")
    retired_reason: Mapped[str | None] = field("停用原因", width=20, check=longest(200))
