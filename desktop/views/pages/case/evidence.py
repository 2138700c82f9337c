"""The list of evidence, typed as a table: kind, name, what it proves; all by keyboard."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services import decision
from desktop.values import Choice, FieldError
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.text import button

_FIELDS = decision.EVIDENCE
_NAMES = tuple(_FIELDS)
_SHOWN_ROWS, _ROW = 4, 34


class _KindDelegate(QStyledItemDelegate):
    """The kinds of 处罚法46 to choose from, in the cell."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A closed list."""
        box = QComboBox(parent)
        box.setAccessibleName(_FIELDS["kind"].label)
        kinds: Any = _FIELDS["kind"].kind
        box.addItems([one.label for one in kinds])
        return box


class EvidenceEditor(OwnEditor):
    """Insert adds, Ctrl+Delete takes away, Alt+↑ and Alt+↓ move a piece; F2 edits a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, len(_NAMES))
        self.table.setAccessibleName("证据清单")
        self.table.setHorizontalHeaderLabels([_FIELDS[name].label for name in _NAMES])
        self.add = button("添加证据（Insert）", "plus")
        self.take = button("移去（Ctrl+Delete）")
        self.up, self.down = button("上移（Alt+↑）"), button("下移（Alt+↓）")
        self._dress()
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (self.add, self.take, self.up, self.down):
            line.addWidget(part)
        line.addStretch()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.table)
        body.addLayout(line)
        self._connect()

    def value(self) -> list[dict[str, Any]]:
        """Every piece in order; FieldError names the piece and the cell that is wrong."""
        return [self._piece(at, row) for at, row in enumerate(self._rows(), 1)]

    def text(self) -> str:
        """The cells as typed; nothing for an empty list."""
        rows = self._rows()
        return json.dumps(rows, ensure_ascii=False) if rows else ""

    def fill(self, value: Any) -> None:
        """Show the pieces of a draft."""
        self._show([[_FIELDS[name].show(one.get(name)) for name in _NAMES] for one in value or ()])

    def restore(self, text: str) -> None:
        """Show the cells again."""
        self._show(json.loads(text) if text else [])

    def add_row(self) -> None:
        """A new piece below the current one; typing begins at its kind."""
        at = self.table.currentRow() + 1 or self.table.rowCount()
        kinds: Any = _FIELDS["kind"].kind
        self._insert(at, [next(iter(kinds)).label, "", ""])
        self.table.setCurrentCell(at, 0)
        self.table.setFocus()
        self.edited.emit()

    def take_row(self) -> None:
        """Take the current piece off the list."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self.edited.emit()

    def shift(self, step: int) -> None:
        """Move the current piece up (-1) or down (1)."""
        at, column = self.table.currentRow(), max(self.table.currentColumn(), 0)
        to = at + step
        if at < 0 or not 0 <= to < self.table.rowCount():
            return
        rows = self._rows()
        rows[at], rows[to] = rows[to], rows[at]
        self._show(rows)
        self.table.setCurrentCell(to, column)
        self.edited.emit()

    def _piece(self, at: int, row: Sequence[str]) -> dict[str, Any]:
        try:
            return {name: _FIELDS[name].parse(cell) for name, cell in zip(_NAMES, row, strict=True)}
        except FieldError as error:
            raise FieldError(f"第{at}项证据：{error}") from None

    def _rows(self) -> list[list[str]]:
        return [
            [self._cell(at, column) for column in range(len(_NAMES))]
            for at in range(self.table.rowCount())
        ]

    def _cell(self, at: int, column: int) -> str:
        item = self.table.item(at, column)
        return item.text() if item is not None else ""

    def _show(self, rows: Sequence[Sequence[str]]) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for at, row in enumerate(rows):
            self._insert(at, row)
        self.table.blockSignals(False)

    def _insert(self, at: int, row: Sequence[str]) -> None:
        held = self.table.blockSignals(True)
        self.table.insertRow(at)
        for column, text in enumerate(row):
            self.table.setItem(at, column, QTableWidgetItem(text))
        self.table.blockSignals(held)

    def _dress(self) -> None:
        table = self.table
        table.setItemDelegateForColumn(0, _KindDelegate(table))
        table.setAlternatingRowColors(True)
        table.setCornerButtonEnabled(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setFixedHeight(_ROW * (_SHOWN_ROWS + 1))
        table.setEditTriggers(
            QTableWidget.EditTrigger.AnyKeyPressed
            | QTableWidget.EditTrigger.DoubleClicked
            | QTableWidget.EditTrigger.EditKeyPressed
            | QTableWidget.EditTrigger.SelectedClicked
        )
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(0, 170)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_row)
        self.take.clicked.connect(self.take_row)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.table.itemChanged.connect(lambda _: self.edited.emit())
        keys = {
            "Insert": self.add_row,
            "Ctrl+Delete": self.take_row,
            "Alt+Up": lambda: self.shift(-1),
            "Alt+Down": lambda: self.shift(1),
        }
        for text, call in keys.items():
            made = QShortcut(QKeySequence(text), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(call)


def in_words(pieces: Sequence[Any]) -> str:
    """The list in one line, where two versions are compared."""
    words = (
        f"{at}. {one['kind'].label if isinstance(one['kind'], Choice) else ''} {one['name']}"
        for at, one in enumerate(pieces, 1)
    )
    return "；".join(words)
