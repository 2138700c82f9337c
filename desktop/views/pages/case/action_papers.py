"""The papers of an action: what each still lacks, how it would look, and the issued ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.action_look import PaperLook
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import button, label
from desktop.views.pages.case.lines_card import LinesCard


class ActionPapersCard(LinesCard):
    """`previewed(paper)`, `opened(id, title)`, `missed(words)`: a missing part was clicked;
    `served(paper)`: its service is to be recorded; `more(paper)`: an optional one is wanted now.
    """

    previewed = Signal(object)
    opened = Signal(object, str)
    missed = Signal(str)
    served = Signal(object)
    more = Signal(object)

    def __init__(self) -> None:
        super().__init__("文书")
        self._ticked: set[str] = set()
        self._obstacle = ""

    def ticked(self) -> tuple[str, ...]:
        """The optional papers that are wanted with the others, by form."""
        return tuple(sorted(self._ticked))

    def show_papers(
        self, papers: Sequence[PaperLook], *, issued: bool, served: bool, obstacle: str
    ) -> None:
        """Show them; `served`: all have reached the party, `obstacle`: why nothing can be done."""
        self._obstacle = obstacle
        self._ticked &= {one.form for one in papers if one.optional}
        self.rename(f"文书（{len(papers)}）" if papers else "文书")
        lines = [self._line(one, issued, served) for one in papers]
        self.show_lines(lines, "这一事项不制作文书，登记后即记入案卷。")

    def _line(self, one: PaperLook, issued: bool, served: bool) -> QWidget:
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 0, 4)
        body.setSpacing(2)
        if one.id is not None:
            body.addLayout(self._issued(one, served))
        else:
            body.addLayout(self._draft(one, issued))
            for part in self._lacks(one):
                body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _issued(self, one: PaperLook, served: bool) -> QHBoxLayout:
        open_ = button(one.title, "file-text", link=True)
        open_.setAccessibleName(f"打开{one.title} {one.number}")
        open_.clicked.connect(partial(self.opened.emit, one.id, one.title))
        line = _across(open_, label(one.number, "small"))
        if one.party and not served:
            serve = button("登记送达…")
            serve.setAccessibleName(f"登记送达：{one.title}")
            serve.setProperty("small", True)
            serve.setEnabled(not self._obstacle)
            serve.setToolTip(self._obstacle)
            serve.clicked.connect(partial(self.served.emit, one))
            line.addWidget(serve)
        else:
            line.addWidget(Badge(Mark("ok", "已送达" if one.party else "已制发")))
        return line

    def _draft(self, one: PaperLook, issued: bool) -> QHBoxLayout:
        show = button("预览", "eye", link=True)
        show.setAccessibleName(f"预览{one.title}")
        show.setEnabled(not one.fault)
        show.clicked.connect(partial(self.previewed.emit, one))
        title: QWidget = label(f"{one.code} {one.title}", wraps=True)
        if one.optional and not issued:
            title = self._tick(one)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(title, 1)
        line.addWidget(show)
        if issued and one.optional:
            make = button("补制…")
            make.setAccessibleName(f"补制{one.title}")
            make.setProperty("small", True)
            make.setEnabled(not self._obstacle and not one.fault)
            make.setToolTip(self._obstacle or one.fault)
            make.clicked.connect(partial(self.more.emit, one))
            line.addWidget(make)
        line.addWidget(Badge(_mark(one)))
        return line

    def _tick(self, one: PaperLook) -> QCheckBox:
        box = QCheckBox(f"{one.code} {one.title}（可选）")
        box.setAccessibleName(f"一并制发{one.title}")
        box.setToolTip("勾选后与其他文书一并制发；以后也可以补制。")
        box.setChecked(one.form in self._ticked)
        box.toggled.connect(partial(self._choose, one.form))
        return box

    def _choose(self, form: str, wanted: bool) -> None:
        if wanted:
            self._ticked.add(form)
        else:
            self._ticked.discard(form)

    def _lacks(self, one: PaperLook) -> list[QWidget]:
        if one.fault:
            return [label(one.fault, "small", wraps=True)]
        found: list[QWidget] = []
        for words in one.missing:
            go = button(f"缺：{words}", link=True)
            go.setAccessibleName(f"{one.title}缺{words}")
            go.clicked.connect(partial(self.missed.emit, words))
            found.append(go)
        return found


def _mark(one: PaperLook) -> Mark:
    if one.fault:
        return Mark("bad", "不能制作", one.fault)
    if one.missing:
        return Mark("warn", f"缺 {len(one.missing)} 项", "、".join(one.missing))
    return Mark("ok", "内容齐备", "制发时编号" if one.numbered else "")


def _across(first: QWidget, second: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(first)
    line.addWidget(second, 1)
    return line
