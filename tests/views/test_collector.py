"""Garbage with Qt objects in it is destroyed on the window's thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.views.kit.collector import Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.close()
    gc.disable()  # As the session's own collector left it.


def a_knot(gone: Callable[[], None]) -> None:
    """A Qt object that only the collector can free."""
    knot = QObject()
    knot.destroyed.connect(gone)
    loop: list[object] = [knot]
    loop.append(loop)


def test_workers_never_collect_and_the_window_does(qtbot: QtBot, collector: Collector) -> None:
    died_on: list[int] = []
    a_knot(lambda: died_on.append(threading.get_ident()))

    def allocate() -> None:
        rubbish: list[list[object]] = []
        for _ in range(50_000):
            one: list[object] = []
            one.append(one)
            rubbish.append(one)

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert died_on == []
    collector.look()
    gc.collect()
    assert died_on == [threading.get_ident()]
    assert not gc.isenabled()
