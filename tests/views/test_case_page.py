"""What the pages of a case and its lead ask, say and refuse, over the real services."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from case_office import (
    Almanac,
    a_case,
    a_life,
    an_office,
    answer_everything,
    button,
    desk_of,
    dialog,
    filed,
    fill,
    shown,
    there,
    window_of,
    words,
)
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import lead, stated_fact
from desktop.views.kit.background import Background
from desktop.views.kit.comparison import MINE, ComparisonDialog
from desktop.views.kit.draft import Drafts
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.pages.case.listing import CaseListing
from desktop.views.pages.case.officers import OfficersEditor
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.service_dialog import ServiceDialog
from desktop.views.pages.case.term_dialog import TermDialog

Open = Callable[..., CasePage]


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
    def make(who: str = "clerk", key: UUID | None = None) -> CasePage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "case")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, CasePage)
        if key is not None:
            page.visit(key)
            shown(qtbot, page, key)
        return page

    return make


def cell(listing: CaseListing, heading: str) -> str:
    """A cell of the first row by its heading."""
    at = next(n for n, one in enumerate(listing.rows.columns) if one.field.label == heading)
    return str(listing.rows.index(0, at).data())


def begin_lead(qtbot: QtBot, page: CasePage) -> OfficersEditor:
    page.listing.register.click()
    qtbot.waitUntil(lambda: page.lead.form is not None and bool(page.lead._items))
    assert page.lead.officers is not None
    return page.lead.officers


def test_who_may_not_act_is_shown_greyed_with_the_reason(qtbot: QtBot, open_page: Open) -> None:
    picker = begin_lead(qtbot, open_page()).pickers[0]
    at = next(n for n in range(picker.count()) if picker.itemText(n).startswith("叶伟民"))
    assert "证件已过期" in picker.itemText(at)
    index = picker.model().index(at, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "不得从事执法活动" in picker.itemData(at, Qt.ItemDataRole.ToolTipRole)


def test_an_officer_is_found_by_initials(qtbot: QtBot, open_page: Open) -> None:
    picker = begin_lead(qtbot, open_page()).pickers[0]
    completer = picker.completer()
    completer.setCompletionPrefix("lhy")
    assert completer.currentCompletion().startswith("李海燕")


def test_a_name_nobody_on_the_team_bears_is_named(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    officers = begin_lead(qtbot, page)
    officers.pickers[0].line.setText("陈某某")
    officers.pickers[0].edited.emit()
    assert "本队没有“陈某某”" in words(officers)
    page.lead.save.click()
    assert "承办人" in page.lead.missing.text()


def test_only_items_in_force_when_the_act_was_found_are_offered(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    begin_lead(qtbot, page)
    fill(page.lead.form, found_at="2021-05-06 09:00")
    qtbot.waitUntil(lambda: page.lead._items == {})


def test_a_wrong_identity_number_is_named_by_the_kind_of_party(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    begin_lead(qtbot, page)
    form = page.lead.form
    assert form is not None
    fill(form, party_kind="公民", party_identity="330726199002283181")
    assert "校验码不符" in form.boxes["party_identity"].under.text()
    fill(form, party_identity="92330726MA2E7X8K3G", party_kind="个体工商户")
    assert "✓" in form.boxes["party_identity"].under.text()


def test_a_place_nobody_has_looked_at_stays_unknown(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known, inside=None)
    detail = open_page(key=key).detail
    assert "尚未查明" in words(detail.facts)
    button(detail.next, "违法行为发生地是否在本乡镇（街道）辖区内：去修改线索").click()
    page = detail.window().page()
    qtbot.waitUntil(lambda: page.lead.form is not None)
    fill(page.lead.form, inside="是")
    page.lead.save.click()
    qtbot.waitUntil(lambda: detail.isVisible() and "尚未查明" not in words(detail.facts))


def test_an_open_point_is_verified_by_name_and_reason(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    detail = open_page(key=a_case(local_office, known)).detail
    assert "没有落实" in words(detail.next)
    answer_everything(qtbot, detail.next)
    text = words(detail.next)
    assert "依法可以办理" in text
    assert "已经核实" in text
    assert "样例内勤" in text
    assert "已由法制审核人员核对（样例）" in text
    assert "核实：回避：" in words(detail.statements)
    assert "核实：回避：" in words(detail.history)


def test_what_was_stated_can_be_corrected_and_the_page_follows(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known)
    local_office.do(lambda work: stated_fact.state(work, key, {"party_age": 40}))
    detail = open_page(key=key).detail
    button(detail.statements, "更正：当事人行为时的年龄（周岁）").click()
    asked = dialog(qtbot, detail, FormDialog)
    fill(asked.form, party_age="41")
    asked.save.click()
    qtbot.waitUntil(lambda: "当事人行为时的年龄（周岁）：41" in words(detail.statements))


def test_a_term_is_explained_day_by_day_and_copied(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    detail = open_page(key=filed(local_office, known)).detail
    assert "作出行政处罚决定：90日" in words(detail.steps)
    button(detail.steps, "如何计算：作出行政处罚决定").click()
    said = dialog(qtbot, detail, TermDialog)
    assert "起算之日，不计入" in said.table.item(0, 2).text()
    assert said.table.rowCount() > 90
    said.only_left_out.setChecked(True)
    assert said.table.rowCount() < 10
    button(said, "复制为文字").click()
    assert "起算之日，不计入" in QGuiApplication.clipboard().text()
    said.accept()


def test_two_clerks_changing_the_same_lead_choose_side_by_side(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known)
    page = open_page(key=key)
    page.detail.lead.click()
    qtbot.waitUntil(lambda: page.lead.form is not None)
    held = local_office.ask(lambda work: lead.open_(work, key))
    held.values["place"] = "浦江县黄宅镇样例路6号"
    local_office.do(lambda work: lead.save(work, held))
    fill(page.lead.form, place="浦江县黄宅镇样例路8号")
    page.lead.save.click()
    collision = dialog(qtbot, page, ComparisonDialog)
    collision.choose("place", MINE)
    collision.save.click()
    qtbot.waitUntil(lambda: "样例路8号" in words(page.detail.facts))


def test_the_reviewer_confirms_open_points_but_begins_nothing(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page("reviewer", a_case(local_office, known))
    assert not page.listing.register.isEnabled()
    assert "“法制审核员”不能登记线索" in page.listing.register.toolTip()
    assert not page.detail.lead.isEnabled()
    point = button(page.detail.next, "核实并确认：回避")
    assert point.isEnabled(), "open points wait for the reviewer too"


def test_the_list_is_searched_and_narrowed_to_a_phase(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    filed(local_office, known)
    a_case(local_office, known, party_name="浦江县样例小吃店")
    page = open_page()
    listing = page.listing
    qtbot.waitUntil(lambda: listing.rows.rowCount() == 2)
    listing.phase.choose("filed")
    qtbot.waitUntil(lambda: listing.rows.rowCount() == 1)
    assert cell(listing, "办理阶段") == "立案"
    assert "剩" in cell(listing, "最近期限")
    listing.phase.choose(None)
    listing.words.setText("小吃店")
    qtbot.waitUntil(lambda: cell(listing, "当事人") == "浦江县样例小吃店")
    qtbot.waitUntil(lambda: listing.subtitle.text() == "1 件")
    listing.table.selectRow(0)
    qtbot.keyClick(listing.table, Qt.Key.Key_Return)
    detail = shown(qtbot, page)
    assert "浦江县样例小吃店" in detail.under.text()


def test_the_page_follows_what_others_save(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known)
    page = open_page(key=key)
    day = Almanac().today() - timedelta(days=20)
    held = local_office.ask(lambda work: lead.open_(work, key))
    held.values["act_on"] = day - timedelta(days=1)
    local_office.do(lambda work: lead.save(work, held))
    page.refresh()
    qtbot.waitUntil(lambda: str(day - timedelta(days=1)) in words(page.detail.facts))


def test_an_unfinished_lead_is_reported_to_the_window(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    begin_lead(qtbot, page)
    assert page.unsaved() == ""
    fill(page.lead.form, cause="涉嫌露天焚烧秸秆案")
    assert page.unsaved() == "登记线索"


def test_a_lead_half_typed_is_offered_again(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    drafts = Drafts(tmp_path / "drafts", bytes(range(32)))
    page.lead._desk.drafts = drafts
    begin_lead(qtbot, page)
    fill(page.lead.form, cause="涉嫌露天焚烧秸秆案")
    assert page.lead.officers is not None
    page.lead.officers.pickers[0].line.setText("王志强")
    page.lead.officers.pickers[0].edited.emit()
    qtbot.waitUntil(lambda: "case:new" in drafts.waiting())
    page.show_list()
    begin_lead(qtbot, page)
    form = page.lead.form
    assert form is not None
    assert form.value("cause") is None
    button(page.lead, "继续填写").click()
    assert form.value("cause") == "涉嫌露天焚烧秸秆案"
    assert len(form.value("officers")) == 1
    drafts.close()


def test_a_case_one_may_not_see_leads_back_to_the_list(
    qtbot: QtBot,
    open_page: Open,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
) -> None:
    key = a_case(local_office, known)
    page = open_page("clerk@白马镇")
    page.visit(key)
    qtbot.waitUntil(lambda: bool(refusals))
    assert "无权查看" in str(refusals[0])
    assert page.stack.currentWidget() is page.listing


def test_one_officer_is_too_few_and_the_page_says_so_by_article(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known, officers=(known["王志强"],))
    detail = open_page(key=key).detail
    assert "持有有效执法证的承办人只有1人，少于2人。" in words(detail.next)
    cites = [one.text() for one in detail.next.findChildren(QPushButton)]
    assert "行政处罚法 第四十二条" in cites


def test_nothing_jumps_after_an_answer(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    detail = open_page(key=a_life(local_office, known).reported().id).detail
    detail.window().resize(1366, 500)
    area = detail._columns[1]
    QApplication.processEvents()
    bar = area.verticalScrollBar()
    assert bar.maximum() > 60
    bar.setValue(60)
    kept = {row.point: row for row in detail.next.rows}
    detail.refresh()
    before = detail.shown
    qtbot.waitUntil(lambda: detail.shown is not before)
    assert bar.value() == 60
    assert all(kept.get(row.point, row) is row for row in detail.next.rows), "rows are not remade"
    QApplication.processEvents()
    assert bar.value() == 60


def test_the_next_action_is_the_main_button_and_opens_its_form(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page(key=a_case(local_office, known))
    assert page.detail.main.text() == "立案…"
    page.detail.main.click()
    assert there(qtbot, page).title.text() == "立案"
    page.action.leave()
    shown(qtbot, page)


def test_the_menu_finds_an_action_by_initials(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page(key=filed(local_office, known))
    menu = page.detail.open_menu()
    assert menu is not None
    qtbot.keyClicks(menu.words, "xcjc")
    qtbot.keyClick(menu.words, Qt.Key.Key_Return)
    assert there(qtbot, page).title.text() == "现场检查（勘验）"


def test_an_action_that_is_not_open_says_why_and_is_not_begun(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page(key=filed(local_office, known))
    menu = page.detail.open_menu()
    assert menu is not None
    menu.words.setText("结案")
    lines = [
        menu.tree.topLevelItem(at).child(place)
        for at in range(menu.tree.topLevelItemCount())
        for place in range(menu.tree.topLevelItem(at).childCount())
    ]
    found = next(one for one in lines if one.text(0) == "结案")
    assert "还不能办理" in found.text(1)
    menu._take(found)
    assert page.stack.currentWidget() is page.detail
    menu.close()


def test_the_menu_shows_only_what_is_open_until_asked(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    menu = open_page(key=filed(local_office, known)).detail.open_menu()
    assert menu is not None
    few = menu.tree.topLevelItemCount()
    menu.every.click()
    assert menu.tree.topLevelItemCount() > few
    menu.close()


def test_an_issued_notice_waits_for_its_service_first(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).reported()
    life.do("prior_notice", 10, hearing_told=False)
    detail = open_page(key=life.id).detail
    assert detail.main.text() == "登记送达…"
    detail.main.click()
    asked = dialog(qtbot, detail, ServiceDialog)
    fill(asked.form, served_at=f"{life.day(9)} 10:00")
    asked.save.click()
    qtbot.waitUntil(lambda: detail.phase.text() == "· 已告知")
    assert "直接送达" in words(detail.services)
    assert "当事人陈述、申辩" in words(detail.steps)
    button(detail.services, "打开送达回证：行政处罚事先告知书 浦江县样例水果店").click()
    opened = dialog(qtbot, detail, PaperDialog)
    qtbot.waitUntil(lambda: opened.viewer.save.isEnabled())
    opened.reject()


def test_what_was_done_opens_from_the_history(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    page = open_page(key=life.id)
    found = [one.text() for one in page.detail.history.findChildren(QPushButton)]
    line = next(text for text in found if text.startswith("立案（"))
    button(page.detail.history, line).click()
    assert life.last is not None
    action = there(qtbot, page, life.last.id)
    assert action.state.text() == "✓ 已办结"
    assert not action.save.isVisible()


def test_evidence_is_registered_with_its_photo(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID], tmp_path: Path
) -> None:
    from desktop.commands.sample_action import _SCAN

    photo = tmp_path / "现场照片.png"
    photo.write_bytes(_SCAN)
    detail = open_page(key=filed(local_office, known)).detail
    detail.evidence.added.emit(str(photo))
    asked = dialog(qtbot, detail, FormDialog)
    fill(asked.form, kind="书证", name="现场照片1张", proves="占道经营的位置")
    asked.save.click()
    qtbot.waitUntil(lambda: "现场照片1张" in words(detail.evidence))
    assert detail.shown is not None
    assert detail.shown.evidence[0].content is not None
    assert button(detail.evidence, "查看现场照片1张").isEnabled()


def test_a_recording_is_registered_and_not_stored(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID], tmp_path: Path
) -> None:
    film = tmp_path / "检查过程.mp4"
    film.write_bytes(b"film")
    detail = open_page(key=filed(local_office, known)).detail
    detail.evidence.added.emit(str(film))
    asked = dialog(qtbot, detail, FormDialog)
    fill(asked.form, kind="视听资料", name="检查录像", proves="检查过程", station="采集站01")
    asked.save.click()
    qtbot.waitUntil(lambda: "检查录像" in words(detail.evidence))
    assert detail.shown is not None
    assert detail.shown.evidence[0].content is None


def test_a_long_file_shows_its_newest_end_and_the_rest_on_demand(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    detail = open_page(key=filed(local_office, known)).detail
    assert detail.shown is not None
    one, event = detail.shown.papers[0], detail.shown.history[0]
    many = replace(
        detail.shown,
        papers=tuple(replace(one, title=f"样例文书{at}") for at in range(200)),
        history=tuple(replace(event, what=f"样例事项{at}", action=None) for at in range(500)),
    )
    start = time.process_time()
    detail._show(many)
    QApplication.processEvents()
    assert time.process_time() - start < 1.5
    titles = [one.text() for one in detail.papers.findChildren(QPushButton)]
    assert "样例文书199" in titles
    assert "样例文书0" not in titles
    detail.papers.rest.click()
    assert "样例文书0" in [one.text() for one in detail.papers.findChildren(QPushButton)]
    assert "样例事项0" in words(detail.history)
    assert "样例事项499" not in words(detail.history)
    assert detail.history.rest.text() == "全部 500 条"
