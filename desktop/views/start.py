"""The window's start: one process per person, the shell painted first, then the database."""

from __future__ import annotations

import gc
import signal
import sys
from typing import TYPE_CHECKING

from desktop.views.input_method import choose_input_method
from desktop.views.kit import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.views.entrance import Entrance
    from desktop.views.house import House
    from desktop.views.kit.collector import Collector
    from desktop.views.single import Single

_SILENT = (
    "执法台已经在运行，但没有回应。请在任务栏中查找它的窗口；如果找不到，"
    "请注销后重新登录计算机，再打开执法台。"
)


def application() -> QApplication:
    """The one QApplication, with Chinese words, font, colours and input method chosen."""
    return _dressed()[0]


def refuse(text: str) -> int:
    """Say why the window cannot be opened at all; the exit code."""
    application()
    return _say(text)


def start(house: House) -> int:
    """Run the window until it is closed; the exit code.

    A second start for the same folder brings the first window forward and ends.
    """
    gc.disable()  # Until the first paint; collecting costs some milliseconds there.
    app, has_chinese = _dressed()
    if not has_chinese:
        return _say(theme.NO_CHINESE_FONT)
    from desktop.views.single import Single

    single = Single(house.folder)
    if not single.is_first():
        return 0 if single.call() else _say(_SILENT)
    try:
        return _run(app, house, single)
    finally:
        single.release()


def _run(app: QApplication, house: House, single: Single) -> int:
    from desktop.views.window import Window

    window = Window()
    staying: list[Entrance] = []
    collectors: list[Collector] = []

    def painted() -> None:
        from desktop.views.crash import CrashHook

        CrashHook(house.logs).install()
        from desktop.views.entrance import Entrance
        from desktop.views.kit.collector import Collector

        collectors.append(Collector())
        single.listen(window.come_forward)
        entrance = Entrance(window, house)
        staying.append(entrance)
        entrance.begin()

    window.painted.connect(painted)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the window.
    window.show()
    code = app.exec()
    for entrance in staying:
        entrance.close()
    for collector in collectors:
        collector.close()
    return code


def _dressed() -> tuple[QApplication, bool]:
    """The application, and whether the computer can show Chinese."""
    choose_input_method()
    from PySide6.QtWidgets import QApplication

    from desktop.views.kit.memory import chosen_dark

    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("zhifatai")
    app.setApplicationDisplayName("执法台")
    app.setDesktopFileName("zhifatai")
    theme.speak_chinese(app)
    has_chinese = theme.choose_font(app)
    theme.apply(app, chosen_dark())
    return app, has_chinese


def _say(text: str) -> int:
    """A sentence where there is no window yet; the exit code of a start that failed."""
    from PySide6.QtWidgets import QMessageBox

    sys.stderr.write(text + "\n")
    box = QMessageBox()
    box.setWindowTitle("执法台")
    box.setText(text)
    box.exec()
    return 1
