"""What each officer has to do: cases and actions counted, each figure with the list behind it.

Only cases, terms and actions are counted. A fine is never a measure of work (处罚法74, G34).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, distinct, func, select

from desktop.actions.input import PEOPLE
from desktop.actions.source import actions
from desktop.actions.stored import read
from desktop.fields import Field
from desktop.models.action import ActionValue, CaseAction, CaseDue, CaseMark
from desktop.models.base import fields_of
from desktop.models.case import Case, CaseOfficer
from desktop.models.person import Person
from desktop.models.posting import Posting, PostingKind
from desktop.models.unit import Unit
from desktop.roles import Role
from desktop.services import case_due, roster
from desktop.services.case_list import MARK
from desktop.services.case_term import SOON
from desktop.services.listing import Row, View, whole
from desktop.services.work import Work

LATELY = 30
"""Days back over which actions are counted; only a matter of the figure."""
CLOSED = ("closed", "archived", "not_filed")
"""Phases in which nobody has anything to do in a case but put it away."""
FIGURES = {
    "open": "在办案件",
    "leading": "主办",
    "assisting": "协办",
    "over": "有逾期的案件",
    "soon": f"{SOON} 天内到期的案件",
    "closed": "本年结案",
    "actions": f"近 {LATELY} 天办理事项",
}
COLUMNS = (
    Field(name="name", label="执法人员", width=8),
    Field(name="town", label="乡镇（街道）", width=8),
    *(Field(name=key, label=label, kind=int, width=8) for key, label in FIGURES.items()),
)
ACTION = fields_of(CaseAction)
BEHIND = (
    MARK["number"],
    MARK["party"],
    Field(name="cause", label="案由", width=24),
    Field(name="what", label="办理情况", width=20),
    Field(name="day", label="期限或日期", kind=date, width=10),
)


@dataclass(frozen=True)
class Load:
    """One officer's figures, by the keys of `FIGURES`."""

    person_id: UUID
    name: str
    town: str
    figures: Mapping[str, int] = field(default_factory=dict)


def loads(work: Work, unit_id: UUID | None = None) -> list[Load]:
    """Every officer who serves or still holds a case, the most open cases first."""
    names = _officers(work, unit_id)
    counted: dict[str, dict[UUID, int]] = {
        key: _count(work, _handled(work, key, unit_id)) for key in FIGURES if key != "actions"
    }
    done: dict[UUID, int] = {}
    for person, _ in _credited(work, unit_id):
        done[person] = done.get(person, 0) + 1
    counted["actions"] = done
    found = [
        Load(key, name, town, {one: counted[one].get(key, 0) for one in FIGURES})
        for key, (name, town) in names.items()
    ]
    return sorted(found, key=lambda one: (-one.figures["open"], one.town, one.name))


def _officers(work: Work, unit_id: UUID | None) -> dict[UUID, tuple[str, str]]:
    """Serving officers of the teams one may see, and whoever still holds a case of them."""
    wanted = unit_id or _own(work)
    view = View(filters={"unit_id": wanted} if wanted else {}, order="strokes")
    town = select(Unit.name).where(Unit.id == Posting.unit_id).scalar_subquery()
    serving: Select[Any] = roster.listed(work, view).where(Posting.kind != PostingKind.AUXILIARY)
    shown: Select[Any] = serving.add_columns(Person.name, town)
    found = {key: (name, place) for key, name, place in work.session.execute(shown)}
    of_case = select(Unit.name).where(Unit.id == CaseOfficer.unit_id).scalar_subquery()
    holding = _handled(work, "open", unit_id).join(Person, Person.id == CaseOfficer.person_id)
    rows = work.session.execute(
        holding.with_only_columns(CaseOfficer.person_id, Person.name, of_case).distinct()
    )
    for key, name, place in rows:
        found.setdefault(key, (name, place))
    return found


def _own(work: Work) -> UUID | None:
    """The unit whose team is shown; None for the county, which sees all."""
    return None if work.me.role is Role.GUIDANCE else work.unit_id


def _handled(work: Work, figure: str, unit_id: UUID | None = None) -> Any:
    """Officer and case of every case a figure counts."""
    query: Any = (
        select(CaseOfficer.person_id, CaseOfficer.case_id)
        .join(CaseMark, CaseMark.case_id == CaseOfficer.case_id)
        .where(
            CaseOfficer.removed_at.is_(None),
            CaseOfficer.until.is_(None),
            CaseMark.removed_at.is_(None),
        )
    )
    if unit_id is not None:
        query = query.where(CaseMark.unit_id == unit_id)
    if figure == "closed":
        return query.where(CaseMark.closed_on >= date(work.today.year, 1, 1))
    query = query.where(CaseMark.phase.not_in(CLOSED))
    if figure in ("leading", "assisting"):
        return query.where(CaseOfficer.leading.is_(figure == "leading"))
    if figure in ("over", "soon"):
        late = case_due.overdue if figure == "over" else case_due.soon
        return query.where(CaseOfficer.case_id.in_(select(CaseDue.case_id).where(late(work.today))))
    return query


