"""What a calculation gave: the days that matter, the article, what must be said beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.law.deadlines import Due
from desktop.services.term_calculation import last_days
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import copyable, label


class TermResult(QWidget):
    """Shows an answer, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[QLabel] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(2, 1)
        self.guess = Badge(Mark("warn", "推算"))
        self.said = label("", wraps=True)
        self.notice = QFrame()
        self.notice.setObjectName("notice")
        inside = QHBoxLayout(self.notice)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(self.guess, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.said, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addLayout(self.grid)
        body.addWidget(self.notice)
        self.show_refusal("")

    def show_due(self, due: Due) -> None:
        """The days of an answer."""
        self._clear()
        for at, (name, day, why) in enumerate(last_days(due)):
            shown = copyable(day, "figure" if at == 0 else "strong")
            shown.setAccessibleName(f"{name}：{day}")
            self.days.append(shown)
            self.grid.addWidget(label(name, "muted"), at, 0)
            self.grid.addWidget(shown, at, 1)
            self.grid.addWidget(label(why, "small"), at, 2)
        missed = len(self.days)
        self.grid.addWidget(label("逾期后果", "muted"), missed, 0)
        self.grid.addWidget(label(due.missed, wraps=True), missed, 1, 1, 2)
        self._say(due.note, provisional=due.provisional)

    def show_refusal(self, words: str) -> None:
        """Why nothing can be counted; empty while nothing was asked."""
        self._clear()
        self._say(words, provisional=False)

    def texts(self) -> str:
        """The days and what is said beside them, as text."""
        shown = [one for one in self.findChildren(QLabel) if one is not self.guess]
        return "\n".join(one.text() for one in shown)

    def _say(self, words: str, *, provisional: bool) -> None:
        self.said.setText(words)
        self.guess.setVisible(provisional)
        self.notice.setVisible(bool(words))

    def _clear(self) -> None:
        self.days = []
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
