"""A lead: registered, completed until something rests on it; the first action of its case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Conflict, WorkError
from desktop.models.action import CaseAction
from desktop.models.case import Case, CaseOfficer
from desktop.models.unit import Village
from desktop.permissions import Operation
from desktop.services import case_history, case_mark, party, unit
from desktop.services.case import FIELDS, PARTY, PARTY_SECRET, handlers, party_of, party_secret_of
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Draft, Work, deed
from desktop.values import CHINA

LEAD = {
    name: FIELDS[name]
    for name in (
        "source",
        "found_at",
        "village_id",
        "place",
        "inside",
        "excluded_area",
        "act_on",
        "act_ended_on",
        "item_id",
        "cause",
        "summary",
    )
}
_PARTY_PREFIX = "party_"
FORM = LEAD | {_PARTY_PREFIX + name: field for name, field in {**PARTY, **PARTY_SECRET}.items()}
_WRITES = (("case_file", Operation.ADD), ("party", Operation.ADD), ("case_officer", Operation.ADD))


def blank(work: Work) -> Draft:
    """A new lead's form: found now, on this day."""
    values: dict[str, Any] = dict.fromkeys(FORM)
    values.update(found_at=work.now.astimezone(CHINA), act_on=work.today, officers=())
    return Draft(None, None, values)


def open_(work: Work, key: UUID) -> Draft:
    """A case's form: its own values, the party's, and the officers' ids."""
    record = work.get(Case, key)
    values: dict[str, Any] = {name: getattr(record, name) for name in LEAD}
    first = party_of(work, key)
    secret = party_secret_of(work, first.id)
    for name in PARTY:
        values[_PARTY_PREFIX + name] = getattr(first, name)
    for name in PARTY_SECRET:
        values[_PARTY_PREFIX + name] = getattr(secret, name, None)
    values["officers"] = tuple(one.person_id for one in handlers(work, key))
    return Draft(record.id, record.version, values)


@deed("登记线索", *_WRITES)
def register(work: Work, values: Mapping[str, Any]) -> UUID:
    """A new lead with its party and, where known already, its two officers."""
    values = settled(work, values)
    refuse(faults(work, values))
    record = Case(id=work.new_id(), unit_id=work.unit_id, **only(LEAD, values))
    work.session.add(record)
    work.session.flush()
    party.write(work, record, _of_party(values))
    assign(work, record, values.get("officers") or ())
    _begin(work, record)
    return record.id


def _begin(work: Work, record: Case) -> None:
    """The lead counts from the day it was found; its paper 01 is made once its end is known."""
    on = record.found_at.astimezone(CHINA).date()
    work.session.add(
        CaseAction(
            id=work.new_id(),
            unit_id=record.unit_id,
            case_id=record.id,
            action=case_history.LEAD,
            procedure=case_history.ORDINARY,
            step=case_history.LEAD,
            entered_by=work.me.name,
            entered_at=work.now,
            taken_on=on,
            taken_at=work.now,
            law_edition=work.law.edition.hash,
        )
    )
    work.session.flush()
    case_mark.write(work, record)


@deed("修改案件", ("case_file", Operation.CHANGE), ("party", Operation.CHANGE))
def save(work: Work, draft: Draft) -> int:
    """Change a case before filing; what was filed is corrected by new papers, not by edits."""
    assert draft.id is not None
    record = work.open(Case, draft.id)
    if further(work, record.id):
        raise WorkError(
            "案件已经立案或者处理，登记的线索不能直接修改；如有错误请作废文书后重新办理。"
        )
    if record.version != draft.version:
        theirs = open_(work, draft.id)
        raise Conflict("这个案件刚被他人修改。", theirs.values, theirs.version)
    values = settled(work, {**open_(work, draft.id).values, **draft.values})
    refuse(faults(work, values))
    for name in LEAD:
        setattr(record, name, values.get(name))
    party.change(work, party_of(work, record.id), _of_party(values))
    assign(work, record, values.get("officers") or ())
    work.session.flush()
    case_mark.write(work, record)
    return record.version


