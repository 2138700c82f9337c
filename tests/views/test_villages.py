"""Villages in the window: kept under 系统, chosen in the form of a lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from case_office import an_office, button, desk_of, dialog, fill, window_of
from office import Office
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import unit, village
from desktop.services.listing import View
from desktop.services.work import Draft, Work
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.system.page import SystemPage
from desktop.views.pages.system.villages import Villages
from desktop.views.window import Window

Open = Callable[[str, str], Window]


@pytest.fixture
def open_window(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def make(key: str, who: str) -> Window:
        window = window_of(desk_of(local_office, background, refusals.append, who), key)
        qtbot.addWidget(window)
        return window

    return make


def villages_of_the_own_township(qtbot: QtBot, window: Window) -> Villages:
    page = window.page()
    assert isinstance(page, SystemPage)
    page.visit("乡镇（街道）")
    qtbot.waitUntil(lambda: page.townships.rows.rowCount() == 15)
    button(page, "村（社区）…").click()
    found = dialog(qtbot, page, Villages)
    assert isinstance(found, Villages)
    return found


def a_village(office: Office, name: str, **values: object) -> None:
    given = {**dict.fromkeys(village.FIELDS), "name": name, **values}
    office.do(lambda work: village.save(work, Draft(None, None, given)))


def names(office: Office) -> list[str]:
    return [row[1] for row in office.ask(lambda work: village.LIST.first(work, View()))]


def test_a_clerk_adds_a_village_and_ends_it(
    qtbot: QtBot, open_window: Open, local_office: Office
) -> None:
    found = villages_of_the_own_township(qtbot, open_window("system", "clerk"))
    found.new.click()
    asked = dialog(qtbot, found, FormDialog)
    fill(asked.form, name="样桥村", excluded="否")
    asked.save.click()
    qtbot.waitUntil(lambda: found.rows.rowCount() == 1)
    found.table.selectRow(0)
    qtbot.waitUntil(lambda: found.stop.isEnabled())
    found.stop.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in found.findChildren(FormDialog)))
    ended = dialog(qtbot, found, FormDialog)
    fill(ended.form, until="2024-12-31")
    ended.save.click()
    qtbot.waitUntil(
        lambda: found.rows.row_at(0) is not None and found.rows.row_at(0)[-1][1] == "已停用"
    )


def test_an_officer_reads_the_list_and_is_told_who_keeps_it(
    qtbot: QtBot, open_window: Open
) -> None:
    found = villages_of_the_own_township(qtbot, open_window("system", "officer"))
    assert not found.new.isEnabled()
    assert "内勤" in found.why.text()


def test_a_workbook_is_imported_once_confirmed(
    qtbot: QtBot, open_window: Open, local_office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (("序号", "村（社区）", "代码"), (1, "样桥村", ""), (2, "样塘村", "")):
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")
    found = villages_of_the_own_township(qtbot, open_window("system", "clerk"))
    found.read(tmp_path / "名单.xlsx")
    asked = dialog(qtbot, found, QMessageBox)
    assert "新增 2 个" in asked.informativeText()
    assert names(local_office) == []
    button(asked, "导入").click()
    qtbot.waitUntil(lambda: names(local_office) == ["样桥村", "样塘村"])


def test_the_village_chosen_fills_the_place_and_says_whose_ground_it_is(
    qtbot: QtBot, open_window: Open, local_office: Office
) -> None:
    an_office(local_office)

    def with_a_zone(work: Work) -> None:
        draft = unit.open_township(work, work.unit_id)
        draft.values["excluded_area"] = "浙江浦江经济开发区（样例）"
        unit.save_township(work, draft)

    local_office.do(with_a_zone)
    a_village(local_office, "样桥村", excluded=True)
    a_village(local_office, "样塘村", excluded=False)
    page = open_window("case", "clerk").page()
    assert isinstance(page, CasePage)
    page.start_lead()
    qtbot.waitUntil(lambda: page.lead.form is not None)
    form = page.lead.form
    assert form is not None
    editor = form.boxes["village_id"].editor
    editor.line.setText("yqc")
    editor.line.textEdited.emit("yqc")
    assert list(editor._offers) == ["样桥村"]
    editor._choose("样桥村")
    assert form.value("place") == "浦江县黄宅镇样桥村"
    assert (form.value("inside"), form.value("excluded_area")) == (True, True)
    editor.line.textEdited.emit("")
    editor._choose("样塘村")
    assert form.value("place") == "浦江县黄宅镇样塘村"
    assert form.value("excluded_area") is False
    fill(form, place="浦江县黄宅镇样塘村样例路9号")
    editor._choose("样桥村")
    assert form.value("place") == "浦江县黄宅镇样塘村样例路9号"
