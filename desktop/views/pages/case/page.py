"""案件: the list, one case, the form of a lead and of an action, one in sight at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from desktop.services import case_list
from desktop.services.case_next import Asked
from desktop.services.listing import Row, View
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Command, Page, Pose
from desktop.views.pages.case.action_page import ActionPage
from desktop.views.pages.case.detail import CaseDetail
from desktop.views.pages.case.lead import LeadPage
from desktop.views.pages.case.listing import CaseListing

Action = tuple[UUID, str, UUID]
"""A case, the name of an action, and the action begun."""


class CasePage(Page):
    """`visit` takes the id of a case, or an Action of one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("案件")
        self._desk = desk
        self._of: UUID | None = None
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.stack = QStackedWidget()
        self.listing, self.detail = CaseListing(desk), CaseDetail(desk)
        self.lead, self.action = LeadPage(desk), ActionPage(desk)
        for part in (self.listing, self.detail, self.lead, self.action):
            self.stack.addWidget(part)
        self.put(self.stack, stretch=1)
        self._connect()

    def refresh(self) -> None:
        """Ask again for what is in sight; a form being typed is left alone."""
        shown = self.stack.currentWidget()
        if shown in (self.listing, self.detail):
            self.listing.refresh()
            self.detail.refresh()
        elif shown is self.action:
            self.action.refresh()

    def visit(self, target: object) -> None:
        """Show one case, or one action of it."""
        if isinstance(target, UUID):
            self.open_case(target)
        elif isinstance(target, tuple):
            case_id, name, key = target
            self.open_case(case_id)
            self.start_action(name, key)

    def unsaved(self) -> str:
        """The form somebody has begun to fill in."""
        return self.lead.unsaved() or self.action.unsaved()

    def commands(self) -> Sequence[Command]:
        """What the palette offers here."""
        found = [Command("登记线索", self.start_lead, "plus", "Ctrl+N", "djxs")]
        found.append(Command("案卷借阅登记", self.listing.show_loans, "archive", "", "ajjydj"))
        if self.stack.currentWidget() is self.detail:
            detail = self.detail
            if detail.main.isVisible() and detail.main.isEnabled():
                words = detail.main.text().rstrip("…")
                found.insert(0, Command(words, detail.main.click, "gavel"))
            if detail.menu.isEnabled():
                found.append(Command("办理事项", detail.open_menu, "list", "Ctrl+M", "blsx"))
            found.append(Command("返回案件列表", self.show_list, "arrow-left", "Esc", "fhajlb"))
        return found

    def poses(self) -> Sequence[Pose]:
        """The blank lead, a case in each phase, the menu, an action in preparation."""
        return (
            Pose("new", self.start_lead),
            *(
                Pose(phase, partial(self._open_one, phase, self.open_case))
                for phase in case_list.PHASES
            ),
            Pose("action", lambda: self._open_one("filed", self._begin_first)),
            Pose("menu", lambda: self._open_one("filed", self._open_menu)),
        )

    def open_case(self, key: UUID) -> None:
        """The page of a case."""
        self._of = key
        self.detail.start(key)
        self.stack.setCurrentWidget(self.detail)

    def show_list(self) -> None:
        """Back to the list, with the cursor where it was."""
        self.stack.setCurrentWidget(self.listing)
        self.listing.table.setFocus()

    def start_lead(self, key: UUID | None = None) -> None:
        """A blank lead, or one to complete."""
        if self.listing.register.isEnabled():
            self._of = key
            self.lead.start(key)
            self.stack.setCurrentWidget(self.lead)

    def start_action(self, name: str, key: UUID | None = None, thread: UUID | None = None) -> None:
        """An action of the case in sight: a new one, or one begun or done."""
        if self._of is not None:
            self.action.start(self._of, name, key, thread)
            self.stack.setCurrentWidget(self.action)

    def _connect(self) -> None:
        self.listing.opened.connect(self.open_case)
        self.listing.lead_asked.connect(lambda: self.start_lead())
        self.lead.saved.connect(self.open_case)
        self.lead.closed.connect(self._back)
        self.action.closed.connect(self._back)
        self.action.wanted.connect(self._want)
        self.detail.left.connect(self.show_list)
        self.detail.lead_asked.connect(self.start_lead)
        self.detail.action_asked.connect(self.start_action)
        self.detail.case_asked.connect(self.open_case)

    def _want(self, asked: Asked) -> None:
        """A fact asked on an action's page is entered elsewhere in the case: by way of it."""
        self._back()
        self.detail.want(asked)

    def _open_menu(self, key: UUID) -> None:
        """The case with its menu, once it has come."""

        def show(_: None) -> None:
            self.detail.open_menu()

        self.open_case(key)
        self._desk.ask(self, lambda work: None, show, "menu")

    def _begin_first(self, key: UUID) -> None:
        self.open_case(key)
        self.start_action("interview")

    def _open_one(self, phase: str, open_: Callable[[UUID], None]) -> None:
        """The newest case of a phase, where the office has one."""
        view = View(filters={"phase": phase})

        def show(found: list[Row]) -> None:
            if found:
                open_(found[0][0])

        self._desk.ask(self, lambda work: case_list.LIST.first(work, view), show, "pose")

    def _back(self) -> None:
        """A form was given up: to the case it belongs to, else to the list."""
        if self._of is not None:
            self.open_case(self._of)
        else:
            self.show_list()
