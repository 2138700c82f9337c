"""系统: confirming settings, accounts, backups, and what the program says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from office import Office
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from test_window import clipped, unnamed

from desktop.commands.keeping import Keeper
from desktop.errors import WorkError
from desktop.services import law_setting, number, setting, setting_list
from desktop.services.setting_list import Group, Line
from desktop.services.work import Work
from desktop.store.backup import verify
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Desk
from desktop.views.pages.system.page import SystemPage

KEY = bytes(range(32))
Open = Callable[..., SystemPage]


@pytest.fixture
def open_page(
    qtbot: QtBot,
    local_office: Office,
    background: Background,
    refusals: list[WorkError],
    tmp_path: Path,
) -> Open:
    """The page as somebody sees it, first list in place."""

    def show(who: str = "reviewer", keeper: Keeper | None = None) -> SystemPage:
        desk = Desk(local_office.as_(who), background, lambda error, _: refusals.append(error))
        desk.keeper = keeper or Keeper("", tmp_path / "home", tmp_path / "office.db", KEY)
        page = SystemPage(desk)
        qtbot.addWidget(page)
        page.resize(1180, 660)
        page.show()
        qtbot.waitUntil(lambda: page.settings.panel.line is not None, timeout=10_000)
        return page

    return show


def choose(qtbot: QtBot, page: SystemPage, label: str) -> None:
    """Search it, as a person would in a list of more than a hundred."""
    rows = page.settings.rows
    page.settings.words.setText(label)

    def labels() -> list[object]:
        return [(rows.row_at(n) or ("", ""))[1] for n in range(rows.rowCount())]

    qtbot.waitUntil(lambda: label in labels() and len(labels()) < 20, timeout=10_000)
    page.settings.table.go_to(rows.id_at(labels().index(label)))
    qtbot.waitUntil(lambda: page.settings.panel.line.label == label, timeout=10_000)


def texts(page: SystemPage) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in page.settings.panel.findChildren(QLabel))


def shown(page: SystemPage, label: str) -> tuple[object, ...]:
    rows = page.settings.rows
    found = [rows.row_at(n) for n in range(rows.rowCount())]
    return next(row for row in found if row and row[1] == label)


def answer(page: SystemPage, **values: str) -> None:
    """Fill in the window and press 确认."""
    dialog = page.settings.dialog
    for name, text in values.items():
        dialog.form.boxes[name].editor.restore(text)
    dialog.save.click()


def test_what_nobody_confirmed_stands_first_and_is_counted(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: "项未确认" in page.subtitle.text(), timeout=10_000)
    rows = page.settings.rows
    qtbot.waitUntil(lambda: all(rows.row_at(n) for n in range(20)), timeout=10_000)
    assert {rows.row_at(n)[5][1] for n in range(20)} == {"未确认"}


def test_a_reviewer_confirms_a_value_with_its_source(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page()
    choose(qtbot, page, "管辖法院")
    page.settings.panel.confirm.click()
    answer(page, value="样例县人民法院", source="样例〔2026〕1号")
    qtbot.waitUntil(lambda: shown(page, "管辖法院")[5][1] == "已确认", timeout=10_000)
    assert shown(page, "管辖法院")[4] == "样例审核员"
    qtbot.waitUntil(lambda: "样例〔2026〕1号" in texts(page), timeout=10_000)
    assert local_office.ask(lambda work: setting.value(work, "court")) == "样例县人民法院"


def test_a_number_pattern_without_its_serial_is_refused_in_the_form(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page()
    choose(qtbot, page, "立案文号格式")
    page.settings.ask()
    answer(page, value="{short}立〔{year}〕号", source="样例")
    box = page.settings.dialog.form.boxes["value"]
    assert "缺少序号" in box.under.text()
    answer(page, value="{short}立〔{year}〕{seq}号", source="样例")
    qtbot.waitUntil(lambda: shown(page, "立案文号格式")[5][1] == "已确认", timeout=10_000)
    written = local_office.ask(lambda work: number.written(work, "filing", 2026, 7))
    assert written.endswith("立〔2026〕7号")


def test_a_service_refuses_a_broken_pattern_too(local_office: Office) -> None:
    from desktop.services import setting_list

    def confirm(work: Work) -> None:
        found = setting_list.lines(work, work.unit_id)
        line = next(one for one in found if one.name == "decision_number")
        setting_list.confirm(work, work.unit_id, line, {"value": "{year}号", "source": "样例"})

    with pytest.raises(WorkError, match="缺少序号"):
        local_office.do(confirm, "reviewer")


def test_a_term_the_law_leaves_open_is_confirmed_from_a_day(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page()
    choose(qtbot, page, "结案后归档期限（日）")
    page.settings.ask()
    answer(page, value="20", since="今天", source="样例档案规定")
    qtbot.waitUntil(lambda: shown(page, "结案后归档期限（日）")[2] == "20", timeout=10_000)

    def held(work: Work) -> object:
        return law_setting.confirmed(work, work.unit_id, work.today)["archiving_days"]

    assert local_office.ask(held) == 20


def test_a_flag_must_be_answered_and_none_is_taken_for_granted(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page()
    label = "所有行政处罚决定均经法制审核"
    choose(qtbot, page, label)
    page.settings.ask()
    answer(page, since="今天", source="样例")
    assert page.settings.dialog.form.boxes["value"].under.text()
    answer(page, value="否", since="今天", source="样例")
    qtbot.waitUntil(lambda: shown(page, label)[2] == "否", timeout=10_000)


def test_a_fixed_text_is_agreed_to_not_typed(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    choose(qtbot, page, "陈述、申辩权利")
    page.settings.ask()
    assert "value" not in page.settings.dialog.form.boxes
    answer(page, since="今天", source="行政处罚法第四十四条、第四十五条")
    qtbot.waitUntil(lambda: shown(page, "陈述、申辩权利")[5][1] == "已确认", timeout=10_000)


def test_a_table_is_listed_but_not_confirmed_here(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    choose(qtbot, page, "行政处罚裁量基准")
    assert not page.settings.panel.confirm.isEnabled()
    assert "尚无内容" in page.settings.panel.why.text()
    assert "法律数据包" in page.settings.panel.why.text()
    choose(qtbot, page, "执法车辆和装备配备标准")
    assert "一整张表" in page.settings.panel.why.text()


def _lines(office: Office) -> list[Line]:
    return office.ask(lambda work: setting_list.lines(work, work.unit_id))


def test_settings_are_narrowed_down_by_what_they_are_about(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page()
    for group, label in (
        (Group.NUMBER, "处罚决定书文号格式"),
        (Group.TEXT, "陈述、申辩权利"),
        (Group.THRESHOLD, "较大数额"),
        (Group.UNIT, "管辖法院"),
        (Group.RULE, "赋权事项清单和通告"),
        (Group.TERM, "陈述、申辩期限（工作日）"),
    ):
        page.settings.group.choose(group)
        rows = page.settings.rows

        def labels(rows: Any = rows) -> list[str]:
            """Those fetched so far."""
            found = (rows.row_at(n) for n in range(rows.rowCount()))
            return [str(row[1]) for row in found if row]

        everything = tuple(line.label for line in _lines(local_office) if line.group is group)
        assert any(label in one for one in everything)
        qtbot.waitUntil(
            lambda labels=labels, all_=everything: bool(labels()) and set(labels()) <= set(all_),
            timeout=10_000,
        )
        assert rows.rowCount() == len(everything)


def test_the_name_on_the_seal_is_agreed_to_as_it_stands(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    label = "执法主体名称（与印章逐字一致）"
    choose(qtbot, page, label)
    assert "浦江县黄宅镇人民政府" in texts(page)
    page.settings.ask()
    assert "value" not in page.settings.dialog.form.boxes
    answer(page, source="样例印章备案表")
    qtbot.waitUntil(lambda: shown(page, label)[5][1] == "已确认", timeout=10_000)
    assert shown(page, label)[4] == "样例审核员"


def test_a_clerk_reads_who_may_confirm(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("clerk")
    qtbot.waitUntil(lambda: bool(page.settings.panel.why.text()), timeout=10_000)
    assert not page.settings.panel.confirm.isEnabled()
    assert "法制审核员、县指导办" in page.settings.panel.why.text()
    page.settings.ask()
    assert page.settings.dialog is None


def test_the_county_sets_for_all_and_a_township_sees_it_as_the_countys(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    guidance = open_page("guidance")
    assert guidance.settings.unit.count() == 16
    county = guidance.settings.unit.findText("浦江县", flags=_starts())
    guidance.settings.unit.setCurrentIndex(county)
    choose(qtbot, guidance, "管辖法院")
    guidance.settings.ask()
    answer(guidance, value="样例县人民法院", source="样例")
    qtbot.waitUntil(lambda: shown(guidance, "管辖法院")[5][1] == "已确认", timeout=10_000)
    town = open_page("reviewer")
    choose(qtbot, town, "管辖法院")
    qtbot.waitUntil(lambda: shown(town, "管辖法院")[5][1] == "县级已确认", timeout=10_000)


def _starts() -> object:
    from PySide6.QtCore import Qt

    return Qt.MatchFlag.MatchStartsWith


def test_only_unconfirmed_ones_can_be_listed(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    everything = page.settings.rows.rowCount()
    page.settings.state.setCurrentIndex(1)
    qtbot.waitUntil(lambda: 0 < page.settings.rows.rowCount() < everything, timeout=10_000)
    page.settings.words.setText("没有这一项")
    qtbot.waitUntil(lambda: page.settings.rows.rowCount() == 0, timeout=10_000)


def go(qtbot: QtBot, page: SystemPage, words: str, rows: int = 0) -> None:
    page.visit(words)
    if rows:
        qtbot.waitUntil(lambda: page.accounts.rows.rowCount() >= rows, timeout=10_000)


def test_the_administrator_adds_an_account(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page("administrator")
    go(qtbot, page, "账号", 11)
    page.accounts.new.click()
    qtbot.waitUntil(lambda: page.accounts.dialog is not None, timeout=10_000)
    form = page.accounts.dialog.form
    form.put("login", "officer2@黄宅镇")
    form.put("name", "样例执法员乙")
    form.boxes["role"].editor.restore("执法人员")
    form.put("unit_id", local_office.units["黄宅镇"], "黄宅镇")
    page.accounts.dialog.save.click()
    qtbot.waitUntil(lambda: page.accounts.rows.rowCount() == 12, timeout=10_000)
    local_office.learn()
    assert local_office.actors["officer2"].role.label == "执法人员"


def test_an_account_is_switched_off_after_a_question_and_on_again(
    open_page: Open, qtbot: QtBot, local_office: Office
) -> None:
    page = open_page("administrator")
    go(qtbot, page, "账号", 11)
    accounts = page.accounts
    at = next(n for n in range(11) if accounts.rows.row_at(n)[1] == "officer@黄宅镇")
    accounts.table.go_to(accounts.rows.id_at(at))
    qtbot.waitUntil(accounts.switch.isEnabled, timeout=10_000)
    accounts.switch.click()
    box = page.window().findChildren(QMessageBox)[-1]
    assert "officer@黄宅镇" in box.text()
    next(one for one in box.buttons() if one.text() == "停用").click()
    qtbot.waitUntil(lambda: accounts.switch.text() == "启用", timeout=10_000)
    accounts.switch.click()
    qtbot.waitUntil(lambda: accounts.switch.text() == "停用", timeout=10_000)


def test_nobody_switches_off_the_own_account(
    open_page: Open, qtbot: QtBot, refusals: list[WorkError]
) -> None:
    page = open_page("administrator")
    go(qtbot, page, "账号", 11)
    accounts = page.accounts
    at = next(n for n in range(11) if accounts.rows.row_at(n)[1] == "administrator")
    accounts.table.go_to(accounts.rows.id_at(at))
    qtbot.waitUntil(lambda: accounts._chosen is not None, timeout=10_000)
    accounts.ask_switch()
    box = page.window().findChildren(QMessageBox)[-1]
    next(one for one in box.buttons() if one.text() == "停用").click()
    qtbot.waitUntil(lambda: bool(refusals), timeout=10_000)
    assert "不能停用自己" in str(refusals[0])


def test_a_clerk_sees_the_own_units_accounts_and_changes_none(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page("clerk")
    go(qtbot, page, "账号", 5)
    assert page.accounts.rows.rowCount() == 5
    assert not page.accounts.new.isEnabled()
    assert "系统管理员" in page.accounts.why.text()


def test_a_backup_is_written_verified_and_found_again(
    open_page: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page("clerk")
    go(qtbot, page, "备份")
    qtbot.waitUntil(lambda: "没有找到备份" in page.backups.last.text(), timeout=10_000)
    folder = tmp_path / "stick"
    folder.mkdir()
    page.backups.back_up(folder)
    assert not page.backups.now.isEnabled()
    qtbot.waitUntil(lambda: "已完成" in page.backups.outcome.text(), timeout=30_000)
    (file,) = folder.glob("office-备份-*.db")
    assert verify(file, KEY).faults == ()
    qtbot.waitUntil(lambda: str(file) in page.backups.last.text(), timeout=10_000)


def test_the_folder_used_last_is_proposed(open_page: Open, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page("clerk")
    folder = tmp_path / "stick"
    folder.mkdir()
    page.backups.back_up(folder)
    qtbot.waitUntil(lambda: "已完成" in page.backups.outcome.text(), timeout=30_000)
    page.backups.now.click()
    found = page.window().findChildren
    qtbot.waitUntil(lambda: bool(found(QFileDialog)), timeout=10_000)
    assert Path(found(QFileDialog)[0].directory().path()) == folder
    found(QFileDialog)[0].reject()


def test_a_folder_that_cannot_be_written_is_named(
    open_page: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page("clerk")
    blocked = tmp_path / "file"
    blocked.write_text("")
    page.backups.back_up(blocked / "inside")
    qtbot.waitUntil(lambda: "未能完成" in page.backups.outcome.text(), timeout=30_000)
    assert str(blocked / "inside") in page.backups.said.text()
    assert page.backups.now.isEnabled()


def test_the_database_in_use_is_checked(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("clerk")
    page.backups.check.click()
    qtbot.waitUntil(lambda: "数据库完好" in page.backups.outcome.text(), timeout=30_000)


def test_a_shared_database_is_backed_up_on_its_server(
    open_page: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    keeper = Keeper("postgresql://clerk:geheim@server/county", tmp_path)
    page = open_page("clerk", keeper)
    assert not page.backups.now.isEnabled()
    assert "服务器" in page.backups.now.toolTip()
    assert "geheim" not in keeper.name
    assert keeper.name == "共享数据库 · server/county"


def test_the_page_tells_version_place_law_and_licence(
    open_page: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page("clerk")
    go(qtbot, page, "关于")
    qtbot.waitUntil(lambda: bool(page.about._facts), timeout=10_000)
    facts = dict(page.about._facts)
    assert facts["数据库"] == str(tmp_path / "office.db")
    assert len(facts["法律数据版本"]) == 64
    assert "Apache" in facts["许可"]


@pytest.mark.parametrize("words", ["设置", "账号", "备份", "关于"])
@pytest.mark.parametrize("width", [1000, 1190])
def test_nothing_is_clipped_and_every_input_has_a_name(
    open_page: Open, qtbot: QtBot, words: str, width: int
) -> None:
    page = open_page("administrator")
    page.resize(width, 580)
    page.visit(words)
    qtbot.wait(300)
    assert clipped(page) == []
    assert unnamed(page) == []
