"""What is known of a case on a day, for the law layer: from records first, then from answers."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.identity import age_on, birth_of, check_id_number
from desktop.law.facts import Facts, Issuer, OfficerFact, PartyType, Penalty
from desktop.models.case import Case, PartyKind
from desktop.models.decision import Decision, DefenceOutcome, HearingOutcome, PenaltyKind
from desktop.models.item import EmpoweredItem
from desktop.models.posting import PostingKind
from desktop.models.unit import Unit
from desktop.services import case, certificate, posting, stated_fact, unit
from desktop.services.once import once
from desktop.services.work import Work
from desktop.values import CHINA

PENALTIES = {
    PenaltyKind.WARNING: {Penalty.WARNING},
    PenaltyKind.CRITICISM: {Penalty.CRITICISM},
    PenaltyKind.FINE: {Penalty.FINE},
    PenaltyKind.WARNING_AND_FINE: {Penalty.WARNING, Penalty.FINE},
}


def facts_of(work: Work, record: Case, on: date, **known: Any) -> Facts:
    """The facts of a case on the day of a step; `known` are those the step itself settles."""
    found: dict[str, Any] = {}
    found |= _item(work, record) | _place(work, record) | _dates(record) | _party(work, record)
    found["officers"] = _officers(work, record, on)
    decision = decision_of(work, record.id)
    if decision is not None:
        found |= _notice(decision) | _hearing(decision) | _penalty(decision)
    found |= _answered(work, record.id, found)
    found["issuer"] = _issuer(work, record.unit_id)
    found |= known
    return Facts(**{name: value for name, value in found.items() if value is not None})


@once
def decision_of(work: Work, case_id: UUID) -> Decision | None:
    """The decision of a case, drafted or made."""
    query = select(Decision).where(Decision.case_id == case_id, Decision.removed_at.is_(None))
    return work.session.execute(query).scalar_one_or_none()


@once
def _item(work: Work, record: Case) -> dict[str, Any]:
    if record.item_id is None:
        return {}
    item = work.get(EmpoweredItem, record.item_id)
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
        "filed_on": record.filed_on,
    }


def _party(work: Work, record: Case) -> dict[str, Any]:
    party = case.party_of(work, record.id)
    found: dict[str, Any] = {"party_type": PartyType.of(str(party.kind.value))}
    if party.kind is not PartyKind.CITIZEN:
        return found
    secret = case.party_secret_of(work, party.id)
    number = secret.identity if secret else None
    if number and check_id_number(number) is None:
        born = birth_of(number)
        found["party_age"] = age_on(born, record.act_on) if born else None
    return found


def _officers(work: Work, record: Case, on: date) -> tuple[OfficerFact, ...]:
    return tuple(
        OfficerFact(
            person=handler.person_id.hex,
            name=handler.name,
            certified=certificate.held_on(work, handler.person_id, on) is not None,
            auxiliary=_auxiliary(work, handler.person_id, on),
        )
        for handler in case.handlers(work, record.id)
    )


def _auxiliary(work: Work, person_id: UUID, on: date) -> bool | None:
    running = posting.current(work, person_id, on)
    return None if running is None else running.kind is PostingKind.AUXILIARY


def _notice(decision: Decision) -> dict[str, Any]:
    told = decision.notified_penalty
    waived, made = DefenceOutcome.WAIVED, DefenceOutcome.HEARD
    defence = decision.defence
    return {
        "notice_served": decision.notice_served_on is not None or None,
        "notice_served_on": decision.notice_served_on,
        "notified_fine": decision.notified_fine,
        "notified_penalties": frozenset(PENALTIES[told]) if told else None,
        "statement_waived": defence is waived if defence else None,
        "statement_made": defence is made if defence else None,
        "statement_rechecked": bool(decision.defence_review) if defence is made else None,
    }


def _hearing(decision: Decision) -> dict[str, Any]:
    outcome = decision.hearing
    if outcome is None:
        return {}
    told = outcome is not HearingOutcome.NOT_DUE
    return {
        "hearing_told": told,
        "hearing_waived": outcome is HearingOutcome.WAIVED if told else None,
        "hearing_asked": outcome is HearingOutcome.HELD if told else None,
        "hearing_held": outcome is HearingOutcome.HELD or None,
        "hearing_held_on": decision.hearing_on,
    }


def _penalty(decision: Decision) -> dict[str, Any]:
    return {
        "penalties": frozenset(PENALTIES[decision.penalty]),
        "fine": decision.fine,
        "correction_ordered": bool(decision.correction) or None,
        "review_passed_on": decision.reviewed_on,
        "committee_decided_on": decision.discussed_on,
        "decided_on": decision.decided_on,
        "served_on": decision.served_on,
    }


def _answered(work: Work, case_id: UUID, held: dict[str, Any]) -> dict[str, Any]:
    """Answers fill what the records leave open; they never overwrite a record."""
    found: dict[str, Any] = {}
    for name, answer in stated_fact.answers(work, case_id).items():
        if name in stated_fact.questions() and held.get(name) is None:
            found[name] = answer.value
    if "notice_contents" in found:
        complete = found.pop("notice_contents")
        needed = work.law.contents("notice", work.today).items
        found["notice_contents"] = frozenset(needed) if complete else frozenset()
    return found


def _issuer(work: Work, unit_id: UUID) -> Issuer:
    name = work.get(Unit, unit_id).name
    return Issuer.SUBDISTRICT if name.endswith("街道") else Issuer.TOWNSHIP
