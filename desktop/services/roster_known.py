"""What the roster already holds, read once for a whole file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models.certificate import Certificate, CertificateState
from desktop.models.person import Person, PersonSecret
from desktop.models.posting import Posting
from desktop.services import certificate, person, posting
from desktop.services.work import Work

_CHUNK = 500


def squeezed(name: str) -> str:
    """A name without its blanks: 张　三 and 张三 are the same."""
    return "".join(name.split())


class Known:
    """Lookups by secret digest, certificate number and name; `names` are those of the units."""

    def __init__(self, work: Work, names: Mapping[UUID, str]) -> None:
        self._work, self.names = work, names
        self.today, self.unit_id = work.today, work.unit_id
        self.dual_homes = posting.dual_homes(work)
        self.by_digest = {
            row.id_digest: row.person_id
            for row in work.session.execute(
                select(PersonSecret.id_digest, PersonSecret.person_id).where(
                    PersonSecret.removed_at.is_(None), PersonSecret.id_digest.is_not(None)
                )
            )
        }
        self._identified = set(self.by_digest.values())
        self.by_number: dict[str, tuple[UUID, str]] = {}
        self.by_name: dict[str, list[UUID]] = {}
        self._units: dict[UUID, UUID] = {}
        people = select(Person.id, Person.name, Person.unit_id).where(Person.removed_at.is_(None))
        for key, name, unit_id in work.session.execute(people):
            self._units[key] = unit_id
            mine = unit_id == self.unit_id
            namesakes = self.by_name.setdefault(squeezed(name), [])
            namesakes.insert(0 if mine else len(namesakes), key)
        cards = (
            select(Certificate.number, Person.id, Person.name)
            .join(Person, Person.id == Certificate.person_id)
            .where(
                Certificate.removed_at.is_(None),
                Certificate.state != CertificateState.REPLACED,
                Person.removed_at.is_(None),
            )
        )
        for number, key, name in work.session.execute(cards):
            self.by_number[number] = (key, name)

    def may_lack_id(self, person_id: UUID) -> bool:
        """Whether an own person is held without an identity number, so that it tells nothing."""
        return person_id not in self._identified and not self.elsewhere(person_id)

    def elsewhere(self, person_id: UUID) -> bool:
        """Whether the person belongs to another unit, which alone may change the record."""
        return self._units.get(person_id, self.unit_id) != self.unit_id

    def values_of(self, persons: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
        """Core values, secrets, running posting and live certificate of these persons."""
        found: dict[UUID, dict[str, Any]] = {}
        for keys in _chunks(list(persons)):
            self._fill(found, keys)
        return found

    def _fill(self, found: dict[UUID, dict[str, Any]], keys: Sequence[UUID]) -> None:
        for record in self._rows(Person, Person.id, keys):
            found[record.id] = {name: getattr(record, name) for name in person.PERSON}
        for secret in self._rows(PersonSecret, PersonSecret.person_id, keys):
            _add(found, secret, person.SECRET)
        for running in self._rows(Posting, Posting.person_id, keys):
            if running.since <= self.today and (not running.until or self.today <= running.until):
                _add(found, running, posting.FIELDS)
        for card in self._rows(Certificate, Certificate.person_id, keys):
            if card.state is not CertificateState.REPLACED:
                _add(found, card, certificate.ARRIVAL)

    def _rows(self, record: Any, key: Any, keys: Sequence[UUID]) -> Iterator[Any]:
        query = select(record).where(key.in_(keys), record.removed_at.is_(None))
        return iter(self._work.session.execute(query).scalars().all())


def _add(found: dict[UUID, dict[str, Any]], record: Any, names: Collection[str]) -> None:
    found[record.person_id].update({name: getattr(record, name) for name in names})


def _chunks(keys: list[UUID]) -> Iterator[list[UUID]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
