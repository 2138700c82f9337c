"""Looking at an action before its papers are made: law, papers, opinions, and what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desktop.actions.action import APPROVED, Action, ActionPaper
from desktop.documents.form import Form
from desktop.documents.template import load_form, missing_fields
from desktop.errors import WorkError
from desktop.law.deadlines import Due
from desktop.models.case import Case
from desktop.models.paper import Paper
from desktop.services import (
    action_form,
    case_action,
    case_history,
    law_setting,
    opinion,
    overrule,
    paper,
    paper_data,
    stated_fact,
)
from desktop.services.action_form import ActionForm
from desktop.services.case_action import Held
from desktop.services.case_facts import facts_of
from desktop.services.case_next import PointLine, point_line
from desktop.services.case_step import Point
from desktop.services.once import reading
from desktop.services.opinion import OpinionLine
from desktop.services.work import Work

UNNUMBERED = "（制发时编号）"


@dataclass(frozen=True)
class PaperLook:
    """One paper of an action: what it still lacks, or the issued one. `fault`: why not at all."""

    form: str
    code: str
    title: str
    party: bool
    optional: bool
    missing: tuple[str, ...] = ()
    fault: str = ""
    id: UUID | None = None
    number: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class ActionLook:
    """Everything the screen of an action shows beside its form."""

    key: UUID
    action: Action
    form: ActionForm
    step: str
    step_label: str
    cite: str
    points: tuple[PointLine, ...]
    passed: tuple[str, ...]
    papers: tuple[PaperLook, ...]
    opinions: tuple[OpinionLine, ...]
    waits: str
    day: date
    issued: bool
    served: bool
    terms: tuple[Due, ...]
    submitted: bool = False

    @property
    def barring(self) -> int:
        """How many points stand in the way."""
        return sum(point.bars for point in self.points)


def look(work: Work, key: UUID, on: date | None = None) -> ActionLook:
    """An action in preparation (or done) as it stands today."""
    held = case_action.one(work, key)
    record = work.get(Case, held.case_id)
    day = on or held.issued_on or proposed_day(work, held)
    step = work.law.procedure(held.procedure, day).step(held.step)
    found = points_of(work, record, held, day) if held.preparing else []
    points = overrule.applied(work, key, found)
    named = {point.finding.guard for point in points}
    papers = tuple(papers_of(work, record, held, day))
    opinions = tuple(opinion.lines(work, held))
    return ActionLook(
        key=key,
        action=held.action,
        form=action_form.open_(work, record.id, held.action.name, key),
        step=held.step,
        step_label=step.label,
        cite=step.cite,
        points=tuple(point_line(point, True) for point in points),
        passed=tuple(work.law.guard_label(one) for one in step.guards if one not in named),
        papers=papers,
        opinions=opinions,
        waits=_waits(held, papers, opinions),
        day=day,
        issued=not held.preparing,
        served=held.counts,
        terms=tuple(_terms(work, record, held, day)),
        submitted=held.preparing and held.submitted_at is not None,
    )


def proposed_day(work: Work, held: Held) -> date:
    """The day the step would have: its own input, the last opinion, else today."""
    given = action_form.day_of(held)
    if given is not None:
        return given
    if held.action.day == APPROVED and (last := opinion.approved_on(work, held)):
        return last
    return work.today


def points_of(work: Work, record: Case, held: Held, on: date, **known: Any) -> list[Point]:
    """What the law says about taking the step on a day, worst first, with confirmations."""
    with reading(work):
        return _points(work, record, held, on, known)


def _points(
    work: Work, record: Case, held: Held, on: date, known: Mapping[str, Any]
) -> list[Point]:
    facts = facts_of(
        work, record, on, thread=held.thread, now=held, **_known(work, held, on), **known
    )
    settings = law_setting.confirmed(work, record.unit_id, on)
    papers = _in_volume(work, record, held, on)
    found = work.law.findings(
        held.step, facts, on, procedure=held.procedure, settings=settings, papers=papers
    )
    told = stated_fact.answers(work, record.id)
    points = []
    for one in found:
        name = stated_fact.acknowledgement(one.guard, one.reason, facts)
        points.append(Point(one, told.get(name), name))
    return points


def _known(work: Work, held: Held, on: date) -> dict[str, Any]:
    """The step's own day: a review after a hearing, a second notice is judged by its new day."""
    settles = work.law.procedure(held.procedure, on).step(held.step).settles
    return dict.fromkeys(settles, on)


