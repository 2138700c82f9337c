"""The bar above the pages: find anything, light or dark, help, and who is working."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from desktop.views.kit.icons import icon
from desktop.views.kit.text import button, shell_label
from desktop.views.kit.theme import theme


class TopBar(QFrame):
    """Requests to the window, and who works at the right."""

    search_asked = Signal()
    theme_asked = Signal()
    help_asked = Signal()
    switch_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setFixedHeight(48)
        self.search = button("搜索人员、案件、文书，或输入命令    Ctrl+K", "magnifying-glass")
        self.search.setObjectName("searchBox")
        self.search.setFixedWidth(380)
        self.search.setAccessibleName("全局搜索与命令")
        self.search.clicked.connect(self.search_asked)
        self.light = _tool("moon", "切换深色或浅色")
        self.light.clicked.connect(self.theme_asked)
        self.help = _tool("question", "快捷键与帮助（F1）")
        self.help.clicked.connect(self.help_asked)
        self.person = shell_label("", "muted")
        self.switch = _tool("swap", "切换账号")
        self.switch.clicked.connect(self.switch_asked)
        self.switch.hide()
        body = QHBoxLayout(self)
        body.setContentsMargins(18, 0, 14, 0)
        body.addWidget(self.search)
        body.addStretch()
        for part in (self.light, self.help, self.person, self.switch):
            body.addWidget(part)
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    def name(self, person: str, role: str) -> None:
        """Show who works, and as what."""
        self.person.setText(" · ".join(filter(None, (person, role))))

    def _follow_theme(self) -> None:
        self.light.setIcon(icon("sun" if theme.dark else "moon", "muted"))


def _tool(picture: str, said: str) -> QToolButton:
    tool = QToolButton()
    tool.setIcon(icon(picture, "muted"))
    tool.setIconSize(QSize(18, 18))
    tool.setToolTip(said)
    tool.setAccessibleName(said)
    return tool
