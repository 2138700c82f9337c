"""What the eye and the screen reader meet on the pages of items, cases, papers and the inbox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from case_office import (
    a_case,
    a_life,
    an_office,
    begin,
    desk_of,
    dialog,
    fill,
    shown,
    window_of,
)
from office import Office
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.commands import sample_action
from desktop.commands.opening import compose
from desktop.errors import WorkError
from desktop.services import opinion
from desktop.services.work import Work
from desktop.store import engine
from desktop.store.database import Database
from desktop.views.kit import theme as look
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.inbox import InboxPage
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.service_dialog import ServiceDialog
from desktop.views.pages.case.term_dialog import TermDialog
from desktop.views.pages.item.page import ItemPage
from desktop.views.window import Window

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
Shown = Callable[[str], QWidget]
KEY = bytes(range(32))


@pytest.fixture(params=["light", "dark"])
def shade(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    look.apply(qapp, dark=request.param == "dark")
    yield request.param
    look.apply(qapp, dark=False)


@dataclass(frozen=True)
class Sight:
    """An office nobody writes to here: built once for all states."""

    office: Office
    lead: UUID
    late: UUID


@pytest.fixture(scope="module")
def sight(founded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sight]:
    path = tmp_path_factory.mktemp("looked") / "office.db"
    shutil.copyfile(founded_file, path)
    database: Database[Work] = Database(engine.local_engine(path, KEY), compose)
    office = Office(lambda _: database, engine_name="sqlcipher")
    office.learn()
    known = an_office(office)
    lead, life = a_case(office, known, inside=None), a_life(office, known).reported()
    key = sample_action.prepare(office.as_("clerk"), life.id, "prior_notice", life.day(9))
    office.do(lambda work: opinion.submit(work, key))
    yield Sight(office, lead, life.id)
    database.close()


@pytest.fixture
def root(qtbot: QtBot, sight: Sight, background: Background, refusals: list[WorkError]) -> Shown:
    """A state of the pages inside the real window at 1366x728."""

    def make(state: str) -> QWidget:
        place = state.partition(" ")[0]
        window = window_of(desk_of(sight.office, background, refusals.append), place)
        qtbot.addWidget(window)
        return STATES[state](qtbot, window, sight.lead, sight.late)

    return make


def a_list(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = window.page()
    rows = page.listing.rows if isinstance(page, (CasePage, ItemPage)) else page.rows
    qtbot.waitUntil(lambda: rows.rowCount() > 0)
    table = page.listing.table if isinstance(page, (CasePage, ItemPage)) else page.table
    table.selectRow(0)
    if isinstance(page, ItemPage):
        qtbot.waitUntil(lambda: page.listing.panel.card is not None)
    return window


def a_form(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = window.page()
    if isinstance(page, ItemPage):
        page.start()
        qtbot.waitUntil(lambda: page.form.form is not None)
    elif isinstance(page, CasePage):
        page.start_lead()
        qtbot.waitUntil(lambda: page.lead.form is not None)
    return window


def a_lead(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    return opened(qtbot, window, lead)


def a_late_case(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    return opened(qtbot, window, late)


def a_new_action(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    begin(qtbot, page, "interview")
    return window


def an_action(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    assert page.detail.shown is not None
    begin(qtbot, page, "prior_notice", page.detail.shown.preparing[0].id)
    return window


def a_done_action(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    assert page.detail.shown is not None
    key = next(one.action for one in page.detail.shown.history if one.name == "filing")
    begin(qtbot, page, "filing", key)
    return window


def a_menu(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    menu = page.detail.open_menu()
    assert menu is not None
    menu.every.click()
    return menu


def a_service(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    assert page.detail.shown is not None
    page.detail.deeds.serve(page.detail.shown.papers[-1].id, "行政处罚决定书")
    asked = dialog(qtbot, page, ServiceDialog)
    fill(asked.form, way="留置送达")
    return asked  # type: ignore[no-any-return]


def a_signature(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    an_action(qtbot, window, lead, late)
    page = window.page()
    assert isinstance(page, CasePage)
    assert page.action.look is not None
    page.action.deeds.record(page.action.look.opinions[0])
    return dialog(qtbot, page, FormDialog)  # type: ignore[no-any-return]


def a_piece(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    page.detail.evidence.add.click()
    return dialog(qtbot, page, FormDialog)  # type: ignore[no-any-return]


def an_inbox(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = window.page()
    assert isinstance(page, InboxPage)
    qtbot.waitUntil(lambda: page.look is not None and page.viewer.save.isEnabled())
    return window


def a_term(qtbot: QtBot, window: Window, lead: UUID, late: UUID) -> QWidget:
    page = opened(qtbot, window, late).page()
    assert isinstance(page, CasePage)
    assert page.detail.shown is not None
    term = next(one for step in page.detail.shown.steps for one in step.terms)
    dialog = TermDialog(window, term)
    dialog.open()
    return dialog


def opened(qtbot: QtBot, window: Window, key: UUID) -> Window:
    page = window.page()
    assert isinstance(page, CasePage)
    page.visit(key)
    shown(qtbot, page, key)
    return window


STATES = {
    "item list": a_list,
    "item form": a_form,
    "case list": a_list,
    "case lead form": a_form,
    "case lead": a_lead,
    "case before its notice": a_late_case,
    "case action new": a_new_action,
    "case action going round": an_action,
    "case action done": a_done_action,
    "case menu": a_menu,
    "case service": a_service,
    "case signature": a_signature,
    "case evidence": a_piece,
    "case term": a_term,
    "inbox": an_inbox,
    "paper list": a_list,
}
EVERY_STATE = pytest.mark.parametrize("state", list(STATES))


def seen(page: QWidget) -> list[QWidget]:
    QApplication.processEvents()
    return [one for one in page.findChildren(QWidget) if one.isVisible()]


def inside_an_input(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), INPUTS)


@EVERY_STATE
def test_every_input_and_button_has_a_name(root: Shown, state: str) -> None:
    nameless = [
        f"{type(one).__name__} in {one.parentWidget()}"
        for one in seen(root(state))
        if isinstance(one, (*INPUTS, QAbstractButton))
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
        and not inside_an_input(one)
    ]
    assert nameless == []


@EVERY_STATE
def test_nothing_is_cut_off_at_1366_by_728(
    qtbot: QtBot, root: Shown, shade: str, state: str
) -> None:
    page = root(state)

    def looked() -> None:
        assert cut_off(page) == []

    qtbot.waitUntil(looked)


def cut_off(page: QWidget) -> list[str]:
    parts = seen(page)
    cut = [
        one.text()
        for one in parts
        if isinstance(one, QAbstractButton)
        and one.text()
        and not inside_an_input(one)
        and one.width() < one.sizeHint().width()
    ]
    return cut + [
        one.text()
        for one in parts
        if isinstance(one, QLabel)
        and one.objectName() != "under"
        and (too_low(one) if one.wordWrap() else one.width() < one.sizeHint().width() - 1)
    ]


def too_low(label: QLabel) -> bool:
    return label.height() < label.heightForWidth(label.width()) - 1


@EVERY_STATE
def test_no_page_is_wider_than_its_window(root: Shown, state: str) -> None:
    page = root(state)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 1366
    assert page.width() <= 1366
