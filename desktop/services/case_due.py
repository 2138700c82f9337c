"""Every running term of the cases one may read: the list under the calendar, overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from desktop.fields import Field
from desktop.law.calendar import Look, days
from desktop.law.deadlines import Holder
from desktop.models.action import CaseDue, CaseMark
from desktop.models.base import fields_of
from desktop.models.case import Case, CaseOfficer
from desktop.models.person import Person
from desktop.models.unit import Unit
from desktop.services import listing, search, unit
from desktop.services.case_list import MARK, handled_by
from desktop.services.case_term import OWN, SOON, days_left
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Work

DUE = fields_of(CaseDue)
HOLDERS = {
    Holder.AUTHORITY: "本机关",
    Holder.PARTY: "当事人",
    Holder.DEPARTMENT: "业务主管部门",
    Holder.COUNTY: "县级机关",
    Holder.NOBODY: "公告等期间",
}
STATES = {
    "running": "运行中的期限",
    "over": "已逾期",
    "soon": f"{SOON} 天内到期",
    "provisional": "推算的期限",
    "lapsed": "当事人期限已届满",
    "all": "全部期限",
}
COLUMNS = (
    Field(name="left", label="剩余", width=10),
    DUE["label"],
    DUE["ends_on"],
    Field(name="town", label="乡镇（街道）", width=8),
    Field(name="holder", label="期限主体", width=8),
    DUE["cite"],
    MARK["number"],
    MARK["party"],
    Field(name="officer", label="主办人", width=8),
    Field(name="cause", label="案由", width=24),
    DUE["starts_on"],
)
GUESS = "推算：有的年份尚未录入放假通知，公布后可能变化"


@dataclass(frozen=True)
class Entry:
    """One term on a day of the calendar. `number` is the cause where there is none yet.

    `mark` is level, words and why.
    """

    id: UUID
    case_id: UUID
    mark: tuple[str, str, str]
    label: str
    party: str
    number: str


@dataclass(frozen=True)
class Day:
    """One day of a week with what ends on it."""

    look: Look
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday."""

    days: tuple[Day, ...]
    today: date


@dataclass(frozen=True)
class Tally:
    """How many terms run, and of the authority's own how many are overdue or end soon."""

    running: int
    over: int
    soon: int


@dataclass(frozen=True)
class Choices:
    """What the calendar can be narrowed to: terms that run now, officers, townships."""

    terms: tuple[tuple[str, str], ...]
    officers: tuple[tuple[UUID, str], ...]
    towns: tuple[tuple[UUID, str], ...]


def overdue(today: date) -> ColumnElement[bool]:
    """Terms of the authority's own side that were missed."""
    return and_(CaseDue.holder.in_([one.value for one in OWN]), CaseDue.ends_on < today)


def soon(today: date) -> ColumnElement[bool]:
    """Terms of the authority's own side that end within `SOON` days."""
    return and_(
        CaseDue.holder.in_([one.value for one in OWN]),
        CaseDue.ends_on >= today,
        CaseDue.ends_on <= today + timedelta(SOON),
    )


def _lapsed(today: date) -> ColumnElement[bool]:
    return and_(CaseDue.holder.not_in([one.value for one in OWN]), CaseDue.ends_on < today)


def _state(today: date, name: str) -> ColumnElement[bool]:
    running = or_(CaseDue.ends_on >= today, overdue(today))
    return {
        "over": overdue(today),
        "soon": soon(today),
        "provisional": and_(CaseDue.provisional.is_(True), running),
        "lapsed": _lapsed(today),
        "all": true(),
    }.get(name, running)


def listed(work: Work, view: View) -> Select[Any]:
    """The ids a view shows. `day` asks for one day, and today for the overdue with it."""
    today, given = work.today, view.filters
    query = select(CaseDue.id).where(_state(today, given.get("state", "running")))
    if (day := given.get("day")) is not None:
        on_day = CaseDue.ends_on == day
        query = query.where(or_(on_day, overdue(today)) if day == today else on_day)
    for name in ("unit_id", "holder", "deadline", "case_id"):
        if (wanted := given.get(name)) is not None:
            query = query.where(getattr(CaseDue, name) == wanted)
    if (person := given.get("person_id")) is not None:
        query = query.where(CaseDue.case_id.in_(handled_by(person)))
    for word in view.words.split():
        if (found := search.matching("case", word)) is not None:
            query = query.where(CaseDue.case_id.in_(found))
    rank = case((overdue(today), 0), (CaseDue.ends_on >= today, 1), else_=2)
    return query.order_by(rank, CaseDue.ends_on, CaseDue.id)


