"""The list of cases: found by words, narrowed to a phase, opened by Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut

from desktop.roles import Role
from desktop.services import case_list, lead, opening_batch
from desktop.services.listing import View
from desktop.services.work import obstacle
from desktop.views.kit.badge import Mark, as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import Page, after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button
from desktop.views.pages.case.import_dialog import ImportDialog
from desktop.views.pages.case.loans import LoansDialog

_WIDTHS = {
    **{"number": 214, "cause": 224, "party": 168, "found_at": 136, "filed_on": 96},
    **{"town": 84, "due": 110, "phase_label": 106},
}
_MARKS = ("due", "phase_label")


class CaseListing(Page):
    """`opened` carries the id of a case; `lead_asked` wants a blank lead."""

    opened = Signal(object)
    lead_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("案件")
        self._desk = desk
        self.words = search_line("搜索案由、地点、当事人、案号", "搜索案件")
        phases = (("全部阶段", None), *((words, key) for key, words in case_list.PHASES.items()))
        self.phase = FilterBox("办理阶段", phases)
        county = desk.actor is not None and desk.actor.role is Role.GUIDANCE
        self.rows = RowsModel(_columns(county))
        self.table = TableView(self.rows, "案件列表")
        self.register = button("登记线索", "plus", primary=True, keys="Ctrl+N")
        why = obstacle(desk.actor, lead.register)
        self.register.setEnabled(not why)
        if why:
            self.register.setToolTip(why)
        self.loans = button("案卷借阅", "archive")
        self.loans.clicked.connect(self.show_loans)
        self.take_over = button("导入启用前案件…", "upload-simple")
        hindered = obstacle(desk.actor, opening_batch.apply)
        self.take_over.setEnabled(not hindered)
        self.take_over.setToolTip(hindered)
        self.take_over.clicked.connect(self.show_import)
        self.act(self.take_over, self.loans, self.register)
        self.put(row(self.words, self.phase))
        self.put(self.table, stretch=1)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the list as it is filtered now."""
        filters = {"phase": self.phase.currentData()} if self.phase.currentData() else {}
        view = View(words=self.words.text().strip(), filters=filters)
        self.rows.show(self._desk, case_list.LIST, view)

    def show_loans(self) -> LoansDialog:
        """The register of volumes lent."""
        dialog = LoansDialog(self.window(), self._desk)
        dialog.opened.connect(self.opened)
        dialog.open()
        return dialog

    def show_import(self) -> ImportDialog:
        """Cases from before the program, from a workbook."""
        dialog = ImportDialog(self.window(), self._desk)
        dialog.open()
        return dialog

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        self.phase.currentIndexChanged.connect(lambda _: self.refresh())
        self.rows.counted.connect(lambda count: self.subtitle.setText(f"{count:,} 件"))
        self.table.opened.connect(self.opened)
        self.register.clicked.connect(self.lead_asked)
        QShortcut("Ctrl+F", self).activated.connect(self.words.setFocus)
        self._desk.watch(self, {"case_file", "party", "case_action", "case_mark"}, self.refresh)


def _columns(county: bool) -> list[Column]:
    """The township is said where the cases of all of them are listed."""
    return [
        Column(
            field,
            mark=_mark if field.name in _MARKS else None,
            hidden=field.name == "town" and not county,
            width=_WIDTHS.get(field.name, 0),
        )
        for field in case_list.COLUMNS
    ]


def _mark(value: Any) -> Mark | None:
    """A case without a running term shows none."""
    return as_mark(value) if value and value[0] else None
