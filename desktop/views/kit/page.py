"""A page: heading, one line under or beside it, actions to the right, the rest below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.roles import Role
from desktop.views.kit.text import label

SEARCH_PAUSE = 180
"""Milliseconds without a keystroke before a search is asked."""


@dataclass(frozen=True)
class Command:
    """Something the palette can do; `keys` are shown, `initials` also find it (xzry)."""

    label: str
    run: Callable[[], object]
    icon: str = ""
    keys: str = ""
    initials: str = ""
    detail: str = ""


class Pose(NamedTuple):
    """A state of a page worth a picture: `name` ends the file's name, `strike` brings it about.

    It may select a row, turn to a form, or open a dialog; the page is built anew afterwards.
    `role`: who must sit there for it; None = the clerk, who sits there for all other pictures.
    """

    name: str
    strike: Callable[[], object]
    role: Role | None = None


class Page(QWidget):
    """Base of every page. The window asks the questions below."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 14)
        self.body.setSpacing(10)
        self.title, self.subtitle = label(title, "h1"), label(subtitle, "muted")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addSpacing(4)
        self.head.addWidget(self.subtitle)
        self.head.addStretch()
        self.body.addLayout(self.head)

    def act(self, *widgets: QWidget) -> None:
        """Add buttons at the right of the heading."""
        for widget in widgets:
            self.head.addWidget(widget)

    def put(self, *things: QWidget | QLayout, stretch: int = 0) -> None:
        """Add below what is there."""
        for thing in things:
            if isinstance(thing, QLayout):
                self.body.addLayout(thing, stretch)
            else:
                self.body.addWidget(thing, stretch)

    def refresh(self) -> None:
        """Ask for everything again (F5)."""

    def visit(self, target: object) -> None:
        """Show the thing another page or the palette pointed at."""

    def unsaved(self) -> str:
        """What would be lost on closing, in words; empty when nothing."""
        return ""

    def commands(self) -> Sequence[Command]:
        """What the palette may offer while this page is shown."""
        return ()

    def poses(self) -> Sequence[Pose]:
        """What else of this page belongs among the pictures (`zhifatai screens`)."""
        return ()


def row(*things: QWidget | int) -> QHBoxLayout:
    """Widgets side by side; an integer is a stretch of that weight."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for thing in things:
        if isinstance(thing, int):
            line.addStretch(thing)
        else:
            line.addWidget(thing)
    return line


def after_pause(signal: SignalInstance, owner: QWidget, call: Callable[[], None]) -> QTimer:
    """Call once the signal has been quiet for a moment (search while typing)."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(SEARCH_PAUSE)
    timer.timeout.connect(call)
    signal.connect(lambda *_: timer.start())
    return timer
