"""A case taken along its actions by clicks: forms typed, papers issued and served in the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from case_life import Life
from case_office import answer_everything, button, dialog, fill, there, words
from pytestqt.qtbot import QtBot

from desktop.commands import sample_action
from desktop.errors import Blocked, WorkError
from desktop.services import case_action
from desktop.services.case_menu import Choice
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.action_page import ActionPage
from desktop.views.pages.case.detail import CaseDetail
from desktop.views.pages.case.issue import IssuedDialog
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.service_dialog import ServiceDialog


@dataclass
class Clicks:
    """Who sits before one case in the window. Opinions come from signed forms kept unseen."""

    qtbot: QtBot
    page: CasePage
    life: Life
    refusals: list[WorkError]

    @property
    def detail(self) -> CaseDetail:
        return self.page.detail

    def look_again(self) -> None:
        """Back to the case, read afresh."""
        self.page.open_case(self.life.id)
        self.detail.shown = None
        self.detail.refresh()
        self.qtbot.waitUntil(lambda: self.detail.shown is not None)

    def sees(self, *expected: str) -> None:
        """What stands on the page of the case."""
        self.look_again()
        seen = words(self.detail) + "\n" + self.detail.phase.text() + "\n" + self.detail.main.text()
        for one in expected:
            assert one in seen, f"{one} not in:\n{seen}"

    def has(self, *titles: str) -> None:
        """Papers in the case's own list, as the card shows them."""
        self.look_again()
        assert self.detail.shown is not None
        held = [one.title for one in self.detail.shown.papers]
        assert set(titles) <= set(held), held

    def remembers(self, *labels: str) -> None:
        """Actions in the case's history."""
        self.look_again()
        assert self.detail.shown is not None
        kept = [one.what.partition("（")[0] for one in self.detail.shown.history]
        assert set(labels) <= set(kept), kept

    def offered(self, name: str) -> Choice:
        """An action as the menu has it: the history it goes on in first."""
        self.look_again()
        assert self.detail.shown is not None
        found = [one for one in self.detail.shown.menu if one.name == name]
        assert found, f"the menu has no {name}"
        return found[0]

    def closed(self, name: str, why: str) -> None:
        """The menu says why an action cannot be begun now."""
        assert why in self.offered(name).why

    def begin(self, name: str, ago: int, **given: Any) -> ActionPage:
        """Chosen in the menu, typed, saved; signed by everyone."""
        choice = self.offered(name)
        assert not choice.why, choice.why
        self.detail.begin(choice)
        action = there(self.qtbot, self.page)
        on = self.life.day(ago)
        _type_in(action, on, given)
        action.save.click()
        self.qtbot.waitUntil(lambda: action.look is not None and not action.unsaved())
        assert action.key is not None
        if action.asks_opinions():
            sample_action.sign(self.life.office.as_("clerk"), action.key, on)
            self._again(action)
        answer_everything(self.qtbot, action.side.points)
        return action

    def take(self, name: str, ago: int, **given: Any) -> None:
        """One action from the menu to its papers."""
        self.issue(self.begin(name, ago, **given), ago)

    def issue(self, action: ActionPage, ago: int) -> None:
        """Its papers are made; the case is in sight again."""
        before = len(self.refusals)
        self._press(action, ago)
        self.qtbot.waitUntil(lambda: _issued(action) or len(self.refusals) > before)
        assert len(self.refusals) == before, str(self.refusals[-1])
        if any(one.id for one in action.look.papers) if action.look else False:
            dialog(self.qtbot, action, IssuedDialog).accept()
        self.look_again()

    def is_barred(self, action: ActionPage, ago: int, said: str, article: str) -> None:
        """The card says so with its article, and pressing the button makes nothing."""
        rows = [one.point for one in action.side.points.rows if one.point.bars]
        assert any(said in one.message and article in one.cite for one in rows), [
            (one.message, one.cite) for one in rows
        ]
        before = len(self.refusals)
        asked = self._press(action, ago)
        self.qtbot.waitUntil(lambda: len(self.refusals) > before)
        assert isinstance(self.refusals[-1], Blocked)
        assert said in str(self.refusals[-1])
        asked.reject()
        assert action.key is not None
        key = action.key
        assert self.life.office.ask(lambda work: case_action.one(work, key)).preparing

    def change(self, action: ActionPage, **texts: str) -> None:
        """Mend what is typed, and save."""
        before = action.look
        fill(action.form, **texts)
        action.save.click()
        self.qtbot.waitUntil(lambda: action.look is not before and not action.unsaved())

    def take_back(self, action: ActionPage) -> None:
        """Given up; it stays in the record as removed."""
        from desktop.services import action_form

        key = action.key
        assert key is not None
        self.life.office.do(lambda work: action_form.drop(work, key, "样例：先办理前一步"))
        self.look_again()

    def serve(self, title: str, ago: int) -> None:
        """One paper is handed over, from its line on the case page."""
        self.look_again()
        assert self.detail.shown is not None
        line = [one for one in self.detail.shown.papers if one.title == title][-1]
        button(self.detail.papers, f"登记送达：{title} {line.number}").click()
        asked = dialog(self.qtbot, self.detail, ServiceDialog)
        fill(asked.form, served_at=f"{self.life.day(ago)} 10:00")
        before = self.detail.shown
        asked.save.click()
        self.qtbot.waitUntil(lambda: self.detail.shown is not before)
        assert title in words(self.detail.services)

    def _press(self, action: ActionPage, ago: int) -> FormDialog:
        assert action.issue.isEnabled(), action.issue.toolTip()
        action.issue.click()
        asked: FormDialog = dialog(self.qtbot, action, FormDialog)
        if "on" in asked.form.boxes:
            fill(asked.form, on=f"{self.life.day(ago)}")
        asked.save.click()
        return asked

    def _again(self, action: ActionPage) -> None:
        before = action.look
        action.refresh()
        self.qtbot.waitUntil(lambda: action.look is not before)


def _issued(action: ActionPage) -> bool:
    return action.look is not None and action.look.issued


def _type_in(action: ActionPage, on: date, given: dict[str, Any]) -> None:
    """What the form does not know yet, from the action's own examples."""
    assert action._opened is not None and action.form is not None
    values = sample_action.filled(action._opened, on) | given
    for name, box in action.form.boxes.items():
        box.editor.fill(values[name])
        box.editor.edited.emit()
