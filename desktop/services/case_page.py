"""Everything the screen of one case shows, read in one question; the screen decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.law.procedure import Procedure
from desktop.models.case import Case
from desktop.models.decision import Decision, HearingOutcome
from desktop.models.item import EmpoweredItem
from desktop.models.paper import PaperState
from desktop.services import case, case_list, case_papers, case_term, paper, stated_fact
from desktop.services.case_facts import decision_of
from desktop.services.case_next import NextStep, next_step
from desktop.services.case_step import PROCEDURE
from desktop.services.case_term import Term
from desktop.services.work import Work
from desktop.values import CHINA, show_day

DONE, CURRENT, AHEAD, PASSED_OVER = "done", "current", "ahead", "passed over"
_BINDS = {"decision": "decided", "service": "served"}
"""The step a term must be met by; the others stand at the step that starts them."""
_SHOWN = ("lead", "filed", "noticed", "decided", "served", "closed")
"""The steps of the main line whose day is in the records of a case."""


@dataclass(frozen=True)
class StepLine:
    """One step of the procedure with its day, what is known of it, and its terms."""

    key: str
    label: str
    state: str
    day: date | None
    said: str
    cite: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class EvidenceLine:
    """One piece of evidence."""

    kind: str
    name: str
    proves: str


@dataclass(frozen=True)
class PaperLine:
    """One issued paper of the case."""

    id: UUID
    title: str
    number: str
    dated: date
    state: str
    void: bool


@dataclass(frozen=True)
class Statement:
    """What a person stated or confirmed, under the name it can be stated again by."""

    name: str
    label: str
    value: str
    by: str
    at: str


@dataclass(frozen=True)
class CasePage:
    """One case as shown. `mark` is level and words of the phase; `made` = the decision is out."""

    id: UUID
    unit_id: UUID
    version: int
    title: str
    mark: tuple[str, str]
    procedure: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...]
    next: NextStep
    evidence: tuple[EvidenceLine, ...]
    papers: tuple[PaperLine, ...]
    statements: tuple[Statement, ...]
    filed: bool
    drafted: bool
    made: bool
    served: bool


def read(work: Work, case_id: UUID) -> CasePage:
    """The whole page of a case today."""
    record, decision = work.get(Case, case_id), decision_of(work, case_id)
    procedure = work.law.procedure(PROCEDURE, record.filed_on or work.today)
    filed, decided, served = _days(record, decision)
    steps = _steps(work, record, decision, procedure)
    answers = stated_fact.answers(work, case_id)
    return CasePage(
        id=case_id,
        unit_id=record.unit_id,
        version=record.version,
        title=record.filing_number or "线索",
        mark=case_list.phase_of(filed, decided, served),
        procedure=procedure.label,
        subtitle=_subtitle(work, record),
        facts=_facts(work, record),
        steps=steps,
        next=next_step(work, record, decision, procedure),
        evidence=tuple(
            EvidenceLine(one.kind.label, one.name, one.proves)
            for one in case_papers.evidence_of(work, case_id)
        ),
        papers=_papers(work, case_id),
        statements=tuple(_statement(work, one) for one in answers.values()),
        filed=filed is not None,
        drafted=decision is not None,
        made=decided is not None,
        served=served is not None,
    )


def _days(record: Case, decision: Decision | None) -> tuple[date | None, date | None, date | None]:
    if decision is None:
        return record.filed_on, None, None
    return record.filed_on, decision.decided_on, decision.served_on


def _subtitle(work: Work, record: Case) -> str:
    officers = case.handlers(work, record.id)
    leading = "、".join(one.name for one in officers if one.leading)
    others = "、".join(one.name for one in officers if not one.leading)
    people = " ".join(
        filter(None, (f"主办 {leading}" if leading else "", f"协办 {others}" if others else ""))
    )
    item = work.get(EmpoweredItem, record.item_id).name if record.item_id else "尚未选定赋权事项"
    party = case.party_of(work, record.id).name
    return " · ".join((party, record.cause, item, people or "尚未确定承办人"))


def _facts(work: Work, record: Case) -> tuple[tuple[str, str], ...]:
    """Label and text of what was registered."""
    fields = case.FIELDS
    names = ("place", "inside", "act_on", "act_ended_on", "summary", "opinion", "approved_by")
    shown = [(fields[name].label, fields[name].show(getattr(record, name))) for name in names]
    if record.inside is None:
        shown[1] = (shown[1][0], "尚未查明")
    party = case.party_of(work, record.id)
    shown.insert(0, (case.PARTY["address"].label, party.address or ""))
    shown.insert(0, (case.PARTY["kind"].label, party.kind.label))
    return tuple((label, text) for label, text in shown if text)


def _steps(
    work: Work, record: Case, decision: Decision | None, procedure: Procedure
) -> tuple[StepLine, ...]:
    days, said = _dated(record, decision), _said(record, decision)
    line = tuple(step for step in procedure.line if step.key in _SHOWN)
    last = max((at for at, one in enumerate(line) if days.get(one.key)), default=0)
    ahead = [one.key for one in line[last + 1 :]]
    terms = case_term.terms(work, record)
    starts = {key: step.key for step in procedure.steps for key in step.deadlines}
    lines = []
    for at, step in enumerate(line):
        day = days.get(step.key)
        open_ = CURRENT if ahead[:1] == [step.key] else AHEAD
        lines.append(
            StepLine(
                key=step.key,
                label=step.label,
                state=DONE if day else PASSED_OVER if at < last else open_,
                day=day,
                said=said.get(step.key, ""),
                cite=step.cite,
                terms=tuple(one for one in terms if _stands_at(one, starts) == step.key),
            )
        )
    return tuple(lines)


def _stands_at(term: Term, starts: Mapping[str, str]) -> str:
    return _BINDS.get(term.due.key) or starts[term.due.key]


def _dated(record: Case, decision: Decision | None) -> dict[str, date | None]:
    filed, decided, served = _days(record, decision)
    return {
        "lead": record.found_at.astimezone(CHINA).date(),
        "filed": filed,
        "noticed": decision.notice_served_on if decision else None,
        "decided": decided,
        "served": served,
    }


def _said(record: Case, decision: Decision | None) -> dict[str, str]:
    """One line for a step from what was recorded of it."""
    said = {"lead": f"{record.source.label} · {record.place}"}
    if record.filed_on:
        said["filed"] = f"{record.filing_number} · {record.approved_by}批准"
    if decision is None:
        return said
    if decision.notice_served_on:
        told = decision.notified_penalty.label if decision.notified_penalty else ""
        fine = f"{decision.notified_fine:,.2f}元" if decision.notified_fine is not None else ""
        said["noticed"] = " · ".join(
            filter(None, (decision.notice_number or "", f"拟{told}{fine}" if told else ""))
        )
    if decision.decided_on:
        fine = f"{decision.fine:,.2f}元" if case_papers.fined(decision) and decision.fine else ""
        said["decided"] = f"{decision.number} · {decision.penalty.label}{fine}"
    elif decision.hearing not in (None, HearingOutcome.NOT_DUE):
        said["decided"] = decision.hearing.label
    return said


def _papers(work: Work, case_id: UUID) -> tuple[PaperLine, ...]:
    return tuple(
        PaperLine(key, title, number or "", dated, state.label, state is PaperState.VOID)
        for key, title, number, dated, state in paper.of_case(work, case_id)
    )


def _statement(work: Work, answer: stated_fact.Answer) -> Statement:
    at = answer.stated_at.astimezone(CHINA)
    moment = f"{show_day(at.date())} {at:%H:%M}"
    field = stated_fact.questions().get(answer.name)
    if field is not None:
        label, value = field.label, field.show(answer.value)
    else:
        label, value = f"核实：{_guard_of(work, answer.name)}", str(answer.value)
    return Statement(answer.name, label, value, answer.stated_by, moment)


def _guard_of(work: Work, name: str) -> str:
    """`confirm:G04/relation_unknown` is shown by its guard's label."""
    return work.law.guard_label(name.partition(":")[2].partition("/")[0])
