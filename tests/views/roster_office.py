"""A made-up team of six for the tests of the roster page, on the local engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from office import Office, a_person, id_number

from desktop.errors import WorkError
from desktop.models.person import Sex
from desktop.models.posting import PostingKind, TeamPost
from desktop.values import CHINA
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Desk

TODAY = datetime.now(CHINA).date()


def a_team(office: Office) -> dict[str, UUID]:
    """Name to id: a captain, an own officer, one expired, one dual-managed, one auxiliary, one
    of another township. Every name and number is invented."""
    soon, past = TODAY + timedelta(days=20), TODAY - timedelta(days=12)
    home = office.units["综合执法"]
    people: list[tuple[str, str, dict[str, Any]]] = [
        ("单雄信", "clerk", {"post": TeamPost.CAPTAIN, "executive_deputy": True}),
        (
            "毛海燕",
            "clerk",
            {"id_number": id_number(date(1990, 2, 28), 316), "phone": "13800000001"},
        ),
        ("万晓东", "clerk", {"valid_until": past, "sex": Sex.MALE}),
        ("丁建国", "clerk", {"kind": PostingKind.DUAL, "home_unit_id": home, "valid_until": soon}),
        (
            "方国平",
            "clerk",
            {"kind": PostingKind.AUXILIARY, "post": TeamPost.HELPER, "number": None},
        ),
        ("石雪芬", "clerk@白马镇", {}),
    ]
    return {name: a_person(office, who, name=name, **more) for name, who, more in people}


class Almanac:
    """Today, as the database's clock has it."""

    def today(self) -> date:
        return TODAY

    def after_workdays(self, day: date, count: int) -> date:
        return day + timedelta(days=count)


def desk_of(
    office: Office,
    background: Background,
    complain: Callable[[WorkError], object],
    who: str = "clerk",
) -> Desk:
    """A desk on the real services."""
    return Desk(office.as_(who), background, lambda error, _: complain(error), Almanac())
