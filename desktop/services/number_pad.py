"""Pads numbered beforehand: received, handed out, used sheet by sheet, void, returned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Invalid, WorkError
from desktop.models.base import fields_of
from desktop.models.number import (
    DocumentNumber,
    NumberPad,
    NumberSource,
    NumberState,
    PadKind,
)
from desktop.models.paper import Paper
from desktop.models.person import Person
from desktop.permissions import Operation
from desktop.services.checking import complaints, only, refuse
from desktop.services.number import Drawn, cancel
from desktop.services.work import Work, deed

FIELDS = fields_of(NumberPad)
_RECEIVED = ("kind", "prefix", "first", "last", "digits", "received_on", "note")
FORM = {name: FIELDS[name] for name in _RECEIVED}
_MOST = 10_000


@dataclass(frozen=True)
class Sheet:
    """One sheet of a pad: free, used on a paper, or void with its reason."""

    sheet: int
    text: str
    state: tuple[str, str]
    reason: str = ""
    paper_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True)
class Pad:
    """A pad as listed."""

    id: UUID
    kind: PadKind
    first: str
    last: str
    holder: str
    state: str
    used: int
    void: int
    free: int


def faults(work: Work, values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a pad, and numbers another pad already has."""
    found = complaints(FORM, values)
    first, last, digits = values.get("first"), values.get("last"), values.get("digits")
    if first is None or last is None or digits is None:
        return found
    if first < 1 or last < first:
        found["last"] = "终止号不能小于起始号，起始号不能小于 1"
    elif last - first >= _MOST:
        found["last"] = f"一本最多 {_MOST} 号，请核对起止号"
    elif len(str(last)) > digits:
        found["digits"] = "号码位数小于终止号的位数"
    elif clash := _overlap(work, values):
        found["first"] = f"与已登记的号段重叠：{clash}"
    received = values.get("received_on")
    if received and received > work.today:
        found["received_on"] = "领入日期不能晚于今天"
    return found


def _overlap(work: Work, values: Mapping[str, Any]) -> str:
    query = select(NumberPad).where(
        NumberPad.removed_at.is_(None),
        NumberPad.unit_id == work.unit_id,
        NumberPad.kind == values["kind"],
        NumberPad.prefix == (values.get("prefix") or ""),
        NumberPad.first <= values["last"],
        NumberPad.last >= values["first"],
    )
    held = work.session.execute(query).scalars().first()
    return f"{_text(held, held.first)} 至 {_text(held, held.last)}" if held else ""


@deed("登记号段", ("number_pad", Operation.ADD))
def receive(work: Work, values: Mapping[str, Any]) -> UUID:
    """A pad comes in: its numbers are known and none is used."""
    refuse(faults(work, values))
    given = only(FORM, values)
    record = NumberPad(
        id=work.new_id(), unit_id=work.unit_id, **{**given, "prefix": given["prefix"] or ""}
    )
    work.session.add(record)
    return record.id


@deed("领用号段", ("number_pad", Operation.CHANGE))
def hand_out(work: Work, key: UUID, person_id: UUID, on: date) -> None:
    """An officer takes a pad; one holder at a time."""
    record = work.open(NumberPad, key)
    if record.holder_id is not None and record.returned_on is None:
        raise WorkError(f"这本由{record.holder}领用，交回后才能再领用。")
    if not record.received_on <= on <= work.today:
        raise Invalid({"handed_on": "领用日期应在领入日期与今天之间"})
    record.holder_id, record.holder = person_id, work.get(Person, person_id).name
    record.handed_on, record.returned_on = on, None


@deed("交回号段", ("number_pad", Operation.CHANGE))
def give_back(work: Work, key: UUID, on: date) -> None:
    """The holder hands the pad back; its free sheets can be handed out again."""
    record = work.open(NumberPad, key)
    if record.holder_id is None or record.returned_on is not None:
        raise WorkError("这本没有被领用，不需要交回。")
    if record.handed_on and not record.handed_on <= on <= work.today:
        raise Invalid({"returned_on": "交回日期应在领用日期与今天之间"})
    record.returned_on = on


@deed("作废号码", ("document_number", Operation.ADD))
def void(work: Work, key: UUID, sheet: int, reason: str) -> None:
    """A spoiled sheet: kept in the register with its reason, never used."""
    if not reason.strip():
        raise WorkError("请填写作废原因。")
    take(work, key, sheet, work.today, state=NumberState.VOID, reason=reason.strip())


