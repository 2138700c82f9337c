"""An action: one thing somebody does in a case, with what it asks, whom, and what it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from desktop.actions.input import Input
from desktop.documents.placeholder import Condition
from desktop.roles import Seat
from desktop.values import Choice

APPROVED, SERVED, TODAY = "approved", "served", "today"
_MARKS = re.compile(r"[\W_]+")


class Group(Choice):
    """Where the case page offers an action."""

    LEAD = "lead", "线索"
    FILING = "filing", "立案"
    INQUIRY = "inquiry", "调查取证"
    REGISTRATION = "registration", "证据先行登记保存"
    MEASURE = "measure", "行政强制措施"
    CORRECTION = "correction", "责令改正"
    COOPERATION = "cooperation", "协助、协作"
    REPORT = "report", "调查终结"
    REVIEW = "review", "法制审核"
    NOTICE = "notice", "处罚前告知"
    DEFENCE = "defence", "陈述、申辩"
    HEARING = "hearing", "听证"
    DISCUSSION = "discussion", "集体讨论"
    DECISION = "decision", "决定"
    SERVICE = "service", "送达"
    PAYMENT = "payment", "缴纳罚款"
    EXECUTION = "execution", "催告、强制执行"
    PUBLICATION = "publication", "公开"
    REMEDY = "remedy", "复议、诉讼"
    TRANSFER = "transfer", "移送、抄告"
    RULING = "ruling", "程序事项"
    CLOSING = "closing", "结案"
    ARCHIVE = "archive", "归档"
    OPENING = "opening", "启用前办理"


def plain(label: str) -> str:
    """A label as a step of a path: without punctuation."""
    return _MARKS.sub("", label)


@dataclass(frozen=True)
class ActionPaper:
    """A paper an action makes; `when` is asked of the paper data, `optional` made on demand."""

    form: str
    when: Condition | None = None
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Action:
    """One file of resources/actions; `day` is an input's name, or approved, served, today.

    `also` are further procedures that have the same steps: a fine is paid after either.
    """

    name: str
    label: str
    procedure: str
    steps: tuple[str, ...]
    day: str
    group: Group
    guide: str = ""
    opinions: tuple[Seat, ...] = ()
    approves: str = ""
    inputs: tuple[Input, ...] = ()
    papers: tuple[ActionPaper, ...] = ()
    also: tuple[str, ...] = ()
    layout: tuple[tuple[str, ...], ...] = field(default=())

    def procedure_in(self, main: str) -> str:
        """The procedure whose step it takes in a case that goes by `main`."""
        return main if main in self.also else self.procedure

    @property
    def key(self) -> str:
        """How papers find it under 各步."""
        return plain(self.label)

    @cached_property
    def by_name(self) -> dict[str, Input]:
        """Inputs by name."""
        return {one.name: one for one in self.inputs}

    @property
    def served(self) -> bool:
        """Whether the step only counts from the day its paper reached the party."""
        return self.day == SERVED

    @property
    def day_input(self) -> Input | None:
        """The input that gives the day, if it is one."""
        return self.by_name.get(self.day)

    @property
    def day_label(self) -> str:
        """What the input that gives the day is called; empty where none does."""
        one = self.day_input
        return one.label if one else ""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the form; where none are declared, one input a row."""
        return self.layout or tuple((one.name,) for one in self.inputs)
