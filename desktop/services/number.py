"""Drawing document numbers: gap-free per unit, series and year, in the issuing transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from desktop.errors import WorkError
from desktop.models.number import DocumentNumber, NumberSource, NumberState, SeriesCounter
from desktop.permissions import Operation
from desktop.services import setting, unit
from desktop.services.work import Work, deed

_SLOT = re.compile(r"\{(short|year|seq)(?::0(\d))?\}")


@dataclass(frozen=True)
class Drawn:
    """A number just drawn; the paper it went to is entered when issued."""

    id: UUID
    text: str
    seq: int


def draw(work: Work, series: str, on: date) -> Drawn:
    """The next number of the series for the actor's unit in the year of the paper's day.

    The pattern is the setting `<series>_number`. Drawn only inside a writing deed: if the
    deed fails the number was never drawn, so none is lost.
    """
    year = on.year
    seq = _next(work, series, year)
    record = DocumentNumber(
        id=work.new_id(),
        unit_id=work.unit_id,
        series=series,
        year=year,
        seq=seq,
        text=written(work, series, year, seq),
        source=NumberSource.SERIES,
        state=NumberState.ISSUED,
        paper_id=None,
    )
    work.session.add(record)
    work.session.flush()
    return Drawn(record.id, record.text, seq)


def hold(work: Work, series: str, year: int) -> None:
    """Keep others from entering numbers of a series until this deed ends; draws none."""
    count(work, series, year, 0)


def is_own(work: Work, series: str, text: str) -> bool:
    """Whether a number is written as the unit's own series writes them."""
    state = unit.township(work, work.unit_id)
    short = re.escape(state.short_name if state else "")
    slots = {"short": short, "year": r"\d{4}", "seq": r"\d+"}
    pieces = re.split(_SLOT, setting.value(work, f"{series}_number"))
    # What split gives: text, slot, width, text, …
    known = [slots[one] if at % 3 == 1 else re.escape(one or "") for at, one in enumerate(pieces)]
    own = "".join(part for at, part in enumerate(known) if at % 3 != 2)
    return re.fullmatch(own, text) is not None


def written(work: Work, series: str, year: int, seq: int) -> str:
    """A number in the unit's pattern, for example 浦黄罚决字〔2026〕第000012号."""
    state = unit.township(work, work.unit_id)
    short = state.short_name if state else ""
    return written_as(setting.value(work, f"{series}_number"), short, year, seq)


def written_as(pattern: str, short: str, year: int, seq: int) -> str:
    """A number as a pattern writes it."""
    values: dict[str, Any] = {"short": short, "year": year, "seq": seq}
    return _SLOT.sub(lambda slot: _filled(slot, values), pattern)


def check_pattern(pattern: str) -> str | None:
    """Why this cannot be a number pattern, or None."""
    if not re.search(r"\{seq(:0\d)?\}", pattern):
        return "文号格式中缺少序号 {seq}"
    if "{year}" not in pattern:
        return "文号格式中缺少年份 {year}"
    if "{" in _SLOT.sub("", pattern) or "}" in _SLOT.sub("", pattern):
        return "文号格式只能使用 {short}、{year}、{seq}、{seq:06}"
    return None


@deed("作废文号", ("document_number", Operation.CHANGE))
def void(work: Work, key: UUID, reason: str) -> None:
    """Mark a number void; it stays in the ledger with its reason and is never used again."""
    if not reason.strip():
        raise WorkError("请填写作废原因。")
    record = work.open(DocumentNumber, key)
    if record.paper_id is not None:
        raise WorkError("这个文号已用于文书，请作废文书，文号随文书一并作废。")
    cancel(work, record, reason)


def cancel(work: Work, record: DocumentNumber, reason: str) -> None:
    """Enter a number in the void register: why, when and by whom; part of the deed that voids."""
    record.state, record.reason = NumberState.VOID, reason.strip()
    record.voided_on, record.voided_by = work.today, work.me.name


def gaps(work: Work, series: str, year: int) -> list[int]:
    """Numbers that are neither issued nor void: none, unless someone wrote past the program."""
    query = select(DocumentNumber.seq).where(
        DocumentNumber.unit_id == work.unit_id,
        DocumentNumber.series == series,
        DocumentNumber.year == year,
        DocumentNumber.seq.is_not(None),
        DocumentNumber.removed_at.is_(None),
    )
    held = {seq for seq in work.session.execute(query).scalars() if seq is not None}
    return sorted(set(range(1, max(held, default=0) + 1)) - held)


def _filled(slot: re.Match[str], values: dict[str, Any]) -> str:
    value = str(values[slot[1]])
    return value.zfill(int(slot[2])) if slot[2] else value


def _next(work: Work, series: str, year: int) -> int:
    return count(work, series, year, 1)


def count(work: Work, series: str, year: int, by: int) -> int:
    """Move a counter on and answer where it stands; its lock is held until the transaction ends."""
    local = work.session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if local else postgresql.insert
    fresh = insert(SeriesCounter).values(
        id=work.new_id(), unit_id=work.unit_id, version=1, series=series, year=year, last=by
    )
    counted = fresh.on_conflict_do_update(
        index_elements=["unit_id", "series", "year"],
        set_={"last": SeriesCounter.last + by},
    ).returning(SeriesCounter.last)
    work.touch("series_counter")
    return int(work.session.execute(counted).scalar_one())
