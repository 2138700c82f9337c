"""The list of empowered items beside the one that is chosen."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.services import item, item_card
from desktop.services.item_card import Bodies, ItemCard
from desktop.services.listing import View
from desktop.services.work import obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import Page, after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button
from desktop.views.pages.item.panel import ItemPanel

_WIDTHS = {
    **{"code": 112, "name": 318, "field_of_law": 76, "notice_number": 150, "since": 96},
    **{"town": 84, "state": 96},
}
_HIDDEN = ("notice_number", "until")
_FORCE = (("今日有效", True), ("全部（含已收回）", None))


class ItemListing(Page):
    """`new_asked` and `edit_asked` open the form, `withdraw_asked` the small window."""

    new_asked = Signal()
    edit_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("赋权事项")
        self._desk = desk
        self._pointed: UUID | None = None
        self.words = search_line("搜索事项代码、名称", "搜索赋权事项")
        self.town = FilterBox("乡镇（街道）", (("全部乡镇（街道）", None),))
        self.force = FilterBox("有效情况", _FORCE)
        self.rows = RowsModel(_columns())
        self.table = TableView(self.rows, "赋权事项清单")
        self.panel = ItemPanel(desk.actor)
        self.new = button("新增事项", "plus", primary=True, keys="Ctrl+N")
        why = obstacle(desk.actor, item.save)
        self.new.setEnabled(not why)
        if why:
            self.new.setToolTip(why)
        self.act(self.new)
        self.put(row(self.words, self.town, self.force))
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self.table, 1)
        across.addWidget(self.panel)
        self.put(across, stretch=1)
        self._connect()
        desk.ask(self, item_card.towns, self._offer_towns, "towns")

    def refresh(self) -> None:
        """Ask for the list as it is filtered now, and for the chosen item."""
        chosen = {"unit_id": self.town.currentData(), "in_force": self.force.currentData()}
        filters = {name: value for name, value in chosen.items() if value}
        view = View(words=self.words.text().strip(), filters=filters)
        self.rows.show(self._desk, item.LIST, view)
        shown = self._pointed or (self.panel.card.id if self.panel.card else None)
        if shown is not None:
            self._read(shown)

    def point_at(self, key: UUID) -> None:
        """Show one item, in the list as soon as it is there."""
        self._pointed = key
        self.refresh()

    def _offer_towns(self, found: tuple[Bodies, UUID | None]) -> None:
        towns, own = found
        self.town.blockSignals(True)
        for key, name in towns:
            self.town.addItem(name, key)
        self.town.choose(own)
        self.town.blockSignals(False)
        self.refresh()

    def _settle(self) -> None:
        """The whole list has come: put the cursor on the item that was pointed at."""
        if self._pointed is not None:
            self.table.go_to(self._pointed)
            self._pointed = None

    def _choose(self, key: UUID | None) -> None:
        """Until then the cursor moves by itself and says nothing."""
        if key is not None and self._pointed is None:
            self._read(key)

    def _read(self, key: UUID) -> None:
        self._desk.ask(self, lambda work: item_card.read(work, key), self._show, "card")

    def _show(self, card: ItemCard) -> None:
        self.panel.show_card(card)

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        for box in (self.town, self.force):
            box.currentIndexChanged.connect(lambda _: self.refresh())
        self.rows.swapped.connect(self._settle)
        self.rows.counted.connect(lambda count: self.subtitle.setText(f"{count:,} 项"))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _: self.panel.edit.click())
        self.new.clicked.connect(self.new_asked)
        self.panel.edit_asked.connect(self.edit_asked)
        self.panel.withdraw_asked.connect(self.withdraw_asked)
        QShortcut("Ctrl+F", self).activated.connect(self.words.setFocus)
        self._desk.watch(self, {"empowered_item"}, self.refresh)


def _columns() -> list[Column]:
    return [
        Column(
            field,
            mark=as_mark if field.name == "state" else None,
            hidden=field.name in _HIDDEN,
            width=_WIDTHS.get(field.name, 0),
        )
        for field in item.COLUMNS
    ]
