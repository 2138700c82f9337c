"""What was done before the program, as its papers are looked for later: numbers, days, findings.

The papers themselves lie in the old file; their numbers stand in the ledger beside the action.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.actions import data
from desktop.actions.action import Action, Group
from desktop.documents.form import Form
from desktop.documents.template import forms
from desktop.models.action import CaseAction, OpeningFinding
from desktop.models.number import DocumentNumber, PadKind
from desktop.services.case_action import Held
from desktop.services.once import once
from desktop.services.work import Work

WORDS = "启用前办理"
_SERVED_WITH = {"decided": "served"}
"""The step whose day is the service of another step's paper."""


@dataclass(frozen=True)
class Used:
    """A number used before the program, and its series."""

    series: str
    text: str


@once
def numbers_of(work: Work, case_id: UUID) -> Mapping[UUID, Used]:
    """The numbers of a case's opening actions, by action; receipts are not among them."""
    query = (
        select(DocumentNumber.action_id, DocumentNumber.series, DocumentNumber.text)
        .join(CaseAction, CaseAction.id == DocumentNumber.action_id)
        .where(
            CaseAction.case_id == case_id,
            DocumentNumber.removed_at.is_(None),
            DocumentNumber.series != PadKind.RECEIPT.value,
        )
    )
    rows = work.session.execute(query)
    return {key: Used(series, text) for key, series, text in rows if key is not None}


@once
def findings_of(work: Work, case_id: UUID) -> list[str]:
    """What the law said against the steps of a case when it was taken over."""
    query = (
        select(OpeningFinding.said, OpeningFinding.cite)
        .where(OpeningFinding.case_id == case_id, OpeningFinding.removed_at.is_(None))
        .order_by(OpeningFinding.id)
    )
    return [f"{WORDS}：{said}（{cite}）" for said, cite in work.session.execute(query)]


def papers_of(work: Work, held: Held, every: Sequence[Held]) -> dict[str, dict[str, Any]]:
    """The paper of an opening action as later papers cite it, under its number of domain.md §4."""
    if not held.opening or held.preparing:
        return {}
    used = numbers_of(work, held.case_id).get(held.id)
    form = _paper(held.action, used.series if used else "")
    if form is None:
        return {}
    on = {one.step: one.on for one in every if one.procedure == held.procedure}
    served = held.on if held.action.served else on.get(_SERVED_WITH.get(held.step, ""))
    return {
        form.code: {
            data.NUMBER: used.text if used else "",
            data.DAY: held.issued_on,
            data.SERVED: served,
        }
    }


def kept_in_volume(work: Work, every: Sequence[Held]) -> frozenset[str]:
    """Numbers of the papers the steps taken over must have left in the old file."""
    return frozenset(
        code
        for held in every
        if held.opening and held.on is not None and not held.preparing
        for code in work.law.procedure(held.procedure, held.on).step(held.step).keeps
    )


def offered(work: Work, action: Action, every: Sequence[Held]) -> bool:
    """Whether an action of the group 启用前办理 fits: a step it needs was taken over."""
    if action.group is not Group.OPENING:
        return True
    procedure = work.law.procedure(action.procedure, work.today)
    needs = {need for step in action.steps for need in procedure.step(step).needs}
    return any(held.opening and held.step in needs for held in every)


def _paper(action: Action, series: str) -> Form | None:
    """The form a number belongs to, else the one that goes to the party."""
    known = {form.id: form for form in forms()}
    made = [known[one.form] for one in action.papers if one.form in known]
    own = [form for form in made if series and form.series == series]
    return next(iter([*own, *[form for form in made if form.party]]), None)
