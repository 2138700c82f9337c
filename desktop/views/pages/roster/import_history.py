"""导入记录: what was imported when and by whom, and taking a batch back."""

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

from desktop.services import roster_batch, roster_undo
from desktop.services.roster_batch import Batch
from desktop.services.work import obstacle
from desktop.values import CHINA
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.text import button, label

_HEADS = ("导入时间", "文件", "导入人", "新增", "更新", "未变", "跳过", "状态")
_SAID = "撤销后，该次新增的人员移出花名册，更新的内容恢复原值；档案和审计记录保留。"
_WIDTHS = (130, 200, 130, 50, 50, 50, 50, 200)


class ImportHistory(QDialog):
    """The batches of the own unit, newest first."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(940, 420)
        self._desk = desk
        self._batches: Sequence[Batch] = ()
        self.table, self.nothing = _table(), label("本单位还没有导入过花名册。", "muted")
        self.nothing.hide()
        self.undo, close = button("撤销这次导入", "arrow-counter-clockwise"), button("关闭")
        self.undo.clicked.connect(self._ask)
        close.clicked.connect(self.accept)
        self.table.itemSelectionChanged.connect(self._offer)
        line = QHBoxLayout()
        line.addWidget(label(_SAID, "muted"), 1)
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
        self._desk.ask(self, roster_batch.batches, self._show, "batches")

    def chosen(self) -> Batch | None:
        """The batch under the cursor."""
        at = self.table.currentRow()
        return self._batches[at] if 0 <= at < len(self._batches) else None

    def take_back(self, key: UUID) -> None:
        """Undo a batch; refused by name where one of its people was changed since."""
        self._desk.act(
            self,
            lambda work: roster_undo.undo(work, key),
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
        why = obstacle(self._desk.actor, roster_undo.undo)
        if batch is None:
            why = "还没有导入过花名册。"
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
                detail=f"新增的 {batch.added} 人移出花名册，更新的 {batch.changed} 人恢复原值。",
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
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    for at, width in enumerate(_WIDTHS):
        table.setColumnWidth(at, width)
    return table


def _cells(one: Batch) -> tuple[str, ...]:
    state = f"{one.undone_by} 于 {_moment(one.undone_at)} 撤销" if one.undone_at else "有效"
    numbers = (one.added, one.changed, one.unchanged, one.skipped)
    return (_moment(one.imported_at), one.file_name, one.imported_by, *map(str, numbers), state)


def _moment(at: datetime) -> str:
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
