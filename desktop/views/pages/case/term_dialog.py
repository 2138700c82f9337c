"""Day by day: which days of a term counted, which did not, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.law.explanation import Step
from desktop.services.case_term import Term
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.day_typing import in_words
from desktop.views.kit.text import button, label

_HEADINGS = ("日期", "计入", "说明", "依据")


class TermDialog(QDialog):
    """The explanation of one term, and the same as text to copy."""

    def __init__(self, parent: QWidget | None, term: Term) -> None:
        super().__init__(parent)
        due = self._due = term.due
        self.setWindowTitle(f"期限计算：{due.label}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(760, 480)
        self.table = QTableWidget(0, len(_HEADINGS))
        self.table.setAccessibleName(f"{due.label}逐日计算")
        self.only_left_out = QCheckBox("只看不计入的日子")
        self.only_left_out.toggled.connect(self._show)
        copy, close = button("复制为文字", "copy"), button("知道了", primary=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(due.text()))
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.addWidget(label(f"{due.label}：{due.length}{due.unit.words}", "h1"))
        head.addWidget(Badge(Mark(*term.mark)))
        head.addStretch()
        foot = QHBoxLayout()
        for part in (self.only_left_out, copy, close):
            foot.addWidget(part)
        foot.insertStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addLayout(head)
        body.addWidget(label(due.cite, "cite", wraps=True))
        if due.note:
            body.addWidget(Badge(Mark("warn", due.note)))
        body.addWidget(self.table, 1)
        body.addLayout(foot)
        self._dress()
        self._show()

    def _show(self) -> None:
        only = self.only_left_out.isChecked()
        steps = [step for step in self._due.steps if not (only and step.counted)]
        self.table.setRowCount(len(steps))
        for at, step in enumerate(steps):
            for column, text in enumerate(_cells(step)):
                self.table.setItem(at, column, QTableWidgetItem(text))

    def _dress(self) -> None:
        self.table.setHorizontalHeaderLabels(_HEADINGS)
        self.table.verticalHeader().setVisible(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        head = self.table.horizontalHeader()
        for column, width in enumerate((176, 56, 300)):
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _cells(step: Step) -> tuple[str, str, str, str]:
    return in_words(step.day), "✓" if step.counted else "—", step.why, step.cite
