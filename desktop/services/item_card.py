"""One empowered item as the panel shows it: its own entry, and what came before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.models.item import EmpoweredItem
from desktop.services import item, unit
from desktop.services.work import Draft, Work

_LINES = (
    *("field_of_law", "norm_violated", "norm_applied", "fine_least", "fine_most"),
    *("notice_number", "notice_on", "since", "until", "withdrawal_ground"),
)
Bodies = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Listed:
    """One listing of the same code in the same township."""

    period: str
    notice: str
    ground: str
    mark: tuple[str, str]
    shown: bool


@dataclass(frozen=True)
class ItemCard:
    """An item with its mark today, its values in words, and every listing of its code."""

    id: UUID
    unit_id: UUID
    code: str
    name: str
    town: str
    since: date
    open: bool
    mark: tuple[str, str]
    lines: tuple[tuple[str, str], ...]
    history: tuple[Listed, ...]


@dataclass(frozen=True)
class ItemForm:
    """An item's values, and the townships and departments it may name."""

    draft: Draft
    townships: Bodies
    departments: Bodies
    own: bool


def read(work: Work, key: UUID) -> ItemCard:
    """One item for the panel."""
    record = work.get(EmpoweredItem, key)
    names = {one.id: one.name for one in unit.names(work)}
    lines = [
        (item.FIELDS[name].label, item.FIELDS[name].show(getattr(record, name))) for name in _LINES
    ]
    if record.department_id:
        label = item.FIELDS["department_id"].label
        lines.insert(1, (label, names.get(record.department_id, "")))
    return ItemCard(
        id=key,
        unit_id=record.unit_id,
        code=record.code,
        name=record.name,
        town=names.get(record.unit_id, ""),
        since=record.since,
        open=record.until is None,
        mark=item.state(work.today, record.since, record.until),
        lines=tuple((label, text) for label, text in lines if text),
        history=_history(work, record),
    )


def opened(work: Work, key: UUID | None = None) -> ItemForm:
    """A blank item, or one to change; a township enters its own, the county anybody's."""
    towns = tuple(unit.find_township(work))
    draft = item.open_(work, key) if key else item.blank(work)
    own = work.unit_id in dict(towns)
    return ItemForm(draft, towns, tuple(unit.find_department(work)), own)


def towns(work: Work) -> tuple[Bodies, UUID | None]:
    """Every township, and the actor's own where it is one."""
    found = tuple(unit.find_township(work))
    own = work.actor.unit_id if work.actor else None
    return found, own if own in dict(found) else None


def _history(work: Work, record: EmpoweredItem) -> tuple[Listed, ...]:
    query = (
        select(EmpoweredItem)
        .where(
            EmpoweredItem.unit_id == record.unit_id,
            EmpoweredItem.code == record.code,
            EmpoweredItem.removed_at.is_(None),
        )
        .order_by(EmpoweredItem.since.desc(), EmpoweredItem.id)
    )
    return tuple(
        Listed(
            period=f"{one.since} 至 {one.until}" if one.until else f"{one.since} 起",
            notice=one.notice_number,
            ground=one.withdrawal_ground or "",
            mark=item.state(work.today, one.since, one.until),
            shown=one.id == record.id,
        )
        for one in work.session.execute(query).scalars()
    )
