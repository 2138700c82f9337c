"""Taking an imported batch back, as a new deed; refused where a row was changed since."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from desktop.errors import WorkError
from desktop.models.base import Record
from desktop.models.batch import ImportBatch, ImportChange
from desktop.models.person import Person
from desktop.permissions import Operation
from desktop.services import person
from desktop.services.roster_batch import TABLES
from desktop.services.work import Work, deed


@deed("撤销导入", ("import_batch", Operation.CHANGE), ("person", Operation.CHANGE))
def undo(work: Work, batch_id: UUID) -> None:
    """Take a batch back: its rows are marked removed, its changes reversed.

    Refused as a whole where a row was changed since, naming the person.
    """
    batch = work.open(ImportBatch, batch_id)
    if batch.undone_at is not None:
        raise WorkError("这一批导入已经撤销过了。")
    query = select(ImportChange).where(ImportChange.batch_id == batch_id)
    for change in work.session.execute(query).scalars().all():
        _take_back(work, change)
    batch.undone_at, batch.undone_by = work.now, work.me.name


def _take_back(work: Work, change: ImportChange) -> None:
    record = work.session.get(TABLES[change.record_table], change.record_id)
    if record is None or record.removed_at is not None:
        return
    if record.version != change.record_version:
        raise WorkError(
            f"“{_name_of(work, record)}”在导入之后又被修改过，整批导入不能撤销。"
            "请改为逐条修改，或移除个别人员。"
        )
    if change.before is None:
        work.remove(record)
        return
    for name, value in _thawed(type(record), change.before).items():
        setattr(record, name, value)
    work.session.flush()
    if isinstance(record, Person):
        person.index(work, record, fresh=False)


def _name_of(work: Work, record: Record) -> str:
    key = record.id if isinstance(record, Person) else getattr(record, "person_id", None)
    return work.session.execute(select(Person.name).where(Person.id == key)).scalar() or ""


def _thawed(record: type[Record], text: str) -> dict[str, Any]:
    columns = inspect(record).columns
    return {name: _typed(columns[name].type, value) for name, value in json.loads(text).items()}


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    choices = getattr(kind, "choices", None)
    if choices is not None:
        return choices.of(value)
    python_type = kind.python_type
    if python_type is date:
        return date.fromisoformat(value)
    if python_type is bytes:
        return bytes.fromhex(value)
    return UUID(value) if python_type is UUID else value
