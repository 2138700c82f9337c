"""The smaller cards of a case: its papers, its evidence, what was stated, what was registered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.case_page import EvidenceLine, PaperLine, Statement
from desktop.views.kit.card import Card
from desktop.views.kit.text import button, copyable, label

_LABELS = 116


class LinesCard(Card):
    """A card whose lines are made anew each time."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._lines: list[QWidget] = []

    def show_lines(self, lines: Sequence[QWidget], otherwise: str) -> None:
        """Show these instead of what was there; without any, say so."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = list(lines) or [label(otherwise, "muted", wraps=True)]
        self.put(*self._lines)


class PapersCard(LinesCard):
    """`opened` carries id and title."""

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("文书")

    def show_papers(self, papers: Sequence[PaperLine]) -> None:
        """Issued papers, oldest first."""
        self.rename(f"文书（{len(papers)}）")
        self.show_lines([self._line(one) for one in papers], "还没有制发文书。")

    def _line(self, one: PaperLine) -> QWidget:
        page, line = _line()
        open_ = button(one.title, "file-text", link=True)
        open_.setAccessibleName(f"打开{one.title} {one.number}")
        open_.clicked.connect(partial(self.opened.emit, one.id, one.title))
        line.addWidget(open_)
        line.addWidget(label(one.number, "small"), 1)
        line.addWidget(label(f"{one.state} · {one.dated}", "muted"))
        return page


class EvidenceCard(LinesCard):
    """What the decision rests on."""

    def __init__(self) -> None:
        super().__init__("证据")

    def show_evidence(self, pieces: Sequence[EvidenceLine]) -> None:
        """The list in its order."""
        self.rename(f"证据（{len(pieces)}）")
        lines = [self._line(at, one) for at, one in enumerate(pieces, 1)]
        self.show_lines(lines, "还没有登记证据；在处罚决定书稿中填写。")

    def _line(self, at: int, one: EvidenceLine) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(1)
        body.addWidget(label(f"{at}. {one.name}", wraps=True))
        body.addWidget(label(f"{one.kind} · 证明：{one.proves}", "small", wraps=True))
        return page


class StatementsCard(LinesCard):
    """`again` carries the statement to be corrected."""

    again = Signal(object)

    def __init__(self) -> None:
        super().__init__("登记和核实的事实")

    def show_statements(self, found: Sequence[Statement], obstacle: str) -> None:
        """Who stated what and when; `obstacle` says why nothing can be corrected."""
        lines = [self._line(one, obstacle) for one in found]
        self.show_lines(lines, "还没有登记或核实的事实。")

    def _line(self, one: Statement, obstacle: str) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(label(f"{one.label}：{one.value}", wraps=True), 1)
        correct = button("更正", link=True)
        correct.setAccessibleName(f"更正：{one.label}")
        correct.setEnabled(not obstacle)
        correct.setToolTip(obstacle)
        correct.clicked.connect(partial(self.again.emit, one))
        head.addWidget(correct, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        body.addWidget(label(f"{one.by} · {one.at}", "small"))
        return page


class FactsCard(LinesCard):
    """What was registered of the act and the party."""

    def __init__(self) -> None:
        super().__init__("案情")

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Label and text."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        for y, (heading, text) in enumerate(facts):
            said = copyable(text)
            said.setWordWrap(True)
            said.setAccessibleName(f"{heading}：{text}")
            grid.addWidget(label(heading, "muted", wraps=True), y, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, y, 1)
        self.show_lines([page], "")


def _line() -> tuple[QWidget, QHBoxLayout]:
    page = QWidget()
    line = QHBoxLayout(page)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    return page, line
