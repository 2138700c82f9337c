"""The opinions on an action, seat by seat: given here, or recorded from the signed paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.opinion import OpinionLine
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import button, label
from desktop.views.pages.case.lines_card import LinesCard


class OpinionsCard(LinesCard):
    """`given(line)`: this account signs; `recorded(line)`: a signed paper is at hand;
    `scanned(id, name)`: the scan is to be seen."""

    given = Signal(object)
    recorded = Signal(object)
    scanned = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("意见")

    def show_opinions(self, lines: Sequence[OpinionLine], *, record: str, give: str) -> None:
        """Show the seats in order; `record` and `give` say why this account may not."""
        done = sum(one.approves for one in lines)
        self.rename(f"意见（{done} / {len(lines)}）")
        self.setVisible(bool(lines))
        self.show_lines([self._line(one, record, give) for one in lines], "")

    def _line(self, one: OpinionLine, record: str, give: str) -> QWidget:
        page = QWidget()
        page.setAccessibleName(f"{one.label}：{one.state[1]}")
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 4)
        body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(one.label, "strong"))
        head.addWidget(Badge(Mark(*one.state)))
        head.addStretch()
        if one.name:
            head.addWidget(label(" · ".join((one.name, f"{one.day or ''}")), "muted"))
        body.addLayout(head)
        if one.words:
            body.addWidget(label(one.words, wraps=True))
        if one.recorded:
            body.addLayout(self._signed(one))
        if one.open:
            body.addLayout(self._deeds(one, record, give))
        return page

    def _signed(self, one: OpinionLine) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(label("按签字件登记", "small"))
        line.addStretch()
        if one.scan is not None:
            show = button("查看签字件", "file-text", link=True)
            show.setAccessibleName(f"查看{one.label}签字件")
            show.clicked.connect(partial(self.scanned.emit, one.scan, f"{one.label}签字件"))
            line.addWidget(show)
        return line

    def _deeds(self, one: OpinionLine, record: str, give: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        if one.mine:
            sign = button("签署意见…", primary=True)
            sign.setAccessibleName(f"签署意见：{one.label}")
            _allow(sign, give)
            sign.clicked.connect(partial(self.given.emit, one))
            line.addWidget(sign)
        by_paper = button("按签字件登记…")
        by_paper.setAccessibleName(f"按签字件登记：{one.label}")
        _allow(by_paper, record)
        by_paper.clicked.connect(partial(self.recorded.emit, one))
        line.addWidget(by_paper)
        line.addStretch()
        return line


def _allow(part: QWidget, why: str) -> None:
    part.setEnabled(not why)
    part.setToolTip(why)
