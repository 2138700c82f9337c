"""期限日历 over the real services: narrowed, turned, opened by keyboard, taken out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from case_life import Life
from case_office import Almanac, a_life, an_office, desk_of
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from desktop.models.action import CaseDue, CaseMark
from desktop.services import case, case_list, case_mark
from desktop.services.listing import View
from desktop.views.freshness import keep_fresh
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Desk
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.pages.term.calendar import DAY, LIST, WEEK
from desktop.views.pages.term.page import TermPage

Sit = Callable[..., tuple[TermPage, Desk]]


@pytest.fixture
def served(local_office: Office) -> Life:
    return a_life(local_office, an_office(local_office)).decided().served(1)


@pytest.fixture
def sit(local_office: Office, background: Background, qtbot: QtBot) -> Sit:
    """The page, waited for, with somebody at the desk."""

    def place(who: str = "clerk") -> tuple[TermPage, Desk]:
        errors: list[object] = []
        desk = desk_of(local_office, background, errors.append, who)
        page = TermPage(desk)
        qtbot.addWidget(page)
        page.resize(1180, 640)
        page.show()
        qtbot.waitUntil(lambda: bool(page.subtitle.text()))
        assert errors == []
        return page, desk

    return place


def put(office: Office, deadline: str, days: int) -> None:
    def change(work: Any) -> None:
        query = select(CaseDue).where(CaseDue.deadline == deadline)
        work.session.execute(query).scalar_one().ends_on = work.today + timedelta(days)

    office.do(change, None)


def listed(page: TermPage) -> list[str]:
    rows = page.calendar.rows
    return [rows.index(at, 1).data() for at in range(rows.rowCount())]


def test_the_list_begins_with_what_is_overdue_and_enter_opens_its_case(
    local_office: Office, served: Life, sit: Sit, qtbot: QtBot
) -> None:
    put(local_office, "decision_publication", -2)
    page, desk = sit()
    qtbot.waitUntil(lambda: len(listed(page)) > 1)
    assert listed(page)[0] == "公开行政处罚决定信息"
    assert "逾期 1 项" in page.subtitle.text()
    gone: list[tuple[str, object]] = []
    desk.go.connect(lambda key, target: gone.append((key, target)))
    page.calendar.table.selectRow(0)
    qtbot.keyClick(page.calendar.table, Qt.Key.Key_Return)
    assert gone == [("case", served.id)]


def test_filters_narrow_the_list_and_are_cleared_at_once(
    served: Life, sit: Sit, qtbot: QtBot
) -> None:
    page, _ = sit()
    qtbot.waitUntil(lambda: page.calendar.filters.term.count() > 1)
    whole = listed(page)
    page.calendar.filters.holder.choose("party")
    qtbot.waitUntil(lambda: 0 < len(listed(page)) < len(whole))
    page.calendar.filters.term.choose("suit")
    qtbot.waitUntil(lambda: listed(page) == ["提起行政诉讼"])
    page.calendar.filters.words.setText("没有这样的当事人")
    qtbot.waitUntil(lambda: listed(page) == [] and page.calendar.nothing.isVisible())
    page.calendar.filters.clear.click()
    qtbot.waitUntil(lambda: listed(page) == whole and not page.calendar.nothing.isVisible())
    assert not page.calendar.filters.clear.isEnabled()


def test_a_week_is_walked_by_the_arrows_and_opened_with_enter(
    local_office: Office, served: Life, sit: Sit, qtbot: QtBot
) -> None:
    put(local_office, "decision_publication", 0)
    page, _ = sit()
    grid, today = page.calendar.grid, Almanac().today()
    page.calendar.turn_to(WEEK)
    at = today.weekday()
    qtbot.waitUntil(lambda: grid.shown is not None and grid.columns[at].list.count() == 1)
    assert grid.columns[at].list.item(0).text().startswith("今天到期，公开行政处罚决定信息")
    assert f"{today.month}月{today.day}日" in grid.columns[at].list.accessibleName()
    opened: list[UUID] = []
    page.calendar.opened.connect(opened.append)
    page.activateWindow()
    grid.focus_day(0)
    for _ in range(at):
        qtbot.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Right)
    chosen = grid.columns[at].list
    qtbot.waitUntil(chosen.hasFocus)
    qtbot.keyClick(chosen, Qt.Key.Key_Return)
    assert opened == [served.id]
    before = page.calendar.day
    grid.focus_day(6)
    qtbot.keyClick(grid.columns[6].list, Qt.Key.Key_Right)
    assert page.calendar.day == before + timedelta(7)
    page.calendar.today.click()
    assert page.calendar.day == today


def test_a_day_is_turned_to_and_named(
    local_office: Office, served: Life, sit: Sit, qtbot: QtBot
) -> None:
    put(local_office, "suit", 3)
    page, _ = sit()
    page.calendar.turn_to(DAY)
    page.calendar.go_to(Almanac().today() + timedelta(3))
    rows = page.calendar.on_day
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    assert rows.index(0, 1).data() == "提起行政诉讼"
    day = Almanac().today() + timedelta(3)
    assert page.calendar.span.text().startswith(f"{day.year}年{day.month}月{day.day}日")
    page.calendar.after.click()
    qtbot.waitUntil(lambda: rows.rowCount() == 0)
    page.calendar.turn_to(LIST)
    assert page.calendar.turning.isHidden()


def test_the_guidance_office_chooses_a_township_and_sees_its_column(
    served: Life, sit: Sit, qtbot: QtBot
) -> None:
    page, _ = sit("guidance")
    town = page.calendar.filters.town
    qtbot.waitUntil(lambda: town.isVisible() and town.count() > 10)
    at = [one.name for one in page.calendar.rows.columns].index("town")
    assert not page.calendar.table.isColumnHidden(at)
    qtbot.waitUntil(lambda: page.calendar.rows.rowCount() > 0)
    assert page.calendar.rows.index(0, at).data() == "黄宅镇"
    town.choose(next(town.itemData(n) for n in range(town.count()) if town.itemText(n) == "白马镇"))
    qtbot.waitUntil(lambda: listed(page) == [])


def test_a_township_does_not_see_the_column_of_townships(
    served: Life, sit: Sit, qtbot: QtBot
) -> None:
    page, _ = sit()
    at = [one.name for one in page.calendar.rows.columns].index("town")
    qtbot.waitUntil(lambda: page.calendar.table.isColumnHidden(at))
    assert page.calendar.filters.town.isHidden()


def test_the_terms_in_sight_go_out_and_are_printed(
    served: Life, sit: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    page, desk = sit()
    said: list[str] = []
    desk.said.connect(said.append)
    page.calendar.filters.term.choose("suit")
    qtbot.waitUntil(lambda: page.calendar.filters.term.count() > 1)
    page.calendar.filters.term.choose("suit")
    for suffix in (".xlsx", ".ics"):
        page.output.write(tmp_path / f"期限{suffix}", suffix)
        qtbot.waitUntil(lambda suffix=suffix: any(suffix in one for one in said))
    assert said[0].startswith("已导出 1 项期限")
    assert (tmp_path / "期限.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    page.output.show_print()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.window().findChildren(PaperDialog)))


def test_the_window_catches_up_with_the_days_that_passed(
    local_office: Office, served: Life, background: Background, qtbot: QtBot
) -> None:
    stale = date(2026, 1, 1)
    local_office.do(
        lambda work: work.session.execute(
            update(CaseMark).values(looked_on=stale, phase_label="很久以前")
        ),
        None,
    )
    keep_fresh(desk_of(local_office, background, lambda _: None, "guidance"), 0)
    desk = desk_of(local_office, background, lambda _: None)
    keep_fresh(desk, 0)
    qtbot.waitUntil(lambda: not local_office.ask(case_mark.behind))
    row = local_office.ask(lambda work: case_list.LIST.first(work, View()))[0]
    assert row[-1][1] == "已送达"


def test_a_figure_of_the_workload_opens_its_list_and_the_list_its_case(
    local_office: Office, served: Life, sit: Sit, qtbot: QtBot
) -> None:
    page, desk = sit("captain")
    page.visit("工作量")
    load = page.workload
    qtbot.waitUntil(lambda: load.behind.rowCount() == 1)
    assert load.title.text().endswith("在办案件：1")
    names = [one.name for one in load.officers.columns]
    leading = local_office.ask(lambda work: case.handlers(work, served.id))[0].person_id
    at = load.officers.row_of(leading)
    load.table.setCurrentIndex(load.officers.index(at, names.index("actions")))
    qtbot.waitUntil(lambda: load.behind.rowCount() > 3)
    assert load.title.text().endswith(f"办理事项：{load.behind.rowCount()}")
    load.refresh()
    qtbot.waitUntil(lambda: load.table.currentIndex().column() == names.index("actions"))
    gone: list[tuple[str, object]] = []
    desk.go.connect(lambda key, target: gone.append((key, target)))
    qtbot.keyClick(load.table, Qt.Key.Key_Return)
    load.cases.selectRow(0)
    qtbot.keyClick(load.cases, Qt.Key.Key_Return)
    assert gone == [("case", served.id)]
    load.words.setText("没有这个人")
    qtbot.waitUntil(lambda: load.officers.rowCount() == 0)


def test_risks_are_counted_by_kind_and_open_their_cases(
    local_office: Office, served: Life, sit: Sit, qtbot: QtBot
) -> None:
    put(local_office, "decision_publication", -2)
    page, desk = sit("reviewer")
    page.visit("风险案件")
    risk = page.risk
    qtbot.waitUntil(lambda: "期限已逾期　1" in risk.kinds.item(0).text())
    qtbot.waitUntil(lambda: risk.rows.rowCount() == 1)
    gone: list[tuple[str, object]] = []
    desk.go.connect(lambda key, target: gone.append((key, target)))
    risk.table.selectRow(0)
    qtbot.keyClick(risk.table, Qt.Key.Key_Return)
    assert gone == [("case", served.id)]
    risk.choose("opinions")
    qtbot.waitUntil(lambda: risk.rows.rowCount() == 0 and risk.nothing.isVisible())
    assert "意见等待" in risk.nothing.text()


def test_only_the_calendar_is_printed_and_taken_out(served: Life, sit: Sit) -> None:
    page, _ = sit()
    assert page.output.print_.isVisible()
    page.visit("工作量")
    assert page.output.print_.isHidden() and page.title.text() == "工作量"
