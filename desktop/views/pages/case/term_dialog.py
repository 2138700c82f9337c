"""Day by day: which days of a term counted, which did not, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.case_term import Term
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.cite import cite_button
from desktop.views.kit.steps_table import StepsTable
from desktop.views.kit.text import button, label


class TermDialog(QDialog):
    """The explanation of one term, and the same as text to copy; `cited(citation, day)`."""

    cited = Signal(str, object)

    def __init__(self, parent: QWidget | None, term: Term) -> None:
        super().__init__(parent)
        due = term.due
        self.setWindowTitle(f"期限计算：{due.label}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(760, 480)
        self.table = StepsTable(f"{due.label}逐日计算")
        self.table.show_due(due)
        self.table.cited.connect(lambda cite: self.cited.emit(cite, due.start))
        self.only_left_out = QCheckBox("只看不计入的日子")
        self.only_left_out.toggled.connect(self.table.show_only_left_out)
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
        body.addWidget(
            cite_button(due.cite, self.cited.emit, due.start), 0, Qt.AlignmentFlag.AlignLeft
        )
        if due.note:
            body.addWidget(Badge(Mark("warn", due.note)))
        body.addWidget(self.table, 1)
        body.addLayout(foot)
