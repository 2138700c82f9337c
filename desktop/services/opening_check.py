"""What cannot stand in one row of the cases sheet: gaps and contradictions, never a breach of law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.errors import WorkError
from desktop.law.facts import Penalty
from desktop.models.case import PartyKind
from desktop.services import party
from desktop.services.case_history import SIMPLE
from desktop.services.opening_case import course_of
from desktop.services.opening_known import Known
from desktop.services.opening_plan import CaseLine
from desktop.services.opening_sheet import CASES, KINDS, outcome_of, penalties_of

FIELDS = KINDS[CASES].fields
_NOTICE = ("notice_number", "notified_penalties", "notified_fine", "hearing_told")
_DECISION = ("decision_number", "penalties", "fine", "served_on")
_ORDINARY = (
    *("number", "filed_on", "inquiry_on", "reported_on", "reviewed_on", "noticed_on", *_NOTICE),
    *("hearing_on", "discussed_on"),
)
Fault = tuple[str, str]
"""The field and the sentence."""


def check(line: CaseLine, known: Known) -> None:
    """Name every fault of a row and resolve whom and what it names."""
    for column, sentence in (
        *_days(line.values, known.today),
        *_course(line.values),
        *_halves(line.values),
        *_amounts(line.values),
        *_party(line.values),
    ):
        line.complain(column, sentence)
    _people(line, known)
    _item(line, known)


def _days(values: Any, today: date) -> Iterator[Fault]:
    for name, value in values.items():
        if isinstance(value, date) and value > today:
            yield name, f"晚于今天（{today}），请核对"


def _course(values: Any) -> Iterator[Fault]:
    """Columns of the other procedure have no step to be kept with."""
    if course_of(values) == SIMPLE:
        for name in _ORDINARY:
            if values.get(name) is not None:
                yield name, "当场处罚案件没有这一项，请清空，或者把程序改为“普通”"
        if outcome_of(values.get("penalties")):
            yield "penalties", "当场处罚案件应当填写处罚种类"
    elif values.get("recorded_on") is not None:
        yield "recorded_on", "只有当场处罚案件填写备案日期，请清空，或者把程序改为“当场”"


def _halves(values: Any) -> Iterator[Fault]:
    """What is told of a step whose day is missing would be lost."""
    if values.get("number") and not values.get("filed_on"):
        yield "filed_on", "填写了立案文号，缺少立案日期，请补填"
    if not values.get("noticed_on") and any(values.get(name) is not None for name in _NOTICE):
        yield (
            "noticed_on",
            "填写了告知书的内容，缺少送达日期，请补填；"
            "尚未送达的，请清空告知各列，导入后在案件中重新告知",
        )
    if not values.get("decided_on"):
        if any(values.get(name) is not None for name in _DECISION):
            yield "decided_on", "填写了决定的内容，缺少决定日期，请补填"
    elif not values.get("penalties") and not values.get("fine"):
        yield "penalties", "已经作出决定，请填写处罚种类或者处理结果"
    if values.get("closed_on") and not values.get("closing"):
        yield "closing", "已经结案，请填写结案方式"
    if values.get("closing") and not values.get("closed_on"):
        yield "closed_on", "填写了结案方式，缺少结案日期，请补填"


def _amounts(values: Any) -> Iterator[Fault]:
    outcome = outcome_of(values.get("penalties"))
    if outcome and values.get("fine"):
        yield "fine", f"处理结果为“{outcome.label}”的，不应当填写罚款"
    for kinds, fine in (("penalties", "fine"), ("notified_penalties", "notified_fine")):
        named = penalties_of(values.get(kinds))
        if Penalty.FINE in named and not values.get(fine):
            yield fine, "处罚种类中有罚款，请填写数额"
        if values.get(fine) and named and Penalty.FINE not in named:
            yield kinds, "填写了罚款数额，处罚种类中没有罚款，请核对"


def _party(values: Any) -> Iterator[Fault]:
    """The operator of a 个体工商户 may stand there with the own identity number."""
    number, kind = values.get("identity"), values.get("party_kind")
    if not number or kind is None:
        return
    kinds = (kind, PartyKind.CITIZEN) if kind is PartyKind.BUSINESS else (kind,)
    said = [party.identity_fault(one, number) for one in kinds]
    if all(said):
        yield "identity", f"{said[0]}，请核对原件；确实无法查明的，请留空"


def _people(line: CaseLine, known: Known) -> None:
    for column in ("leading", "others"):
        try:
            line.officers += known.officers(line.values.get(column))
        except WorkError as fault:
            line.complain(column, str(fault))
    if line.values.get("others") and not line.values.get("leading"):
        line.complain("leading", "填写了协办人，缺少主办人，请补填")
    if len(set(line.officers)) != len(line.officers):
        line.complain("others", "同一人不能既是主办人又是协办人")


def _item(line: CaseLine, known: Known) -> None:
    on = line.values.get("filed_on") or line.values.get("decided_on") or line.values.get("found_on")
    try:
        line.item_id = known.item(line.values.get("item"), on or known.today)
    except WorkError as fault:
        line.complain("item", str(fault))


def decided(values: Any) -> bool:
    """Whether the row holds a decision that can be paid."""
    return bool(values.get("decided_on")) and outcome_of(values.get("penalties")) is None
