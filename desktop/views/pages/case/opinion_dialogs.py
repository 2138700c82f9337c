"""Signing an opinion on screen, and recording one that was signed on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.fields import Field
from desktop.roles import Seat
from desktop.services import opinion
from desktop.services.opinion import OpinionLine, Verdict
from desktop.services.work import Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.file_drop import FileDrop, read_bytes
from desktop.views.kit.form_dialog import FormDialog

_WORDS = replace(
    opinion.FIELDS["words"], required=False, hint="同意的可以不写；退回或者不同意的，请写明理由"
)
_SCAN = Field(name="scan_name", label="签字件", required=True)
_BY_PAPER = {
    "verdict": opinion.FIELDS["verdict"],
    "name": opinion.FIELDS["name"],
    "given_on": opinion.FIELDS["given_on"],
    "words": _WORDS,
    "scan_name": _SCAN,
}
_ON_SCREEN = {"verdict": opinion.FIELDS["verdict"], "words": _WORDS}


def give(
    parent: QWidget,
    desk: Desk,
    key: UUID,
    line: OpinionLine,
    done: Callable[[], None],
    verdict: Verdict | None = None,
) -> FormDialog:
    """This account's opinion; `verdict` stands there already when one was clicked."""
    name = desk.actor.name if desk.actor else ""
    dialog = FormDialog(
        parent.window(),
        desk,
        _ON_SCREEN,
        (("verdict",), ("words",)),
        title=f"签署意见：{line.label}",
        yes="签署",
        said=f"以{name}的姓名和今天的日期签署，签署后不能更改。",
    )

    def deed(work: Work, values: dict[str, Any], _: int | None) -> None:
        opinion.give(work, key, line.seat, values["verdict"], values["words"] or "")

    dialog.begin({"verdict": verdict, "words": None}, deed, lambda _: done())
    return dialog


def record(
    parent: QWidget, desk: Desk, key: UUID, line: OpinionLine, done: Callable[[], None]
) -> FormDialog:
    """What was signed on paper: verdict, name, day, and the scan that proves it."""
    dialog = FormDialog(
        parent.window(),
        desk,
        _BY_PAPER,
        (("verdict", "name", "given_on"), ("words",), ("scan_name",)),
        title=f"按签字件登记：{line.label}",
        yes="登记",
        said="按签字的纸质文书登记，并附扫描件或者照片；扫描件存入本案，不能删除。",
        own={"scan_name": FileDrop("签字件")},
    )

    def deed(work: Work, values: dict[str, Any], _: int | None) -> None:
        _record(work, key, line.seat, values)

    values = dict.fromkeys(_BY_PAPER) | {"verdict": Verdict.APPROVE}
    dialog.begin(values, deed, lambda _: done())
    return dialog


def _record(work: Work, key: UUID, seat: Seat, values: dict[str, Any]) -> None:
    path = values["scan_name"]
    opinion.record(
        work,
        key,
        seat,
        values["verdict"],
        values["words"] or "",
        values["name"],
        values["given_on"],
        path.name if path else "",
        read_bytes(path) if path else b"",
    )
