"""Facts read off the record of a case: what actions say, and what their absence means.

The program is the record: a hearing nobody recorded was not held. So facts that are a step of
their own are "no" until that step is there; everything else nobody said stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import select

from desktop.actions.action import Action
from desktop.actions.input import CHOICES, PEOPLE, Input
from desktop.law.counting import Excluded
from desktop.law.facts import Facts, Penalty
from desktop.law.facts_inquiry import EvidenceFact, RecordFact
from desktop.models.case import Case
from desktop.models.evidence import Evidence
from desktop.models.opinion import Opinion, Verdict
from desktop.models.paper import Paper, PaperState
from desktop.services import case_action, gap_record, opening_record
from desktop.services.case_action import Held
from desktop.services.once import once
from desktop.services.work import Work
from desktop.values import CHINA, Choice

_ABSENT = (
    *("statement_made", "statement_waived", "hearing_waived", "hearing_asked"),
    *("hearing_held", "reviewed", "discussed", "committee_met", "registered", "measured"),
    *("withdrawal_pending", "dispute_open", "deferral_requested", "deferral_approved"),
    *("collected_on_spot", "review_sought", "suit_brought"),
)
"""Facts that are a recorded step or nothing: without the step they are no."""
_ISSUED = {"notice": "prior_notice", "decision": "penalty_decision"}


def of_case(
    work: Work, record: Case, on: date, thread: UUID | None, now: Held | None
) -> dict[str, Any]:
    """Every fact the record of a case gives on a day; later actions overrule earlier ones.

    The case itself sees every measure, hearing and remedy beside it; each of them sees only the
    case and its own history, so that two measures do not answer for each other.
    """
    every = [
        held
        for held in case_action.of_case(work, record.id)
        if not held.preparing and held != now and (thread is None or held.thread in (None, thread))
    ]
    found: dict[str, Any] = dict.fromkeys(_ABSENT, False)
    for held in every:
        found |= _said(work, held)
        found |= _approved(work, record.id, held)
        found |= _settled(work, held)
    if now is not None:
        found |= _said(work, now) | _approved(work, record.id, now)
        found |= _BY_STEP.get((now.procedure, now.step), {})
    found |= _papers(work, record.id, every, on)
    found["evidence"] = _evidence(work, record.id)
    found["records"] = tuple(_records([*every, *([now] if now else [])]))
    found["excluded"] = tuple(gap_record.of_case(every, on))
    found["measure_excluded"] = tuple(gap_record.of_measure(every, on))
    found["remedy_periods"] = tuple(_remedies(every, on))
    if Penalty.FINE in (found.get("penalties") or ()) and found.get("decided_on"):
        found.setdefault("fully_performed", False)  # a fine nobody recorded as paid is not paid
    return found | _open_beside(every)


def _said(work: Work, held: Held) -> dict[str, Any]:
    """The facts an action's inputs answer."""
    found: dict[str, Any] = {}
    for one in held.action.inputs:
        if one.fact and (value := _value(work, one, held.values.get(one.name), held)) is not None:
            found[one.fact] = value
    return found | _intended(found)


def _intended(said: dict[str, Any]) -> dict[str, Any]:
    """What the party is told is what is intended from then on, whatever the report proposed."""
    if "notified_penalties" not in said:
        return {}
    return {"penalties": said["notified_penalties"], "fine": said.get("notified_fine")}


def _value(work: Work, one: Input, value: Any, held: Held) -> Any:
    if value in (None, "", ()):
        return None
    wanted = _kind(one.fact)
    if one.kind == CHOICES:
        chosen = frozenset(value)
        return chosen if wanted is not str else frozenset(_keys(work, chosen, held))
    if wanted is int and isinstance(value, Choice):
        return None
    if wanted is date and isinstance(value, datetime):
        return value.astimezone(CHINA).date()
    return value.label if wanted is str and isinstance(value, Choice) else value


@cache
def _kind(fact: str) -> Any:
    """The plain type of a fact: `frozenset[Penalty] | None` gives Penalty."""
    hint: Any = _hints()[fact]
    inner = get_args(hint)[0] if isinstance(hint, UnionType) else hint
    return get_args(inner)[0] if get_origin(inner) is frozenset else inner


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Facts)


def _keys(work: Work, chosen: frozenset[Choice], held: Held) -> Iterator[str]:
    """Words of a list of the law layer as the keys it knows them by."""
    known = work.law.content_keys(held.on or work.today)
    for one in chosen:
        yield known.get(one.label, str(one.value))


def _approved(work: Work, case_id: UUID, held: Held) -> dict[str, Any]:
    """What the last seat's opinion settles."""
    if not held.action.approves or not held.action.opinions:
        return {}
    last = held.action.opinions[-1]
    given = [one for one in opinions(work, case_id) if one.action_id == held.id]
    verdicts = [one.verdict for one in given if one.seat is last]
    return {held.action.approves: verdicts[-1] is Verdict.APPROVE if verdicts else None}


@once
def opinions(work: Work, case_id: UUID) -> list[Opinion]:
    """Every opinion on the actions of a case, the oldest first."""
    query = (
        select(Opinion)
        .where(Opinion.case_id == case_id, Opinion.removed_at.is_(None))
        .order_by(Opinion.id)
    )
    return list(work.session.execute(query).scalars())


