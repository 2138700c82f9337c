"""Issued papers in the window: the bytes as they left the office, void with a reason."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from case_office import an_office, desk_of, dialog, filed, window_of
from office import Office
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import paper
from desktop.views.kit.background import Background
from desktop.views.kit.dialogs import ReasonDialog
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.paper.page import PaperPage


@pytest.fixture
def case_id(local_office: Office) -> UUID:
    return filed(local_office, an_office(local_office))


@pytest.fixture
def page(
    qtbot: QtBot,
    local_office: Office,
    case_id: UUID,
    background: Background,
    refusals: list[WorkError],
) -> PaperPage:
    window = window_of(desk_of(local_office, background, refusals.append), "paper")
    qtbot.addWidget(window)
    found = window.page()
    assert isinstance(found, PaperPage)
    found.words.setText("立案审批表")
    qtbot.waitUntil(lambda: found.rows.rowCount() == 1)
    return found


def test_a_paper_opens_with_the_bytes_it_was_issued_with(
    qtbot: QtBot, page: PaperPage, local_office: Office, case_id: UUID, tmp_path: Path
) -> None:
    page.table.selectRow(0)
    page.open_.click()
    opened = dialog(qtbot, page, PaperDialog)
    qtbot.waitUntil(lambda: opened.viewer.save.isEnabled())
    assert opened.windowTitle().startswith("立案审批表 浦黄综执立〔")
    opened.viewer.save_to(tmp_path / "paper.pdf")
    row = local_office.ask(lambda work: paper.of_case(work, case_id))[-1]
    frozen = local_office.ask(lambda work: paper.pdf(work, row[0]))
    assert (tmp_path / "paper.pdf").read_bytes() == frozen
    opened.reject()


def test_a_void_paper_stays_in_the_list_with_its_reason(qtbot: QtBot, page: PaperPage) -> None:
    page.table.selectRow(0)
    page.void.click()
    asked = dialog(qtbot, page, ReasonDialog)
    assert not asked.agree.isEnabled()
    asked.reason.setPlainText("案由打印有误（样例）")
    asked.agree.click()
    qtbot.waitUntil(lambda: page.rows.index(0, 5).data() == "作废")
    mark = page.rows.mark_at(page.rows.index(0, 5))
    assert mark is not None
    assert mark.why == "案由打印有误（样例）"
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: "已经作废" in page.void.toolTip())


def test_the_case_of_a_paper_is_one_click_away(
    qtbot: QtBot, page: PaperPage, case_id: UUID
) -> None:
    window = page.window()
    page.table.selectRow(0)
    page.case.click()
    qtbot.waitUntil(lambda: isinstance(window.page(), CasePage))
    detail = window.page().detail
    qtbot.waitUntil(lambda: detail.shown is not None and detail.shown.id == case_id)


def test_without_a_choice_the_buttons_say_what_to_do(page: PaperPage) -> None:
    for part in (page.open_, page.case, page.void):
        assert not part.isEnabled()
        assert part.toolTip() == "请先在列表中选择一份文书。"


def test_papers_are_found_by_number_and_state(qtbot: QtBot, page: PaperPage) -> None:
    page.words.setText("综执立")
    qtbot.waitUntil(lambda: page.subtitle.text() == "1 份")
    page.state.choose("void")
    qtbot.waitUntil(lambda: page.rows.rowCount() == 0)
