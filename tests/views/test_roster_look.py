"""What the eye, the keyboard and the screen reader meet on the roster page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from office import Office
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from roster_office import a_team, desk_of

from desktop.views.kit import theme as look
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Desk
from desktop.views.navigation import Destination
from desktop.views.pages.roster.import_dialog import ImportDialog
from desktop.views.pages.roster.page import RosterPage
from desktop.views.window import Place, Window

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
Shown = Callable[[str], QWidget]


@pytest.fixture(params=["light", "dark"])
def shade(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    look.apply(qapp, dark=request.param == "dark")
    yield request.param
    look.apply(qapp, dark=False)


@pytest.fixture
def desk(local_office: Office, background: Background) -> Desk:
    a_team(local_office)
    return desk_of(local_office, background, print)


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Shown:
    """A state of the page inside the real window at 1366x728."""

    def make(state: str) -> QWidget:
        window = Window([Destination("team", "队伍", "users", "dw", RosterPage)])
        qtbot.addWidget(window)
        window.resize(1366, 728)
        window.show()
        window.enter(desk, Place("样例县数据库", "黄宅镇", "样例内勤", "内勤"))
        page = window.page()
        assert isinstance(page, RosterPage)
        qtbot.waitUntil(lambda: page.people.deeds.card is not None)
        return STATES[state](qtbot, window, page)

    return make


def the_list(qtbot: QtBot, window: Window, page: RosterPage) -> QWidget:
    return window


def the_figures(qtbot: QtBot, window: Window, page: RosterPage) -> QWidget:
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(page.figures.cards) == 7)
    return window


def the_form(qtbot: QtBot, window: Window, page: RosterPage) -> QWidget:
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    return window


def the_posting(qtbot: QtBot, window: Window, page: RosterPage) -> QWidget:
    page.people.deeds.relocate.click()
    qtbot.waitUntil(lambda: page.people.forms.dialog is not None)
    assert page.people.forms.dialog is not None
    return page.people.forms.dialog


def the_import(qtbot: QtBot, window: Window, page: RosterPage) -> QWidget:
    dialog = page.open_import()
    assert isinstance(dialog, ImportDialog)
    return dialog


STATES = {
    "list": the_list,
    "figures": the_figures,
    "form": the_form,
    "posting": the_posting,
    "import": the_import,
}
EVERY_STATE = pytest.mark.parametrize("state", list(STATES))


def seen(root: QWidget) -> list[QWidget]:
    QApplication.processEvents()
    return [one for one in root.findChildren(QWidget) if one.isVisible()]


def buttons(root: QWidget) -> list[QAbstractButton]:
    found = (one for one in seen(root) if isinstance(one, QAbstractButton) and one.text())
    return [one for one in found if not inside_an_input(one) and not one.visibleRegion().isEmpty()]


@EVERY_STATE
def test_every_input_has_a_name_for_the_screen_reader(shown: Shown, shade: str, state: str) -> None:
    nameless = [
        type(one).__name__
        for one in seen(shown(state))
        if isinstance(one, INPUTS) and not one.accessibleName() and not inside_an_input(one)
    ]
    assert nameless == []


def inside_an_input(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent, (*INPUTS, QAbstractItemView))


@EVERY_STATE
def test_nothing_is_cut_off_at_1366_by_728(shown: Shown, shade: str, state: str) -> None:
    root = shown(state)
    cut = [one.text() for one in buttons(root) if one.width() < one.sizeHint().width()]
    cut += [
        one.text()
        for one in seen(root)
        if isinstance(one, QLabel) and not one.wordWrap() and too_narrow(one)
    ]
    assert cut == []


def too_narrow(label: QLabel) -> bool:
    return label.width() < label.sizeHint().width() - 1 and label.objectName() != "under"


@EVERY_STATE
def test_buttons_do_not_lie_over_each_other(shown: Shown, state: str) -> None:
    placed = [
        (one, QRect(one.mapToGlobal(one.rect().topLeft()), one.size()))
        for one in buttons(shown(state))
    ]
    over = [
        (one.text(), other.text())
        for at, (one, area) in enumerate(placed)
        for other, its in placed[at + 1 :]
        if area.intersects(its) and one.window() is other.window()
    ]
    assert over == []


def test_tab_reaches_the_search_the_filters_the_table_and_the_buttons(
    qtbot: QtBot, shown: Shown
) -> None:
    window = shown("list")
    page = window.page() if isinstance(window, Window) else None
    assert isinstance(page, RosterPage)
    page.people.filters.words.setFocus()
    reached: set[QWidget | None] = set()
    for _ in range(24):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {page.people.filters.team, page.people.filters.order, page.people.table}
    assert wanted | {page.people.deeds.edit, page.people.deeds.renew} <= reached
