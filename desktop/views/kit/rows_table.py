"""A small table to type into: one editor per column, Enter goes on, blocks are pasted."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.fields import Field
from desktop.values import FieldError
from desktop.views.kit import clipboard
from desktop.views.kit.cell_delegate import BAD, CellDelegate
from desktop.views.kit.desk import Almanac

ROW = 34
_LEAST, _MOST = 3, 9
_CHARACTER, _ROOM, _WIDE = 13, 30, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsTable(QTableWidget):
    """Cells hold text as typed; `changed` follows every edit, `finished` is Enter in a blank row.

    The last such row is taken away again: it was only opened to see whether more comes.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, columns: Sequence[Field], almanac: Almanac, name: str) -> None:
        super().__init__(0, len(columns))
        self.fields = tuple(columns)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([_heading(one) for one in columns])
        delegate = CellDelegate(columns, almanac, self)
        delegate.on.connect(self._go_on)
        delegate.back.connect(self._go_back)
        self.setItemDelegate(delegate)
        self._dress()
        self.itemChanged.connect(self._typed)

    def texts(self) -> list[list[str]]:
        """Every row, as typed."""
        return [
            [self._text(at, column) for column in range(self.columnCount())]
            for at in range(self.rowCount())
        ]

    def show_texts(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows instead of what was there."""
        self.setRowCount(0)
        for at, row in enumerate(rows):
            self.insert(at, row)

    def insert(self, at: int, row: Sequence[str]) -> None:
        """Put a row there; says nothing."""
        held = self.blockSignals(True)
        self.insertRow(at)
        for column, field in enumerate(self.fields):
            item = QTableWidgetItem(row[column] if column < len(row) else "")
            item.setTextAlignment(_RIGHT if field.kind in (int, Decimal) else _LEFT)
            self.setItem(at, column, item)
            self._judge(item)
        self.blockSignals(held)
        self._fit()

    def take(self, at: int) -> None:
        """Take a row away."""
        self.removeRow(at)
        self._fit()

    def begin(self, at: int, column: int = 0) -> None:
        """Put the cursor into a cell and start typing."""
        self.setFocus()
        self.setCurrentCell(at, column)
        self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter types, Ctrl+C and Ctrl+V exchange blocks with a spreadsheet, Delete empties."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete and not control:
            for item in self.selectedItems():
                item.setText("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._enter(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """A block from a spreadsheet, from the current cell on; its headings are passed over."""
        block = list(csv.reader(text.splitlines(), delimiter="\t"))
        if block and [cell.strip() for cell in block[0]] == [one.label for one in self.fields]:
            del block[0]
        left, top = max(self.currentColumn(), 0), max(self.currentRow(), 0)
        held = self.blockSignals(True)
        for down, cells in enumerate(block):
            if top + down == self.rowCount():
                self.insert(top + down, ())
            for across, cell in enumerate(cells[: self.columnCount() - left]):
                item = self.item(top + down, left + across)
                if item is not None:
                    item.setText(cell.strip())
                    self._judge(item)
        self.blockSignals(held)
        if block:
            self.changed.emit()

    def _enter(self, event: QKeyEvent) -> None:
        """Type into the current cell; an empty table has nowhere to type: the form goes on."""
        if self.currentRow() >= 0:
            self.edit(self.currentIndex())
        else:
            event.ignore()

    def _go_on(self, enter: bool) -> None:
        """To the next cell; Enter behind the last one begins a row, or ends the list."""
        at, column = self.currentRow(), self.currentColumn() + 1
        if enter and not any(self.texts()[at]):
            self.take(at)
            self.changed.emit()
            self.finished.emit()
            return
        if column == self.columnCount():
            at, column = at + 1, 0
        if at == self.rowCount():
            if not enter:
                self.focusNextChild()
                return
            self.insert(at, ())
        self.begin(at, column)

    def _go_back(self) -> None:
        at, column = self.currentRow(), self.currentColumn() - 1
        if column < 0:
            at, column = at - 1, self.columnCount() - 1
        if at < 0:
            self.focusPreviousChild()
        else:
            self.begin(at, column)

    def _typed(self, item: QTableWidgetItem) -> None:
        self._judge(item)
        self.changed.emit()

    def _judge(self, item: QTableWidgetItem) -> None:
        """Mark a cell whose text is no value; an empty one is only missed when all is read."""
        held, said = self.blockSignals(True), ""
        try:
            if item.text():
                self.fields[item.column()].parse(item.text())
        except FieldError as error:
            said = str(error)
        item.setData(BAD, said)
        item.setToolTip(said or item.text())
        self.blockSignals(held)

    def _copy(self) -> None:
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        columns = sorted({index.column() for index in self.selectedIndexes()})
        clipboard.copy([[self._text(at, column) for column in columns] for at in chosen])

    def _text(self, at: int, column: int) -> str:
        item = self.item(at, column)
        return item.text() if item is not None else ""

    def _fit(self) -> None:
        """As high as its rows, within bounds: the page scrolls, the table only when long."""
        shown = min(max(self.rowCount(), _LEAST), _MOST)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW * shown + 4)

    def _dress(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.DoubleClicked
            | triggers.EditKeyPressed
            | triggers.SelectedClicked
        )
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setDefaultAlignment(_LEFT)
        wide = [one.width >= _WIDE for one in self.fields]
        for column, field in enumerate(self.fields):
            last = column == len(self.fields) - 1
            if wide[column] or (last and not any(wide)):
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(column, field.width * _CHARACTER + _ROOM)
        self._fit()


def _heading(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    return f"{field.label}{unit}{' *' if field.required else ''}"
