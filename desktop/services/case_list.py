"""The list of cases over the index of where each stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from desktop.fields import Field
from desktop.models.action import CaseMark
from desktop.models.base import fields_of
from desktop.models.case import Case, CaseOfficer
from desktop.models.unit import Unit
from desktop.services import listing, search
from desktop.services.case import FIELDS
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Work

MARK = fields_of(CaseMark)
COLUMNS = (
    MARK["number"],
    FIELDS["cause"],
    MARK["party"],
    MARK["found_at"],
    MARK["filed_on"],
    Field(name="town", label="乡镇（街道）", width=8),
    Field(name="due", label="最近期限", width=18),
    MARK["phase_label"],
)
PHASES = {
    "lead": "线索",
    "filed": "已立案",
    "inquiry": "调查",
    "reported": "调查终结",
    "reviewed": "法制审核",
    "noticed": "已告知",
    "decided": "已决定",
    "served": "已送达",
    "executing": "执行",
    "court": "申请法院",
    "no_penalty": "不予处罚",
    "transferred": "移送",
    "withdrawn": "撤销案件",
    "closed": "结案",
    "archived": "归档",
}
_OVER, _SOON = 0, 10
ENDED = ("closed", "archived", "not_filed", "withdrawn", "no_penalty", "transferred")


def _listed(view: View) -> Select[Any]:
    query = select(CaseMark.case_id).where(CaseMark.removed_at.is_(None))
    if phase := view.filters.get("phase"):
        query = query.where(CaseMark.phase == phase)
    if unit := view.filters.get("unit_id"):
        query = query.where(CaseMark.unit_id == unit)
    if person := view.filters.get("person_id"):
        query = query.where(CaseMark.case_id.in_(handled_by(person)))
    for word in view.words.split():
        found = search.matching("case", word)
        if found is not None:
            query = query.where(CaseMark.case_id.in_(found))
    return query.order_by(CaseMark.found_at.desc(), CaseMark.case_id.desc())


def handled_by(person_id: UUID, leading: bool | None = None) -> Select[Any]:
    """Ids of the cases an officer handles now, leading or assisting where that is asked."""
    query = select(CaseOfficer.case_id).where(
        CaseOfficer.person_id == person_id,
        CaseOfficer.removed_at.is_(None),
        CaseOfficer.until.is_(None),
    )
    return query if leading is None else query.where(CaseOfficer.leading.is_(leading))


_SHOWN = (
    CaseMark.number,
    select(Case.cause).where(Case.id == CaseMark.case_id).scalar_subquery(),
    CaseMark.party,
    CaseMark.found_at,
    CaseMark.filed_on,
    select(Unit.name).where(Unit.id == CaseMark.unit_id).scalar_subquery(),
    CaseMark.due_on,
    CaseMark.due_label,
    CaseMark.phase,
    CaseMark.phase_label,
)


def _shown(work: Work, row: Any) -> Row:
    *values, due_on, due_label, phase, label = row
    level = "ok" if phase in ENDED else "info"
    return (*values, _due(work, due_on, due_label), (level, label))


def _due(work: Work, on: Any, label: str | None) -> tuple[str, str, str]:
    """Level, words, and which term it is."""
    if on is None:
        return "", "", ""
    left = (on - work.today).days
    if left < _OVER:
        return "bad", f"逾期 {-left} 天", label or ""
    return "warn" if left <= _SOON else "info", f"剩 {left} 天", label or ""


def _first(work: Work, view: View) -> list[Row]:
    query = _listed(view).add_columns(*_SHOWN).limit(PAGE)
    return [_shown(work, row) for row in work.session.execute(query)]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(view), CaseMark.case_id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = _listed(View()).add_columns(*_SHOWN).where(CaseMark.case_id.in_(keys))
    return listing.in_order([_shown(work, row) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
