"""The window: painted first, filled when the database is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.kit import theme as look
from desktop.views.kit.icons import load_icons
from desktop.views.kit.memory import chosen_dark, remembered
from desktop.views.kit.text import plain, shell_label
from desktop.views.navigation import Destination, present
from desktop.views.sidebar import Sidebar
from desktop.views.top_bar import TopBar

if TYPE_CHECKING:  # Not needed to paint the shell.
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from desktop.views.kit.badge import Badge
    from desktop.views.kit.desk import Desk
    from desktop.views.kit.page import Command, Page
    from desktop.views.kit.palette import Provider

SMALLEST = QSize(1174, 642)


class Place(NamedTuple):
    """Where and as whom one works: shown in sidebar, top bar and status bar."""

    database: str
    unit: str
    person: str
    role: str
    sample: bool = False
    switchable: bool = False


class Window(QMainWindow):
    """Sidebar, top bar, pages built when first visited, status bar naming the database."""

    entered = Signal()
    painted = Signal()
    switch_asked = Signal()

    def __init__(self, destinations: Sequence[Destination] | None = None) -> None:
        super().__init__()
        self._destinations = list(present() if destinations is None else destinations)
        self._pages: dict[str, Page] = {}
        self._desk: Desk | None = None
        self._providers: list[Provider] = []
        self._was_painted = self._may_close = False
        self.sidebar, self.top, self.stack = (
            Sidebar(self._destinations),
            TopBar(),
            QStackedWidget(),
        )
        self.database = shell_label("正在打开数据库…")
        self.sample: Badge | None = None
        self._lay_out()
        self._connect()
        self._recall()

    def wait_for(self, text: str) -> None:
        """Say in the empty window what is being waited for."""
        from PySide6.QtCore import Qt

        self.database.setText(text)
        if self._desk is None and isinstance(empty := self.stack.widget(0), QLabel):
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            empty.setText(text)

    def enter(self, desk: Desk, place: Place) -> None:
        """The database is open: show who works where, and the first page.

        Somebody else may have sat here before: their pages are taken away.
        """
        shown = self._leave_desk()
        self._desk = desk
        desk.go.connect(self.show_page)
        desk.said.connect(self.say)
        for text in (self.sidebar.under, self.top.person, self.database):
            plain(text)
        self.sidebar.under.setText(place.unit)
        self.sidebar.under.setWordWrap(True)
        self.sidebar.setEnabled(True)
        self.sidebar.list.setFocus()
        self.top.name(place.person, place.role)
        self.database.setText(place.database)
        self.top.switch.setVisible(place.switchable)
        if place.sample and self.sample is None:
            self._mark_sample()
        self.setWindowTitle(f"执法台 · {place.unit}" + ("（样例）" if place.sample else ""))
        if self._destinations:
            self.show_page(shown or self._destinations[0].key)
        self.entered.emit()

    def show_page(self, key: str, target: object = None) -> None:
        """Go to a destination, build its page when it is new, and point it at `target`."""
        page = self._page(key)
        if page is None:
            return
        self.stack.setCurrentWidget(page)
        self.sidebar.choose(key)
        if target is not None:
            page.visit(target)

    def places(self) -> list[str]:
        """The destinations that are there, in order."""
        return [one.key for one in self._destinations]

    def page(self) -> Page | None:
        """The page in sight."""
        from desktop.views.kit.page import Page

        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def unsaved(self) -> str:
        """What the pages would lose, in words; empty when nothing."""
        return "、".join(text for page in self._pages.values() if (text := page.unsaved()))

    def say(self, text: str) -> None:
        """A passing word in the status bar (已保存)."""
        self.statusBar().showMessage(text, 6000)

    def commands(self) -> list[Command]:
        """What the palette offers here."""
        from desktop.views.kit.page import Command

        pages = [
            Command(
                one.label,
                partial(self.show_page, one.key),
                one.icon,
                f"Ctrl+{number}" if number <= 9 else "",
                one.initials,
                "页面",
            )
            for number, one in enumerate(self._destinations, start=1)
        ]
        tools = [
            Command(
                words, partial(self.show_page, one.key, words), one.icon, "", initials, one.label
            )
            for one in self._destinations
            for words, initials in one.tools
        ]
        shown = self.page()
        own = list(shown.commands()) if shown else []
        return [
            *own,
            *((*pages, *tools) if self._desk else []),
            *self._account_commands(),
            Command("切换深色或浅色", self.switch_theme, "moon", "", "qhss"),
            Command("快捷键与帮助", self.show_help, "question", "F1", "kjj"),
        ]

    def _account_commands(self) -> list[Command]:
        from desktop.views.kit.page import Command

        ask = self.switch_asked.emit
        switch = Command("切换账号", ask, "swap", "", "qhzh")
        return [switch] if self.top.switch.isVisibleTo(self) else []

    def open_palette(self) -> QWidget:
        """Ctrl+K."""
        from desktop.views.kit.palette import Palette

        palette = Palette(self, self.commands())
        if self._desk is not None:
            palette.search_with(self._desk, self._providers)
        palette.open_over(self)
        return palette

    def find_with(self, *providers: Provider) -> None:
        """Have the palette search records too (see kit.palette.Provider)."""
        self._providers.extend(providers)

    def switch_theme(self) -> None:
        """Light to dark and back; remembered at this workstation."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.apply(app, not look.theme.dark)
            remembered().setValue("theme", "dark" if look.theme.dark else "light")

    def show_help(self) -> QWidget:
        """F1."""
        from desktop.views.kit.shortcuts import ShortcutSheet

        sheet = ShortcutSheet(self)
        sheet.open()
        return sheet

    def come_forward(self) -> None:
        """A second start was tried: show this one."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint come the icons, and whatever waits for `painted`."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_paint)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before unsaved work is left (it is kept as a draft all the same)."""
        open_ = self.unsaved()
        if open_ and not self._may_close:
            from desktop.views.kit.dialogs import confirm

            event.ignore()
            said = "草稿已留存，下次打开可以继续填写。"
            confirm(self, f"尚未保存：{open_}", "不保存并退出", self._leave, detail=said)
            return
        remembered().setValue("geometry", self.saveGeometry())
        event.accept()

    def _leave(self) -> None:
        self._may_close = True
        self.close()

    def _leave_desk(self) -> str:
        """Keep drafts and take the pages of the one before away; the destination in sight."""
        if self._desk is None:
            return ""
        from desktop.views.kit.keeping import Keeping

        for keeping in self.findChildren(Keeping):
            keeping.keep()
        self._desk.go.disconnect(self.show_page)
        self._desk.said.disconnect(self.say)
        shown = next((key for key, page in self._pages.items() if page is self.page()), "")
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._providers.clear()
        return shown

    def _after_paint(self) -> None:
        self.painted.emit()
        self.sidebar.setEnabled(self._desk is not None)
        self._listen_to_keys()
        load_icons()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        """The desktop turned dark or light; a person's own choice stands."""
        app = QApplication.instance()
        if chosen_dark() is None and isinstance(app, QApplication):
            look.apply(app, scheme.name == "Dark")

    def _page(self, key: str) -> Page | None:
        if key not in self._pages and self._desk is not None:
            found = next((one for one in self._destinations if one.key == key), None)
            if found is None or found.page is None:
                return None
            self._pages[key] = found.page(self._desk)
            self.stack.addWidget(self._pages[key])
        return self._pages.get(key)

    def _lay_out(self) -> None:
        self.setWindowTitle("执法台")
        self.setMinimumSize(SMALLEST)
        self.resize(1366, 728)
        self.stack.addWidget(QLabel())
        centre, right = QWidget(), QVBoxLayout()
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        right.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.statusBar().addWidget(self.database)

    def _mark_sample(self) -> None:
        """Nobody may take the sample county for the real one."""
        from desktop.views.kit.badge import Badge, Mark

        why = "样例县的人员、案件均为虚构，不得用于实际办案"
        self.sample = Badge(Mark("warn", "样例县", why))
        self.statusBar().insertWidget(0, self.sample)

    def _connect(self) -> None:
        self.sidebar.asked.connect(self.show_page)
        self.top.search_asked.connect(self.open_palette)
        self.top.theme_asked.connect(self.switch_theme)
        self.top.help_asked.connect(self.show_help)
        self.top.switch_asked.connect(self.switch_asked)

    def _listen_to_keys(self) -> None:
        """After the first paint: the shortcuts take longer than a line of text."""
        from PySide6.QtGui import QShortcut

        keys = {"Ctrl+K": self.open_palette, "F1": self.show_help, "F5": self._refresh}
        for text, call in keys.items():
            QShortcut(text, self).activated.connect(call)
        for number, one in enumerate(self._destinations[:9], start=1):
            shortcut = QShortcut(f"Ctrl+{number}", self)
            shortcut.activated.connect(partial(self.show_page, one.key))

    def _refresh(self) -> None:
        if (page := self.page()) is not None:
            page.refresh()

    def _recall(self) -> None:
        geometry = remembered().value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
