"""Builders: a county office to test in, on either engine, acting as any of its accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from desktop.commands.opening import Office as BoundOffice
from desktop.roles import Actor, Role
from desktop.services import account, founding, person, unit
from desktop.services.work import Work
from desktop.store.database import Database

T = TypeVar("T")
PASSWORD = "Sample-2026"
EMPOWERED = date(2022, 7, 1)


@dataclass
class Office:
    """One database; `open_as` gives the connection an actor would have on this engine."""

    open_as: Callable[[Actor | None], Database[Work]]
    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)
    engine_name: str = ""

    def as_(self, who: str | Actor | None) -> BoundOffice:
        """A desk for an account by its short name (`clerk`, `captain`, `clerk@白马镇`)."""
        actor = self.actors[who] if isinstance(who, str) else who
        return BoundOffice(self.open_as(actor), actor)

    def ask(self, question: Callable[[Work], T], who: str | None = "clerk") -> T:
        """Answer a question as somebody."""
        return self.as_(who).ask(question)

    def do(self, deed: Callable[[Work], T], who: str | None = "clerk") -> T:
        """Do a deed as somebody."""
        return self.as_(who).do(deed)

    def learn(self) -> None:
        """Read units and accounts of the founded database."""
        self.units = {one.name: one.id for one in self.ask(unit.names, None)}
        for actor, _ in self.ask(account.actors, None):
            self.actors[actor.login.removesuffix("@黄宅镇")] = actor


ACCOUNTS = (
    ("clerk@黄宅镇", "样例内勤", Role.CLERK, "黄宅镇"),
    ("officer@黄宅镇", "样例执法员", Role.OFFICER, "黄宅镇"),
    ("captain@黄宅镇", "样例队长", Role.CAPTAIN, "黄宅镇"),
    ("reviewer@黄宅镇", "样例审核员", Role.REVIEWER, "黄宅镇"),
    ("head@黄宅镇", "样例负责人", Role.HEAD, "黄宅镇"),
    ("clerk@白马镇", "样例内勤乙", Role.CLERK, "白马镇"),
    ("captain@白马镇", "样例队长乙", Role.CAPTAIN, "白马镇"),
    ("guidance", "样例指导员", Role.GUIDANCE, "浦江县综合行政执法指导办公室"),
    ("administrator", "样例管理员", Role.ADMINISTRATOR, "浦江县综合行政执法指导办公室"),
    ("security", "样例安全员", Role.SECURITY, "浦江县综合行政执法指导办公室"),
    ("auditor", "样例审计员", Role.AUDITOR, "浦江县综合行政执法指导办公室"),
)


def found_county(work: Work) -> None:
    """County, townships, departments, teams, and one account of each kind."""
    founding.found(work, EMPOWERED)
    work.session.flush()
    units = {one.name: one.id for one in unit.names(work)}
    for login, name, role, place in ACCOUNTS:
        account.create(work, login, name, role, units[place])


_SERIAL = iter(range(10_000, 10_000_000))


def id_number(born: date = date(1990, 2, 28), serial: int | None = None) -> str:
    """A made-up identity number with a right check digit, different at every call."""
    from desktop.identity import _id_check_digit

    tail = serial if serial is not None else next(_SERIAL) % 1000
    body = f"330726{born:%Y%m%d}{tail:03d}"
    return body + _id_check_digit(body)


def a_person(office: Office, who: str = "clerk", **values: Any) -> UUID:
    """A serving person of the clerk's team with a valid certificate, unless said otherwise."""
    return office.do(lambda work: person.arrive(work, an_arrival(work, **values)), who)


def an_arrival(work: Work, **values: Any) -> dict[str, Any]:
    """Form values of a new person: own staff, an officer, certificate valid for years."""
    from desktop.models.person import DutyState, Establishment, Sex
    from desktop.models.posting import PostingKind, TeamPost

    serial = next(_SERIAL)
    arrival: dict[str, Any] = {
        "name": f"样例{serial}",
        "sex": Sex.FEMALE,
        "duty_state": DutyState.SERVING,
        "establishment": Establishment.CIVIL,
        "kind": PostingKind.OWN,
        "post": TeamPost.OFFICER,
        "since": date(2022, 8, 1),
        "station_unit_id": work.unit_id,
        "number": f"11330726{serial}",
        "field_of_law": "综合执法",
        "issued_on": date(2023, 1, 5),
        "valid_until": date(2035, 1, 4),
    }
    return arrival | values
