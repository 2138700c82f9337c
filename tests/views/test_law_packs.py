"""法律数据包 and 录入放假通知 in the window: faults, difference, the second person, retirement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from case_office import button, desk_of, dialog, window_of
from office import Office
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from test_window import clipped, unnamed

from desktop.errors import WorkError
from desktop.services import law_pack
from desktop.services.law_pack_list import PackState
from desktop.views.kit.background import Background
from desktop.views.kit.dialogs import ReasonDialog
from desktop.views.pages.system.law.notice import NoticeDialog
from desktop.views.pages.system.law.pack_dialog import PackDialog
from desktop.views.pages.system.law.packs import Packs
from desktop.views.pages.system.law.year import Year
from desktop.views.pages.system.page import SystemPage

Open = Callable[..., SystemPage]
PACK = """[pack]
label = "样例法律数据包"
source = "样例〔2026〕1号（测试用）"

[limits.simple_citizen]
[[limits.simple_citizen.versions]]
since = 2026-01-01
value = 300
cite = "本单位规定 样例"
"""
NOTICE = """元旦：1月1日（周五）至3日放假，共3天。
春节：2月5日至11日放假调休，共7天。2月14日（星期日）上班。
清明节：4月3日至5日放假，共3天。
劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
端午节：6月9日放假，共1天。
中秋节：9月15日（周三）放假，共1天。
国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。"""
SLOW = 10_000


@pytest.fixture
def open_tool(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def show(words: str, who: str = "reviewer") -> SystemPage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "system")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, SystemPage)
        page.visit(words)
        return page

    return show


def written(folder: Path, text: str = PACK, name: str = "样例.toml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def looked_at(qtbot: QtBot, tool: Packs, file: Path) -> PackDialog:
    """The import window with the file read."""
    shown = tool.ask_import()
    shown.read(file)
    qtbot.waitUntil(lambda: shown.preview is not None, timeout=SLOW)
    return shown


def brought(office: Office, who: str = "reviewer", text: str = PACK) -> None:
    office.do(lambda work: law_pack.import_pack(work, "样例.toml", text), who)


def chosen(qtbot: QtBot, tool: Packs, state: PackState) -> None:
    qtbot.waitUntil(
        lambda: tool.panel.shown is not None and tool.panel.shown.state is state, timeout=SLOW
    )


def limit(office: Office) -> int:
    from datetime import date

    def asked(work: object) -> int:
        return int(work.law.limit("simple_citizen", date(2026, 6, 1)).value)  # type: ignore[attr-defined]

    return office.ask(asked)


def test_a_reviewer_reads_the_difference_imports_and_may_not_approve(
    qtbot: QtBot, open_tool: Open, local_office: Office, tmp_path: Path
) -> None:
    tool = open_tool("法律数据包").law.packs
    assert not tool.panel.agree.isVisibleTo(tool)
    shown = looked_at(qtbot, tool, written(tmp_path))
    cells = [shown.changes.item(0, x).text() for x in range(6)]
    assert cells[0].startswith("数值“对公民当场处罚的罚款上限")
    assert cells[1:5] == ["变更", "2026-01-01", "数值 200", "数值 300"]
    assert cells[5] == "本单位规定 样例\n（原：行政处罚法 第五十一条）"
    assert limit(local_office) == 200
    assert unnamed(shown) == []
    shown.go.click()
    told = dialog(qtbot, tool, QMessageBox)
    assert "待另一名法制审核员" in told.text()
    told.reject()
    chosen(qtbot, tool, PackState.WAITING)
    assert not tool.panel.agree.isEnabled()
    assert "导入人不能批准自己导入" in tool.panel.why.text()
    assert tool.panel.retire.text() == "撤回…"
    assert limit(local_office) == 200
    assert unnamed(tool) == []
    assert clipped(tool) == []


def test_the_second_person_approves_for_the_county_and_retires_again(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    brought(local_office)
    tool = open_tool("法律数据包", "guidance").law.packs
    chosen(qtbot, tool, PackState.WAITING)
    assert tool.panel.agree.isEnabled()
    assert "数值 300" in tool.panel.changes.words()
    tool.panel.agree.click()
    box = dialog(qtbot, tool, QMessageBox)
    assert "共 1 处变更" in box.informativeText()
    button(box, "批准").click()
    chosen(qtbot, tool, PackState.IN_FORCE)
    assert limit(local_office) == 300
    assert "数值 200" in tool.panel.changes.words()  # Still says what it changed.
    assert not tool.panel.agree.isVisibleTo(tool)
    tool.panel.retire.click()
    asked = dialog(qtbot, tool, ReasonDialog)
    asked.reason.setPlainText("样例：通知撤回")
    asked.agree.click()
    chosen(qtbot, tool, PackState.RETIRED)
    assert limit(local_office) == 200
    assert "原因：样例：通知撤回" in tool.panel.about.text()
    assert not tool.panel.retire.isVisibleTo(tool)


def test_faults_are_shown_with_place_and_way_out_and_nothing_can_be_imported(
    qtbot: QtBot, open_tool: Open, tmp_path: Path
) -> None:
    tool = open_tool("法律数据包").law.packs
    shown = looked_at(qtbot, tool, written(tmp_path, PACK.replace("2026-01-01", "2020-01-01")))
    cells = [shown.faults.item(0, x).text() for x in range(4)]
    assert cells[:2] == ["7", "limits.simple_citizen"]
    assert "早于现行版本2021-07-15" in cells[2]
    assert "之后的日期" in cells[3]
    assert not shown.go.isEnabled()
    assert "1 处问题" in shown.state.text()
    shown.read(
        written(
            tmp_path,
            PACK.replace("300", "200")
            .replace("本单位规定 样例", "行政处罚法 第五十一条")
            .replace("2026-01-01", "2021-07-15"),
        )
    )
    qtbot.waitUntil(lambda: "完全相同" in shown.state.text(), timeout=SLOW)
    shown.reject()


def test_a_file_of_another_kind_is_refused_in_words(
    qtbot: QtBot, open_tool: Open, tmp_path: Path, refusals: list[WorkError]
) -> None:
    shown = open_tool("法律数据包").law.packs.ask_import()
    shown.read(written(tmp_path, "x", "样例.docx"))
    qtbot.waitUntil(lambda: bool(refusals), timeout=SLOW)
    assert "不是法律数据包" in str(refusals[0])
    shown.reject()


def test_a_file_dropped_on_the_list_is_looked_at(
    qtbot: QtBot, open_tool: Open, tmp_path: Path
) -> None:
    tool = open_tool("法律数据包").law.packs
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path)))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    tool.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, plain))
    shown = dialog(qtbot, tool, PackDialog)
    qtbot.waitUntil(lambda: shown.preview is not None, timeout=SLOW)
    assert shown.preview.label == "样例法律数据包"
    shown.reject()


def test_the_example_is_saved_and_once_named_it_is_sound(
    qtbot: QtBot, open_tool: Open, tmp_path: Path
) -> None:
    shown = open_tool("法律数据包").law.packs.ask_import()
    file = tmp_path / "写法.toml"
    with qtbot.waitSignal(shown._desk.said, timeout=SLOW):
        shown.save_example(file)
    shown.read(file)
    qtbot.waitUntil(lambda: shown.preview is not None, timeout=SLOW)
    assert "请写明 label（名称）" in shown.faults.words()
    named = file.read_text("utf-8").replace('label = "" ', 'label = "样例"')
    file.write_text(named.replace('source = ""', 'source = "样例"'), "utf-8")
    shown.read(file)
    qtbot.waitUntil(lambda: shown.go.isEnabled(), timeout=SLOW)
    assert shown.changes.rowCount() == 4
    shown.reject()


def test_a_clerk_reads_packs_and_is_told_who_imports(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    brought(local_office)
    page = open_tool("法律数据包", "clerk")
    tool = page.law.packs
    chosen(qtbot, tool, PackState.WAITING)
    for one in (tool.bring, tool.panel.agree, tool.panel.retire, page.law.year.enter):
        assert not one.isEnabled()
        assert "法制审核员" in one.toolTip()
    assert tool.panel.why.text().count("“内勤”不能") == 1


def test_a_pack_that_clashes_with_what_came_meanwhile_cannot_be_approved(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    brought(local_office)
    brought(local_office, text=PACK.replace("300", "400"))
    (later, first) = local_office.ask(law_pack.standings)
    local_office.do(lambda work: law_pack.approve(work, first.id), "guidance")
    tool = open_tool("法律数据包", "guidance").law.packs
    chosen(qtbot, tool, PackState.WAITING)
    assert tool.panel.shown is not None
    assert tool.panel.shown.standing.id == later.id
    assert not tool.panel.agree.isEnabled()
    assert "有冲突" in tool.panel.why.text()
    assert "correction" in tool.panel.faults.words()
    tool.state.choose(PackState.IN_FORCE)
    chosen(qtbot, tool, PackState.IN_FORCE)
    assert tool.rows.rowCount() == 1


def the_year(qtbot: QtBot, page: SystemPage, number: int = 2027) -> Year:
    tool = page.law.year
    qtbot.waitUntil(lambda: tool.choose.count() > 5, timeout=SLOW)
    tool.choose.choose(number)
    qtbot.waitUntil(lambda: tool.shown is not None and tool.shown.year == number, timeout=SLOW)
    return tool


def a_notice(qtbot: QtBot, tool: Year, text: str = NOTICE) -> NoticeDialog:
    shown = tool.ask_notice()
    qtbot.waitUntil(lambda: shown.year.count() > 0, timeout=SLOW)
    shown.text.setPlainText(text)
    qtbot.waitUntil(lambda: shown.reading is not None, timeout=SLOW)
    return shown


def test_a_pasted_notice_is_read_checked_and_the_guess_ends_once_approved(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    tool = the_year(qtbot, open_tool("日历"))
    assert tool.state.text() == "! 推算"
    shown = a_notice(qtbot, tool)
    assert "春节：2月5日（星期五） 至 2月11日（星期四），7天" in shown.preview.off.text()
    assert "2月14日（星期日）、5月8日（星期六）、10月9日（星期六）" in shown.preview.made_up.text()
    assert "调休上班：14日" in shown.preview.months[1].accessibleName()
    assert shown.why.text() == "请填写依据文件。"
    assert not shown.go.isEnabled()
    assert unnamed(shown) == []
    qtbot.waitUntil(lambda: clipped(shown) == [], timeout=SLOW)  # Once it is laid out anew.
    shown.source.setText("样例〔2026〕9号（测试用）")
    shown.go.click()
    dialog(qtbot, tool, QMessageBox).reject()
    qtbot.waitUntil(lambda: "待另一人批准" in tool.said.text(), timeout=SLOW)
    assert tool.state.text() == "! 推算"
    assert tool.choose.currentText() == "2027年（推算）"
    page = open_tool("法律数据包", "guidance")
    chosen(qtbot, page.law.packs, PackState.WAITING)
    assert "2027年放假安排" in page.law.packs.panel.title.text()
    page.law.packs.panel.agree.click()
    button(dialog(qtbot, page, QMessageBox), "批准").click()
    chosen(qtbot, page.law.packs, PackState.IN_FORCE)
    page.visit("日历")
    tool = the_year(qtbot, page)
    qtbot.waitUntil(lambda: tool.choose.currentText() == "2027年", timeout=SLOW)
    qtbot.waitUntil(lambda: tool.state.text() == "✓ 已公布", timeout=SLOW)
    assert "2月14日（星期日）" in tool.texts()
    assert not local_office.ask(lambda work: work.law.due("K02", work.today).provisional)


def test_what_cannot_be_read_is_listed_by_line_and_found_in_the_text(
    qtbot: QtBot, open_tool: Open
) -> None:
    shown = a_notice(
        qtbot, the_year(qtbot, open_tool("日历")), NOTICE.replace("共7天。2", "共8天。2")
    )
    assert shown.faults.count() == 1
    assert shown.faults.item(0).text().startswith("第2行：春节写明共8天，起止日期是7天")
    assert not shown.go.isEnabled()
    shown.faults.itemClicked.emit(shown.faults.item(0))
    assert shown.text.textCursor().selectedText().startswith("春节：")
    shown.text.setPlainText(NOTICE.replace("中秋节：9月15日（周三）放假，共1天。", ""))
    qtbot.waitUntil(lambda: shown.reading is not None and shown.faults.count() == 1, timeout=SLOW)
    assert "2027-09-15是法定节假日（中秋节）" in shown.faults.item(0).text()


def test_a_year_held_is_corrected_from_its_own_words_with_a_reason(
    qtbot: QtBot, open_tool: Open, local_office: Office
) -> None:
    tool = the_year(qtbot, open_tool("日历"), 2026)
    shown = tool.ask_notice()
    qtbot.waitUntil(lambda: shown.year.count() > 0, timeout=SLOW)
    shown.year.choose(2026)
    qtbot.waitUntil(lambda: shown.reading is not None, timeout=SLOW)
    assert shown.reading is not None
    assert (shown.reading.faults, shown.reading.moved) == ((), 0)
    shown.text.setPlainText(shown.text.toPlainText().replace("、10月10日（星期六）上班", "上班"))
    qtbot.waitUntil(lambda: shown.reading is not None, timeout=SLOW)
    shown.source.setText("样例〔2026〕9号（测试用）")
    assert shown.why.text() == "请填写更正的原因。"
    shown.correction.setText("样例：通知更正")
    shown.go.click()
    dialog(qtbot, tool, QMessageBox).reject()
    (one,) = local_office.ask(law_pack.standings)
    assert one.label == "2026年放假安排（更正）"
    again = tool.ask_notice()
    qtbot.waitUntil(lambda: again.year.count() > 0, timeout=SLOW)
    again.year.choose(2026)
    qtbot.waitUntil(lambda: "正待批准" in again.why.text(), timeout=SLOW)
    assert not again.go.isEnabled()
    again.reject()


def test_a_pasted_text_is_not_given_up_without_a_question(qtbot: QtBot, open_tool: Open) -> None:
    shown = a_notice(qtbot, the_year(qtbot, open_tool("日历")))
    shown.back.click()
    button(dialog(qtbot, shown, QMessageBox), "放弃").click()
    qtbot.waitUntil(lambda: not shown.isVisible())
