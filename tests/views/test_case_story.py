"""The clerk's main job through the window: from 登记线索 to 送达, by clicks alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from case_office import (
    HEAD,
    an_office,
    answer_everything,
    button,
    desk_of,
    dialog,
    fill,
    shown,
    window_of,
)
from office import Office
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import paper
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.pages.case.detail import CaseDetail
from desktop.views.pages.case.evidence import EvidenceEditor
from desktop.views.pages.case.page import CasePage
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
    "opinion": "涉嫌违法的事实基本清楚，属于本机关管辖，建议立案。",
}
DRAFT = {
    "facts": "经查，当事人占用人行道摆放货架经营水果，占道面积三平方米。",
    "notice_number": "浦黄罚告字〔2026〕第000001号",
    "notice_served_on": "今天",
    "notified_penalty": "罚款",
    "notified_fine": "500",
    "defence": "书面放弃陈述、申辩",
    "hearing": "不属于应当告知听证的范围",
    "penalty": "罚款",
    "fine": "500",
    "discretion_basis": "《样例裁量基准》",
    "discretion_band": "一般",
    "discretion": "系初次被查处，未造成其他危害后果。",
    "correction": "立即改正上述违法行为。",
}


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


def test_a_clerk_clicks_a_case_from_the_lead_to_its_service(
    qtbot: QtBot,
    window: Window,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
) -> None:
    page = window.page()
    assert isinstance(page, CasePage)
    detail = register(qtbot, page, known)
    file(qtbot, page, detail)
    draft(qtbot, page, detail)
    decide(qtbot, detail)
    serve(qtbot, detail)
    assert refusals == []
    assert detail.shown is not None
    key = detail.shown.id
    papers = local_office.ask(lambda work: paper.of_case(work, key))
    assert [row[1] for row in papers] == ["立案审批表", "行政处罚决定书"]


def register(qtbot: QtBot, page: CasePage, known: dict[str, UUID]) -> CaseDetail:
    page.listing.register.click()
    qtbot.waitUntil(lambda: page.lead.form is not None and bool(page.lead._items))
    fill(page.lead.form, **LEAD)
    assert page.lead.form is not None
    page.lead.form.put("item_id", known["item"], "330217001000")
    assert page.lead.officers is not None
    for picker, name in zip(page.lead.officers.pickers, ("王志强", "李海燕"), strict=True):
        picker.line.setText(name)
        picker.edited.emit()
    page.lead.save.click()
    detail = shown(qtbot, page)
    assert detail.phase.text() == "· 线索"
    assert "浦江县样例水果店" in detail.under.text()
    assert "主办 王志强 协办 李海燕" in detail.under.text()
    return detail


def file(qtbot: QtBot, page: CasePage, detail: CaseDetail) -> None:
    assert "没有落实" in said(detail)
    answer_everything(qtbot, detail)
    assert "依法可以办理" in said(detail)
    detail.main.click()
    asked = dialog(qtbot, detail, FormDialog)
    assert asked.form.value("approved_by") == HEAD
    asked.save.click()
    close_paper(qtbot, detail)
    qtbot.waitUntil(lambda: detail.title.text().startswith("浦黄综执立〔"))
    qtbot.waitUntil(lambda: detail.papers.heading.text() == "文书（1）")
    assert detail.lead.isHidden(), "what was filed is not edited"


def draft(qtbot: QtBot, page: CasePage, detail: CaseDetail) -> None:
    assert detail.main.text() == "拟定处罚决定"
    detail.main.click()
    qtbot.waitUntil(lambda: page.decision.form is not None)
    fill(page.decision.form, **DRAFT)
    assert page.decision.form is not None
    evidence = page.decision.form.boxes["evidence"].editor
    assert isinstance(evidence, EvidenceEditor)
    evidence.add.click()
    evidence.table.item(0, 0).setText("勘验笔录、现场笔录")
    evidence.table.item(0, 1).setText("现场检查笔录1份")
    evidence.table.item(0, 2).setText("占道的时间、地点和面积")
    page.decision.save.click()
    shown(qtbot, page)
    qtbot.waitUntil(lambda: detail.main.text() == "作出处罚决定…")
    assert "现场检查笔录1份" in words(detail.evidence)


def decide(qtbot: QtBot, detail: CaseDetail) -> None:
    answer_everything(qtbot, detail)
    assert "依法可以办理" in said(detail)
    detail.main.click()
    dialog(qtbot, detail, FormDialog).save.click()
    close_paper(qtbot, detail)
    qtbot.waitUntil(lambda: detail.phase.text() == "! 已决定，待送达")
    assert detail.draft.isHidden(), "a made decision is not edited"
    assert "送达行政处罚决定书" in words(detail.steps)
    assert not button(detail.statements, "更正：是否涉嫌犯罪").isEnabled()
    assert detail.next.heading.text() == "下一步：送达"
    assert "依法可以办理" not in said(detail), "what nobody has looked at is not called lawful"


def serve(qtbot: QtBot, detail: CaseDetail) -> None:
    detail.main.click()
    dialog(qtbot, detail, FormDialog).save.click()
    qtbot.waitUntil(lambda: detail.phase.text() == "✓ 已送达")
    text = words(detail.steps)
    for term in ("当事人缴纳罚款", "申请行政复议", "提起行政诉讼"):
        assert term in text
    assert detail.main.isHidden()


def close_paper(qtbot: QtBot, detail: CaseDetail) -> None:
    """The frozen paper opens by itself."""
    opened = dialog(qtbot, detail, PaperDialog)
    qtbot.waitUntil(lambda: opened.viewer.save.isEnabled())
    opened.reject()


def said(detail: CaseDetail) -> str:
    return words(detail.next)


def words(card: object) -> str:
    assert isinstance(card, QWidget)
    QApplication.processEvents()
    return "\n".join(one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card))
