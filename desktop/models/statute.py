"""Texts of law the office keeps: statutes, rules and procedure norms, each version dated (S20)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.values import Choice


class StatuteKind(Choice):
    """What a text is, by who made it."""

    LAW = "law", "法律"
    REGULATION = "regulation", "行政法规"
    LOCAL = "local", "地方性法规"
    RULE = "rule", "规章"
    BENCHMARK = "benchmark", "裁量基准"
    PROCEDURE = "procedure", "工作规范", "程序规范"
    OTHER = "other", "其他规范性文件"


class Statute(Record):
    """One version of one text, whole; another version is another record with a later `since`.

    `stem` is the name as citations use it: without 《》, 中华人民共和国 and the edition in
    brackets. `articles` counts the articles found in the text.
    """

    __tablename__ = "statute"
    __table_args__ = (Index("ix_statute_stem_since", "stem", "since"),)

    name: Mapped[str] = field(
        "名称", width=30, hint="如 中华人民共和国行政处罚法", check=longest(200)
    )
    stem: Mapped[str] = mapped_column()
    kind: Mapped[StatuteKind] = choice(StatuteKind, "类别", width=10)
    since: Mapped[date] = field("施行日期", width=10)
    until: Mapped[date | None] = field("失效日期", width=10)
    source: Mapped[str] = field(
        "来源", width=24, hint="如 国家法律法规数据库，2026-11-23 下载", check=longest(300)
    )
    articles: Mapped[int] = field("条数", width=6)
    imported_by: Mapped[str] = field("导入人", width=8)
    imported_on: Mapped[date] = field("导入日期", width=10)
    text: Mapped[str] = field("全文", lines=12)
