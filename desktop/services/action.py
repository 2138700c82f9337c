"""Doing an action: the guards of its day, its numbers and its papers, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from uuid import UUID

from desktop.actions.action import APPROVED, ActionPaper
from desktop.documents.template import load_form
from desktop.errors import Invalid, WorkError
from desktop.law.history import replay
from desktop.models.action import CaseAction
from desktop.models.case import Case
from desktop.models.number import DocumentNumber
from desktop.models.paper import Paper
from desktop.permissions import Operation
from desktop.services import (
    action_form,
    action_look,
    case,
    case_action,
    case_history,
    case_mark,
    given_number,
    number,
    opinion,
    overrule,
    paper,
    paper_data,
    proof_of_service,
)
from desktop.services.case_action import Held
from desktop.services.case_step import refuse_unless_clear
from desktop.services.given_number import Given
from desktop.services.work import Work, deed

_ISSUE = (("case_action", Operation.CHANGE), ("paper", Operation.ADD))


@deed("制发文书", *_ISSUE)
def issue(
    work: Work,
    key: UUID,
    on: date | None = None,
    optional: tuple[str, ...] = (),
    numbers: Mapping[str, Given] | None = None,
) -> tuple[UUID, ...]:
    """Do an action: its step is taken and its papers are frozen; answers the papers' ids.

    `on` is the day of the papers where the action does not say it itself. The step of a paper
    that must reach the party counts only from its service. `numbers` are those a form has from
    elsewhere; all others are drawn from the unit's series.
    """
    row = work.open(CaseAction, key)
    record = work.open(Case, row.case_id)
    held = case_action.one(work, key)
    if not held.preparing:
        raise WorkError(f"“{held.action.label}”的文书已于{held.issued_on}制发。")
    day = _day(work, held, on)
    if not held.counts:
        _check_place(work, record, held, day)
    _check_opinions(work, held)
    points = action_look.points_of(work, record, held, day)
    refuse_unless_clear(overrule.applied(work, key, points))
    row.issued_on = day
    if not held.action.served and not held.counts:
        row.taken_on, row.taken_at = day, work.now
    row.law_edition = work.law.edition.hash
    work.session.flush()
    made, given = _made(work, record, held, optional, day), numbers or {}
    if astray := set(given) - {each.form for each in made}:
        raise WorkError(f"这次不制发{'、'.join(sorted(astray))}，不能为它填写文号。")
    papers = tuple(
        _issue_paper(work, record, held, each, day, given.get(each.form)) for each in made
    )
    case_mark.write(work, record)
    return papers


def _day(work: Work, held: Held, on: date | None) -> date:
    """The day of the step: the action's own input, else the day asked for."""
    own = action_form.day_of(held)
    day = own or on or action_look.proposed_day(work, held)
    if own is not None and on is not None and on != own:
        raise Invalid({"on": f"日期应与登记的{held.action.day_label}（{own}）一致"})
    if day > work.today:
        raise Invalid({"on": "日期不能晚于今天"})
    if held.action.day == APPROVED:
        last = opinion.approved_on(work, held)
        if last is not None and day < last:
            raise Invalid({"on": f"日期不能早于最后一份意见的签署日期（{last}）"})
    return day


def _check_opinions(work: Work, held: Held) -> None:
    missing = [one.label for one in opinion.lines(work, held) if not one.approves]
    if missing:
        raise WorkError(f"还缺少同意的意见：{'、'.join(missing)}。请送审，或者按签字件登记。")


def _check_place(work: Work, record: Case, held: Held, day: date) -> None:
    """The law's procedure must have the step open where the case stands."""
    found = case_history.outlook(work, record, day, held.procedure, held.thread)
    if held.step in [one.step.key for one in found.steps]:
        return
    label = work.law.procedure(held.procedure, day).step(held.step).label
    where = f"现在处于“{found.phase_label}”阶段" if found.phase_label else "前面的步骤尚未完成"
    raise WorkError(f"还不能办理“{label}”：本案{where}。请先办理前面的步骤。")


def _made(
    work: Work, record: Case, held: Held, optional: tuple[str, ...], day: date
) -> list[ActionPaper]:
    """The papers issued with the action: those that must be, and the optional ones asked for."""
    wanted = {one.form for one in action_look.papers_of(work, record, held, day)}
    return [
        each
        for each in held.action.papers
        if each.form in wanted and (not each.optional or each.form in optional)
    ]


def _issue_paper(
    work: Work,
    record: Case,
    held: Held,
    each: ActionPaper,
    day: date,
    given: Given | None = None,
) -> UUID:
    form = load_form(each.form, day)
    drawn = number.draw(work, form.series, day) if form.series and given is None else None
    if given is not None:
        drawn = given_number.take(work, given, form, day, _acting(work, held))
    text = drawn.text if drawn else ""
    data = paper_data.of_action(work, record, held, form, day, text)
    issued = paper.issue(
        work,
        form.id,
        action_look.narrowed(form, data),
        day,
        case_id=record.id,
        action_id=held.id,
        number=text or None,
    )
    if drawn is not None:
        work.get(DocumentNumber, drawn.id).paper_id = issued.id
    return issued.id


def _acting(work: Work, held: Held) -> set[UUID]:
    """The officers of the action, else those of the case."""
    return case_action.named(held) or {one.person_id for one in case.handlers(work, held.case_id)}


@deed("补制文书", *_ISSUE)
def issue_more(work: Work, key: UUID, form: str) -> UUID:
    """An optional paper of an action already done, dated today."""
    row = work.open(CaseAction, key)
    record = work.open(Case, row.case_id)
    held = case_action.one(work, key)
    each = next((one for one in held.action.papers if one.form == form), None)
    if each is None or held.preparing:
        raise WorkError("这一文书应当随事项一并制发。")
    if any(
        one.form == form and one.id for one in action_look.papers_of(work, record, held, work.today)
    ):
        raise WorkError("这一文书已经制发；需要更正的，请先作废。")
    return _issue_paper(work, record, held, each, work.today)


@deed("作废办理事项", ("case_action", Operation.CHANGE), ("paper", Operation.CHANGE))
def void(work: Work, key: UUID, reason: str) -> None:
    """Void an action with its papers, as long as none reached the party and nothing rests on it."""
    row = work.open(CaseAction, key)
    held = case_action.one(work, key)
    if not reason.strip():
        raise WorkError("请填写作废原因。")
    for each in _papers(work, held):
        if proof_of_service.of_paper(work, each.id):
            raise WorkError(
                f"《{each.title}》已经送达当事人，不能作废；确有错误的，应当依法更正、变更或者撤销。"
            )
    _check_resting(work, held)
    for each in _papers(work, held):
        paper.cancel(work, each.id, reason)
    row.reason = reason.strip()
    work.remove(row)
    work.session.flush()
    case_mark.write(work, work.get(Case, held.case_id))


def _papers(work: Work, held: Held) -> list[Paper]:
    return [one for one in paper_data.papers_of(work, held.case_id) if one.action_id == held.id]


def _check_resting(work: Work, held: Held) -> None:
    """Without this step the rest of the record must still be in order."""
    if held.on is None:
        return
    steps = case_history.taken(work, held.case_id, held.procedure, held.thread)
    rest = [one for one in steps if not (one.step == held.step and one.on == held.on)]
    current = work.law.procedure(held.procedure, work.today)
    version = partial(work.law.procedure, held.procedure)
    before = len(replay(version, current, steps).faults)
    if len(replay(version, current, rest).faults) > before:
        raise WorkError("后面的步骤以这一事项为基础，不能作废；请先作废后面的事项。")