def take(
    work: Work,
    key: UUID,
    sheet: int,
    on: date,
    *,
    state: NumberState = NumberState.ISSUED,
    reason: str | None = None,
) -> Drawn:
    """A sheet leaves the pad, inside the deed that uses it; refused if it is used already."""
    record = work.open(NumberPad, key)
    if not record.first <= sheet <= record.last:
        raise WorkError(
            f"号码 {_text(record, sheet)} 不在这本的号段内"
            f"（{_text(record, record.first)} 至 {_text(record, record.last)}）。"
        )
    query = select(DocumentNumber).where(
        DocumentNumber.pad_id == key, DocumentNumber.sheet == sheet
    )
    held = work.session.execute(query).scalar_one_or_none()
    if held is not None:
        raise WorkError(f"号码 {held.text} {held.state.label}，不能再用。")
    drawn = DocumentNumber(
        id=work.new_id(),
        unit_id=record.unit_id,
        series=str(record.kind.value),
        year=on.year,
        seq=None,
        source=NumberSource.PAD,
        pad_id=key,
        sheet=sheet,
        text=_text(record, sheet),
        state=state,
        paper_id=None,
    )
    if state is NumberState.VOID:
        cancel(work, drawn, reason or "")
    work.session.add(drawn)
    work.session.flush()
    return Drawn(drawn.id, drawn.text, sheet)


def next_sheet(work: Work, key: UUID) -> int | None:
    """The first free sheet of a pad, or None when it is used up."""
    record = work.get(NumberPad, key)
    used = set(_taken(work, key))
    return next((n for n in range(record.first, record.last + 1) if n not in used), None)


def of_holder(work: Work, person_ids: tuple[UUID, ...], kind: PadKind) -> list[Pad]:
    """The pads some people hold now: what an officer on the spot can write on."""
    return [
        one for one in pads(work, kind) if one.state == "领用中" and _held_by(work, one, person_ids)
    ]


def _held_by(work: Work, pad: Pad, person_ids: tuple[UUID, ...]) -> bool:
    return work.get(NumberPad, pad.id).holder_id in person_ids


def pads(work: Work, kind: PadKind | None = None) -> list[Pad]:
    """Every pad of the unit, the newest first."""
    query = select(NumberPad).where(
        NumberPad.removed_at.is_(None), NumberPad.unit_id == work.unit_id
    )
    if kind is not None:
        query = query.where(NumberPad.kind == kind)
    query = query.order_by(NumberPad.received_on.desc(), NumberPad.id.desc())
    return [_pad(work, one) for one in work.session.execute(query).scalars()]


def _pad(work: Work, record: NumberPad) -> Pad:
    states = list(_taken(work, record.id).values())
    void = states.count(NumberState.VOID)
    total = record.last - record.first + 1
    running = record.holder_id is not None and record.returned_on is None
    state = "领用中" if running else "在库"
    return Pad(
        id=record.id,
        kind=record.kind,
        first=_text(record, record.first),
        last=_text(record, record.last),
        holder=(record.holder or "") if running else "",
        state="已用完" if len(states) == total else state,
        used=len(states) - void,
        void=void,
        free=total - len(states),
    )


def _taken(work: Work, key: UUID) -> dict[int, NumberState]:
    query = select(DocumentNumber.sheet, DocumentNumber.state).where(DocumentNumber.pad_id == key)
    return {sheet: state for sheet, state in work.session.execute(query) if sheet is not None}


def sheets(work: Work, key: UUID) -> list[Sheet]:
    """Every sheet of a pad with what became of it."""
    record = work.get(NumberPad, key)
    query = (
        select(DocumentNumber, Paper.case_id)
        .outerjoin(Paper, Paper.id == DocumentNumber.paper_id)
        .where(DocumentNumber.pad_id == key)
    )
    held = {one.sheet: (one, case_id) for one, case_id in work.session.execute(query)}
    return [_sheet(record, n, held.get(n)) for n in range(record.first, record.last + 1)]


def _sheet(record: NumberPad, n: int, held: Any) -> Sheet:
    if held is None:
        return Sheet(n, _text(record, n), ("info", "未使用"))
    one, case_id = held
    level = "ok" if one.state is NumberState.ISSUED else "bad"
    return Sheet(n, one.text, (level, one.state.label), one.reason or "", one.paper_id, case_id)


def _text(record: NumberPad, sheet: int) -> str:
    return f"{record.prefix}{sheet:0{record.digits}d}"
