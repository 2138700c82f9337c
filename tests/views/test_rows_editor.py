"""A table typed into: by keyboard alone, with blocks from a spreadsheet, wrong cells named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.fields import Field
from desktop.values import Choice, FieldError
from desktop.views.kit.cell_delegate import BAD
from desktop.views.kit.desk import Desk
from desktop.views.kit.form import Form
from desktop.views.kit.rows_editor import RowsEditor, in_words


class State(Choice):
    WHOLE = "whole", "完好"
    BROKEN = "broken", "破损"


COLUMNS = (
    Field(name="name", label="物品名称", width=16),
    Field(name="state", label="状态", kind=State, required=False, width=8),
    Field(name="pieces", label="数量", kind=int, unit="件", width=6),
    Field(name="value", label="估价", kind=Decimal, unit="元", required=False, width=8),
    Field(name="since", label="取得日期", kind=date, required=False, width=9),
)
ROWS = (
    {
        "name": "水果筐",
        "state": State.WHOLE,
        "pieces": 3,
        "value": Decimal("1005.50"),
        "since": date(2026, 9, 28),
    },
    {"name": "电子秤", "state": None, "pieces": 1, "value": None, "since": None},
)


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> RowsEditor:
    made = RowsEditor(COLUMNS, desk.almanac, "物品清单")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_on(qtbot: QtBot, *cells: str) -> None:
    """Type cell after cell, each ended by Enter."""
    for cell in cells:
        if cell.isascii():
            qtbot.keyClicks(focus(), cell)
        else:
            event = QInputMethodEvent()
            event.setCommitString(cell)
            QApplication.sendEvent(focus(), event)
        qtbot.keyClick(focus(), Qt.Key.Key_Return)


def test_what_was_filled_in_is_read_back(editor: RowsEditor) -> None:
    editor.fill(ROWS)
    assert editor.value() == ROWS
    editor.fill(None)
    assert editor.value() == ()
    assert editor.text() == ""


def test_a_draft_keeps_what_cannot_be_read_yet(
    qtbot: QtBot, editor: RowsEditor, desk: Desk
) -> None:
    editor.restore('[["水果筐", "半新", "三", "", ""]]')
    with pytest.raises(FieldError, match="第1行：状态“半新”不在可选范围内"):
        editor.value()
    again = RowsEditor(COLUMNS, desk.almanac, "物品清单")
    qtbot.addWidget(again)
    again.restore(editor.text())
    assert again.text() == editor.text()
    assert again.table.item(0, 2).data(BAD)
    assert not again.table.item(0, 0).data(BAD)


def test_rows_are_typed_without_the_mouse(qtbot: QtBot, editor: RowsEditor) -> None:
    editor.table.setFocus()
    qtbot.keyClick(editor.table, Qt.Key.Key_Insert)
    type_on(qtbot, "box", "完好", "3", "12.5", "20260928", "scale", "", "1", "", "1123")
    with qtbot.waitSignal(editor.passed):
        qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert editor.value() == (
        {
            "name": "box",
            "state": State.WHOLE,
            "pieces": 3,
            "value": Decimal("12.50"),
            "since": date(2026, 9, 28),
        },
        {"name": "scale", "state": None, "pieces": 1, "value": None, "since": date(2026, 11, 23)},
    )


def test_shift_tab_goes_back_a_cell(qtbot: QtBot, editor: RowsEditor) -> None:
    editor.fill(ROWS)
    editor.table.begin(0, 2)
    qtbot.keyClick(focus(), Qt.Key.Key_Backtab)
    assert (editor.table.currentRow(), editor.table.currentColumn()) == (0, 1)


def test_tab_at_the_end_leaves_the_table_and_adds_nothing(qtbot: QtBot, editor: RowsEditor) -> None:
    editor.fill(ROWS)
    editor.table.begin(1, 4)
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    assert editor.table.rowCount() == 2
    assert not editor.table.hasFocus()


def test_a_block_of_a_spreadsheet_is_pasted_with_its_headings(
    qtbot: QtBot, editor: RowsEditor
) -> None:
    head = "\t".join(one.label for one in COLUMNS)
    QGuiApplication.clipboard().setText(
        f"{head}\n水果筐\t完好\t3\t1,005.50\t2026.9.28\n电子秤\t\t1\t\t\n"
    )
    editor.table.setFocus()
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == ROWS
    qtbot.keyClick(editor.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == ()


def test_a_pasted_block_names_the_cell_that_is_wrong(editor: RowsEditor) -> None:
    editor.table.paste("水果筐\t完好\t3\t\t2026-02-30")
    assert "日历上没有这一天" in editor.table.item(0, 4).toolTip()
    with pytest.raises(FieldError, match="第1行"):
        editor.value()


def test_rows_move_go_and_come_back(qtbot: QtBot, editor: RowsEditor) -> None:
    editor.fill(ROWS)
    editor.table.setFocus()
    editor.table.setCurrentCell(1, 0)
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.value() == ROWS[::-1]
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == ROWS[:1]
    qtbot.keyClick(editor.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == ROWS[::-1]
    editor.up.click()
    editor.down.click()
    assert editor.value() == ROWS[::-1]


def test_delete_empties_cells_and_keeps_the_row(qtbot: QtBot, editor: RowsEditor) -> None:
    editor.fill(ROWS)
    editor.table.setFocus()
    editor.table.setCurrentCell(0, 3)
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    assert editor.value()[0]["value"] is None


def test_copied_rows_can_be_pasted_again(qtbot: QtBot, editor: RowsEditor, desk: Desk) -> None:
    editor.fill(ROWS)
    editor.table.setFocus()
    editor.table.selectAll()
    qtbot.keyClick(editor.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    again = RowsEditor(COLUMNS, desk.almanac, "物品清单")
    qtbot.addWidget(again)
    again.table.paste(QGuiApplication.clipboard().text())
    assert again.value() == ROWS


def test_a_blank_row_is_no_row(editor: RowsEditor) -> None:
    editor.fill(ROWS)
    editor.table.insert(1, ())
    assert editor.value() == ROWS


def test_what_is_missing_is_named_with_its_row(editor: RowsEditor) -> None:
    editor.restore('[["水果筐", "", "", "", ""]]')
    with pytest.raises(FieldError, match="第1行：数量不能为空"):
        editor.value()


def test_enter_in_a_blank_row_goes_to_the_next_field(qtbot: QtBot, desk: Desk) -> None:
    fields = {
        "things": Field(name="things", label="物品", required=False),
        "note": Field(name="note", label="备注", required=False),
    }
    rows = RowsEditor(COLUMNS, desk.almanac, "物品清单")
    form = Form(desk, fields, [("things",), ("note",)], own={"things": rows})
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    form.fill({"things": ROWS})
    assert not form.touched()
    rows.table.begin(1, 4)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is form.boxes["note"].editor
    assert form.value("things") == ROWS
    with qtbot.waitSignal(form.submitted):
        rows.table.setFocus()
        qtbot.keyClick(rows.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_every_part_has_a_name_for_the_blind(qtbot: QtBot, editor: RowsEditor) -> None:
    editor.fill(ROWS)
    assert editor.table.accessibleName() == "物品清单"
    editor.table.begin(0, 1)
    assert "状态" in (focus().accessibleName(), focus().parentWidget().accessibleName())


def test_rows_are_compared_in_words() -> None:
    assert in_words(COLUMNS, ROWS) == "1. 水果筐 完好 3件 1,005.50元 2026-09-28；2. 电子秤 1件"
