"""What comes next in a case, and everything the law says about it today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.errors import WorkError
from desktop.fields import Field
from desktop.law.guards import Verdict
from desktop.law.procedure import Procedure
from desktop.models.case import Case
from desktop.models.decision import Decision
from desktop.services import case_filing, decision, stated_fact
from desktop.services.case_step import Point, look
from desktop.services.work import Work
from desktop.values import CHINA

HERE, IN_DRAFT, IN_LEAD, NOWHERE = "here", "draft", "lead", ""
_OF_DRAFT = frozenset(
    (
        *("notice_served", "notice_served_on", "notified_penalties", "notified_fine"),
        *("statement_waived", "statement_made", "statement_rechecked"),
        *("hearing_told", "hearing_waived", "hearing_asked", "hearing_held", "hearing_held_on"),
        *("reviewed", "review_passed_on", "discussed", "committee_decided_on"),
        *("penalties", "fine", "correction_ordered", "decision_contents"),
    )
)
_OF_LEAD = frozenset(
    (
        *("item_notice", "item_since", "place_inside", "place_excluded", "officers"),
        *("party_type", "act_ended_on", "discovered_on"),
    )
)
_ONLY_NO = frozenset(("correction_ordered",))
"""Facts whose yes is the text of the draft itself; only their no can be stated."""

_KINDS = {Verdict.REFUSE: "bad", Verdict.WARN: "warn", Verdict.UNKNOWN: "info"}
_WORDS = {Verdict.REFUSE: "不得办理", Verdict.WARN: "请注意", Verdict.UNKNOWN: "尚待查明"}


@dataclass(frozen=True)
class Asked:
    """A fact a guard must know. `place` says where it is entered; `field` reads an answer here."""

    name: str
    label: str
    place: str
    field: Field | None
    only_no: bool = False


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


@dataclass(frozen=True)
class NextStep:
    """The step of the procedure to be taken next; `key` is empty when there is none here.

    `passed` are the labels of what was looked at and is in order.
    """

    key: str
    label: str
    cite: str = ""
    points: tuple[PointLine, ...] = ()
    passed: tuple[str, ...] = ()

    @property
    def barring(self) -> int:
        """How many points stand in the way."""
        return sum(point.bars for point in self.points)


def next_step(work: Work, record: Case, draft: Decision | None, procedure: Procedure) -> NextStep:
    """What can be done next, with its points on today's facts."""
    if record.filed_on is None:
        return _looked(work, procedure, "filed", case_filing.points(work, record.id), False)
    if draft is None or draft.decided_on is None:
        return _deciding(work, record.id, procedure)
    if draft.served_on is not None:
        return NextStep("", "")
    points = look(work, record, "served", work.today, served_on=work.today)
    return _looked(work, procedure, "served", points, True)


def _deciding(work: Work, case_id: UUID, procedure: Procedure) -> NextStep:
    """The texts of the paper may lack a setting: that too stands in the way, by name."""
    step = procedure.step("decided")
    try:
        points = decision.points(work, case_id)
    except WorkError as error:
        way_out = "请补全后再看这一步的其他要求。"
        said = PointLine(("bad", "不得办理"), "决定书文本", str(error), "", way_out, bars=True)
        return NextStep(step.key, step.label, step.cite, (said,))
    return _looked(work, procedure, step.key, points, True)


def _looked(
    work: Work, procedure: Procedure, key: str, points: Sequence[Point], filed: bool
) -> NextStep:
    step = procedure.step(key)
    named = {point.finding.guard for point in points}
    passed = tuple(work.law.guard_label(one) for one in step.guards if one not in named)
    lines = _gathered([point_line(point, filed) for point in points])
    return NextStep(step.key, step.label, step.cite, lines, passed)


def _gathered(lines: Sequence[PointLine]) -> tuple[PointLine, ...]:
    """Points that only wait for the draft of the decision become one, naming what to fill in."""
    waiting = [one for one in lines if one.asks and all(_waits(asked) for asked in one.asks)]
    if not waiting:
        return tuple(lines)
    labels = dict.fromkeys(asked.label for one in waiting for asked in one.asks)
    cites = dict.fromkeys(one.cite for one in waiting)
    words = "、".join(labels)
    asked = Asked("", words, IN_DRAFT, None)
    first = PointLine(
        mark=waiting[0].mark,
        label="处罚决定书稿",
        message=f"请在处罚决定书稿中填写：{words}。",
        cite="；".join(cites),
        way_out="",
        asks=(asked,),
        bars=True,
    )
    at = lines.index(waiting[0])
    rest = [one for one in lines if one not in waiting]
    return (*rest[:at], first, *rest[at:])


def _waits(asked: Asked) -> bool:
    return asked.place == IN_DRAFT and not asked.only_no


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
    asks = tuple(_asked(name, filed) for name in found.asks)
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
    )


def _asked(name: str, filed: bool) -> Asked:
    field = stated_fact.questions().get(name)
    label = field.label if field else stated_fact.label_of(name)
    if name in _OF_DRAFT:
        only_no = name in _ONLY_NO
        return Asked(name, label, IN_DRAFT, field if only_no else None, only_no)
    if not filed and (field is None or name in _OF_LEAD):
        return Asked(name, label, IN_LEAD, None)
    if field is None:
        return Asked(name, label, NOWHERE, None)
    return Asked(name, label, HERE, field)
