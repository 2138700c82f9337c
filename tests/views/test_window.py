from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sample_form import FIELDS, LABELS, LAYOUT, VALUES
from test_table import COLUMNS, People

from desktop.views.kit import theme as look
from desktop.views.kit.background import Background
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import CrashDialog, ReasonDialog
from desktop.views.kit.form import Form
from desktop.views.kit.page import Command, Page, row
from desktop.views.kit.palette import Hit, Palette
from desktop.views.kit.shortcuts import ShortcutSheet
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button
from desktop.views.navigation import DESTINATIONS, Destination, present
from desktop.views.sign_in import PassphraseDialog, Seat, SeatDialog
from desktop.views.window import Place, Window

PLACE = Place("本机数据库（样例）", "白马镇综合行政执法队", "王主任", "队长", sample=True)
INPUTS = (QLineEdit, QPlainTextEdit, QAbstractButton, QComboBox, QTableView, QListWidget)


class RosterPage(Page):
    """A list page as pages are written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("队伍花名册", "100,000 人")
        self.words, self.visited, self.refreshed, self.dirty = QLineEdit(), [], 0, ""
        self.words.setAccessibleName("搜索花名册")
        self.act(button("新增人员", "user-plus", primary=True, keys="Ctrl+N"))
        self.model = RowsModel(COLUMNS)
        self.table = TableView(self.model, "花名册")
        self.put(row(self.words), self.table)
        self.model.show(desk, People(300), None)

    def visit(self, target: object) -> None:
        self.visited.append(target)

    def refresh(self) -> None:
        self.refreshed += 1

    def unsaved(self) -> str:
        return self.dirty

    def commands(self) -> list[Command]:
        return [Command("打印花名册", self.refresh, "printer", "Ctrl+P", "dyhmc")]


class FormPage(Page):
    """A form page as pages are written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("新增人员", "Enter 到下一项 · Ctrl+S 保存")
        self.form = Form(desk, FIELDS, LAYOUT)
        self.form.fill(VALUES, LABELS)
        self.put(Card("基本信息", self.form, Badge(Mark("bad", "证件已过期12天"))))
        self.body.addStretch()
        self.put(row(1, button("取消"), button("保存", primary=True, keys="Ctrl+S")))


def destinations() -> list[Destination]:
    pages = {"team": RosterPage, "case": FormPage}
    return [one._replace(page=pages.get(one.key, RosterPage)) for one in DESTINATIONS]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    made = Window(destinations())
    qtbot.addWidget(made)
    made.resize(1366, 728)
    with qtbot.waitSignal(made.painted):
        made.show()
    made.enter(desk, PLACE)
    return made


def unnamed(root: QWidget) -> list[str]:
    """Visible inputs a screen reader could not name."""
    found = []
    for widget in root.findChildren(QWidget):
        internal = widget.objectName().startswith("qt_") or not widget.isVisible()
        if internal or not isinstance(widget, INPUTS):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.geometry()}")
    return found


