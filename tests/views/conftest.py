"""A window without a screen: real Desk and threads, an office that keeps nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop.errors import WorkError
from desktop.views.kit import theme as look
from desktop.views.kit.background import Background
from desktop.views.kit.collector import Collector
from desktop.views.kit.desk import Desk


class FakeOffice:
    """Runs what it is given; `work` is the office itself, `touched` what a deed says it wrote."""

    def __init__(self) -> None:
        self.actor = None
        self.touched = frozenset({"person"})
        self.asked = 0

    def ask(self, question: Callable[[Any], Any]) -> Any:
        self.asked += 1
        return question(self)

    actor = None

    def run(self, deed: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        return deed(self), self.touched


class FixedAlmanac:
    """Monday 23 November 2026; weekends are free."""

    def today(self) -> date:
        return date(2026, 11, 23)

    def after_workdays(self, day: date, count: int) -> date:
        step = timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while day.weekday() >= 5:
                day += step
        return day


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    look.speak_chinese(qapp)
    assert look.choose_font(qapp), "a Chinese font is needed: make setup installs one"
    look.apply(qapp, dark=False)
    Collector(qapp)
    return qapp


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path) -> None:
    """Sizes and columns remembered by one test are not seen by the next."""
    where = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.IniFormat, where, str(tmp_path / "memory"))


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    workers = Background()
    yield workers
    workers.close()


@pytest.fixture
def refusals() -> list[WorkError]:
    return []


@pytest.fixture
def fake_office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def desk(background: Background, fake_office: FakeOffice, refusals: list[WorkError]) -> Desk:
    return Desk(
        fake_office, background, lambda error, owner: refusals.append(error), FixedAlmanac()
    )