def _count(work: Work, query: Any) -> dict[UUID, int]:
    """Officer to number of cases."""
    cases = func.count(distinct(CaseOfficer.case_id))
    counting = query.with_only_columns(CaseOfficer.person_id, cases)
    rows = work.session.execute(counting.group_by(CaseOfficer.person_id))
    return {key: int(number) for key, number in rows}


def _credited(work: Work, unit_id: UUID | None) -> list[tuple[UUID, UUID]]:
    """Officer and action: those an action names did it, else whoever leads the case."""
    recent = _recent(work, unit_id)
    inputs = {
        (action.name, one.name): one
        for action in actions().values()
        for one in action.inputs
        if one.kind == PEOPLE
    }
    named: dict[UUID, set[UUID]] = {}
    values = (
        select(ActionValue.action_id, CaseAction.action, ActionValue.name, ActionValue.value)
        .join(CaseAction, CaseAction.id == ActionValue.action_id)
        .where(
            ActionValue.action_id.in_(recent),
            ActionValue.name.in_({name for _, name in inputs}),
            ActionValue.removed_at.is_(None),
        )
    )
    for key, action, name, text in work.session.execute(values):
        if (one := inputs.get((action, name))) is not None:
            named.setdefault(key, set()).update(read(one, text))
    found = [(person, key) for key, people in named.items() for person in people]
    leading = (
        select(CaseOfficer.person_id, CaseAction.id)
        .join(CaseAction, CaseAction.case_id == CaseOfficer.case_id)
        .where(
            CaseAction.id.in_(recent),
            CaseOfficer.leading.is_(True),
            CaseOfficer.until.is_(None),
            CaseOfficer.removed_at.is_(None),
        )
    )
    rest = work.session.execute(leading)
    return found + [(person, key) for person, key in rest if not named.get(key)]


def _recent(work: Work, unit_id: UUID | None) -> Select[Any]:
    """The actions done lately; what was done before the program is no work of these days."""
    query: Select[Any] = select(CaseAction.id).where(
        CaseAction.removed_at.is_(None),
        CaseAction.opening.is_not(True),
        CaseAction.taken_on > work.today - timedelta(LATELY),
        CaseAction.taken_on <= work.today,
    )
    return query if unit_id is None else query.where(CaseAction.unit_id == unit_id)


def behind(work: Work, figure: str, person_id: UUID) -> list[Row]:
    """The cases or actions a figure counts; rows end with the id of the case."""
    if figure == "actions":
        return _actions(work, [key for who, key in _credited(work, None) if who == person_id])
    cases = _handled(work, figure).where(CaseOfficer.person_id == person_id)
    late = select(func.min(CaseDue.ends_on)).where(
        CaseDue.case_id == CaseMark.case_id,
        case_due.overdue(work.today) if figure == "over" else case_due.soon(work.today),
    )
    day: Any = CaseMark.due_on
    if figure in ("over", "soon"):
        day = late.correlate(CaseMark).scalar_subquery()
    elif figure == "closed":
        day = CaseMark.closed_on
    query = (
        select(
            CaseMark.id,
            CaseMark.number,
            CaseMark.party,
            select(Case.cause).where(Case.id == CaseMark.case_id).scalar_subquery(),
            CaseMark.phase_label,
            day,
            CaseMark.case_id,
        )
        .where(CaseMark.case_id.in_(cases.with_only_columns(CaseOfficer.case_id)))
        .order_by(CaseMark.found_at.desc(), CaseMark.id)
    )
    return [tuple(row) for row in work.session.execute(query)]


def _actions(work: Work, keys: list[UUID]) -> list[Row]:
    query = (
        select(
            CaseAction.id,
            CaseMark.number,
            CaseMark.party,
            select(Case.cause).where(Case.id == CaseAction.case_id).scalar_subquery(),
            CaseAction.action,
            CaseAction.taken_on,
            CaseAction.case_id,
        )
        .join(CaseMark, CaseMark.case_id == CaseAction.case_id)
        .where(CaseAction.id.in_(keys))
        .order_by(CaseAction.taken_on.desc(), CaseAction.id.desc())
    )
    known = actions()
    return [
        (*row[:4], known[row[4]].label if row[4] in known else row[4], *row[5:])
        for row in map(tuple, work.session.execute(query))
    ]


def _officer_rows(work: Work, view: View) -> list[Row]:
    found = loads(work, view.filters.get("unit_id"))
    return [
        (one.person_id, one.name, one.town, *(one.figures[key] for key in FIGURES))
        for one in found
        if all(word in one.name for word in view.words.split())
    ]


def _behind_rows(work: Work, view: View) -> list[Row]:
    person, figure = view.filters.get("person_id"), view.filters.get("figure")
    return behind(work, str(figure), person) if person and figure in FIGURES else []


OFFICERS, LIST = whole(_officer_rows), whole(_behind_rows)