def _of_case(column: Any) -> Any:
    return select(column).where(CaseMark.case_id == CaseDue.case_id).scalar_subquery()


_LEADING = (
    select(Person.name)
    .join(CaseOfficer, CaseOfficer.person_id == Person.id)
    .where(
        CaseOfficer.case_id == CaseDue.case_id,
        CaseOfficer.leading.is_(True),
        CaseOfficer.until.is_(None),
        CaseOfficer.removed_at.is_(None),
    )
    .limit(1)
    .scalar_subquery()
)
_SHOWN = (
    CaseDue.holder,
    CaseDue.provisional,
    CaseDue.label,
    CaseDue.ends_on,
    select(Unit.name).where(Unit.id == CaseDue.unit_id).scalar_subquery(),
    CaseDue.cite,
    _of_case(CaseMark.number),
    _of_case(CaseMark.party),
    _LEADING,
    select(Case.cause).where(Case.id == CaseDue.case_id).scalar_subquery(),
    CaseDue.starts_on,
    CaseDue.deadline,
    CaseDue.thread,
    CaseDue.case_id,
)


def _shown(row: Any, today: date) -> Row:
    key, holder, guess, label, ends_on, town, *rest = row
    whose = Holder(holder)
    mark = marked(whose, ends_on, guess, today)
    return (key, mark, label, ends_on, town, HOLDERS[whose], *rest)


def marked(holder: Holder, ends_on: date, guess: bool, today: date) -> tuple[str, str, str]:
    """Level, words and why of a term's badge."""
    level, words = days_left(holder, (ends_on - today).days)
    return level, f"{words}（推算）" if guess else words, GUESS if guess else ""


def _first(work: Work, view: View) -> list[Row]:
    query = listed(work, view).add_columns(*_SHOWN).limit(PAGE)
    return [_shown(row, work.today) for row in work.session.execute(query)]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, listed(work, view), CaseDue.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = select(CaseDue.id, *_SHOWN).where(CaseDue.id.in_(keys))
    return listing.in_order([_shown(row, work.today) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
"""Rows end with the term's key, its thread and the id of the case, which no column shows."""


def every(work: Work, view: View) -> list[Row]:
    """All rows of a view at once, for a paper or a file."""
    query = listed(work, view).add_columns(*_SHOWN)
    return [_shown(row, work.today) for row in work.session.execute(query)]


def week(work: Work, view: View, monday: date) -> Week:
    """The seven days from `monday` with the terms a view would list on each of them."""
    sunday = monday + timedelta(6)
    query = listed(work, view).where(CaseDue.ends_on.between(monday, sunday))
    found: dict[date, list[Entry]] = {}
    for row in work.session.execute(query.add_columns(*_SHOWN)):
        _, holder, guess, label, ends_on, _, _, number, party, _, cause, *_, case_id = row
        mark = marked(Holder(holder), ends_on, guess, work.today)
        one = Entry(row[0], case_id, mark, label, party, number or cause)
        found.setdefault(ends_on, []).append(one)
    calendar = work.law.calendar
    return Week(
        tuple(Day(calendar.look(day), tuple(found.get(day, ()))) for day in days(monday, sunday)),
        work.today,
    )


def tally(work: Work, unit_id: UUID | None = None) -> Tally:
    """The figures over the calendar, of one township or of all one may read."""
    counted = [
        func.coalesce(func.sum(case((one, 1), else_=0)), 0)
        for one in (_state(work.today, ""), overdue(work.today), soon(work.today))
    ]
    # Named as the source so that the scope of the reader's role applies: sums alone say nothing of it.
    query = select(*counted).select_from(CaseDue)
    if unit_id is not None:
        query = query.where(CaseDue.unit_id == unit_id)
    return Tally(*map(int, work.session.execute(query).one()))


def choices(work: Work) -> Choices:
    """Terms that run now by their label, the officers who hold open cases, every township."""
    terms = select(CaseDue.deadline, CaseDue.label).distinct().order_by(CaseDue.label)
    open_ = select(CaseDue.case_id)
    officers = (
        select(Person.id, Person.name)
        .join(CaseOfficer, CaseOfficer.person_id == Person.id)
        .where(
            CaseOfficer.removed_at.is_(None),
            CaseOfficer.until.is_(None),
            CaseOfficer.case_id.in_(open_),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    towns = unit.find_township(work)
    own = work.unit_id in dict(towns)
    return Choices(
        tuple((key, label) for key, label in work.session.execute(terms)),
        tuple((key, name) for key, name in work.session.execute(officers)),
        () if own else tuple(towns),
    )
