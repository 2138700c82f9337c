"""Serving a paper: lawful way and proof, paper 53, and the terms that start on that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.actions.source import actions
from desktop.documents.template import load_form
from desktop.errors import Invalid, WorkError
from desktop.models.action import CaseAction
from desktop.models.base import fields_of
from desktop.models.case import Case, Party
from desktop.models.paper import Paper, PaperState
from desktop.models.proof_of_service import ProofOfService
from desktop.permissions import Operation
from desktop.services import (
    action_look,
    case_action,
    case_history,
    case_mark,
    law_setting,
    paper,
    paper_data,
)
from desktop.services.action_form import Offer
from desktop.services.case_facts import facts_of, parties_of
from desktop.services.case_step import Point, refuse_unless_clear
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Work, deed
from desktop.values import CHINA
from desktop.vocabulary import ServiceWay

FIELDS = {
    name: field for name, field in fields_of(ProofOfService).items() if name != "announced_on"
} | {"announced_on": fields_of(ProofOfService)["announced_on"]}
FORM = "proof_of_service"
DECISION = "penalty_decision"
ACTION = "service"
_WRITES = (
    ("proof_of_service", Operation.ADD),
    ("paper", Operation.ADD),
    ("case_action", Operation.CHANGE),
)


@dataclass(frozen=True)
class Served:
    """One service as shown."""

    id: UUID
    paper_id: UUID
    title: str
    number: str
    party: str
    way: str
    day: date
    place: str
    proof: UUID | None


def of_paper(work: Work, paper_id: UUID) -> list[ProofOfService]:
    """The services of a paper."""
    query = select(ProofOfService).where(
        ProofOfService.paper_id == paper_id, ProofOfService.removed_at.is_(None)
    )
    return list(work.session.execute(query).scalars())


def of_proof(work: Work, paper_id: UUID) -> bool:
    """Whether a paper is the proof of a service."""
    query = select(ProofOfService.id).where(
        ProofOfService.proof_id == paper_id, ProofOfService.removed_at.is_(None)
    )
    return work.session.execute(query).first() is not None


def of_case(work: Work, case_id: UUID) -> list[Served]:
    """Every service of a case, the oldest first."""
    query = (
        select(ProofOfService, Paper.title, Paper.number, Party.name)
        .join(Paper, Paper.id == ProofOfService.paper_id)
        .join(Party, Party.id == ProofOfService.party_id)
        .where(ProofOfService.case_id == case_id, ProofOfService.removed_at.is_(None))
        .order_by(ProofOfService.served_at)
    )
    return [
        Served(
            one.id,
            one.paper_id,
            title,
            number or "",
            party,
            one.way.label,
            one.served_on,
            one.place,
            one.proof_id,
        )
        for one, title, number, party in work.session.execute(query)
    ]


def blank(work: Work, paper_id: UUID) -> dict[str, Any]:
    """A new service's form: now, by both officers, where the party lives."""
    record = work.get(Paper, paper_id)
    found: dict[str, Any] = dict.fromkeys(FIELDS)
    found["way"], found["served_at"] = ServiceWay.DIRECT, work.now.astimezone(CHINA)
    if record.case_id is not None:
        data = paper_data.of_case(work, work.get(Case, record.case_id), work.today)
        found["place"] = data["当事人"].get("住址") or None
        found["servers"] = "、".join(one["姓名"] for one in data["承办人"]) or None
        found["receiver"] = data["当事人"].get("名称")
    return found


def addresses(work: Work, paper_id: UUID) -> dict[UUID, tuple[str | None, str | None]]:
    """Party to its address and its name: what the form says of one is never left for another."""
    issued = work.get(Paper, paper_id)
    assert issued.case_id is not None
    return {one.id: (one.address, one.name) for one in parties_of(work, issued.case_id)}


def receivers(work: Work, paper_id: UUID) -> tuple[Offer, ...]:
    """The parties a paper may be served on; one it has reached already is refused."""
    issued = work.get(Paper, paper_id)
    assert issued.case_id is not None
    reached = {one.party_id: one.served_on for one in of_paper(work, paper_id)}
    return tuple(
        Offer(one.id, one.name, f"已于{reached[one.id]}送达", bad=True)
        if one.id in reached
        else Offer(one.id, one.name)
        for one in parties_of(work, issued.case_id)
    )


def points(work: Work, paper_id: UUID, party_id: UUID, values: Mapping[str, Any]) -> list[Point]:
    """What the law says about serving so (G16, G03)."""
    issued = work.get(Paper, paper_id)
    assert issued.case_id is not None
    record, day = work.get(Case, issued.case_id), _day(work, values)
    facts = facts_of(work, record, day, **_facts(values), served_on=day)
    settings = law_setting.confirmed(work, record.unit_id, day)
    found = work.law.findings(("G16",), facts, day, settings=settings)
    return [Point(one, None, "") for one in found]


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in (values.get("servers") or "").replace("，", "、").split("、") if name]
    witnessed = bool(values.get("witness")) or bool(values.get("recorded"))
    return {
        "service_way": values.get("way"),
        "service_refused": bool(values.get("refused")),
        "service_witnessed": witnessed,
        "electronic_consent": bool(values.get("consent")),
        "other_ways_failed": bool(values.get("others_failed")),
        "announced_on": values.get("announced_on"),
        "servers": len(names),
    }


