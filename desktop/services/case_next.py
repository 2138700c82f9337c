"""What the law says about a step, put in words and places a person can go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from desktop.actions.action import Action, Group
from desktop.actions.source import actions, of_step
from desktop.documents.template import forms
from desktop.fields import Field
from desktop.law.guards import Verdict
from desktop.law.outlook import Outlook, StepOutlook
from desktop.models.case import Case
from desktop.services import stated_fact
from desktop.services.case_facts import facts_of
from desktop.services.case_step import Point
from desktop.services.work import Work
from desktop.values import CHINA

_END = "closed"
HERE, IN_ACTION, IN_LEAD, NOWHERE = "here", "action", "lead", ""
_OF_LEAD = frozenset(
    (
        *("item_notice", "item_since", "place_inside", "place_excluded", "officers"),
        *("party_type", "act_ended_on", "discovered_on"),
    )
)
_KINDS = {Verdict.REFUSE: "bad", Verdict.WARN: "warn", Verdict.UNKNOWN: "info"}
_WORDS = {Verdict.REFUSE: "不得办理", Verdict.WARN: "请注意", Verdict.UNKNOWN: "尚待查明"}


@dataclass(frozen=True)
class Asked:
    """A fact a guard must know. `place` says where it is entered, `action` in which action;
    `field` reads an answer here."""

    name: str
    label: str
    place: str
    field: Field | None
    action: str = ""
    action_label: str = ""


@dataclass(frozen=True)
class PointLine:
    """One thing the law says about the step. `confirm` names the point a person may verify."""

    mark: tuple[str, str]
    label: str
    message: str
    cite: str
    way_out: str
    asks: tuple[Asked, ...] = ()
    confirm: str = ""
    confirmed: str = ""
    bars: bool = False
    guard: str = ""
    overrulable: bool = False


@dataclass(frozen=True)
class NextStep:
    """The step of the main line to be taken next; `key` is empty when there is none.

    `passed` are the labels of what was looked at and is in order; `actions` take the step.
    """

    key: str
    label: str
    cite: str = ""
    points: tuple[PointLine, ...] = ()
    passed: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    @property
    def barring(self) -> int:
        """How many points stand in the way."""
        return sum(point.bars for point in self.points)


def next_step(work: Work, record: Case, outlook: Outlook) -> NextStep:
    """The next step of the main line with everything the law says about it today."""
    found = _main(outlook)
    if found is None:
        return NextStep("", "")
    step = found.step
    points = confirmed(work, record, found)
    named = {point.finding.guard for point in points}
    return NextStep(
        step.key,
        step.label,
        step.cite,
        tuple(point_line(point, step.key not in ("lead", "filed")) for point in points),
        tuple(work.law.guard_label(one) for one in step.guards if one not in named),
        _taking(outlook.procedure, step.key),
    )


def _taking(procedure: str, step: str) -> tuple[str, ...]:
    """The actions that take a step, in the order of their papers' numbers (domain.md §4)."""
    codes = {form.id: form.code for form in forms()}

    def code(one: Action) -> str:
        return min((codes.get(paper.form, "") for paper in one.papers), default="~")

    return tuple(one.name for one in sorted(of_step(procedure, step), key=code))


def _main(outlook: Outlook) -> StepOutlook | None:
    """What to do next: the first step of the line that must be taken and was not.

    Before a case is closed, the step that meets its nearest running term comes first: a decision
    is published and a fine paid before anybody thinks of the end.
    """
    fresh = [one for one in outlook.steps if one.step.key not in outlook.standing]
    must = [one for one in fresh if not (one.step.branch or one.step.optional or one.step.after)]
    line = next(iter(must), None)
    if line is not None and line.step.key != _END:
        return line
    return _pressing(outlook) or line


def _pressing(outlook: Outlook) -> StepOutlook | None:
    """The open step that meets the term ending first."""
    running = sorted(
        (one for one in outlook.terms if one.met_on is None), key=lambda one: one.due.effective
    )
    for term in running:
        for one in outlook.steps:
            if term.due.key in one.step.meets:
                return one
    return None


def confirmed(work: Work, record: Case, found: StepOutlook) -> list[Point]:
    """The findings of a step with what named persons confirmed of them."""
    facts = facts_of(work, record, work.today)
    told = stated_fact.answers(work, record.id)
    points = []
    for one in found.findings:
        name = stated_fact.acknowledgement(one.guard, one.reason, facts)
        points.append(Point(one, told.get(name), name))
    return points


def point_line(point: Point, filed: bool) -> PointLine:
    """A point as shown; after filing the lead is closed and its facts are stated here."""
    found, told = point.finding, point.confirmed
    open_ = found.verdict is Verdict.UNKNOWN
    kind, words = _KINDS[found.verdict], _WORDS[found.verdict]
    said = ""
    if told is not None:
        at = told.stated_at.astimezone(CHINA)
        said = f"{told.stated_by} {at:%Y-%m-%d %H:%M} 核实：{told.value}"
        kind, words = "ok", "已经核实"
    asks = tuple(asked(name, filed) for name in found.asks)
    return PointLine(
        mark=(kind, words),
        label=found.label,
        message=found.message,
        cite=found.cite,
        way_out=found.way_out,
        asks=asks,
        confirm=point.name if open_ and not asks else "",
        confirmed=said,
        bars=point.bars,
        guard=found.guard,
        overrulable=found.overrulable,
    )


@cache
def _entered() -> dict[str, str]:
    """Fact to the action whose form asks for it."""
    found: dict[str, str] = {}
    for action in actions().values():
        for one in action.inputs:
            if one.fact and action.group is not Group.OPENING:
                found.setdefault(one.fact, action.name)
    return found


def asked(name: str, filed: bool) -> Asked:
    """A fact somebody must supply, and where."""
    field = stated_fact.questions().get(name)
    label = field.label if field else stated_fact.label_of(name)
    if (action := _entered().get(name)) is not None:
        return Asked(name, label, IN_ACTION, field, action, actions()[action].label)
    if not filed and (field is None or name in _OF_LEAD):
        return Asked(name, label, IN_LEAD, None)
    if field is None:
        return Asked(name, label, NOWHERE, None)
    return Asked(name, label, HERE, field)


def sentences(points: Sequence[PointLine]) -> str:
    """What bars, for a dialog that has no card beside it."""
    return "\n".join(f"· {one.message}（{one.cite}）" for one in points if one.bars)
