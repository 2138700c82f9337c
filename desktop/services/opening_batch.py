"""Carrying out a planned taking over as one batch: all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.models.action import CaseDue, CaseMark, OpeningFinding
from desktop.models.base import Base
from desktop.models.batch import ImportBatch, ImportChange
from desktop.models.number import (
    DocumentNumber,
    NumberPad,
    NumberSource,
    NumberState,
    SeriesCounter,
)
from desktop.models.unit import Unit
from desktop.permissions import Operation
from desktop.services import case_mark, number, opening_build, opening_law, opening_number, search
from desktop.services.bulk import insert_rows
from desktop.services.once import foresee, reading
from desktop.services.opening_build import Built, Row, base
from desktop.services.opening_plan import CaseLine, Fate, PadLine, Plan
from desktop.services.opening_record import Used, numbers_of
from desktop.services.roster_batch import Source
from desktop.services.work import Work, deed

NOUN = "启用前案件"
Progress = Callable[[int, int, str], None]
_STRETCH = 200
_GIVEN = "given"


def _quiet(done: int, total: int, text: str) -> None:
    """Progress nobody watches."""


@deed(
    "导入启用前案件",
    ("import_batch", Operation.ADD),
    ("case_file", Operation.ADD),
    ("document_number", Operation.ADD),
    ("number_pad", Operation.ADD),
)
def apply(work: Work, plan: Plan, source: Source, progress: Progress = _quiet) -> UUID:
    """Import everything or nothing; a plan with one faulty row is refused as a whole."""
    _refuse_faulty(plan)
    _refuse_used(work, plan)
    batch_id, counts = work.new_id(), plan.counts()
    work.session.add(
        ImportBatch(
            id=batch_id,
            unit_id=work.unit_id,
            noun=NOUN,
            file_name=source.name,
            file_digest=source.digest,
            added=counts.total(),
            changed=0,
            unchanged=0,
            skipped=0,
            imported_at=work.now,
            imported_by=work.me.name,
            deed_id=work.deed_id,
        )
    )
    work.session.flush()
    _Batch(work, plan, batch_id, progress).write()
    return batch_id


def imported_before(work: Work, digest: str) -> str:
    """When the same file was imported already, in words; empty where it was not, or undone."""
    query = select(ImportBatch.imported_at, ImportBatch.imported_by).where(
        ImportBatch.removed_at.is_(None),
        ImportBatch.undone_at.is_(None),
        ImportBatch.noun == NOUN,
        ImportBatch.unit_id == work.unit_id,
        ImportBatch.file_digest == digest,
    )
    found = work.session.execute(query.limit(1)).first()
    if found is None:
        return ""
    return (
        f"这份文件已于{found[0]:%Y-%m-%d}由{found[1]}导入，不能重复导入；"
        "需要重新导入的，请先在“导入记录”中撤销。"
    )


def _refuse_faulty(plan: Plan) -> None:
    faulty = [line for line in plan.lines if line.fate is Fate.FAULTY]
    if faulty:
        spots = "、".join(f"“{one.spot[0]}”第{one.spot[1]}行" for one in faulty[:8])
        raise WorkError(f"{spots}等{len(faulty)}行有误，没有导入任何内容。请改正后重新导入。")


def _refuse_used(work: Work, plan: Plan) -> None:
    """Nobody drew or entered one of these numbers since the file was checked."""
    for series, year in sorted(plan.top):
        number.hold(work, series, year)
    number.hold(work, _GIVEN, 0)
    held = opening_number.ledger(work)
    for line in plan.cases:
        places = set(line.places.values()) & held.places
        texts = {act.number for act in line.acts if act.number} & held.texts
        if places or texts:
            raise WorkError(
                f"“{line.spot[0]}”第{line.spot[1]}行的文号刚刚被使用，没有导入任何内容。"
                "请重新读取文件核对。"
            )


class _Batch:
    """Writes the rows of one plan table by table, a few hundred cases at a time."""

    def __init__(self, work: Work, plan: Plan, key: UUID, progress: Progress) -> None:
        self._work, self._plan, self._key, self._progress = work, plan, key, progress
        self._names = opening_law.names_of(work, plan.cases)
        self._patterns = opening_number.Patterns(work)
        self._pads = [(base(work), line) for line in plan.pads]
        self._printed = {one.text_of(sheet) for one in plan.pads for sheet in one.sheets}
        self._claimed: dict[str, UUID] = {}
        self._unit = work.get(Unit, work.unit_id)  # asked for with every case; held, it is kept

    def write(self) -> None:
        """Cases with what belongs to them, then pads, then the rest of every series."""
        cases, total = self._plan.cases, len(self._plan.cases)
        for at in range(0, total, _STRETCH):
            self._progress(at, total, "正在写入案件")
            self._write_cases(cases[at : at + _STRETCH])
        self._progress(total, total, "正在写入文号和票据")
        self._write_pads()
        self._write_series()

    def _write_cases(self, lines: Sequence[CaseLine]) -> None:
        tables: dict[type[Base], list[Row]] = {}
        texts: dict[UUID, tuple[str | None, ...]] = {}
        with reading(self._work):
            for line in lines:
                built = opening_build.build(self._work, line, self._names)
                for table, rows in built.rows.items():
                    tables.setdefault(table, []).extend(rows)
                mark = self._stand(line, built, tables)
                record = built.record
                texts[record.id] = (record.cause, record.place, mark["party"], mark["number"])
        numbers = tables.pop(DocumentNumber, [])
        self._insert(tables)
        insert_rows(self._work, DocumentNumber, numbers)
        search.write(self._work, "case", texts, self._work.unit_id, fresh=True)
        self._remember("case_file", texts)
        self._remember("document_number", (row["id"] for row in numbers))

    def _insert(self, tables: Mapping[type[Base], list[Row]]) -> None:
        for table, rows in tables.items():
            insert_rows(self._work, table, rows)

    def _stand(self, line: CaseLine, built: Built, tables: dict[type[Base], list[Row]]) -> Row:
        """The numbers, findings, mark and running terms of a case; answers the mark."""
        work, key = self._work, built.record.id
        used = {
            one.id: Used(act.series, act.number)
            for act, one in zip(line.acts, built.held, strict=True)
            if act.number
        }
        opening_build.expect(work, built)
        foresee(work, numbers_of, key, answer=used)
        outlook = opening_law.outlook(work, built)
        mark = {**base(work), "case_id": key, **case_mark.values_of(work, built.record, outlook)}
        tables.setdefault(CaseMark, []).append(mark)
        if outlook.phase not in case_mark.ENDED:
            tables.setdefault(CaseDue, []).extend(
                case_mark.term_of(work, built.record, None, one)
                for one in outlook.terms
                if one.met_on is None
            )
        tables.setdefault(OpeningFinding, []).extend(self._findings(line, built))
        tables.setdefault(DocumentNumber, []).extend(self._numbers(line, built))
        return mark

    def _findings(self, line: CaseLine, built: Built) -> Iterable[Row]:
        for at, found in line.findings:
            if at is None:
                continue
            yield base(self._work) | {
                "case_id": built.record.id,
                "action_id": built.held[at].id,
                "guard": found.guard,
                "said": found.message,
                "cite": found.cite,
            }

    def _numbers(self, line: CaseLine, built: Built) -> Iterable[Row]:
        for at, (act, held) in enumerate(zip(line.acts, built.held, strict=True)):
            for printed in {act.receipt, act.number} & self._printed:
                self._claimed[printed] = held.id
            if not act.number or act.number in self._printed:
                continue
            place = line.places.get(at)
            year, seq = (place[1], place[2]) if place else (act.on.year, None)
            yield self._number(act.series, year, seq, act.number, held.id)

    def _number(
        self, series: str, year: int, seq: int | None, text: str, action: UUID | None = None
    ) -> Row:
        return base(self._work) | {
            "series": series,
            "year": year,
            "seq": seq,
            "source": NumberSource.OPENING,
            "pad_id": None,
            "sheet": None,
            "text": text,
            "origin": None,
            "state": NumberState.ISSUED,
            "paper_id": None,
            "action_id": action,
            "reason": None,
            "voided_on": None,
            "voided_by": None,
        }

    def _write_pads(self) -> None:
        pads: list[Row] = []
        sheets: list[Row] = []
        for row, line in self._pads:
            pads.append(
                row
                | line.pad
                | {"holder_id": None, "holder": None, "handed_on": None, "returned_on": None}
            )
            sheets += self._sheets(row["id"], line)
        insert_rows(self._work, NumberPad, pads)
        insert_rows(self._work, DocumentNumber, sheets)
        self._remember("number_pad", (row["id"] for row in pads))
        self._remember("document_number", (row["id"] for row in sheets))

    def _sheets(self, pad_id: UUID, line: PadLine) -> Iterable[Row]:
        """The sheets used so far, beside the payment or the decision they were used for."""
        pad = line.pad
        for sheet in line.sheets:
            text = line.text_of(sheet)
            series, year = str(pad["kind"].value), pad["received_on"].year
            row = self._number(series, year, None, text, self._claimed.get(text))
            yield row | {"pad_id": pad_id, "sheet": sheet}

    def _write_series(self) -> None:
        """Numbers below the last used that no case names, and where each series goes on."""
        work, top = self._work, self._plan.top
        named = {place for line in self._plan.cases for place in line.places.values()}
        held = opening_number.ledger(work).places
        rows = [
            self._number(*place, self._patterns.written(place))
            for place in opening_number.missing(named | held, top)
        ]
        insert_rows(work, DocumentNumber, rows)
        self._remember("document_number", (row["id"] for row in rows))
        for (series, year), last in sorted(top.items()):
            before, now = opening_number.advance(work, series, year, last)
            kept = {"series": series, "year": year, "before": before, "now": now}
            key = opening_number.counter_id(work, series, year)
            self._remember(SeriesCounter.__tablename__, [key], json.dumps(kept))

    def _remember(self, table: str, keys: Iterable[UUID], before: str | None = None) -> None:
        rows: list[dict[str, Any]] = [
            base(self._work)
            | {
                "batch_id": self._key,
                "record_table": table,
                "record_id": key,
                "record_version": 1,
                "before": before,
            }
            for key in keys
        ]
        insert_rows(self._work, ImportChange, rows)
