"""Cases: a lead is registered, completed and, if the law allows, filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Conflict, Invalid, WorkError
from desktop.identity import check_credit_code, check_id_number
from desktop.models.base import fields_of
from desktop.models.case import Case, CaseOfficer, Party, PartyKind, PartySecret
from desktop.models.person import Person
from desktop.permissions import Operation
from desktop.services import digest, search
from desktop.services.checking import complaints, only, refuse
from desktop.services.once import once
from desktop.services.work import Draft, Work, deed
from desktop.values import CHINA, half_width

FIELDS = fields_of(Case)
PARTY = fields_of(Party)
PARTY_SECRET = fields_of(PartySecret)
LEAD = {
    name: FIELDS[name]
    for name in (
        "source",
        "found_at",
        "place",
        "inside",
        "excluded_area",
        "act_on",
        "act_ended_on",
        "item_id",
        "cause",
        "summary",
        "opinion",
    )
}
_PARTY_PREFIX = "party_"
FORM = LEAD | {_PARTY_PREFIX + name: field for name, field in {**PARTY, **PARTY_SECRET}.items()}
_WRITES = (("case_file", Operation.ADD), ("party", Operation.ADD), ("case_officer", Operation.ADD))


@dataclass(frozen=True)
class Handler:
    """An officer of a case as shown."""

    person_id: UUID
    name: str
    leading: bool


def blank(work: Work) -> Draft:
    """A new lead's form: found now, on this day."""
    values: dict[str, Any] = dict.fromkeys(FORM)
    values.update(found_at=work.now.astimezone(CHINA), act_on=work.today, officers=())
    return Draft(None, None, values)


def open_(work: Work, key: UUID) -> Draft:
    """A case's form: its own values, the party's, and the officers' ids."""
    record = work.get(Case, key)
    values: dict[str, Any] = {name: getattr(record, name) for name in LEAD}
    party = party_of(work, key)
    secret = party_secret_of(work, party.id)
    for name in PARTY:
        values[_PARTY_PREFIX + name] = getattr(party, name)
    for name in PARTY_SECRET:
        values[_PARTY_PREFIX + name] = getattr(secret, name, None)
    values["officers"] = tuple(one.person_id for one in handlers(work, key))
    return Draft(record.id, record.version, values)


@deed("登记线索", *_WRITES)
def register(work: Work, values: Mapping[str, Any]) -> UUID:
    """A new lead with its party and, where known already, its two officers."""
    refuse(faults(work, values))
    record = Case(id=work.new_id(), unit_id=work.unit_id, **only(LEAD, values))
    work.session.add(record)
    work.session.flush()
    party = Party(
        id=work.new_id(), unit_id=work.unit_id, case_id=record.id, **_party(PARTY, values)
    )
    work.session.add(party)
    work.session.flush()
    work.session.add(_secret(work, party.id, values))
    assign(work, record, values.get("officers") or ())
    _index(work, record, party, fresh=True)
    return record.id


@deed("修改案件", ("case_file", Operation.CHANGE), ("party", Operation.CHANGE))
def save(work: Work, draft: Draft) -> int:
    """Change a case before filing; what was filed is corrected by new papers, not by edits."""
    assert draft.id is not None
    record = work.open(Case, draft.id)
    if record.filed_on is not None:
        raise WorkError("案件已经立案，立案内容不能直接修改；如有错误请作废文书后重新办理。")
    if record.version != draft.version:
        theirs = open_(work, draft.id)
        raise Conflict("这个案件刚被他人修改。", theirs.values, theirs.version)
    values = {**open_(work, draft.id).values, **draft.values}
    refuse(faults(work, values))
    for name in LEAD:
        setattr(record, name, values.get(name))
    party = party_of(work, record.id)
    for name, value in _party(PARTY, values).items():
        setattr(party, name, value)
    _change_secret(work, party.id, values)
    assign(work, record, values.get("officers") or ())
    work.session.flush()
    _index(work, record, party, fresh=False)
    return record.version


