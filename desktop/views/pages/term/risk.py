"""风险案件: what went wrong or soon will, by kind, with its ground and the way into the case."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.services import case_due, case_risk
from desktop.services.case_due import Choices
from desktop.services.listing import View
from desktop.views.kit.badge import GLYPHS, as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import label
from desktop.views.kit.theme import theme
from desktop.views.pages.term.calendar import sees_all

_WATCHED = {"case_due", "case_mark", "case_action", "opinion", "paper", "proof_of_service"}
_WIDTHS = {
    **{"mark": 142, "what": 176, "why": 300, "town": 84, "number": 216, "party": 150},
    **{"officer": 68, "cause": 220},
}
_SIDE = 216
_KEY = int(Qt.ItemDataRole.UserRole)


class Risk(QWidget):
    """`opened` carries the id of a case."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kinds, self.nothing = QListWidget(), label("", "muted")
        self.town = FilterBox("乡镇（街道）", (("全部乡镇（街道）", None),))
        self.town.setVisible(sees_all(desk))
        hidden = () if sees_all(desk) else ("town",)
        self.rows = RowsModel(
            Column(
                field,
                mark=as_mark if field.name == "mark" else None,
                hidden=field.name in hidden,
                width=_WIDTHS[field.name],
            )
            for field in case_risk.COLUMNS
        )
        self.rows.setParent(self)  # Destroyed with the page, never by a worker's collector.
        whose = "全县" if sees_all(desk) else ""  # Columns are remembered by the table's name.
        self.table = TableView(self.rows, f"{whose}风险案件清单")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Count every kind, and list the chosen one."""
        town = self.town.currentData()
        self._desk.ask(self, lambda work: case_risk.counts(work, town), self._count, "counts")
        if sees_all(self._desk):
            self._desk.ask(self, case_due.choices, self._offer, "choices")
        self._list()

    def choose(self, risk: str) -> None:
        """Turn to a kind by its key."""
        keys = [self.kinds.item(at).data(_KEY) for at in range(self.kinds.count())]
        self.kinds.setCurrentRow(keys.index(risk))

    def _list(self) -> None:
        item, town = self.kinds.currentItem(), self.town.currentData()
        filters = {"risk": item.data(_KEY)} | ({"unit_id": town} if town else {})
        self.rows.show(self._desk, case_risk.LIST, View(filters=filters))

    def _count(self, found: Mapping[str, int]) -> None:
        for at in range(self.kinds.count()):
            item = self.kinds.item(at)
            level, words = case_risk.RISKS[item.data(_KEY)]
            number = found[item.data(_KEY)]
            glyph = GLYPHS[level if number else "ok"]
            item.setText(f"{glyph}  {words}　{number:,}")
            item.setForeground(
                theme.colour((level if level != "info" else "text") if number else "muted")
            )

    def _offer(self, found: Choices) -> None:
        options = [(name, key) for key, name in found.towns]
        self.town.blockSignals(True)
        self.town.refill((("全部乡镇（街道）", None), *options))
        self.town.blockSignals(False)

    def _shown(self, count: int) -> None:
        words = case_risk.RISKS[self.kinds.currentItem().data(_KEY)][1]
        self.nothing.setText(f"没有“{words}”的案件。")
        self.nothing.setVisible(count == 0)

    def _open(self, key: UUID | None) -> None:
        found = self.rows.row_at(self.table.currentIndex().row())
        if key is not None and found is not None:
            self.opened.emit(found[-1])

    def _connect(self) -> None:
        self.kinds.currentRowChanged.connect(lambda _: self._list())
        self.kinds.itemActivated.connect(lambda _: self.table.setFocus())
        self.town.currentIndexChanged.connect(lambda _: self.refresh())
        self.rows.counted.connect(self._shown)
        self.table.opened.connect(self._open)
        theme.changed.connect(self._again)
        self._desk.watch(self, _WATCHED, self._again)

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        self.kinds.setAccessibleName("风险种类")
        self.kinds.setObjectName("rows")
        self.kinds.setFixedWidth(_SIDE)
        for key, (_, words) in case_risk.RISKS.items():
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setSizeHint(QSize(0, 40))
            self.kinds.addItem(item)
        self.kinds.setCurrentRow(0)
        right, across = QVBoxLayout(), QHBoxLayout()
        right.setSpacing(6)
        for part in (self.town, self.nothing):
            right.addWidget(part)
        right.addWidget(self.table, 1)
        self.nothing.hide()
        across.setSpacing(10)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.kinds)
        across.addLayout(right, 1)
        self.setLayout(across)
