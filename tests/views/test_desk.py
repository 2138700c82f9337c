from __future__ import annotations

import sys
import time

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.errors import Conflict, WorkError
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Desk
from desktop.views.kit.task import Task


def test_an_answer_for_a_closed_page_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    page, heard = QObject(), []
    desk.ask(page, lambda work: time.sleep(0.1), heard.append)
    shiboken6.delete(page)
    qtbot.wait(300)
    assert heard == []


def test_fifty_quick_searches_deliver_the_last(qtbot: QtBot, desk: Desk) -> None:
    page, heard = QObject(), []
    for number in range(50):
        desk.ask(page, lambda work, n=number: n, heard.append, "search")
    qtbot.waitUntil(lambda: 49 in heard)
    qtbot.wait(100)
    assert heard == [49]


def test_questions_without_a_topic_do_not_overtake_each_other(qtbot: QtBot, desk: Desk) -> None:
    page, heard = QObject(), []
    for number in range(300):
        desk.ask(page, lambda work, n=number: n, heard.append)
    qtbot.waitUntil(lambda: sorted(heard) == list(range(300)))


def test_a_deed_tells_those_who_watch_its_tables(qtbot: QtBot, desk: Desk) -> None:
    page, other, heard = QObject(), QObject(), []
    desk.watch(page, {"person", "unit"}, lambda: heard.append("person"))
    desk.watch(other, {"case"}, lambda: heard.append("case"))
    desk.act(page, lambda work: 7, heard.append)
    qtbot.waitUntil(lambda: "person" in heard)
    assert heard == [7, "person"]


def test_a_closed_page_no_longer_watches_but_others_hear_its_deed(qtbot: QtBot, desk: Desk) -> None:
    page, other, heard = QObject(), QObject(), []
    desk.watch(page, {"person"}, lambda: heard.append("page"))
    desk.watch(other, {"person"}, lambda: heard.append("other"))
    desk.act(page, lambda work: time.sleep(0.1), lambda _: heard.append("done"))
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: heard == ["other"])


def test_a_refusal_is_shown_even_when_the_page_was_closed(
    qtbot: QtBot, desk: Desk, refusals: list[WorkError]
) -> None:
    def refuse(work: object) -> None:
        raise WorkError("证号重复：请核对后再保存。")

    page = QObject()
    desk.act(page, refuse)
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: [str(error) for error in refusals] == ["证号重复：请核对后再保存。"])


def test_the_page_may_deal_with_a_collision_itself(
    qtbot: QtBot, desk: Desk, refusals: list[WorkError]
) -> None:
    def collide(work: object) -> None:
        raise Conflict("他人已先保存。", {"name": "李"}, 3)

    page, met = QObject(), []
    desk.act(page, collide, failed=lambda error: met.append(error) is None)
    qtbot.waitUntil(lambda: bool(met))
    assert met[0].version == 3
    assert refusals == []


def test_a_bug_goes_to_the_crash_hook(
    qtbot: QtBot, desk: Desk, refusals: list[WorkError], monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(kind))
    desk.ask(desk, lambda work: 1 / 0, lambda _: None)
    qtbot.waitUntil(lambda: reported == [ZeroDivisionError])
    assert refusals == []


def test_long_work_reports_and_announces_what_it_wrote(qtbot: QtBot, desk: Desk) -> None:
    page, heard = QLabel(), []
    qtbot.addWidget(page)
    desk.watch(page, {"person"}, lambda: heard.append("told"))

    def job(task: Task) -> int:
        for step in range(5):
            task.progress(step, 5, f"第 {step} 行")
        return task.run(lambda work: 5)

    desk.long(page, job, heard.append, "导入花名册")
    qtbot.waitUntil(lambda: heard == ["told", 5])


def test_stopping_long_work_undoes_it_in_words(
    qtbot: QtBot, desk: Desk, refusals: list[WorkError]
) -> None:
    page, said, done = QLabel(), [], []
    qtbot.addWidget(page)
    desk.said.connect(said.append)

    def job(task: Task) -> None:
        for step in range(1000):
            time.sleep(0.005)
            task.progress(step, 1000)

    task = desk.long(page, job, done.append, "导入花名册")
    qtbot.wait(50)
    task.stop()
    qtbot.waitUntil(lambda: bool(said))
    assert "未作任何更改" in said[0]
    assert done == []
    assert refusals == []


def test_the_progress_window_stops_the_work_and_stays_until_it_has_stopped(
    qtbot: QtBot, desk: Desk
) -> None:
    page = QLabel()
    qtbot.addWidget(page)
    from desktop.views.kit.progress import ProgressDialog

    task = Task(lambda q: q(None), lambda d: d(None))
    dialog = ProgressDialog(page, task, "导入花名册")
    dialog.show()
    task.progress(3, 10, "第 3 行")
    qtbot.waitUntil(lambda: dialog.bar.value() == 3)
    dialog.stop.click()
    assert task.cancelled()
    dialog.close()
    assert dialog.isVisible()
    dialog.finish()
    assert not dialog.isVisible()


def test_none_keeps_its_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on CPython 3.11 loses one per void call, until the interpreter aborts."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 100


@pytest.mark.parametrize("rounds", [300])
def test_every_background_result_arrives(qtbot: QtBot, background: Background, rounds: int) -> None:
    page, heard = QObject(), []
    for number in range(rounds):
        background.run(page, lambda n=number: n, heard.append, heard.append)
    qtbot.waitUntil(lambda: len(heard) == rounds, timeout=10_000)
