"""What a case's papers are printed from: the dictionary of docs/actions.md, read off the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.actions import data
from desktop.actions.action import plain
from desktop.actions.input import EVIDENCE, PARTY, PEOPLE, THINGS, Input
from desktop.amounts import in_words
from desktop.documents.form import Form
from desktop.documents.template import forms
from desktop.law.procedure import ProcedureStep
from desktop.models.action import Thing
from desktop.models.case import Case, Party, PartyKind
from desktop.models.evidence import Evidence
from desktop.models.paper import Paper, PaperState
from desktop.models.proof_of_service import ProofOfService
from desktop.roles import Seat
from desktop.services import (
    case,
    case_action,
    certificate,
    fact_record,
    law_setting,
    opening_record,
    setting,
    unit,
)
from desktop.services.case_action import Held
from desktop.services.case_facts import handlers_of, item_of, parties_of
from desktop.services.once import once, reading
from desktop.services.work import Work
from desktop.values import CHINA

_KINDS = {
    PartyKind.CITIZEN: "自然人",
    PartyKind.BUSINESS: "个体工商户",
    PartyKind.ORGANISATION: "单位",
}
_FINE = "罚款"


def of_action(
    work: Work, record: Case, held: Held, form: Form, on: date, number: str = ""
) -> dict[str, Any]:
    """Everything a paper of an action may print, dated `on`."""
    with reading(work):
        return _of_action(work, record, held, on, number)


def _of_action(work: Work, record: Case, held: Held, on: date, number: str) -> dict[str, Any]:
    found = of_case(work, record, on, held)
    step = work.law.procedure(held.procedure, on).step(held.step)
    found[data.NUMBER] = number or _number_of_action(work, held)
    found[data.DAY] = on
    found[data.THIS] = _said(work, record, held, on)
    found[data.OPINIONS] = _opinions(work, held)
    found[data.TERMS] = _terms(work, record, step, on)
    return found


def of_case(work: Work, record: Case, on: date, held: Held | None = None) -> dict[str, Any]:
    """The part that is the same for every paper of a case on a day."""
    parties = [_party(work, one) for one in parties_of(work, record.id)]
    steps = _steps(work, record)
    return {
        data.NUMBER: "",
        data.DAY: on,
        "机关": _authority(work, record.unit_id, on),
        "案件": _case(work, record, on, steps),
        "当事人": parties[0] if parties else {},
        "全部当事人": parties,
        "承办人": _people(work, [one.person_id for one in case.handlers(work, record.id)], on),
        "证据": [_piece(one) for one in fact_record.evidence_of(work, record.id)],
        "物品": [_thing(one) for one in things_of(work, record.id)],
        data.THIS: {data.DAY: on},
        data.STEPS: steps,
        data.OPINIONS: {seat.label: _no_opinion() for seat in Seat},
        data.TERMS: data.terms(work.law, (), on, {}),
        data.TEXTS: data.texts(work.law, on, _slots(work, record, on, held)),
        "缴款": _payment(work, record.unit_id, on, held),
        "设置": _settings(work, record.unit_id, on),
        "送达": dict.fromkeys(SERVICE, ""),
    }


SERVICE = (
    *("文书", "文号", "受送达人", "方式", "地点", "时间", "签收人", "关系", "拒收原因"),
    *("见证人", "送达人", "备注"),
)


def _authority(work: Work, unit_id: UUID, on: date) -> dict[str, str]:
    """The name on the seal: township or sub-district, never the team (S05)."""
    township = unit.township(work, unit_id)
    held = setting.in_force(work, unit_id, on)
    contact = held["contact"].value
    return {
        "名称": township.issuer_name if township else "",
        "简称": township.short_name if township else "",
        "地址": contact.partition("，")[0],
        "电话": contact.partition("，")[2],
        "联系": contact,
        "负责人": held["head_of_authority"].value,
    }


def _case(work: Work, record: Case, on: date, steps: Mapping[str, Any]) -> dict[str, Any]:
    item = item_of(work, record)
    filed = steps.get("立案", {})
    number = next((one[data.NUMBER] for one in filed.get(data.PAPERS, {}).values()), "")
    return {
        "案由": record.cause,
        "违法行为": record.cause.removesuffix("案").removeprefix("涉嫌"),
        "来源": record.source.label,
        "发现时间": record.found_at.astimezone(CHINA),
        "案情": record.summary,
        "地点": record.place,
        "行为日期": record.act_on,
        "行为终了日期": record.act_ended_on or record.act_on,
        "立案日期": filed.get(data.DAY),
        "立案文号": number,
        "事项名称": item.name if item else "",
        "事项编码": item.code if item else "",
        "领域": item.field_of_law if item else "",
        "通告文号": item.notice_number if item else "",
        "违反": item.norm_violated if item else "",
        "处罚依据": item.norm_applied if item else "",
        "罚款下限": item.fine_least if item else None,
        "罚款上限": item.fine_most if item else None,
        "阶段": "",
    }


def _party(work: Work, party: Party) -> dict[str, Any]:
    secret = case.party_secret_of(work, party.id)
    citizen = party.kind is PartyKind.CITIZEN
    return {
        "类型": _KINDS[party.kind],
        "名称": party.name,
        "称谓": "当事人",
        "性别": party.sex.label if party.sex else "",
        "证件类型": "公民身份号码" if citizen else "统一社会信用代码",
        "证号": (secret.identity if secret else None) or "",
        "住址": party.address or "",
        "电话": (secret.phone if secret else None) or "",
        "负责人": party.representative or "",
        "负责人职务": party.representative_post or "",
        "代理人": party.guardian or "",
    }


def _people(work: Work, keys: Sequence[UUID], on: date) -> list[dict[str, str]]:
    """Name and the certificate relied on that day, not today's."""
    found = []
    for key, name in handlers_of(work, keys).items():
        card = certificate.held_on(work, key, on)
        found.append({"姓名": name, "证号": card.number if card else ""})
    return found


