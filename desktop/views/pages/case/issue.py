"""Making the papers of an action: the day is asked, the numbers are drawn, then one prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.documents.preview import Pages
from desktop.fields import Field
from desktop.services import action, paper
from desktop.services.action_look import ActionLook, PaperLook
from desktop.services.work import Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.printing import print_pages
from desktop.views.kit.text import button, label

FROZEN = "制发时的原件，内容已固定，不能再修改。"
_ON = Field(name="on", label="日期", kind=date)


def ask_issue(
    parent: QWidget,
    desk: Desk,
    look: ActionLook,
    optional: Sequence[str],
    done: Callable[[tuple[UUID, ...]], None],
) -> FormDialog:
    """Ask for the day where the action does not give it itself, then do the action."""
    own = look.action.day_input is not None
    dialog = FormDialog(
        parent.window(),
        desk,
        {} if own else {"on": _ON},
        () if own else (("on",),),
        title=f"{verb(look)}：{look.action.label}",
        yes=verb(look),
        said=said_of(look, optional),
    )

    def deed(work: Work, values: dict[str, Any], _: int | None) -> tuple[UUID, ...]:
        return action.issue(work, look.key, values.get("on"), tuple(optional))

    dialog.begin({} if own else {"on": look.day}, deed, done)
    if own:
        dialog.save.setDefault(True)
        dialog.save.setFocus()
    return dialog


def verb(look: ActionLook) -> str:
    """What the last button says: an action without a paper is only recorded."""
    return "制发文书" if look.papers else "登记办结"


def said_of(look: ActionLook, optional: Sequence[str]) -> str:
    """Which papers are made, which of them draw a number, and that nothing changes after."""
    made = [one for one in look.papers if not one.optional or one.form in optional]
    if not look.papers:
        return "登记后记入案卷，不能再修改；按办理当日的事实和法律核对。"
    if not made:
        return "这次不制作可选的文书；登记后以后可以补制。按办理当日的事实和法律核对。"
    names = "".join(f"《{one.title}》" for one in made)
    numbered = [f"《{one.title}》" for one in made if one.numbered]
    drawn = f"{'、'.join(numbered)}随即按序编号，号码不能跳号、重用。" if numbered else ""
    day = f"日期为{look.action.day_label} {look.day}。" if look.action.day_input else ""
    return f"将制发{names}。{drawn}{day}按办理当日的事实和法律核对，制发后内容固定，不能再修改。"


class IssuedDialog(QDialog):
    """The papers just made, each to be opened or printed; those for the party to be served."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        papers: Sequence[PaperLook],
        serve: Callable[[PaperLook], None],
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("文书已制发")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(600)
        self._desk = desk
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label(f"已制发 {len(papers)} 份文书", "h1"))
        body.addWidget(label("请打印后签名、盖章；需要送达的，送达后登记送达情况。", "muted"))
        for one in papers:
            body.addLayout(self._line(one, serve))
        prints = [one for one in self.findChildren(QPushButton) if one.property("primary")]
        for first in prints[:1]:
            first.setFocus()
        close, foot = button("知道了"), QHBoxLayout()
        close.clicked.connect(self.accept)
        foot.addStretch()
        foot.addWidget(close)
        body.addLayout(foot)

    def _line(self, one: PaperLook, serve: Callable[[PaperLook], None]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(one.title, "strong"))
        line.addWidget(label(one.number, "muted"), 1)
        open_, print_ = button("打开", "eye"), button("打印…", "printer", primary=True)
        open_.setAccessibleName(f"打开{one.title}")
        print_.setAccessibleName(f"打印{one.title}")
        open_.clicked.connect(lambda: open_paper(self, self._desk, one.id, one.title))
        print_.clicked.connect(lambda: print_paper(self, self._desk, one.id, one.title))
        line.addWidget(open_)
        line.addWidget(print_)
        if one.party:
            made = button("登记送达…")
            made.setAccessibleName(f"登记送达：{one.title}")
            made.clicked.connect(partial(self._serve, one, serve))
            line.addWidget(made)
        return line

    def _serve(self, one: PaperLook, serve: Callable[[PaperLook], None]) -> None:
        self.accept()
        serve(one)


def open_paper(owner: QWidget, desk: Desk, key: UUID | None, title: str) -> None:
    """An issued paper, the bytes as they were issued."""
    if key is not None:
        show_paper(owner, desk, lambda work: paper.pdf(work, key), title, FROZEN)


def print_paper(owner: QWidget, desk: Desk, key: UUID | None, title: str) -> None:
    """The same bytes to the printer."""
    if key is None:
        return

    def show(pdf: bytes) -> None:
        desk.think(
            owner, lambda: Pages(pdf), lambda pages: print_pages(owner, desk, pages, pdf, title)
        )

    desk.ask(owner, lambda work: paper.pdf(work, key), show, "print")
