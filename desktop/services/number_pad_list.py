"""Pads and their sheets on screen: what is in stock, with whom, and what became of each sheet."""

from __future__ import annotations

from uuid import UUID, uuid5

from desktop.fields import Field
from desktop.models.number import PadKind
from desktop.services import case_form, number_pad
from desktop.services.listing import Row, View, whole
from desktop.services.work import Work

_LEVEL = {"领用中": "info", "在库": "ok", "已用完": "none"}
STATES = tuple(_LEVEL)
KINDS = tuple((one.label, one.value) for one in PadKind)
PADS = (
    number_pad.FIELDS["kind"],
    Field(name="first", label="起始号", width=16),
    Field(name="last", label="终止号", width=16),
    Field(name="state", label="状态", width=8),
    Field(name="holder", label="领用人", width=8),
    Field(name="used", label="已用", kind=int, width=6),
    Field(name="void", label="作废", kind=int, width=6),
    Field(name="free", label="剩余", kind=int, width=6),
)
SHEETS = (
    Field(name="text", label="号码", width=16),
    Field(name="state", label="状态", width=8),
    Field(name="reason", label="作废原因", width=24),
)


def _pad_rows(work: Work, view: View) -> list[Row]:
    kind, state = view.filters.get("kind"), view.filters.get("state")
    found = number_pad.pads(work, PadKind.of(kind) if kind else None)
    return [
        (
            *(one.id, one.kind, one.first, one.last, (_LEVEL[one.state], one.state), one.holder),
            *(one.used, one.void, one.free),
        )
        for one in found
        if state in (None, one.state)
    ]


def _sheet_rows(work: Work, view: View) -> list[Row]:
    """Rows end with number of the sheet, paper and case, which no column shows."""
    pad: UUID | None = view.filters.get("pad_id")
    if pad is None:
        return []
    return [
        (
            *(uuid5(pad, str(one.sheet)), one.text, one.state, one.reason),
            *(one.sheet, one.paper_id, one.case_id),
        )
        for one in number_pad.sheets(work, pad)
    ]


def holders(work: Work) -> list[tuple[UUID, str]]:
    """Everyone of the own team, to hand a pad to."""
    return [(one.id, one.name) for one in case_form.candidates(work)]


PAD_LIST, SHEET_LIST = whole(_pad_rows), whole(_sheet_rows)
