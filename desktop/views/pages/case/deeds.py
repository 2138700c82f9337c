"""The small windows of a case: an answer kept, an answer corrected, a paper opened, a service."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.fields import Field
from desktop.services import stated_fact
from desktop.services.case_page import CasePage, Statement
from desktop.services.work import Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.issue import open_paper
from desktop.views.pages.case.service_dialog import ask_service


class CaseDeeds:
    """Opens a window over `parent` for one deed; the page hears of it by the tables written."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._parent, self._desk = parent, desk
        self.dialog: FormDialog | None = None

    def open_paper(self, key: UUID, title: str) -> None:
        """An issued paper, the bytes as they were issued."""
        open_paper(self._parent, self._desk, key, title)

    def serve(self, key: UUID, title: str) -> None:
        """登记送达 of an issued paper."""
        ask_service(self._parent, self._desk, key, title)

    def state(self, page: CasePage, name: str, value: object) -> None:
        """Keep an answer or a confirmation, by name and time."""
        self._desk.act(self._parent, lambda work: stated_fact.state(work, page.id, {name: value}))

    def ask_fact(self, page: CasePage, field: Field, title: str, said: str) -> None:
        """Ask for one fact; neither yes nor no is refused in words."""
        if field.kind is bool:
            field = replace(field, required=False)
        self.dialog = FormDialog(
            self._parent.window(),
            self._desk,
            {field.name: field},
            ((field.name,),),
            title=title,
            yes="登记",
            said=said,
        )

        def deed(work: Work, values: dict[str, Any], _: int | None) -> None:
            stated_fact.state(work, page.id, values)

        self.dialog.begin({}, deed, self._closed)

    def state_again(self, page: CasePage, held: Statement) -> None:
        """Correct what was stated; the earlier statement stays on record."""
        field = stated_fact.questions().get(held.name)
        if field is not None:
            said = f"{held.by} {held.at} 登记为“{held.value}”。更正后原登记仍保留在记录中。"
            self.ask_fact(page, field, "更正登记的事实", said)
            return
        prompt = f"原核实意见：{held.value}\n请写明现在由谁、依据什么核实："
        ask_reason(
            self._parent,
            held.label,
            prompt,
            "确认",
            lambda reason: self.state(page, held.name, reason),
        )

    def _closed(self, _: object) -> None:
        self.dialog = None
