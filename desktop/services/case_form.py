"""What the form of a lead offers: the items of a day, and the officers with their standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.models.certificate import Certificate
from desktop.models.item import EmpoweredItem
from desktop.models.person import Person
from desktop.services import item, lead, roster, unit, village
from desktop.services.listing import View
from desktop.services.roster_paper import COUNTY
from desktop.services.standing import MAY_ACT, Grounds, Standing, badge
from desktop.services.village import Place
from desktop.services.work import Draft, Work

Items = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Candidate:
    """Someone of the own team as an officer of a case; `mark` is level, words and reason."""

    id: UUID
    name: str
    initials: str
    may_act: bool
    mark: tuple[str, str, str]


@dataclass(frozen=True)
class LeadForm:
    """A lead's values, and what its pickers offer. `excluded_area` names the area outside scope,
    `town` the township as an address begins with it.
    """

    draft: Draft
    item_name: str
    items: Items
    candidates: tuple[Candidate, ...]
    excluded_area: str
    town: str = ""
    villages: tuple[Place, ...] = ()


def opened(work: Work, key: UUID | None = None) -> LeadForm:
    """A blank lead, or one that is being completed."""
    draft = lead.open_(work, key) if key else lead.blank(work)
    chosen = draft.values.get("item_id")
    state = unit.township(work, work.unit_id)
    return LeadForm(
        draft=draft,
        item_name=_named(work.get(EmpoweredItem, chosen)) if chosen else "",
        items=items_on(work, work.today),
        candidates=candidates(work, draft.values.get("officers") or ()),
        excluded_area=(state.excluded_area or "") if state else "",
        town=f"{COUNTY}{state.name}" if state else "",
        villages=village.offered(work, work.unit_id, work.today, draft.values.get("village_id")),
    )


def items_on(work: Work, day: date) -> Items:
    """The own township's items in force on the day the act was found: id and words."""
    return tuple((key, f"{code} {name}") for key, code, name in item.on_day(work, day))


def candidates(work: Work, chosen: tuple[UUID, ...] = ()) -> tuple[Candidate, ...]:
    """Everyone of the own team today; who may not act is there too, with the reason.

    Officers of the case who are no longer on the team stay named, but cannot be chosen again.
    """
    day = work.today
    view = View(filters={"unit_id": work.unit_id}, order="strokes")
    query = roster.listed(work, view).add_columns(
        Person.name,
        Person.initials,
        roster.standing(day, roster.warning_days(work)),
        Certificate.valid_until,
        Certificate.state,
        Certificate.state_since,
        Certificate.state_reason,
    )
    found = []
    for key, name, letters, word, *grounds in work.session.execute(query):
        standing = Standing.of(word)
        mark = badge(standing, day, Grounds(*grounds))
        found.append(Candidate(key, name, letters or "", standing in MAY_ACT, mark))
    return (*found, *_gone(work, [one for one in chosen if one not in {c.id for c in found}]))


def _gone(work: Work, keys: list[UUID]) -> list[Candidate]:
    if not keys:
        return []
    mark = ("bad", "不在本队", "已不在本队花名册上，请更换承办人")
    query = select(Person.id, Person.name).where(Person.id.in_(keys))
    return [Candidate(key, name, "", False, mark) for key, name in work.session.execute(query)]


def _named(record: EmpoweredItem) -> str:
    return f"{record.code} {record.name}"