def _day(work: Work, values: Mapping[str, Any]) -> date:
    moment = values.get("served_at")
    return moment.astimezone(CHINA).date() if isinstance(moment, datetime) else work.today


def faults(work: Work, issued: Paper, values: Mapping[str, Any]) -> dict[str, str]:
    """What contradicts itself in a service."""
    found = complaints(FIELDS, values)
    moment = values.get("served_at")
    if isinstance(moment, datetime):
        if moment > work.now + timedelta(minutes=1):
            found["served_at"] = "送达时间晚于现在"
        elif moment.astimezone(CHINA).date() < issued.dated:
            found["served_at"] = f"送达时间早于文书日期（{issued.dated}）"
    way = values.get("way")
    if way is ServiceWay.ANNOUNCEMENT and not values.get("announced_on"):
        found["announced_on"] = "公告送达的，应当填写公告发出日期"
    if values.get("refused") and not values.get("refusal"):
        found["refusal"] = "拒绝签收的，应当写明拒收事由"
    return found


@deed("登记送达", *_WRITES)
def serve(work: Work, paper_id: UUID, party_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Record that a paper reached a party; its proof is made and the terms of that day start."""
    issued = work.get(Paper, paper_id)
    if issued.state is PaperState.VOID or issued.case_id is None:
        raise WorkError("作废的文书不能送达。")
    record = work.open(Case, issued.case_id)
    if any(one.party_id == party_id for one in of_paper(work, paper_id)):
        raise WorkError(f"《{issued.title}》已经向该当事人送达，不能重复登记。")
    refuse(faults(work, issued, values))
    refuse_unless_clear(points(work, paper_id, party_id, values))
    day = _served_on(work, values)
    proof = ProofOfService(
        id=work.new_id(),
        unit_id=record.unit_id,
        case_id=record.id,
        paper_id=paper_id,
        party_id=party_id,
        served_on=day,
        **only(FIELDS, values),
    )
    work.session.add(proof)
    work.session.flush()
    proof.proof_id = _proof(work, record, issued, proof)
    _advance(work, record, issued, party_id, day)
    case_mark.write(work, record)
    return proof.id


def _served_on(work: Work, values: Mapping[str, Any]) -> date:
    """The day the law takes it as served: an announcement counts from its publication (P9)."""
    announced = values.get("announced_on")
    if values.get("way") is ServiceWay.ANNOUNCEMENT and announced is not None:
        last = work.law.due("announcement_service", announced).raw
        if last > work.today:
            raise Invalid({"announced_on": f"公告期满（{last}）后才视为送达，请期满后登记"})
        return last
    return _day(work, values)


def _proof(work: Work, record: Case, issued: Paper, proof: ProofOfService) -> UUID:
    """Paper 53 of this service."""
    form = load_form(FORM, proof.served_on)
    data = paper_data.of_case(work, record, proof.served_on)
    data["送达"] = _said(work, issued, proof)
    made = paper.issue(
        work, FORM, action_look.narrowed(form, data), proof.served_on, case_id=record.id
    )
    return made.id


def _said(work: Work, issued: Paper, proof: ProofOfService) -> dict[str, Any]:
    party = work.get(Party, proof.party_id)
    return {
        "文书": issued.title,
        "文号": issued.number or "",
        "受送达人": party.name,
        "方式": proof.way.label,
        "地点": proof.place,
        "时间": proof.served_at.astimezone(CHINA),
        "签收人": proof.receiver or "",
        "关系": proof.relation or "",
        "拒收原因": proof.refusal or "",
        "见证人": proof.witness or "",
        "送达人": proof.servers,
        "备注": proof.note or "",
    }


def _advance(work: Work, record: Case, issued: Paper, party_id: UUID, day: date) -> None:
    """The step that waited for this service counts now; a decision's service is a step itself."""
    if issued.form_id == DECISION:
        _serve_decision(work, record, party_id, day)
        return
    if issued.action_id is None:
        return
    row = work.open(CaseAction, issued.action_id)
    if not actions()[row.action].served or row.taken_on is not None:
        return
    reached = {one.party_id for one in of_paper(work, issued.id)}
    if reached >= set(case_history.parties(work, record.id)):
        row.taken_on, row.taken_at = day, work.now
        work.session.flush()


def _serve_decision(work: Work, record: Case, party_id: UUID, day: date) -> None:
    key = work.new_id()
    work.session.add(
        CaseAction(
            id=key,
            unit_id=record.unit_id,
            case_id=record.id,
            action=ACTION,
            procedure=case_history.ORDINARY,
            step=case_history.SERVED,
            party_id=party_id,
            entered_by=work.me.name,
            entered_at=work.now,
            issued_on=day,
            taken_on=day,
            taken_at=work.now,
            law_edition=work.law.edition.hash,
        )
    )
    work.session.flush()


def latest(work: Work, case_id: UUID) -> date | None:
    """The day the decision last reached a party."""
    days = [one.on for one in case_action.of_case(work, case_id) if one.step == case_history.SERVED]
    return max((day for day in days if day), default=None)
