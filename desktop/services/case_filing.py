"""Filing a case: the guards of the day, the number, and the approval form, all or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from desktop.errors import WorkError
from desktop.models.case import Case
from desktop.models.number import DocumentNumber
from desktop.permissions import Operation
from desktop.services import case, case_papers, number, paper
from desktop.services.case_facts import decision_of
from desktop.services.case_step import Point, look, refuse_unless_clear
from desktop.services.work import Work, deed

FORM = "case_filing_approval"
SERIES = "filing"


def points(work: Work, case_id: UUID, on: date | None = None) -> list[Point]:
    """What stands in the way of filing on a day (default today)."""
    day = on or work.today
    return look(work, work.get(Case, case_id), "filed", day, filed_on=day)


def preview(work: Work, case_id: UUID, on: date | None = None) -> bytes:
    """The approval form as it would print; its number is drawn only when filed."""
    day = on or work.today
    data = case_papers.filing(work, work.get(Case, case_id), day, "（立案时编号）")
    return paper.draft(work, FORM, data, day).pdf


@deed("立案", ("case_file", Operation.CHANGE), ("paper", Operation.ADD))
def file(work: Work, case_id: UUID, on: date, approved_by: str) -> UUID:
    """File the case on the day the head approved; answers the id of the frozen form 04."""
    record = work.open(Case, case_id)
    if record.filed_on is not None:
        raise WorkError(f"本案已于{record.filed_on}立案（{record.filing_number}）。")
    _check_day(work, on, approved_by)
    refuse_unless_clear(look(work, record, "filed", on, filed_on=on))
    drawn = number.draw(work, SERIES, on)
    record.filed_on, record.filing_number = on, drawn.text
    record.approved_by = approved_by.strip()
    work.session.flush()
    data: dict[str, Any] = case_papers.filing(work, record, on, drawn.text)
    issued = paper.issue(work, FORM, data, on, case_id=record.id, number=drawn.text)
    work.get(DocumentNumber, drawn.id).paper_id = issued.id
    case.reindex(work, record)
    return issued.id


@deed("作废立案审批表", ("case_file", Operation.CHANGE), ("paper", Operation.CHANGE))
def void(work: Work, case_id: UUID, paper_id: UUID, reason: str) -> None:
    """Void the filing form while nothing rests on it; the case is a lead again."""
    record = work.open(Case, case_id)
    if decision_of(work, case_id) is not None:
        raise WorkError("本案已经拟定处罚决定，立案不能作废；不应处罚的，请办理撤案。")
    paper.cancel(work, paper_id, reason)
    record.filed_on = record.filing_number = record.approved_by = None
    work.session.flush()
    case.reindex(work, record)


def _check_day(work: Work, on: date, approved_by: str) -> None:
    if on > work.today:
        raise WorkError("立案日期不能晚于今天。")
    if not approved_by.strip():
        raise WorkError("请填写批准立案的行政机关负责人。")
