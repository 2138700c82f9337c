"""系统: settings, accounts, backups, and what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QTabBar

from desktop.roles import Role
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Command, Page, Pose
from desktop.views.pages.system.about import About
from desktop.views.pages.system.accounts import Accounts
from desktop.views.pages.system.backups import Backups
from desktop.views.pages.system.law.tab import LawTools
from desktop.views.pages.system.settings import SettingsList
from desktop.views.pages.system.townships import Townships

_TABS = ("设置", "乡镇（街道）", "账号", "备份", "法律", "关于")
_INITIALS = ("sz", "xz", "zh", "bf", "fl", "gy")


class SystemPage(Page):
    """Six tabs; each asks for its own when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("系统")
        self.settings, self.accounts = SettingsList(desk), Accounts(desk)
        self.townships, self.backups, self.about = Townships(desk), Backups(desk), About(desk)
        self.law = LawTools(desk)
        self.parts = (
            *(self.settings, self.townships, self.accounts),
            *(self.backups, self.law, self.about),
        )
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName("系统页面分类")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for words, part in zip(_TABS, self.parts, strict=True):
            self.tabs.addTab(words)
            self.stack.addWidget(part)
        self.head.insertWidget(self.head.count() - 1, self.tabs)
        self.put(self.stack, stretch=1)
        self.tabs.currentChanged.connect(self._show)
        self.settings.counted.connect(self._count)
        self.settings.refresh()

    def refresh(self) -> None:
        """What is in sight."""
        self.parts[self.tabs.currentIndex()].refresh()

    def visit(self, target: object) -> None:
        """A tab, or a tool about the law, by its words."""
        if target in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(str(target)))
        elif target in self.law.words():
            self.visit("法律")
            self.law.turn_to(str(target))

    def commands(self) -> Sequence[Command]:
        """Each tab, and a backup at once."""
        go = [
            Command(f"系统：{words}", partial(self.visit, words), "gear", "", f"xt{initials}")
            for words, initials in zip(_TABS, _INITIALS, strict=True)
        ]
        return (*go, Command("立即备份", self._back_up, "archive", "", "ljbf"))

    def poses(self) -> Sequence[Pose]:
        """The other tabs, and the window a setting is confirmed in."""
        return (
            Pose("confirm", self.settings.ask, Role.REVIEWER),
            Pose("townships", partial(self.visit, "乡镇（街道）")),
            Pose("accounts", partial(self.visit, "账号")),
            Pose("account", self.accounts.ask_new, Role.ADMINISTRATOR),
            Pose("backups", partial(self.visit, "备份")),
            *self.law.poses(self.visit),
            Pose("about", partial(self.visit, "关于")),
        )

    def _back_up(self) -> None:
        self.visit("备份")
        self.backups.now.click()

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.subtitle.setVisible(at == 0)
        self.parts[at].refresh()

    def _count(self, open_: int) -> None:
        self.subtitle.setText(f"{open_} 项未确认" if open_ else "均已确认")
