"""Imports as batches that can be undone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Record, field


class ImportBatch(Record):
    """One confirmed import of one file; the deed id marks every row it made."""

    __tablename__ = "import_batch"

    noun: Mapped[str] = field("导入内容")
    file_name: Mapped[str] = field("文件名", width=24)
    file_digest: Mapped[str] = field("文件摘要", width=16)
    added: Mapped[int] = field("新增", unit="行")
    changed: Mapped[int] = field("更新", unit="行")
    unchanged: Mapped[int] = field("未变", unit="行")
    skipped: Mapped[int] = field("跳过", unit="行")
    imported_at: Mapped[datetime] = field("导入时间")
    imported_by: Mapped[str] = field("导入人")
    deed_id: Mapped[UUID] = mapped_column()
    undone_at: Mapped[datetime | None] = field("撤销时间")
    undone_by: Mapped[str | None] = field("撤销人")


class ImportChange(Record):
    """One row a batch touched: what it was before, so that the batch can be undone."""

    __tablename__ = "import_change"

    batch_id: Mapped[UUID] = mapped_column(index=True)
    record_table: Mapped[str]
    record_id: Mapped[UUID]
    record_version: Mapped[int]
    before: Mapped[str | None]
