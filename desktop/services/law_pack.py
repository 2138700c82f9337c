"""Law packs: previewed, imported for the whole county, approved by a second person, retired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, defer

from desktop.errors import Forbidden, WorkError
from desktop.law.editions import Edition
from desktop.law.pack import CALENDAR, BrokenPack, Fault, read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import Change, difference
from desktop.law.pack_merge import merged_all
from desktop.models.account import Account
from desktop.models.law_pack import LawPack
from desktop.models.unit import Unit, UnitKind
from desktop.permissions import Operation
from desktop.resources import resources
from desktop.services.work import Work, deed
from desktop.values import CHINA

if TYPE_CHECKING:
    from desktop.law.law import Law

LARGEST = 2_000_000
SUFFIX = ".toml"
SAME_PERSON = "导入人不能批准自己导入的法律数据包，请由另一名法制审核员或者县指导办批准。"


@dataclass(frozen=True)
class Preview:
    """What importing would do: faults to mend, or changes to read and the hash they lead to."""

    label: str
    source: str
    faults: tuple[Fault, ...]
    changes: tuple[Change, ...]
    edition: str


@dataclass(frozen=True)
class Standing:
    """One imported pack and where it stands; `reason` is why it was retired."""

    id: UUID
    label: str
    source: str
    since: date
    imported: str
    approved: str
    retired: str
    reason: str = ""

    @property
    def words(self) -> str:
        """In force, waiting for the second person, or retired."""
        if self.retired:
            return "已停用"
        return "已批准" if self.approved else "待批准"


def read(name: str, data: bytes) -> str:
    """The text of a pack's file; WorkError in words for a file that cannot be one."""
    if not name.lower().endswith(SUFFIX):
        raise WorkError(f"“{name}”不是法律数据包。法律数据包是 {SUFFIX} 文件，请重新选择。")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WorkError(f"“{name}”不是 UTF-8 文字文件，请另存为 UTF-8 编码后重试。") from None
    _refuse_too_long(text)
    return text


def example() -> str:
    """A commented pack to begin from; its name is left empty, so that it is refused as it is."""
    return (resources() / "law_pack.toml").read_text("utf-8")


def preview(work: Work, name: str, text: str) -> Preview:
    """Read a pack against the law in force; nothing is kept."""
    _refuse_too_long(text)
    law = work.law
    try:
        pack = read_pack(name, text)
        if found := faults(law.edition, pack):
            return Preview(pack.label, pack.source, tuple(found), (), "")
        joined = law.with_packs([pack])
    except BrokenPack as broken:
        return Preview("", "", broken.faults, (), "")
    changes = difference(law.edition, pack)
    return Preview(pack.label, pack.source, (), changes, joined.edition.hash)


@deed("导入法律数据包", ("law_pack", Operation.ADD))
def import_pack(work: Work, name: str, text: str, since: date | None = None) -> UUID:
    """Keep a sound pack for the whole county, to be approved by another person.

    Raises BrokenPack naming every fault, WorkError for a pack without any change or kept already.
    """
    seen = preview(work, name, text)
    if seen.faults:
        raise BrokenPack(list(seen.faults))
    if not seen.changes:
        raise WorkError("这个法律数据包与现行数据完全相同，不必导入。")
    digest = read_pack(name, text).digest
    if _held(work, digest):
        raise WorkError("这个法律数据包已经导入，请在列表中查看或者批准。")
    record = LawPack(
        id=work.new_id(),
        unit_id=_county(work),
        name=name,
        label=seen.label,
        source=seen.source,
        content=text,
        digest=digest,
        since=since or work.today,
        imported_by=work.me.login,
        imported_name=work.me.name,
        imported_on=work.today,
    )
    work.session.add(record)
    return record.id


@deed("批准法律数据包", ("law_pack", Operation.CHANGE))
def approve(work: Work, key: UUID) -> None:
    """Put a pack in force; by another person than the importer, if it still fits the law."""
    record = work.open(LawPack, key)
    if record.retired_on or record.approved_by:
        raise WorkError("这个法律数据包已经批准或者停用，请刷新列表。")
    if same_person(work, record.imported_by):
        raise Forbidden(SAME_PERSON)
    if found := faults(work.law.edition, read_pack(record.name, record.content)):
        raise BrokenPack(found)
    record.approved_by, record.approved_name = work.me.login, work.me.name
    record.approved_on = work.today


@deed("停用法律数据包", ("law_pack", Operation.CHANGE))
def retire(work: Work, key: UUID, reason: str) -> None:
    """Take a pack out of force from now on; issued papers keep the edition they were made under."""
    record = work.open(LawPack, key)
    if record.retired_on:
        raise WorkError("这个法律数据包已经停用，请刷新列表。")
    if not reason.strip():
        raise WorkError("请填写停用原因。")
    record.retired_name, record.retired_on = work.me.name, work.today
    record.retired_reason = reason.strip()


