"""The parties of a case: one with the lead, more added until the decision is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from desktop.errors import Conflict, Invalid, WorkError
from desktop.identity import age_on, birth_of, check_credit_code, check_id_number, sex_of
from desktop.models.action import CaseAction, CaseMark
from desktop.models.case import Case, Party, PartyKind, PartySecret
from desktop.models.person import Sex
from desktop.permissions import Operation
from desktop.services import case_mark, digest
from desktop.services.case import PARTY, PARTY_SECRET, party_secret_of
from desktop.services.case_facts import parties_of
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Draft, Work, deed
from desktop.values import half_width, show_day

FIELDS = {**PARTY, **PARTY_SECRET}
_DECIDED = ("decided", "no_penalty")
_DECIDED_SAID = "本案已经作出决定，当事人信息不能再修改；确有错误的，请依法更正决定。"


@dataclass(frozen=True)
class Earlier:
    """Another case of the same party, as far as the actor may see cases."""

    id: UUID
    number: str
    cause: str
    phase: str
    decided: str
    unit_id: UUID


def blank() -> dict[str, Any]:
    """A further party's empty form."""
    return dict.fromkeys(FIELDS)


def open_(work: Work, key: UUID) -> Draft:
    """A party's form with its numbers, where the actor may see them."""
    record = work.get(Party, key)
    secret = party_secret_of(work, key)
    values = {name: getattr(record, name) for name in PARTY}
    values |= {name: getattr(secret, name, None) for name in PARTY_SECRET}
    return Draft(record.id, record.version, values)


def faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a party."""
    found = complaints(FIELDS, values)
    number = values.get("identity")
    if number and (sentence := identity_fault(values.get("kind"), number)):
        found["identity"] = f"证件号码{sentence}"
    return found


def identity_fault(kind: PartyKind | None, number: str) -> str | None:
    """Why this is not the number of such a party, or None."""
    return check_id_number(number) if kind is PartyKind.CITIZEN else check_credit_code(number)


@deed("添加当事人", ("party", Operation.ADD), ("party_secret", Operation.ADD))
def add(work: Work, case_id: UUID, values: Mapping[str, Any]) -> UUID:
    """One more party of a case; every party is told, heard and served by itself."""
    record = work.open(Case, case_id)
    _refuse_decided(work, case_id)
    refuse(faults(values))
    key = write(work, record, values)
    case_mark.write(work, record)
    return key


@deed("修改当事人", ("party", Operation.CHANGE), ("party_secret", Operation.CHANGE))
def save(work: Work, draft: Draft) -> int:
    """Change a party until the decision is made; then a correction is a paper of its own."""
    assert draft.id is not None
    record = work.open(Party, draft.id)
    _refuse_decided(work, record.case_id)
    if record.version != draft.version:
        theirs = open_(work, draft.id)
        raise Conflict("这名当事人的信息刚被他人修改。", theirs.values, theirs.version)
    refuse(faults(draft.values))
    change(work, record, draft.values)
    case_mark.write(work, work.get(Case, record.case_id))
    return record.version


@deed("移除当事人", ("party", Operation.CHANGE))
def remove(work: Work, key: UUID, reason: str) -> None:
    """Take a party out of a case; the last one stays."""
    record = work.open(Party, key)
    _refuse_decided(work, record.case_id)
    if not reason.strip():
        raise WorkError("请填写移除原因。")
    if len(parties_of(work, record.case_id)) == 1:
        raise WorkError("案件至少要有一名当事人；填写有误的，请直接修改。")
    work.remove(record)
    work.session.flush()
    case_mark.write(work, work.get(Case, record.case_id))


def write(work: Work, record: Case, values: Mapping[str, Any]) -> UUID:
    """Add the rows of a party."""
    party = Party(id=work.new_id(), unit_id=record.unit_id, case_id=record.id, **_plain(values))
    work.session.add(party)
    work.session.flush()
    work.session.add(
        PartySecret(
            id=work.new_id(), unit_id=record.unit_id, party_id=party.id, **_numbers(work, values)
        )
    )
    work.session.flush()
    return party.id


def change(work: Work, record: Party, values: Mapping[str, Any]) -> None:
    """Write a party's values over those it has."""
    secret = party_secret_of(work, record.id)
    if secret is None:
        raise Invalid({"identity": "您无权修改当事人的证件号码和电话"})
    for name, value in _plain(values).items():
        setattr(record, name, value)
    for name, value in _numbers(work, values).items():
        setattr(secret, name, value)
    work.session.flush()


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The open values; a citizen's number says the sex the papers must state."""
    given, number = only(PARTY, values), values.get("identity")
    citizen = given["kind"] is PartyKind.CITIZEN
    if citizen and given["sex"] is None and number and check_id_number(number) is None:
        given["sex"] = Sex.of(sex_of(half_width(number).upper()))
    return given


def _numbers(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    given = only(PARTY_SECRET, values)
    number = half_width(given["identity"]).upper() if given.get("identity") else None
    return {**given, "identity": number, "identity_digest": digest.of(work, number)}


def age(work: Work, key: UUID) -> int | None:
    """A citizen's age at the time of the act, from the ID number; None where not known."""
    record = work.get(Party, key)
    secret = party_secret_of(work, key)
    number = secret.identity if secret else None
    if record.kind is not PartyKind.CITIZEN or not number or check_id_number(number):
        return None
    born = birth_of(number)
    return age_on(born, work.get(Case, record.case_id).act_on) if born else None


def earlier(work: Work, key: UUID) -> list[Earlier]:
    """Other cases of the same party, by its number: first offence (33) is judged by them."""
    secret = party_secret_of(work, key)
    if secret is None or secret.identity_digest is None:
        return []
    case_id = work.get(Party, key).case_id
    query = (
        select(
            Case.id,
            CaseMark.number,
            Case.cause,
            CaseMark.phase_label,
            CaseMark.decided_on,
            Case.unit_id,
        )
        .join(Case, Case.id == CaseMark.case_id)
        .join(Party, Party.case_id == Case.id)
        .join(PartySecret, PartySecret.party_id == Party.id)
        .where(
            PartySecret.identity_digest == secret.identity_digest,
            Party.removed_at.is_(None),
            Case.id != case_id,
        )
        .order_by(CaseMark.found_at.desc())
    )
    return [
        Earlier(key, number or "线索", cause, phase, show_day(decided) if decided else "", unit_id)
        for key, number, cause, phase, decided, unit_id in work.session.execute(query)
    ]


def settled(work: Work, case_id: UUID) -> str:
    """Why the parties of a case no longer change, in words; empty while they may."""
    query = select(func.count()).where(
        CaseAction.case_id == case_id,
        CaseAction.removed_at.is_(None),
        CaseAction.issued_on.is_not(None),
        CaseAction.step.in_(_DECIDED),
    )
    return _DECIDED_SAID if work.session.execute(query).scalar() else ""


def _refuse_decided(work: Work, case_id: UUID) -> None:
    if why := settled(work, case_id):
        raise WorkError(why)
