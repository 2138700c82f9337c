"""Builders: a county office to test in, on either engine, acting as any of its accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
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
    if values.get("id_number"):
        arrival["sex"] = None  # the number says it
    return arrival | values


def an_item(office: Office, town: str = "黄宅镇", **values: Any) -> UUID:
    """A made-up empowered item of a township, entered by the county."""
    from decimal import Decimal

    from desktop.services import item
    from desktop.services.work import Draft

    entry: dict[str, Any] = {
        "code": "330217001000",
        "name": "（样例）对擅自摆摊设点的行政处罚",
        "field_of_law": "市容环卫",
        "norm_violated": "《样例条例》第二十二条第一款",
        "norm_applied": "《样例条例》第四十四条第一项",
        "fine_least": Decimal(100),
        "fine_most": Decimal(5000),
        "notice_number": "浦政通告〔2022〕样例1号",
        "notice_on": date(2022, 6, 20),
        "since": EMPOWERED,
    }
    unit_id = office.units[town]
    draft = Draft(None, None, entry | values)
    return office.do(lambda work: item.save(work, draft, unit_id), "guidance")


def a_lead(office: Office, **values: Any) -> UUID:
    """A registered lead with two certified officers, ready for filing unless changed."""
    from desktop.models.case import LeadSource, PartyKind
    from desktop.services import lead

    def register(work: Work) -> UUID:
        given: dict[str, Any] = {
            "source": LeadSource.INSPECTION,
            "found_at": work.now - timedelta(days=20),
            "place": "浦江县黄宅镇样例路128号门前",
            "inside": True,
            "act_on": work.today - timedelta(days=20),
            "cause": "涉嫌擅自在公共场地摆摊设点案",
            "summary": "当事人在样例路128号门前占用人行道擅自设置摊点，经营水果。",
            "party_kind": PartyKind.BUSINESS,
            "party_name": "浦江县样例水果店",
            "party_identity": "92330726MA2E7X8K3G",
            "party_representative": "样例经营者",
            "party_address": "浦江县黄宅镇样例路128号",
            "party_phone": "19900000000",
        }
        return lead.register(work, given | values)

    if "officers" not in values:
        values["officers"] = (a_person(office), a_person(office))
    if "item_id" not in values:
        values["item_id"] = an_item(office)
    return office.do(register)


def confirm_settings(office: Office) -> None:
    """What a real office confirms before go-live, made up."""
    from desktop.services import setting

    def confirm(work: Work) -> None:
        for key in ("court", "bank", "bank_address", "bank_holder", "bank_account"):
            setting.confirm(work, key, f"样例{key}", "样例")
        setting.confirm(work, "contact", "浦江县黄宅镇样例路1号，0579-80000000", "样例")
        setting.confirm(work, "head_of_authority", "样例负责人", "样例")

    office.do(confirm, "guidance")
