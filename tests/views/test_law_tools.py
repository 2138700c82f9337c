"""法律: counting a term in the window as a person would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_office import button, desk_of, dialog, fill, window_of
from office import Office
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from test_window import clipped, unnamed

from desktop.errors import WorkError
from desktop.models.statute import StatuteKind
from desktop.services import law_setting, statute
from desktop.views.kit.background import Background
from desktop.views.kit.cite import ArticleDialog
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.navigation import LAW_TOOLS
from desktop.views.pages.system.law.calculator import Calculator
from desktop.views.pages.system.law.tab import LawTools
from desktop.views.pages.system.law.year import Year
from desktop.views.pages.system.page import SystemPage

Open = Callable[..., SystemPage]
NAME = "中华人民共和国样例处罚法"
TEXT = f"""{NAME}

第一章　总则

第一条　为了样例，制定本法。𠅤字不计为两个。

第二条　本法所称样例，是指编造的文字，不得用于办案。

第六十条　样例决定应当自立案之日起九十日内作出。

第一百二十条之一　补充的条文。
"""


@pytest.fixture
def open_tool(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def show(words: str, who: str = "clerk") -> SystemPage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "system")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, SystemPage)
        page.visit(words)
        return page

    return show


def counting(qtbot: QtBot, page: SystemPage, key: str, start: str) -> Calculator:
    """Choose a term and type its first day."""
    tool = page.law.calculator
    qtbot.waitUntil(lambda: tool.terms.list.count() > 30, timeout=10_000)
    tool.terms.choose(key)
    type_day(tool.day.editor, start)
    first = date.fromisoformat(start)
    qtbot.waitUntil(
        lambda: tool.due is not None and (tool.due.key, tool.due.start) == (key, first),
        timeout=10_000,
    )
    return tool


def type_day(editor: Any, text: str) -> None:
    editor.restore(text)
    editor.edited.emit()


def test_the_ninety_days_are_counted_and_explained(qtbot: QtBot, open_tool: Open) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "decision", "2026-03-02")
    qtbot.waitUntil(lambda: tool.result.days[0].text() == "2026-05-31")
    assert tool.cite.text() == "行政处罚法 第六十条"
    assert tool.table.rowCount() > 90
    assert "2026-05-29" in tool.result.texts()  # 31 May is a Sunday: not put off.


def test_a_hearing_left_out_moves_the_end_and_its_days_say_why(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    local_office.do(
        lambda work: law_setting.confirm(
            work, "case_time.market", "样例", date(2026, 1, 1), "样例"
        ),
        "guidance",
    )
    tool = counting(qtbot, open_tool("期限计算"), "decision", "2026-03-02")
    assert tool.field.isVisibleTo(tool)
    tool.field.choose("市场监管")
    tool.gaps.add.click()
    line = tool.gaps.rows[0]
    type_day(line.since, "20260401")
    type_day(line.until, "20260410")
    qtbot.waitUntil(lambda: bool(tool.result.days) and tool.result.days[0].text() == "2026-06-10")
    tool.only.setChecked(True)
    said = [str(tool.table.model().index(at, 2).data()) for at in range(tool.table.rowCount())]
    assert sum("听证" in one for one in said) == 10
    tool.field.choose("")
    qtbot.waitUntil(lambda: tool.result.days[0].text() == "2026-05-31")
    assert "规则没有经过确认" in tool.result.texts()
    line.remove.click()
    qtbot.waitUntil(lambda: "规则没有经过确认" not in tool.result.texts())


def test_a_term_the_law_itself_decides_asks_for_no_field(qtbot: QtBot, open_tool: Open) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "seizure", "2026-03-02")
    assert not tool.field.isVisibleTo(tool)


def test_a_bad_day_is_said_in_words_and_nothing_can_be_printed(
    qtbot: QtBot, open_tool: Open
) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "decision", "2026-03-02")
    type_day(tool.day.editor, "2026-02-30")
    qtbot.waitUntil(lambda: tool.due is None)
    assert "起算日期" in tool.result.said.text()
    assert not tool.print.isEnabled()
    assert tool.table.rowCount() == 0


def test_a_gap_that_ends_before_it_begins_is_said_in_words(qtbot: QtBot, open_tool: Open) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "decision", "2026-03-02")
    line = tool.gaps.append()
    type_day(line.since, "20260410")
    type_day(line.until, "20260401")
    qtbot.waitUntil(lambda: "早于起日" in tool.result.said.text())


def test_an_extension_is_asked_for_only_where_the_law_has_one(
    qtbot: QtBot, open_tool: Open
) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "decision", "2026-03-02")
    assert tool.more.isHidden()
    tool.terms.words.setText("扣押")
    held = next(
        one
        for at in range(tool.terms.list.count())
        if (one := tool.terms._kind(tool.terms.list.item(at))).extension
    )
    tool.terms.choose(held.key)
    assert not tool.more.isHidden()


def test_a_year_without_a_notice_is_flagged(qtbot: QtBot, open_tool: Open) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "service", "2026-12-30")
    assert not tool.result.guess.isHidden()
    assert "2027年" in tool.result.said.text()


def test_the_list_is_searched_by_number_name_and_article(qtbot: QtBot, open_tool: Open) -> None:
    tool = counting(qtbot, open_tool("期限计算"), "decision", "2026-03-02")
    for words in ("K02", "第六十条 处罚决定"):
        tool.terms.words.setText(words)
        items = [tool.terms.list.item(at) for at in range(tool.terms.list.count())]
        assert any("作出行政处罚决定" in one.text() for one in items if not one.isHidden())
        assert any(one.isHidden() for one in items)


def test_the_answer_is_copied_as_text_and_printed(qtbot: QtBot, open_tool: Open) -> None:
    page = open_tool("期限计算")
    tool = counting(qtbot, page, "decision", "2026-03-02")
    tool.copy.click()
    said = QGuiApplication.clipboard().text()
    assert "行政处罚法 第六十条" in said
    assert "届满日：2026-05-31" in said
    tool.print.click()
    paper = dialog(qtbot, page, PaperDialog)
    assert paper.windowTitle().startswith("期限计算表")
    paper.reject()


def test_every_input_has_a_name_and_nothing_is_clipped(qtbot: QtBot, open_tool: Open) -> None:
    page = open_tool("期限计算")
    tool = counting(qtbot, page, "decision", "2026-12-01")
    tool.gaps.append()
    assert unnamed(tool) == []
    assert clipped(tool) == []


def a_year(qtbot: QtBot, page: SystemPage, number: int) -> Year:
    tool = page.law.year
    qtbot.waitUntil(lambda: tool.choose.count() > 5, timeout=10_000)
    tool.choose.choose(number)
    qtbot.waitUntil(lambda: tool.shown is not None and tool.shown.year == number, timeout=10_000)
    return tool


def test_the_year_names_holidays_and_days_worked_instead(qtbot: QtBot, open_tool: Open) -> None:
    tool = a_year(qtbot, open_tool("日历"), 2026)
    assert "国庆节：10月1日（星期四） 至 10月7日（星期三），7天" in tool.texts()
    assert "2月14日（星期六）" in tool.texts()
    assert "全年工作日 248 天" in tool.texts()
    assert tool.state.text() == "✓ 已公布"
    february = tool.months[1]
    assert "调休上班：14日、28日" in february.accessibleName()
    spot = february._cell(february._looks[13]).center()
    look = february.look_at(spot)
    assert look is not None
    assert look.words == "星期六调休上班"


def test_a_year_not_yet_published_is_flagged(qtbot: QtBot, open_tool: Open) -> None:
    tool = a_year(qtbot, open_tool("日历"), 2026)
    tool.after.click()
    qtbot.waitUntil(lambda: tool.shown is not None and tool.shown.year == 2027)
    assert tool.choose.currentText() == "2027年（推算）"
    assert tool.state.text() == "! 推算"
    assert "2027年放假安排尚未录入" in tool.said.text()
    assert unnamed(tool) == []
    assert clipped(tool) == []


def test_a_reviewer_imports_a_text_and_reads_it(
    qtbot: QtBot, open_tool: Open, tmp_path: Path
) -> None:
    tool = open_tool("法律库", "reviewer").law.library
    file = tmp_path / "样例处罚法.txt"
    file.write_text(TEXT, "utf-8")
    tool.import_file(file)
    qtbot.waitUntil(lambda: tool.dialog is not None and tool.dialog.isVisible())
    assert tool.dialog is not None
    form = tool.dialog.form
    assert form.boxes["name"].editor.text() == NAME
    fill(form, kind="法律", since="2021-07-15", source="样例来源")
    tool.dialog.save.click()
    qtbot.waitUntil(lambda: tool.rows.rowCount() == 1 and tool.reader.shown is not None)
    anchors = tool.reader.anchors
    assert [anchors.item(at).text() for at in range(anchors.count())][-1] == "第一百二十条之一"
    tool.reader.sought.setText("60")
    tool.reader.seek()
    chosen = tool.reader.words.textCursor().selectedText()
    assert chosen == "第六十条　样例决定应当自立案之日起九十日内作出。"
    tool.reader.sought.setText("999")
    tool.reader.seek()
    assert tool.reader.said.text() == "本文中没有第999条"
    tool.reader.sought.setText("不得用于办案")
    tool.reader.seek()
    assert tool.reader.words.textCursor().selectedText() == "不得用于办案"


def test_a_file_that_is_no_text_is_refused_in_words(
    qtbot: QtBot, open_tool: Open, tmp_path: Path, refusals: list[WorkError]
) -> None:
    tool = open_tool("法律库", "reviewer").law.library
    file = tmp_path / "样例.docx"
    file.write_bytes(b"PK")
    tool.import_file(file)
    qtbot.waitUntil(lambda: bool(refusals))
    assert "另存为" in str(refusals[0])


def test_a_clerk_reads_but_is_told_who_imports(qtbot: QtBot, open_tool: Open) -> None:
    tool = open_tool("法律库").law.library
    assert not tool.bring.isEnabled()
    assert "法制审核员" in tool.bring.toolTip()
    assert unnamed(tool) == []
    assert clipped(tool) == []


def test_a_text_is_removed_after_a_question(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    imported(local_office, "reviewer")
    tool = open_tool("法律库", "reviewer").law.library
    qtbot.waitUntil(lambda: tool.reader.shown is not None)
    tool.drop.click()
    button(dialog(qtbot, tool, QMessageBox), "移除").click()
    qtbot.waitUntil(lambda: tool.rows.rowCount() == 0 and tool.reader.shown is None)


def test_another_version_of_a_text_is_opened_by_its_days(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    imported(local_office)
    tool = open_tool("法律库").law.library
    qtbot.waitUntil(lambda: tool.reader.shown is not None)
    assert not tool.reader.version.isVisibleTo(tool)
    imported(local_office, since=date(2025, 7, 1))
    tool.refresh()
    qtbot.waitUntil(lambda: tool.rows.rowCount() == 2)
    tool.table.selectRow(0)
    chosen = tool.reader.version
    qtbot.waitUntil(lambda: chosen.currentText() == "自 2025-07-01（现行）")
    chosen.setCurrentIndex(1)
    chosen.activated.emit(1)
    qtbot.waitUntil(
        lambda: tool.reader.shown is not None and tool.reader.shown.since == date(2021, 7, 15)
    )
    assert "已有新版本" in chosen.currentText()
    assert tool.table.currentIndex().row() == 1
    assert clipped(tool) == []


def test_a_citation_opens_its_article_or_says_who_can_bring_it(
    qtbot: QtBot, open_tool: Open, local_office: Office, refusals: list[WorkError]
) -> None:
    page = open_tool("期限计算")
    tool = counting(qtbot, page, "decision", "2026-03-02")
    tool.cite.click()
    qtbot.waitUntil(lambda: bool(refusals))
    assert "法律库中没有“行政处罚法 第六十条”" in str(refusals[0])
    imported(local_office, name="中华人民共和国行政处罚法")
    tool.cite.click()
    shown = dialog(qtbot, page, ArticleDialog)
    assert shown.words.toPlainText().startswith("第六十条　样例决定")


def imported(
    office: Office, who: str = "guidance", name: str = NAME, since: date = date(2021, 7, 15)
) -> None:
    values = {
        "name": name,
        "kind": StatuteKind.LAW,
        "since": since,
        "source": "样例来源",
    }
    office.do(lambda work: statute.add(work, values, TEXT), who)


def test_why_a_step_is_refused_is_shown_with_its_article(qtbot: QtBot, open_tool: Open) -> None:
    tool = open_tool("能否办理").law.explorer
    qtbot.waitUntil(lambda: tool.shown is not None, timeout=10_000)
    tool.step.choose("filed")
    qtbot.waitUntil(lambda: "place_inside" in tool.boxes, timeout=10_000)
    assert tool.verdict.text() != "✓ 现有事实下没有障碍"
    type_day(tool.boxes["place_inside"].editor, "否")
    qtbot.waitUntil(lambda: tool.verdict.text() == "✕ 现有事实下不得办理", timeout=10_000)
    assert "不得办理" in words(tool.findings)
    assert unnamed(tool) == []
    assert clipped(tool) == []
    tool.clear.click()
    qtbot.waitUntil(lambda: tool.verdict.text() != "✕ 现有事实下不得办理", timeout=10_000)


def words(root: QWidget) -> str:
    return "\n".join(one.text() for one in root.findChildren(QLabel))


def test_the_palette_offers_every_tool_from_any_page(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> None:
    window = window_of(desk_of(local_office, background, refusals.append), "item")
    qtbot.addWidget(window)
    assert tuple(words for words, _ in LAW_TOOLS) == LawTools.words()
    for words in LawTools.words():
        window.show_page("item")
        (command,) = [one for one in window.commands() if one.label == words]
        command.run()
        page = window.page()
        assert isinstance(page, SystemPage)
        assert page.law.tabs.tabText(page.law.tabs.currentIndex()) == words
        assert sum(one.label == words for one in window.commands()) == 1
