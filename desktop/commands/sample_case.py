"""Made-up cases, taken step by step through the services as officers, clerk and head would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.commands import sample_action
from desktop.commands.opening import Office
from desktop.models.case import LeadSource, PartyKind
from desktop.models.evidence import EvidenceKind
from desktop.models.paper import Paper
from desktop.services import evidence, item, roster, unit
from desktop.services import lead as lead_service
from desktop.services.listing import View
from desktop.services.standing import MAY_ACT
from desktop.services.work import Draft, Work

SERVED = ("prior_notice", "hearing_notice", "penalty_decision", "no_penalty_decision")
"""Papers of a route that are handed to the party the day after."""


@dataclass(frozen=True)
class Move:
    """One action of a route: so many days after the lead was found."""

    action: str
    after: int
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Script:
    """One made-up case; days count back from today."""

    party: str
    place: str
    found: int
    route: tuple[Move, ...] = ()


_BAND = {"band_least": Decimal(100), "band_most": Decimal(500)}
_FINE = {"fine": Decimal(300)}
_FILED = (Move("lead", 0), Move("inspection", 0), Move("filing", 1))
_INQUIRY = (*_FILED, Move("interview", 3))
_REPORTED = (*_INQUIRY, Move("investigation_end", 5, _FINE | _BAND), Move("legal_review", 6))
_NOTICED = (*_REPORTED, Move("prior_notice", 8, {"hearing_told": False} | _FINE))
_DECIDED = (*_NOTICED, Move("decision", 19, _FINE | _BAND))
ROUTES = {
    "lead": (),
    "filed": _FILED,
    "inquiry": _INQUIRY,
    "reported": _REPORTED,
    "noticed": _NOTICED,
    "served": _DECIDED,
}
DEMO = Script("浦江县样例甲水果店", "样例路128号门前人行道", 24, _DECIDED)
SCRIPTS = (
    DEMO,
    Script("浦江县样例乙早餐店", "样例街7号门前公共场地", 19, _REPORTED),
    Script("浦江县样例丙杂货店", "样例巷口公共场地", 6),
)


def lead(office: Office, script: Script) -> UUID:
    """Register the lead with two officers whose certificates were valid when it was found."""

    def register(work: Work) -> UUID:
        found = work.today - timedelta(days=script.found)
        items = item.on_day(work, found)
        return lead_service.register(work, _lead(work, script, found, items[0][0]))

    return office.do(register)


def _lead(work: Work, script: Script, found: date, item_id: UUID) -> dict[str, Any]:
    then, now = (_able(work, day) for day in (found, work.today))
    officers = [key for key in then if key in now]
    return {
        "source": LeadSource.INSPECTION,
        "found_at": work.now - timedelta(days=script.found),
        "place": f"浦江县{_town(work)}{script.place}",
        "inside": True,
        "excluded_area": False,
        "act_on": found,
        "item_id": item_id,
        "cause": "涉嫌擅自在公共场地摆摊设点案",
        "summary": (
            f"执法人员巡查发现，当事人{script.party}在{script.place}占用公共场地摆设摊点，"
            "经营水果等商品，占地约6平方米，现场未能出示准许设摊的手续。（样例，纯属虚构）"
        ),
        "officers": tuple(officers[:2]),
        "party_kind": PartyKind.BUSINESS,
        "party_name": script.party,
        "party_identity": "92330726MA2E7X8K3G",
        "party_representative": "样例经营者",
        "party_representative_post": "经营者",
        "party_address": f"浦江县{_town(work)}{script.place.split('号')[0]}号",
        "party_phone": "19900000000",
    }


def _able(work: Work, day: date) -> list[UUID]:
    """Who of the own team may act on a day."""
    view = View(filters={"unit_id": work.unit_id, "standing": MAY_ACT}, as_of=day)
    return [row[0] for row in roster.first(work, view)]


def _town(work: Work) -> str:
    township = unit.township(work, work.unit_id)
    return township.name if township else ""


def follow(office: Office, script: Script) -> UUID:
    """Take a case along its route; answers its id."""
    case_id = lead(office, script)
    found = office.ask(lambda work: work.today) - timedelta(days=script.found)
    for move in script.route:
        make(office, case_id, move, found + timedelta(days=move.after))
        if move.action == "interview":
            _list_evidence(office, case_id, found)
    return case_id


def make(office: Office, case_id: UUID, move: Move, on: date) -> sample_action.Done:
    """One action of a route with the service of its papers the next day."""
    done = sample_action.do(office, case_id, move.action, on, **move.given)
    today = office.ask(lambda work: work.today)
    for key in done.papers:
        if office.ask(lambda work: work.get(Paper, key).form_id) in SERVED:  # noqa: B023
            sample_action.serve(office, key, min(on + timedelta(days=1), today))
    return done


def _list_evidence(office: Office, case_id: UUID, on: date) -> None:
    pieces = (
        (EvidenceKind.RECORD, "现场检查（勘验）笔录1份", "设摊的时间、地点和面积"),
        (EvidenceKind.AUDIOVISUAL, "现场照片4张", "摊点占用公共场地的状况"),
        (EvidenceKind.STATEMENT, "询问（调查）笔录1份", "当事人对违法事实的承认"),
        (EvidenceKind.DOCUMENT, "营业执照复印件1份", "当事人的主体资格"),
    )

    def keep(work: Work) -> None:
        for kind, name, proves in pieces:
            values = {"kind": kind, "name": name, "proves": proves, "pages": 1, "obtained_on": on}
            evidence.save(work, case_id, Draft(None, None, values))

    office.do(keep)


def some(office: Office, scripts: Sequence[Script] = SCRIPTS) -> None:
    """A township's sample cases."""
    for script in scripts:
        follow(office, script)
