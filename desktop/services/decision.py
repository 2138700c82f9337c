"""The decision: drafted, checked against the law of its day, issued with its number, served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from desktop.errors import Conflict, Invalid, WorkError
from desktop.models.base import fields_of
from desktop.models.case import Case
from desktop.models.decision import Decision, DefenceOutcome, HearingOutcome
from desktop.models.evidence import Evidence
from desktop.models.number import DocumentNumber
from desktop.permissions import Operation
from desktop.services import case, case_papers, number, paper
from desktop.services.case_facts import decision_of
from desktop.services.case_step import Point, look, refuse_unless_clear
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Draft, Work, deed

FORM = "penalty_decision"
SERIES = "decision"
_BY_STEP = ("decided_on", "number", "approved_by", "served_on")
FIELDS = {name: field for name, field in fields_of(Decision).items() if name not in _BY_STEP}
EVIDENCE = {name: field for name, field in fields_of(Evidence).items() if name != "position"}


def open_(work: Work, case_id: UUID) -> Draft:
    """The decision's form with the evidence list; a fresh one starts from the case."""
    record = work.get(Case, case_id)
    draft = decision_of(work, case_id)
    values: dict[str, Any] = {name: getattr(draft, name, None) for name in FIELDS}
    if draft is None:
        values["facts"] = record.summary
    values["evidence"] = [
        {name: getattr(one, name) for name in EVIDENCE}
        for one in case_papers.evidence_of(work, case_id)
    ]
    if draft is None:
        return Draft(None, None, values)
    return Draft(draft.id, draft.version, values)


@deed("拟定处罚决定", ("decision", Operation.ADD), ("evidence", Operation.ADD))
def save(work: Work, case_id: UUID, draft: Draft) -> int:
    """Keep the draft of the decision and the evidence list."""
    record = work.open(Case, case_id)
    if record.filed_on is None:
        raise WorkError("案件尚未立案，不能拟定处罚决定。")
    values = {**open_(work, case_id).values, **draft.values}
    refuse(faults(values))
    held = decision_of(work, case_id)
    if held is None:
        held = Decision(id=work.new_id(), unit_id=record.unit_id, case_id=case_id)
        work.session.add(held)
    elif held.decided_on is not None:
        raise WorkError("处罚决定已经作出，不能再修改；如有错误请依法更正或者撤销。")
    elif held.version != draft.version:
        theirs = open_(work, case_id)
        raise Conflict("处罚决定的草稿刚被他人修改。", theirs.values, theirs.version)
    for name, value in only(FIELDS, values).items():
        setattr(held, name, value)
    _keep_evidence(work, record, values.get("evidence") or ())
    work.session.flush()
    return held.version


def faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What contradicts itself within the form."""
    found = complaints(FIELDS, values)
    if values.get("defence") is DefenceOutcome.HEARD:
        for name in ("defence_text", "defence_review"):
            if not values.get(name):
                found[name] = f"{FIELDS[name].label}不能为空"
    if values.get("hearing") is HearingOutcome.HELD:
        for name in ("hearing_on", "hearing_opinion"):
            if not values.get(name):
                found[name] = f"{FIELDS[name].label}不能为空"
    fine = values.get("fine")
    if fine is not None and fine <= 0:
        found["fine"] = "罚款数额应大于零"
    for place, one in enumerate(values.get("evidence") or (), 1):
        if bad := complaints(EVIDENCE, one):
            found["evidence"] = f"第{place}项证据：{'；'.join(bad.values())}"
    return found


def points(work: Work, case_id: UUID, on: date | None = None) -> list[Point]:
    """What the law says about deciding on a day (default today)."""
    day = on or work.today
    record = work.get(Case, case_id)
    return look(work, record, "decided", day, **_settled(work, record, day))


def preview(work: Work, case_id: UUID, on: date | None = None) -> bytes:
    """The paper as it would print, marked 草稿; the number is drawn only when issued."""
    day = on or work.today
    record, draft = work.get(Case, case_id), _drafted(work, case_id)
    data = case_papers.decision(work, record, draft, day, "（作出决定时编号）")
    return paper.draft(work, FORM, data, day).pdf


@deed("作出处罚决定", ("decision", Operation.CHANGE), ("paper", Operation.ADD))
def decide(work: Work, case_id: UUID, on: date, approved_by: str) -> UUID:
    """Issue the decision of a day: guards, number and frozen paper, all or nothing."""
    record, draft = work.open(Case, case_id), _drafted(work, case_id)
    if draft.decided_on is not None:
        raise WorkError(f"本案已于{draft.decided_on}作出处罚决定（{draft.number}）。")
    if on > work.today:
        raise WorkError("决定日期不能晚于今天。")
    if not approved_by.strip():
        raise WorkError("请填写批准处罚决定的行政机关负责人。")
    refuse_unless_clear(look(work, record, "decided", on, **_settled(work, record, on)))
    drawn = number.draw(work, SERIES, on)
    draft.decided_on, draft.number, draft.approved_by = on, drawn.text, approved_by.strip()
    work.session.flush()
    data = case_papers.decision(work, record, draft, on, drawn.text)
    issued = paper.issue(work, FORM, data, on, case_id=case_id, number=drawn.text)
    work.get(DocumentNumber, drawn.id).paper_id = issued.id
    case.reindex(work, record)
    return issued.id


@deed("登记送达", ("decision", Operation.CHANGE))
def serve(work: Work, case_id: UUID, on: date) -> None:
    """Record the day the decision was served; the terms of payment and remedies start."""
    draft = _drafted(work, case_id)
    work.open(Decision, draft.id)
    if draft.decided_on is None:
        raise WorkError("尚未作出处罚决定，不能登记送达。")
    if draft.served_on is not None:
        raise WorkError(f"该决定已于{draft.served_on}登记送达，不能重复登记。")
    if not draft.decided_on <= on <= work.today:
        raise Invalid({"served_on": f"送达日期应在决定日期 {draft.decided_on} 与今天之间"})
    draft.served_on = on


@deed("作废处罚决定书", ("decision", Operation.CHANGE), ("paper", Operation.CHANGE))
def void(work: Work, case_id: UUID, paper_id: UUID, reason: str) -> None:
    """Void a decision paper that has not left the office; the draft is open again.

    Once served, a decision is only revoked, changed or corrected by a new paper (75, paper 63).
    """
    draft = work.open(Decision, _drafted(work, case_id).id)
    if draft.served_on is not None:
        raise WorkError("处罚决定已经送达，不能作废；确有错误的，应当依法撤销、变更或者更正。")
    paper.cancel(work, paper_id, reason)
    draft.decided_on = draft.number = draft.approved_by = None
    work.session.flush()
    case.reindex(work, work.get(Case, case_id))


def _drafted(work: Work, case_id: UUID) -> Decision:
    draft = decision_of(work, case_id)
    if draft is None:
        raise WorkError("请先拟定处罚决定。")
    return draft


def _settled(work: Work, record: Case, on: date) -> dict[str, Any]:
    """Facts the step itself settles: the number will be drawn, the contents are these."""
    draft = decision_of(work, record.id)
    known: dict[str, Any] = {"number_drawn": True, "decided_on": on}
    if draft is not None:
        data = case_papers.decision(work, record, draft, on, "—")
        known["decision_contents"] = _contents(data)
    return known


def _contents(data: Mapping[str, Any]) -> frozenset[str]:
    """Which of 处罚法59's and 令235's items the paper really holds."""
    party, payment, texts = data["当事人"], data["缴款"], data["文本"]
    held = {
        "party": party["名称"] and party["住址"],
        "facts": data["案件"]["事实"] and data["证据"],
        "penalty": data["处罚"] and data["依据"]["处罚"],
        "performance": texts["缴款"] or not payment["适用"],
        "remedies": texts["救济"],
        "authority": data["机关"]["名称"],
        "bank": payment["银行"] and payment["地址"],
        "fine": texts["缴款"],
        "surcharge": texts["加处罚款"],
    }
    return frozenset(key for key, value in held.items() if value)


def _keep_evidence(work: Work, record: Case, pieces: Sequence[Mapping[str, Any]]) -> None:
    """The list as it stands now; taken-out rows are marked removed."""
    current = case_papers.evidence_of(work, record.id)
    for position, values in enumerate(pieces, 1):
        if position <= len(current):
            for name in EVIDENCE:
                setattr(current[position - 1], name, values.get(name))
            continue
        work.session.add(
            Evidence(
                id=work.new_id(),
                unit_id=record.unit_id,
                case_id=record.id,
                position=position,
                **only(EVIDENCE, values),
            )
        )
    for gone in current[len(pieces) :]:
        work.remove(gone)
