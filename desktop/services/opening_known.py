"""What the database already holds of what a workbook of taking over names, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.models.certificate import Certificate
from desktop.models.item import EmpoweredItem
from desktop.models.person import Person
from desktop.services import opening_number
from desktop.services.opening_sheet import split
from desktop.services.roster_known import squeezed
from desktop.services.work import Work
from desktop.values import half_width

_MANY = 6


@dataclass(frozen=True)
class _Item:
    id: UUID
    since: date
    until: date | None


class Known:
    """People by name and certificate, items by code, numbers and how they are written.

    `matches` is False in a county that holds nothing yet: names and codes cannot be looked up
    there, and nothing is said against them.
    """

    def __init__(self, work: Work, *, matches: bool = True) -> None:
        self.today, self.matches = work.today, matches
        self.ledger = opening_number.ledger(work)
        self.patterns = opening_number.Patterns(work)
        self._people = self._read_people(work)
        self._items = self._read_items(work)

    def officers(self, text: str | None) -> list[UUID]:
        """The people a cell names; WorkError says whom the roster does not know, or twice."""
        if not text or not self.matches:
            return []
        return [self._one(name, number) for name, number in _named(text)]

    def item(self, code: str | None, on: date) -> UUID | None:
        """The item of a code in force on a day, else the latest of that code."""
        if not code or not self.matches:
            return None
        found = self._items.get(half_width(code), [])
        if not found:
            raise WorkError("赋权事项中没有这个代码，请先在“赋权事项”中登记，或者核对代码、留空")
        running = [one for one in found if one.since <= on <= (one.until or on)]
        return (running or found)[-1].id

    def _one(self, name: str, number: str) -> UUID:
        found = self._people.get(squeezed(name), {})
        if number:
            found = {key: cards for key, cards in found.items() if number in cards}
        if not found:
            raise WorkError(
                f"花名册中没有“{name}{number}”，请核对姓名；"
                "已经调离的人员，请先登记到花名册，再办理离岗"
            )
        if len(found) > 1:
            raise WorkError(
                f"花名册中有 {len(found)} 名“{name}”，请在姓名后面写上执法证号，"
                f"如“{name}（11000000000）”"
            )
        return next(iter(found))

    def _read_people(self, work: Work) -> Mapping[str, dict[UUID, set[str]]]:
        people = select(Person.id, Person.name).where(
            Person.removed_at.is_(None), Person.unit_id == work.unit_id
        )
        cards = select(Certificate.person_id, Certificate.number).where(
            Certificate.removed_at.is_(None), Certificate.unit_id == work.unit_id
        )
        numbers: dict[UUID, set[str]] = {}
        for key, number in work.session.execute(cards):
            numbers.setdefault(key, set()).add(number)
        found: dict[str, dict[UUID, set[str]]] = {}
        for key, name in work.session.execute(people):
            found.setdefault(squeezed(name), {})[key] = numbers.get(key, set())
        return found

    def _read_items(self, work: Work) -> Mapping[str, Sequence[_Item]]:
        query = (
            select(EmpoweredItem.code, EmpoweredItem.id, EmpoweredItem.since, EmpoweredItem.until)
            .where(EmpoweredItem.removed_at.is_(None), EmpoweredItem.unit_id == work.unit_id)
            .order_by(EmpoweredItem.since)
        )
        found: dict[str, list[_Item]] = {}
        for code, key, since, until in work.session.execute(query):
            found.setdefault(code, []).append(_Item(key, since, until))
        return found


def _named(text: str) -> list[tuple[str, str]]:
    """Names with the certificate number behind each, where one is written."""
    for mark in "（）()":
        text = text.replace(mark, "、")
    found: list[tuple[str, str]] = []
    for word in split(text):
        if found and len(word) >= _MANY and word.isascii() and word.isalnum():
            found[-1] = found[-1][0], word
        else:
            found.append((word, ""))
    return found