_BY_STEP: dict[tuple[str, str], dict[str, Any]] = {
    ("ordinary", "noticed"): {"notice_served": True},
    ("ordinary", "reviewed"): {"reviewed": True},
    ("ordinary", "discussed"): {"discussed": True, "committee_met": True},
    ("ordinary", "hearing"): {"hearing_held": True},
    ("ordinary", "demanded"): {"demand_served": True},
    ("ordinary", "corrected"): {"correction_ordered": True},
    ("simple", "demanded"): {"demand_served": True},
    ("hearing", "asked"): {"hearing_asked": True},
    ("hearing", "held"): {"hearing_held": True},
    ("registration", "taken"): {"registered": True},
    ("measure", "taken"): {"measured": True, "measure_ended": False},
    ("measure", "released"): {"measure_ended": True},
    ("measure", "disposed"): {"measure_ended": True},
    ("measure", "handed_over"): {"measure_ended": True},
    ("execution", "demanded"): {"demand_served": True},
    ("remedy", "notified"): {"review_sought": True},
    ("remedy", "notified_simple"): {"review_sought": True},
    ("remedy", "sued"): {"suit_brought": True},
}
"""Facts that are so because a step was taken."""


def _settled(work: Work, held: Held) -> dict[str, Any]:
    """What the taking of a step says: its own day, and that it was taken."""
    if held.on is None:
        return {}
    step = work.law.procedure(held.procedure, held.on).step(held.step)
    days: dict[str, Any] = dict.fromkeys(step.settles, held.on)
    return days | _BY_STEP.get((held.procedure, held.step), {})


_ENDINGS: tuple[tuple[str, tuple[str, ...], str, bool | None], ...] = (
    ("measure", ("released", "disposed", "handed_over"), "measure_ended", False),
    ("registration", ("disposed",), "registration_disposed_on", None),
)


def _open_beside(every: list[Held]) -> dict[str, Any]:
    """With several measures or registrations, none counts as ended while one of them is open."""
    found: dict[str, Any] = {}
    for procedure, endings, fact, value in _ENDINGS:
        own = [one for one in every if one.procedure == procedure and one.counts]
        taken = {one.thread for one in own if one.step == "taken"}
        if taken - {one.thread for one in own if one.step in endings}:
            found[fact] = value
    return found


_REMEDIES = (
    (("notified", "notified_simple"), ("review_decided", "review_ended")),
    (("sued",), ("judged",)),
)


def _remedies(every: list[Held], on: date) -> Iterator[Excluded]:
    """Review and suit, both days included: no surcharge runs meanwhile (73). Open ones until now.

    A review begins with the application where its day is known, else when it reached the authority.
    """
    for begins, ends in _REMEDIES:
        for begun in (one for one in every if one.procedure == "remedy" and one.step in begins):
            since = begun.values.get("applied_on") or begun.on
            over = [
                one.on
                for one in every
                if one.thread == begun.thread and one.step in ends and one.on is not None
            ]
            if since is not None and since <= (until := max(over, default=on)):
                yield Excluded(since, until, begun.action.label)


def _papers(work: Work, case_id: UUID, every: list[Held], on: date) -> dict[str, Any]:
    """What issued papers prove: they could not be issued with anything missing.

    The papers of steps taken over lie in the old file.
    """
    issued = papers(work, case_id)
    titles = work.law.contents("papers", on).items
    codes = {code for _, code in issued} | opening_record.kept_in_volume(work, every)
    held = frozenset(titles[code] for code in codes if code in titles)
    found: dict[str, Any] = {"volume_papers": held}
    if any(form == _ISSUED["notice"] or form == "hearing_notice" for form, _ in issued):
        found["notice_contents"] = frozenset(work.law.contents("notice", on).items)
    return found


@once
def papers(work: Work, case_id: UUID) -> list[tuple[str, str]]:
    """Form and number of domain.md §4 of each valid paper of a case."""
    from desktop.documents.template import forms

    codes = {form.id: form.code for form in forms()}
    query = select(Paper.form_id).where(
        Paper.case_id == case_id, Paper.removed_at.is_(None), Paper.state == PaperState.ISSUED
    )
    return [(form, codes.get(form, "")) for form in work.session.execute(query).scalars()]


@once
def evidence_of(work: Work, case_id: UUID) -> list[Evidence]:
    """The evidence of a case in its order."""
    query = (
        select(Evidence)
        .where(Evidence.case_id == case_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.position)
    )
    return list(work.session.execute(query).scalars())


def _evidence(work: Work, case_id: UUID) -> tuple[EvidenceFact, ...]:
    return tuple(
        EvidenceFact(one.name, one.obtained_on)
        for one in evidence_of(work, case_id)
        if one.obtained_on is not None
    )


def _records(every: list[Held]) -> Iterator[RecordFact]:
    """Actions that have a beginning, an end and officers are records (笔录)."""
    for held in every:
        began, ended = held.values.get("began"), held.values.get("ended")
        if isinstance(began, datetime) and isinstance(ended, datetime):
            yield RecordFact(held.action.label, began, ended, tuple(_people(held)))


def _people(held: Held) -> Iterator[str]:
    for one in held.action.inputs:
        if one.kind == PEOPLE:
            yield from (key.hex for key in held.values.get(one.name) or ())


def day_of(action: Action, values: dict[str, Any]) -> date | None:
    """The day an action's own input gives, if it gives one."""
    one = action.day_input
    value = values.get(one.name) if one else None
    if isinstance(value, datetime):
        return value.astimezone(CHINA).date()
    return value if isinstance(value, date) else None
