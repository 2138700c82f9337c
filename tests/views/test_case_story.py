"""The clerk's main job through the window: from 登记线索 to the served decision, by clicks alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from case_office import (
    Almanac,
    an_office,
    answer_everything,
    begin,
    button,
    desk_of,
    dialog,
    fill,
    shown,
    window_of,
    words,
)
from office import Office
from pytestqt.qtbot import QtBot

from desktop.commands import sample_action
from desktop.errors import WorkError
from desktop.services import paper
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.action_page import ActionPage
from desktop.views.pages.case.detail import CaseDetail
from desktop.views.pages.case.issue import IssuedDialog
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.service_dialog import ServiceDialog
from desktop.views.window import Window

LEAD = {
    "source": "检查发现",
    "cause": "涉嫌擅自占用城市人行道经营案",
    "place": "浦江县黄宅镇样例路128号门前",
    "inside": "是",
    "summary": "当事人在样例路128号门前占用人行道摆放货架，经营水果。",
    "party_kind": "个体工商户",
    "party_name": "浦江县样例水果店",
    "party_identity": "92330726MA2E7X8K3G",
    "party_representative": "样例经营者",
    "party_address": "浦江县黄宅镇样例路128号",
}
FINE, BAND = Decimal(300), {"band_least": Decimal(100), "band_most": Decimal(500)}
NAMES = {
    "承办人": "王志强",
    "承办机构": "样例队长",
    "法制审核": "样例审核员",
    "负责人": "样例负责人",
}


def day(ago: int) -> date:
    return Almanac().today() - timedelta(days=ago)


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def window(
    qtbot: QtBot,
    local_office: Office,
    known: dict[str, UUID],
    background: Background,
    refusals: list[WorkError],
) -> Window:
    made = window_of(desk_of(local_office, background, refusals.append), "case")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "签批件.png"
    file.write_bytes(sample_action._SCAN)
    return file


def test_a_clerk_clicks_a_case_from_the_lead_to_its_served_decision(
    qtbot: QtBot,
    window: Window,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
    scan: Path,
) -> None:
    page = window.page()
    assert isinstance(page, CasePage)
    detail = register(qtbot, page, known)
    take(qtbot, page, "lead", 20, scan)
    take(qtbot, page, "filing", 19, scan)
    assert detail.title.text().startswith("浦黄综执立〔")
    assert detail.lead.isHidden(), "what was filed is not edited"
    take(qtbot, page, "interview", 18, scan)
    register_evidence(qtbot, detail)
    take(qtbot, page, "investigation_end", 17, scan, fine=FINE, **BAND)
    take(qtbot, page, "prior_notice", 16, scan, hearing_told=False, fine=FINE)
    serve(qtbot, detail, 15)
    assert detail.phase.text() == "· 已告知"
    take(qtbot, page, "decision", 2, scan, fine=FINE, **BAND)
    serve(qtbot, detail, 1)
    assert detail.phase.text() == "· 已送达"
    for term in ("当事人缴纳罚款", "申请行政复议", "提起行政诉讼"):
        assert term in words(detail.steps)
    assert refusals == []
    assert detail.shown is not None
    key = detail.shown.id
    titles = [row[1] for row in local_office.ask(lambda work: paper.of_case(work, key))]
    assert titles.count("送达回证") == 2
    assert {"立案审批表", "案件调查终结报告", "行政处罚决定书"} <= set(titles)


def register(qtbot: QtBot, page: CasePage, known: dict[str, UUID]) -> CaseDetail:
    page.listing.register.click()
    qtbot.waitUntil(lambda: page.lead.form is not None and bool(page.lead._items))
    fill(page.lead.form, found_at=f"{day(20)} 09:10", act_on=f"{day(20)}", **LEAD)
    assert page.lead.form is not None
    page.lead.form.put("item_id", known["item"], "330217001000")
    assert page.lead.officers is not None
    for picker, name in zip(page.lead.officers.pickers, ("王志强", "李海燕"), strict=True):
        picker.line.setText(name)
        picker.edited.emit()
    page.lead.save.click()
    detail = shown(qtbot, page)
    assert detail.phase.text() == "· 线索"
    assert "主办 王志强 协办 李海燕" in detail.under.text()
    return detail


def take(qtbot: QtBot, page: CasePage, name: str, ago: int, scan: Path, **given: Any) -> None:
    """An action from its form to its papers: typed, saved, signed on paper, issued."""
    on = day(ago)
    assert page.detail.shown is not None
    menu = page.detail.shown.menu
    begun = next((one.preparing for one in menu if one.name == name), None)
    waiting = [one.id for one in page.detail.shown.preparing if one.name == name]
    action = begin(qtbot, page, name, (waiting or [begun])[0])
    type_in(action, on, given)
    action.save.click()
    qtbot.waitUntil(lambda: action.look is not None and not action.unsaved())
    sign(qtbot, action, on, scan)
    answer_everything(qtbot, action.side.points)
    qtbot.waitUntil(action.issue.isEnabled)
    action.issue.click()
    asked = dialog(qtbot, action, FormDialog)
    if "on" in asked.form.boxes:
        fill(asked.form, on=f"{on}")
    asked.save.click()
    dialog(qtbot, action, IssuedDialog).accept()
    action.leave()
    shown(qtbot, page)
    before = page.detail.shown
    page.detail.refresh()
    qtbot.waitUntil(lambda: page.detail.shown is not before)


def type_in(action: ActionPage, on: date, given: dict[str, Any]) -> None:
    """What the form does not know yet, from the action's own examples."""
    assert action._opened is not None and action.form is not None
    values = sample_action.filled(action._opened, on) | given
    for name, box in action.form.boxes.items():
        box.editor.fill(values[name])
        box.editor.edited.emit()


def sign(qtbot: QtBot, action: ActionPage, on: date, scan: Path) -> None:
    """Every opinion from its signed paper."""
    assert action.look is not None
    for line in action.look.opinions:
        button(action.side.opinions, f"按签字件登记：{line.label}").click()
        asked = dialog(qtbot, action, FormDialog)
        fill(asked.form, name=NAMES[line.label], given_on=f"{on}", scan_name=str(scan))
        asked.save.click()
        qtbot.waitUntil(lambda line=line: approved(action, line.label))


def approved(action: ActionPage, label: str) -> bool:
    look = action.look
    return look is not None and any(one.label == label and one.approves for one in look.opinions)


def register_evidence(qtbot: QtBot, detail: CaseDetail) -> None:
    for name in ("现场检查（勘验）笔录1份", "询问（调查）笔录1份"):
        button(detail.evidence, "登记证据…").click()
        asked = dialog(qtbot, detail, FormDialog)
        fill(asked.form, kind="勘验笔录、现场笔录", name=name, proves="占道的时间、地点")
        asked.save.click()
        qtbot.waitUntil(lambda name=name: name in words(detail.evidence))


def serve(qtbot: QtBot, detail: CaseDetail, ago: int) -> None:
    """The next thing to do is to serve."""
    assert detail.main.text() == "登记送达…"
    detail.main.click()
    asked = dialog(qtbot, detail, ServiceDialog)
    fill(asked.form, served_at=f"{day(ago)} 10:00")
    before = detail.shown
    asked.save.click()
    qtbot.waitUntil(lambda: detail.shown is not before)
