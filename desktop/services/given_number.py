"""Numbers that are not drawn from our series: a sheet of a pad, or one the platform gave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.documents.form import Form
from desktop.errors import WorkError
from desktop.models.number import DocumentNumber, NumberPad, NumberSource, NumberState, PadKind
from desktop.services import number, number_pad
from desktop.services.number import Drawn
from desktop.services.work import Work

_PRINTED_ON = {"spot": PadKind.FORM}
"""The series of papers that may stand on a form numbered beforehand (处罚法52)."""
_ANY = "given"
"""The counter all given numbers of a unit lock, so that two do not enter the same one at once."""
_LONGEST = 60


@dataclass(frozen=True)
class PadSheet:
    """One sheet of a pad."""

    pad_id: UUID
    sheet: int


@dataclass(frozen=True)
class PlatformNumber:
    """A number another system gave, as it stands there; `origin` names that system."""

    text: str
    origin: str


Given = PadSheet | PlatformNumber


def sources(form: Form) -> tuple[NumberSource, ...]:
    """Where the number of a form may come from; empty: the form has none."""
    if not form.series:
        return ()
    pad = (NumberSource.PAD,) if form.series in _PRINTED_ON else ()
    return (NumberSource.SERIES, *pad, NumberSource.PLATFORM)


def take(work: Work, given: Given, form: Form, on: date, people: Collection[UUID]) -> Drawn:
    """The number for a paper of that day, inside the deed that issues it.

    A sheet must be of a pad that one of `people` held on that day. WorkError in words otherwise.
    """
    if not form.series:
        raise WorkError(f"《{form.name}》不编文号。")
    if isinstance(given, PadSheet):
        return _of_pad(work, given, form, on, people)
    return _of_platform(work, given, form, on)


def _of_pad(work: Work, given: PadSheet, form: Form, on: date, people: Collection[UUID]) -> Drawn:
    record = work.open(NumberPad, given.pad_id)
    if _PRINTED_ON.get(form.series) is not record.kind:
        raise WorkError(f"《{form.name}》不能使用“{record.kind.label}”的号码。")
    if record.holder_id is None or record.handed_on is None or record.returned_on is not None:
        raise WorkError("这本没有人领用，请先在“号段”中登记领用。")
    if record.holder_id not in people:
        raise WorkError(
            f"这本由{record.holder}领用，{record.holder}不是本次的执法人员，不能使用其中的号码。"
        )
    if on < record.handed_on:
        raise WorkError(f"这本{record.handed_on}才领用，不能用于{on}的文书。")
    return number_pad.take(work, given.pad_id, given.sheet, on)


def _of_platform(work: Work, given: PlatformNumber, form: Form, on: date) -> Drawn:
    text, origin = given.text.strip(), given.origin.strip()
    if not text or len(text) > _LONGEST:
        raise WorkError(f"请填写平台编定的文号（不超过{_LONGEST}个字）。")
    if not origin:
        raise WorkError("请填写文号由哪个平台编定。")
    if number.is_own(work, form.series, text):
        raise WorkError(f"“{text}”是本单位自编文号的格式，请选择由系统按序编号。")
    number.hold(work, _ANY, 0)
    refuse_used(work, text)
    record = DocumentNumber(
        id=work.new_id(),
        unit_id=work.unit_id,
        series=form.series,
        year=on.year,
        seq=None,
        source=NumberSource.PLATFORM,
        text=text,
        origin=origin,
        state=NumberState.ISSUED,
        paper_id=None,
    )
    work.session.add(record)
    work.session.flush()
    return Drawn(record.id, text, 0)


def refuse_used(work: Work, text: str) -> None:
    """A number stands on one paper of the unit only, void ones included."""
    query = select(DocumentNumber.state).where(
        DocumentNumber.unit_id == work.unit_id,
        DocumentNumber.text == text,
        DocumentNumber.removed_at.is_(None),
    )
    held = work.session.execute(query).scalars().first()
    if held is not None:
        raise WorkError(f"文号“{text}”在本单位{held.label}，不能再用。")
