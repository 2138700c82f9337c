"""What happens when the program itself is wrong: a report with a number, a sentence, go on."""

from __future__ import annotations

import faulthandler
import logging
import re
import secrets
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.values import CHINA
from desktop.views.kit.dialogs import CrashDialog, window_of

_log = logging.getLogger(__name__)
_PRIVATE = re.compile(r"\d{6,}[\dXx]?|[\u3400-\u9fff]+")
_KEPT = 50


class CrashHook(QObject):
    """Writes reports into the person's log folder; shows one dialog, from any thread."""

    _crashed = Signal(str)

    def __init__(self, folder: Path, notify: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._folder, self._notify = folder, notify or self._show
        self._fatal: TextIO | None = None
        self._crashed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what nobody caught: exceptions, those of threads, and crashes of native code."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fatal = (self._folder / "fatal.log").open("a", encoding="utf-8")
        faulthandler.enable(self._fatal)
        sys.excepthook = self.caught
        threading.excepthook = lambda args: self.caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def uninstall(self) -> None:
        """Leave everything as Python had it."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        faulthandler.disable()
        if self._fatal is not None:
            self._fatal.close()

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> str:
        """Write the report, tell the person; the number of the report."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return ""
        number = f"{datetime.now(CHINA):%m%d-%H%M}-{secrets.token_hex(2).upper()}"
        text = report(kind, error, trace)
        _log.error("report %s\n%s", number, text)
        self._write(number, text)
        self._crashed.emit(number)
        return number

    def _write(self, number: str, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"report-{number}.txt").write_text(text, encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"), key=_age)[:-_KEPT]:
                old.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the report could not be written: %s", error.strerror)

    def _tell(self, number: str) -> None:
        self._notify(number)

    def _show(self, number: str) -> None:
        if QApplication.instance() is not None:
            CrashDialog(window_of(None), number, str(self._folder)).open()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The traceback without personal data: long numbers and Chinese words are blotted out."""
    lines = traceback.format_exception(kind, error, trace)
    return "".join(
        line if line.startswith("  File") else _PRIVATE.sub("＊", line) for line in lines
    )


def _age(path: Path) -> float:
    return path.stat().st_mtime
