from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.views.crash import CrashHook, report
from desktop.views.input_method import choose_input_method
from desktop.views.kit.background import Background
from desktop.views.sign_in import PassphraseDialog, Seat, SeatDialog
from desktop.views.single import Single

SEATS = [
    Seat(UUID(int=1), "张三", "执法队员", "白马镇"),
    Seat(UUID(int=2), "李四", "队长", "黄宅镇"),
]


def unlock(text: str) -> str:
    time.sleep(0.05)
    if text != "正确-Pass1":
        raise WorkError("口令不正确，请检查大小写后重试。")
    return "key"


@pytest.fixture
def crash(tmp_path: Path, qapp: QApplication) -> Iterator[CrashHook]:
    told: list[str] = []
    hook = CrashHook(tmp_path / "logs", told.append)
    hook.install()
    yield hook
    hook.uninstall()


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(
    qtbot: QtBot, background: Background
) -> None:
    dialog = PassphraseDialog(background, unlock)
    qtbot.addWidget(dialog)
    dialog.first.setText("falsch")
    dialog.submit()
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(lambda: "口令不正确" in dialog.complaint.text())
    dialog.first.setText("正确-Pass1")
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert dialog.answer == "key"


def test_a_weak_or_mistyped_new_passphrase_is_refused(qtbot: QtBot, background: Background) -> None:
    dialog = PassphraseDialog(background, unlock, new=True)
    qtbot.addWidget(dialog)
    for first, second, said in (
        ("short1A", "short1A", "至少 8 个字符"),
        ("onlylowercase", "onlylowercase", "三种"),
        ("正确-Pass1", "正确-Pass2", "不一致"),
    ):
        dialog.first.setText(first)
        dialog.second.setText(second)
        dialog.submit()
        assert said in dialog.complaint.text()


def test_the_recovery_key_opens_it_too(qtbot: QtBot, background: Background) -> None:
    dialog = PassphraseDialog(background, unlock, recover=lambda text: f"recovered {text}")
    qtbot.addWidget(dialog)
    dialog.instead.click()
    dialog.first.setText("ABCD")
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert dialog.answer == "recovered ABCD"


def test_an_account_is_found_and_entered_by_keyboard(qtbot: QtBot, background: Background) -> None:
    dialog = SeatDialog(background, SEATS, lambda seat: seat.name)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.words, Qt.Key.Key_A)
    assert dialog.list.count() == 0
    dialog.words.setText("黄宅")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert dialog.answer == "李四"


def test_a_bug_leaves_a_numbered_report(qtbot: QtBot, crash: CrashHook, tmp_path: Path) -> None:
    said = " ".join(("broken", "33072619900228318" + "1", "单雄" + "信"))
    try:
        raise RuntimeError(said)
    except RuntimeError as error:
        number = crash.caught(RuntimeError, error, error.__traceback__)
    text = (tmp_path / "logs" / f"report-{number}.txt").read_text(encoding="utf-8")
    assert "test_a_bug_leaves_a_numbered_report" in text
    assert said.split()[1] not in text
    assert said.split()[2] not in text


def test_the_person_is_told_the_number_of_the_report(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    told: list[str] = []
    hook = CrashHook(tmp_path, told.append)
    number = hook.caught(ValueError, ValueError("x"), None)
    qtbot.waitUntil(lambda: told == [number])


def test_a_bug_in_a_thread_is_reported_too(qtbot: QtBot, crash: CrashHook, tmp_path: Path) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    reports = list((tmp_path / "logs").glob("report-*.txt"))
    assert len(reports) == 1
    assert "ZeroDivisionError" in reports[0].read_text(encoding="utf-8")


def test_a_report_names_the_error() -> None:
    assert "ValueError" in report(ValueError, ValueError("x"), None)


def test_a_second_start_brings_the_first_window_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, called = Single(tmp_path), []
    assert first.is_first()
    first.listen(lambda: called.append(True))
    program = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from desktop.views.single import Single;"
        f"second = Single(Path({str(tmp_path)!r}));"
        "print(second.is_first(), second.call())"
    )
    second = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: called == [True], timeout=10_000)
    assert second.communicate()[0].split() == ["False", "True"]
    first.release()
    assert Single(tmp_path).is_first()


def test_the_lock_of_a_killed_window_is_taken_over(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from desktop.views.single import Single; import time;"
        f"one = Single(Path({str(tmp_path)!r})); print(one.is_first(), flush=True); time.sleep(60)"
    )
    first = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdout.readline().strip() == "True"
    assert not Single(tmp_path).is_first()
    first.kill()
    first.communicate()
    assert Single(tmp_path).is_first()


def test_fcitx_desktops_are_spoken_to_through_ibus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_IM_MODULE", "fcitx5")
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == "ibus"


def test_a_bundled_fcitx_plugin_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_PLUGIN_PATH", str(tmp_path))
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == "fcitx"


def test_other_input_methods_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_IM_MODULE", "compose")
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == "compose"