def _in_volume(work: Work, record: Case, held: Held, on: date) -> tuple[str, ...]:
    """The papers the steps taken so far must have left in the volume."""
    steps = case_history.taken(work, record.id, held.procedure, held.thread)
    procedure = work.law.procedure(held.procedure, on)
    known = {step.key: step for step in procedure.steps}
    numbers = dict.fromkeys(
        code for one in steps if one.step in known for code in known[one.step].keeps
    )
    named = work.law.contents("papers", on).items
    return tuple(named[number] for number in numbers)


def papers_of(work: Work, record: Case, held: Held, on: date) -> list[PaperLook]:
    """The papers of an action: issued ones, and those its values now ask for."""
    with reading(work):
        return _papers_of(work, record, held, on)


def _papers_of(work: Work, record: Case, held: Held, on: date) -> list[PaperLook]:
    issued = {
        one.form_id: one
        for one in paper_data.papers_of(work, record.id)
        if one.action_id == held.id
    }
    found = []
    for each in held.action.papers:
        done = issued.get(each.form)
        if done is not None:
            found.append(_issued(each, done))
        elif wanted := _wanted(work, record, held, each, on):
            found.append(wanted)
    return found


def _issued(each: ActionPaper, done: Paper) -> PaperLook:
    form = load_form(done.form_id, done.dated)
    return PaperLook(
        each.form,
        form.code,
        done.title,
        form.party,
        each.optional,
        id=done.id,
        number=done.number or "",
        numbered=bool(form.series),
    )


def _wanted(work: Work, record: Case, held: Held, each: ActionPaper, on: date) -> PaperLook | None:
    try:
        form = load_form(each.form, on)
    except WorkError as fault:
        return PaperLook(each.form, "", each.form, False, each.optional, fault=str(fault))
    data = paper_data.of_action(work, record, held, form, on, UNNUMBERED)
    if each.when is not None and not each.when.holds(data):
        return None
    return PaperLook(
        each.form,
        form.code,
        form.name,
        form.party,
        each.optional,
        tuple(missing_fields(form, data)),
        numbered=bool(form.series),
    )


def preview(work: Work, key: UUID, form: str, on: date | None = None) -> bytes:
    """The paper as it would print; its number is drawn only when issued."""
    held = case_action.one(work, key)
    record = work.get(Case, held.case_id)
    day = on or proposed_day(work, held)
    chosen = load_form(form, day)
    data = paper_data.of_action(work, record, held, chosen, day, UNNUMBERED)
    return paper.draft(work, form, narrowed(chosen, data), day).pdf


def narrowed(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the form looks up: what is frozen with a paper is what it says."""
    found: dict[str, Any] = {}
    for path in form.fields():
        _copy(data, found, path.split("."))
    return found


def _copy(source: Any, target: dict[str, Any], path: list[str]) -> None:
    head, rest = path[0], path[1:]
    value = source[head]
    if not rest or not isinstance(value, Mapping):
        target[head] = value
        return
    inner = target.setdefault(head, {})
    if isinstance(inner, dict):
        _copy(value, inner, rest)


def _waits(held: Held, papers: tuple[PaperLook, ...], opinions: tuple[OpinionLine, ...]) -> str:
    """What must happen before the papers can be made, in words; empty: nothing."""
    if not held.preparing:
        return ""
    lacking = [
        f"《{one.title}》：{'、'.join(one.missing)}"
        for one in papers
        if one.missing and not one.optional
    ]
    if lacking:
        return f"还缺少内容——{'；'.join(lacking)}"
    missing = [one.label for one in opinions if not one.approves]
    return f"等待意见：{'、'.join(missing)}" if missing else ""


def _terms(work: Work, record: Case, held: Held, on: date) -> list[Due]:
    """The terms the step starts, counted from its day."""
    settings = law_setting.confirmed(work, record.unit_id, on)
    found = []
    for key in work.law.procedure(held.procedure, on).step(held.step).deadlines:
        try:
            found.append(work.law.due(key, on, settings=settings))
        except WorkError:
            continue
    return found
