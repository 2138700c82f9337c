"""The smaller cards of a case: papers, evidence, people, services, statements, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.case_page import EvidenceLine, PaperLine, PersonLine, Preparing, Statement
from desktop.services.proof_of_service import Served
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.page import row
from desktop.views.kit.text import button, copyable, label
from desktop.views.pages.case.lines_card import LinesCard

_LABELS = 116
_INDENT = 26
"""Below the words of a link with an icon."""


class PreparingCard(LinesCard):
    """What was begun and is not done; `opened(id, action)`."""

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("正在办理")

    def show_preparing(self, found: Sequence[Preparing]) -> None:
        """Each with what it waits for; without any the card is away."""
        self.setVisible(bool(found))
        self.rename(f"正在办理（{len(found)}）")
        self.show_lines([self._line(one) for one in found], "")

    def _line(self, one: Preparing) -> QWidget:
        page, line = _line()
        go = button(one.label, "pencil-simple", link=True)
        go.setAccessibleName(f"继续办理{one.label}")
        go.clicked.connect(partial(self.opened.emit, one.id, one.name))
        line.addWidget(go)
        line.addStretch()
        line.addWidget(Badge(Mark(*one.state)))
        return page


class PapersCard(LinesCard):
    """`opened` carries id and title; `served` the same: the service is to be recorded."""

    opened = Signal(object, str)
    served = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("文书")

    def show_papers(self, papers: Sequence[PaperLine], obstacle: str) -> None:
        """Issued papers, oldest first; `obstacle`: why no service can be recorded."""
        self.rename(f"文书（{len(papers)}）")
        self.show_many(papers, lambda one: self._line(one, obstacle), "还没有制发文书。", "份")

    def _line(self, one: PaperLine, obstacle: str) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(1)
        open_ = button(one.title, "file-text", link=True)
        open_.setAccessibleName(f"打开{one.title} {one.number}")
        open_.clicked.connect(partial(self.opened.emit, one.id, one.title))
        words = f"已送达 · {one.served}" if one.served else f"{one.state} · {one.dated}"
        state = Badge(Mark("bad", "作废")) if one.void else label(words, "muted")
        body.addLayout(row(open_, 1, state))
        serves = one.serves and one.served is None and not one.void
        if one.number or serves:
            body.addLayout(self._second(one, serves, obstacle))
        return page

    def _second(self, one: PaperLine, serves: bool, obstacle: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT, 0, 0, 2)
        line.addWidget(label(one.number, "small", wraps=True), 1)
        if serves:
            serve = button("登记送达…")
            serve.setProperty("small", True)
            serve.setAccessibleName(f"登记送达：{one.title} {one.number}")
            serve.setEnabled(not obstacle)
            serve.setToolTip(obstacle)
            serve.clicked.connect(partial(self.served.emit, one.id, one.title))
            line.addWidget(serve)
        return line


class ServicesCard(LinesCard):
    """Every service with its proof; `opened` carries the proof's id and title."""

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("送达")

    def show_services(self, found: Sequence[Served]) -> None:
        """Oldest first; without any the card is away."""
        self.setVisible(bool(found))
        self.rename(f"送达（{len(found)}）")
        self.show_many(found, self._line, "")

    def _line(self, one: Served) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 2)
        body.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(label(one.title, wraps=True), 1)
        head.addWidget(label(f"{one.way} · {one.day}", "muted"))
        body.addLayout(head)
        foot = QHBoxLayout()
        foot.addWidget(label(f"{one.party} · {one.place}", "small", wraps=True), 1)
        if one.proof is not None:
            proof = button("送达回证", "file-text", link=True)
            proof.setAccessibleName(f"打开送达回证：{one.title} {one.party}")
            proof.clicked.connect(partial(self.opened.emit, one.proof, "送达回证"))
            foot.addWidget(proof)
        body.addLayout(foot)
        return page


class EvidenceCard(LinesCard):
    """Evidence and things of the case; `opened` carries content and name of an attachment.

    `added(file)`: a piece is to be registered; `file` was dropped here, else empty.
    """

    opened = Signal(object, str)
    added = Signal(str)

    def __init__(self) -> None:
        super().__init__("证据和物品")
        self.add = button("登记证据…", "plus", link=True)
        self.add.clicked.connect(lambda: self.added.emit(""))
        self.head.addWidget(self.add)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and self.add.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The dropped file becomes a piece of evidence."""
        event.acceptProposedAction()
        self.added.emit(event.mimeData().urls()[0].toLocalFile())

    def show_evidence(
        self, pieces: Sequence[EvidenceLine], things: Sequence[str], obstacle: str
    ) -> None:
        """The list in its order; `obstacle` says why nothing can be added."""
        self.setAcceptDrops(True)
        self.add.setEnabled(not obstacle)
        self.add.setToolTip(obstacle or "也可以把文件拖到这里")
        self.rename(f"证据（{len(pieces)}）" if not things else "证据和物品")
        numbered: list[Any] = list(enumerate(pieces, 1))
        if things:
            numbered.append((0, "、".join(things)))
        said = "还没有登记证据，可以把照片、PDF 拖到这里。"
        self.show_many(numbered, lambda one: self._line(*one), said)

    def _line(self, at: int, one: EvidenceLine | str) -> QWidget:
        if isinstance(one, str):
            return label(f"物品：{one}", wraps=True)
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(label(f"{at}. {one.name}", wraps=True), 1)
        if one.content is not None:
            look = button("查看", "eye", link=True)
            look.setAccessibleName(f"查看{one.name}")
            look.clicked.connect(partial(self.opened.emit, one.content, one.name))
            head.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        proves = f" · 证明：{one.proves}" if one.proves else ""
        body.addWidget(label(f"{one.kind}{proves}", "small", wraps=True))
        return page


class StatementsCard(LinesCard):
    """`again` carries the statement to be corrected."""

    again = Signal(object)

    def __init__(self) -> None:
        super().__init__("登记和核实的事实")

    def show_statements(self, found: Sequence[Statement], obstacle: str) -> None:
        """Who stated what and when; `obstacle` says why nothing can be corrected."""
        self.setVisible(bool(found))
        self.show_many(found, lambda one: self._line(one, obstacle), "")

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
    """What was registered of the act, the parties and the officers."""

    def __init__(self) -> None:
        super().__init__("案情和人员")

    def show_facts(self, facts: Sequence[tuple[str, str]], people: Sequence[PersonLine]) -> None:
        """Label and text."""
        named = [(one.role, " · ".join(filter(None, (one.name, one.said)))) for one in people]
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        for y, (heading, text) in enumerate((*named, *facts)):
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
