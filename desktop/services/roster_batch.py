"""Carrying out a planned roster import as one batch, and taking a batch back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.models.base import Record, fields_of
from desktop.models.batch import ImportBatch, ImportChange
from desktop.models.certificate import Certificate, CertificateKind, CertificateState
from desktop.models.person import Person, PersonSecret
from desktop.models.posting import Posting
from desktop.permissions import Operation
from desktop.services import certificate, digest, person, posting, search
from desktop.services.bulk import insert_rows
from desktop.services.checking import only
from desktop.services.roster_import import Answer, Fate, Line, Plan, arrival_values
from desktop.services.work import Work, deed

NOUN = "花名册"
Progress = Callable[[int, int], None]
_STRETCH = 500
TABLES: Mapping[str, type[Record]] = {
    record.__tablename__: record for record in (Person, PersonSecret, Posting, Certificate)
}


@dataclass(frozen=True)
class Source:
    """The file a batch came from."""

    name: str
    digest: str


@deed("导入花名册", ("import_batch", Operation.ADD), ("person", Operation.ADD))
def apply(
    work: Work,
    plan: Plan,
    source: Source,
    answers: Mapping[int, Answer] | None = None,
    *,
    skip_faulty: bool = False,
    progress: Progress = lambda done, total: None,
) -> UUID:
    """Import all rows or none; `answers` settles the doubtful ones by row number.

    Faulty rows refuse the whole file unless `skip_faulty`; unanswered doubtful rows do too.
    """
    chosen = _settled(plan, answers or {}, skip_faulty)
    batch_id = work.new_id()
    new = [line for line in chosen if line.fate is Fate.NEW]
    changed = [line for line in chosen if line.fate is Fate.CHANGED]
    counts = plan.counts()
    work.session.add(
        ImportBatch(
            id=batch_id,
            unit_id=work.unit_id,
            noun=NOUN,
            file_name=source.name,
            file_digest=source.digest,
            added=len(new),
            changed=len(changed),
            unchanged=counts[Fate.SAME],
            skipped=len(plan.lines) - len(new) - len(changed) - counts[Fate.SAME],
            imported_at=work.now,
            imported_by=work.me.name,
            deed_id=work.deed_id,
        )
    )
    work.session.flush()
    _write_new(work, batch_id, new, progress)
    for line in changed:
        _write_change(work, batch_id, line)
    return batch_id


def _settled(plan: Plan, answers: Mapping[int, Answer], skip_faulty: bool) -> list[Line]:
    faulty = [line for line in plan.lines if line.fate is Fate.FAULTY]
    if faulty and not skip_faulty:
        rows = "、".join(str(line.row) for line in faulty[:8])
        raise WorkError(f"第{rows}行等{len(faulty)}行有误，没有导入任何内容。请改正后重新导入。")
    settled = [_answered(line, answers) for line in plan.lines if line.fate is not Fate.FAULTY]
    return [line for line in settled if line.fate in (Fate.NEW, Fate.CHANGED)]


def _answered(line: Line, answers: Mapping[int, Answer]) -> Line:
    """The line as a person decided; the plan itself stays, for a second attempt."""
    if line.fate is not Fate.DOUBTFUL:
        return line
    answer = answers.get(line.row)
    if answer is None:
        raise WorkError(f"第{line.row}行可能与已有人员重复，请先选择如何处理。")
    if answer is Answer.CREATE:
        return replace(line, fate=Fate.NEW, person_id=None)
    if answer is Answer.LINK and line.elsewhere:
        raise WorkError(
            f"第{line.row}行的人员属于其他乡镇（街道），不能由本单位更新，请跳过或新增。"
        )
    return replace(line, fate=Fate.CHANGED) if answer is Answer.LINK else line


def _write_new(work: Work, batch: UUID, lines: Sequence[Line], progress: Progress) -> None:
    """In stretches: few rows are alive at a time, and the bar moves."""
    for at in range(0, len(lines), _STRETCH):
        progress(at, len(lines))
        _write_stretch(work, batch, lines[at : at + _STRETCH])
    progress(len(lines), len(lines))


def _write_stretch(work: Work, batch: UUID, lines: Sequence[Line]) -> None:
    tables: dict[type[Record], list[dict[str, Any]]] = {one: [] for one in TABLES.values()}
    texts: dict[UUID, tuple[str | None, ...]] = {}
    for line in lines:
        rows = _rows_of(work, arrival_values(line.values, work.today, work.unit_id))
        for record, row in rows:
            tables[record].append(row)
        core = rows[0][1]
        texts[core["id"]] = (core["name"], core["initials"], line.values.get("number"))
    for record, made in tables.items():
        insert_rows(work, record, made)
    search.write(work, "person", texts, work.unit_id, fresh=True)
    made_rows = [(record.__tablename__, row["id"]) for record, rs in tables.items() for row in rs]
    insert_rows(work, ImportChange, [_change_row(work, batch, *one, 1, None) for one in made_rows])


def _rows_of(work: Work, full: dict[str, Any]) -> list[tuple[type[Record], dict[str, Any]]]:
    """The rows one arrival makes: person, secrets, posting, certificate if it has a number."""
    tidy = person.derived(full)
    key = work.new_id()

    def base() -> dict[str, Any]:
        return {
            "id": work.new_id(),
            "unit_id": work.unit_id,
            "version": 1,
            "removed_at": None,
            "removed_by_deed": None,
        }

    rows: list[tuple[type[Record], dict[str, Any]]] = [
        (Person, {**base(), "id": key, **person.core(tidy)}),
        (PersonSecret, {**base(), "person_id": key, **person.secret_values(work, tidy)}),
        (Posting, {**base(), "person_id": key, **only(posting.FIELDS, tidy)}),
    ]
    if tidy.get("number"):
        card = {**only(fields_of(Certificate), tidy), "state": CertificateState.VALID}
        card["kind"] = CertificateKind.NATIONAL
        rows.append((Certificate, {**base(), "person_id": key, "replaces_id": None, **card}))
    return rows


def _write_change(work: Work, batch: UUID, line: Line) -> None:
    """Only the given columns of the person, the secrets, the running posting, the live card."""
    assert line.person_id is not None
    record = work.open(Person, line.person_id)
    tidy = person.derived({**person.open_(work, record.id).values, **line.values})
    targets: list[tuple[Record | None, dict[str, Any]]] = [
        (record, {**{k: tidy[k] for k in person.PERSON if k in line.values}, **_keys(line)}),
        (person.secret_of(work, record.id), _secret_changes(work, line)),
        (posting.current(work, record.id, work.today), _given(posting.FIELDS, line)),
        (_live_card(work, record.id), _given(certificate.ARRIVAL, line)),
    ]
    for target, values in targets:
        if target is not None:
            _set(work, batch, target, values)
    if _live_card(work, record.id) is None and line.values.get("number"):
        card = certificate.issue(work, record.id, line.values)
        work.session.add(ImportChange(**_change_row(work, batch, "certificate", card.id, 1, None)))
    work.session.flush()
    person.index(work, record, fresh=False)


def _keys(line: Line) -> dict[str, str]:
    return person.keys_of_name(line.values["name"]) if line.values.get("name") else {}


def _given(fields: Mapping[str, Any], line: Line) -> dict[str, Any]:
    return {name: line.values[name] for name in fields if name in line.values}


def _secret_changes(work: Work, line: Line) -> dict[str, Any]:
    given = _given(person.SECRET, line)
    digests = {"id_number": "id_digest", "phone": "phone_digest"}
    return given | {digests[name]: digest.of(work, value) for name, value in given.items()}


def _live_card(work: Work, person_id: UUID) -> Certificate | None:
    for card in certificate.all_of(work, person_id):
        if card.state is not CertificateState.REPLACED:
            return card
    return None


def _set(work: Work, batch: UUID, target: Record, values: Mapping[str, Any]) -> None:
    """Change what differs and remember what it was."""
    before = {name: getattr(target, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(target, name, value)
    work.session.flush()
    table, kept = target.__tablename__, {name: before[name] for name in changed}
    row = _change_row(work, batch, table, target.id, target.version, _frozen(kept))
    work.session.add(ImportChange(**row))


def _change_row(
    work: Work, batch: UUID, table: str, key: UUID, version: int, before: str | None
) -> dict[str, Any]:
    return {
        "id": work.new_id(),
        "unit_id": work.unit_id,
        "version": 1,
        "removed_at": None,
        "removed_by_deed": None,
        "batch_id": batch,
        "record_table": table,
        "record_id": key,
        "record_version": version,
        "before": before,
    }


@dataclass(frozen=True)
class Batch:
    """One import as the record lists it; `undone_by` is None while it stands."""

    id: UUID
    file_name: str
    imported_at: datetime
    imported_by: str
    added: int
    changed: int
    unchanged: int
    skipped: int
    undone_at: datetime | None
    undone_by: str | None


def batches(work: Work) -> list[Batch]:
    """Imports of the roster, newest first; none for roles that may not read them."""
    if not digest.may_read(work, ImportBatch.__tablename__):
        return []
    names = (one.name for one in fields(Batch))
    query = select(*(getattr(ImportBatch, name) for name in names)).where(
        ImportBatch.removed_at.is_(None), ImportBatch.noun == NOUN
    )
    rows = work.session.execute(query.order_by(ImportBatch.imported_at.desc()))
    return [Batch(*row) for row in rows]


def _frozen(values: Mapping[str, Any]) -> str:
    return json.dumps({name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, int | str) else str(value)
