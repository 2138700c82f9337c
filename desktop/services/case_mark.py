"""Where each case stands, for lists: worked out by the law layer, written with every action."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.law.deadlines import Holder
from desktop.law.outlook import Outlook, Running
from desktop.models.action import CaseMark
from desktop.models.case import Case
from desktop.permissions import Operation
from desktop.services import case_action, case_history, paper_data, search
from desktop.services.record_facts import parties_of
from desktop.services.work import Work, deed

FILING = "filing"


def write(work: Work, record: Case) -> None:
    """Work a case's mark out anew; part of the deed that changed the case."""
    outlook = case_history.outlook(work, record, work.today)
    held = work.session.execute(
        select(CaseMark).where(CaseMark.case_id == record.id)
    ).scalar_one_or_none()
    fresh = held is None
    if held is None:
        held = CaseMark(id=work.new_id(), unit_id=record.unit_id, case_id=record.id)
        work.session.add(held)
    _fill(work, record, outlook, held)
    work.session.flush()
    texts = {record.id: (record.cause, record.place, held.party, held.number)}
    search.write(work, "case", texts, record.unit_id, fresh=fresh)


def _fill(work: Work, record: Case, outlook: Outlook, mark: CaseMark) -> None:
    days = {one.step: one.on for one in case_action.done(work, record.id) if one.thread is None}
    due = nearest(outlook)
    mark.procedure = outlook.procedure
    mark.phase, mark.phase_label = outlook.phase, outlook.phase_label or "线索"
    mark.number = number_of(work, record.id)
    mark.party = "、".join(one.name for one in parties_of(work, record.id))
    mark.found_at = record.found_at
    mark.filed_on, mark.decided_on = days.get("filed"), days.get("decided")
    mark.closed_on = days.get("closed")
    mark.due_on = last_day(due) if due else None
    mark.due_label = due.due.label if due else None


def number_of(work: Work, case_id: UUID) -> str | None:
    """What a case is called: its filing number, else that of its decision on the spot."""
    numbered = [one for one in paper_data.papers_of(work, case_id) if one.number]
    filing = case_action.last(work, case_id, FILING)
    for one in numbered:
        if filing is not None and one.action_id == filing.id:
            return one.number
    return numbered[0].number if numbered else None


def nearest(outlook: Outlook) -> Running | None:
    """The term of the authority's own that ends first and was not met."""
    own = (Holder.AUTHORITY, Holder.DEPARTMENT)
    running = [one for one in outlook.terms if one.met_on is None and one.due.holder in own]
    return min(running, key=last_day, default=None)


def last_day(one: Running) -> date:
    """The day that binds: a party's effective day, an authority's raw one."""
    return one.due.effective if one.due.holder is Holder.PARTY else one.due.raw


@deed("重建案件索引", ("case_mark", Operation.CHANGE))
def rebuild(work: Work, case_id: UUID) -> None:
    """Work a mark out again, after the law or a setting changed."""
    write(work, work.get(Case, case_id))