def _piece(one: Evidence) -> dict[str, Any]:
    return {
        "种类": one.kind.label,
        "名称": one.name,
        "证明": one.proves,
        "页数": one.pages,
        "来源": one.source or "",
        "取得日期": one.obtained_on,
        "提供人": one.provider or "",
    }


def _thing(one: Thing) -> dict[str, Any]:
    return {
        "名称": one.name,
        "规格": one.model or "",
        "数量": one.quantity,
        "单位": one.measure_word or "",
        "状态": one.condition or "",
        "地点": one.place or "",
        "备注": one.note or "",
        "措施": "",
        "处置": "",
    }


@once
def things_of(work: Work, case_id: UUID) -> list[Thing]:
    """The things of a case in their order."""
    query = (
        select(Thing)
        .where(Thing.case_id == case_id, Thing.removed_at.is_(None))
        .order_by(Thing.position)
    )
    return list(work.session.execute(query).scalars())


def _said(work: Work, record: Case, held: Held, on: date) -> dict[str, Any]:
    """本步 or one of 各步: every input by label, records as rows for the paper."""
    day = held.on or on
    values = {
        one.name: _resolved(work, record, one, held.values.get(one.name), day)
        for one in held.action.inputs
    }
    return data.step_data(held.action, values, day)


def _resolved(work: Work, record: Case, one: Input, value: Any, on: date) -> Any:
    if value in (None, ()):
        return value
    if one.kind == PEOPLE:
        return _people(work, value, on)
    if one.kind == PARTY:
        return next((_party(work, p) for p in parties_of(work, record.id) if p.id == value), None)
    if one.kind == THINGS:
        return [_thing(each) for each in things_of(work, record.id) if each.id in value]
    if one.kind == EVIDENCE:
        every = fact_record.evidence_of(work, record.id)
        return [_piece(each) for each in every if each.id in value]
    return value


def _steps(work: Work, record: Case) -> dict[str, dict[str, Any]]:
    """各步: the last of each action whose papers were made, with their numbers and service."""
    found = data.nothing_done()
    codes = {form.id: form.code for form in forms()}
    papers = papers_of(work, record.id)
    served = _served(work, record.id)
    every = case_action.of_case(work, record.id)
    for held in every:
        if held.preparing:
            continue
        entry = found[held.action.key]
        entry |= _said(work, record, held, held.issued_on or work.today)
        entry[data.DAY] = held.on
        entry[data.TIMES] += 1
        entry[data.PAPERS] |= opening_record.papers_of(work, held, every)
        for paper in papers:
            known = entry[data.PAPERS].get(code := codes.get(paper.form_id, ""))
            # A decision and its list have one code: the decision's number is the one to cite.
            if paper.action_id == held.id and (paper.number or not (known and known[data.NUMBER])):
                entry[data.PAPERS][code] = {
                    data.NUMBER: paper.number or "",
                    data.DAY: paper.dated,
                    data.SERVED: served.get(paper.id),
                }
    return found


