"""A table of sentences: rows grow with their words, nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.law.pack import Fault
from desktop.law.pack_difference import Change

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_AIR = 8  # Pixels under the last line of a row.


class WordsTable(QTableWidget):
    """`columns` are headings with their widths in pixels; 0 takes an equal share of the rest."""

    def __init__(self, name: str, columns: Sequence[tuple[str, int]]) -> None:
        super().__init__(0, len(columns))
        self.setAccessibleName(name)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._fit)
        self.setHorizontalHeaderLabels([heading for heading, _ in columns])
        self._dress()
        head = self.horizontalHeader()
        for at, (_, width) in enumerate(columns):
            if width:
                self.setColumnWidth(at, width)
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these instead of what was there."""
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_TOP)
                self.setItem(at, column, item)
        self._settle.start()

    def words(self) -> str:
        """Everything shown, as text."""
        cells = (self.item(y, x) for y in range(self.rowCount()) for x in range(self.columnCount()))
        return "\n".join(cell.text() for cell in cells if cell is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew for the new width."""
        super().resizeEvent(event)
        self._settle.start()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        for at in range(self.rowCount()):
            self.setRowHeight(at, self.rowHeight(at) + _AIR)

    def _dress(self) -> None:
        self.verticalHeader().setVisible(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )


class ChangeTable(WordsTable):
    """What a law pack changes: old beside new, from which day, by which article."""

    def __init__(self) -> None:
        columns = (("条目", 200), ("变动", 52), ("自", 96), ("原值", 0), ("新值", 0), ("依据", 190))
        super().__init__("法律数据包的变更", columns)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """One row for each change."""
        self.show_rows([_cells(change) for change in changes])


class FaultTable(WordsTable):
    """What is wrong with a law pack: where, what, and the way out."""

    def __init__(self) -> None:
        columns = (("行", 52), ("条目", 190), ("问题", 0), ("怎么办", 0))
        super().__init__("法律数据包的问题", columns)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """One row for each fault."""
        self.show_rows([(str(one.line), one.entry, one.words, one.way_out) for one in faults])


def _cells(change: Change) -> tuple[str, ...]:
    since = str(change.since) if change.since else "—"
    cite = change.cite
    if change.old_cite and change.old_cite != cite:
        cite = f"{cite}\n（原：{change.old_cite}）"
    return change.what, change.kind, since, change.old or "—", change.new, cite
