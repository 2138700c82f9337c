"""工作量: one line per officer, every figure opening the cases or actions it counts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.services import case_due, workload
from desktop.services.case_due import Choices
from desktop.services.listing import View
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import label
from desktop.views.pages.term.calendar import sees_all

_WATCHED = {"case_due", "case_mark", "case_officer", "case_action", "posting", "person"}
_WIDTHS = {"name": 130, "town": 92, "open": 132, "leading": 112, "assisting": 112, "over": 150}
_MORE = {"soon": 172, "closed": 132, "actions": 172}
_BEHIND = {"number": 218, "party": 190, "cause": 300, "what": 190, "day": 100}
_FIRST = 2
"""Columns before the figures."""
_HOW = "选择一个数字，在下方列出对应的案件或者事项；左右键换指标，Enter 转到下方。"
_SAID = "只统计案件、期限和办理事项；罚没数额不得作为考核指标（行政处罚法 第七十四条）。"


class Workload(QWidget):
    """`opened` carries the id of a case."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._figure = desk, "open"
        self.words = search_line("搜索姓名", "搜索执法人员")
        self.town = FilterBox("乡镇（街道）", (("全部乡镇（街道）", None),))
        self.town.setVisible(sees_all(desk))
        hidden = () if sees_all(desk) else ("town",)
        self.officers = RowsModel(
            Column(one, hidden=one.name in hidden, width=(_WIDTHS | _MORE)[one.name])
            for one in workload.COLUMNS
        )
        self.behind = RowsModel(Column(one, width=_BEHIND[one.name]) for one in workload.BEHIND)
        whose = "全县" if sees_all(desk) else ""  # Columns are remembered by the table's name.
        self.table = TableView(self.officers, f"{whose}工作量")
        self.table.setSelectionBehavior(TableView.SelectionBehavior.SelectItems)
        self.cases = TableView(self.behind, "工作量明细")
        self.title = label(_HOW, "muted")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Everybody's figures, and the list behind the one chosen."""
        town = self.town.currentData()
        filters = {"unit_id": town} if town else {}
        view = View(words=self.words.text().strip(), filters=filters)
        self.officers.show(self._desk, workload.OFFICERS, view)
        if sees_all(self._desk):
            self._desk.ask(self, case_due.choices, self._offer, "choices")
        self.show_behind()

    def show_behind(self) -> None:
        """What the figure under the cursor counts."""
        chosen = self._chosen()
        if chosen is None:
            return
        person, name, figure, number = chosen
        self.title.setText(f"{name} · {workload.FIGURES[figure]}：{number}")
        view = View(filters={"person_id": person, "figure": figure})
        self.behind.show(self._desk, workload.LIST, view)

    def _chosen(self) -> tuple[UUID, str, str, int] | None:
        """Officer, name, figure and its number; beside the figures, the one chosen before."""
        index = self.table.currentIndex()
        found = self.officers.row_at(index.row())
        if not found:
            return None
        if index.column() >= _FIRST:
            self._figure = self.officers.columns[index.column()].name
        return found[0], found[1], self._figure, found[1 + self._at()]

    def _at(self) -> int:
        """The column of the figure chosen last."""
        return [one.name for one in self.officers.columns].index(self._figure)

    def _offer(self, found: Choices) -> None:
        options: Sequence[tuple[str, UUID]] = [(name, key) for key, name in found.towns]
        self.town.blockSignals(True)
        self.town.refill((("全部乡镇（街道）", None), *options))
        self.town.blockSignals(False)

    def _open(self, key: UUID | None) -> None:
        found = self.behind.row_at(self.cases.currentIndex().row())
        if key is not None and found is not None:
            self.opened.emit(found[-1])

    def _begin(self) -> None:
        """The cursor stays on its figure; at first it is on the first officer's."""
        if self.officers.rowCount():
            row_ = max(self.table.currentIndex().row(), 0)
            self.table.setCurrentIndex(self.officers.index(row_, self._at()))

    def _connect(self) -> None:
        for model in (self.officers, self.behind):
            model.setParent(self)  # Destroyed with the page, never by a worker's collector.
        after_pause(self.words.textChanged, self, self.refresh)
        self.town.currentIndexChanged.connect(lambda _: self.refresh())
        self.officers.swapped.connect(self._begin)
        self.table.selectionModel().currentChanged.connect(lambda *_: self.show_behind())
        self.table.opened.connect(lambda _: self.cases.setFocus())
        self.cases.opened.connect(self._open)
        self._desk.watch(self, _WATCHED, self._again)

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        split, below = QSplitter(Qt.Orientation.Vertical), QWidget()
        stack = QVBoxLayout(below)
        stack.setContentsMargins(0, 4, 0, 0)
        stack.setSpacing(6)
        stack.addWidget(self.title)
        stack.addWidget(self.cases, 1)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setSizes([300, 260])
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        line = row(self.words, self.town, 1, label(_SAID, "small"))
        body.addLayout(line)
        body.addWidget(split, 1)
