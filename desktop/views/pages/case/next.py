"""下一步: the step the case waits for, the actions that take it, and what the law says of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.services.case_menu import Choice
from desktop.services.case_page import CasePage, PaperLine
from desktop.views.kit.desk import Almanac
from desktop.views.kit.page import row
from desktop.views.kit.text import button
from desktop.views.pages.case.points import PointsCard, summary_of

_SHOWN = 3
"""Other ways named here; more stand in 办理, and a longer line would not fit the card."""
_CLOSING = "closing"
"""Before a case is closed, what is for the party has reached it."""
_REST = "本案主要步骤已经办完。请留意左侧期限；其他事项在“办理”中。"


class NextCard(PointsCard):
    """As PointsCard; `chosen(choice)`: one of the actions that take the step."""

    chosen = Signal(object)

    def __init__(self, almanac: Almanac) -> None:
        super().__init__("下一步", almanac)
        self._ways: QWidget | None = None

    def show_next(self, page: CasePage, obstacle: str, why: str) -> None:
        """The step, its actions and points; `why`: nothing can be begun by this account."""
        step = page.next
        self.rename(f"下一步：{step.label}" if step.key else "下一步")
        first = 0 if waiting_for_service(page) else 1
        self._offer(choices_of(page)[first : first + _SHOWN], why)
        said = summary_of(step.points, step.passed, step.cite) if step.key else _REST
        self.show_points(step.points, step.passed, said, obstacle)

    def _offer(self, choices: Sequence[Choice], why: str) -> None:
        """Other ways to take the step than the one on the main button."""
        if self._ways is not None:
            self._ways.hide()
            self._ways.deleteLater()
        made = [self._way(one, why) for one in choices]
        self._ways = QWidget() if made else None
        if self._ways is not None:
            line = row(*made, 1)
            line.setContentsMargins(0, 0, 0, 0)
            self._ways.setLayout(line)
            self.body.insertWidget(1, self._ways)

    def _way(self, one: Choice, why: str) -> QPushButton:
        made = button(f"{one.label}…", link=True)
        made.setEnabled(not why)
        made.setToolTip(why)
        made.clicked.connect(partial(self.chosen.emit, one))
        return made


def waiting_for_service(page: CasePage) -> PaperLine | None:
    """The paper that must reach the party before the case goes on."""
    names = {one.action: one.name for one in page.history if one.action}
    for one in page.papers:
        if one.void or not one.serves or one.served is not None or one.action is None:
            continue
        named = names.get(one.action, "")
        if named in page.next.actions or _CLOSING in page.next.actions or not choices_of(page):
            return one
    return None


def choices_of(page: CasePage) -> list[Choice]:
    """The open actions that take the next step, those begun first."""
    found = [one for one in page.menu if one.name in page.next.actions and not one.why]
    return sorted(found, key=lambda one: one.preparing is None)
