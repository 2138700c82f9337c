"""Made-up fields of every kind, for the tests of forms."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.fields import Field, between, longest
from desktop.values import CHINA, Choice

TEAM = UUID(int=7)


class Post(Choice):
    CAPTAIN = "captain", "队长"
    OFFICER = "officer", "执法队员"
    REVIEWER = "reviewer", "法制审核"


FIELDS = {
    field.name: field
    for field in (
        Field(name="name", label="姓名", check=longest(20)),
        Field(name="post", label="岗位", kind=Post),
        Field(name="since", label="任职日期", kind=date),
        Field(name="at", label="签收时间", kind=datetime, required=False),
        Field(name="hours", label="学时", kind=int, unit="学时", check=between(1, 80)),
        Field(name="cost", label="经费", kind=Decimal, unit="元", required=False),
        Field(name="own", label="本级在编", kind=bool),
        Field(name="team", label="所属队伍", kind=UUID, required=False),
        Field(name="note", label="备注", lines=3, required=False),
    )
}
LAYOUT = [("name", "post"), ("since", "at"), ("hours", "cost", "own"), ("team",), ("note",)]
VALUES: dict[str, Any] = {
    "name": "单雄信",
    "post": Post.REVIEWER,
    "since": date(2026, 11, 23),
    "at": datetime(2026, 11, 23, 9, 25, tzinfo=CHINA),
    "hours": 12,
    "cost": Decimal("10005.50"),
    "own": True,
    "team": TEAM,
    "note": "第一行\n第二行",
}
LABELS = {"team": "白马镇综合行政执法队"}
EMPTY: dict[str, Any] = {
    "name": "乙",
    "post": Post.CAPTAIN,
    "since": date(2026, 1, 1),
    "at": None,
    "hours": 1,
    "cost": None,
    "own": False,
    "team": None,
    "note": None,
}
