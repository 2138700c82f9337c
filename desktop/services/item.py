"""Empowered items: entered from the county's notice, valid by date, withdrawn with a ground."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from desktop.errors import Conflict, Invalid
from desktop.fields import Field
from desktop.models.base import fields_of
from desktop.models.case import Case
from desktop.models.item import EmpoweredItem
from desktop.models.unit import Unit
from desktop.permissions import Operation
from desktop.services import listing, search
from desktop.services.checking import complaints, only, refuse
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Draft, Work, deed

FIELDS = fields_of(EmpoweredItem)
_SHOWN = ("code", "name", "field_of_law", "notice_number", "since", "until")
COLUMNS = (
    *(FIELDS[name] for name in _SHOWN),
    Field(name="town", label="乡镇街道", width=8),
    Field(name="state", label="状态", width=8),
)


def blank(work: Work) -> Draft:
    """A new item's form."""
    return Draft(None, None, {**dict.fromkeys(FIELDS), "since": work.today})


def open_(work: Work, key: UUID) -> Draft:
    """An item's form."""
    record = work.get(EmpoweredItem, key)
    return Draft(record.id, record.version, {name: getattr(record, name) for name in FIELDS})


@deed("保存赋权事项", ("empowered_item", Operation.ADD), ("empowered_item", Operation.CHANGE))
def save(work: Work, draft: Draft, unit_id: UUID | None = None) -> UUID:
    """Add or change an item; the same code may not run twice at the same time."""
    values = only(FIELDS, draft.values)
    found = complaints(FIELDS, values)
    least, most = values.get("fine_least"), values.get("fine_most")
    if least is not None and most is not None and most < least:
        found["fine_most"] = "罚款上限低于下限"
    if values.get("until") and values.get("since") and values["until"] < values["since"]:
        found["until"] = "收回日期早于生效日期"
    refuse(found)
    if draft.id is None:
        record = EmpoweredItem(id=work.new_id(), unit_id=unit_id or work.unit_id, **values)
        work.session.add(record)
    else:
        record = work.open(EmpoweredItem, draft.id)
        if record.version != draft.version:
            theirs = open_(work, draft.id)
            raise Conflict("这条记录刚被他人修改。", theirs.values, theirs.version)
        _refuse_rewriting(work, record, values)
        for name, value in values.items():
            setattr(record, name, value)
    _refuse_twice(work, record)
    work.session.flush()
    texts = {record.id: (record.code, record.name, record.field_of_law)}
    search.write(work, "item", texts, record.unit_id, fresh=draft.id is None)
    return record.id


@deed("收回赋权事项", ("empowered_item", Operation.CHANGE))
def withdraw(work: Work, key: UUID, until: date, ground: str) -> None:
    """End an item on its last day; running cases ask for a ruling (G01)."""
    record = work.open(EmpoweredItem, key)
    if until < record.since:
        raise Invalid({"until": f"收回日期早于生效日期 {record.since}"})
    if not ground.strip():
        raise Invalid({"withdrawal_ground": "请填写收回原因"})
    record.until, record.withdrawal_ground = until, ground.strip()


def on_day(work: Work, day: date) -> list[tuple[UUID, str, str]]:
    """Items of the own township in force on a day: id, code, name, for choosing."""
    query = (
        select(EmpoweredItem.id, EmpoweredItem.code, EmpoweredItem.name)
        .where(
            EmpoweredItem.unit_id == work.unit_id,
            EmpoweredItem.removed_at.is_(None),
            EmpoweredItem.since <= day,
            or_(EmpoweredItem.until.is_(None), EmpoweredItem.until >= day),
        )
        .order_by(EmpoweredItem.code)
    )
    return [(row[0], row[1], row[2]) for row in work.session.execute(query)]


_LEGAL = ("code", "norm_violated", "norm_applied", "fine_least", "fine_most", "since")


def _refuse_rewriting(work: Work, record: EmpoweredItem, values: Mapping[str, Any]) -> None:
    """What cases already rest on is not rewritten under them: a new notice is a new item."""
    changed = [name for name in _LEGAL if getattr(record, name) != values[name]]
    if not changed:
        return
    query = select(Case.id).where(Case.item_id == record.id, Case.removed_at.is_(None)).limit(1)
    if work.session.execute(query).first():
        sentence = "已有案件以本事项为依据，不能直接改写；请收回本事项，再按新的通告新增"
        raise Invalid(dict.fromkeys(changed, sentence))


def _refuse_twice(work: Work, record: EmpoweredItem) -> None:
    query = select(EmpoweredItem).where(
        EmpoweredItem.unit_id == record.unit_id,
        EmpoweredItem.code == record.code,
        EmpoweredItem.removed_at.is_(None),
        EmpoweredItem.id != record.id,
    )
    with work.session.no_autoflush:
        for other in work.session.execute(query).scalars():
            starts_before_end = record.until is None or other.since <= record.until
            if starts_before_end and (other.until is None or record.since <= other.until):
                sentence = f"事项 {record.code} 已由“{other.notice_number}”列入且仍有效"
                raise Invalid({"code": sentence})


def _listed(work: Work, view: View) -> Select[Any]:
    query = select(EmpoweredItem.id).where(EmpoweredItem.removed_at.is_(None))
    unit_id = view.filters.get("unit_id")
    if unit_id is not None:
        query = query.where(EmpoweredItem.unit_id == unit_id)
    if view.filters.get("in_force"):
        day = view.as_of or work.today
        query = query.where(
            EmpoweredItem.since <= day,
            or_(EmpoweredItem.until.is_(None), EmpoweredItem.until >= day),
        )
    for word in view.words.split():
        like = f"%{word}%"
        query = query.where(EmpoweredItem.name.like(like) | EmpoweredItem.code.like(like))
    return query.order_by(EmpoweredItem.code, EmpoweredItem.since.desc(), EmpoweredItem.id)


def _columns() -> tuple[Any, ...]:
    town = select(Unit.name).where(Unit.id == EmpoweredItem.unit_id).scalar_subquery()
    return (*(getattr(EmpoweredItem, name) for name in _SHOWN), town)


def state(day: date, since: date, until: date | None) -> tuple[str, str]:
    """Level and words on a day: in force, not yet, or withdrawn."""
    if since > day:
        return "info", "尚未生效"
    if until is not None and until < day:
        return "none", "已收回"
    return ("warn", f"至 {until} 收回") if until else ("ok", "有效")


def _shown(row: Any, day: date) -> Row:
    values = tuple(row)
    return (*values, state(day, values[5], values[6]))


def _first(work: Work, view: View) -> list[Row]:
    query = _listed(work, view).add_columns(*_columns()).limit(PAGE)
    day = view.as_of or work.today
    return [_shown(row, day) for row in work.session.execute(query)]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(work, view), EmpoweredItem.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = select(EmpoweredItem.id, *_columns()).where(EmpoweredItem.id.in_(keys))
    day = view.as_of or work.today
    return listing.in_order([_shown(row, day) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)


def values_of(work: Work, key: UUID) -> Mapping[str, Any]:
    """An item's values by field name."""
    return open_(work, key).values
