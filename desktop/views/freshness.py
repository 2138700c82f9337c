"""Where cases stand changes as days pass: looked at anew once a day, while somebody works."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from desktop.services import case_mark
from desktop.services.work import obstacle
from desktop.views.kit.desk import Desk

_HOUR, _PAUSE = 3_600_000, 3_000


def keep_fresh(desk: Desk, pause: int = _PAUSE) -> None:
    """Catch up with cases not looked at today: once the window stands, then every hour.

    `pause` in milliseconds: the first page comes first.
    """
    if obstacle(desk.actor, case_mark.catch_up):
        return
    timer = QTimer(desk)
    timer.setInterval(_HOUR)
    timer.timeout.connect(lambda: _look(desk))
    timer.start()
    QTimer.singleShot(pause, desk, lambda: _look(desk))


def _look(desk: Desk) -> None:
    def go_on(left: int) -> None:
        if left:
            # Another workstation does the same meanwhile: nobody is told of a collision.
            desk.act(desk, case_mark.catch_up, go_on, lambda _: True)

    desk.ask(desk, lambda work: len(case_mark.behind(work)), go_on, "fresh", lambda _: True)
