"""Taking a taking over back, as a new deed; refused where anything of it was gone on with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, or_, select, update

from desktop.errors import WorkError
from desktop.models.action import (
    ActionSecret,
    ActionValue,
    CaseAction,
    CaseDue,
    CaseMark,
    OpeningFinding,
    Overrule,
    Thing,
)
from desktop.models.base import Record
from desktop.models.batch import ImportBatch, ImportChange
from desktop.models.case import Case, CaseOfficer, Party, PartySecret
from desktop.models.evidence import Evidence
from desktop.models.number import DocumentNumber, NumberPad, NumberState, SeriesCounter
from desktop.models.opinion import Opinion
from desktop.models.paper import Paper
from desktop.models.stated import StatedFact
from desktop.permissions import Operation
from desktop.services import digest, opening_number, search
from desktop.services.opening_batch import NOUN
from desktop.services.work import Work, deed

_CHUNK = 300
_OF_CASE: tuple[type[Any], ...] = (
    *(ActionValue, ActionSecret, CaseOfficer, OpeningFinding, CaseMark, CaseAction, Party),
)
_GONE_ON: tuple[type[Any], ...] = (Paper, Evidence, Thing, StatedFact, Overrule, Opinion)
"""Records a case taken over has only once somebody worked on it in the program."""


@dataclass(frozen=True)
class Batch:
    """One taking over as the record lists it; `undone_by` is None while it stands."""

    id: UUID
    file_name: str
    imported_at: datetime
    imported_by: str
    added: int
    undone_at: datetime | None
    undone_by: str | None


def batches(work: Work) -> list[Batch]:
    """Takings over of the own unit, newest first; none for roles that may not read them."""
    if not digest.may_read(work, ImportBatch.__tablename__):
        return []
    names = (one.name for one in fields(Batch))
    query = select(*(getattr(ImportBatch, name) for name in names)).where(
        ImportBatch.removed_at.is_(None), ImportBatch.noun == NOUN
    )
    rows = work.session.execute(query.order_by(ImportBatch.imported_at.desc()))
    return [Batch(*row) for row in rows]


@deed(
    "撤销导入启用前案件",
    ("import_batch", Operation.CHANGE),
    ("case_file", Operation.CHANGE),
    ("document_number", Operation.CHANGE),
)
def undo(work: Work, batch_id: UUID) -> None:
    """Take a batch back whole: cases, numbers and pads are marked removed, each series goes back.

    Refused where a case was gone on with, naming it. A series from which the program has drawn
    meanwhile stays where it is.
    """
    batch = work.open(ImportBatch, batch_id)
    if batch.noun != NOUN or batch.undone_at is not None:
        raise WorkError("这一批导入已经撤销过了。")
    for keys in _changed(work, batch_id, Case):
        _refuse_gone_on(work, keys)
    for keys in _changed(work, batch_id, NumberPad):
        _refuse_used(work, keys)
    for keys in _changed(work, batch_id, DocumentNumber):
        _refuse_void(work, keys)
        _remove(work, DocumentNumber, DocumentNumber.id, keys)
    for keys in _changed(work, batch_id, NumberPad):
        _remove(work, NumberPad, NumberPad.id, keys)
    for keys in _changed(work, batch_id, Case):
        _take_back(work, keys)
    _turn_back(work, batch)
    batch.undone_at, batch.undone_by = work.now, work.me.name


def _changed(work: Work, batch_id: UUID, record: type[Record]) -> Iterator[list[UUID]]:
    """The ids of a batch's rows of one table, some hundred at a time."""
    query = select(ImportChange.record_id).where(
        ImportChange.batch_id == batch_id, ImportChange.record_table == record.__tablename__
    )
    keys = list(work.session.execute(query).scalars())
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))


def _refuse_gone_on(work: Work, keys: Sequence[UUID]) -> None:
    later = [
        select(Case.id).where(Case.id.in_(keys), Case.version > 1),
        select(CaseAction.case_id).where(
            CaseAction.case_id.in_(keys),
            or_(CaseAction.opening.is_not(True), CaseAction.version > 1),
        ),
        *(
            select(record.case_id).where(record.case_id.in_(keys), record.version > 1)
            for record in (Party, CaseOfficer)
        ),
        *(select(record.case_id).where(record.case_id.in_(keys)) for record in _GONE_ON),
    ]
    for query in later:
        _refuse_first(work, query)


def _refuse_first(work: Work, query: Select[Any]) -> None:
    key = work.session.execute(query.limit(1)).scalar()
    if key is None:
        return
    mark = select(CaseMark.number, CaseMark.party).where(CaseMark.case_id == key)
    number, party = work.session.execute(mark).one()
    raise WorkError(
        f"案件“{number or party}”在导入之后已经继续办理，整批导入不能撤销。"
        "个别内容有误的，请在案件中更正或者作废有关事项。"
    )


def _refuse_used(work: Work, keys: Sequence[UUID]) -> None:
    query = select(NumberPad).where(
        NumberPad.id.in_(keys), or_(NumberPad.version > 1, NumberPad.holder_id.is_not(None))
    )
    pad = work.session.execute(query).scalars().first()
    sheet = select(DocumentNumber.text).where(
        DocumentNumber.pad_id.in_(keys),
        or_(DocumentNumber.version > 1, DocumentNumber.paper_id.is_not(None)),
    )
    text = work.session.execute(sheet.limit(1)).scalar()
    if pad is not None or text is not None:
        words = text or f"{pad.kind.label}{pad.prefix}{pad.first}" if pad else text
        raise WorkError(f"号段（{words}）在导入之后已经领用或者使用，整批导入不能撤销。")


def _refuse_void(work: Work, keys: Sequence[UUID]) -> None:
    query = select(DocumentNumber.text).where(
        DocumentNumber.id.in_(keys), DocumentNumber.state == NumberState.VOID
    )
    text = work.session.execute(query.limit(1)).scalar()
    if text is not None:
        raise WorkError(f"文号“{text}”在导入之后已经作废，整批导入不能撤销。")


def _take_back(work: Work, keys: Sequence[UUID]) -> None:
    parties = select(Party.id).where(Party.case_id.in_(keys))
    of_parties = list(work.session.execute(parties).scalars())
    _remove(work, PartySecret, PartySecret.party_id, of_parties)
    for record in _OF_CASE:
        _remove(work, record, record.case_id, keys)
    _remove(work, Case, Case.id, keys)
    work.session.execute(delete(CaseDue).where(CaseDue.case_id.in_(keys)))
    work.touch(CaseDue.__tablename__)
    search.forget(work, keys)


def _remove(work: Work, record: type[Any], column: Any, keys: Sequence[UUID]) -> None:
    """Mark rows removed by this deed, many at once; nothing is ever deleted."""
    work.session.execute(
        update(record)
        .where(column.in_(keys), record.removed_at.is_(None))
        .values(removed_at=work.now, removed_by_deed=work.deed_id, version=record.version + 1)
        .execution_options(synchronize_session=False)
    )
    work.touch(record.__tablename__)


def _turn_back(work: Work, batch: ImportBatch) -> None:
    query = select(ImportChange.before).where(
        ImportChange.batch_id == batch.id,
        ImportChange.record_table == SeriesCounter.__tablename__,
    )
    for text in work.session.execute(query).scalars():
        kept = json.loads(text or "{}")
        opening_number.turn_back(
            work, batch.unit_id, kept["series"], kept["year"], kept["before"], kept["now"]
        )
