"""A long piece of work: how far it is, and whether the person wants it stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import WorkError

T = TypeVar("T")


class Stopped(WorkError):
    """The person stopped the work; whatever transaction was open is rolled back."""

    def __init__(self) -> None:
        super().__init__("已按您的要求停止，本次未作任何更改。")


class Task(QObject):
    """Handed to a long job, on its worker thread.

    Pass `progress` to a service as its ``Callable[[int, int, str], None]``: it raises Stopped
    as soon as the person has cancelled, so that the service's transaction rolls back.
    """

    moved = Signal(int, int, str)

    def __init__(
        self,
        ask: Callable[[Callable[[Any], Any]], Any],
        run: Callable[[Callable[[Any], Any]], Any],
    ) -> None:
        super().__init__()
        self._ask, self._run = ask, run
        self._stop = Event()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is (`total` 0 = not known); raise Stopped when cancelled."""
        if self._stop.is_set():
            raise Stopped
        self.moved.emit(done, total, text)

    def cancelled(self) -> bool:
        """Whether the person has asked to stop."""
        return self._stop.is_set()

    def ask(self, question: Callable[[Any], T]) -> T:
        """Read from the database, here and now."""
        answer: T = self._ask(question)
        return answer

    def run(self, deed: Callable[[Any], T]) -> T:
        """Write to the database, here and now; watchers are told when it is done."""
        result: T = self._run(deed)
        return result

    def stop(self) -> None:
        """Ask the job to stop; called on the window's thread."""
        self._stop.set()

    def follow(self, moved: Callable[[int, int, str], None]) -> None:
        """Have `moved` called on the window's thread at every step."""
        self.moved.connect(moved, Qt.ConnectionType.QueuedConnection)