def clipped(root: QWidget) -> list[str]:
    """Visible texts that do not fit."""
    texts = [*root.findChildren(QLabel), *root.findChildren(QAbstractButton)]
    return [
        text.text()
        for text in texts
        if text.isVisible()
        and not isinstance(text, QToolButton)
        and not (isinstance(text, QLabel) and text.wordWrap())
        and text.objectName() != "under"
        and text.fontMetrics().horizontalAdvance(text.text()) > text.width() + 2
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("key", ["team", "case"])
@pytest.mark.parametrize("size", [(1366, 728), (1174, 642)])
def test_nothing_is_clipped_and_every_input_has_a_name(
    qtbot: QtBot, qapp: QApplication, window: Window, key: str, dark: bool, size: tuple[int, int]
) -> None:
    look.apply(qapp, dark)
    window.resize(*size)
    window.show_page(key)
    qtbot.wait(30)
    assert (window.width(), window.height()) == size
    assert clipped(window) == []
    assert unnamed(window) == []
    look.apply(qapp, dark=False)


def dialogs(window: Window, background: object) -> list[QWidget]:
    seat = Seat(UUID(int=1), "张三", "执法队员", "白马镇")
    return [
        CrashDialog(window, "1123-0925-7F3A", "/logs"),
        ReasonDialog(window, "移出名册", "请写明理由", "移出", print),
        ShortcutSheet(window),
        Palette(window, window.commands()),
        PassphraseDialog(background, str, recover=str),
        PassphraseDialog(background, str, new=True),
        SeatDialog(background, [seat], str),
    ]


def test_every_dialog_is_named_and_whole(
    qtbot: QtBot, window: Window, background: Background
) -> None:
    for dialog in dialogs(window, background):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        qtbot.wait(10)
        assert clipped(dialog) == [], dialog
        assert unnamed(dialog) == [], dialog
        dialog.close()


def test_tab_reaches_every_field(qtbot: QtBot, window: Window) -> None:
    window.show_page("case")
    page = window.page()
    assert isinstance(page, FormPage)
    page.form.boxes["name"].editor.setFocus()
    reached = set()
    for _ in range(60):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    editors = [box.editor for box in page.form.boxes.values()]
    assert [one for one in editors if one not in reached and one.focusProxy() not in reached] == []


def test_a_destination_without_a_page_is_absent(qtbot: QtBot) -> None:
    one = next(each for each in DESTINATIONS if each.key == "team")._replace(page=RosterPage)
    shown = present((DESTINATIONS[0], one))
    made = Window(shown)
    qtbot.addWidget(made)
    labels = [made.sidebar.list.item(at).text() for at in range(made.sidebar.list.count())]
    assert labels == ["队伍"]


def test_a_page_is_built_when_first_visited(qtbot: QtBot, window: Window) -> None:
    assert set(window._pages) == {"dashboard"}
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert set(window._pages) == {"dashboard", "case"}
    assert window.sidebar.list.currentItem().text() == "案件"


def test_the_status_bar_names_the_sample_county(window: Window) -> None:
    assert window.database.text() == "本机数据库（样例）"
    assert window.sample is not None
    assert window.sample.isVisible()
    assert "样例" in window.sample.text()
    assert "样例" in window.windowTitle()


def test_another_page_can_be_asked_for_a_record(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.go.emit("team", UUID(int=5))
    page = window.page()
    assert isinstance(page, RosterPage)
    assert page.visited == [UUID(int=5)]


def test_f5_refreshes_the_page_in_sight(qtbot: QtBot, window: Window) -> None:
    window.show_page("team")
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.page().refreshed == 1


def test_the_palette_finds_pages_by_initials_and_does_them(qtbot: QtBot, window: Window) -> None:
    palette = window.open_palette()
    palette.words.setText("aj")
    assert palette.found.count() == 1
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert window.sidebar.list.currentItem().text() == "案件"


def test_the_palette_offers_what_the_page_can_do(qtbot: QtBot, window: Window) -> None:
    window.show_page("team")
    palette = window.open_palette()
    palette.words.setText("打印")
    palette.do()
    assert window.page().refreshed == 1


def test_the_palette_finds_people(qtbot: QtBot, window: Window) -> None:
    window.find_with(lambda work, words: [Hit("单雄信", "白马镇 · 执法队员", "team", UUID(int=9))])
    palette = window.open_palette()
    palette.words.setText("单雄")
    qtbot.waitUntil(lambda: palette.found.count() == 1)
    palette.do()
    assert window.page().visited == [UUID(int=9)]


def test_leaving_with_unsaved_work_asks_first(qtbot: QtBot, window: Window) -> None:
    window.page().dirty = "新增人员"
    window.close()
    assert window.isVisible()
    box = window.findChild(QDialog)
    assert "新增人员" in box.text()
    leave = next(one for one in box.buttons() if "退出" in one.text())
    leave.click()
    assert not window.isVisible()


def test_the_window_opens_where_it_was_closed(qtbot: QtBot, window: Window) -> None:
    window.resize(1366, 701)  # The test screen is narrow: only the height can be kept.
    window.close()
    again = Window(destinations())
    qtbot.addWidget(again)
    assert again.height() == 701


def test_switching_to_dark_is_remembered(
    qtbot: QtBot, qapp: QApplication, window: Window, tmp_path: Path
) -> None:
    window.switch_theme()
    kept = list(tmp_path.rglob("*.ini"))
    assert look.theme.dark
    assert QSettings(str(kept[0]), QSettings.Format.IniFormat).value("theme") == "dark"
    window.switch_theme()
    assert not look.theme.dark


def test_the_help_sheet_names_the_keys(qtbot: QtBot, window: Window) -> None:
    sheet = window.show_help()
    words = " ".join(one.text() for one in sheet.findChildren(QLabel))
    assert "Ctrl+K" in words

    sheet.close()


def test_the_window_follows_the_system_until_someone_chooses(
    qapp: QApplication, window: Window
) -> None:
    window._follow_system(Qt.ColorScheme.Dark)
    assert look.theme.dark
    window.switch_theme()
    window._follow_system(Qt.ColorScheme.Dark)
    assert not look.theme.dark
