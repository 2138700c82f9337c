"""What the plan asks of a team, as cards that open to the people they count (S13-S19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.services import roster, team, unit
from desktop.services.listing import View
from desktop.services.team import Figure, Part
from desktop.services.work import Work, obstacle
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.desk import Desk
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button, label
from desktop.views.pages.roster.columns import roster_columns
from desktop.views.pages.roster.filters import Filter

_WORDS = {"ok": "符合", "warn": "请核对", "bad": "不符合", "info": "说明"}
_ACROSS = 4
_TABLE = 140
"""Pixels of the list of people that always stay in sight."""


class FigureCard(Card):
    """One requirement; `opened` carries the part whose people should be listed."""

    opened = Signal(object)

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure
        self.setAccessibleName(f"{figure.label}：{figure.value}，{_WORDS[figure.level]}")
        head = QHBoxLayout()
        head.addWidget(label(figure.label, "muted"))
        head.addStretch()
        head.addWidget(Badge(Mark(figure.level, _WORDS[figure.level], figure.sentence)))
        style = "figure" if len(figure.value) <= 8 else "h2"
        value, said = label(figure.value, style, wraps=True), label(figure.sentence, "", wraps=True)
        self.body.setSpacing(3)
        self.put(head, value, said)
        self.links = [self._link(part) for part in figure.parts]
        self.body.addStretch()
        if self.links:
            self.put(row(*self.links, 1))
        self.put(label(f"{figure.key} · {figure.cite}", "small"))

    def _link(self, part: Part) -> QWidget:
        link = button(f"{part.label} {part.count}", link=True)
        link.setEnabled(bool(part.persons))
        link.setToolTip("查看名单" if part.persons else "没有名单可看")
        link.clicked.connect(lambda: self.opened.emit(part))
        return link


class Figures(QWidget):
    """Cards above, the people behind the chosen number below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.team = Filter("所属队伍", "", ())
        self.cards: list[FigureCard] = []
        self.grid = QGridLayout()
        self.grid.setSpacing(10)
        self.title = label("点击卡片中的数字，在这里查看对应的名单", "muted")
        self.rows = RowsModel(roster_columns())
        self.rows.setParent(self)  # Destroyed with the page, never by a worker's collector.
        self.table = TableView(self.rows, "指标名单")
        self.enter = button("录入全县持证人数", "pencil-simple")
        self.dialog: FormDialog | None = None
        self._lay_out()
        self.team.currentIndexChanged.connect(lambda _: self.refresh())
        self.enter.clicked.connect(self.ask_headcount)
        why = obstacle(desk.actor, team.state_headcount)
        self.enter.setEnabled(not why)
        self.enter.setToolTip(why or "由县指导办提供，记明统计日期和来源")
        desk.watch(self, ("person", "posting", "certificate", "headcount", "team"), self._again)
        desk.ask(self, unit.find_township, self._offer, "teams")

    def refresh(self) -> None:
        """Ask for the chosen team's figures."""
        key = self.team.currentData()
        if key is not None:
            self._desk.ask(self, lambda work: team.figures(work, key), self._show, "figures")

    def ask_headcount(self) -> None:
        """县指导办 states the county's certified staff, with day and source (S16)."""
        self.dialog = FormDialog(
            self.window(),
            self._desk,
            team.HEADCOUNT,
            (("as_of", "certified"), ("source",)),
            title="录入全县持证执法人员数",
            name="headcount",
            said="用于计算力量下沉比例（不低于百分之六十）。以前录入的数据保留。",
        )

        def save(work: Work, values: dict[str, Any], _: int | None) -> UUID:
            return team.state_headcount(work, **values)

        self.dialog.begin({"as_of": self._desk.almanac.today()}, save, lambda _: self.refresh())

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _offer(self, found: Sequence[tuple[UUID, str]]) -> None:
        self.team.blockSignals(True)
        for key, name in found:
            self.team.addItem(name, key)
        self.team.choose(self._desk.actor.unit_id if self._desk.actor else None)
        self.team.blockSignals(False)
        self._again()

    def _show(self, figures: Sequence[Figure]) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [FigureCard(figure) for figure in figures]
        for at, card in enumerate(self.cards):
            self.grid.addWidget(card, at // _ACROSS, at % _ACROSS)
            card.opened.connect(lambda part, card=card: self._open(card.figure, part))

    def _open(self, figure: Figure, part: Part) -> None:
        self.title.setText(f"{figure.label} · {part.label}：{part.count} 人")
        view = View(filters={"ids": list(part.persons)}, order="strokes")
        self.rows.show(self._desk, roster.LIST, view)

    def _lay_out(self) -> None:
        for column in range(_ACROSS):
            self.grid.setColumnStretch(column, 1)
        page, area, outside = QWidget(), QScrollArea(), QVBoxLayout(self)
        page.setObjectName("bare")
        area.setWidgetResizable(True)
        area.setWidget(page)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)
        self.team.setMinimumWidth(150)
        self.table.setMinimumHeight(_TABLE)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addLayout(row(label("队伍"), self.team, 1, self.enter))
        body.addLayout(self.grid)
        body.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.table, 1)
