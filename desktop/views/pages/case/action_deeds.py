"""What is done with an action beyond its form: round, issued, void, ruled on, served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.fields import Field
from desktop.services import action, action_form, action_look, opinion, overrule, stated_fact
from desktop.services.action_look import ActionLook, PaperLook
from desktop.services.case_next import PointLine
from desktop.services.opinion import OpinionLine
from desktop.services.work import Work, obstacle
from desktop.views.kit.cite import open_cite
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason, confirm
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.text import restyle
from desktop.views.pages.case import opinion_dialogs
from desktop.views.pages.case.issue import IssuedDialog, ask_issue, open_paper, verb
from desktop.views.pages.case.scan import show_scan
from desktop.views.pages.case.service_dialog import ask_service

if TYPE_CHECKING:
    from desktop.views.pages.case.action_page import ActionPage

PREVIEW = "草稿，文号在正式制发时编排；内容以制发的文书为准。"
_RULING = {
    "ruled_by": Field(name="ruled_by", label="作出决定的负责人"),
    "reason": Field(name="reason", label="理由和依据", lines=4),
}


class ActionDeeds:
    """The buttons and cards of an ActionPage, and what they do."""

    def __init__(self, page: ActionPage, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self.dialog: FormDialog | None = None

    def offer(self, look: ActionLook | None) -> None:
        """Which buttons are there, and why those that cannot be used cannot."""
        page, actor = self._page, self._desk.actor
        preparing = look is None or not look.issued
        asks = page.asks_opinions()
        page.submit.setVisible(preparing and asks and not (look and look.submitted))
        page.issue.setVisible(preparing)
        page.void.setVisible(not preparing)
        page.take_back.setVisible(look is not None and preparing)
        if look is not None:
            page.issue.setText(f"{verb(look)}…")
        waits = look.waits if look else ""
        first = page.issue if not waits or page.submit.isHidden() else page.submit
        for part in (page.submit, page.issue):
            restyle(part, primary=part is first)
        _allow(page.submit, obstacle(actor, opinion.submit))
        _allow(page.issue, obstacle(actor, action.issue) or waits)
        _allow(page.void, obstacle(actor, action.void))
        _allow(page.take_back, obstacle(actor, action_form.drop))
        page.waits.setText(waits)
        page.waits.setVisible(bool(waits))

    def connect_all(self) -> None:
        """Wire the buttons and the cards."""
        page, side, desk = self._page, self._page.side, self._desk
        page.submit.clicked.connect(lambda: page.after_saving(self.hand_round))
        page.issue.clicked.connect(lambda: page.after_saving(self.do_it))
        page.void.clicked.connect(self.void)
        page.take_back.clicked.connect(self.take_back)
        side.points.stated.connect(self.state)
        side.points.overruled.connect(self.rule)
        for card in (side.points, side.terms):
            card.cited.connect(lambda cite, on: open_cite(page, desk, cite, on))
        side.papers.previewed.connect(lambda one: page.after_saving(lambda: self.preview(one)))
        side.papers.opened.connect(lambda key, title: open_paper(page, desk, key, title))
        side.papers.served.connect(self.serve)
        side.papers.more.connect(self.issue_more)
        side.opinions.given.connect(lambda line: page.after_saving(lambda: self.give(line)))
        side.opinions.recorded.connect(lambda line: page.after_saving(lambda: self.record(line)))
        side.opinions.scanned.connect(lambda key, name: show_scan(page, desk, key, name))

    def hand_round(self) -> None:
        """送审: from now on it is with those who sign."""
        key = self._key()
        self._desk.act(
            self._page,
            lambda work: opinion.submit(work, key),
            lambda _: self._desk.said.emit("已送审"),
        )

    def do_it(self) -> None:
        """制发: asks for the day, then offers to print."""
        look = self._page.look
        if look is None or look.waits:
            return
        wanted = self._page.side.papers.ticked()
        self.dialog = ask_issue(self._page, self._desk, look, wanted, self._issued)

    def preview(self, one: PaperLook) -> None:
        """The paper as it would print today."""
        key = self._key()
        show_paper(
            self._page,
            self._desk,
            lambda work: action_look.preview(work, key, one.form),
            one.title,
            PREVIEW,
        )

    def serve(self, one: PaperLook) -> None:
        """登记送达 of an issued paper."""
        if one.id is not None:
            ask_service(self._page, self._desk, one.id, one.title)

    def issue_more(self, one: PaperLook) -> None:
        """An optional paper, made now."""
        key, form = self._key(), one.form

        def made(paper_id: UUID) -> None:
            open_paper(self._page, self._desk, paper_id, one.title)

        confirm(
            self._page,
            f"补制《{one.title}》？",
            "补制",
            lambda: self._desk.act(
                self._page, lambda work: action.issue_more(work, key, form), made
            ),
            detail="文书日期为今天，制发后内容固定，不能再修改。",
        )

    def give(self, line: OpinionLine) -> None:
        """Sign here."""
        self.dialog = opinion_dialogs.give(
            self._page, self._desk, self._key(), line, lambda: self._desk.said.emit("已签署")
        )

    def record(self, line: OpinionLine) -> None:
        """Signed on paper."""
        self.dialog = opinion_dialogs.record(
            self._page, self._desk, self._key(), line, lambda: self._desk.said.emit("已登记意见")
        )

    def state(self, name: str, value: object) -> None:
        """Keep an answer or a confirmation, by name and time."""
        case_id = self._page.case_id
        assert case_id is not None
        self._desk.act(self._page, lambda work: stated_fact.state(work, case_id, {name: value}))

    def rule(self, point: PointLine) -> None:
        """The head lets the step be taken all the same: who, and why."""
        key = self._key()
        self.dialog = FormDialog(
            self._page.window(),
            self._desk,
            _RULING,
            (("ruled_by",), ("reason",)),
            title=f"处理决定：{point.label}",
            yes="登记决定",
            said=f"{point.message}（{point.cite}）\n决定人、理由和时间永久保存，并在案件中显示。",
        )

        def deed(work: Work, values: dict[str, Any], _: int | None) -> UUID:
            return overrule.rule(
                work, key, point.guard, point.message, values["reason"], values["ruled_by"]
            )

        self.dialog.begin(
            {"ruled_by": None, "reason": None},
            deed,
            lambda _: self._desk.said.emit("已登记处理决定"),
        )

    def void(self) -> None:
        """作废, with its reason."""
        key = self._key()
        ask_reason(
            self._page,
            f"作废：{self._page.title.text()}",
            "文书和文号一并作废，保留在案卷中并注明原因。请写明作废原因：",
            "作废",
            lambda reason: self._desk.act(
                self._page, lambda work: action.void(work, key, reason), self._left
            ),
        )

    def take_back(self) -> None:
        """撤回 one that was only being prepared."""
        key = self._key()
        ask_reason(
            self._page,
            f"撤回：{self._page.title.text()}",
            "已登记的内容保留在记录中，不再办理。请写明撤回原因：",
            "撤回",
            lambda reason: self._desk.act(
                self._page, lambda work: action_form.drop(work, key, reason), self._left
            ),
        )

    def _issued(self, papers: tuple[UUID, ...]) -> None:
        """Read the look again: it names the papers with their numbers."""
        key = self._key()
        if not papers:
            self._desk.said.emit("已登记")
            return

        def show(look: ActionLook) -> None:
            made = [one for one in look.papers if one.id in papers]
            IssuedDialog(self._page, self._desk, made, self.serve).open()

        self._desk.ask(self._page, lambda work: action_look.look(work, key), show, "issued")

    def _left(self, _: object) -> None:
        self._page.drop()
        self._page.closed.emit()

    def _key(self) -> UUID:
        key = self._page.key
        assert key is not None
        return key


def _allow(part: QWidget, why: str) -> None:
    part.setEnabled(not why)
    part.setToolTip(why)
