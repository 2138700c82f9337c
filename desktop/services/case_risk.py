"""Cases at risk: late, nearly late, guessed, warned about, left lying, not served in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.documents.template import forms
from desktop.fields import Field
from desktop.models.action import CaseAction, CaseMark
from desktop.models.case import Case, CaseOfficer
from desktop.models.paper import Paper, PaperState
from desktop.models.person import Person
from desktop.models.proof_of_service import ProofOfService
from desktop.models.unit import Unit
from desktop.services import case_action, case_due, law_setting, opinion
from desktop.services.case_list import MARK
from desktop.services.case_term import SOON
from desktop.services.listing import Row, View, whole
from desktop.services.work import Work
from desktop.values import CHINA

WAITED = 3
"""Days an opinion may wait before the case is said to be left lying; not a term of the law."""
SERVICE = "service"
RISKS = {
    "over": ("bad", "期限已逾期"),
    "soon": ("warn", f"{SOON} 天内到期"),
    "unserved": ("bad", "文书未按期送达"),
    "opinions": ("warn", f"意见等待超过 {WAITED} 天"),
    "warnings": ("warn", "案卷记录有法律提示"),
    "provisional": ("info", "期限为推算"),
}
"""Level and words of each risk, the gravest first."""
COLUMNS = (
    Field(name="mark", label="情况", width=12),
    Field(name="what", label="事项", width=20),
    Field(name="why", label="说明、依据", width=30),
    Field(name="town", label="乡镇（街道）", width=8),
    MARK["number"],
    MARK["party"],
    Field(name="officer", label="主办人", width=8),
    Field(name="cause", label="案由", width=24),
)


@dataclass(frozen=True)
class Line:
    """One thing wrong with a case. `mark` is level, words, why; `why` the ground or the article."""

    id: UUID
    case_id: UUID
    mark: tuple[str, str, str]
    what: str
    why: str


def lines(work: Work, risk: str, unit_id: UUID | None = None) -> list[Line]:
    """Everything of one risk, the gravest first."""
    return list(_FINDERS[risk](work, unit_id))


def counts(work: Work, unit_id: UUID | None = None) -> Mapping[str, int]:
    """How many lines each risk has."""
    return {risk: len(lines(work, risk, unit_id)) for risk in RISKS}


def _terms(state: str) -> Callable[[Work, UUID | None], Iterator[Line]]:
    def find(work: Work, unit_id: UUID | None) -> Iterator[Line]:
        filters: dict[str, Any] = {"state": state}
        if unit_id is not None:
            filters["unit_id"] = unit_id
        for row in case_due.every(work, View(filters=filters)):
            values = dict(zip((one.name for one in case_due.COLUMNS), row[1:], strict=False))
            why = f"{values['ends_on']} 届满 · {values['cite']}"
            yield Line(row[0], row[-1], values["left"], values["label"], why)

    return find


def _warned(work: Work, unit_id: UUID | None) -> Iterator[Line]:
    query = select(CaseMark).where(CaseMark.removed_at.is_(None), CaseMark.warnings.is_not(None))
    for one in work.session.execute(_of(query, CaseMark, unit_id)).scalars():
        said = (one.warnings or "").split("\n")
        mark = ("warn", f"{len(said)} 处提示", "\n".join(said))
        yield Line(one.id, one.case_id, mark, one.phase_label, "；".join(said))


def _waiting(work: Work, unit_id: UUID | None) -> Iterator[Line]:
    since = work.now - timedelta(WAITED)
    query = (
        select(CaseAction)
        .where(
            CaseAction.removed_at.is_(None),
            CaseAction.issued_on.is_(None),
            CaseAction.submitted_at < since,
        )
        .order_by(CaseAction.submitted_at)
    )
    for one in work.session.execute(_of(query, CaseAction, unit_id)).scalars():
        held = case_action.one(work, one.id)
        seat = next((each.label for each in opinion.lines(work, held) if each.open), None)
        if seat is None or one.submitted_at is None:
            continue
        day = one.submitted_at.astimezone(CHINA).date()
        mark = ("warn", f"已等待 {(work.today - day).days} 天", "")
        yield Line(one.id, one.case_id, mark, held.action.label, f"{day} 送审，待{seat}签署")


def _unserved(work: Work, unit_id: UUID | None) -> Iterator[Line]:
    """Papers for the party that nobody has served, longer ago than a decision may lie.

    Only for a decision is that length a term of the law; for other papers it is a measure.
    """
    to_party = {form.id for form in forms() if form.party}
    proofs = select(ProofOfService.paper_id).where(ProofOfService.removed_at.is_(None))
    query = (
        select(Paper, CaseAction)
        .join(CaseAction, CaseAction.id == Paper.action_id)
        .join(CaseMark, CaseMark.case_id == Paper.case_id)
        .where(
            Paper.removed_at.is_(None),
            Paper.state == PaperState.ISSUED,
            Paper.form_id.in_(to_party),
            Paper.id.not_in(proofs),
            Paper.dated < work.today,
            CaseMark.phase.not_in(("closed", "archived", "not_filed")),
        )
        .order_by(Paper.dated, Paper.id)
    )
    for paper, action in work.session.execute(_of(query, Paper, unit_id)):
        last, bound = _service_ends(work, paper, action)
        if last is None or last >= work.today or paper.case_id is None:
            continue
        over, lain = (work.today - last).days, (work.today - paper.dated).days
        mark = ("bad", f"逾期 {over} 天", "") if bound else ("warn", f"{lain} 天未送达", "")
        cite = work.law.due(SERVICE, paper.dated).cite
        why = f"{paper.dated} 制发" + (
            f"，应于 {last} 前送达 · {cite}" if bound else "，尚未登记送达"
        )
        name = f"{paper.title} {paper.number or ''}".strip()
        yield Line(paper.id, paper.case_id, mark, name, why)


def _service_ends(work: Work, paper: Paper, action: CaseAction) -> tuple[date | None, bool]:
    """The last day to serve a paper, and whether the law says so; None: handed over at once."""
    known = work.law.procedure(action.procedure, paper.dated).step(action.step)
    if "served_on" in known.settles:
        return None, False
    settings = law_setting.confirmed(work, paper.unit_id, paper.dated)
    due = work.law.due(SERVICE, paper.dated, settings=settings)
    return due.raw, SERVICE in known.deadlines


def _of(query: Any, record: Any, unit_id: UUID | None) -> Any:
    """The query, of one unit where one is chosen."""
    return query if unit_id is None else query.where(record.unit_id == unit_id)


_FINDERS: Mapping[str, Callable[[Work, UUID | None], Iterator[Line]]] = {
    "over": _terms("over"),
    "soon": _terms("soon"),
    "unserved": _unserved,
    "opinions": _waiting,
    "warnings": _warned,
    "provisional": _terms("provisional"),
}


def _rows(work: Work, view: View) -> list[Row]:
    """Lines with what is shown of their cases; rows end with the id of the case."""
    found = lines(work, view.filters.get("risk", "over"), view.filters.get("unit_id"))
    cases = _cases(work, {one.case_id for one in found})
    return [
        (one.id, one.mark, one.what, one.why, town, number, party, officer, cause, one.case_id)
        for one in found
        if one.case_id in cases
        for town, number, party, officer, cause in (cases[one.case_id],)
    ]


def _cases(work: Work, keys: set[UUID]) -> dict[UUID, tuple[Any, ...]]:
    leading = (
        select(Person.name)
        .join(CaseOfficer, CaseOfficer.person_id == Person.id)
        .where(
            CaseOfficer.case_id == CaseMark.case_id,
            CaseOfficer.leading.is_(True),
            CaseOfficer.until.is_(None),
            CaseOfficer.removed_at.is_(None),
        )
        .limit(1)
        .scalar_subquery()
    )
    query = select(
        CaseMark.case_id,
        select(Unit.name).where(Unit.id == CaseMark.unit_id).scalar_subquery(),
        CaseMark.number,
        CaseMark.party,
        leading,
        select(Case.cause).where(Case.id == CaseMark.case_id).scalar_subquery(),
    ).where(CaseMark.case_id.in_(keys))
    return {row[0]: tuple(row[1:]) for row in work.session.execute(query)}


LIST = whole(_rows)
