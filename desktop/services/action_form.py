"""An action as its form holds it: opened, filled from what is known, kept, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desktop.actions.action import Action
from desktop.actions.input import (
    CHOICE,
    CHOICES,
    EVIDENCE,
    PARTY,
    PEOPLE,
    QUESTIONS,
    ROWS,
    THINGS,
    Input,
)
from desktop.actions.source import actions
from desktop.documents.placeholder import TemplateError, check_path, lookup
from desktop.errors import Conflict, WorkError
from desktop.models.action import CaseAction
from desktop.models.case import Case
from desktop.permissions import Operation
from desktop.services import case, case_action, case_form, case_history, fact_record, paper_data
from desktop.services.case_action import Held
from desktop.services.case_facts import item_of, parties_of
from desktop.services.checking import refuse
from desktop.services.once import reading
from desktop.services.work import Draft, Work, deed
from desktop.values import Choice

WRITES = (
    ("case_action", Operation.ADD),
    ("action_value", Operation.ADD),
    ("action_value", Operation.CHANGE),
)


@dataclass(frozen=True)
class Offer:
    """One record an input may take; a bad one may not, and the note says why."""

    id: UUID
    words: str
    note: str = ""
    bad: bool = False


@dataclass(frozen=True)
class ActionForm:
    """One action as its form shows it; `id` is None until it was kept once."""

    case_id: UUID
    id: UUID | None
    version: int | None
    action: Action
    title: str
    values: dict[str, Any]
    offers: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    issued: bool = False


def open_(
    work: Work, case_id: UUID, name: str, key: UUID | None = None, thread: UUID | None = None
) -> ActionForm:
    """A new action filled from what is known, or one in preparation (or done) with its values."""
    record, action = work.get(Case, case_id), actions()[name]
    if key is not None:
        held = case_action.one(work, key)
        values = dict(held.values) if held.filled else _begun(work, record, action)
        version, issued = held.version, not held.preparing
    else:
        values, version, issued = _begun(work, record, action), None, False
    title = f"{action.label} · {record.cause}"
    return ActionForm(
        case_id, key, version, action, title, values, _offers(work, record, action), issued
    )


def _begun(work: Work, record: Case, action: Action) -> dict[str, Any]:
    """What a new form begins with: the declared starts, as far as they are known."""
    with reading(work):
        known = paper_data.of_case(work, record, work.today)
        return {one.name: _start(work, record, one, known) for one in action.inputs}


def _start(work: Work, record: Case, one: Input, known: Mapping[str, Any]) -> Any:
    empty = () if one.is_list else None
    if not one.start:
        return empty
    if one.kind == PEOPLE:
        return tuple(each.person_id for each in case.handlers(work, record.id))
    if one.kind == PARTY:
        return next(iter(case_history.parties(work, record.id)), None)
    if one.kind == THINGS:
        return tuple(each.id for each in paper_data.things_of(work, record.id))
    if one.kind == EVIDENCE:
        return tuple(each.id for each in fact_record.evidence_of(work, record.id))
    try:
        return _as_value(one, lookup(known, check_path(one.start)))
    except TemplateError as fault:
        raise AssertionError(f"{one.name}: start {one.start!r}: {fault}") from fault


def _as_value(one: Input, shown: Any) -> Any:
    """A value of the paper data as the form holds it: words back to their choice."""
    if shown in (None, "", [], ()):
        return () if one.is_list else None
    if one.kind == CHOICE:
        return one.choices.read(str(shown)) if one.choices else None
    if one.kind == CHOICES and one.choices:
        read = [one.choices.read(each["名称"]) for each in shown]
        return tuple(each for each in read if each)
    if one.kind == ROWS:
        return tuple(_row(one, each) for each in shown)
    if one.is_list:
        return tuple(shown)
    wanted = one.field.kind if one.field else str
    if wanted is str and not isinstance(shown, str):
        return None
    return shown if isinstance(shown, wanted) else None


def _row(one: Input, shown: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in one.columns:
        value = shown.get(column.label)
        if isinstance(value, str) and issubclass(column.kind, Choice):
            value = column.kind.read(value)
        row[column.name] = value
    return row


def _offers(work: Work, record: Case, action: Action) -> dict[str, tuple[Offer, ...]]:
    """What the inputs that name records may take."""
    found: dict[str, tuple[Offer, ...]] = {}
    for one in action.inputs:
        if one.kind == PEOPLE:
            found[one.name] = _people(work, record)
        elif one.kind == PARTY:
            found[one.name] = tuple(
                Offer(each.id, each.name, each.kind.label) for each in parties_of(work, record.id)
            )
        elif one.kind == THINGS:
            found[one.name] = tuple(
                Offer(each.id, f"{each.name} {each.quantity}{each.measure_word or ''}")
                for each in paper_data.things_of(work, record.id)
            )
        elif one.kind == EVIDENCE:
            found[one.name] = tuple(
                Offer(each.id, each.name, each.kind.label)
                for each in fact_record.evidence_of(work, record.id)
            )
        elif one.kind == QUESTIONS:
            found[one.name] = tuple(_sentences(work, record))
    return found


PHRASE = "常用语"
"""The note of an offered sentence that is a phrase; the others are questions of the outline."""


def _sentences(work: Work, record: Case) -> Iterator[Offer]:
    """The outline of questions and the phrases of the case's item, one a line."""
    item = item_of(work, record)
    if item is None:
        return
    for note, text in (("", item.outline), (PHRASE, item.phrases)):
        for line in filter(None, map(str.strip, (text or "").splitlines())):
            yield Offer(work.new_id(), line, note)


