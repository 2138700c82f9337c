"""Doing made-up actions: forms filled from their own examples, opinions from made-up scans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.actions.action import Action
from desktop.actions.example import example
from desktop.actions.input import EVIDENCE, PARTY, PEOPLE, THINGS
from desktop.commands.opening import Office
from desktop.law.guards import Verdict
from desktop.services import (
    action,
    action_form,
    action_look,
    case_action,
    opinion,
    proof_of_service,
    stated_fact,
)
from desktop.services.action_form import ActionForm
from desktop.services.case_step import Point
from desktop.services.opinion import Verdict as Opinion
from desktop.services.work import Draft, Work
from desktop.values import CHINA

SIGNERS = {
    "officers": "王样例",
    "team": "样例队长",
    "reviewer": "样例审核员",
    "head": "样例负责人",
    "principal": "样例镇长",
    "host": "样例主持人",
    "guidance": "样例指导员",
}
_SCAN = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""One white dot: what stands for the scan of a signed form in a sample."""
_PLAIN: dict[str, Any] = {
    "dispute_open": False,
    "withdrawal_pending": False,
    "suspected_crime": False,
    "same_act_fined": False,
    "notice_raised": False,
    "party_capable": True,
    "party_age": 40,
    "gains": Decimal(0),
    "evidence_unlawful": False,
    "camera_evidence": False,
    "facts_proven": True,
    "full_recording": True,
    "public_interest": False,
    "complex_case": False,
    "major_case": False,
    "review_by_law": False,
}
_CHECKED = "样例：法制审核人员已核对，本案不属于应当另行办理的情形"


@dataclass(frozen=True)
class Done:
    """An action done: its id and those of its papers."""

    id: UUID
    papers: tuple[UUID, ...]


def do(
    office: Office,
    case_id: UUID,
    name: str,
    on: date,
    thread: UUID | None = None,
    optional: tuple[str, ...] = (),
    **given: Any,
) -> Done:
    """Prepare an action with its examples, sign it, and make its papers on a day."""
    key = prepare(office, case_id, name, on, thread, **given)
    sign(office, key, on)
    settle(office, case_id, key, on)
    papers = office.do(lambda work: action.issue(work, key, on, optional))
    return Done(key, papers)


def prepare(
    office: Office,
    case_id: UUID,
    name: str,
    on: date,
    thread: UUID | None = None,
    **given: Any,
) -> UUID:
    """Keep an action whose form is filled from what is known, then from its examples."""

    def keep(work: Work) -> UUID:
        held = _begun(work, case_id, name, thread)
        opened = action_form.open_(work, case_id, name, held, thread)
        values = filled(opened, on) | given
        draft = Draft(held, opened.version, values)
        return action_form.save(work, case_id, name, draft, thread)

    return office.do(keep)


def _begun(work: Work, case_id: UUID, name: str, thread: UUID | None) -> UUID | None:
    """An action that waits already: the lead is there from the start."""
    waiting = (
        one
        for one in case_action.of_case(work, case_id)
        if one.action.name == name and one.preparing and one.thread == thread
    )
    found = next(waiting, None)
    return found.id if found else None


def filled(form: ActionForm, on: date) -> dict[str, Any]:
    """The form's values; what is still empty is its example, its days moved to `on`."""
    shift = on - _example_day(form.action)
    found: dict[str, Any] = {}
    for one in form.action.inputs:
        value = form.values.get(one.name)
        if value in (None, "", ()) and one.kind in (PEOPLE, PARTY, THINGS, EVIDENCE):
            if one.example != "" or one.required:
                keys = [offer.id for offer in form.offers.get(one.name, ()) if not offer.bad]
                value = (
                    keys[0]
                    if one.kind == PARTY and keys
                    else tuple(keys[:2] if one.kind == PEOPLE else keys)
                )
        elif value in (None, "", ()) or one.name == form.action.day:
            value = _moved(example(one), shift)
        found[one.name] = value
    return found


def _example_day(form: Action) -> date:
    one = form.day_input
    if one is not None and isinstance(one.example, datetime):
        return one.example.astimezone(CHINA).date()
    if one is not None and isinstance(one.example, date):
        return one.example
    days = [
        each.example.astimezone(CHINA).date()
        if isinstance(each.example, datetime)
        else each.example
        for each in form.inputs
        if isinstance(each.example, date)
    ]
    return max(days, default=date(2026, 11, 23))


def _moved(value: Any, shift: timedelta) -> Any:
    if isinstance(value, date):
        return value + shift
    if isinstance(value, tuple):
        return tuple(_moved(one, shift) for one in value)
    if isinstance(value, Mapping):
        return {name: _moved(one, shift) for name, one in value.items()}
    return value


def sign(office: Office, key: UUID, on: date) -> None:
    """Record every opinion from a made-up signed form."""
    seats = office.ask(lambda work: case_action.one(work, key)).action.opinions

    def give(work: Work) -> None:
        for seat in seats:
            name = SIGNERS[str(seat.value)]
            opinion.record(
                work, key, seat, Opinion.APPROVE, "同意。", name, on, "样例签字件.png", _SCAN
            )

    if seats:
        office.do(give)


def settle(office: Office, case_id: UUID, key: UUID, on: date) -> None:
    """Answer what the law still asks, as a made-up reviewer confirmed it."""

    def points(work: Work) -> list[Point]:
        held = case_action.one(work, key)
        from desktop.models.case import Case

        return action_look.points_of(work, work.get(Case, case_id), held, on)

    answers = dict(_answers(office.ask(points)))
    if answers:
        office.do(lambda work: stated_fact.state(work, case_id, answers))


def _answers(points: list[Point]) -> Iterator[tuple[str, Any]]:
    for point in points:
        finding = point.finding
        if finding.verdict is not Verdict.UNKNOWN or point.confirmed:
            continue
        for name in finding.asks:
            if name in _PLAIN:
                yield name, _PLAIN[name]
        if not finding.asks:
            yield point.name, _CHECKED


def serve(office: Office, paper_id: UUID, on: date, **given: Any) -> list[UUID]:
    """Hand a paper to every party at ten in the morning of a day."""

    def parties(work: Work) -> list[UUID]:
        from desktop.services import case_history, paper

        case_id = paper.case_of(work, paper_id)
        return case_history.parties(work, case_id) if case_id else []

    def one(party: UUID) -> UUID:
        def hand(work: Work) -> UUID:
            values = proof_of_service.blank(work, paper_id)
            values["served_at"] = datetime(on.year, on.month, on.day, 10, tzinfo=CHINA)
            return proof_of_service.serve(work, paper_id, party, values | given)

        return office.do(hand)

    return [one(party) for party in office.ask(parties)]
