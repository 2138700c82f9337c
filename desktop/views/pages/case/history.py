"""What happened in a case, the newest first; long ones a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.case_page import Event
from desktop.views.kit.text import button, label
from desktop.views.pages.case.lines_card import LinesCard

_WHEN = 116


class HistoryCard(LinesCard):
    """`opened` carries the id of the action behind an entry."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("办案记录")

    def show_history(self, events: Sequence[Event]) -> None:
        """Show the newest; the rest is one click away."""
        self.rename(f"办案记录（{len(events)}）")
        self.show_many(events, self._line, "还没有记录。", "条", newest_first=True)

    def _line(self, one: Event) -> QWidget:
        page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        when = label(one.at, "small")
        when.setFixedWidth(_WHEN)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(when, 0, top)
        line.addWidget(self._what(one), 1)
        line.addWidget(label(one.who, "small"), 0, top)
        return page

    def _what(self, one: Event) -> QWidget:
        again = one.what.endswith(one.said.strip("。"))  # 同意：同意。
        text = one.what if again else f"{one.what}：{one.said}"
        if one.action is None:
            return label(text, wraps=True)
        go = button(text, link=True)
        go.setAccessibleName(f"查看{one.what}")
        go.clicked.connect(partial(self.opened.emit, one.action))
        return go
