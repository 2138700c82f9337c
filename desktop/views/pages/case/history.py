"""What happened in a case, the newest first; long ones a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.services.case_page import Event
from desktop.views.kit.text import button, label
from desktop.views.pages.case.cards import LinesCard

_FIRST = 12
_WHEN = 116


class HistoryCard(LinesCard):
    """`opened` carries the id of the action behind an entry."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("办案记录")
        self._events: tuple[Event, ...] = ()
        self._all = False
        self.more = button("", link=True)
        self.more.clicked.connect(self._show_all)
        self.head.addWidget(self.more)

    def show_history(self, events: Sequence[Event]) -> None:
        """Show the newest; the rest is one click away."""
        self._events = tuple(events)
        self.rename(f"办案记录（{len(events)}）")
        self._fill()

    def _show_all(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        long = len(self._events) > _FIRST
        self.more.setVisible(long)
        self.more.setText("只看最近的" if self._all else f"全部 {len(self._events)} 条")
        shown = self._events if self._all else self._events[:_FIRST]
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _WHEN)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for y, one in enumerate(shown):
            grid.addWidget(label(one.at, "small"), y, 0, top)
            grid.addWidget(self._what(one), y, 1)
            grid.addWidget(label(one.who, "small"), y, 2, top)
        self.show_lines([page] if shown else [], "还没有记录。")

    def _what(self, one: Event) -> QWidget:
        again = one.what.endswith(one.said.strip("。"))  # 同意：同意。
        text = one.what if again else f"{one.what}：{one.said}"
        if one.action is None:
            return label(text, wraps=True)
        go = button(text, link=True)
        go.setAccessibleName(f"查看{one.what}")
        go.clicked.connect(partial(self.opened.emit, one.action))
        return go
