"""The parties of a case in the window: added, changed, removed, served each at its own address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from case_office import a_case, a_life, an_office, button, desk_of, dialog, fill, shown, window_of
from office import Office, id_number
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.models.case import PartyKind
from desktop.services import party
from desktop.views.kit.background import Background
from desktop.views.kit.dialogs import ReasonDialog
from desktop.views.pages.case.detail import CaseDetail
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.party_dialog import EarlierDialog, PartyDialog
from desktop.views.pages.case.service_dialog import ServiceDialog

Open = Callable[..., CasePage]


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def open_case(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Open:
    def make(key: UUID, who: str = "clerk") -> CasePage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "case")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, CasePage)
        page.visit(key)
        shown(qtbot, page, key)
        return page

    return make


def add_a_citizen(qtbot: QtBot, page: CasePage, born: date = date(1990, 2, 28)) -> CaseDetail:
    """Through the window, as a clerk types it."""
    detail, count = page.detail, len(page.detail.shown.parties if page.detail.shown else ())
    button(page, "添加当事人…").click()
    asked = dialog(qtbot, page, PartyDialog)
    fill(asked.form, kind="公民", name="样例行人", identity=id_number(born), address="样例村3号")
    asked.save.click()
    qtbot.waitUntil(
        lambda: detail.shown is not None and len(detail.shown.parties) == count + 1, timeout=8000
    )
    return detail


def test_a_second_party_is_added_and_the_number_says_the_sex(
    qtbot: QtBot, open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_case(a_case(local_office, known))
    detail = add_a_citizen(qtbot, page)
    assert detail.parties.heading.text() == "当事人（2）"
    assert detail.shown is not None
    assert detail.shown.parties[1].name == "样例行人"
    assert detail.shown.parties[1].said[0][0] == "性别"


def test_what_the_kind_of_party_does_not_have_is_not_asked(
    qtbot: QtBot, open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_case(a_case(local_office, known))
    button(page, "添加当事人…").click()
    asked = dialog(qtbot, page, PartyDialog)
    boxes = asked.form.boxes
    fill(asked.form, kind="公民")
    assert boxes["guardian"].isVisible()
    assert not boxes["representative"].isVisible()
    fill(asked.form, kind="个体工商户", identity="92330726MA2E7X8K3X")
    assert boxes["representative"].isVisible()
    assert not boxes["guardian"].isVisible()
    assert "校验码不符" in boxes["identity"].under.text()


def test_a_child_is_marked_with_what_the_law_says(
    qtbot: QtBot, open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_case(a_case(local_office, known))
    young = local_office.ask(lambda work: work.today).year - 10
    detail = add_a_citizen(qtbot, page, date(young, 1, 1))
    assert detail.shown is not None
    assert detail.shown.parties[1].age is not None
    assert detail.shown.parties[1].age[0] == "bad"


def test_a_party_is_changed_and_removed_with_a_reason(
    qtbot: QtBot, open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_case(a_case(local_office, known))
    detail = add_a_citizen(qtbot, page)
    button(page, "修改当事人：样例行人").click()
    asked = dialog(qtbot, page, PartyDialog)
    fill(asked.form, name="样例路人")
    asked.save.click()
    qtbot.waitUntil(lambda: detail.shown is not None and detail.shown.parties[1].name == "样例路人")
    button(page, "移除当事人：样例路人").click()
    reason = dialog(qtbot, page, ReasonDialog)
    reason.reason.setPlainText("与本案无关")
    reason.agree.click()
    qtbot.waitUntil(lambda: detail.shown is not None and len(detail.shown.parties) == 1)
    last = button(page, "移除当事人：浦江县样例水果店")
    assert not last.isEnabled()
    assert "至少" in last.toolTip()


def test_after_the_decision_nothing_of_a_party_can_be_changed(
    open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_case(a_life(local_office, known).decided().id)
    for words in ("添加当事人…", "修改当事人：浦江县样例水果店"):
        asked = button(page, words)
        assert not asked.isEnabled()
        assert "已经作出决定" in asked.toolTip()


def test_another_case_of_the_party_is_opened_from_the_list(
    qtbot: QtBot, open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    first, second = a_case(local_office, known), a_case(local_office, known)
    page = open_case(second)
    button(page, "查看浦江县样例水果店的其他案件").click()
    found = dialog(qtbot, page, EarlierDialog)
    button(found, "打开案件 线索").click()
    shown(qtbot, page, first)


def test_each_party_is_served_at_its_own_address(
    qtbot: QtBot, open_case: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    case = a_life(local_office, known)
    given = {
        **party.blank(),
        "kind": PartyKind.BUSINESS,
        "name": "样例蔬菜店",
        "identity": "92330726MA2E7X8K3G",
        "address": "浦江县黄宅镇样例路9号",
    }
    local_office.do(lambda work: party.add(work, case.id, given))
    case.reported().do("prior_notice", 9, hearing_told=False)
    page = open_case(case.id)
    page.detail.deeds.serve(case.paper("prior_notice"), "行政处罚告知书")
    asked = dialog(qtbot, page, ServiceDialog)
    assert asked.form.value("place") is None
    for name, place in (
        ("样例蔬菜店", "浦江县黄宅镇样例路9号"),
        ("浦江县样例水果店", "浦江县黄宅镇样例路128号"),
    ):
        asked.form.boxes["party"].editor._choose(name)
        assert asked.form.value("place") == place
        assert asked.form.value("receiver") == name
    fill(asked.form, place="样例看守所")
    asked.form.boxes["party"].editor._choose("样例蔬菜店")
    assert asked.form.value("place") == "样例看守所"
