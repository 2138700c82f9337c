"""法律: the tools about the law, each in an inner tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.roles import Role
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Pose
from desktop.views.pages.system.law.calculator import Calculator
from desktop.views.pages.system.law.explorer import Explorer
from desktop.views.pages.system.law.library import Library
from desktop.views.pages.system.law.packs import Packs
from desktop.views.pages.system.law.year import Year

_TOOLS = (
    ("期限计算", "qxjs"),
    ("日历", "rl"),
    ("法律库", "flk"),
    ("法律数据包", "flsjb"),
    ("能否办理", "nfbl"),
)


class LawTools(QWidget):
    """Each tool asks for its own when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.calculator = Calculator(desk)
        self.year, self.library = Year(desk), Library(desk)
        self.packs, self.explorer = Packs(desk), Explorer(desk)
        self.parts = (self.calculator, self.year, self.library, self.packs, self.explorer)
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName("法律工具")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for (words, _), part in zip(_TOOLS, self.parts, strict=True):
            self.tabs.addTab(words)
            self.stack.addWidget(part)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.tabs)
        body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._show)

    def refresh(self) -> None:
        """The tool in sight."""
        self.parts[self.tabs.currentIndex()].refresh()

    def turn_to(self, words: str) -> None:
        """Show a tool by its words."""
        self.tabs.setCurrentIndex(self.words().index(words))

    @staticmethod
    def words() -> tuple[str, ...]:
        """What the tools are called, in order."""
        return tuple(words for words, _ in _TOOLS)

    def poses(self, go: Callable[[str], None]) -> Sequence[Pose]:
        """Each tool as it opens, and the windows in which the law is added to."""

        def notice() -> None:
            go("日历")
            self.year.ask_notice()

        def pack() -> None:
            go("法律数据包")
            self.packs.ask_import()

        tools = [Pose(f"law-{initials}", partial(go, words)) for words, initials in _TOOLS]
        reviewer = Role.REVIEWER
        return [*tools, Pose("law-notice", notice, reviewer), Pose("law-pack", pack, reviewer)]

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.parts[at].refresh()
