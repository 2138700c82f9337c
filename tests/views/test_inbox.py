"""待办: what waits for an opinion, read as it prints, then signed, returned or opened."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from case_life import Life
from case_office import a_life, an_office, button, desk_of, dialog, fill, window_of, words
from office import Office
from pytestqt.qtbot import QtBot

from desktop.commands import sample_action
from desktop.errors import WorkError
from desktop.roles import Role, Seat
from desktop.services import account, case_action, opinion
from desktop.services.opinion import Verdict
from desktop.services.work import Work
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.inbox import InboxPage
from desktop.views.pages.case.page import CasePage

Open = Callable[..., InboxPage]


@pytest.fixture
def open_inbox(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def make(who: str) -> InboxPage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "inbox")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, InboxPage)
        return page

    return make


@pytest.fixture
def life(local_office: Office) -> Life:
    made = a_life(local_office, an_office(local_office))
    sample_action.do(local_office.as_("clerk"), made.id, "lead", made.day(20))
    return made


@pytest.fixture
def waiting(local_office: Office, life: Life) -> UUID:
    """A filing that went round and was signed by the officers."""
    key = sample_action.prepare(local_office.as_("clerk"), life.id, "filing", life.day(19))
    local_office.do(lambda work: opinion.submit(work, key))
    local_office.do(lambda work: opinion.give(work, key, Seat.OFFICERS, Verdict.APPROVE, ""))
    return key


def ready(qtbot: QtBot, page: InboxPage) -> None:
    qtbot.waitUntil(lambda: page.look is not None and page.viewer.save.isEnabled())


def test_only_whose_turn_it_is_finds_it_waiting(
    qtbot: QtBot, open_inbox: Open, local_office: Office, waiting: UUID
) -> None:
    page = open_inbox("head")
    qtbot.waitUntil(lambda: page.nothing.isVisible())
    assert not page.list.isVisible()
    page = open_inbox("captain")
    qtbot.waitUntil(lambda: page.list.count() == 1)
    assert "立案 · 承办机构意见" in page.list.item(0).text()
    assert "样例内勤" in page.list.item(0).text()


def test_the_very_paper_is_read_before_it_is_signed(
    qtbot: QtBot, open_inbox: Open, local_office: Office, life: Life, waiting: UUID
) -> None:
    page = open_inbox("captain")
    ready(qtbot, page)
    page.approve.click()
    asked = dialog(qtbot, page, FormDialog)
    assert asked.form.value("verdict") is Verdict.APPROVE
    asked.save.click()
    qtbot.waitUntil(lambda: page.nothing.isVisible())
    held = local_office.ask(lambda work: case_action.one(work, waiting))
    given = local_office.ask(lambda work: opinion.of_action(work, held))
    assert [(one.seat, one.name) for one in given] == [
        (Seat.OFFICERS, "样例内勤"),
        (Seat.TEAM, "样例队长"),
    ]


def test_a_return_needs_its_reason(
    qtbot: QtBot, open_inbox: Open, local_office: Office, waiting: UUID
) -> None:
    page = open_inbox("captain")
    ready(qtbot, page)
    page.return_.click()
    asked = dialog(qtbot, page, FormDialog)
    assert asked.form.value("verdict") is Verdict.RETURN
    asked.save.click()
    qtbot.waitUntil(lambda: "写明理由" in asked.form.boxes["words"].under.text())
    fill(asked.form, words="请补充现场照片")
    asked.save.click()
    qtbot.waitUntil(lambda: page.nothing.isVisible())
    held = local_office.ask(lambda work: case_action.one(work, waiting))
    assert held.submitted_at is None


def test_what_the_law_still_lacks_is_said_beside_it(
    qtbot: QtBot, open_inbox: Open, waiting: UUID
) -> None:
    page = open_inbox("captain")
    ready(qtbot, page)
    assert "项没有落实" in page.barring.text()


def test_the_action_opens_from_the_inbox(
    qtbot: QtBot, open_inbox: Open, life: Life, waiting: UUID
) -> None:
    page = open_inbox("captain")
    ready(qtbot, page)
    window = page.window()
    page.open_.click()
    qtbot.waitUntil(lambda: isinstance(window.page(), CasePage))
    case = window.page()
    qtbot.waitUntil(lambda: case.action.look is not None and case.action.look.key == waiting)


def test_the_next_one_stands_there_after_signing(
    qtbot: QtBot, open_inbox: Open, local_office: Office, life: Life, waiting: UUID
) -> None:
    other = a_life(local_office, {"item": an_item_of(local_office), **people_of(local_office)})
    sample_action.do(local_office.as_("clerk"), other.id, "lead", other.day(20))
    second = sample_action.prepare(local_office.as_("clerk"), other.id, "filing", other.day(19))
    local_office.do(lambda work: opinion.submit(work, second))
    local_office.do(lambda work: opinion.give(work, second, Seat.OFFICERS, Verdict.APPROVE, ""))
    page = open_inbox("captain")
    qtbot.waitUntil(lambda: page.list.count() == 2)
    ready(qtbot, page)
    page.approve.click()
    dialog(qtbot, page, FormDialog).save.click()
    qtbot.waitUntil(lambda: page.list.count() == 1)
    qtbot.waitUntil(lambda: page.look is not None and page.look.key == second)


def an_item_of(office: Office) -> UUID:
    from desktop.services import item

    return office.ask(lambda work: item.on_day(work, work.today)[0][0])


def people_of(office: Office) -> dict[str, UUID]:
    from desktop.services import roster
    from desktop.services.listing import View

    found = office.ask(lambda work: roster.first(work, View()))
    return {row[1]: row[0] for row in found}


def test_an_opinion_is_delegated_to_another_of_the_office(
    qtbot: QtBot, open_inbox: Open, local_office: Office, waiting: UUID
) -> None:
    def second_captain(work: Work) -> None:
        town = local_office.units["黄宅镇"]
        account.create(work, "deputy@黄宅镇", "样例副队长", Role.OFFICER, town)

    local_office.do(second_captain, None)
    local_office.learn()
    page = open_inbox("captain")
    button(page, "委托他人签署…").click()
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, seat="承办机构", to_login="样例副队长（执法人员）")
    asked.save.click()
    qtbot.waitUntil(lambda: bool(local_office.ask(opinion.inbox, "deputy")))
    deputy = open_inbox("deputy")
    qtbot.waitUntil(lambda: "承办机构意见" in words(deputy.panel))


def test_who_gives_no_opinions_of_the_own_may_not_delegate(
    qtbot: QtBot, open_inbox: Open, waiting: UUID
) -> None:
    page = open_inbox("clerk")
    assert not page.delegate.isEnabled()
    assert "“内勤”不能委托签署意见" in page.delegate.toolTip()