def standings(work: Work) -> list[Standing]:
    """Every pack, latest first; asks nothing of the law, so it answers even when a pack is broken."""
    query = (
        select(LawPack)
        .options(defer(LawPack.content))
        .where(LawPack.removed_at.is_(None))
        .order_by(LawPack.id.desc())
    )
    return [standing(one) for one in work.session.execute(query).scalars()]


def standing(record: LawPack) -> Standing:
    """A record as the list shows it."""
    return Standing(
        record.id,
        record.label,
        record.source,
        record.since,
        _signed(record.imported_name, record.imported_on),
        _signed(record.approved_name, record.approved_on),
        _signed(record.retired_name, record.retired_on),
        record.retired_reason or "",
    )


def changes(work: Work, key: UUID) -> tuple[Change, ...]:
    """What a kept pack changes in the law it came to: for the second person to read.

    A waiting pack is held against the law in force, an approved one against the law without it.
    """
    record = work.get(LawPack, key)
    return difference(_before(work, record), read_pack(record.name, record.content))


def waiting_years(work: Work) -> dict[int, str]:
    """Years whose holidays were brought and wait for the second person, with who brought them."""
    query = select(LawPack).where(
        LawPack.removed_at.is_(None),
        LawPack.retired_on.is_(None),
        LawPack.approved_by.is_(None),
    )
    return {
        int(year): _signed(one.imported_name, one.imported_on)
        for one in work.session.execute(query).scalars()
        for year in read_pack(one.name, one.content).tables.get(CALENDAR, {})
    }


def in_force(session: Session, now: datetime, base: Law) -> Law:
    """The program's law with the approved packs of this database that have begun."""
    begun = _begun(now.astimezone(CHINA).date())
    query = select(LawPack.id, LawPack.digest).where(*begun).order_by(LawPack.since, LawPack.id)
    kept = tuple(_Kept(digest, _reader(session, key)) for key, digest in session.execute(query))
    return _joined(base, kept) if kept else base


def _begun(day: date) -> tuple[ColumnElement[bool], ...]:
    """What holds of a pack in force on a day; they join the law by `since` and id."""
    return (
        LawPack.removed_at.is_(None),
        LawPack.retired_on.is_(None),
        LawPack.approved_by.is_not(None),
        LawPack.since <= day,
    )


def _before(work: Work, record: LawPack) -> Edition:
    """The law a pack came to: that of today, or for an approved one that of the packs before."""
    if record.approved_by is None:
        return work.law.edition
    query = select(LawPack).where(*_begun(work.today)).order_by(LawPack.since, LawPack.id)
    earlier = [
        read_pack(one.label, one.content)
        for one in work.session.execute(query).scalars()
        if (one.since, one.id) < (record.since, record.id)
    ]
    return merged_all(work.law.base, earlier)


@dataclass(frozen=True)
class _Kept:
    """A pack by its digest; its text is read only when the joined law is not at hand."""

    digest: str
    read: Callable[[], tuple[str, str]] = field(compare=False)


def _reader(session: Session, key: UUID) -> Callable[[], tuple[str, str]]:
    def read() -> tuple[str, str]:
        query = select(LawPack.label, LawPack.content).where(LawPack.id == key)
        label, content = session.execute(query).one()
        return label, content

    return read


@lru_cache(maxsize=4)
def _joined(base: Law, kept: tuple[_Kept, ...]) -> Law:
    return base.with_packs([read_pack(*one.read()) for one in kept])


def same_person(work: Work, login: str) -> bool:
    """The same account, or another account of the same person."""
    if work.me.login == login:
        return True
    query = select(Account.login, Account.person_id).where(
        Account.removed_at.is_(None), Account.login.in_((login, work.me.login))
    )
    persons = [person for _, person in work.session.execute(query) if person is not None]
    return len(persons) == 2 and persons[0] == persons[1]


def _held(work: Work, digest: str) -> bool:
    query = select(LawPack.id).where(
        LawPack.digest == digest, LawPack.removed_at.is_(None), LawPack.retired_on.is_(None)
    )
    return work.session.execute(query).first() is not None


def _county(work: Work) -> UUID:
    query = select(Unit.id).where(Unit.kind == UnitKind.COUNTY, Unit.removed_at.is_(None))
    return work.session.execute(query).scalar_one()


def _refuse_too_long(text: str) -> None:
    if len(text) > LARGEST:
        raise WorkError(f"法律数据包超过{LARGEST}字，请拆成几个文件。")


def _signed(name: str | None, on: date | None) -> str:
    return f"{name} {on}" if name else ""
