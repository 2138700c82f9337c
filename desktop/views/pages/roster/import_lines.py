"""The rows of a checked workbook as a list, filtered by what they would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from desktop.fields import Field
from desktop.services.roster_file import Checked
from desktop.services.roster_import import Answer, Fate, Line
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.windows import Row

LEVELS = {
    Fate.FAULTY: "bad",
    Fate.DOUBTFUL: "warn",
    Fate.CHANGED: "info",
    Fate.NEW: "ok",
    Fate.SAME: "none",
}
"""In the order the groups are shown, worst first."""
COLUMNS = (
    Column(Field(name="place", label="位置", width=10), width=104),
    Column(Field(name="name", label="姓名", width=8), width=80),
    Column(Field(name="fate", label="结果", width=10), mark=as_mark, width=112),
    Column(Field(name="said", label="说明", width=40)),
)
_FIRST = 64


class Lines:
    """The three questions of a list, answered from memory; `view` is a `Fate` or None for all.

    `answers` settles the doubtful lines by key.
    """

    def __init__(self, checked: Checked, answers: Mapping[int, Answer]) -> None:
        self.checked, self._answers = checked, answers
        order = {fate: at for at, fate in enumerate(LEVELS)}
        self.lines = sorted(checked.plan.lines, key=lambda line: (order[line.fate], line.row))
        self._by_key = {line.row: line for line in self.lines}

    def first(self, work: Any, view: Fate | None, /) -> Sequence[Row]:
        """The first page."""
        return [self._row(line) for line in self._seen(view)[:_FIRST]]

    def ids(self, work: Any, view: Fate | None, /) -> bytes:
        """Every key in order."""
        return b"".join(key_of(line).bytes for line in self._seen(view))

    def rows(self, work: Any, view: Fate | None, ids: bytes, /) -> Sequence[Row]:
        """The rows of some keys."""
        keys = (UUID(bytes=ids[at : at + 16]) for at in range(0, len(ids), 16))
        return [self._row(self.line(key)) for key in keys]

    def line(self, key: UUID) -> Line:
        """The line behind a row of the list."""
        return self._by_key[key.int]

    def open_questions(self) -> list[Line]:
        """Doubtful lines nobody has decided yet."""
        return [one for one in self.lines if one.fate is Fate.DOUBTFUL and not self._answer(one)]

    def counts(self) -> Counter[Fate]:
        """How many lines of each fate."""
        return Counter(line.fate for line in self.lines)

    def _answer(self, line: Line) -> Answer | None:
        return self._answers.get(line.row)

    def _seen(self, view: Fate | None) -> list[Line]:
        return [line for line in self.lines if view is None or line.fate is view]

    def _row(self, line: Line) -> Row:
        name = line.values.get("name") or "（无姓名）"
        place = self.checked.place(line)
        return (key_of(line), place, name, self._mark(line), self._said(line))

    def _mark(self, line: Line) -> tuple[str, str]:
        answer = self._answer(line) if line.fate is Fate.DOUBTFUL else None
        if answer is not None:
            return "ok", "已选择"
        return LEVELS[line.fate], line.fate.label

    def _said(self, line: Line) -> str:
        if line.complaints:
            return "；".join(f"{one.column}：{one.sentence}" for one in line.complaints)
        if line.fate is Fate.DOUBTFUL:
            answer = self._answer(line)
            return answer.label if answer else "与已有人员同名，请选择如何处理"
        return "、".join(
            f"{one.label} {one.before or '空'}→{one.after}" for one in line.differences
        )


def key_of(line: Line) -> UUID:
    """The key of a line as lists want it."""
    return UUID(int=line.row)
