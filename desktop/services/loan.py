"""The register of volumes lent: read off the actions that lend them and bring them back.

A lending is an action of its case (`volume_lending`, `volume_return`); nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.actions import stored
from desktop.actions.input import Input
from desktop.actions.source import actions
from desktop.fields import Field
from desktop.models.action import ActionValue, CaseAction, CaseMark
from desktop.models.case import Case
from desktop.services import case_action, listing
from desktop.services.case_action import Held
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Work

LENDING, RETURN = "volume_lending", "volume_return"
PROCEDURE = "volume"
OUT, OVERDUE = "out", "overdue"
FILTERS = {"未归还": OUT, "逾期未还": OVERDUE}
_IN_LIST = ("borrower", "unit", "way", "purpose", "approved_by", "lent_on", "due_on")


def _input(action: str, name: str) -> Input:
    return next(one for one in actions()[action].inputs if one.name == name)


def _field(name: str, kind: type, width: int) -> Field:
    return Field(name=name, label=_input(LENDING, name).label, kind=kind, width=width)


COLUMNS = (
    Field(name="number", label="案号", width=22),
    Field(name="cause", label="案由", width=24),
    *(_field(name, str, 10) for name in _IN_LIST[:5]),
    *(_field(name, date, 11) for name in _IN_LIST[5:]),
    Field(name="returned_on", label=_input(RETURN, "returned_on").label, kind=date, width=11),
    Field(name="state", label="状态", width=12),
)
_WORDS = 7
"""Number and cause of the case, and the words of the lending."""
_BACK = 1 + _WORDS + 2
"""Where the day of return stands in a row, after the days lent and due."""


@dataclass(frozen=True)
class Loan:
    """One lending of a case's volume; `mark` is level and words. `thread` is its history."""

    thread: UUID
    borrower: str
    said: str
    lent_on: date
    due_on: date
    returned_on: date | None
    mark: tuple[str, str]


def of_case(work: Work, case_id: UUID) -> tuple[Loan, ...]:
    """The lendings of a volume, the newest first."""
    every = [one for one in case_action.of_case(work, case_id) if one.procedure == PROCEDURE]
    back = {one.thread: one for one in every if one.action.name == RETURN and one.counts}
    lent = [one for one in every if one.action.name == LENDING and one.counts]
    return tuple(_loan(work, one, back.get(one.thread)) for one in reversed(lent))


def _loan(work: Work, lent: Held, back: Held | None) -> Loan:
    assert lent.thread is not None and lent.on is not None
    given = lent.values
    choice = _words(_input(LENDING, "way"), given.get("way"))
    returned = back.on if back else None
    due: date = given["due_on"]
    return Loan(
        lent.thread,
        f"{given['borrower']}（{given['unit']}）",
        " · ".join((choice, str(given["purpose"]), f"{given['approved_by']}批准")),
        lent.on,
        due,
        returned,
        mark(due, returned, work.today),
    )


def mark(due: date, returned: date | None, today: date) -> tuple[str, str]:
    """Level and words: back (in time or late), out, or overdue by so many days."""
    if returned is not None:
        late = (returned - due).days
        return ("none", f"逾期{late}日归还") if late > 0 else ("none", "已归还")
    over = (today - due).days
    return ("bad", f"逾期{over}日") if over > 0 else ("warn", "未归还")


def _words(one: Input, value: Any) -> str:
    return value.label if hasattr(value, "label") else str(value or "")


def _every(work: Work, view: View) -> list[Row]:
    """Those still out by the day they are due, then those brought back, the newest first.

    An office lends some dozens of volumes a year: they are matched here, not by a self-join,
    which the row scope of a local database would not see through.
    """
    taken = (CaseAction.taken_on.is_not(None), CaseAction.removed_at.is_(None))
    back: dict[UUID | None, date | None] = {}
    for thread, day in work.session.execute(
        select(CaseAction.thread, CaseAction.taken_on).where(CaseAction.action == RETURN, *taken)
    ):
        back[thread] = day
    query = (
        select(CaseAction.id, CaseAction.thread, CaseAction.taken_on, CaseMark.number, Case.cause)
        .join(Case, Case.id == CaseAction.case_id)
        .outerjoin(CaseMark, CaseMark.case_id == CaseAction.case_id)
        .where(CaseAction.action == LENDING, *taken)
    )
    values = _values(work)
    rows = [
        _row(work, (key, number or "", cause), lent, back.get(thread), values.get(key, {}))
        for key, thread, lent, number, cause in work.session.execute(query)
        if lent is not None
    ]
    rows = [one for one in rows if _wanted(one, view, work.today)]
    return sorted(rows, key=lambda one: (one[_BACK] is not None, _order(one)))


def _order(row: Row) -> int:
    back: date | None = row[_BACK]
    due: date = row[_BACK - 1]
    return due.toordinal() if back is None else -back.toordinal()


def _wanted(row: Row, view: View, today: date) -> bool:
    chosen = view.filters.get("state")
    if chosen and row[_BACK] is not None:
        return False
    if chosen == OVERDUE and row[_BACK - 1] >= today:
        return False
    text = " ".join(row[1 : 1 + _WORDS])
    return all(word in text for word in view.words.split())


def _values(work: Work) -> dict[UUID, dict[str, Any]]:
    lent = select(CaseAction.id).where(CaseAction.action == LENDING)
    query = select(ActionValue.action_id, ActionValue.name, ActionValue.value).where(
        ActionValue.action_id.in_(lent), ActionValue.name.in_(_IN_LIST)
    )
    found: dict[UUID, dict[str, Any]] = {}
    for key, name, text in work.session.execute(query):
        found.setdefault(key, {})[name] = stored.read(_input(LENDING, name), text)
    return found


def _row(work: Work, head: Row, lent: date, back: date | None, given: Mapping[str, Any]) -> Row:
    words = [_words(_input(LENDING, name), given.get(name)) for name in _IN_LIST[:5]]
    due: date = given["due_on"]
    return (*head, *words, lent, due, back, mark(due, back, work.today))


def _first(work: Work, view: View) -> list[Row]:
    return _every(work, view)[:PAGE]


def _ids(work: Work, view: View) -> bytes:
    return b"".join(row[0].bytes for row in _every(work, view))


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    return listing.in_order(_every(work, View()), listing.unpacked(wanted))


LIST = Listing(first=_first, ids=_ids, rows=_rows)


def case_of(work: Work, key: UUID) -> UUID:
    """The case whose volume a lending is of."""
    return work.get(CaseAction, key).case_id
