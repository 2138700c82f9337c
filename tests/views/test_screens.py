"""The pictures: one for every page and pose, when its data are there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.roles import Role
from desktop.views import window as window_module
from desktop.views.kit.desk import Desk, Office
from desktop.views.kit.page import Page, Pose
from desktop.views.navigation import Destination
from desktop.views.screens import SIZE, Studio
from desktop.views.window import Place


class SlowPage(Page):
    """Its data come late, and after a pause; red once they are there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("慢")
        self.shown = QLabel("")
        self.put(self.shown, stretch=1)
        self._desk = desk
        QTimer(self, singleShot=True, interval=120, timeout=self._ask).start()

    def _ask(self) -> None:
        self._desk.ask(self, lambda work: time.sleep(0.2), self._show)

    def _show(self, _: None) -> None:
        self.shown.setStyleSheet("background: #ff0000")

    def poses(self) -> list[Pose]:
        return [Pose("dialog", self._open), Pose("captain", lambda: None, Role.CAPTAIN)]

    def _open(self) -> None:
        dialog = QDialog(self.window())
        dialog.setFixedSize(300, 200)
        body = QVBoxLayout(dialog)
        body.addWidget(QLabel())
        dialog.setStyleSheet("background: #00ff00")
        dialog.open()


class StuckPage(Page):
    """It never stops asking."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("卡住")
        self._desk = desk
        self._again(None)

    def _again(self, _: None) -> None:
        self._desk.ask(self, lambda work: time.sleep(0.01), self._again)


@pytest.fixture
def sat() -> list[Role]:
    return []


@pytest.fixture
def studio(
    qapp: QApplication, sat: list[Role], fake_office: Office, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Studio]:
    shown = [Destination("slow", "慢", "users", "m", SlowPage)]
    monkeypatch.setattr(window_module, "present", lambda: shown)

    def sit(role: Role) -> tuple[Office, Place]:
        sat.append(role)
        return fake_office, Place("样例", "黄宅镇", "样例", role.label, True)

    made = Studio(qapp, sit)
    yield made
    made.close()


def red(path: Path) -> bool:
    """Whether the late data are in the picture."""
    return QImage(str(path)).pixelColor(900, 700).name() == "#ff0000"


def test_every_page_and_pose_has_its_picture_light_and_dark(studio: Studio, tmp_path: Path) -> None:
    taken = studio.take(tmp_path)
    names = [f"slow{more}" for more in ("", "-dialog", "-captain")]
    assert [path.name for path in taken] == [
        *(f"{name}.png" for name in names),
        *(f"{name}-dark.png" for name in names),
    ]
    sizes = {(image.width(), image.height()) for image in (QImage(str(path)) for path in taken)}
    assert sizes == {(SIZE.width(), SIZE.height())}


def test_a_picture_waits_for_the_data(studio: Studio, tmp_path: Path) -> None:
    assert red(studio.take_page("slow", tmp_path / "window.png"))


def test_an_open_dialog_is_in_the_picture_and_closed_after_it(
    studio: Studio, tmp_path: Path
) -> None:
    studio.take(tmp_path)
    middle = QImage(str(tmp_path / "slow-dialog.png")).pixelColor(683, 384)
    assert middle.name() == "#00ff00"
    assert not any(one.isVisible() for one in studio.window.findChildren(QDialog))
    assert red(tmp_path / "slow-captain.png")


def test_a_pose_can_ask_for_somebody_else_at_the_desk(
    studio: Studio, sat: list[Role], tmp_path: Path
) -> None:
    studio.take(tmp_path)
    assert Role.CAPTAIN in sat
    assert sat[0] is Role.CLERK


def test_a_page_that_never_settles_is_an_error_not_a_blank_picture(
    qtbot: QtBot,
    qapp: QApplication,
    fake_office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop.views.screens._PATIENCE", 0.5)
    shown = [Destination("stuck", "卡住", "users", "kz", StuckPage)]
    monkeypatch.setattr(window_module, "present", lambda: shown)
    place = Place("样例", "黄宅镇", "样例", "内勤")
    studio = Studio(qapp, lambda role: (fake_office, place))
    with pytest.raises(TimeoutError):
        studio.take(tmp_path)
    studio.close()
    assert not (tmp_path / "stuck.png").exists()
