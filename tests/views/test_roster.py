"""The roster page over the real services and a real local database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from office import Office, id_number
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from roster_office import TODAY, a_team, desk_of

from desktop.errors import WorkError
from desktop.services import certificate, person, posting, roster
from desktop.services.listing import View
from desktop.services.work import Draft
from desktop.views import record_search
from desktop.views.kit.background import Background
from desktop.views.kit.draft import Drafts
from desktop.views.pages.roster.page import RosterPage

Open = Callable[..., RosterPage]


@pytest.fixture
def team(local_office: Office) -> dict[str, UUID]:
    return a_team(local_office)


@pytest.fixture
def open_page(
    qtbot: QtBot,
    local_office: Office,
    team: dict[str, UUID],
    background: Background,
    refusals: list[WorkError],
) -> Open:
    def make(who: str = "clerk") -> RosterPage:
        page = RosterPage(desk_of(local_office, background, refusals.append, who))
        qtbot.addWidget(page)
        page.resize(1198, 654)
        page.show()
        qtbot.waitUntil(lambda: page.people.rows.rowCount() > 0 and listed(page)[0] != "…")
        qtbot.waitUntil(lambda: page.people.deeds.card is not None)
        return page

    return make


def listed(page: RosterPage) -> list[str]:
    rows = page.people.rows
    return [rows.index(at, 0).data() for at in range(rows.rowCount())]


def look_for(qtbot: QtBot, page: RosterPage, words: str, *names: str) -> None:
    page.people.filters.words.setText(words)
    qtbot.waitUntil(lambda: listed(page) == list(names))


def pick(qtbot: QtBot, page: RosterPage, name: str) -> None:
    page.people.table.selectRow(listed(page).index(name))
    qtbot.waitUntil(lambda: page.people.panel.name.text() == name)
    qtbot.waitUntil(lambda: (card := page.people.deeds.card) is not None and card.name == name)


def fill(dialog: Any, **texts: str) -> None:
    for name, text in texts.items():
        dialog.form.boxes[name].editor.restore(text)


def open_dialog(qtbot: QtBot, page: RosterPage, button: QPushButton) -> Any:
    button.click()
    qtbot.waitUntil(lambda: page.people.forms.dialog is not None)
    dialog = page.people.forms.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isVisible())
    return dialog


def type_into(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Replace what stands there: digits by keys, Chinese as an input method commits it."""
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        qtbot.keyClicks(widget, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def names_in(office: Office) -> set[str]:
    return {row[1] for row in office.ask(lambda work: roster.first(work, View()))}


def test_the_own_team_is_listed_by_strokes_with_standing_and_count(open_page: Open) -> None:
    page = open_page()
    assert listed(page) == ["丁建国", "万晓东", "毛海燕", "方国平", "单雄信"]
    shown = [page.people.rows.index(at, 8).data() for at in range(5)]
    assert shown == ["20天后到期", "证件已过期12天", "合规", "辅助·无执法权", "合规"]
    assert page.subtitle.text() == "5 人"


def test_people_are_found_by_the_initials_of_every_reading(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    look_for(qtbot, page, "sxx", "单雄信")
    look_for(qtbot, page, "dxx", "单雄信")
    look_for(qtbot, page, "mhy", "毛海燕")


def test_a_whole_identity_number_finds_its_holder(
    qtbot: QtBot, open_page: Open, local_office: Office, team: dict[str, UUID]
) -> None:
    page = open_page()
    draft = local_office.ask(lambda work: person.open_(work, team["毛海燕"]))
    look_for(qtbot, page, draft.values["id_number"], "毛海燕")


def test_filters_narrow_and_are_cleared_again(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    filters = page.people.filters
    assert not filters.clear.isEnabled()
    filters.standing.setCurrentText("证件已过期")
    qtbot.waitUntil(lambda: listed(page) == ["万晓东"])
    filters.clear.click()
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    filters.team.setCurrentText("全部队伍")
    qtbot.waitUntil(lambda: "石雪芬" in listed(page))


def test_the_list_can_be_looked_at_as_of_an_earlier_day(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    page.people.filters.as_of.setText("2022-07-31")
    qtbot.waitUntil(lambda: page.people.rows.rowCount() == 0)
    assert page.people.nobody.isVisible()
    page.people.filters.as_of.setText("2022-08-01")
    qtbot.waitUntil(lambda: len(listed(page)) == 5)


def test_a_day_that_is_none_is_marked_and_changes_nothing(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    as_of = page.people.filters.as_of
    as_of.setText("2026-02-30")
    qtbot.waitUntil(lambda: as_of.property("state") == "bad")
    assert len(listed(page)) == 5


def test_the_panel_shows_the_person_with_the_reason(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    pick(qtbot, page, "万晓东")
    panel = page.people.panel
    assert panel.badge.text() == "✕ 证件已过期12天"
    assert "第四十二条" in panel.reason.text()
    assert [panel.tabs.tabText(at) for at in range(3)] == ["概况", "证件", "履历"]


def test_grey_buttons_say_why(qtbot: QtBot, open_page: Open) -> None:
    officer = open_page("officer")
    assert not officer.new.isEnabled()
    assert "执法人员" in officer.new.toolTip()
    assert not officer.people.deeds.edit.isEnabled()
    clerk = open_page()
    clerk.people.filters.team.setCurrentText("白马镇")
    qtbot.waitUntil(lambda: listed(clerk) == ["石雪芬"])
    pick(qtbot, clerk, "石雪芬")
    assert "其他单位" in clerk.people.deeds.edit.toolTip()


def test_several_rows_stay_chosen_after_a_refresh_and_are_counted(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    page.people.table.selectAll()
    assert page.subtitle.text() == "5 人 · 已选 5"
    chosen = page.people.table.selected_ids()
    with qtbot.waitSignal(page.people.rows.swapped):
        page.refresh()
    assert page.people.table.selected_ids() == chosen
    assert page.people.view().filters == {"ids": chosen}


def test_a_new_person_is_entered_by_keyboard_alone(
    qtbot: QtBot, open_page: Open, local_office: Office
) -> None:
    page = open_page()
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    form = page.form.form
    assert form is not None
    typed = {
        "name": "仇样例",
        "id_number": id_number(date(1988, 8, 8), 417),
        "kind": "本级自有",
        "post": "执法队员",
        "since": TODAY.strftime("%Y%m%d"),
        "number": "11330726999",
        "issued_on": "20240105",
        "valid_until": "2034.1.4",
    }
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.boxes["name"].editor)
    for name in list(form.boxes):
        widget = QApplication.focusWidget()
        assert widget is not None
        if name in typed:
            type_into(qtbot, widget, typed[name])
        if name == "note":
            break
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert form.boxes["born_on"].editor.text() == "1988-08-08"
    assert form.boxes["sex"].editor.text() == "男"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "仇样例" in listed(page))
    qtbot.waitUntil(lambda: page.people.panel.name.text() == "仇样例")
    assert "仇样例" in names_in(local_office)


def test_wrong_values_are_named_under_their_fields_and_summed_up(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    form = page.form.form
    assert form is not None
    fill(page.form, id_number="330726199002283180", phone="1380579", served="某某镇")
    page.form.save.click()
    assert "校验码" in form.boxes["id_number"].under.text()
    assert "11位" in form.boxes["phone"].under.text()
    assert "某某镇" in form.boxes["served"].under.text()
    assert page.form.missing.text().startswith("还有 6 处需要修改：姓名、身份证号、手机")


def test_what_only_the_database_knows_lands_under_its_field_too(
    qtbot: QtBot, open_page: Open, local_office: Office, team: dict[str, UUID]
) -> None:
    page = open_page()
    taken = local_office.ask(lambda work: person.open_(work, team["毛海燕"]).values["id_number"])
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    form = page.form.form
    assert form is not None
    fill(page.form, name="样例", id_number=taken, kind="下沉派驻", post="执法队员")
    page.form.save.click()
    qtbot.waitUntil(lambda: "毛海燕" in form.boxes["id_number"].under.text())
    assert "派出部门" in form.boxes["home_unit_id"].under.text()


def test_saving_what_someone_else_changed_shows_the_three_side_by_side(
    qtbot: QtBot, open_page: Open, local_office: Office, team: dict[str, UUID]
) -> None:
    page = open_page()
    pick(qtbot, page, "毛海燕")
    page.people.deeds.edit.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    key = team["毛海燕"]
    draft = local_office.ask(lambda work: person.open_(work, key))
    theirs = Draft(key, draft.version, {"education": "本科", "major": "法学"})
    local_office.do(lambda work: person.save(work, theirs))
    fill(page.form, education="大专")
    page.form.save.click()
    saving = page.form.saving
    qtbot.waitUntil(lambda: saving is not None and saving.comparison is not None)
    assert saving is not None and saving.comparison is not None
    comparison = saving.comparison
    assert not comparison.save.isEnabled()
    comparison.choose("education", 1)
    comparison.save.click()
    qtbot.waitUntil(lambda: page.form.form is None)
    saved = local_office.ask(lambda work: person.open_(work, key).values)
    assert (saved["education"], saved["major"]) == ("大专", "法学")


def test_esc_asks_before_typed_text_is_given_up(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    page.form.leave()
    assert page.form.form is None
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    assert page.form.form is not None
    qtbot.keyClicks(page.form.form.boxes["name"].editor, "abc")
    assert page.unsaved() == "新增人员"
    page.form.leave()
    (box,) = page.findChildren(QMessageBox)
    assert "放弃" in box.text()
    box.close()


def test_renewing_keeps_the_old_certificate_and_turns_the_badge_green(
    qtbot: QtBot, open_page: Open, local_office: Office, team: dict[str, UUID]
) -> None:
    page = open_page()
    pick(qtbot, page, "万晓东")
    dialog = open_dialog(qtbot, page, page.people.deeds.renew)
    dialog.save.click()
    assert dialog.form.boxes["issued_on"].under.text() == "✕ 发证日期不能为空"
    later = TODAY + timedelta(days=1800)
    fill(dialog, issued_on=TODAY.isoformat(), valid_until=later.isoformat())
    dialog.save.click()
    qtbot.waitUntil(lambda: page.people.panel.badge.text() == "✓ 合规")
    held = local_office.ask(lambda work: certificate.all_of(work, team["万晓东"]))
    assert [one.state.label for one in held] == ["有效", "已换证"]


def test_a_suspension_needs_a_reason_and_shows_on_the_list(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    pick(qtbot, page, "毛海燕")
    dialog = open_dialog(qtbot, page, page.people.deeds.state)
    fill(dialog, state="暂扣")
    dialog.save.click()
    assert "原因" in dialog.form.boxes["state_reason"].under.text()
    fill(dialog, state="已换证", state_reason="年度清理")
    dialog.save.click()
    assert "办理换证" in dialog.form.boxes["state"].under.text()
    fill(dialog, state="暂扣")
    dialog.save.click()
    qtbot.waitUntil(lambda: page.people.panel.badge.text() == "✕ 证件暂扣")


def test_moving_a_dual_managed_person_asks_for_the_recorded_opinion(
    qtbot: QtBot, open_page: Open, local_office: Office, team: dict[str, UUID]
) -> None:
    page = open_page()
    pick(qtbot, page, "丁建国")
    dialog = open_dialog(qtbot, page, page.people.deeds.relocate)
    assert dialog.form.boxes["home_unit_id"].editor.line.text() == "综合执法"
    fill(dialog, post="中队长", served="郑宅镇")
    dialog.save.click()
    qtbot.waitUntil(lambda: "征求意见" in dialog.form.boxes["consent"].under.text())
    fill(dialog, consent="镇政府同意（样例）", consent_on=TODAY.isoformat())
    dialog.save.click()
    qtbot.waitUntil(lambda: "中队长" in page.people.panel.under.text())
    (new, old) = local_office.ask(lambda work: posting.all_of(work, team["丁建国"]))
    assert old.until == TODAY - timedelta(days=1)
    served = local_office.ask(lambda work: posting.served_by(work, new.id))
    assert served == [local_office.units["郑宅镇"]]


def test_leaving_takes_a_person_off_the_list_of_the_next_day(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    pick(qtbot, page, "毛海燕")
    page.people.deeds.finish.trigger()
    qtbot.waitUntil(lambda: page.people.forms.dialog is not None)
    dialog = page.people.forms.dialog
    assert dialog is not None
    fill(dialog, last_day=(TODAY - timedelta(days=1)).isoformat())
    dialog.save.click()
    qtbot.waitUntil(lambda: "毛海燕" not in listed(page))


def test_a_person_entered_by_mistake_is_removed_with_a_reason(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    pick(qtbot, page, "方国平")
    page.people.deeds.remove.trigger()
    (dialog,) = [one for one in page.findChildren(QDialog) if one.windowTitle() == "移出花名册"]
    assert not dialog.agree.isEnabled()
    dialog.reason.setPlainText("重复录入")
    dialog.agree.click()
    qtbot.waitUntil(lambda: "方国平" not in listed(page))


def test_another_page_can_point_at_a_person_of_another_team(
    qtbot: QtBot, open_page: Open, team: dict[str, UUID]
) -> None:
    page = open_page()
    page.visit(team["石雪芬"])
    qtbot.waitUntil(lambda: page.people.panel.name.text() == "石雪芬")


def test_the_figures_open_to_their_people(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(page.figures.cards) == 7)
    cards = {card.figure.key: card for card in page.figures.cards}
    assert cards["S16"].figure.value == "本库未知"
    assert not page.figures.enter.isEnabled()
    cards["S15"].links[0].click()
    rows = page.figures.rows
    qtbot.waitUntil(lambda: rows.rowCount() == 2)
    assert {rows.index(at, 0).data() for at in range(2)} == {"毛海燕", "单雄信"}


def test_the_guidance_office_states_the_headcount_and_the_share_appears(
    qtbot: QtBot, local_office: Office, team: dict[str, UUID], background: Background
) -> None:
    page = RosterPage(desk_of(local_office, background, print, "guidance"))
    qtbot.addWidget(page)
    page.show()
    page.tabs.setCurrentIndex(1)
    figures = page.figures
    qtbot.waitUntil(lambda: len(figures.cards) == 7)
    figures.enter.click()
    dialog = figures.dialog
    assert dialog is not None
    fill(dialog, certified="8", source="样例：县司法局证件台账")
    dialog.save.click()
    qtbot.waitUntil(lambda: figures.cards[3].figure.value == "50.0%")
    assert figures.cards[3].figure.level == "bad"


def test_a_half_filled_form_is_offered_again_after_a_crash(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    page = open_page()
    desk = page._desk
    desk.drafts = Drafts(tmp_path / "drafts.journal", bytes(32))
    page.new.click()
    qtbot.waitUntil(lambda: page.form.form is not None)
    fill(page.form, name="毛半程", served="郑宅镇")
    assert page.form.form is not None
    page.form.form.changed.emit()
    qtbot.waitUntil(lambda: bool(desk.drafts and desk.drafts.waiting()))
    again = RosterPage(desk)
    qtbot.addWidget(again)
    again.show()
    again.new.click()
    qtbot.waitUntil(lambda: again.form.form is not None)
    assert again.form._bar is not None
    again.form._bar.take.click()
    assert again.form.form is not None
    assert again.form.form.boxes["name"].editor.text() == "毛半程"
    assert again.form.form.boxes["served"].editor.text() == "郑宅镇"
    desk.drafts.close()


def test_the_palette_finds_people_of_every_team_by_initials(
    local_office: Office, team: dict[str, UUID]
) -> None:
    hits = local_office.ask(lambda work: record_search.people(work, "sxf"))
    assert [(hit.label, hit.key, hit.target) for hit in hits] == [
        ("石雪芬", "team", team["石雪芬"])
    ]
    assert "白马镇" in hits[0].detail
