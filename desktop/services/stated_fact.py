"""Answers to the law layer's questions: recorded by name and time, never assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.fields import Field
from desktop.law.facts import Facts, labels
from desktop.models.case import Case
from desktop.models.stated import StatedFact
from desktop.permissions import Operation
from desktop.services.once import once
from desktop.services.work import Work, deed
from desktop.values import Choice

_ACKNOWLEDGED = "confirm:"
_LEAST = 8
"""Characters of a confirmation: a name and a ground do not fit into fewer."""
_PENALTY = ("item_notice", "field_of_law", "party_type", "penalties", "fine")
_JUDGED_BY = {
    "G03": ("officers",),
    "G04": ("officers",),
    "G05": ("act_ended_on", "discovered_on"),
    "G08": ("notice_served_on",),
}
_PLAIN = (bool, int, str, date, Decimal)


@dataclass(frozen=True)
class Answer:
    """One recorded answer."""

    name: str
    value: Any
    stated_by: str
    stated_at: datetime


@cache
def questions() -> Mapping[str, Field]:
    """Every fact a person can be asked for, as a field; lists are put together by the program."""
    found: dict[str, Field] = {}
    for name, hint in get_type_hints(Facts).items():
        kind = get_args(hint)[0] if isinstance(hint, UnionType) else hint
        if kind in _PLAIN or (isinstance(kind, type) and issubclass(kind, Choice)):
            found[name] = Field(name=name, label=labels()[name], kind=kind)
    found["notice_contents"] = Field(
        name="notice_contents", label="告知书已载明法律要求的全部事项", kind=bool
    )
    return found


def label_of(name: str) -> str:
    """What a fact of the law layer is called."""
    return labels()[name]


def acknowledgement(guard: str, reason: str, facts: Facts) -> str:
    """The name under which a person's confirmation of an open point is kept.

    It holds a digest of the facts the point was judged by: another officer, party or fine
    makes it another point, and the earlier confirmation no longer counts.
    """
    names = _JUDGED_BY.get(guard, _PENALTY)
    judged = [_plain(getattr(facts, name)) for name in names]
    return f"{_ACKNOWLEDGED}{guard}/{reason}/{sha256(repr(judged).encode()).hexdigest()[:12]}"


def _plain(value: Any) -> Any:
    """The same text for the same facts, in whatever order they were put together."""
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return sorted(getattr(one, "person", str(one)) for one in value)
    return str(value)


@deed("登记案件事实", ("stated_fact", Operation.ADD))
def state(work: Work, case_id: UUID, answers: Mapping[str, Any]) -> None:
    """Record answers by fact name; an acknowledgement's value is its reason in words."""
    record = work.open(Case, case_id)
    for name, value in answers.items():
        if name.startswith(_ACKNOWLEDGED):
            if len(str(value).strip()) < _LEAST:
                raise WorkError(
                    "请写明由谁、依据什么（文件、条款或者签批意见）核实，不能只写“同意”。"
                )
            text = str(value).strip()
        else:
            text = _written(name, value)
        work.session.add(
            StatedFact(
                id=work.new_id(),
                unit_id=record.unit_id,
                case_id=case_id,
                name=name,
                value=text,
                stated_by=work.me.name,
                stated_at=work.now,
            )
        )


@once
def answers(work: Work, case_id: UUID) -> dict[str, Answer]:
    """The latest answer to each question of a case."""
    query = (
        select(StatedFact)
        .where(StatedFact.case_id == case_id, StatedFact.removed_at.is_(None))
        .order_by(StatedFact.stated_at, StatedFact.id)
    )
    found: dict[str, Answer] = {}
    for row in work.session.execute(query).scalars():
        value = row.value if row.name.startswith(_ACKNOWLEDGED) else _read(row.name, row.value)
        found[row.name] = Answer(row.name, value, row.stated_by, row.stated_at)
    return found


def _written(name: str, value: Any) -> str:
    field = questions().get(name)
    if field is None:
        raise WorkError(f"“{name}”不是可以登记的事实。")
    if value is None:
        raise WorkError(f"请填写“{field.label}”。")
    return str(value.value) if isinstance(value, Choice) else str(value)


def _read(name: str, text: str) -> Any:
    kind: Any = questions()[name].kind
    if kind is bool:
        return text == "True"
    if kind is date:
        return date.fromisoformat(text)
    if issubclass(kind, Choice):
        return kind.of(text)
    return kind(text)
