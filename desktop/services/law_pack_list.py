"""Law packs on screen: the list, and one pack with its changes and who may still act on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.fields import Field
from desktop.law.pack import BrokenPack, Fault, read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import Change
from desktop.models.law_pack import LawPack
from desktop.services import law_pack
from desktop.services.law_pack import SAME_PERSON, Standing
from desktop.services.listing import PAGE, Listing, Row, View, in_order, unpacked
from desktop.services.work import Work, obstacle
from desktop.values import Choice

State = tuple[str, str, str]
"""A mark: its kind, its words, and why."""


class PackState(Choice):
    """Where a pack stands today."""

    WAITING = "waiting", "待批准"
    LATER = "later", "待启用"
    IN_FORCE = "in_force", "现行"
    BROKEN = "broken", "无法并入"
    RETIRED = "retired", "已停用"


STATES = tuple(PackState)
_KINDS = {
    PackState.WAITING: "warn",
    PackState.LATER: "info",
    PackState.IN_FORCE: "ok",
    PackState.BROKEN: "bad",
    PackState.RETIRED: "none",
}
COLUMNS = (
    Field(name="label", label="名称", width=20),
    Field(name="source", label="依据文件", width=20),
    Field(name="imported", label="导入", width=14),
    Field(name="approved", label="批准", width=14),
    Field(name="state", label="状态", width=8),
)


@dataclass(frozen=True)
class Kept:
    """One pack to read and to act on.

    `changes` is what it changes, or `faults` why it cannot join the law. `approve_obstacle` and
    `retire_obstacle` say in words why the actor may not; empty: may.
    """

    standing: Standing
    file: str
    state: PackState
    mark: State
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    approve_obstacle: str
    retire_obstacle: str


def read(work: Work, key: UUID) -> Kept:
    """One pack; answers even when the law cannot be joined because of it."""
    record = work.get(LawPack, key)
    one = law_pack.standing(record)
    state = _state(one, work.today, _broken(work))
    changes, found = _changes(work, record, state)
    return Kept(
        one,
        record.name,
        state,
        _mark(one, state),
        changes,
        found,
        _no_approval(work, record, found),
        _no_retirement(work, record),
    )


def _changes(
    work: Work, record: LawPack, state: PackState
) -> tuple[tuple[Change, ...], tuple[Fault, ...]]:
    try:
        if state is PackState.WAITING:
            pack = read_pack(record.name, record.content)
            if found := faults(work.law.edition, pack):
                return (), tuple(found)
        return law_pack.changes(work, record.id), ()
    except BrokenPack as broken:
        return (), broken.faults


def _no_approval(work: Work, record: LawPack, found: tuple[Fault, ...]) -> str:
    if record.retired_on is not None:
        return "这个法律数据包已经停用，不能再批准；需要时请重新导入。"
    if record.approved_on is not None:
        return f"已由{record.approved_name}批准，不必再次批准。"
    if why := obstacle(work.actor, law_pack.approve):
        return why
    if law_pack.same_person(work, record.imported_by):
        return SAME_PERSON
    return "与现行法律数据有冲突，不能批准；请撤回，改正后重新导入。" if found else ""


def _no_retirement(work: Work, record: LawPack) -> str:
    if record.retired_on is not None:
        return f"已由{record.retired_name}停用。"
    return obstacle(work.actor, law_pack.retire)


def _broken(work: Work) -> frozenset[str]:
    """The labels of approved packs that keep the law from being joined; none: all is well."""
    try:
        _ = work.law
    except BrokenPack as broken:
        return frozenset(fault.file for fault in broken.faults)
    return frozenset()


def _state(one: Standing, today: date, broken: frozenset[str]) -> PackState:
    if one.retired:
        return PackState.RETIRED
    if not one.approved:
        return PackState.WAITING
    if one.since > today:
        return PackState.LATER
    return PackState.BROKEN if one.label in broken else PackState.IN_FORCE


def _mark(one: Standing, state: PackState) -> State:
    why = {
        PackState.WAITING: "由导入人以外的另一人核对变更后批准，批准以后全县生效",
        PackState.LATER: f"自{one.since}起并入法律数据",
        PackState.IN_FORCE: "已并入法律数据，全县使用",
        PackState.BROKEN: "与程序现在的法律数据冲突，请停用后改正重新导入",
        PackState.RETIRED: one.reason,
    }[state]
    return _KINDS[state], state.label, why


def _wanted(work: Work, view: View) -> list[Row]:
    broken, wanted = _broken(work), view.filters.get("state")
    rows = []
    for one in law_pack.standings(work):
        state = _state(one, work.today, broken)
        said = f"{one.label}{one.source}"
        if wanted in (None, state) and all(word in said for word in view.words.split()):
            mark = _mark(one, state)
            rows.append((one.id, one.label, one.source, one.imported, one.approved, mark))
    return rows


def _first(work: Work, view: View) -> list[Row]:
    return _wanted(work, view)[:PAGE]


def _ids(work: Work, view: View) -> bytes:
    return b"".join(row[0].bytes for row in _wanted(work, view))


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    return in_order(_wanted(work, view), unpacked(wanted))


LIST = Listing(first=_first, ids=_ids, rows=_rows)