def further(work: Work, case_id: UUID) -> bool:
    """Whether more was done than registering the lead."""
    query = select(CaseAction.id).where(
        CaseAction.case_id == case_id,
        CaseAction.removed_at.is_(None),
        CaseAction.taken_on.is_not(None),
        CaseAction.step != case_history.LEAD,
    )
    return work.session.execute(query.limit(1)).first() is not None


def settled(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    """A village of the own township says by itself what its place is; an answer typed stays."""
    found = dict(values)
    chosen = values.get("village_id")
    if chosen is None:
        return found
    place, town = work.get(Village, chosen), unit.township(work, work.unit_id)
    if place.unit_id == work.unit_id and found.get("inside") is None:
        found["inside"] = True
    if town is not None and town.excluded_area and found.get("excluded_area") is None:
        found["excluded_area"] = place.excluded
    return found


def _village_faults(work: Work, values: Mapping[str, Any]) -> dict[str, str]:
    """Where the answers say otherwise than the village chosen."""
    chosen = values.get("village_id")
    if chosen is None:
        return {}
    found: dict[str, str] = {}
    place = work.get(Village, chosen)
    if place.unit_id != work.unit_id:
        found["village_id"] = f"“{place.name}”不是本乡镇（街道）的村（社区）"
    elif values.get("inside") is False:
        found["inside"] = f"“{place.name}”在本辖区内；不在辖区内的，请不要选择村（社区）"
    zone = values.get("excluded_area")
    if place.excluded is not None and zone is not None and zone is not place.excluded:
        said = "由开发区管理" if place.excluded else "不由开发区管理"
        found["excluded_area"] = f"名单载明“{place.name}”{said}，请核对"
    return found


def faults(work: Work, values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a lead, each with its field."""
    found = complaints(FORM, values)
    found_at: datetime | None = values.get("found_at")
    act, ended = values.get("act_on"), values.get("act_ended_on")
    found |= _village_faults(work, values)
    if found_at and found_at > work.now:
        found["found_at"] = "发现时间晚于现在"
    if act and found_at and act > found_at.astimezone(CHINA).date():
        found["act_on"] = "违法行为发生日期晚于发现日期"
    if act and ended and ended < act:
        found["act_ended_on"] = "终了日期早于发生日期"
    number = values.get("party_identity")
    if number and (sentence := party.identity_fault(values.get("party_kind"), number)):
        found["party_identity"] = f"证件号码{sentence}"
    officers = values.get("officers") or ()
    if len(set(officers)) != len(officers):
        found["officers"] = "两名承办人不能是同一人"
    return found


def assign(work: Work, record: Case, officers: Sequence[UUID]) -> None:
    """Set the officers of a case; the first leads. Former ones keep their interval."""
    current = {row.person_id: row for row in _officer_rows(work, record.id)}
    for key, row in current.items():
        if key not in officers:
            row.until = work.today
            if row.since >= work.today:
                work.remove(row)
    for place, key in enumerate(officers):
        if key in current:
            current[key].leading = place == 0
            continue
        work.session.add(
            CaseOfficer(
                id=work.new_id(),
                unit_id=record.unit_id,
                case_id=record.id,
                person_id=key,
                leading=place == 0,
                since=work.today,
            )
        )
    work.session.flush()


def _officer_rows(work: Work, case_id: UUID) -> list[CaseOfficer]:
    query = select(CaseOfficer).where(
        CaseOfficer.case_id == case_id,
        CaseOfficer.removed_at.is_(None),
        CaseOfficer.until.is_(None),
    )
    return list(work.session.execute(query).scalars())


def _of_party(values: Mapping[str, Any]) -> dict[str, Any]:
    """The first party's values of a lead's form."""
    return {name: values.get(_PARTY_PREFIX + name) for name in party.FIELDS}
