"""Small windows for the records of a case: a piece of evidence with its file, a thing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.errors import WorkError
from desktop.fields import Field
from desktop.services import evidence, thing
from desktop.services.work import Draft, Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.file_drop import FileDrop, read_bytes
from desktop.views.kit.form_dialog import FormDialog

_FILE = Field(name="file", label="附件", required=False)
_RECORDED = (".mp4", ".avi", ".mov", ".mkv", ".wav", ".mp3", ".m4a", ".wmv", ".ts")
_EVIDENCE = {**evidence.FORM, "file": _FILE}
_PIECE = 1 << 20


def add_evidence(
    parent: QWidget, desk: Desk, case_id: UUID, done: Callable[[UUID], None], file: str = ""
) -> FormDialog:
    """登记证据; `file` was dropped on the list."""
    dialog = FormDialog(
        parent.window(),
        desk,
        _EVIDENCE,
        (
            ("kind", "name"),
            ("proves",),
            ("pages", "obtained_on", "provider"),
            ("source", "kept"),
            ("length", "station"),
            ("file",),
        ),
        title="登记证据",
        yes="登记",
        said="图片和 PDF 存入本案；录音录像只登记存储位置、时长和校验值，原件保存在采集站或者光盘。",
        own={"file": FileDrop("附件", tuple(evidence.SUFFIXES), _RECORDED)},
    )
    dialog.setMinimumWidth(720)

    def deed(work: Work, values: dict[str, Any], _: int | None) -> UUID:
        path = values.pop("file")
        digest = _digest(path) if path and evidence.is_recording(path.name) else ""
        key = evidence.save(work, case_id, Draft(None, None, values))
        if path is None:
            return key
        if digest:
            length, station = values["length"] or "", values["station"] or ""
            evidence.register_recording(work, key, path.name, digest, length, station)
        else:
            evidence.attach(work, key, path.name, read_bytes(path))
        return key

    dialog.begin(dict.fromkeys(evidence.FORM) | {"file": Path(file) if file else None}, deed, done)
    return dialog


def add_thing(
    parent: QWidget, desk: Desk, case_id: UUID, done: Callable[[UUID], None]
) -> FormDialog:
    """登记物品: one more on the list of the case."""
    dialog = FormDialog(
        parent.window(),
        desk,
        thing.FIELDS,
        (("name", "model"), ("quantity", "measure_word", "condition"), ("place",), ("note",)),
        title="登记涉案物品",
        yes="登记",
    )

    def deed(work: Work, values: dict[str, Any], _: int | None) -> UUID:
        return thing.save(work, case_id, Draft(None, None, values))

    dialog.begin(dict.fromkeys(thing.FIELDS), deed, done)
    return dialog


def _digest(path: Path) -> str:
    """SHA-256 of a recording, read piece by piece; WorkError when it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except OSError as error:
        reason = error.strerror or "读取失败"
        raise WorkError(f"不能读取文件“{path.name}”：{reason}。") from error
    return found.hexdigest()
