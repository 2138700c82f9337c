"""Certificates: issue, renew without overwriting, change state with reason and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Invalid, WorkError
from desktop.models.base import fields_of
from desktop.models.certificate import Certificate, CertificateKind, CertificateState
from desktop.models.person import Person
from desktop.permissions import Operation
from desktop.services.checking import only, refuse
from desktop.services.once import once
from desktop.services.work import Work, deed

FIELDS = fields_of(Certificate)
_OF_ARRIVAL = ("number", "issuer", "field_of_law", "qualified_on", "issued_on", "valid_until")
ARRIVAL = {name: replace(FIELDS[name], required=False) for name in _OF_ARRIVAL}


def faults(work: Work, values: Mapping[str, Any], replaced: UUID | None = None) -> dict[str, str]:
    """What cannot stand in a certificate; nothing to say where no number is given."""
    number = values.get("number")
    if not number:
        return {}
    found = date_faults(work.today, values)
    if holder := _holder(work, number, replaced):
        found["number"] = f"执法证号 {number} 已登记在“{holder}”名下，请核对"
    return found


def date_faults(today: date, values: Mapping[str, Any]) -> dict[str, str]:
    """Dates of a certificate that contradict each other or the day."""
    found: dict[str, str] = {}
    issued, until = values.get("issued_on"), values.get("valid_until")
    if issued and until and until < issued:
        found["valid_until"] = "有效期至早于发证日期"
    if issued and issued > today:
        found["issued_on"] = "发证日期晚于今天"
    return found


def issue(work: Work, person_id: UUID, values: Mapping[str, Any]) -> Certificate:
    """A new card for a person."""
    fresh = only(_OF_ARRIVAL, values)
    record = Certificate(
        id=work.new_id(),
        unit_id=work.unit_id,
        person_id=person_id,
        kind=values.get("certificate_kind") or CertificateKind.NATIONAL,
        state=values.get("state") or CertificateState.VALID,
        state_since=values.get("state_since"),
        state_reason=values.get("state_reason"),
        checked_year=values.get("checked_year"),
        **fresh,
    )
    work.session.add(record)
    work.session.flush()
    return record


@deed("办理换证", ("certificate", Operation.ADD), ("certificate", Operation.CHANGE))
def renew(work: Work, old_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new row for the new card; the old one stays, marked replaced from the day of issue."""
    from desktop.services import person

    old = work.open(Certificate, old_id)
    tidy = {**values, "number": values.get("number") or old.number}
    found = faults(work, tidy, replaced=old.id)
    if not tidy.get("issued_on"):
        found["issued_on"] = "发证日期不能为空"
    if not tidy.get("valid_until"):
        found["valid_until"] = "有效期至不能为空"
    refuse(found)
    fresh = issue(work, old.person_id, {"field_of_law": old.field_of_law, **tidy})
    fresh.replaces_id = old.id
    old.state, old.state_since = CertificateState.REPLACED, tidy["issued_on"]
    old.state_reason = "换发新证"
    work.session.flush()
    person.index(work, work.get(Person, old.person_id), fresh=False)
    return fresh.id


@deed("登记新证", ("certificate", Operation.ADD))
def add(work: Work, person_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A first certificate for someone already on the roster."""
    from desktop.services import person

    if not values.get("number"):
        raise Invalid({"number": "执法证号不能为空"})
    refuse(faults(work, values))
    record = issue(work, person_id, values)
    person.index(work, work.get(Person, person_id), fresh=False)
    return record.id


@deed("变更证件状态", ("certificate", Operation.CHANGE))
def change_state(work: Work, key: UUID, state: CertificateState, since: date, reason: str) -> None:
    """Suspend, cancel, report lost or restore; each with its day and reason."""
    record = work.open(Certificate, key)
    if not reason.strip():
        raise Invalid({"state_reason": "请填写原因"})
    if since > work.today:
        raise Invalid({"state_since": "状态起始日晚于今天"})
    if record.state in (CertificateState.CANCELLED, CertificateState.REPLACED):
        raise WorkError(f"该证件已{record.state.label}，不能再变更状态；如需恢复请登记新证。")
    record.state, record.state_since, record.state_reason = state, since, reason.strip()


@once
def all_of(work: Work, person_id: UUID) -> list[Certificate]:
    """Every certificate of a person, newest first."""
    query = (
        select(Certificate)
        .where(Certificate.person_id == person_id, Certificate.removed_at.is_(None))
        .order_by(Certificate.valid_until.desc())
    )
    return list(work.session.execute(query).scalars())


def numbers_of(work: Work, person_id: UUID) -> list[str]:
    """The numbers a person is found by."""
    return [record.number for record in all_of(work, person_id)]


def held_on(work: Work, person_id: UUID, day: date) -> Certificate | None:
    """The certificate by which a person may act on a day, or None (处罚法42)."""
    return next((one for one in all_of(work, person_id) if _valid_on(one, day)), None)


def _valid_on(record: Certificate, day: date) -> bool:
    """A state other than valid counts from its own day on."""
    if (record.issued_on or day) > day or (record.valid_until or day) < day:
        return False
    if record.kind is CertificateKind.SUPERVISION:
        return False
    if record.state is CertificateState.VALID:
        return True
    return record.state_since is not None and day < record.state_since


def _holder(work: Work, number: str, replaced: UUID | None) -> str | None:
    """Who else holds a live certificate of this number."""
    query = (
        select(Person.name)
        .join(Certificate, Certificate.person_id == Person.id)
        .where(
            Certificate.number == number,
            Certificate.removed_at.is_(None),
            Certificate.state != CertificateState.REPLACED,
            Person.removed_at.is_(None),
        )
    )
    if replaced is not None:
        query = query.where(Certificate.id != replaced)
    return work.session.execute(query.limit(1)).scalar()
