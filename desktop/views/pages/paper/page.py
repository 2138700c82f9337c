"""文书: every issued paper, the bytes as they left the office."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton

from desktop.services import paper, paper_void
from desktop.services.listing import View
from desktop.services.work import obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import Command, Page, Pose, after_pause, row
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button

_WIDTHS = {"title": 150, "number": 220, "dated": 96, "issued_at": 136, "state": 92, "case": 260}
_STATES = (("全部状态", None), ("已制发", "issued"), ("作废", "void"))
_FROZEN = "制发时的原件，内容已固定，不能再修改。"
_VOID = "作废的文书仍保留在案卷中，并标明原因；随它办理的事项一并作废，案件回到办理这一事项之前的阶段。请写明作废原因："
_NONE = "请先在列表中选择一份文书。"


class PaperPage(Page):
    """`visit` takes the id of a paper and opens it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("文书")
        self._desk = desk
        self.words = search_line("搜索文书名称、文号", "搜索文书")
        self.state = FilterBox("文书状态", _STATES)
        self.rows = RowsModel(_columns())
        self.table = TableView(self.rows, "文书清单")
        self.open_ = button("打开", "file-text", primary=True)
        self.case, self.void = button("到案件", "folder-open"), button("作废…")
        self.act(self.case, self.void, self.open_)
        self.put(row(self.words, self.state))
        self.put(self.table, stretch=1)
        self._connect()
        self._offer()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the list as it is filtered now."""
        chosen = self.state.currentData()
        view = View(words=self.words.text().strip(), filters={"state": chosen} if chosen else {})
        self.rows.show(self._desk, paper.LIST, view)

    def visit(self, target: object) -> None:
        """Open one paper."""
        if isinstance(target, UUID):
            self.table.go_to(target)
            self._read(target, "文书")

    def commands(self) -> Sequence[Command]:
        """What the palette offers here."""
        return (
            Command("打开所选文书", self.open_.click, "file-text", "Enter", "dksxws"),
            Command("到所选文书的案件", self.case.click, "folder-open", "", "daj"),
        )

    def poses(self) -> Sequence[Pose]:
        """The newest paper in the viewer."""
        return (Pose("open", self._open_newest),)

    def open_chosen(self) -> None:
        """The viewer, from which it is printed and saved."""
        if (key := self.table.current_id()) is not None:
            self._read(key, self._name())

    def void_chosen(self) -> None:
        """作废, with the reason."""
        if (key := self.table.current_id()) is None:
            return
        ask_reason(
            self,
            f"作废：{self._name()}",
            _VOID,
            "作废",
            lambda reason: self._desk.act(self, lambda work: paper_void.void(work, key, reason)),
        )

    def go_to_case(self) -> None:
        """The case the paper belongs to."""
        if (key := self.table.current_id()) is not None:
            self._desk.ask(self, lambda work: paper.case_of(work, key), self._go, "case")

    def _open_newest(self) -> None:
        self.table.selectRow(0)
        self.open_chosen()

    def _go(self, case_id: UUID | None) -> None:
        if case_id is None:
            self._desk.said.emit("这份文书不属于案件")
        else:
            self._desk.go.emit("case", case_id)

    def _read(self, key: UUID, name: str) -> None:
        show_paper(self, self._desk, lambda work: paper.pdf(work, key), name, _FROZEN)

    def _name(self) -> str:
        shown = self.rows.row_at(self.table.currentIndex().row())
        return " ".join(filter(None, (shown[1], shown[2]))) if shown else "文书"

    def _offer(self) -> None:
        """The buttons say why they are grey."""
        chosen = self.table.current_id() is not None
        shown = self.rows.row_at(self.table.currentIndex().row())
        void = "这份文书已经作废。" if shown and shown[6][1] == _STATES[2][0] else ""
        why = obstacle(self._desk.actor, paper_void.void)
        self._allow(self.open_, "" if chosen else _NONE)
        self._allow(self.case, "" if chosen else _NONE)
        self._allow(self.void, ("" if chosen else _NONE) or why or void)

    def _allow(self, part: QPushButton, why: str) -> None:
        part.setEnabled(not why)
        part.setToolTip(why)
        part.setAccessibleDescription(why)

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        self.state.currentIndexChanged.connect(lambda _: self.refresh())
        self.rows.counted.connect(lambda count: self.subtitle.setText(f"{count:,} 份"))
        self.rows.modelReset.connect(self._offer)
        self.table.chosen.connect(lambda _: self._offer())
        self.table.opened.connect(lambda _: self.open_chosen())
        self.open_.clicked.connect(self.open_chosen)
        self.case.clicked.connect(self.go_to_case)
        self.void.clicked.connect(self.void_chosen)
        QShortcut("Ctrl+F", self).activated.connect(self.words.setFocus)
        self._desk.watch(self, {"paper"}, self.refresh)


def _columns() -> list[Column]:
    return [
        Column(
            field,
            mark=as_mark if field.name == "state" else None,
            width=_WIDTHS.get(field.name, 0),
        )
        for field in paper.COLUMNS
    ]
