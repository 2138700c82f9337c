"""What every page is handed: a way to ask, a way to act, and news of what has changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from desktop.errors import WorkError
from desktop.roles import Actor
from desktop.values import CHINA
from desktop.views.kit.background import Background
from desktop.views.kit.draft import Drafts
from desktop.views.kit.keeper import Keeper
from desktop.views.kit.task import Stopped, Task

T = TypeVar("T")


class Office(Protocol):
    """The database, bound to the person who works."""

    @property
    def actor(self) -> Actor | None:
        """Who works: role and unit decide which actions are offered."""

    def ask(self, question: Callable[[Any], T]) -> T:
        """Read in one session; `question` gets the Work."""

    def run(self, deed: Callable[[Any], T]) -> tuple[T, frozenset[str]]:
        """Write in one transaction; the result, and the tables that were touched."""


class Almanac(Protocol):
    """What date fields need to know; the app hands in the law's calendar."""

    def today(self) -> date:
        """The legal day."""

    def after_workdays(self, day: date, count: int) -> date:
        """The day that many working days after (or before) a day."""


class WallClock:
    """Used until the app hands in the law's own calendar: weekends only, no holidays."""

    def today(self) -> date:
        """Today in China."""
        return datetime.now(CHINA).date()

    def after_workdays(self, day: date, count: int) -> date:
        """Skip Saturdays and Sundays."""
        step = timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while day.weekday() >= 5:
                day += step
        return day


class Desk(QObject):
    """`ask` reads, `act` writes and then tells every watcher of the touched tables.

    `go` asks the window for another page: ``desk.go.emit("case", case_id)``. `complain` shows
    a WorkError; the window sets it (tests replace it). Anything else is our bug and goes to
    `sys.excepthook`, which gives it a report number.
    """

    changed = Signal(object)
    go = Signal(str, object)
    said = Signal(str)

    def __init__(
        self,
        office: Office,
        background: Background,
        complain: Callable[[WorkError, QObject], None] | None = None,
        almanac: Almanac | None = None,
    ) -> None:
        super().__init__()
        self._office, self._background = office, background
        self.actor = office.actor
        self.complain = complain or _show
        self.almanac: Almanac = almanac or WallClock()
        self.drafts: Drafts | None = None  # The app hands in the person's journal.
        self.keeper: Keeper | None = None  # Looks after the database as a whole.
        self.sample = False  # In the sample county every paper is marked 样例.

    def ask(
        self,
        owner: QObject,
        question: Callable[[Any], T],
        done: Callable[[T], None],
        topic: str = "",
        failed: Callable[[WorkError], bool] | None = None,
    ) -> None:
        """Read in the background. A newer question under the same topic overtakes this one.

        `failed` may deal with the error itself and then returns True.
        """
        self._background.run(
            owner,
            lambda: self._office.ask(question),
            done,
            lambda error: self._fail(error, owner, failed),
            topic,
        )

    def act(
        self,
        owner: QObject,
        deed: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[WorkError], bool] | None = None,
    ) -> None:
        """Write in the background, then tell the watchers.

        Never dropped: when the page is closed meanwhile, others still learn of the change and
        the person still learns of a failure. `failed` gets Conflict and Invalid first.
        """

        def finished(outcome: tuple[T, frozenset[str]]) -> None:
            result, touched = outcome
            if done is not None and shiboken6.isValid(owner):
                done(result)
            self.changed.emit(touched)

        self._background.run(
            self,
            lambda: self._office.run(deed),
            finished,
            lambda error: self._fail(error, owner, failed),
        )

    def watch(self, owner: QObject, tables: Iterable[str], refresh: Callable[[], None]) -> None:
        """Call `refresh` whenever one of the tables was written, until the owner is gone."""
        wanted = frozenset(tables)

        def look(touched: frozenset[str]) -> None:
            if shiboken6.isValid(owner) and wanted & touched:
                refresh()

        self.changed.connect(look)
        owner.destroyed.connect(lambda: self._forget(look))

    def long(
        self,
        owner: QObject,
        job: Callable[[Task], T],
        done: Callable[[T], None],
        title: str,
        failed: Callable[[WorkError], bool] | None = None,
    ) -> Task:
        """Run a long job with a progress window and a cancel button; see Task."""
        from desktop.views.kit.progress import follow

        touched: set[str] = set()
        task = Task(self._office.ask, lambda deed: self._collect(deed, touched))
        close = follow(owner, task, title)

        def over() -> None:
            close()
            if touched:
                self.changed.emit(frozenset(touched))

        def finished(result: T) -> None:
            over()
            if shiboken6.isValid(owner):
                done(result)

        def broken(error: BaseException) -> None:
            over()
            self._fail(error, owner, failed)

        self._background.run(self, lambda: job(task), finished, broken)
        return task

    def think(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        topic: str = "",
        failed: Callable[[WorkError], bool] | None = None,
    ) -> None:
        """Compute something without the database, off the window's thread."""
        self._background.run(
            owner, work, done, lambda error: self._fail(error, owner, failed), topic
        )

    def _collect(self, deed: Callable[[Any], T], touched: set[str]) -> T:
        result, tables = self._office.run(deed)
        touched |= tables
        return result

    def _fail(
        self, error: BaseException, owner: QObject, failed: Callable[[WorkError], bool] | None
    ) -> None:
        if not isinstance(error, WorkError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif isinstance(error, Stopped):
            self.said.emit(str(error))
        elif not (failed and shiboken6.isValid(owner) and failed(error)):
            self.complain(error, owner)

    def _forget(self, look: Callable[[frozenset[str]], None]) -> None:
        if shiboken6.isValid(self):
            self.changed.disconnect(look)


def _show(error: WorkError, owner: QObject) -> None:
    from desktop.views.kit.dialogs import show_refusal

    show_refusal(error, owner)
