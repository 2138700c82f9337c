"""The rows one case taken over makes, and the same as records for whoever works out where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from desktop.actions import stored
from desktop.models.action import ActionSecret, ActionValue, CaseAction
from desktop.models.base import Record
from desktop.models.case import Case, CaseOfficer, LeadSource, Party, PartySecret
from desktop.services import (
    case,
    case_action,
    case_facts,
    case_history,
    digest,
    fact_record,
    paper_data,
    stated_fact,
)
from desktop.services.case import Handler
from desktop.services.case_action import Held
from desktop.services.once import foresee
from desktop.services.opening_case import Act, course_of
from desktop.services.opening_plan import CaseLine
from desktop.services.work import Work
from desktop.values import CHINA

Row = dict[str, Any]
_SEE = "（启用前的案件，见原案卷）"


@dataclass(frozen=True)
class Built:
    """One case: its rows by table; the record, the party and what was done, not yet stored."""

    rows: Mapping[type[Record], list[Row]]
    record: Case
    party: Party
    secret: PartySecret
    handlers: list[Handler]
    held: list[Held]


def base(work: Work) -> Row:
    """What every row carries, for tables that are written in bulk."""
    return {
        "id": work.new_id(),
        "unit_id": work.unit_id,
        "version": 1,
        "removed_at": None,
        "removed_by_deed": None,
    }


def build(work: Work, line: CaseLine, names: Mapping[UUID, str]) -> Built:
    """The rows of a case; `names` are those of its officers by id."""
    record, party = _case(work, line), _party(work, line)
    party["case_id"] = record["id"]
    secret = _secret(work, line, party["id"])
    officers = _officers(work, line, record["id"])
    held = _held(work, line, record["id"], party["id"])
    values, secrets = _values(work, held)
    rows: dict[type[Record], list[Row]] = {
        Case: [record],
        Party: [party],
        PartySecret: [secret],
        CaseOfficer: officers,
        CaseAction: [_action(work, one) for one in held],
        ActionValue: values,
        ActionSecret: secrets,
    }
    handlers = [
        Handler(row["person_id"], names[row["person_id"]], row["leading"]) for row in officers
    ]
    return Built(rows, Case(**record), Party(**party), PartySecret(**secret), handlers, held)


def expect(work: Work, built: Built) -> None:
    """Let every question about the case be answered from what was built."""
    key = built.record.id
    expect_done(work, built, len(built.held))
    foresee(work, case_facts.parties_of, key, answer=[built.party])
    foresee(work, case.party_secret_of, built.party.id, answer=built.secret)
    foresee(work, case_history.parties, key, answer=[built.party.id])
    foresee(work, case.handlers, key, answer=built.handlers)
    foresee(work, stated_fact.answers, key, answer={})
    foresee(work, fact_record.opinions, key, answer=[])
    foresee(work, fact_record.papers, key, answer=[])
    foresee(work, fact_record.evidence_of, key, answer=[])
    foresee(work, paper_data.papers_of, key, answer=[])


def expect_done(work: Work, built: Built, first: int) -> None:
    """As if only the first so many actions had been done yet."""
    foresee(work, case_action.of_case, built.record.id, answer=built.held[:first])


def _case(work: Work, line: CaseLine) -> Row:
    values = line.values
    return base(work) | {
        "source": values.get("source") or LeadSource.OTHER,
        "found_at": _moment(values["found_on"]),
        "summary": values.get("summary") or f"{values['cause']}{_SEE}",
        "place": values.get("place") or _SEE,
        "village_id": None,
        "inside": values.get("inside"),
        "excluded_area": None,
        "act_on": values["act_on"],
        "act_ended_on": None,
        "item_id": line.item_id,
        "cause": values["cause"],
    }


def _party(work: Work, line: CaseLine) -> Row:
    values = line.values
    return base(work) | {
        "kind": values["party_kind"],
        "name": values["party"],
        "sex": None,
        "representative": values.get("representative"),
        "representative_post": None,
        "guardian": None,
        "address": values.get("address"),
    }


def _secret(work: Work, line: CaseLine, party_id: UUID) -> Row:
    number = (line.values.get("identity") or "").upper() or None
    return base(work) | {
        "party_id": party_id,
        "identity": number,
        "phone": line.values.get("phone"),
        "identity_digest": digest.of(work, number),
    }


def _officers(work: Work, line: CaseLine, case_id: UUID) -> list[Row]:
    since = line.values.get("filed_on") or line.values["found_on"]
    rows = [
        base(work)
        | {"case_id": case_id, "person_id": key, "leading": at == 0, "since": since, "until": None}
        for at, key in enumerate(line.officers)
    ]
    return _in_order(rows)


def _in_order(rows: list[Row]) -> list[Row]:
    """Ids in the order of the rows: keys made in the same moment have none of their own."""
    for row, key in zip(rows, sorted(row["id"] for row in rows), strict=True):
        row["id"] = key
    return rows


def _held(work: Work, line: CaseLine, case_id: UUID, party_id: UUID) -> list[Held]:
    """What was done, in turn. A mere lead goes on in the program: its paper is still to be made."""
    keys = sorted(work.new_id() for _ in line.acts)
    course, running = course_of(line.values), len(line.acts) == 1
    return [
        Held(
            id=key,
            case_id=case_id,
            action=act.action,
            procedure=case_history.ORDINARY if act.step == case_history.LEAD else course,
            step=act.step,
            thread=None,
            party_id=party_id if act.step == case_history.SERVED else None,
            issued_on=None if running else act.on,
            on=act.on,
            # Steps of one day keep their order by the moment they were entered.
            taken_at=work.now + timedelta(microseconds=at),
            entered_by=work.me.name,
            entered_at=work.now,
            submitted_at=None,
            version=1,
            values={} if running else _complete(act),
            opening=True,
        )
        for at, (key, act) in enumerate(zip(keys, line.acts, strict=True))
    ]


def _complete(act: Act) -> dict[str, Any]:
    """Every input of the action, empty where nothing is known."""
    known = act.values
    return {one.name: known.get(one.name, () if one.is_list else None) for one in act.action.inputs}


def _action(work: Work, held: Held) -> Row:
    return {
        **base(work),
        "id": held.id,
        "case_id": held.case_id,
        "thread": None,
        "action": held.action.name,
        "procedure": held.procedure,
        "step": held.step,
        "party_id": held.party_id,
        "entered_by": held.entered_by,
        "entered_at": held.entered_at,
        "submitted_at": None,
        "issued_on": held.issued_on,
        "taken_on": held.on,
        "taken_at": held.taken_at,
        "opening": True,
        "law_edition": work.law.edition.hash,
        "reason": None,
    }


def _values(work: Work, held: list[Held]) -> tuple[list[Row], list[Row]]:
    """The values of every action as stored, those kept apart second."""
    plain: list[Row] = []
    secret: list[Row] = []
    for one in held:
        for each in one.action.inputs:
            text = stored.write(each, one.values.get(each.name))
            if text is None:
                continue
            known = {"action_id": one.id, "case_id": one.case_id, "name": each.name, "value": text}
            (secret if each.secret else plain).append(base(work) | known)
    return plain, secret


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
