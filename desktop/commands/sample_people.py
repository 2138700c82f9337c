"""Who stands on the sample rosters: every kind of posting and every state of a certificate."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from desktop.identity import check_id_number
from desktop.models.certificate import CertificateState
from desktop.models.person import DutyState, Establishment
from desktop.models.posting import PostingKind, TeamPost
from desktop.resources import resources

NOTE = "样例数据，纯属虚构"
_DUAL = ("综合执法", "市场监管", "自然资源")
_OTHERS = ("交通运输", "农业农村", "文化市场", "卫生健康", "生态环境", "应急管理")
_FIELDS = {"综合执法": "综合执法", "市场监管": "市场监管", "自然资源": "自然资源"}


@dataclass(frozen=True)
class Part:
    """One person to arrive, and what happens to the certificate afterwards."""

    values: dict[str, Any]
    card_state: CertificateState | None = None
    renewed_until: date | None = None


class Cast:
    """Makes the people of a team; the same seed makes the same county."""

    def __init__(self, dice: random.Random, today: date) -> None:
        names = tomllib.loads((resources() / "sample" / "names.toml").read_text("utf-8"))
        self._names = [one + two for two in names["given"] for one in names["surnames"]]
        self._dice, self._today = dice, today
        dice.shuffle(self._names)
        self._serial = 0

    def team(
        self,
        place: int,
        town: str,
        townships: Mapping[str, UUID],
        departments: Mapping[str, UUID],
    ) -> Iterator[Part]:
        """About twenty people: own staff, seconded and dual-managed officers, auxiliaries.

        The last team has a single certified member of its own, so that the panel warns.
        """
        own = self._own(short_handed=place == 5)
        yield from (self._part(town, townships, values) for values in own)
        for department in _DUAL:
            for _ in range(2):
                home = {"kind": PostingKind.DUAL, "home_unit_id": departments[department]}
                yield self._part(town, townships, home | {"field_of_law": department})
        neighbours = [key for name, key in townships.items() if name != town][place : place + 3]
        for number, department in enumerate(_OTHERS):
            if (number + place) % 5 == 4:
                continue
            home = {"kind": PostingKind.SECONDED, "home_unit_id": departments[department]}
            home |= {"field_of_law": department, "served": neighbours}
            yield self._part(town, townships, home)
        for _ in range(3):
            yield self._part(town, townships, self._auxiliary())

    def _own(self, *, short_handed: bool) -> Iterator[dict[str, Any]]:
        posts = [TeamPost.CAPTAIN, TeamPost.DEPUTY, TeamPost.SQUAD_LEADER]
        posts += [TeamPost.OFFICER, TeamPost.OFFICER, TeamPost.REVIEWER, TeamPost.CLERK]
        for number, post in enumerate(posts):
            values: dict[str, Any] = {"kind": PostingKind.OWN, "post": post}
            values["executive_deputy"] = post is TeamPost.CAPTAIN
            values["field_of_law"] = "综合执法"
            if short_handed and number:
                values["number"] = None
            yield values

    def _auxiliary(self) -> dict[str, Any]:
        return {
            "kind": PostingKind.AUXILIARY,
            "post": TeamPost.HELPER,
            "establishment": Establishment.AUXILIARY,
            "number": None,
        }

    def _part(self, town: str, townships: Mapping[str, UUID], special: Mapping[str, Any]) -> Part:
        self._serial += 1
        issued = self._today - timedelta(days=self._dice.randint(200, 1300))
        values: dict[str, Any] = {
            "name": self._names[self._serial],
            "id_number": self._id_number(),
            "phone": f"1990000{self._serial:04d}",
            "establishment": self._dice.choice(list(Establishment)[:3]),
            "duty_state": DutyState.SERVING,
            "education": self._dice.choice(("大专", "本科", "研究生")),
            "politics": self._dice.choice(("群众", "中共党员", "共青团员")),
            "post": TeamPost.OFFICER,
            "since": date(2022, 8, 1) + timedelta(days=self._dice.randint(0, 900)),
            "station_unit_id": townships[town],
            "number": f"11{self._serial:09d}",
            "issuer": "浙江省人民政府（样例）",
            "issued_on": issued,
            "valid_until": issued + timedelta(days=5 * 365),
            "note": NOTE,
        }
        return self._with_state({**values, **special})

    def _with_state(self, values: dict[str, Any]) -> Part:
        """Every seventh or so stands for something that goes wrong with certificates."""
        if values["number"] is None:
            for name in ("issuer", "issued_on", "valid_until"):
                values[name] = None
            return Part(values)
        turn = self._serial % 14
        if values["post"] in (TeamPost.CAPTAIN, TeamPost.DEPUTY):
            return Part(values)
        if turn == 3:
            values["issued_on"] = self._today - timedelta(days=5 * 365 + 12)
            values["valid_until"] = self._today - timedelta(days=12)
        if turn == 6:
            values["valid_until"] = self._today + timedelta(days=25)
        states = {9: CertificateState.SUSPENDED, 11: CertificateState.LOST}
        renewed = self._today + timedelta(days=5 * 365) if turn == 12 else None
        return Part(values, states.get(turn), renewed)

    def _id_number(self) -> str:
        """A made-up number with a right check digit."""
        born = date(1966, 1, 1) + timedelta(days=self._dice.randint(0, 12_000))
        body = f"330726{born:%Y%m%d}{self._serial % 1000:03d}"
        return next(
            body + digit for digit in "0123456789X" if check_id_number(body + digit) is None
        )
