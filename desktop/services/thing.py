"""The things of a case: listed once, chosen by every paper that speaks of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop.errors import Conflict, WorkError
from desktop.models.action import Thing
from desktop.models.base import fields_of
from desktop.models.case import Case
from desktop.permissions import Operation
from desktop.services import case_action, paper_data
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Draft, Work, deed

FIELDS = fields_of(Thing)


def open_(work: Work, key: UUID) -> Draft:
    """A thing's form."""
    record = work.get(Thing, key)
    return Draft(key, record.version, {name: getattr(record, name) for name in FIELDS})


@deed("登记涉案物品", ("thing", Operation.ADD), ("thing", Operation.CHANGE))
def save(work: Work, case_id: UUID, draft: Draft) -> UUID:
    """Add a thing at the end of the list, or change one no paper names yet."""
    record = work.open(Case, case_id)
    refuse(complaints(FIELDS, draft.values))
    if draft.id is None:
        return add(work, record, draft.values).id
    held = work.open(Thing, draft.id)
    _refuse_named(work, held)
    if held.version != draft.version:
        theirs = open_(work, held.id)
        raise Conflict("这件物品刚被他人修改。", theirs.values, theirs.version)
    for name, value in only(FIELDS, draft.values).items():
        setattr(held, name, value)
    work.session.flush()
    return held.id


def add(work: Work, record: Case, values: Mapping[str, Any]) -> Thing:
    """One more thing at the end of a case's list."""
    every = paper_data.things_of(work, record.id)
    held = Thing(
        id=work.new_id(),
        unit_id=record.unit_id,
        case_id=record.id,
        position=max((one.position for one in every), default=0) + 1,
        **only(FIELDS, values),
    )
    work.session.add(held)
    work.session.flush()
    return held


@deed("移去涉案物品", ("thing", Operation.CHANGE))
def remove(work: Work, key: UUID, reason: str) -> None:
    """Take a thing off the list while no issued paper names it."""
    record = work.open(Thing, key)
    if not reason.strip():
        raise WorkError("请填写移去的原因。")
    _refuse_named(work, record)
    work.remove(record)


def _refuse_named(work: Work, record: Thing) -> None:
    for held in case_action.of_case(work, record.case_id):
        if not held.preparing and record.id in _named(held):
            raise WorkError(
                f"“{record.name}”已经写入“{held.action.label}”的文书，不能再修改或者移去。"
            )


def _named(held: case_action.Held) -> set[UUID]:
    found: set[UUID] = set()
    for one in held.action.inputs:
        if one.kind == "things":
            found.update(held.values.get(one.name) or ())
    return found
