"""The small windows of a case: filing, deciding, serving, stating a fact again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.fields import Field
from desktop.services import case_filing, decision, paper, setting, stated_fact
from desktop.services.case_page import CasePage, Statement
from desktop.services.work import Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.text import button
from desktop.views.pages.case.decision_form import PREVIEW

_HEAD = Field(name="approved_by", label="签批的行政机关负责人")
_SERVED = Field(name="served_on", label="送达日期", kind=date)
_FROZEN = "制发时的原件，内容已固定，不能再修改。"


class CaseDeeds:
    """Opens a window over `parent` for one deed; the page hears of it by the tables written."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._parent, self._desk = parent, desk
        self.dialog: FormDialog | None = None

    def file(self, page: CasePage) -> None:
        """立案: the day and name of the head's approval; the number is drawn with the paper."""
        self._approve(
            page,
            day=Field(name="on", label="批准立案日期", kind=date),
            title="立案",
            said="先打印预览送签；行政机关负责人签批后，按签批件登记批准日期和姓名。"
            "按批准当日的事实和法律核对，立案后自动编号，审批表随即固定。",
            preview=lambda work, on: case_filing.preview(work, page.id, on),
            paper_name="立案审批表",
            deed=lambda work, on, by: case_filing.file(work, page.id, on, by),
        )

    def decide(self, page: CasePage) -> None:
        """作出处罚决定: the same, with the decision."""
        self._approve(
            page,
            day=Field(name="on", label="决定日期", kind=date),
            title="作出处罚决定",
            said="行政机关负责人签批后，按签批件登记决定日期和姓名。"
            "按决定当日的事实和法律核对，作出后自动编号，决定书随即固定，不能再修改。",
            preview=lambda work, on: decision.preview(work, page.id, on),
            paper_name="行政处罚决定书",
            deed=lambda work, on, by: decision.decide(work, page.id, on, by),
        )

    def serve(self, page: CasePage) -> None:
        """登记送达: payment, review and suit begin to run."""
        dialog = self._open({"served_on": _SERVED}, (("served_on",),), "登记送达", "登记送达")
        dialog.begin(
            {"served_on": self._desk.almanac.today()},
            lambda work, values, _: decision.serve(work, page.id, values["served_on"]),
            self._closed,
        )

    def open_paper(self, key: UUID, title: str) -> None:
        """An issued paper, the bytes as they were issued."""
        show_paper(self._parent, self._desk, lambda work: paper.pdf(work, key), title, _FROZEN)

    def preview(self, page: CasePage) -> None:
        """The decision as it would print today."""
        self._show(lambda work: decision.preview(work, page.id), "行政处罚决定书")

    def state(self, page: CasePage, name: str, value: object) -> None:
        """Keep an answer or a confirmation, by name and time."""
        self._desk.act(self._parent, lambda work: stated_fact.state(work, page.id, {name: value}))

    def state_again(self, page: CasePage, held: Statement) -> None:
        """Correct what was stated; the earlier statement stays on record."""
        field = stated_fact.questions().get(held.name)
        if field is None:
            prompt = f"原核实意见：{held.value}\n请写明现在由谁、依据什么核实："
            ask_reason(
                self._parent,
                held.label,
                prompt,
                "确认",
                lambda reason: self.state(page, held.name, reason),
            )
            return
        said = f"{held.by} {held.at} 登记为“{held.value}”。更正后原登记仍保留在记录中。"
        if field.kind is bool:
            field = replace(field, required=False)  # Neither yes nor no is refused in words.
        dialog = self._open({field.name: field}, ((field.name,),), "更正登记的事实", "更正", said)
        dialog.begin(
            {},
            lambda work, values, _: stated_fact.state(work, page.id, values),
            self._closed,
        )

    def _approve(
        self,
        page: CasePage,
        *,
        day: Field,
        title: str,
        said: str,
        preview: Callable[[Work, date], bytes],
        paper_name: str,
        deed: Callable[[Work, date, str], UUID],
    ) -> None:
        def begin(head: str) -> None:
            fields = {"on": day, "approved_by": _HEAD}
            dialog = self._open(fields, (("on", "approved_by"),), title, title, said)
            look = button(f"预览{paper_name}", "eye")
            dialog.offer(look)
            look.clicked.connect(lambda: self._preview(dialog, preview, paper_name))
            today = {"on": self._desk.almanac.today(), "approved_by": head}

            def done(key: UUID) -> None:
                self._closed(None)
                self.open_paper(key, paper_name)

            dialog.begin(
                today,
                lambda work, values, _: deed(work, values["on"], values["approved_by"]),
                done,
            )

        self._desk.ask(
            self._parent, lambda work: setting.value(work, "head_of_authority"), begin, "deed"
        )

    def _preview(
        self, dialog: FormDialog, preview: Callable[[Work, date], bytes], name: str
    ) -> None:
        on: Any = dialog.form.value("on") or self._desk.almanac.today()
        self._show(lambda work: preview(work, on), name)

    def _show(self, read: Callable[[Work], bytes], name: str) -> None:
        show_paper(self._parent, self._desk, read, name, PREVIEW)

    def _open(
        self, fields: dict[str, Field], layout: Any, title: str, yes: str, said: str = ""
    ) -> FormDialog:
        self.dialog = FormDialog(
            self._parent.window(), self._desk, fields, layout, title=title, yes=yes, said=said
        )
        return self.dialog

    def _closed(self, _: object) -> None:
        self.dialog = None
