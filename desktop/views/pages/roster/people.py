"""The list with its filters at the left, the person under the cursor at the right."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.services import person_card, roster, unit
from desktop.services.listing import View
from desktop.views.kit.desk import Desk
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import label
from desktop.views.pages.roster.actions import PersonActions
from desktop.views.pages.roster.columns import roster_columns
from desktop.views.pages.roster.deeds import PersonDeeds
from desktop.views.pages.roster.detail import WIDTH, DetailPanel
from desktop.views.pages.roster.filters import FilterBar

_WATCHED = ("person", "person_secret", "posting", "served_township", "certificate", "setting")


class People(QWidget):
    """`counted` carries how many are listed and how many chosen."""

    counted = Signal(int, int)
    edit_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._total = desk, 0
        self._wanted: UUID | None = None
        self.filters = FilterBar(desk)
        self.rows = RowsModel(roster_columns())
        self.rows.setParent(self)  # Destroyed with the page, never by a worker's collector.
        self.table = TableView(self.rows, "花名册")
        self.deeds = PersonActions(desk.actor)
        self.panel = DetailPanel(self.deeds)
        self.forms = PersonDeeds(self, desk, self.refresh)
        self.nobody = label("没有符合条件的人员，可以清除筛选或调整截至日期。", "muted")
        self._lay_out()
        self._connect()
        desk.watch(self, _WATCHED, self.refresh)
        own = desk.actor.unit_id if desk.actor else None
        desk.ask(self, unit.find_township, lambda found: self._teams(found, own), "teams")

    def refresh(self) -> None:
        """Ask for the list and the person in sight again."""
        self.rows.show(self._desk, roster.LIST, self.filters.view())
        self._show_person(self.table.current_id())

    def point_at(self, key: UUID) -> None:
        """Show this person, leaving filters that hide them."""
        self._wanted = key
        if not self.table.go_to(key):
            self.filters.reset()
            self.filters.team.choose(None)

    def view(self) -> View:
        """What is listed; narrowed to the chosen rows where several are chosen."""
        view, chosen = self.filters.view(), self.table.selected_ids()
        if len(chosen) < 2:
            return view
        return View(
            filters={"ids": chosen}, order=view.order, descending=view.descending, as_of=view.as_of
        )

    def _teams(self, found: list[tuple[UUID, str]], own: UUID | None) -> None:
        self.filters.offer_teams(found, own)
        self.refresh()

    def _lay_out(self) -> None:
        left, split = QWidget(), QSplitter(Qt.Orientation.Horizontal)
        stack = QVBoxLayout(left)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.nobody)
        stack.addWidget(self.table, 1)
        self.nobody.hide()
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setHandleWidth(10)
        split.setSizes([800, WIDTH])
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(self.filters)
        body.addWidget(split, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.table.sort_asked.connect(self.filters.sort)
        self.table.chosen.connect(self._show_person)
        self.table.selection_counted.connect(lambda _: self._count(self._total))
        self.table.opened.connect(lambda _: self.deeds.edit.click())
        self.rows.counted.connect(self._count)
        self.rows.swapped.connect(self._settle)
        deeds, forms = self.deeds, self.forms
        deeds.edit_asked.connect(self.edit_asked)
        deeds.renew_asked.connect(forms.renew)
        deeds.add_asked.connect(forms.add)
        deeds.move_asked.connect(forms.move)
        deeds.state_asked.connect(forms.change_state)
        deeds.finish_asked.connect(forms.finish)
        deeds.remove_asked.connect(forms.remove)
        for action in (deeds.finish, deeds.remove):
            self.table.add_action(action.text(), action)

    def _settle(self) -> None:
        """The order is known: go to whom another page pointed at, else to the first."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.table.go_to(wanted):
            return
        if self.table.current_id() is None and self.rows.rowCount():
            self.table.selectRow(0)
        elif not self.rows.rowCount():
            self.panel.clear()

    def _count(self, total: int) -> None:
        self._total = total
        self.nobody.setVisible(total == 0)
        self.counted.emit(total, len(self.table.selectionModel().selectedRows()))

    def _show_person(self, key: UUID | None) -> None:
        if key is None:
            return
        day = self.filters.day()
        self._desk.ask(
            self,
            lambda work: person_card.card(work, key, day),
            self.panel.show_card,
            "card",
            failed=lambda _: self._gone(),
        )

    def _gone(self) -> bool:
        """The person was taken off the roster meanwhile; the list says so itself."""
        self.panel.clear()
        return True