def faults(work: Work, values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a lead, each with its field."""
    found = complaints(FORM, values)
    found_at: datetime | None = values.get("found_at")
    act, ended = values.get("act_on"), values.get("act_ended_on")
    if found_at and found_at > work.now:
        found["found_at"] = "发现时间晚于现在"
    if act and found_at and act > found_at.astimezone(CHINA).date():
        found["act_on"] = "违法行为发生日期晚于发现日期"
    if act and ended and ended < act:
        found["act_ended_on"] = "终了日期早于发生日期"
    number = values.get("party_identity")
    if number and (sentence := _identity_fault(values.get("party_kind"), number)):
        found["party_identity"] = f"证件号码{sentence}"
    officers = values.get("officers") or ()
    if len(set(officers)) != len(officers):
        found["officers"] = "两名承办人不能是同一人"
    return found


def _identity_fault(kind: PartyKind | None, number: str) -> str | None:
    if kind is PartyKind.CITIZEN:
        return check_id_number(number)
    return check_credit_code(number)


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


@once
def handlers(work: Work, case_id: UUID) -> list[Handler]:
    """The officers of a case, the leading one first."""
    query = (
        select(CaseOfficer.person_id, Person.name, CaseOfficer.leading)
        .join(Person, Person.id == CaseOfficer.person_id)
        .where(
            CaseOfficer.case_id == case_id,
            CaseOfficer.removed_at.is_(None),
            CaseOfficer.until.is_(None),
        )
        .order_by(CaseOfficer.leading.desc(), CaseOfficer.id)
    )
    return [Handler(*row) for row in work.session.execute(query)]


@once
def party_of(work: Work, case_id: UUID) -> Party:
    """The party of a case."""
    query = select(Party).where(Party.case_id == case_id, Party.removed_at.is_(None))
    return work.session.execute(query).scalar_one()


def party_secret_of(work: Work, party_id: UUID) -> PartySecret | None:
    """The party's numbers, or None where the actor may not see them."""
    query = select(PartySecret).where(
        PartySecret.party_id == party_id, PartySecret.removed_at.is_(None)
    )
    if not digest.may_read(work, PartySecret.__tablename__):
        return None
    return work.session.execute(query).scalar_one_or_none()


def _officer_rows(work: Work, case_id: UUID) -> list[CaseOfficer]:
    query = select(CaseOfficer).where(
        CaseOfficer.case_id == case_id,
        CaseOfficer.removed_at.is_(None),
        CaseOfficer.until.is_(None),
    )
    return list(work.session.execute(query).scalars())


def _party(names: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values.get(_PARTY_PREFIX + name) for name in names}
    return only(names, given)


def _secret_values(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    given = _party(PARTY_SECRET, values)
    number = half_width(given["identity"]).upper() if given.get("identity") else None
    return {**given, "identity": number, "identity_digest": digest.of(work, number)}


def _secret(work: Work, party_id: UUID, values: Mapping[str, Any]) -> PartySecret:
    return PartySecret(
        id=work.new_id(),
        unit_id=work.unit_id,
        party_id=party_id,
        **_secret_values(work, values),
    )


def _change_secret(work: Work, party_id: UUID, values: Mapping[str, Any]) -> None:
    secret = party_secret_of(work, party_id)
    if secret is None:
        raise Invalid({"party_identity": "您无权修改当事人的证件号码和电话"})
    for name, value in _secret_values(work, values).items():
        setattr(secret, name, value)


def _index(work: Work, record: Case, party: Party, *, fresh: bool) -> None:
    texts = {record.id: (record.cause, record.place, party.name, record.filing_number)}
    search.write(work, "case", texts, record.unit_id, fresh=fresh)


def reindex(work: Work, record: Case) -> None:
    """Write anew what the case is found by, after filing or deciding."""
    _index(work, record, party_of(work, record.id), fresh=False)
