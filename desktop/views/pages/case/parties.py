"""The parties of a case: who they are, their age at the act, their other cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.services.party_card import PartyCard
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import button, label
from desktop.views.pages.case.lines_card import LinesCard


class PartiesCard(LinesCard):
    """`changed` and `removed` carry a PartyCard, `before` too: its other cases are asked for."""

    added = Signal()
    changed = Signal(object)
    removed = Signal(object)
    before = Signal(object)

    def __init__(self) -> None:
        super().__init__("当事人")
        self.add = button("添加当事人…", "plus", link=True)
        self.add.clicked.connect(self.added)
        self.head.addWidget(self.add)

    def show_parties(self, found: Sequence[PartyCard], obstacle: str) -> None:
        """In their order; `obstacle` says why none can be added, changed or removed."""
        self.rename(f"当事人（{len(found)}）" if len(found) > 1 else "当事人")
        self.add.setEnabled(not obstacle)
        self.add.setToolTip(obstacle or "每一名当事人分别告知、听取意见和送达")
        only = "案件至少要有一名当事人。" if len(found) == 1 else ""
        self.show_many(found, lambda one: self._line(one, obstacle, only), "", "名")

    def _line(self, one: PartyCard, obstacle: str, only: str) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 4)
        body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(one.name, wraps=True), 1)
        if one.age is not None:
            head.addWidget(Badge(Mark(*one.age)), 0, Qt.AlignmentFlag.AlignTop)
        for words, why, signal in (
            ("修改", obstacle, self.changed),
            ("移除", obstacle or only, self.removed),
        ):
            go = _link(words, f"{words}当事人：{one.name}", why)
            go.clicked.connect(partial(signal.emit, one))
            head.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        said = " · ".join((one.kind, *(f"{name} {text}" for name, text in one.said)))
        body.addWidget(label(said, "small", wraps=True))
        if one.age is not None and one.age[2]:
            body.addWidget(label(one.age[2], "small", wraps=True))
        if one.earlier:
            body.addLayout(self._before(one))
        return page

    def _before(self, one: PartyCard) -> QHBoxLayout:
        """The link to the other cases, with where the newest stands."""
        newest = one.earlier[0]
        line = QHBoxLayout()
        line.setSpacing(8)
        go = _link(f"其他案件 {len(one.earlier)} 件", f"查看{one.name}的其他案件", "")
        go.clicked.connect(partial(self.before.emit, one))
        line.addWidget(go)
        line.addWidget(label(f"最近：{newest.cause}（{newest.phase}）", "small", wraps=True), 1)
        return line


def _link(words: str, name: str, why: str) -> QPushButton:
    made = button(words, link=True)
    made.setAccessibleName(name)
    made.setEnabled(not why)
    made.setToolTip(why)
    return made
