"""Work off the window's thread: plain values come back, never a widget goes in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


@dataclass(frozen=True)
class _Parcel:
    """A finished task on its way to the window's thread."""

    future: Future[Any]
    owner: QObject
    key: tuple[int, str]
    turn: int
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class Background(QObject):
    """Runs functions on worker threads and hands their results to the window's thread.

    A result is dropped when its owner was closed, or when the same owner has since asked
    again under the same (non-empty) topic. QRunnable is not used: its sender dies before its
    queued signal is delivered.
    """

    _finished = Signal(object)

    def __init__(self, workers: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="work")
        self._latest: dict[tuple[int, str], tuple[int, Future[Any]]] = {}
        self._turns = count(1)
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        topic: str = "",
    ) -> Future[T]:
        """Call `work` on a worker; `done` or `failed` follows on the window's thread.

        Once closed nothing is begun any more: what a dying window still asks is cancelled.
        """
        if self._closed:
            dropped: Future[T] = Future()
            dropped.cancel()
            return dropped
        turn = next(self._turns)
        key = (id(owner), topic or f"#{turn}")
        if key in self._latest:
            self._latest[key][1].cancel()
        future = self._pool.submit(work)
        self._latest[key] = (turn, future)
        parcel = _Parcel(future, owner, key, turn, done, failed)
        future.add_done_callback(lambda _: self._send(parcel))
        return future

    def _send(self, parcel: _Parcel) -> None:
        if not self._closed:
            self._finished.emit(parcel)

    def _deliver(self, parcel: _Parcel) -> None:
        turn, _ = self._latest.get(parcel.key, (0, None))
        if turn != parcel.turn:
            return
        del self._latest[parcel.key]
        if parcel.future.cancelled() or not shiboken6.isValid(parcel.owner):
            return
        if error := parcel.future.exception():
            parcel.failed(error)
        else:
            parcel.done(parcel.future.result())

    def idle(self) -> bool:
        """Whether nothing runs and every result has been handed over."""
        return not self._latest

    def close(self) -> None:
        """Wait for what runs, drop what waits."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
