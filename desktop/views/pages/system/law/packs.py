"""法律数据包: what was added to the law of the county, by whom, and what waits for approval."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.services import law_pack, law_pack_list
from desktop.services.law_pack_list import Kept
from desktop.services.listing import View
from desktop.services.work import obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button
from desktop.views.pages.system.law.pack_dialog import PackDialog
from desktop.views.pages.system.law.pack_panel import PackPanel

_WIDTHS = {"label": 300, "source": 300, "imported": 180, "approved": 180, "state": 104}
_STATES = [("全部状态", None), *((state.label, state) for state in law_pack_list.STATES)]


class Packs(QWidget):
    """The list above, the chosen pack below; a file may be dropped anywhere on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen: UUID | None = None
        self.setAcceptDrops(True)
        self.words = search_line("搜索名称、依据文件", "搜索法律数据包")
        self.state = FilterBox("状态", _STATES)
        self.bring = button("导入法律数据包…", "upload-simple", primary=True)
        self.rows = RowsModel(_columns())
        self.table, self.panel = TableView(self.rows, "法律数据包"), PackPanel()
        self.dialog: PackDialog | None = None
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.setSizes([190, 360])
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(row(self.words, self.state, 1, self.bring))
        body.addWidget(split, 1)
        self._connect()
        why = obstacle(desk.actor, law_pack.import_pack)
        self.bring.setEnabled(not why)
        self.bring.setToolTip(why)
        self.bring.setAccessibleDescription(why)

    def refresh(self) -> None:
        """The list again, and the chosen one."""
        view = View(self.words.text().strip(), {"state": self.state.currentData()})
        self.rows.show(self._desk, law_pack_list.LIST, view)
        self._read(self._chosen)

    def ask_import(self) -> PackDialog:
        """The window in which a file is chosen and looked at."""
        self.dialog = PackDialog(self.window(), self._desk)
        self.dialog.open()
        return self.dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single file, from somebody who may import."""
        if self.bring.isEnabled() and len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        self.ask_import().read(Path(event.mimeData().urls()[0].toLocalFile()))

    def _first(self) -> None:
        """Something to read from the start; nothing where the list is empty."""
        if self.rows.rowCount() == 0:
            self._chosen = None
            self.panel.show_pack(None)
        elif self.table.current_id() is None and (key := self.rows.id_at(0)) is not None:
            self.table.go_to(key)

    def _read(self, key: UUID | None) -> None:
        if key is not None:
            self._chosen = key
            self._desk.ask(self, partial(law_pack_list.read, key=key), self._show, "pack")

    def _show(self, kept: Kept) -> None:
        if self.rows.rowCount():
            self.panel.show_pack(kept)

    def _approve(self) -> None:
        if (key := self._chosen) is not None:
            self._desk.act(self, lambda work: law_pack.approve(work, key), self._say("已批准"))

    def _retire(self, reason: str) -> None:
        if (key := self._chosen) is not None:
            self._desk.act(
                self, lambda work: law_pack.retire(work, key, reason), self._say("已停用")
            )

    def _say(self, words: str) -> Callable[[object], None]:
        named = self.panel.title.text()
        return lambda _: self._desk.said.emit(f"{words}“{named}”")

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        self.state.currentIndexChanged.connect(lambda _: self.refresh())
        self.bring.clicked.connect(self.ask_import)
        self.rows.swapped.connect(self._first)
        self.table.chosen.connect(self._read)
        self.panel.approved.connect(self._approve)
        self.panel.retired.connect(self._retire)
        self._desk.watch(self, {"law_pack"}, self.refresh)


def _columns() -> list[Column]:
    return [
        Column(field, mark=as_mark if field.name == "state" else None, width=_WIDTHS[field.name])
        for field in law_pack_list.COLUMNS
    ]
