"""A case as its other services read it: its parties and who handles it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from desktop.models.base import fields_of
from desktop.models.case import Case, CaseOfficer, Party, PartySecret
from desktop.models.person import Person
from desktop.services import digest
from desktop.services.once import once
from desktop.services.work import Work

FIELDS = fields_of(Case)
PARTY = fields_of(Party)
PARTY_SECRET = fields_of(PartySecret)


@dataclass(frozen=True)
class Handler:
    """An officer of a case as shown."""

    person_id: UUID
    name: str
    leading: bool


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
    """The first party of a case."""
    query = (
        select(Party)
        .where(Party.case_id == case_id, Party.removed_at.is_(None))
        .order_by(Party.id)
        .limit(1)
    )
    return work.session.execute(query).scalar_one()


@once
def party_secret_of(work: Work, party_id: UUID) -> PartySecret | None:
    """The party's numbers, or None where the actor may not see them."""
    query = select(PartySecret).where(
        PartySecret.party_id == party_id, PartySecret.removed_at.is_(None)
    )
    if not digest.may_read(work, PartySecret.__tablename__):
        return None
    return work.session.execute(query).scalar_one_or_none()
