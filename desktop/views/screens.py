"""A picture of every page, light and dark, as people with the smallest usual screen see it.

The pictures are taken of the real window on a real database. Each waits until everything the
page asked for has come.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    QPoint,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.roles import Role
from desktop.views.kit import theme as look
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Almanac, Desk, Office
from desktop.views.kit.icons import load_icons
from desktop.views.kit.keeper import Keeper
from desktop.views.kit.page import Page
from desktop.views.window import Place, Window

SIZE = QSize(1366, 768)
_PATIENCE = 30.0  # Seconds for one page; a page that still waits then is broken.
_QUIET_ROUNDS = 6
_ROUND = 15  # Milliseconds.
_SHADES = {"": False, "-dark": True}


Sit = Callable[[Role], tuple[Office, Place]]
"""The database with somebody of a role at the desk, and what the window says of it."""


class Studio:
    """A window to take pictures of; `close` it when done."""

    def __init__(
        self,
        app: QApplication,
        sit: Sit,
        keeper: Keeper | None = None,
        almanac: Almanac | None = None,
    ) -> None:
        self._app, self._sit = app, sit
        self._keeper, self._almanac = keeper, almanac
        self._background = Background()
        self._shown_dark = look.theme.dark
        self.window = Window()
        self.window.resize(SIZE)
        self.window.show()
        load_icons()

    def take(self, folder: Path) -> list[Path]:
        """Every destination and every pose of its page; the paths in the order taken."""
        folder.mkdir(parents=True, exist_ok=True)
        return [
            path for suffix, dark in _SHADES.items() for path in self._shade(folder, suffix, dark)
        ]

    def take_page(self, key: str, file: Path) -> Path:
        """One page in light colours (the picture in README)."""
        look.apply(self._app, dark=False)
        self._enter(key)
        return self._save(file)

    def close(self) -> None:
        """Give everything back."""
        for dialog in self._dialogs():
            dialog.reject()
        self.window.hide()
        self.window.deleteLater()
        self._background.close()
        look.apply(self._app, self._shown_dark)

    def _shade(self, folder: Path, suffix: str, dark: bool) -> Iterator[Path]:
        look.apply(self._app, dark)
        for key in self.window.places():
            page = self._enter(key)
            poses = [(pose.name, pose.role) for pose in page.poses()]
            yield self._save(folder / f"{key}{suffix}.png")
            for name, role in poses:
                yield self._pose(key, name, role, folder / f"{key}-{name}{suffix}.png")

    def _pose(self, key: str, name: str, role: Role | None, file: Path) -> Path:
        page = self._enter(key, role)
        next(pose for pose in page.poses() if pose.name == name).strike()
        self._settle()
        self._save(file)
        for dialog in self._dialogs():
            dialog.reject()
        return file

    def _enter(self, key: str, role: Role | None = None) -> Page:
        """The page as it stands when it was just opened."""
        office, place = self._sit(role or Role.CLERK)
        desk = Desk(office, self._background, almanac=self._almanac)
        desk.sample, desk.keeper = place.sample, self._keeper
        self.window.enter(desk, place)
        self.window.show_page(key)
        self._settle()
        page = self.window.page()
        assert page is not None
        return page

    def _save(self, file: Path) -> Path:
        picture = self.window.grab()
        for dialog in self._dialogs():
            _put_over(picture, dialog)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(file)):
            raise OSError(f"{file} could not be written")
        return file

    def _settle(self) -> None:
        """Run the event loop until nothing is asked, nothing is due and nothing is painted."""
        until, quiet = time.monotonic() + _PATIENCE, 0
        while quiet < _QUIET_ROUNDS:
            _run_events()
            quiet = quiet + 1 if self._is_quiet() else 0
            if time.monotonic() > until:
                raise TimeoutError("the page still waits for something")

    def _is_quiet(self) -> bool:
        tops: Sequence[QObject] = (self.window, *self._dialogs())
        timers = (timer for top in tops for timer in top.findChildren(QTimer))
        return self._background.idle() and not any(
            t.isActive() and t.isSingleShot() for t in timers
        )

    def _dialogs(self) -> list[QDialog]:
        """Dialogs in sight, the lowest first."""
        tops = self._app.topLevelWidgets()
        return [one for one in tops if isinstance(one, QDialog) and one.isVisible()]


def hush() -> None:
    """Drop what Qt says about every dialog on a computer without a display."""

    def say(kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
        if "propagateSizeHints" not in text:
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(say)


def _run_events() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_ROUND, loop.quit)
    loop.exec()


def _put_over(picture: QPixmap, dialog: QWidget) -> None:
    """Draw a dialog over the middle of the window, which steps back into shade."""
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
    shot = dialog.grab()
    corner = QPoint(
        max(0, (picture.width() - shot.width()) // 2),
        max(0, (picture.height() - shot.height()) // 2),
    )
    painter.drawPixmap(corner, shot)
    painter.setPen(look.theme.colour("edge"))
    painter.drawRect(corner.x(), corner.y(), shot.width() - 1, shot.height() - 1)
    painter.end()
