"""日历: the State Council's years day by day, and what was worked out where there is no notice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.law.calendar import DayKind
from desktop.services import law_pack, year_view
from desktop.services.work import obstacle
from desktop.services.year_view import YearView
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.page import row
from desktop.views.kit.text import button, label
from desktop.views.kit.theme import theme
from desktop.views.pages.system.law.month import (
    GLYPHS,
    TOKENS,
    Month,
    day_words,
    holiday_words,
)
from desktop.views.pages.system.law.notice import NoticeDialog

_LEGEND = (
    (DayKind.WORKDAY, "工作日"),
    (DayKind.WEEKEND, "周末"),
    (DayKind.HOLIDAY, "放假（不是工作日）"),
    (DayKind.MAKE_UP, "调休上班（是工作日）"),
)
_GUESS = (
    "国务院办公厅{year}年放假安排尚未录入，本页按周末和法定节假日推算，调休未知；"
    "通知公布后，涉及本年的期限可能变化。"
)
_WAITING = "{year}年放假安排已由{who}录入，待另一人批准；批准前仍按原来的计算。"
_SIDE = 268


class Year(QWidget):
    """Twelve months, and beside them the notice in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: YearView | None = None
        self.choose = FilterBox("年份", ())
        self.choose.setSizeAdjustPolicy(FilterBox.SizeAdjustPolicy.AdjustToContents)
        self.before, self.after = button("上一年", "caret-left"), button("下一年", "caret-right")
        self.state, self.count = Badge(Mark("none", "")), label("", "strong")
        self.said = label("", "small", wraps=True)
        self.enter = button("录入放假通知…", "note-pencil")
        self.to_packs = button("去核对批准", link=True)
        self.dialog: NoticeDialog | None = None
        self.months = [Month(number) for number in range(1, 13)]
        self.side = QVBoxLayout()
        self.side.setContentsMargins(12, 8, 12, 8)
        self.side.setSpacing(4)
        self._lay_out()
        self.choose.currentIndexChanged.connect(lambda _: self._ask())
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.enter.clicked.connect(self.ask_notice)
        self.to_packs.clicked.connect(lambda: desk.go.emit("system", "法律数据包"))
        desk.watch(self, {"law_pack"}, self.refresh)
        why = obstacle(desk.actor, law_pack.import_pack)
        self.enter.setEnabled(not why)
        self.enter.setToolTip(why)
        self.enter.setAccessibleDescription(why)

    def refresh(self) -> None:
        """The years that may be looked at; a law pack may have brought another."""
        self._desk.ask(self, year_view.years, self._offer, "years")

    def ask_notice(self) -> NoticeDialog:
        """The window in which a notice is pasted and checked."""
        self.dialog = NoticeDialog(self.window(), self._desk)
        self.dialog.open()
        return self.dialog

    def texts(self) -> str:
        """The notice in words as shown."""
        return "\n".join(one.text() for one in self.findChildren(QLabel))

    def _offer(self, years: Sequence[tuple[int, bool]]) -> None:
        chosen = self.choose.currentData() or self._desk.almanac.today().year
        self.choose.blockSignals(True)
        self.choose.clear()
        for year, published in years:
            self.choose.addItem(f"{year}年" if published else f"{year}年（推算）", year)
        self.choose.choose(chosen)
        self.choose.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        at = self.choose.currentIndex()
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at + 1 < self.choose.count())
        if (year := self.choose.currentData()) is not None:
            self._desk.ask(self, partial(year_view.view, year=year), self._show, "year")

    def _step(self, by: int) -> None:
        self.choose.setCurrentIndex(self.choose.currentIndex() + by)

    def _show(self, view: YearView) -> None:
        self.shown = view
        published = Mark("ok", "已公布"), Mark("warn", "推算")
        self.state.show_mark(published[not view.published])
        self.count.setText(f"全年工作日 {view.workdays} 天")
        said = view.cite if view.published else _GUESS.format(year=view.year)
        waits = _WAITING.format(year=view.year, who=view.waiting)
        self.said.setText(waits if view.waiting else said)
        self.to_packs.setVisible(bool(view.waiting))
        for month in self.months:
            month.show_year(view)
        self._fill_side(view)

    def _fill_side(self, view: YearView) -> None:
        while (item := self.side.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.side.addWidget(label("放假", "h2"))
        for holiday in view.holidays:
            self.side.addWidget(label(holiday_words(holiday), wraps=True))
        self.side.addWidget(label("调休上班", "h2"))
        for day in view.make_up:
            self.side.addWidget(label(day_words(day)))
        if not view.make_up:
            words = "本年没有调休上班日" if view.published else "尚无通知，未知"
            self.side.addWidget(label(words, "muted"))
        self.side.addStretch()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for at, month in enumerate(self.months):
            grid.addWidget(month, at // 4, at % 4)
        inner, area = QWidget(), QScrollArea()
        inner.setObjectName("bare")
        inner.setLayout(self.side)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFixedWidth(_SIDE)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("本年放假安排")
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(area)
        across = row()
        across.setSpacing(12)
        across.addLayout(grid, 1)
        across.addWidget(frame)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        chips = [Chip(kind, words) for kind, words in _LEGEND]
        self.to_packs.hide()
        turning = (self.before, self.choose, self.after, self.state, self.count)
        body.addLayout(row(*turning, 1, *chips, self.enter))
        said = row(self.said, self.to_packs)
        said.setStretch(0, 1)
        body.addLayout(said)
        body.addLayout(across, 1)


class Chip(QLabel):
    """One line of the legend, in the colours of the days it explains."""

    def __init__(self, kind: DayKind, words: str) -> None:
        glyph = GLYPHS.get(kind, "")
        super().__init__(f"{glyph} {words}" if glyph else words)
        self._tokens = TOKENS[kind]
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        ground, ink = (getattr(theme.tokens, token) for token in self._tokens)
        self.setStyleSheet(
            f"background: {ground}; color: {ink}; border: 1px solid {theme.tokens.line};"
            "border-radius: 3px; padding: 2px 8px;"
        )
