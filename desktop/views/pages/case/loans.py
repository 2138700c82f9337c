"""The volume of an archived case lent out: a card on the case, a register of the office."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services import loan
from desktop.services.case_menu import Choice
from desktop.services.listing import View
from desktop.services.loan import Loan
from desktop.values import show_day
from desktop.views.kit.badge import Badge, Mark, as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button, label
from desktop.views.pages.case.lines_card import LinesCard

_WIDTHS = {
    **{"number": 212, "cause": 150, "borrower": 72, "unit": 130, "way": 76, "purpose": 96},
    **{"approved_by": 72, "lent_on": 92, "due_on": 92, "returned_on": 92, "state": 116},
}


class LoansCard(LinesCard):
    """`chosen` carries the Choice of the action to begin: lending, or bringing back."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("案卷借阅")
        self._lend: Choice | None = None
        self.lend = button("借出案卷…", "plus", link=True)
        self.lend.clicked.connect(lambda: self.chosen.emit(self._lend))
        self.head.addWidget(self.lend)

    def show_loans(self, found: Sequence[Loan], menu: Sequence[Choice], obstacle: str) -> None:
        """The newest first; away until the case is archived. `obstacle`: why none is entered."""
        open_ = [one for one in menu if not one.why]
        lend = [one for one in open_ if one.name == loan.LENDING]
        back = {one.thread: one for one in open_ if one.name == loan.RETURN}
        self._lend = lend[0] if lend else None
        self.setVisible(bool(found or lend))
        self.lend.setVisible(bool(lend))
        self.lend.setEnabled(not obstacle)
        self.lend.setToolTip(obstacle)
        self.rename(f"案卷借阅（{len(found)}）" if found else "案卷借阅")
        self.show_many(
            found,
            lambda one: self._line(one, back.get(one.thread), obstacle),
            "案卷没有借出过。",
            "次",
            newest_first=True,
        )

    def _line(self, one: Loan, back: Choice | None, obstacle: str) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 2)
        body.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(label(one.borrower, wraps=True), 1)
        head.addWidget(Badge(Mark(*one.mark)), 0, Qt.AlignmentFlag.AlignTop)
        if back is not None:
            go = button("归还…", link=True)
            go.setAccessibleName(f"归还案卷：{one.borrower}")
            go.setEnabled(not obstacle)
            go.setToolTip(obstacle)
            go.clicked.connect(partial(self.chosen.emit, back))
            head.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        back_on = one.returned_on
        until = f"{show_day(back_on)} 归还" if back_on else f"{show_day(one.due_on)} 应还"
        days = f"{show_day(one.lent_on)} 借出，{until}"
        body.addWidget(label(f"{days} · {one.said}", "small", wraps=True))
        return page


class LoansDialog(QDialog):
    """Every lending the actor may see, those still out first; `opened` carries a case."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("案卷借阅登记")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1240, 560)
        self._desk = desk
        self.words = search_line("搜索借阅人、单位、用途、案号、案由", "搜索借阅记录")
        self.state = FilterBox("借阅状态", (("全部", None), *loan.FILTERS.items()))
        self.rows = RowsModel(_columns())
        self.rows.setParent(self)  # Destroyed with the window, never by a worker's collector.
        self.table = TableView(self.rows, "案卷借阅登记")
        self.count, close = label("", "muted"), button("关闭")
        said = "借出和归还在案件页办理：归档后的案件有“案卷借阅”一栏。双击一行打开案件。"
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label("案卷借阅登记", "h1"))
        body.addWidget(label(said, "muted", wraps=True))
        body.addLayout(row(self.words, self.state, 1))
        body.addWidget(self.table, 1)
        body.addLayout(row(self.count, 1, close))
        close.clicked.connect(self.accept)
        after_pause(self.words.textChanged, self, self.refresh)
        self.state.currentIndexChanged.connect(lambda _: self.refresh())
        self.rows.counted.connect(lambda count: self.count.setText(f"{count:,} 次借阅"))
        self.table.opened.connect(self._open)
        desk.watch(self, {"case_action", "action_value"}, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the list again."""
        chosen = self.state.currentData()
        filters = {"state": chosen} if chosen else {}
        view = View(words=self.words.text().strip(), filters=filters)
        self.rows.show(self._desk, loan.LIST, view)

    def _open(self, key: UUID) -> None:
        def go(case_id: UUID) -> None:
            self.accept()
            self.opened.emit(case_id)

        self._desk.ask(self, lambda work: loan.case_of(work, key), go, "case")


def _columns() -> list[Column]:
    return [
        Column(field, mark=as_mark if field.name == "state" else None, width=_WIDTHS[field.name])
        for field in loan.COLUMNS
    ]
