"""导入记录: when cases of before were taken over and by whom, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services import opening_undo
from desktop.services.opening_undo import Batch
from desktop.services.work import obstacle
from desktop.values import CHINA
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.text import button, label

_HEADS = ("导入时间", "文件", "导入人", "行数", "状态")
_WIDTHS = (140, 260, 140, 70, 220)
_SAID = "撤销后，该次导入的案件、文号和号段全部移出，各系列文号退回原处；审计记录保留。"


class ImportHistory(QDialog):
    """The takings over of the own unit, newest first."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("启用前案件的导入记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 420)
        self._desk = desk
        self._batches: Sequence[Batch] = ()
        self.table, self.nothing = _table(), label("本单位还没有导入过启用前的案件。", "muted")
        self.nothing.hide()
        self.undo, close = button("撤销这次导入", "arrow-counter-clockwise"), button("关闭")
        self.undo.clicked.connect(self._ask)
        close.clicked.connect(self.accept)
        self.table.itemSelectionChanged.connect(self._offer)
        line = QHBoxLayout()
        line.addWidget(label(_SAID, "muted", wraps=True), 1)
        line.addWidget(self.undo)
        line.addWidget(close)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label("导入记录", "h1"))
        body.addWidget(self.nothing)
        body.addWidget(self.table, 1)
        body.addLayout(line)
        desk.watch(self, ("import_batch",), self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the batches."""
        self._desk.ask(self, opening_undo.batches, self._show, "batches")

    def chosen(self) -> Batch | None:
        """The batch under the cursor."""
        at = self.table.currentRow()
        return self._batches[at] if 0 <= at < len(self._batches) else None

    def take_back(self, key: UUID) -> None:
        """Undo a batch; refused by name where one of its cases was gone on with."""
        self._desk.act(
            self,
            lambda work: opening_undo.undo(work, key),
            lambda _: self._desk.said.emit("已撤销这次导入"),
        )

    def _show(self, batches: Sequence[Batch]) -> None:
        self._batches = batches
        self.table.setRowCount(len(batches))
        for y, one in enumerate(batches):
            for x, text in enumerate(_cells(one)):
                self.table.setItem(y, x, QTableWidgetItem(text))
        self.nothing.setVisible(not batches)
        if batches:
            self.table.selectRow(0)
        self._offer()

    def _offer(self) -> None:
        batch = self.chosen()
        why = obstacle(self._desk.actor, opening_undo.undo)
        if batch is None:
            why = "还没有导入过启用前的案件。"
        elif batch.undone_at is not None:
            why = "这次导入已经撤销。"
        self.undo.setEnabled(not why)
        self.undo.setToolTip(why)

    def _ask(self) -> None:
        batch = self.chosen()
        if batch is not None:
            confirm(
                self,
                f"撤销“{batch.file_name}”的导入？",
                "撤销导入",
                lambda: self.take_back(batch.id),
                detail=f"该次导入的 {batch.added} 行内容全部移出；已经继续办理的，不能撤销。",
                dangerous=True,
            )


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_HEADS))
    table.setAccessibleName("导入记录")
    table.setHorizontalHeaderLabels(_HEADS)
    table.verticalHeader().setVisible(False)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    for at, width in enumerate(_WIDTHS):
        table.setColumnWidth(at, width)
    return table


def _cells(one: Batch) -> tuple[str, ...]:
    state = f"{one.undone_by} 于 {_moment(one.undone_at)} 撤销" if one.undone_at else "有效"
    return (_moment(one.imported_at), one.file_name, one.imported_by, str(one.added), state)


def _moment(at: datetime) -> str:
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
