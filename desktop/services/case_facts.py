"""What is known of a case on a day, for the law layer: from its record first, then from answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.identity import age_on, birth_of, check_id_number
from desktop.law.facts import Facts, Issuer, OfficerFact, PartyType
from desktop.models.case import Case, Party, PartyKind
from desktop.models.item import EmpoweredItem
from desktop.models.person import Person
from desktop.models.posting import PostingKind
from desktop.models.unit import Unit
from desktop.services import case, case_action, certificate, fact_record, posting, stated_fact, unit
from desktop.services.case_action import Held
from desktop.services.once import once
from desktop.services.work import Work
from desktop.values import CHINA


def facts_of(
    work: Work,
    record: Case,
    on: date,
    *,
    thread: UUID | None = None,
    now: Held | None = None,
    **known: Any,
) -> Facts:
    """The facts of a case on the day of a step.

    `thread` is the measure or hearing looked at, `now` the action being prepared: what it says
    comes after everything recorded. `known` are facts the step itself settles.
    """
    found: dict[str, Any] = {}
    found |= _item(work, record) | _place(work, record) | _dates(record) | _party(work, record)
    found["officers"] = _officers(work, record, on)
    found |= fact_record.of_case(work, record, on, thread, now)
    found |= _answered(work, record.id, found, on)
    found["issuer"] = _issuer(work, record.unit_id)
    found |= _by_the_program(work, on) | known
    return Facts(**{name: value for name, value in found.items() if value is not None})


@once
def item_of(work: Work, record: Case) -> EmpoweredItem | None:
    """The empowered item a case is about, once it is known."""
    return work.get(EmpoweredItem, record.item_id) if record.item_id else None


def _item(work: Work, record: Case) -> dict[str, Any]:
    item = item_of(work, record)
    if item is None:
        return {}
    return {
        "item_notice": item.notice_number if item.unit_id == record.unit_id else "",
        "item_since": item.since,
        "item_until": item.until,
        "field_of_law": item.field_of_law,
        "fine_least": item.fine_least,
        "fine_most": item.fine_most,
    }


def _place(work: Work, record: Case) -> dict[str, Any]:
    township = unit.township(work, record.unit_id)
    excluded = record.excluded_area
    if township is not None and not township.excluded_area:
        excluded = False
    return {"place_inside": record.inside, "place_excluded": excluded}


def _dates(record: Case) -> dict[str, Any]:
    return {
        "act_ended_on": record.act_ended_on or record.act_on,
        "discovered_on": record.found_at.astimezone(CHINA).date(),
    }


def _party(work: Work, record: Case) -> dict[str, Any]:
    """The strictest of several parties: a citizen before a firm, the youngest before the older."""
    every = parties_of(work, record.id)
    kinds = [one.kind for one in every]
    ages = [age for one in every if (age := _age(work, one, record.act_on)) is not None]
    strict = next((kind for kind in PartyKind if kind in kinds), None)
    return {
        "party_type": PartyType.of(str(strict.value)) if strict else None,
        "party_age": min(ages, default=None),
    }


def _age(work: Work, party: Party, on: date) -> int | None:
    if party.kind is not PartyKind.CITIZEN:
        return None
    secret = case.party_secret_of(work, party.id)
    number = secret.identity if secret else None
    if not number or check_id_number(number) is not None:
        return None
    born = birth_of(number)
    return age_on(born, on) if born else None


@once
def parties_of(work: Work, case_id: UUID) -> list[Party]:
    """The parties of a case in their order."""
    query = (
        select(Party).where(Party.case_id == case_id, Party.removed_at.is_(None)).order_by(Party.id)
    )
    return list(work.session.execute(query).scalars())


def _officers(work: Work, record: Case, on: date) -> tuple[OfficerFact, ...]:
    handlers = case.handlers(work, record.id)
    names = {one.person_id: one.name for one in handlers}
    return officers_as(work, names, on)


def officers_as(work: Work, names: Mapping[UUID, str], on: date) -> tuple[OfficerFact, ...]:
    """People as officers of a day: certificate valid that day, auxiliary or not."""
    return tuple(
        OfficerFact(
            person=key.hex,
            name=name,
            certified=certificate.held_on(work, key, on) is not None,
            auxiliary=_auxiliary(work, key, on),
        )
        for key, name in names.items()
    )


def _auxiliary(work: Work, person_id: UUID, on: date) -> bool | None:
    running = posting.current(work, person_id, on)
    return None if running is None else running.kind is PostingKind.AUXILIARY


def _answered(work: Work, case_id: UUID, held: dict[str, Any], on: date) -> dict[str, Any]:
    """Answers fill what the record leaves open; they never overwrite it.

    Of a notice made before the program a person says whether it holds all the law asks for.
    """
    found: dict[str, Any] = {}
    for name, answer in stated_fact.answers(work, case_id).items():
        if name in stated_fact.questions() and held.get(name) is None:
            found[name] = answer.value
    if (whole := found.get("notice_contents")) is not None:
        every = work.law.contents("notice", on).items
        found["notice_contents"] = frozenset(every if whole else ())
    return found


def _by_the_program(work: Work, on: date) -> dict[str, Any]:
    """What no person answers: the program draws the number and asks for every item of the form.

    A decision cannot be issued while a mandatory field of its form is empty, and those fields
    are the items of 处罚法59, 52 and 令235:7; its form has a place for the seal.
    """
    names = ("decision", "fine", "simple_decision")
    says = {key for name in names for key in work.law.contents(name, on).items}
    return {
        "number_drawn": True,
        "seal_applied": True,
        "form_numbered": True,
        "decision_contents": frozenset(says),
    }


def _issuer(work: Work, unit_id: UUID) -> Issuer:
    name = work.get(Unit, unit_id).name
    return Issuer.SUBDISTRICT if name.endswith("街道") else Issuer.TOWNSHIP


def handlers_of(work: Work, keys: Iterable[UUID]) -> dict[UUID, str]:
    """Id to name of some persons, in the order asked."""
    wanted = list(keys)
    query = select(Person.id, Person.name).where(Person.id.in_(wanted))
    names = {key: name for key, name in work.session.execute(query)}  # noqa: C416
    return {key: names[key] for key in wanted if key in names}


def done_names(work: Work, case_id: UUID) -> set[str]:
    """Names of the actions that count."""
    return {held.action.name for held in case_action.done(work, case_id)}
