"""Import, undo, print and export through the windows people see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from office import Office
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from roster_office import a_team, desk_of

from desktop.errors import WorkError
from desktop.services import roster, roster_batch
from desktop.services.listing import View
from desktop.services.roster_import import Answer, Fate
from desktop.views.kit.background import Background
from desktop.views.pages.roster.import_dialog import ImportDialog
from desktop.views.pages.roster.import_history import ImportHistory
from desktop.views.pages.roster.output import ExportDialog, Output

DATA = Path(__file__).parents[1] / "data"
HEAD = ("姓名", "性别", "执法证号", "有效期至")


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
    made = ImportDialog(host, desk_of(local_office, background, refusals.append))
    made.open()
    return made


def names(office: Office) -> set[str]:
    return {row[1] for row in office.ask(lambda work: roster.first(work, View()))}


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.read(path)
    qtbot.waitUntil(lambda: dialog.checked is not None, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.table.current_id() is not None)


def groups(dialog: ImportDialog) -> list[str]:
    return [dialog.groups.tabText(at) for at in range(dialog.groups.count())]


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_real_looking_workbook_is_checked_row_by_row_and_nothing_is_written(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office
) -> None:
    read(qtbot, dialog, DATA / "roster_huangzhai.xlsx")
    assert groups(dialog) == ["全部 13", "有误 5", "新增 8"]
    assert not dialog.go.isEnabled()
    assert "有 5 行有误" in dialog.state.text()
    assert "血型" in dialog.notices.text()
    rows = dialog.rows
    said = [rows.index(at, 3).data() for at in range(5)]
    assert any("存为数字，末几位已丢失" in text for text in said)
    assert any("第7行重复" in text for text in said)
    assert names(local_office) == set()


def test_the_good_rows_go_in_when_the_faulty_are_skipped_on_purpose(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office, host: QWidget
) -> None:
    read(qtbot, dialog, DATA / "roster_huangzhai.xlsx")
    dialog.skip.setChecked(True)
    assert dialog.state.text().startswith("将新增 8 人，更新 0 人，跳过 5 行")
    dialog.go.click()
    qtbot.waitUntil(lambda: len(names(local_office)) == 8)
    qtbot.waitUntil(lambda: bool(host.findChildren(QMessageBox)))
    assert "已新增 8 人" in host.findChildren(QMessageBox)[0].text()


def test_the_same_file_again_has_nothing_to_import(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office
) -> None:
    found = _import_clean(local_office)
    assert len(names(local_office)) == found
    read(qtbot, dialog, DATA / "roster_clean.xlsx")
    assert groups(dialog) == [f"全部 {found}", f"无变化 {found}"]
    assert not dialog.go.isEnabled()
    assert "没有需要导入" in dialog.state.text()


def test_a_possible_double_waits_for_a_decision_with_both_shown(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office, tmp_path: Path
) -> None:
    a_team(local_office)
    read(
        qtbot, dialog, workbook(tmp_path / "a.xlsx", ("单雄信", "男", "11330726777", "2031-01-01"))
    )
    assert dialog.lines is not None
    assert dialog.lines.lines[0].fate is Fate.DOUBTFUL
    assert not dialog.go.isEnabled()
    assert "还有 1 行可能重复" in dialog.state.text()
    buttons = dialog.panel.group.buttons()
    assert [one.text() for one in buttons] == [one.label for one in Answer]
    buttons[0].click()
    assert dialog.state.text().startswith("将新增 0 人，更新 1 人")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(local_office.ask(roster_batch.batches)))
    found = local_office.ask(lambda work: roster.first(work, View(words="单雄信")))
    assert [(row[1], row[6]) for row in found] == [("单雄信", "11330726777")]


def test_the_namesake_of_another_township_cannot_be_linked(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office, tmp_path: Path
) -> None:
    a_team(local_office)
    read(
        qtbot, dialog, workbook(tmp_path / "a.xlsx", ("石雪芬", "女", "11330726777", "2031-01-01"))
    )
    qtbot.waitUntil(lambda: bool(dialog.panel.group.buttons()))
    link, create, skip = dialog.panel.group.buttons()
    assert (link.isEnabled(), create.isEnabled(), skip.isEnabled()) == (False, True, True)


def test_differences_are_shown_old_and_new(
    qtbot: QtBot, dialog: ImportDialog, local_office: Office, tmp_path: Path
) -> None:
    _import_clean(local_office)
    row = ("楼望春", "男", "113307261000", "2033-03-03")
    read(qtbot, dialog, workbook(tmp_path / "a.xlsx", row))
    assert groups(dialog) == ["全部 1", "更新 1"]
    assert dialog.rows.index(0, 3).data() == "有效期至 2028-01-01→2033-03-03"


def test_a_file_that_is_no_workbook_is_refused_in_words(
    qtbot: QtBot, dialog: ImportDialog, refusals: list[WorkError], tmp_path: Path
) -> None:
    picture = tmp_path / "花名册.xlsx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 3000)
    dialog.read(picture)
    qtbot.waitUntil(lambda: len(refusals) == 1)
    assert "花名册.xlsx" in str(refusals[0])
    assert dialog.checked is None


def test_the_faulty_rows_are_given_back_as_a_workbook(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, DATA / "roster_huangzhai.xlsx")
    path = tmp_path / "待改正.xlsx"
    dialog.write_faults(path)
    qtbot.waitUntil(path.exists)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert "只写到月" in "".join(str(cell.value) for cell in sheet[8])


def test_an_import_can_be_taken_back_from_the_record(
    qtbot: QtBot,
    host: QWidget,
    local_office: Office,
    background: Background,
    refusals: list[WorkError],
) -> None:
    _import_clean(local_office)
    history = ImportHistory(host, desk_of(local_office, background, refusals.append))
    history.open()
    qtbot.waitUntil(lambda: history.table.rowCount() == 1)
    assert history.table.item(0, 1).text() == "roster_clean.xlsx"
    history.undo.click()
    (box,) = history.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == "撤销导入").click()
    qtbot.waitUntil(lambda: names(local_office) == set())
    qtbot.waitUntil(lambda: "撤销" in history.table.item(0, 7).text())
    assert not history.undo.isEnabled()


def test_the_roster_is_previewed_as_it_will_be_printed(
    qtbot: QtBot,
    host: QWidget,
    local_office: Office,
    background: Background,
    refusals: list[WorkError],
) -> None:
    a_team(local_office)
    output = Output(host, desk_of(local_office, background, refusals.append))
    output.print_(View())
    qtbot.waitUntil(lambda: output.paper is not None, timeout=20_000)
    assert output.paper is not None
    viewer = output.paper.viewer
    qtbot.waitUntil(lambda: viewer.turn.text() == "第 1 / 1 页")
    viewer.copy_text()
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: "毛海燕" in clipboard.text())
    assert "执法人员花名册" in clipboard.text().replace("\n", "")


@pytest.mark.parametrize(("whole", "shown"), [(False, "138****0001"), (True, "13800000001")])
def test_the_list_is_exported_with_secrets_masked_unless_asked_for(
    qtbot: QtBot,
    host: QWidget,
    local_office: Office,
    background: Background,
    refusals: list[WorkError],
    tmp_path: Path,
    whole: bool,
    shown: str,
) -> None:
    a_team(local_office)
    desk = desk_of(local_office, background, refusals.append)
    dialog = ExportDialog(host, desk, View(words="毛海燕"))
    dialog.whole.setChecked(whole)
    path = tmp_path / "花名册.xlsx"
    with qtbot.waitSignal(desk.said):
        dialog.export_to(path)
    cells = [cell.value for cell in openpyxl.load_workbook(path).active[3]]
    assert cells[0] == "毛海燕"
    assert shown in cells


def _import_clean(office: Office) -> int:
    from desktop.services import roster_file

    file = roster_file.read(DATA / "roster_clean.xlsx")
    checked = office.ask(lambda work: roster_file.check(work, file))
    office.do(lambda work: roster_batch.apply(work, checked.plan, file.source))
    return len(checked.plan.lines)
