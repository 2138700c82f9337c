"""待办: what waits for this account's opinion; read as it will print, then signed or returned."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from desktop.roles import Role
from desktop.services import action_look, opinion
from desktop.services.action_look import ActionLook, PaperLook
from desktop.services.opinion import InboxLine, OpinionLine, Verdict
from desktop.services.work import Work, obstacle
from desktop.values import CHINA
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.desk import Desk
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.page import Command, Page, Pose, row
from desktop.views.kit.text import button, label, restyle
from desktop.views.kit.viewer import Viewer
from desktop.views.pages.case import opinion_dialogs
from desktop.views.pages.case.delegation import ask_delegation

_TABLES = {"case_action", "action_value", "opinion", "delegation", "stated_fact", "paper"}
_LIST, _LINE = 320, 62


class InboxPage(Page):
    """`visit` takes the id of an action that waits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("待办")
        self._desk = desk
        self.lines: tuple[InboxLine, ...] = ()
        self.look: ActionLook | None = None
        self._wanted: UUID | None = None
        self._shown: tuple[UUID, str] | None = None
        self.list = QListWidget()
        self.viewer = Viewer(desk)
        self.heading, self.said = label("", "h2", wraps=True), label("", "small", wraps=True)
        self.barring = Badge(Mark("warn", ""))
        self.papers = FilterBox("文书", (("", None),))
        self.approve = button("同意…", "check", primary=True)
        self.return_, self.refuse = button("退回修改…"), button("不同意…")
        self.open_ = button("打开事项", "arrow-square-out")
        self.delegate = button("委托他人签署…")
        self.nothing = label("没有等待您签署的事项。", "muted")
        self.panel = Card("")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask what waits."""
        self._desk.ask(self, opinion.inbox, self._show, "inbox")

    def showEvent(self, event: QShowEvent) -> None:
        """Others hand things round meanwhile: look anew whenever one comes here."""
        super().showEvent(event)
        self.refresh()

    def visit(self, target: object) -> None:
        """Choose one of those that wait."""
        if isinstance(target, UUID):
            self._wanted = target
            self.refresh()

    def commands(self) -> Sequence[Command]:
        """What the palette offers here."""
        return [Command("委托他人签署", self.delegate.click, "", "", "wttrqs")]

    def poses(self) -> Sequence[Pose]:
        """As those who sign see it."""
        return (Pose("team", lambda: None, Role.CAPTAIN), Pose("head", lambda: None, Role.HEAD))

    def line(self) -> InboxLine | None:
        """The chosen one."""
        at = self.list.currentRow()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def sign(self, verdict: Verdict) -> None:
        """Give the opinion, with the verdict already chosen."""
        line, seat = self.line(), self._seat()
        if line is not None and seat is not None:
            opinion_dialogs.give(self, self._desk, line.action_id, seat, self._signed, verdict)

    def _show(self, found: list[InboxLine]) -> None:
        held = self._wanted or (line.action_id if (line := self.line()) else None)
        at = max(self.list.currentRow(), 0)
        self.lines, self._wanted = tuple(found), None
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            self.list.addItem(_item(one))
        keys = [one.action_id for one in found]
        to = keys.index(held) if held in keys else min(at, len(keys) - 1)
        self.list.setCurrentRow(to)
        self.list.blockSignals(False)
        self.subtitle.setText(f"{len(found)} 项等待您签署" if found else "")
        self.list.setVisible(bool(found))
        self.panel.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._look()

    def _look(self) -> None:
        line = self.line()
        if line is None:
            self.look = None
            return
        key = line.action_id
        self._desk.ask(self, lambda work: action_look.look(work, key), self._looked, "look")

    def _looked(self, look: ActionLook) -> None:
        line = self.line()
        if line is None or look.key != line.action_id:
            return
        self.look = look
        self.heading.setText(f"{line.label} · {line.seat.label}意见")
        self.said.setText(f"{line.title}　{line.from_} {_moment(line)} 送审")
        count = look.barring
        self.barring.setVisible(bool(count))
        self.barring.show_mark(Mark("warn", f"依法核对还有 {count} 项没有落实", "打开事项查看"))
        papers = [one for one in look.papers if not one.fault]
        self.papers.refill([(one.title, one.form) for one in papers])
        self.papers.setVisible(len(papers) > 1)
        why = obstacle(self._desk.actor, opinion.give)
        for part in (self.approve, self.return_, self.refuse):
            part.setEnabled(not why and self._seat() is not None)
            part.setToolTip(why)
        self._preview(papers)

    def _preview(self, papers: Sequence[PaperLook]) -> None:
        """The very paper that is signed: what is seen is what will print."""
        look, form = self.look, self.papers.currentData()
        one = next((each for each in papers if each.form == form), papers[0] if papers else None)
        self.viewer.setVisible(one is not None)
        if look is None or one is None:
            return
        key, chosen = look.key, one.form

        def read(work: Work) -> bytes:
            return action_look.preview(work, key, chosen)

        self._desk.ask(self, read, lambda pdf: self.viewer.show_pdf(pdf, one.title), "preview")

    def _seat(self) -> OpinionLine | None:
        look = self.look
        return next((one for one in look.opinions if one.mine), None) if look else None

    def _signed(self) -> None:
        self._desk.said.emit("已签署")

    def _open(self) -> None:
        if (line := self.line()) is not None and self.look is not None:
            name = self.look.action.name
            self._desk.go.emit("case", (line.case_id, name, line.action_id))

    def _again(self) -> None:
        if self.look is not None:
            self._preview([one for one in self.look.papers if not one.fault])

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._look())
        self.list.itemActivated.connect(lambda _: self._open())
        self.papers.activated.connect(lambda _: self._again())
        self.approve.clicked.connect(lambda: self.sign(Verdict.APPROVE))
        self.return_.clicked.connect(lambda: self.sign(Verdict.RETURN))
        self.refuse.clicked.connect(lambda: self.sign(Verdict.REFUSE))
        self.open_.clicked.connect(self._open)
        self.delegate.clicked.connect(lambda: ask_delegation(self, self._desk))
        self._desk.watch(self, _TABLES, self.refresh)

    def _lay_out(self) -> None:
        why = obstacle(self._desk.actor, opinion.delegate)
        self.delegate.setEnabled(not why)
        self.delegate.setToolTip(why)
        self.act(self.delegate)
        restyle(self.viewer.print_, primary=False)  # Here one signs; printing comes after.
        self.list.setAccessibleName("等待签署的事项")
        self.list.setObjectName("rows")
        self.list.setFixedWidth(_LIST)
        self.panel.put(row(self.heading, self.barring, 1, self.papers))
        self.panel.put(self.said)
        self.panel.put(self.viewer, stretch=1)
        self.panel.put(row(self.open_, 1, self.refuse, self.return_, self.approve))
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self.list)
        across.addWidget(self.panel, 1)
        self.put(self.nothing)
        self.put(across, stretch=1)
        for part in (self.list, self.panel, self.nothing):
            part.hide()


def _item(one: InboxLine) -> QListWidgetItem:
    made = QListWidgetItem(
        f"{one.label} · {one.seat.label}意见\n{one.title}\n{one.from_} {_moment(one)} 送审"
    )
    made.setToolTip(made.text())
    made.setSizeHint(QSize(0, _LINE))
    return made


def _moment(one: InboxLine) -> str:
    return f"{one.since.astimezone(CHINA):%m-%d %H:%M}" if one.since else ""
