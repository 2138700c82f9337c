"""The rows of a checked workbook of taking over as a list, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desktop.fields import Field
from desktop.services.opening_file import Checked
from desktop.services.opening_plan import Fate, Line
from desktop.services.opening_sheet import KINDS
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.windows import Row

LEVELS = {Fate.FAULTY: "bad", Fate.NOTED: "warn", Fate.READY: "ok"}
"""In the order the groups are shown, worst first."""
COLUMNS = (
    Column(Field(name="place", label="位置", width=10), width=112),
    Column(Field(name="title", label="名称", width=20), width=222),
    Column(Field(name="fate", label="结果", width=10), mark=as_mark, width=104),
    Column(Field(name="said", label="说明", width=40), width=220),
)
_FIRST = 64


class Lines:
    """The three questions of a list, answered from memory; `view` is a `Fate` or None for all."""

    def __init__(self, checked: Checked) -> None:
        order = {fate: at for at, fate in enumerate(LEVELS)}
        self.lines = sorted(checked.plan.lines, key=lambda line: order[line.fate])
        self._place = {id(line): at for at, line in enumerate(self.lines)}

    def first(self, work: Any, view: Fate | None, /) -> Sequence[Row]:
        """The first page."""
        return [self._row(line) for line in self._seen(view)[:_FIRST]]

    def ids(self, work: Any, view: Fate | None, /) -> bytes:
        """Every key in order."""
        return b"".join(self._key(line).bytes for line in self._seen(view))

    def rows(self, work: Any, view: Fate | None, ids: bytes, /) -> Sequence[Row]:
        """The rows of some keys."""
        keys = (UUID(bytes=ids[at : at + 16]) for at in range(0, len(ids), 16))
        return [self._row(self.line(key)) for key in keys]

    def line(self, key: UUID) -> Line:
        """The line behind a row of the list."""
        return self.lines[key.int]

    def counts(self) -> Counter[Fate]:
        """How many lines of each fate."""
        return Counter(line.fate for line in self.lines)

    def _key(self, line: Line) -> UUID:
        return UUID(int=self._place[id(line)])

    def _seen(self, view: Fate | None) -> list[Line]:
        return [line for line in self.lines if view is None or line.fate is view]

    def _row(self, line: Line) -> Row:
        mark = (LEVELS[line.fate], line.fate.label)
        return (self._key(line), place(line), line.title, mark, _said(line))


def place(line: Line) -> str:
    """Where a row stands, in words."""
    return f"“{line.spot[0]}”第{line.spot[1]}行"


def column(line: Line, name: str) -> str:
    """What a field of the row is called."""
    field = KINDS[line.kind].fields.get(name)
    return f"{field.label}：" if field else ""


def _said(line: Line) -> str:
    if line.complaints:
        return "；".join(column(line, one.column) + one.sentence for one in line.complaints)
    return "；".join(line.notes)
