"""The evidence of a case: eight kinds, where from, whose, with the file behind it and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from desktop.errors import Conflict, WorkError
from desktop.models.base import fields_of
from desktop.models.case import Case
from desktop.models.evidence import Evidence
from desktop.permissions import Operation
from desktop.services import content, fact_record
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Draft, Work, deed

FIELDS = fields_of(Evidence)
_BY_FILE = ("position", "file_name", "digest")
FORM = {name: field for name, field in FIELDS.items() if name not in _BY_FILE}
SUFFIXES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
"""Files kept inside the database; sound and pictures in motion are registered, not kept."""
_REGISTERED = (".mp4", ".avi", ".mov", ".mkv", ".wav", ".mp3", ".m4a", ".wmv", ".ts")
_ADD = (("evidence", Operation.ADD), ("evidence", Operation.CHANGE))


def open_(work: Work, key: UUID) -> Draft:
    """A piece's form."""
    record = work.get(Evidence, key)
    return Draft(key, record.version, {name: getattr(record, name) for name in FORM})


def faults(work: Work, values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot stand in a piece."""
    found = complaints(FORM, values)
    obtained = values.get("obtained_on")
    if obtained and obtained > work.today:
        found["obtained_on"] = "取得日期不能晚于今天"
    return found


@deed("登记证据", *_ADD)
def save(work: Work, case_id: UUID, draft: Draft) -> UUID:
    """Add a piece at the end of the list, or change one."""
    record = work.open(Case, case_id)
    refuse(faults(work, draft.values))
    if draft.id is None:
        return add(work, record, draft.values).id
    held = work.open(Evidence, draft.id)
    if held.version != draft.version:
        theirs = open_(work, held.id)
        raise Conflict("这项证据刚被他人修改。", theirs.values, theirs.version)
    for name, value in only(FORM, draft.values).items():
        setattr(held, name, value)
    work.session.flush()
    return held.id


def add(work: Work, record: Case, values: Mapping[str, Any]) -> Evidence:
    """One more piece at the end of a case's list."""
    every = fact_record.evidence_of(work, record.id)
    held = Evidence(
        id=work.new_id(),
        unit_id=record.unit_id,
        case_id=record.id,
        position=max((one.position for one in every), default=0) + 1,
        **only(FORM, values),
    )
    work.session.add(held)
    work.session.flush()
    return held


@deed("移去证据", ("evidence", Operation.CHANGE))
def remove(work: Work, key: UUID, reason: str) -> None:
    """Take a piece out of the list; it stays in the audit with the reason."""
    if not reason.strip():
        raise WorkError("请填写移去的原因。")
    work.remove(work.open(Evidence, key))


@deed("调整证据顺序", ("evidence", Operation.CHANGE))
def arrange(work: Work, case_id: UUID, order: Sequence[UUID]) -> None:
    """Put the pieces in the order given; those not named follow as they were."""
    every = fact_record.evidence_of(work, case_id)
    named = [one for key in order for one in every if one.id == key]
    rest = [one for one in every if one.id not in order]
    for position, one in enumerate((*named, *rest), 1):
        one.position = position


@deed("附上证据文件", *_ADD, ("content", Operation.ADD))
def attach(work: Work, key: UUID, name: str, data: bytes) -> None:
    """Keep a file inside the database by its hash; refused by name when it is none we can print."""
    record = work.open(Evidence, key)
    suffix = suffix_of(name)
    if suffix in _REGISTERED:
        raise WorkError(
            f"“{name}”是音像文件，不存入数据库：请登记存储位置、时长和校验值，原件保存在采集站或者光盘。"
        )
    if suffix not in SUFFIXES:
        raise WorkError(f"“{name}”不能作为附件，请使用 PDF、JPG 或者 PNG 文件。")
    if not data:
        raise WorkError(f"“{name}”是空文件。")
    record.content_id = content.keep(work, data, SUFFIXES[suffix])
    record.file_name, record.digest = name, hashlib.sha256(data).hexdigest()


@deed("登记音像资料", *_ADD)
def register_recording(
    work: Work, key: UUID, name: str, digest: str, length: str, station: str
) -> None:
    """A recording too large to keep: where it lies, how long it is, and its hash."""
    record = work.open(Evidence, key)
    if not station.strip():
        raise WorkError("请填写音像资料的存储位置（采集站、光盘编号等）。")
    record.file_name, record.digest = name, digest or None
    record.length, record.station = length or None, station.strip()


def suffix_of(name: str) -> str:
    """`.jpg` of a file name, in small letters."""
    return name[name.rfind(".") :].lower() if "." in name else ""


def is_recording(name: str) -> bool:
    """Whether a file is registered rather than kept."""
    return suffix_of(name) in _REGISTERED
