"""The volume of an archived case lent out and brought back, in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from case_life import Life
from case_office import a_case, a_life, an_office, button, desk_of, dialog, shown, there, window_of
from office import Office
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import loan
from desktop.views.kit.background import Background
from desktop.views.pages.case.loans import LoansDialog
from desktop.views.pages.case.page import CasePage

Open = Callable[..., CasePage]


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def open_page(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def make(key: UUID | None = None, who: str = "clerk") -> CasePage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "case")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, CasePage)
        if key is not None:
            page.visit(key)
            shown(qtbot, page, key)
        return page

    return make


def archived(office: Office, known: dict[str, UUID]) -> Life:
    case = a_life(office, known).decided().served(1).do("publication", 1).do("closing", 1)
    return case.do("archiving", 1)


def test_only_an_archived_case_offers_its_volume(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page(a_case(local_office, known))
    assert not page.detail.loans.isVisible()
    key = archived(local_office, known).id
    page.visit(key)
    shown(qtbot, page, key)
    qtbot.waitUntil(page.detail.loans.isVisible)
    page.detail.loans.lend.click()
    form = there(qtbot, page)
    assert form.form is not None
    assert "borrower" in form.form.boxes


def test_a_loan_past_its_day_is_marked_and_brought_back_from_its_line(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    case = archived(local_office, known)
    due = case.day(0) - timedelta(days=1)
    case.do("volume_lending", 1, lent_on=case.day(1), due_on=due, borrower="王样例", unit="样例队")
    page = open_page(case.id)
    register = page.listing.show_loans()
    qtbot.waitUntil(lambda: register.rows.row_at(0) is not None)
    assert register.rows.row_at(0)[-1] == ("bad", "逾期1日")
    register.accept()
    button(page, "归还案卷：王样例（样例队）").click()
    form = there(qtbot, page)
    assert form.form is not None
    assert "returned_on" in form.form.boxes
    thread = case.thread("volume")
    case.do("volume_return", 0, thread, returned_on=case.day(0))
    page.open_case(case.id)
    qtbot.waitUntil(
        lambda: page.detail.shown is not None and page.detail.shown.loans[0].returned_on is not None
    )
    assert page.detail.shown is not None
    assert page.detail.shown.loans[0].mark == ("none", "逾期1日归还")


def test_the_register_opens_the_case_of_a_loan(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    case = archived(local_office, known)
    case.do("volume_lending", 1, lent_on=case.day(1), due_on=case.day(0))
    page = open_page()
    button(page, "案卷借阅").click()
    register = dialog(qtbot, page, LoansDialog)
    register.state.setCurrentIndex(register.state.findData(loan.OUT))
    qtbot.waitUntil(lambda: register.rows.row_at(0) is not None)
    register.table.opened.emit(register.rows.id_at(0))
    shown(qtbot, page, case.id)
