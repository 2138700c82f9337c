"""Everything the screen of one case shows, read in one question; the screen decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desktop.law.outlook import Outlook
from desktop.models.case import Case
from desktop.models.paper import PaperState
from desktop.models.unit import Village
from desktop.services import (
    case,
    case_action,
    case_history,
    case_mark,
    case_menu,
    case_term,
    fact_record,
    loan,
    opening_record,
    opinion,
    overrule,
    paper,
    paper_data,
    party,
    party_card,
    proof_of_service,
    stated_fact,
)
from desktop.services.case_action import Held
from desktop.services.case_facts import item_of, parties_of
from desktop.services.case_menu import Choice
from desktop.services.case_next import NextStep, next_step
from desktop.services.case_term import Term
from desktop.services.loan import Loan
from desktop.services.party_card import PartyCard
from desktop.services.proof_of_service import Served
from desktop.services.work import Work
from desktop.values import CHINA, show_day

DONE, CURRENT, AHEAD, PASSED_OVER = "done", "current", "ahead", "passed over"
_ENDS = ("closed", "archived", "not_filed", "withdrawn", "transferred", "no_penalty")


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
    content: UUID | None = None


@dataclass(frozen=True)
class PaperLine:
    """One issued paper of the case. `served` is when it reached the party; `serves`: it must."""

    id: UUID
    title: str
    number: str
    dated: date
    state: str
    void: bool
    served: date | None = None
    serves: bool = False
    action: UUID | None = None


@dataclass(frozen=True)
class Statement:
    """What a person stated or confirmed, under the name it can be stated again by."""

    name: str
    label: str
    value: str
    by: str
    at: str


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the case and what as."""

    role: str
    name: str
    said: str


@dataclass(frozen=True)
class Event:
    """One entry of the merged history."""

    at: str
    what: str
    who: str
    said: str = ""
    action: UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class Preparing:
    """An action begun: what it waits for."""

    id: UUID
    label: str
    state: tuple[str, str]
    name: str


@dataclass(frozen=True)
class CasePage:
    """One case as shown. `mark` is level and words of the phase."""

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
    preparing: tuple[Preparing, ...]
    menu: tuple[Choice, ...]
    papers: tuple[PaperLine, ...]
    evidence: tuple[EvidenceLine, ...]
    things: tuple[str, ...]
    people: tuple[PersonLine, ...]
    parties: tuple[PartyCard, ...]
    parties_settled: str
    loans: tuple[Loan, ...]
    services: tuple[Served, ...]
    statements: tuple[Statement, ...]
    history: tuple[Event, ...]
    faults: tuple[str, ...]
    filed: bool
    closed: bool


def read(work: Work, case_id: UUID) -> CasePage:
    """The whole page of a case today."""
    record = work.get(Case, case_id)
    outlook = case_history.outlook(work, record, work.today)
    every = case_action.of_case(work, case_id)
    return CasePage(
        id=case_id,
        unit_id=record.unit_id,
        version=record.version,
        title=case_mark.number_of(work, case_id) or "线索",
        mark=_mark(outlook),
        procedure=outlook.label,
        subtitle=_subtitle(work, record),
        facts=_facts(work, record),
        steps=_steps(work, record, outlook),
        next=next_step(work, record, outlook),
        preparing=tuple(_preparing(work, one) for one in every if one.preparing),
        menu=tuple(case_menu.choices(work, record, outlook)),
        papers=_papers(work, case_id),
        evidence=tuple(
            EvidenceLine(one.kind.label, one.name, one.proves, one.content_id)
            for one in fact_record.evidence_of(work, case_id)
        ),
        things=tuple(_thing(work, case_id)),
        people=_people(work, record),
        parties=party_card.of_case(work, case_id),
        parties_settled=party.settled(work, case_id),
        loans=loan.of_case(work, case_id),
        services=tuple(proof_of_service.of_case(work, case_id)),
        statements=tuple(
            _statement(work, one) for one in stated_fact.answers(work, case_id).values()
        ),
        history=tuple(_history(work, case_id, every)),
        faults=(
            *(f"{one.message}（{one.cite}）" for one in outlook.findings),
            *opening_record.findings_of(work, case_id),
        ),
        filed="filed" in outlook.standing or outlook.procedure == case_history.SIMPLE,
        closed="closed" in outlook.standing,
    )


def _mark(outlook: Outlook) -> tuple[str, str]:
    level = "ok" if outlook.phase in _ENDS else "info"
    return level, outlook.phase_label or "线索"


def _subtitle(work: Work, record: Case) -> str:
    officers = case.handlers(work, record.id)
    leading = "、".join(one.name for one in officers if one.leading)
    others = "、".join(one.name for one in officers if not one.leading)
    people = " ".join(
        filter(None, (f"主办 {leading}" if leading else "", f"协办 {others}" if others else ""))
    )
    item = item_of(work, record)
    parties = "、".join(one.name for one in parties_of(work, record.id))
    named = item.name if item else "尚未选定赋权事项"
    return " · ".join((parties, record.cause, named, people or "尚未确定承办人"))


def _facts(work: Work, record: Case) -> tuple[tuple[str, str], ...]:
    """Label and text of what was registered."""
    fields = case.FIELDS
    names = ("place", "inside", "act_on", "act_ended_on", "summary")
    shown = [(fields[name].label, fields[name].show(getattr(record, name))) for name in names]
    if record.inside is None:
        shown[1] = (shown[1][0], "尚未查明")
    if record.village_id is not None:
        shown.insert(0, (fields["village_id"].label, work.get(Village, record.village_id).name))
    return tuple((label, text) for label, text in shown if text)


