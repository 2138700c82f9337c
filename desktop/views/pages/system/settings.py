"""设置: what is in force, since when, who confirmed it, and what nobody has confirmed yet."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.permissions import Operation, Scope, scope_of
from desktop.services import setting_list
from desktop.services.listing import View
from desktop.services.setting_list import Earlier, Line
from desktop.services.work import Work
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.pages.system.setting_panel import SettingPanel

_WIDTHS = {"label": 290, "value": 180, "since": 92, "who": 110, "state": 104}
_OPEN = (("全部设置", False), ("只看未确认", True))
_PATTERN = (
    "可用 {short}（单位简称）、{year}（年份）、{seq}（序号）、{seq:06}（六位序号）；"
    "序号和年份不能缺少。已经使用的文号不变。"
)
_SAID = "确认后自生效日期起使用，原值保留在历次记录中。"
_AS_IS = "请对照原文核对。确认后，文书和期限按此执行；如与现行规定不一致，请勿确认。"


class SettingsList(QWidget):
    """`counted` says how many settings nobody has confirmed."""

    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = search_line("搜索设置项", "搜索设置项")
        self.unit = FilterBox("单位", ())
        self.state = FilterBox("确认情况", _OPEN)
        groups = [(group.label, group) for group in setting_list.GROUPS]
        self.group = FilterBox("类别", [("全部类别", None), *groups])
        self.rows = RowsModel(_columns())
        self.table = TableView(self.rows, "设置")
        self.panel = SettingPanel(desk.actor)
        self.dialog: FormDialog | None = None
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self.table, 1)
        across.addWidget(self.panel)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addLayout(row(self.words, self.unit, self.group, self.state))
        body.addLayout(across, 1)
        self._connect()
        desk.ask(self, setting_list.bodies, self._offer, "units")

    def refresh(self) -> None:
        """The list for the chosen unit, the number of open ones, and the panel."""
        if self.unit.count() == 0:
            return
        unit_id = self.unit.currentData()
        filters = {"unit_id": unit_id, "open": self.state.currentData()}
        filters["group"] = self.group.currentData()
        view = View(words=self.words.text().strip(), filters=filters)
        self.rows.show(self._desk, setting_list.LIST, view)
        self._desk.ask(self, partial(_open, unit_id=unit_id), self.counted.emit, "open")
        if self.panel.line is not None:
            self._read(self.panel.line.key)

    def ask(self) -> None:
        """The window in which the chosen setting is confirmed."""
        line = self.panel.line
        if line is None or not self.panel.confirm.isEnabled():
            return
        unit_id, fields = self.unit.currentData(), setting_list.fields(line)
        self.dialog = FormDialog(
            self.window(),
            self._desk,
            fields,
            [(name,) for name in fields],
            title=f"确认：{line.label}",
            name=f"setting:{unit_id}:{line.name}",
            yes="确认",
            said=_said(line),
        )
        values = {"value": setting_list.value_of(line), "since": self._desk.almanac.today()}

        def confirm(work: Work, given: dict[str, Any], _: int | None) -> None:
            setting_list.confirm(work, unit_id, line, given)

        self.dialog.begin(values, confirm, lambda _: None)

    def _offer(self, found: list[tuple[UUID, str]]) -> None:
        """Everybody sees the own unit's; who sets for all may choose."""
        actor = self._desk.actor
        own = actor.unit_id if actor else None
        everywhere = (
            actor is not None and scope_of(actor.role, "setting", Operation.ADD) is Scope.ALL
        )
        self.unit.blockSignals(True)
        for key, name in found:
            if everywhere or key == own:
                self.unit.addItem(name, key)
        self.unit.choose(own)
        self.unit.setVisible(everywhere)
        self.unit.blockSignals(False)
        self.refresh()

    def _choose_first(self) -> None:
        """The panel shows something from the start."""
        if self.panel.line is None and (key := self.rows.id_at(0)) is not None:
            self.table.go_to(key)

    def _read(self, key: UUID | None) -> None:
        if key is not None:
            read = partial(setting_list.read, unit_id=self.unit.currentData(), key=key)
            self._desk.ask(self, read, self._show, "line")

    def _show(self, answer: tuple[Line, list[Earlier]]) -> None:
        self.panel.show_line(*answer, self.unit.currentData())

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        for box in (self.unit, self.state, self.group):
            box.currentIndexChanged.connect(lambda _: self.refresh())
        self.rows.swapped.connect(self._choose_first)
        self.table.chosen.connect(self._read)
        self.table.opened.connect(lambda _: self.ask())
        self.panel.confirm.clicked.connect(self.ask)
        self._desk.watch(self, {"setting"}, self.refresh)


def _open(work: Work, unit_id: UUID) -> int:
    return sum(line.open for line in setting_list.lines(work, unit_id))


def _said(line: Line) -> str:
    if line.kind in ("as_is", "kept", "table"):
        where = f"（在“{line.place}”中录入）" if line.place else ""
        return f"{_AS_IS}\n\n{line.value}{where}"
    return _PATTERN if line.pattern else _SAID


def _columns() -> list[Column]:
    return [
        Column(field, mark=as_mark if field.name == "state" else None, width=_WIDTHS[field.name])
        for field in setting_list.COLUMNS
    ]
