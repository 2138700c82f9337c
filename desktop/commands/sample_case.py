"""Made-up cases, taken step by step through the services as officers, clerk and head would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.commands.opening import Office
from desktop.law.guards import Verdict
from desktop.models.case import LeadSource, PartyKind
from desktop.models.decision import DefenceOutcome, HearingOutcome, PenaltyKind
from desktop.models.evidence import EvidenceKind
from desktop.services import (
    case,
    case_filing,
    decision,
    item,
    roster,
    stated_fact,
)
from desktop.services.case_step import Point
from desktop.services.listing import View
from desktop.services.standing import MAY_ACT
from desktop.services.work import Draft, Work

HEAD = "样例负责人"
_PLAIN: dict[str, Any] = {
    "dispute_open": False,
    "withdrawal_pending": False,
    "suspected_crime": False,
    "same_act_fined": False,
    "notice_contents": True,
    "notice_raised": False,
    "party_capable": True,
    "party_age": 40,
    "gains": Decimal(0),
}
_CHECKED = "样例：法制审核人员已核对，本案不属于应当另行办理的情形"


@dataclass(frozen=True)
class Script:
    """One made-up case; days count back from today."""

    party: str
    place: str
    found: int
    fine: Decimal = Decimal(300)


SCRIPTS = (
    Script("浦江县样例甲水果店", "样例路128号门前人行道", 24),
    Script("浦江县样例乙早餐店", "样例街7号门前公共场地", 19),
    Script("浦江县样例丙杂货店", "样例巷口公共场地", 6),
)


def lead(office: Office, script: Script) -> UUID:
    """Register the lead with two officers whose certificates were valid when it was found."""

    def register(work: Work) -> UUID:
        found = work.today - timedelta(days=script.found)
        items = item.on_day(work, found)
        return case.register(work, _lead(work, script, found, items[0][0]))

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
        "opinion": "当事人涉嫌违法的事实基本清楚，属于本机关管辖，建议立案调查。",
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
    from desktop.services import unit

    township = unit.township(work, work.unit_id)
    return township.name if township else ""


def file(office: Office, case_id: UUID, days_ago: int) -> UUID:
    """Answer what the law layer asks, then file; answers the id of form 04."""
    on = office.ask(lambda work: work.today - timedelta(days=days_ago))
    _settle(office, case_id, office.ask(lambda work: case_filing.points(work, case_id, on)))
    return office.do(lambda work: case_filing.file(work, case_id, on, HEAD))


def decide(office: Office, case_id: UUID, script: Script) -> UUID:
    """Draft the decision, answer the open questions, issue; answers the id of form 47."""
    office.do(lambda work: decision.save(work, case_id, _draft(work, script)))
    _settle(office, case_id, office.ask(lambda work: decision.points(work, case_id)))
    return office.do(lambda work: decision.decide(work, case_id, work.today, HEAD))


def _settle(office: Office, case_id: UUID, points: list[Point]) -> None:
    answers = dict(_answers(points))
    if answers:
        office.do(lambda work: stated_fact.state(work, case_id, answers))


def _answers(points: list[Point]) -> Iterator[tuple[str, Any]]:
    for point in points:
        finding = point.finding
        if finding.verdict is not Verdict.UNKNOWN or point.confirmed:
            continue
        for name in finding.asks:
            yield name, _PLAIN[name]
        if not finding.asks:
            yield point.name, _CHECKED


def _draft(work: Work, script: Script) -> Draft:
    notice = work.today - timedelta(days=12)
    values: dict[str, Any] = {
        "facts": (
            f"经查，{script.party}在浦江县{_town(work)}{script.place}擅自摆设摊点，经营水果等商品，"
            "占地约6平方米。执法人员两名当场出示执法证件，制作现场检查笔录并拍照；经询问，"
            "经营者承认未经准许设摊的事实。经责令，当事人已于当日撤除摊点。（样例，纯属虚构）"
        ),
        "evidence": [
            _evidence(EvidenceKind.RECORD, "现场检查笔录1份", "设摊的时间、地点和面积"),
            _evidence(EvidenceKind.AUDIOVISUAL, "现场照片4张", "摊点占用公共场地的状况"),
            _evidence(EvidenceKind.STATEMENT, "询问笔录1份", "当事人对违法事实的承认"),
            _evidence(EvidenceKind.DOCUMENT, "营业执照复印件1份", "当事人的主体资格"),
        ],
        "notice_number": f"样例罚告字〔{notice.year}〕第000001号",
        "notice_served_on": notice,
        "notified_penalty": PenaltyKind.FINE,
        "notified_fine": script.fine,
        "defence": DefenceOutcome.NONE_MADE,
        "hearing": HearingOutcome.NOT_DUE,
        "penalty": PenaltyKind.FINE,
        "fine": script.fine,
        "discretion_basis": "《样例裁量基准》",
        "discretion_band": "较轻",
        "discretion": "当事人系初次被查处，经责令后当日改正，未造成其他危害后果。",
        "correction": "今后不得再擅自占用公共场地摆摊设点。",
    }
    return Draft(None, None, values)


def _evidence(kind: EvidenceKind, name: str, proves: str) -> dict[str, Any]:
    return {"kind": kind, "name": name, "proves": proves}


def some(office: Office) -> None:
    """A township's sample cases: one served, one filed, one lead."""
    served = lead(office, SCRIPTS[0])
    file(office, served, SCRIPTS[0].found - 3)
    decide(office, served, SCRIPTS[0])
    office.do(lambda work: decision.serve(work, served, work.today))
    filed = lead(office, SCRIPTS[1])
    file(office, filed, SCRIPTS[1].found - 2)
    lead(office, SCRIPTS[2])
