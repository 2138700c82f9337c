"""Empowered items in the window: entered, changed, withdrawn, their history seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from case_office import an_office, desk_of, dialog, fill, window_of
from office import Office, an_item
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import item
from desktop.views.kit.background import Background
from desktop.views.kit.comparison import THEIRS, ComparisonDialog
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.item.page import ItemPage

Open = Callable[..., ItemPage]
NEW = {
    "code": "330225004000",
    "name": "（样例）对露天焚烧秸秆的行政处罚",
    "field_of_law": "生态环境",
    "norm_violated": "《样例条例》第七十七条",
    "norm_applied": "《样例条例》第一百一十九条第一款",
    "fine_least": "500",
    "fine_most": "2000",
    "notice_number": "浦政通告〔2022〕样例1号",
    "notice_on": "2022-06-20",
    "since": "2022-07-01",
}


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def open_page(
    qtbot: QtBot,
    local_office: Office,
    known: dict[str, UUID],
    background: Background,
    refusals: list[WorkError],
) -> Open:
    def make(who: str = "clerk") -> ItemPage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "item")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, ItemPage)
        qtbot.waitUntil(lambda: page.listing.rows.rowCount() > 0)
        return page

    return make


def words(root: QWidget) -> str:
    return "\n".join(one.text() for one in root.findChildren(QLabel))


def choose(qtbot: QtBot, page: ItemPage, key: UUID) -> None:
    qtbot.waitUntil(lambda: page.listing.table.go_to(key))
    qtbot.waitUntil(lambda: (card := page.listing.panel.card) is not None and card.id == key)


def test_a_clerk_enters_an_item_of_the_own_township(
    qtbot: QtBot, open_page: Open, local_office: Office
) -> None:
    page = open_page()
    page.listing.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    fill(page.form.form, **NEW)
    page.form.save.click()
    panel = page.listing.panel
    qtbot.waitUntil(lambda: panel.card is not None and panel.card.code == "330225004000")
    card = panel.card
    assert card is not None
    assert card.town == "黄宅镇"
    offered = local_office.ask(lambda work: item.on_day(work, work.today))
    assert card.id in {row[0] for row in offered}


def test_a_code_that_is_still_in_force_is_not_entered_twice(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    page.start()
    qtbot.waitUntil(lambda: page.form.form is not None)
    fill(page.form.form, **{**NEW, "code": "330217001000"})
    page.form.save.click()
    form = page.form.form
    assert form is not None
    qtbot.waitUntil(lambda: "仍有效" in form.boxes["code"].under.text())


def test_withdrawing_asks_for_the_last_day_and_the_ground(
    qtbot: QtBot, open_page: Open, known: dict[str, UUID]
) -> None:
    page = open_page()
    choose(qtbot, page, known["item"])
    page.listing.panel.withdraw.click()
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, until="2026-01-31")
    asked.save.click()
    assert "不能为空" in asked.form.boxes["withdrawal_ground"].under.text()
    fill(asked.form, withdrawal_ground="县政府调整赋权事项目录（样例）")
    asked.save.click()
    panel = page.listing.panel
    qtbot.waitUntil(lambda: panel.card is not None and panel.card.mark[1] == "已收回")
    assert "县政府调整赋权事项目录（样例）" in words(panel)
    assert not panel.withdraw.isEnabled()
    assert "已经收回" in panel.withdraw.toolTip()
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() == 0)
    page.listing.force.choose(None)
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() == 1)


def test_the_panel_shows_every_listing_of_the_same_code(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    first = known["item"]
    local_office.do(
        lambda work: item.withdraw(work, first, date(2023, 6, 30), "调整（样例）"), "guidance"
    )
    again = an_item(local_office, since=date(2024, 1, 1), notice_number="浦政通告〔2023〕样例7号")
    page = open_page()
    choose(qtbot, page, again)
    text = words(page.listing.panel)
    assert "2022-07-01 至 2023-06-30" in text
    assert "收回原因：调整（样例）" in text
    assert "浦政通告〔2023〕样例7号" in text


def test_the_list_begins_with_the_own_township_and_shows_all_on_request(
    qtbot: QtBot, open_page: Open, local_office: Office
) -> None:
    an_item(local_office, town="白马镇")
    page = open_page()
    qtbot.waitUntil(lambda: page.listing.subtitle.text() == "1 项")
    page.listing.town.choose(None)
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() == 2)


def test_an_officer_reads_and_the_buttons_say_why_they_are_grey(
    qtbot: QtBot, open_page: Open, known: dict[str, UUID]
) -> None:
    page = open_page("officer")
    choose(qtbot, page, known["item"])
    listing = page.listing
    for part in (listing.new, listing.panel.edit):
        assert not part.isEnabled()
        assert "“执法人员”不能保存赋权事项" in part.toolTip()
    assert "“执法人员”不能收回赋权事项" in listing.panel.withdraw.toolTip()


def test_the_county_says_for_which_township_it_enters_an_item(
    qtbot: QtBot, open_page: Open, local_office: Office
) -> None:
    page = open_page("guidance")
    page.start()
    qtbot.waitUntil(lambda: page.form.form is not None)
    fill(page.form.form, **NEW)
    page.form.save.click()
    assert "乡镇（街道）" in page.form.missing.text()
    form = page.form.form
    assert form is not None
    form.put("unit_id", local_office.units["白马镇"], "白马镇")
    page.form.save.click()
    panel = page.listing.panel
    qtbot.waitUntil(lambda: panel.card is not None and panel.card.town == "白马镇")


def test_changing_an_item_keeps_its_withdrawal(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = known["item"]
    local_office.do(
        lambda work: item.withdraw(work, key, date(2030, 6, 30), "调整（样例）"), "guidance"
    )
    page = open_page()
    choose(qtbot, page, key)
    page.listing.panel.edit.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    fill(page.form.form, name="（样例）对擅自摆摊设点行为的行政处罚")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form.form is None)
    held = local_office.ask(lambda work: item.open_(work, key)).values
    assert held["name"] == "（样例）对擅自摆摊设点行为的行政处罚"
    assert (held["until"], held["withdrawal_ground"]) == (date(2030, 6, 30), "调整（样例）")


def test_two_people_changing_the_same_item_choose_side_by_side(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page()
    choose(qtbot, page, known["item"])
    page.listing.panel.edit.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    theirs = local_office.ask(lambda work: item.open_(work, known["item"]))
    theirs.values["field_of_law"] = "城市管理"
    local_office.do(lambda work: item.save(work, theirs), "guidance")
    fill(page.form.form, field_of_law="市容和环境卫生")
    page.form.save.click()
    collision = dialog(qtbot, page, ComparisonDialog)
    collision.choose("field_of_law", THEIRS)
    collision.save.click()
    qtbot.waitUntil(lambda: page.form.form is None)
    held = local_office.ask(lambda work: item.open_(work, known["item"])).values
    assert held["field_of_law"] == "城市管理"
