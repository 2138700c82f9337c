"""期限日历: what runs in the open cases, as a list, by week or by day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.roles import Role
from desktop.services import case_due
from desktop.services.case_due import Tally
from desktop.services.case_term import SOON
from desktop.services.listing import View
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button, label
from desktop.views.pages.term.filters import TermFilters
from desktop.views.pages.term.week_grid import WeekGrid

LIST, WEEK, DAY = range(3)
MODES = ("列表", "周", "日")
_WATCHED = {"case_due", "case_mark", "case_officer"}
_WIDTHS = {
    **{"left": 142, "label": 172, "ends_on": 94, "holder": 78, "cite": 142, "number": 218},
    **{"cause": 210, "party": 154, "officer": 68, "starts_on": 96, "town": 84},
}
_HIDDEN = ("starts_on",)
_LIST_KEYS = "Enter 打开案件 · Ctrl+F 搜索"
_DAY_KEYS = "Alt+← → 换日期 · Alt+Home 今天 · Enter 打开案件"


class Calendar(QWidget):
    """`opened` carries a case; `counted` says in words what runs."""

    opened = Signal(object)
    counted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.day = desk.almanac.today()
        self.filters, self.modes = TermFilters(), QTabBar()
        hidden = _HIDDEN if sees_all(desk) else (*_HIDDEN, "town")
        self.rows, self.on_day = RowsModel(_columns(hidden)), RowsModel(_columns(hidden))
        whose = "全县" if sees_all(desk) else ""  # Columns are remembered by the table's name.
        self.table = TableView(self.rows, f"{whose}期限清单")
        self.day_table = TableView(self.on_day, f"{whose}当日期限")
        self.grid, self.stack = WeekGrid(), QStackedWidget()
        self.before, self.after = button("", "caret-left"), button("", "caret-right")
        self.today, self.span = button("今天"), label("", "h2")
        self.nothing = label("没有符合条件的期限。", "muted")
        self.keys = label(_LIST_KEYS, "small")
        self.turning = QWidget()
        self._lay_out()
        self._connect()
        self.turning.hide()
        self.nothing.hide()

    def refresh(self) -> None:
        """Ask for what is in sight."""
        mode, view = self.modes.currentIndex(), self.view()
        if mode == LIST:
            self.rows.show(self._desk, case_due.LIST, view)
        elif mode == DAY:
            self.on_day.show(self._desk, case_due.LIST, view)
        else:
            monday = self.day - timedelta(self.day.weekday())
            ask = partial(case_due.week, view=view, monday=monday)
            self._desk.ask(self, ask, self.grid.show_week, "week")
        self._name_span()
        town = self.filters.town.currentData()
        self._desk.ask(self, lambda work: case_due.tally(work, town), self._tell, "tally")
        self._desk.ask(self, case_due.choices, self.filters.offer, "choices")

    def view(self) -> View:
        """What is in sight, as the list is asked for it; a day shows what ended on it too."""
        mode = self.modes.currentIndex()
        if mode == LIST:
            return self.filters.view()
        state = self.filters.state.currentData()
        wide = {"state": "all" if state == "running" else state}
        return self.filters.view(**wide, **({"day": self.day} if mode == DAY else {}))

    def turn_to(self, mode: int) -> None:
        """List, week or day."""
        self.modes.setCurrentIndex(mode)

    def go_to(self, day: date) -> None:
        """Show the week or day of a date."""
        self.day = day
        self.refresh()

    def turn(self, step: int) -> None:
        """The week or day before or after."""
        self.go_to(self.day + timedelta(step * (7 if self.modes.currentIndex() == WEEK else 1)))

    def go_today(self) -> None:
        """Back to today."""
        self.go_to(self._desk.almanac.today())

    def _tell(self, found: Tally) -> None:
        parts = [f"{found.running:,} 项运行中"]
        parts += [f"逾期 {found.over:,} 项"] if found.over else []
        parts += [f"{SOON} 天内到期 {found.soon:,} 项"] if found.soon else []
        self.counted.emit(" · ".join(parts))

    def _name_span(self) -> None:
        day = self.day
        if self.modes.currentIndex() == WEEK:
            monday = day - timedelta(day.weekday())
            sunday = monday + timedelta(6)
            self.span.setText(f"{_said(monday)} 至 {sunday.month}月{sunday.day}日")
        else:
            self.span.setText(f"{_said(day)}　星期{'一二三四五六日'[day.weekday()]}")

    def _show_mode(self, mode: int) -> None:
        self.stack.setCurrentIndex(mode)
        self.turning.setVisible(mode != LIST)
        self.keys.setText(_LIST_KEYS if mode == LIST else _DAY_KEYS)
        word = "周" if mode == WEEK else "日"
        for part, said, key in (
            (self.before, f"上一{word}", "Alt+←"),
            (self.after, f"下一{word}", "Alt+→"),
        ):
            part.setAccessibleName(said)
            part.setToolTip(f"{said}（{key}）")
        self.nothing.hide()
        self.refresh()

    def _count(self, mode: int, count: int) -> None:
        if mode == self.modes.currentIndex():
            self.nothing.setVisible(count == 0)

    def _open(self, table: TableView) -> None:
        found = table.rows.row_at(table.currentIndex().row())
        if found is not None:
            self.opened.emit(found[-1])

    def _turned(self, step: int) -> None:
        """The keyboard walked out of the week at one side and comes in at the other."""
        self.turn(step)
        self.grid.focus_day(0 if step > 0 else 6)

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.modes.currentChanged.connect(self._show_mode)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.today.clicked.connect(self.go_today)
        self.grid.turned.connect(self._turned)
        self.grid.opened.connect(self.opened)
        for mode, table in ((LIST, self.table), (DAY, self.day_table)):
            table.rows.setParent(self)  # Destroyed with the page, never by a worker's collector.
            table.opened.connect(lambda _, table=table: self._open(table))
            table.rows.counted.connect(partial(self._count, mode))
        keys = {"Alt+Left": self.before, "Alt+Right": self.after, "Alt+Home": self.today}
        for text, part in keys.items():
            QShortcut(text, self).activated.connect(part.click)
        self._desk.watch(self, _WATCHED, self._again)

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        self.modes.setAccessibleName("期限日历的显示方式")
        self.modes.setDrawBase(False)
        self.modes.setExpanding(False)
        for words in MODES:
            self.modes.addTab(words)
        turning = row(self.before, self.today, self.after, self.span)
        turning.setContentsMargins(0, 0, 0, 0)
        self.turning.setLayout(turning)
        for page in (self.table, self.grid, self.day_table):
            self.stack.addWidget(page)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.filters)
        body.addLayout(row(self.modes, self.turning, 1, self.keys))
        body.addWidget(self.nothing)
        body.addWidget(self.stack, 1)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def sees_all(desk: Desk) -> bool:
    """Whether the actor reads the cases of every township, so that each row must say whose."""
    return desk.actor is not None and desk.actor.role is Role.GUIDANCE


def _columns(hidden: Collection[str]) -> list[Column]:
    return [
        Column(
            field,
            mark=as_mark if field.name == "left" else None,
            hidden=field.name in hidden,
            width=_WIDTHS[field.name],
        )
        for field in case_due.COLUMNS
    ]