def _people(work: Work, record: Case) -> tuple[Offer, ...]:
    chosen = tuple(each.person_id for each in case.handlers(work, record.id))
    return tuple(
        Offer(each.id, each.name, each.mark[2] or each.mark[1], not each.may_act)
        for each in case_form.candidates(work, chosen)
    )


@deed("登记办理事项", *WRITES)
def save(work: Work, case_id: UUID, name: str, draft: Draft, thread: UUID | None = None) -> UUID:
    """Keep an action in preparation; its papers are made later, when it is issued."""
    record, action = work.open(Case, case_id), actions()[name]
    refuse(faults(action, draft.values))
    held = _new(work, record, action, thread) if draft.id is None else _opened(work, draft)
    case_action.keep(work, held, draft.values)
    held.entered_by, held.entered_at = work.me.name, work.now
    work.session.flush()
    return held.id


def faults(action: Action, values: Mapping[str, Any]) -> dict[str, str]:
    """A sentence for every value that cannot stand."""
    found: dict[str, str] = {}
    for one in action.inputs:
        if said := one.complaint(values.get(one.name)):
            found[one.name] = said
    began, ended = values.get("began"), values.get("ended")
    if began and ended and ended < began and "ended" in action.by_name:
        found["ended"] = f"{action.by_name['ended'].label}早于开始时间"
    return found


def _new(work: Work, record: Case, action: Action, thread: UUID | None) -> CaseAction:
    main = case_history.procedure_of(case_action.of_case(work, record.id))
    procedure = action.procedure_in(main)
    step = step_of(work, record, action, thread)
    key = work.new_id()
    if procedure not in case_history.MAIN and thread is None:
        thread = key
    held = CaseAction(
        id=key,
        unit_id=record.unit_id,
        case_id=record.id,
        thread=thread,
        action=action.name,
        procedure=procedure,
        step=step,
        entered_by=work.me.name,
        entered_at=work.now,
    )
    work.session.add(held)
    work.session.flush()
    return held


def step_of(work: Work, record: Case, action: Action, thread: UUID | None) -> str:
    """Which of the action's steps is taken where the case stands."""
    if len(action.steps) == 1:
        return action.steps[0]
    main = case_history.procedure_of(case_action.of_case(work, record.id))
    found = case_history.outlook(work, record, work.today, action.procedure_in(main), thread)
    open_now = [each.step.key for each in found.steps]
    return next((step for step in action.steps if step in open_now), action.steps[0])


def _opened(work: Work, draft: Draft) -> CaseAction:
    assert draft.id is not None
    held = work.open(CaseAction, draft.id)
    if held.issued_on is not None:
        raise WorkError("这一事项的文书已经制发，登记的内容不能再修改；如有错误请作废后重新办理。")
    if held.submitted_at is not None:
        raise WorkError("这一事项正在审批，不能修改；需要修改的，请先退回。")
    if held.version != draft.version:
        theirs = case_action.one(work, held.id)
        raise Conflict("这一事项刚被他人修改。", dict(theirs.values), theirs.version)
    return held


@deed("撤回办理事项", ("case_action", Operation.CHANGE))
def drop(work: Work, key: UUID, reason: str) -> None:
    """Take back an action whose papers were not made; it stays in the record as removed."""
    held = work.open(CaseAction, key)
    if held.issued_on is not None:
        raise WorkError("这一事项的文书已经制发，不能撤回；如有错误请作废。")
    if not reason.strip():
        raise WorkError("请填写撤回原因。")
    held.reason = reason.strip()
    work.remove(held)


def preparing(held: Sequence[Held]) -> list[Held]:
    """Those still being prepared."""
    return [one for one in held if one.preparing]


def day_of(held: Held) -> date | None:
    """The day the action's own input gives, if it gives one."""
    return fact_record.day_of(held.action, dict(held.values))
