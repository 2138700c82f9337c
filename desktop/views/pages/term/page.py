"""期限日历, 工作量 and 风险案件: what has to be done by when, by whom, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QTabBar

from desktop.roles import Role
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Command, Page, Pose
from desktop.views.pages.term.calendar import DAY, WEEK, Calendar
from desktop.views.pages.term.output import Output
from desktop.views.pages.term.risk import Risk
from desktop.views.pages.term.workload import Workload

_TABS = (("期限日历", "qxrl"), ("工作量", "gzl"), ("风险案件", "fxaj"))


class TermPage(Page):
    """`visit` takes the words of a tab."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("期限日历")
        self._desk = desk
        self.calendar, self.workload, self.risk = Calendar(desk), Workload(desk), Risk(desk)
        self.parts = (self.calendar, self.workload, self.risk)
        self.output = Output(self, desk, self.calendar.view)
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName("期限页面分类")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for (words, _), part in zip(_TABS, self.parts, strict=True):
            self.tabs.addTab(words)
            self.stack.addWidget(part)
        self.head.insertWidget(self.head.count() - 1, self.tabs)
        self.act(self.output.print_, self.output.export)
        self.put(self.stack, stretch=1)
        self.tabs.currentChanged.connect(self._show)
        for part in self.parts:
            part.opened.connect(self._open)
        self.calendar.counted.connect(self.subtitle.setText)
        self.calendar.refresh()

    def refresh(self) -> None:
        """What is in sight."""
        self.parts[self.tabs.currentIndex()].refresh()

    def visit(self, target: object) -> None:
        """A tab by its words."""
        words = [one for one, _ in _TABS]
        if target in words:
            self.tabs.setCurrentIndex(words.index(str(target)))

    def commands(self) -> Sequence[Command]:
        """What the palette offers here."""
        turn = self.calendar.turn_to
        tabs = [
            Command(f"期限：{words}", partial(self.visit, words), "calendar-check", "", initials)
            for words, initials in _TABS
        ]
        return (
            *tabs,
            Command("期限：按周查看", lambda: turn(WEEK), "calendar-blank", "", "qxazck"),
            Command("期限：按日查看", lambda: turn(DAY), "calendar-blank", "", "qxarck"),
            Command("打印期限清单", self.output.print_.click, "printer", "Ctrl+P", "dyqxqd"),
            Command("导出期限清单", self.output.export.click, "download-simple", "", "dcqxqd"),
        )

    def poses(self) -> Sequence[Pose]:
        """Week, day, the printed list, and the other tabs as the captain sees them."""
        return (
            Pose("week", partial(self.calendar.turn_to, WEEK)),
            Pose("day", partial(self.calendar.turn_to, DAY)),
            Pose("workload", partial(self.visit, "工作量"), Role.CAPTAIN),
            Pose("risk", partial(self.visit, "风险案件"), Role.CAPTAIN),
            Pose("print", self.output.show_print),
        )

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.title.setText(_TABS[at][0])
        for part in (self.subtitle, self.output.print_, self.output.export):
            part.setVisible(at == 0)
        self.parts[at].refresh()

    def _open(self, case_id: UUID) -> None:
        self._desk.go.emit("case", case_id)
