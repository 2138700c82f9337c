"""A week: seven columns of terms, moved through with the arrows, opened with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.law.calendar import DayKind
from desktop.services.case_due import Day, Entry, Week
from desktop.views.kit.text import label, restyle
from desktop.views.pages.term.entry_delegate import ENTRY, EntryDelegate

_GLYPHS = {DayKind.HOLIDAY: "休", DayKind.MAKE_UP: "班"}
Index = QModelIndex | QPersistentModelIndex


class DayColumn(QFrame):
    """One day. `opened` carries the case of a term, `sideways` wants the neighbour's list."""

    opened = Signal(object)
    sideways = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.heading, self.said = label("", "strong"), label("", "small")
        self.list = _Terms()
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.opened.connect(self.opened)
        self.list.sideways.connect(self.sideways)
        body = QVBoxLayout(self)
        body.setContentsMargins(6, 6, 6, 6)
        body.setSpacing(1)
        body.addWidget(self.heading)
        body.addWidget(self.said)
        body.addWidget(self.list, 1)

    def show_day(self, day: Day, today: bool) -> None:
        """Fill the column."""
        look = day.look
        words = f"周{'一二三四五六日'[look.day.weekday()]} {look.day.month}月{look.day.day}日"
        kind = _GLYPHS.get(look.kind, "")
        self.heading.setText(f"{words} {kind or ('今天' if today else '')}".rstrip())
        guess = "" if look.published else "（推算）"
        name = look.name or look.kind.value
        count = f"{len(day.entries)} 项" if day.entries else "没有到期"
        self.said.setText(f"{name}{guess} · {count}")
        self.said.setToolTip(look.cite)
        restyle(self, today=today)
        self.list.setAccessibleName(f"{words}，{look.words}，{count}")
        self.list.show_entries(day.entries)


class _Terms(QListWidget):
    opened = Signal(object)
    sideways = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("week")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.itemDoubleClicked.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Other terms; the one the cursor was on stays chosen if it is still there."""
        held = self.currentItem()
        kept: UUID | None = held.data(ENTRY).id if held is not None else None
        self.clear()
        for one in entries:
            item = QListWidgetItem(f"{one.mark[1]}，{one.label}，{one.party}，{one.number}")
            item.setData(ENTRY, one)
            item.setToolTip(
                "\n".join(filter(None, (one.label, one.party, one.number, *one.mark[1:])))
            )
            item.setSizeHint(QSize(0, EntryDelegate.HEIGHT))
            self.addItem(item)
            if one.id == kept:
                self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the neighbouring day; Enter opens the case."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.sideways.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(item.data(ENTRY).case_id)


class WeekGrid(QWidget):
    """`opened` carries the id of a case; `turned` wants the week before or after."""

    opened = Signal(object)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.shown: Week | None = None
        self.columns = [DayColumn() for _ in range(7)]
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        for at, column in enumerate(self.columns):
            across.addWidget(column, 1)
            column.opened.connect(self.opened)
            column.sideways.connect(lambda step, at=at: self._go(at, step))

    def show_week(self, week: Week) -> None:
        """Another week in the same columns."""
        self.shown = week
        for column, day in zip(self.columns, week.days, strict=True):
            column.show_day(day, day.look.day == week.today)

    def focus_day(self, at: int) -> None:
        """Put the keyboard on a day's list."""
        chosen = self.columns[at].list
        if chosen.currentRow() < 0 and chosen.count():
            chosen.setCurrentRow(0)
        chosen.setFocus()

    def _go(self, at: int, step: int) -> None:
        if 0 <= at + step < len(self.columns):
            self.focus_day(at + step)
        else:
            self.turned.emit(step)
