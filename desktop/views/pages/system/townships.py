"""乡镇（街道）: mode and dates of empowerment, area, population, and the name as on the seal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services import township_list, unit
from desktop.services.listing import View
from desktop.services.work import Draft, Work, obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import message
from desktop.views.kit.filter_box import search_line
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button, label
from desktop.views.pages.system.villages import Villages

_LAYOUT = (
    ("mode", "issuer_name"),
    ("empowered_since", "empowered_until"),
    ("area", "population"),
    ("excluded_area",),
    ("issuer_confirmed",),
)
_SAID = "文书一律以乡镇（街道）名义制发；执法主体名称应与印章逐字一致，核对后请勾选。"
_WIDTHS = {"name": 110, "code": 130, "mode": 90, "empowered_since": 110, "issuer_name": 250}


class Townships(QWidget):
    """The fifteen, each kept by its own clerk or by the county."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen: UUID | None = None
        self.words = search_line("搜索名称、代码", "搜索乡镇（街道）")
        self.rows = RowsModel(_columns())
        self.table = TableView(self.rows, "乡镇（街道）")
        self.edit = button("编辑", "pencil-simple")
        self.villages = button("村（社区）…", "list")
        self.why = label("", "small", wraps=True)
        self.dialog: FormDialog | None = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addLayout(row(self.words, 1, self.villages, self.edit))
        body.addWidget(self.why)
        body.addWidget(self.table, 1)
        after_pause(self.words.textChanged, self, self.refresh)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.edit.clicked.connect(self.ask_edit)
        self.villages.clicked.connect(self.show_villages)
        desk.watch(self, {"township", "unit"}, self.refresh)
        self._offer()

    def refresh(self) -> None:
        """Ask for the list again."""
        self.rows.show(self._desk, township_list.LIST, View(words=self.words.text().strip()))

    def ask_edit(self) -> None:
        """The form of the chosen township, else of the own one."""
        own = self._desk.actor.unit_id if self._desk.actor else None
        chosen = self._chosen or own
        if chosen is not None:
            self._desk.ask(self, lambda work: unit.open_township(work, chosen), self._show, "form")

    def show_villages(self) -> None:
        """The villages of the chosen township, else of the own one."""
        own = self._desk.actor.unit_id if self._desk.actor else None
        wanted = self._chosen or own

        def show(found: list[tuple[UUID, str]]) -> None:
            for key, name in found:
                if key == wanted:
                    Villages(self.window(), self._desk, key, name).open()
                    return
            message(self, "请先在名单中选择一个乡镇（街道）。")

        self._desk.ask(self, unit.find_township, show, "villages")

    def _show(self, draft: Draft) -> None:
        self.dialog = FormDialog(
            self.window(),
            self._desk,
            unit.TOWNSHIP_FIELDS,
            _LAYOUT,
            title="乡镇（街道）信息",
            said=_SAID,
        )

        def save(work: Work, values: dict[str, Any], version: int | None) -> int:
            return unit.save_township(work, Draft(draft.id, version or draft.version, values))

        self.dialog.begin(draft.values, save, lambda _: None)

    def _open(self, key: UUID) -> None:
        self._choose(key)
        if self.edit.isEnabled():
            self.ask_edit()

    def _choose(self, key: UUID | None) -> None:
        self._chosen = key
        self._offer()

    def _offer(self) -> None:
        why = obstacle(self._desk.actor, unit.save_township)
        self.edit.setEnabled(not why)
        self.edit.setToolTip(why)
        self.edit.setAccessibleDescription(why)
        self.why.setText(why)
        self.why.setVisible(bool(why))


def _columns() -> list[Column]:
    return [
        Column(
            field,
            mark=as_mark if field.name == "state" else None,
            width=_WIDTHS.get(field.name, 100),
        )
        for field in township_list.COLUMNS
    ]
