"""What was read of a notice: the whole year to check, day by day and in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.year_notice import Reading
from desktop.services.year_view import YearView
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.page import row
from desktop.views.kit.text import label
from desktop.views.pages.system.law.month import Month, day_words, holiday_words

_EMPTY = "读出的全年放假和调休上班日会显示在这里，供逐日核对。"


class YearPreview(QWidget):
    """Twelve months, the days off and the days worked instead; empty until something is read."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.count = Badge(Mark("none", "")), label("", "strong")
        self.moved = label("", "small")
        self.pages, self.months = QStackedWidget(), [Month(number) for number in range(1, 13)]
        self.off, self.made_up = label("", "", wraps=True), label("", "", wraps=True)
        empty = label(_EMPTY, "muted", wraps=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (empty, self._table()):
            self.pages.addWidget(page)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(row(self.state, self.count, self.moved, 1))
        body.addWidget(self.pages, 1)
        self.show_reading(None)

    def show_reading(self, reading: Reading | None) -> None:
        """Another reading; None: nothing to read."""
        faults = len(reading.faults) if reading else 0
        mark = Mark("none", "尚未读取")
        if reading is not None:
            mark = Mark("bad", f"{faults} 处问题") if faults else Mark("ok", "读取完毕，请核对")
        self.state.show_mark(mark)
        view = reading.view if reading else None
        self.pages.setCurrentIndex(int(view is not None))
        self.count.setText(f"全年工作日 {view.workdays} 天" if view else "")
        moved = reading.moved if reading else 0
        self.moved.setText(f"与现在的计算相比，{moved} 天不同" if view else "")
        if view is not None:
            self._fill(view)

    def _fill(self, view: YearView) -> None:
        for month in self.months:
            month.show_year(view)
        off = "；".join(map(holiday_words, view.holidays))
        days = "、".join(map(day_words, view.make_up))
        self.off.setText(f"放假　{off or '没有'}")
        self.made_up.setText(f"调休上班　{days or '没有'}")

    def _table(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for at, month in enumerate(self.months):
            grid.addWidget(month, at // 4, at % 4)
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(grid, 1)
        body.addWidget(self.off)
        body.addWidget(self.made_up)
        return page