def _steps(work: Work, record: Case, outlook: Outlook) -> tuple[StepLine, ...]:
    """The main line: standing steps with their day, the next one, those ahead or passed over."""
    procedure = work.law.procedure(outlook.procedure, work.today)
    days = {one.step: one.on for one in case_history.taken(work, record.id, outlook.procedure)}
    standing = set(outlook.standing)
    line = [step for step in procedure.line if not step.final or step.key in standing]
    last = max((at for at, one in enumerate(line) if one.key in standing), default=0)
    ahead = next((one.key for one in line[last + 1 :] if not one.optional), "")
    terms = case_term.terms(work, outlook)
    lines = []
    for at, step in enumerate(line):
        reached = step.key in standing
        open_ = CURRENT if step.key == ahead else AHEAD
        lines.append(
            StepLine(
                key=step.key,
                label=step.label,
                state=DONE if reached else PASSED_OVER if at < last else open_,
                day=days.get(step.key) if reached else None,
                said=_said(work, record.id, outlook.procedure, step.key) if reached else "",
                cite=step.cite,
                terms=tuple(one for one in terms if one.at == step.key),
            )
        )
    return tuple(one for one in lines if one.state != PASSED_OVER)


def _said(work: Work, case_id: UUID, procedure: str, step: str) -> str:
    """One line for a step: what was done, with the number of its paper."""
    held = [
        one
        for one in case_action.done(work, case_id)
        if one.step == step and (one.procedure == procedure or step == case_history.LEAD)
    ]
    if not held:
        return ""
    last = held[-1]
    numbers = [
        one.number
        for one in paper_data.papers_of(work, case_id)
        if one.action_id == last.id and one.number
    ]
    if last.opening:
        used = opening_record.numbers_of(work, case_id).get(last.id)
        numbers = [*([used.text] if used else []), *numbers, opening_record.WORDS]
    return " · ".join((last.action.label, *numbers))


def _preparing(work: Work, held: Held) -> Preparing:
    lines = opinion.lines(work, held)
    waiting = next((one for one in lines if not one.approves), None)
    last = opinion.last_of(work, held)
    if held.submitted_at is not None and waiting is not None:
        state = ("warn", f"待{waiting.label}签署")
    elif last is not None and last.verdict is not opinion.Verdict.APPROVE:
        state = ("bad", f"{last.seat.label}{last.verdict.label}：{last.words}")
    else:
        state = ("info", "正在准备")
    return Preparing(held.id, held.action.label, state, held.action.name)


def _papers(work: Work, case_id: UUID) -> tuple[PaperLine, ...]:
    served = {one.paper_id: one.day for one in proof_of_service.of_case(work, case_id)}
    return tuple(
        PaperLine(
            row.id,
            row.title,
            row.number or "",
            row.dated,
            row.state.label,
            row.state is PaperState.VOID,
            served.get(row.id),
            paper.goes_to_party(row),
            row.action_id,
        )
        for row in paper.records_of(work, case_id)
    )


def _thing(work: Work, case_id: UUID) -> list[str]:
    return [
        f"{one.name} {one.quantity}{one.measure_word or ''}"
        for one in paper_data.things_of(work, case_id)
    ]


def _people(work: Work, record: Case) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine("主办人" if one.leading else "协办人", one.name, "")
        for one in case.handlers(work, record.id)
    )


def _statement(work: Work, answer: stated_fact.Answer) -> Statement:
    field = stated_fact.questions().get(answer.name)
    if field is not None:
        label, value = field.label, field.show(answer.value)
    else:
        label, value = f"核实：{_guard_of(work, answer.name)}", str(answer.value)
    return Statement(answer.name, label, value, answer.stated_by, _moment(answer.stated_at))


def _guard_of(work: Work, name: str) -> str:
    """`confirm:G04/relation_unknown` is shown by its guard's label."""
    return work.law.guard_label(name.partition(":")[2].partition("/")[0])


def _history(work: Work, case_id: UUID, every: list[Held]) -> list[Event]:
    """Actions, opinions, services, statements and rulings in one line of time."""
    found: list[tuple[datetime, Event]] = []
    for held in every:
        at = held.taken_at or held.entered_at
        day = (
            f"（{show_day(held.on)}）"
            if held.on
            else "（准备中）"
            if held.preparing
            else "（待送达）"
        )
        found.append(
            (
                at,
                Event(
                    _moment(at),
                    held.action.label + day,
                    held.entered_by,
                    opening_record.WORDS if held.opening else "",
                    held.id,
                    held.action.name,
                ),
            )
        )
    for one in fact_record.opinions(work, case_id):
        what = f"{one.seat.label}意见：{one.verdict.label}"
        found.append((one.entered_at, Event(_moment(one.entered_at), what, one.name, one.words)))
    for told in stated_fact.answers(work, case_id).values():
        said = _statement(work, told)
        found.append((told.stated_at, Event(said.at, said.label, said.by, said.value)))
    for ruled in overrule.of_case(work, case_id):
        found.append(
            (
                ruled.ruled_at,
                Event(_moment(ruled.ruled_at), "作出处理决定", ruled.ruled_by, ruled.reason),
            )
        )
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [event for _, event in found]


def _moment(at: datetime) -> str:
    local = at.astimezone(CHINA)
    return f"{show_day(local.date())} {local:%H:%M}"
