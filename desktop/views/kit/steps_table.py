"""How a term was counted, day by day: which days counted, which did not, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from desktop.law.deadlines import Due
from desktop.law.explanation import Step
from desktop.views.kit.day_typing import in_words

_HEADINGS = ("日期", "计入", "说明", "依据")
_CITE = 3


class StepsTable(QTableWidget):
    """The steps of one term; `cited` carries the citation of a row opened by Enter or mouse."""

    cited = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(0, len(_HEADINGS))
        self.setAccessibleName(name)
        self._due: Due | None = None
        self._only_left_out = False
        self._dress()
        self.itemActivated.connect(self._opened)

    def show_due(self, due: Due | None) -> None:
        """Show the steps of another term; None empties the table."""
        self._due = due
        self._fill()

    def show_only_left_out(self, only: bool) -> None:
        """Leave out the days that counted."""
        self._only_left_out = only
        self._fill()

    def _fill(self) -> None:
        steps = self._due.steps if self._due else ()
        shown = [step for step in steps if not (self._only_left_out and step.counted)]
        self.setRowCount(len(shown))
        for at, step in enumerate(shown):
            for column, text in enumerate(_cells(step)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(at, column, item)

    def _opened(self, item: QTableWidgetItem) -> None:
        cite = self.item(item.row(), _CITE)
        if cite is not None and cite.text():
            self.cited.emit(cite.text())

    def _dress(self) -> None:
        self.setHorizontalHeaderLabels(_HEADINGS)
        self.verticalHeader().setVisible(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        for column, width in enumerate((176, 56, 300)):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(_CITE, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _cells(step: Step) -> tuple[str, str, str, str]:
    return in_words(step.day), "✓" if step.counted else "—", step.why, step.cite
