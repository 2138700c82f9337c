"""A value of several rows, typed as a table of declared columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.fields import Field
from desktop.values import FieldError
from desktop.views.kit.desk import Almanac
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.page import row
from desktop.views.kit.rows_table import RowsTable
from desktop.views.kit.text import button

_UNDONE = 50


class RowsEditor(OwnEditor):
    """The value is a tuple of {column name: value}; blank rows do not count.

    Insert adds a row, Ctrl+Delete takes one away, Alt+↑ and Alt+↓ move it, Ctrl+Z undoes; Enter
    goes on from cell to cell, and from a blank row to the next field of the form.
    """

    own_keys = True

    def __init__(
        self, columns: Sequence[Field], almanac: Almanac, name: str, *, noun: str = "行"
    ) -> None:
        super().__init__()
        self._columns, self._noun = tuple(columns), noun
        self.table = RowsTable(columns, almanac, name)
        self.add = button("添加（Insert）", "plus")
        self.take = button("移去（Ctrl+Delete）")
        self.up, self.down = button("上移（Alt+↑）"), button("下移（Alt+↓）")
        self._known: list[list[str]] = []
        self._before: list[list[list[str]]] = []
        self.setFocusProxy(self.table)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(self.table)
        body.addLayout(row(self.add, self.take, self.up, self.down, 1))
        self._connect()

    def value(self) -> tuple[dict[str, Any], ...]:
        """Every row in order; FieldError names the row and what is wrong in it."""
        rows = enumerate(self.table.texts(), 1)
        return tuple(self._row(at, cells) for at, cells in rows if any(map(str.strip, cells)))

    def text(self) -> str:
        """The cells as typed; nothing for an empty table."""
        rows = [cells for cells in self.table.texts() if any(map(str.strip, cells))]
        return json.dumps(rows, ensure_ascii=False) if rows else ""

    def fill(self, value: Any) -> None:
        """Show these rows."""
        self._show(
            [[_typed(one, row.get(one.name)) for one in self._columns] for row in value or ()]
        )

    def restore(self, text: str) -> None:
        """Show the cells again."""
        self._show(json.loads(text) if text else [])

    def blank(self) -> list[str]:
        """What a new row begins with."""
        return ["" for _ in self._columns]

    def add_row(self) -> None:
        """A new row below the current one; typing begins in its first empty cell."""
        at = self.table.currentRow() + 1 or self.table.rowCount()
        fresh = self.blank()
        self.table.insert(at, fresh)
        self._said()
        self.table.begin(at, fresh.index("") if "" in fresh else 0)

    def take_row(self) -> None:
        """Take the current row away."""
        if self.table.currentRow() >= 0:
            self.table.take(self.table.currentRow())
            self._said()

    def shift(self, step: int) -> None:
        """Move the current row up (-1) or down (1)."""
        at, column = self.table.currentRow(), max(self.table.currentColumn(), 0)
        to = at + step
        if at < 0 or not 0 <= to < self.table.rowCount():
            return
        rows = self.table.texts()
        rows[at], rows[to] = rows[to], rows[at]
        self.table.show_texts(rows)
        self.table.setCurrentCell(to, column)
        self._said()

    def undo(self) -> None:
        """Back to what stood here before the last change."""
        if self._before:
            self._known = self._before.pop()
            self.table.show_texts(self._known)
            self.edited.emit()

    def _row(self, at: int, cells: Sequence[str]) -> dict[str, Any]:
        try:
            return {
                one.name: one.parse(cell) for one, cell in zip(self._columns, cells, strict=True)
            }
        except FieldError as error:
            raise FieldError(f"第{at}{self._noun}：{error}") from None

    def _show(self, rows: Sequence[Sequence[str]]) -> None:
        self.table.show_texts(rows)
        self._known, self._before = self.table.texts(), []

    def _said(self) -> None:
        self._before = [*self._before, self._known][-_UNDONE:]
        self._known = self.table.texts()
        self.edited.emit()

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_row)
        self.take.clicked.connect(self.take_row)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.table.changed.connect(self._said)
        self.table.finished.connect(self.passed)
        keys = {
            "Insert": self.add_row,
            "Ctrl+Delete": self.take_row,
            "Alt+Up": lambda: self.shift(-1),
            "Alt+Down": lambda: self.shift(1),
            "Ctrl+Z": self.undo,
        }
        for text, call in keys.items():
            made = QShortcut(QKeySequence(text), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(call)


def _typed(field: Field, value: Any) -> str:
    """As it can be typed again: without the unit."""
    return field.show(value).removesuffix(field.unit)


def in_words(columns: Sequence[Field], rows: Sequence[Any]) -> str:
    """The rows in one line, where two versions are compared."""
    lines = (
        " ".join(filter(None, (one.show(row.get(one.name)) for one in columns))) for row in rows
    )
    return "；".join(f"{at}. {words}" for at, words in enumerate(lines, 1))