def _number_of_action(work: Work, held: Held) -> str:
    """A list goes under the number of the notice or decision it was made with."""
    own = (one for one in papers_of(work, held.case_id) if one.action_id == held.id)
    return next((one.number for one in own if one.number), "")


@once
def papers_of(work: Work, case_id: UUID) -> list[Paper]:
    """The valid papers of a case, the oldest first."""
    query = (
        select(Paper)
        .where(
            Paper.case_id == case_id, Paper.removed_at.is_(None), Paper.state == PaperState.ISSUED
        )
        .order_by(Paper.issued_at, Paper.id)
    )
    return list(work.session.execute(query).scalars())


@once
def _served(work: Work, case_id: UUID) -> dict[UUID, date]:
    """Paper to the day it last reached a party."""
    query = (
        select(ProofOfService.paper_id, ProofOfService.served_on)
        .where(ProofOfService.case_id == case_id, ProofOfService.removed_at.is_(None))
        .order_by(ProofOfService.served_on)
    )
    return {key: day for key, day in work.session.execute(query)}  # noqa: C416


def _no_opinion() -> dict[str, Any]:
    return {"意见": "", "姓名": "", "日期": None}


def _opinions(work: Work, held: Held) -> dict[str, Any]:
    """意见 of the last round; a box without opinion stays empty for handwriting."""
    found: dict[str, Any] = {seat.label: _no_opinion() for seat in Seat}
    given = [one for one in fact_record.opinions(work, held.case_id) if one.action_id == held.id]
    last = max((one.turn for one in given), default=0)
    for one in given:
        if one.turn == last:
            said = {"意见": one.words, "姓名": one.name, "日期": one.given_on}
            found[one.seat.label] = said
    return found


def _terms(work: Work, record: Case, step: ProcedureStep, on: date) -> dict[str, Any]:
    settings = law_setting.confirmed(work, record.unit_id, on)
    return data.terms(work.law, step.deadlines, on, settings)


def _slots(work: Work, record: Case, on: date, held: Held | None) -> dict[str, str]:
    """What the fixed texts want filled in."""
    settings = setting.in_force(work, record.unit_id, on)
    township = unit.township(work, record.unit_id)
    people = _people(work, [one.person_id for one in case.handlers(work, record.id)], on)
    if held is not None:
        people = _acting(work, held, on) or people
    return {
        "authority": township.issuer_name if township else "",
        "officers": "、".join(f"{one['姓名']}（{one['证号']}）" for one in people),
        "term": _statement_term(work, record, on),
        "fine": _fine_words(held),
        "review_body": settings["review_body"].value,
        "court": settings["court"].value,
        "review_channel": settings["review_channel"].value,
    }


def _acting(work: Work, held: Held, on: date) -> list[dict[str, str]]:
    for one in held.action.inputs:
        if one.kind == PEOPLE and (keys := held.values.get(one.name)):
            return _people(work, keys, on)
    return []


def _statement_term(work: Work, record: Case, on: date) -> str:
    settings = law_setting.confirmed(work, record.unit_id, on)
    due = work.law.due("statement", on, settings=settings)
    return f"{due.length}{due.unit.words}"


def fine_of(held: Held | None) -> Decimal | None:
    """The fine an action decides, if it decides one."""
    if held is None:
        return None
    for one in held.action.inputs:
        if one.fact == "fine":
            value = held.values.get(one.name)
            return value if isinstance(value, Decimal) else None
    return None


def _fine_words(held: Held | None) -> str:
    fine = fine_of(held)
    return in_words(fine) if fine is not None else ""


def _payment(work: Work, unit_id: UUID, on: date, held: Held | None) -> dict[str, Any]:
    settings = setting.in_force(work, unit_id, on)
    return {
        "适用": fine_of(held) is not None,
        "银行": settings["bank"].value,
        "地址": settings["bank_address"].value,
        "户名": settings["bank_holder"].value,
        "账号": settings["bank_account"].value,
        "缴款码": "",
    }


def _settings(work: Work, unit_id: UUID, on: date) -> dict[str, str]:
    held = setting.in_force(work, unit_id, on)
    return {plain(one.declared.label): one.value for one in held.values()}
