from __future__ import annotations

import time
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.fields import Field
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.table import GONE, WAITING, RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.windows import SIZE

COLUMNS = [
    Column(Field(label="姓名", name="name"), order="pinyin"),
    Column(Field(label="学时", name="hours", kind=int, unit="学时")),
    Column(Field(label="有效期至", name="until", kind=date)),
    Column(Field(label="合规状态", name="standing"), mark=as_mark),
]


def key(number: int) -> UUID:
    return UUID(int=number + 1)


def row(number: int) -> tuple[Any, ...]:
    state = ("bad", "已过期", "证件 2026-11-11 到期") if number % 2 else ("ok", "合规")
    return (key(number), f"人员{number}", number, date(2027, 1, 1), state)


class People:
    """A list of `count` made-up persons; notes how many rows were fetched."""

    def __init__(self, count: int = 100_000) -> None:
        self.numbers = list(range(count))
        self.fetched: list[int] = []

    def first(self, work: Any, view: Any, /) -> list[tuple[Any, ...]]:
        return [row(number) for number in self._seen(view)[:64]]

    def ids(self, work: Any, view: Any, /) -> bytes:
        return b"".join(key(number).bytes for number in self._seen(view))

    def rows(self, work: Any, view: Any, ids: bytes, /) -> list[tuple[Any, ...]]:
        wanted = [UUID(bytes=ids[at : at + 16]).int - 1 for at in range(0, len(ids), 16)]
        self.fetched += wanted
        there = set(self.numbers)
        return [row(number) for number in reversed(wanted) if number in there]

    def _seen(self, view: Any) -> list[int]:
        return [n for n in self.numbers if not view or str(view) in f"人员{n}"]


@pytest.fixture
def model(qtbot: QtBot) -> RowsModel:
    return RowsModel(COLUMNS)


@pytest.fixture
def table(qtbot: QtBot, model: RowsModel) -> TableView:
    view = TableView(model, "花名册")
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    return view


def shown(qtbot: QtBot, model: RowsModel, desk: Desk, people: People, view: Any = None) -> None:
    with qtbot.waitSignal(model.swapped, timeout=5000):
        model.show(desk, people, view)


def test_the_model_keeps_qts_own_rules(
    qtbot: QtBot, model: RowsModel, desk: Desk, qtmodeltester: ModelTester
) -> None:
    shown(qtbot, model, desk, People(3000))
    qtmodeltester.check(model)


def test_the_first_page_is_there_before_the_rest_is_known(
    qtbot: QtBot, model: RowsModel, desk: Desk
) -> None:
    with qtbot.waitSignal(model.counted, timeout=5000):
        model.show(desk, People(), None)
    assert model.index(0, 0).data() == "人员0"
    qtbot.waitUntil(lambda: model.rowCount() == 100_000)


def test_jumping_to_the_middle_fetches_only_what_is_looked_at(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    people = People()
    shown(qtbot, model, desk, people)
    qtbot.waitUntil(lambda: model.rowCount() == 100_000)
    table.scrollTo(model.index(50_000, 0))
    assert model.index(50_000, 0).data() == WAITING
    qtbot.waitUntil(lambda: model.index(50_000, 0).data() == "人员50000")
    assert len(people.fetched) <= 4 * SIZE


def test_flying_over_the_list_leaves_most_of_it_unread(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    people = People()
    shown(qtbot, model, desk, people)
    for at in range(0, 100_000, 500):
        table.verticalScrollBar().setValue(at)
        table.viewport().repaint()
    qtbot.waitUntil(lambda: WAITING not in str(model.index(table.rowAt(5), 0).data()))
    assert len(people.fetched) < 20 * SIZE


def test_a_row_removed_by_someone_else_is_named_as_gone(
    qtbot: QtBot, model: RowsModel, desk: Desk
) -> None:
    people = People(1000)
    shown(qtbot, model, desk, people)
    people.numbers.remove(500)
    model.index(500, 0).data()
    qtbot.waitUntil(lambda: model.index(500, 0).data() == GONE)
    assert model.row_at(500) is None


def test_the_chosen_person_stays_chosen_when_the_list_is_asked_again(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    people = People(1000)
    shown(qtbot, model, desk, people)
    table.go_to(key(700))
    qtbot.waitUntil(lambda: model.index(700, 0).data() == "人员700")
    people.numbers.remove(3)
    shown(qtbot, model, desk, people)
    assert table.current_id() == key(700)
    assert table.selected_ids() == [key(700)]
    assert table.visualRect(table.currentIndex()).top() >= 0
    assert model.index(table.currentIndex().row(), 0).data() == "人员700"


def test_a_search_keeps_the_choice_when_it_is_found_below_the_first_page(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    people = People(1000)
    shown(qtbot, model, desk, people)
    table.go_to(key(911))
    shown(qtbot, model, desk, people, view="1")
    assert table.current_id() == key(911)


def test_typing_on_drops_the_overtaken_search(qtbot: QtBot, model: RowsModel, desk: Desk) -> None:
    class Slow(People):
        def first(self, work: Any, view: Any, /) -> list[tuple[Any, ...]]:
            time.sleep(0.3 if view == "9" else 0)
            return super().first(work, view)

    slow = Slow(1000)
    model.show(desk, slow, "9")
    shown(qtbot, model, desk, slow, view="99")
    qtbot.wait(500)
    assert model.index(0, 0).data() == "人员99"


def test_copied_rows_carry_headings_and_states_in_words(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    shown(qtbot, model, desk, People(200))
    qtbot.waitUntil(lambda: model.rowCount() == 200)
    flags = QItemSelectionModel.SelectionFlag
    table.selectRow(0)
    table.selectionModel().select(model.index(150, 0), flags.Select | flags.Rows)
    table.copy_rows()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("姓名"))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "姓名\t学时\t有效期至\t合规状态"
    assert lines[1] == "人员0\t0学时\t2027-01-01\t合规"
    assert "mso-number-format" in QGuiApplication.clipboard().mimeData().html()


def test_a_column_is_copied_whole(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    shown(qtbot, model, desk, People(1500))
    qtbot.waitUntil(lambda: model.rowCount() == 1500)
    table.setCurrentIndex(model.index(0, 0))
    table.copy_column()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("人员") == 1500)


def test_a_hidden_column_stays_hidden_the_next_time(
    qtbot: QtBot, table: TableView, model: RowsModel
) -> None:
    table.layout_of_columns.show_column(1, False)
    again = TableView(RowsModel(COLUMNS), "花名册")
    qtbot.addWidget(again)
    assert again.layout_of_columns.visible() == [0, 2, 3]


def test_clicking_a_heading_asks_for_that_order(qtbot: QtBot, table: TableView) -> None:
    head = table.horizontalHeader()
    with qtbot.waitSignal(table.sort_asked) as asked:
        head.sectionClicked.emit(0)
    assert asked.args == ["pinyin", False]
    with qtbot.waitSignal(table.sort_asked) as asked:
        head.sectionClicked.emit(0)
    assert asked.args == ["pinyin", True]
    with qtbot.assertNotEmitted(table.sort_asked):
        head.sectionClicked.emit(1)


def test_enter_opens_the_record_under_the_cursor(
    qtbot: QtBot, table: TableView, model: RowsModel, desk: Desk
) -> None:
    shown(qtbot, model, desk, People(100))
    table.selectRow(4)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [key(4)]


def test_a_state_says_its_reason(qtbot: QtBot, model: RowsModel, desk: Desk) -> None:
    shown(qtbot, model, desk, People(10))
    cell = model.index(1, 3)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "证件 2026-11-11 到期"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "合规状态：已过期"
