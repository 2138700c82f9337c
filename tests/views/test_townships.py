"""Townships in the window: what is recorded of each, kept by its own clerk."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from case_office import desk_of, dialog, fill, window_of
from office import Office
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import unit
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.system.page import SystemPage

Open = Callable[[str], SystemPage]


@pytest.fixture
def open_page(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def make(who: str) -> SystemPage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "system")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, SystemPage)
        page.visit("乡镇（街道）")
        qtbot.waitUntil(lambda: page.townships.rows.rowCount() == 15)
        return page

    return make


def test_a_clerk_records_area_and_population_of_the_own_township(
    qtbot: QtBot, open_page: Open, local_office: Office
) -> None:
    page = open_page("clerk")
    page.townships.edit.click()
    form = dialog(qtbot, page, FormDialog)
    fill(form.form, area="84.5", population="60000")
    form.save.click()
    own = local_office.units["黄宅镇"]

    def stored() -> bool:
        state = local_office.ask(lambda work: unit.township(work, own))
        return state is not None and state.area == Decimal("84.50")

    qtbot.waitUntil(stored)


def test_an_area_of_nothing_is_named_and_not_stored(
    qtbot: QtBot, open_page: Open, local_office: Office
) -> None:
    page = open_page("clerk")
    page.townships.edit.click()
    form = dialog(qtbot, page, FormDialog)
    fill(form.form, area="0")
    form.save.click()
    qtbot.waitUntil(lambda: "区域面积应大于零" in form.form.boxes["area"].under.text())
    own = local_office.units["黄宅镇"]
    state = local_office.ask(lambda work: unit.township(work, own))
    assert state is not None
    assert state.area is None


def test_an_officer_sees_the_townships_and_why_they_cannot_be_changed(open_page: Open) -> None:
    page = open_page("officer")
    assert not page.townships.edit.isEnabled()
    assert page.townships.edit.toolTip()
