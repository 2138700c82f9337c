"""Where each case stands, for lists: worked out by the law layer, written with every action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from desktop.law.deadlines import Holder
from desktop.law.outlook import Outlook, Running
from desktop.models.action import CaseDue, CaseMark
from desktop.models.case import Case
from desktop.permissions import Operation
from desktop.services import case_action, case_history, opening_record, paper_data, search
from desktop.services.case_facts import parties_of
from desktop.services.work import Work, deed

FILING = "filing"
ENDED = ("archived", "not_filed")
"""Phases after which no term matters any more."""


def write(work: Work, record: Case) -> None:
    """Work a case's mark out anew; part of the deed that changed the case."""
    outlook = case_history.outlook(work, record, work.today)
    beside = _beside(work, record)
    held = work.session.execute(
        select(CaseMark).where(CaseMark.case_id == record.id)
    ).scalar_one_or_none()
    values = values_of(work, record, outlook, [one for _, one in beside])
    fresh = held is None
    if held is None:
        held = CaseMark(id=work.new_id(), unit_id=record.unit_id, case_id=record.id, **values)
        work.session.add(held)
    for name, value in values.items():
        setattr(held, name, value)
    work.session.flush()
    _write_terms(work, record, outlook, beside)
    texts = {record.id: (record.cause, record.place, held.party, held.number)}
    search.write(work, "case", texts, record.unit_id, fresh=fresh)


def _beside(work: Work, record: Case) -> list[tuple[UUID, Outlook]]:
    """Where every history beside the main line stands, by its thread."""
    return [
        (one.id, case_history.outlook(work, record, work.today, one.procedure, one.id))
        for one in case_history.threads(work, record.id)
    ]


def _warnings(outlooks: list[Outlook]) -> str | None:
    """What the law says is wrong with the record itself, a line each; none: None."""
    said = [f"{one.message}（{one.cite}）" for each in outlooks for one in each.findings]
    return "\n".join(dict.fromkeys(said)) or None


def _write_terms(
    work: Work, record: Case, main: Outlook, beside: list[tuple[UUID, Outlook]]
) -> None:
    """Every running term of the case and of its threads."""
    work.session.execute(delete(CaseDue).where(CaseDue.case_id == record.id))
    work.touch(CaseDue.__tablename__)
    found: list[tuple[UUID | None, Running]] = [(None, one) for one in main.terms]
    found += [(key, one) for key, each in beside for one in each.terms]
    for key, one in found:
        if one.met_on is None and main.phase not in ENDED:
            work.session.add(CaseDue(**term_of(work, record, key, one)))
    work.session.flush()


def term_of(work: Work, record: Case, thread: UUID | None, one: Running) -> dict[str, Any]:
    """The row of a running term."""
    return {
        "id": work.new_id(),
        "unit_id": record.unit_id,
        "case_id": record.id,
        "deadline": one.due.key,
        "label": one.due.label,
        "holder": str(one.due.holder.value),
        "starts_on": one.due.start,
        "ends_on": last_day(one),
        "provisional": one.due.provisional,
        "cite": one.due.cite,
        "thread": thread,
    }


def values_of(
    work: Work, record: Case, outlook: Outlook, beside: Sequence[Outlook] = ()
) -> dict[str, Any]:
    """The mark of a case that stands so, its own histories beside it included."""
    days = {one.step: one.on for one in case_action.done(work, record.id) if one.thread is None}
    due = nearest(outlook)
    return {
        "procedure": outlook.procedure,
        "phase": outlook.phase or case_history.LEAD,
        "phase_label": outlook.phase_label or "线索",
        "number": number_of(work, record.id),
        "party": "、".join(one.name for one in parties_of(work, record.id)),
        "found_at": record.found_at,
        "filed_on": days.get("filed"),
        "decided_on": days.get("decided"),
        "closed_on": days.get("closed"),
        "due_on": last_day(due) if due else None,
        "due_label": due.due.label if due else None,
        "looked_on": work.today,
        "warnings": _warnings([outlook, *beside]),
    }


def number_of(work: Work, case_id: UUID) -> str | None:
    """What a case is called: its filing number, else that of its decision on the spot."""
    numbered = {key: one.text for key, one in opening_record.numbers_of(work, case_id).items()}
    for one in paper_data.papers_of(work, case_id):
        if one.number and one.action_id is not None:
            numbered.setdefault(one.action_id, one.number)
    filing = case_action.last(work, case_id, FILING)
    if filing is not None and filing.id in numbered:
        return numbered[filing.id]
    return next(iter(numbered.values()), None)


def nearest(outlook: Outlook) -> Running | None:
    """The term of the authority's own that ends first and was not met."""
    own = (Holder.AUTHORITY, Holder.DEPARTMENT)
    running = [one for one in outlook.terms if one.met_on is None and one.due.holder in own]
    return min(running, key=last_day, default=None)


def last_day(one: Running) -> date:
    """The day that binds: a party's effective day or a deferral's, an authority's raw one."""
    if one.put_off_to is not None:
        return one.put_off_to
    return one.due.effective if one.due.holder is Holder.PARTY else one.due.raw


@deed("更新案件索引", ("case_mark", Operation.CHANGE), ("case_due", Operation.ADD))
def catch_up(work: Work, most: int = 50) -> int:
    """Work out anew open cases last looked at on an earlier day; answers how many are left.

    Days alone change where a case stands: a fine not paid in time is being executed, the term to
    go to court begins when nobody can seek a remedy any more.
    """
    keys = behind(work)
    for key in keys[:most]:
        write(work, work.get(Case, key))
    return len(keys[most:])


def behind(work: Work) -> list[UUID]:
    """The open cases of the own unit last looked at on an earlier day."""
    query = (
        select(CaseMark.case_id)
        .where(
            CaseMark.unit_id == work.unit_id,
            CaseMark.removed_at.is_(None),
            CaseMark.looked_on < work.today,
            CaseMark.phase.not_in(ENDED),
        )
        .order_by(CaseMark.case_id)
    )
    return list(work.session.execute(query).scalars())


@deed("重建案件索引", ("case_mark", Operation.CHANGE))
def rebuild(work: Work, case_id: UUID) -> None:
    """Work a mark out again, after the law or a setting changed."""
    write(work, work.get(Case, case_id))
