"""Taking over through the windows people see: template, preview, import, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from case_office import desk_of
from office import Office
from opening_book import YEAR, a_book, a_row, ready
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import case_list, opening_undo
from desktop.services.listing import View
from desktop.views.kit.background import Background
from desktop.views.pages.case.import_dialog import ImportDialog
from desktop.views.pages.case.import_history import ImportHistory
from desktop.views.pages.case.listing import CaseListing


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1366, 728)
    qtbot.addWidget(window)
    window.show()
    yield window
    for box in window.findChildren(QMessageBox):
        box.close()


@pytest.fixture
def dialog(
    host: QWidget, local_office: Office, background: Background, refusals: list[WorkError]
) -> ImportDialog:
    made = ImportDialog(host, desk_of(ready(local_office), background, refusals.append))
    made.open()
    return made


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.read(path)
    qtbot.waitUntil(lambda: dialog.checked is not None, timeout=20_000)
    if dialog.lines is not None and dialog.lines.lines:
        qtbot.waitUntil(lambda: dialog.table.current_id() is not None)


def groups(dialog: ImportDialog) -> list[str]:
    return [dialog.groups.tabText(at) for at in range(dialog.groups.count())]


def cases(office: Office) -> int:
    return len(office.ask(lambda work: case_list.LIST.first(work, View())))


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_every_row_is_shown_with_what_is_wrong_and_nothing_is_written(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office, tmp_path: Path
) -> None:
    late = a_row(立案文号=f"浦黄综执立〔{YEAR}〕8号", 告知书文号=None, 决定书文号=None, 罚款=900)
    bad = a_row(
        立案文号=f"浦黄综执立〔{YEAR}〕9号", 告知书文号=None, 决定书文号=None, 主办人="无名氏"
    )
    read(qtbot, dialog, a_book(tmp_path / "a.xlsx", a_row(), late, bad))
    assert groups(dialog) == ["全部 3", "有误 1", "有提示 1", "可以导入 1"]
    assert not dialog.go.isEnabled()
    assert "有 1 行有误" in dialog.state.text()
    assert "主办人：花名册中没有“无名氏”" in words(dialog.panel)
    dialog.groups.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "高于告知" in words(dialog.panel))
    assert "不影响导入" in words(dialog.panel)
    assert "作出处罚决定" in words(dialog.panel)
    assert cases(local_office) == 0


def test_the_faulty_rows_come_back_to_be_mended(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, a_book(tmp_path / "a.xlsx", a_row(主办人="无名氏")))
    dialog.write_faults(tmp_path / "back.xlsx")
    qtbot.waitUntil((tmp_path / "back.xlsx").exists)
    cells = [cell.value for cell in openpyxl.load_workbook(tmp_path / "back.xlsx")["案件"][2]]
    assert "无名氏" in str(cells[-1])


def test_a_workbook_in_order_goes_in_and_can_be_taken_back(
    qtbot: QtBot,
    dialog: ImportDialog,
    local_office: Office,
    host: QWidget,
    background: Background,
    refusals: list[WorkError],
    tmp_path: Path,
) -> None:
    numbers = [{"系列": "处罚决定书", "年度": YEAR, "已用到的序号": 9}]
    read(qtbot, dialog, a_book(tmp_path / "a.xlsx", a_row(), 文号=numbers))
    assert dialog.state.text().startswith("将导入 1 件案件、1 个文号系列")
    dialog.go.click()
    qtbot.waitUntil(lambda: cases(local_office) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: bool(host.findChildren(QMessageBox)))
    assert "已导入 1 件案件" in host.findChildren(QMessageBox)[0].text()
    history = ImportHistory(host, desk_of(local_office, background, refusals.append))
    history.open()
    qtbot.waitUntil(lambda: history.chosen() is not None)
    assert history.undo.isEnabled()
    chosen = history.chosen()
    assert chosen is not None
    history.take_back(chosen.id)
    qtbot.waitUntil(lambda: cases(local_office) == 0, timeout=20_000)
    qtbot.waitUntil(lambda: not history.undo.isEnabled())
    assert "已经撤销" in history.undo.toolTip()
    assert local_office.ask(opening_undo.batches)[0].undone_by == "样例内勤"


def test_the_template_is_written_and_an_empty_one_has_nothing_to_import(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.write_template(tmp_path / "模板.xlsx")
    qtbot.waitUntil((tmp_path / "模板.xlsx").exists)
    read(qtbot, dialog, tmp_path / "模板.xlsx")
    assert dialog.state.text() == "表中没有可以导入的内容。"
    assert not dialog.go.isEnabled()


def test_the_list_of_cases_opens_it_for_the_clerk_and_tells_others_why_not(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> None:
    listing = CaseListing(desk_of(ready(local_office), background, refusals.append))
    qtbot.addWidget(listing)
    listing.show()
    listing.take_over.click()
    (opened,) = listing.window().findChildren(ImportDialog)
    assert opened.isVisible()
    opened.close()
    other = CaseListing(desk_of(local_office, background, refusals.append, "head"))
    qtbot.addWidget(other)
    assert not other.take_over.isEnabled()
    assert "请由内勤办理" in other.take_over.toolTip()
