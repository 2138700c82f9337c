"""What the case pages ask, say and refuse, over the real services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from case_office import (
    Almanac,
    a_case,
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
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Blocked, WorkError
from desktop.models.decision import PenaltyKind
from desktop.models.evidence import EvidenceKind
from desktop.services import case, case_filing, decision, stated_fact
from desktop.services import paper as paper_service
from desktop.services.work import Draft
from desktop.views.kit.background import Background
from desktop.views.kit.comparison import MINE, THEIRS, ComparisonDialog
from desktop.views.kit.desk import Desk
from desktop.views.kit.draft import Drafts
from desktop.views.kit.findings import FindingsDialog
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.pages.case.evidence import EvidenceEditor
from desktop.views.pages.case.officers import OfficersEditor
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.term_dialog import TermDialog

Open = Callable[..., CasePage]


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def open_page(
    qtbot: QtBot,
    local_office: Office,
    known: dict[str, UUID],
    background: Background,
    refusals: list[WorkError],
) -> Open:
    def make(who: str = "clerk", key: UUID | None = None) -> CasePage:
        window = window_of(desk_of(local_office, background, refusals.append, who), "case")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, CasePage)
        if key is not None:
            page.visit(key)
            shown(qtbot, page, key)
        return page

    return make


def words(root: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root))


def begin_lead(qtbot: QtBot, page: CasePage) -> OfficersEditor:
    page.listing.register.click()
    qtbot.waitUntil(lambda: page.lead.form is not None and bool(page.lead._items))
    assert page.lead.officers is not None
    return page.lead.officers


def filed(office: Office, known: dict[str, UUID]) -> UUID:
    """A case that was filed on its lead's day, every question answered."""
    key = a_case(office, known)
    points = office.ask(lambda work: case_filing.points(work, key))
    plain: dict[str, object] = {"dispute_open": False}
    for point in points:
        if not point.finding.asks and point.bars:
            plain[point.name] = "本人确认没有利害关系（样例）"
    office.do(lambda work: stated_fact.state(work, key, plain))
    office.do(lambda work: case_filing.file(work, key, work.today, "样例负责人"))
    return key


def draft_of(**values: object) -> Draft:
    held: dict[str, object] = {
        "facts": "经查，当事人占用人行道经营水果。",
        "evidence": [{"kind": EvidenceKind.RECORD, "name": "笔录1份", "proves": "时间地点"}],
        "penalty": PenaltyKind.WARNING,
        "discretion_basis": "《样例裁量基准》",
        "discretion_band": "较轻",
        "discretion": "初次违法。",
    }
    return Draft(None, None, held | values)


def test_a_lead_with_one_officer_cannot_be_filed_and_says_why(
    qtbot: QtBot, local_office: Office, known: dict[str, UUID], background: Background
) -> None:
    key = a_case(local_office, known, officers=(known["王志强"],))
    desk = Desk(local_office.as_("clerk"), background, None, Almanac())
    window = window_of(desk, "case")
    qtbot.addWidget(window)
    page = window.page()
    assert isinstance(page, CasePage)
    page.visit(key)
    detail = shown(qtbot, page, key)
    assert "持有有效执法证的承办人只有1人，少于2人。" in words(detail.next)
    answer_everything(qtbot, detail)
    detail.main.click()
    dialog(qtbot, detail, FormDialog).save.click()
    said = dialog(qtbot, detail, FindingsDialog)
    assert "少于2人" in words(said)
    assert "行政处罚法 第四十二条" in words(said)
    assert "请增加当日执法证有效的执法人员。" in [
        one.text() for one in said.findChildren(QWidget) if hasattr(one, "text")
    ]
    said.accept()
    assert local_office.ask(lambda work: case.open_(work, key)).values["officers"]
    assert detail.shown is not None
    assert not detail.shown.filed


def test_who_may_not_act_is_shown_greyed_with_the_reason(qtbot: QtBot, open_page: Open) -> None:
    picker = begin_lead(qtbot, open_page()).pickers[0]
    at = next(n for n in range(picker.count()) if picker.itemText(n).startswith("叶伟民"))
    assert "证件已过期" in picker.itemText(at)
    index = picker.model().index(at, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "不得从事执法活动" in picker.itemData(at, Qt.ItemDataRole.ToolTipRole)


def test_an_officer_is_found_by_initials(qtbot: QtBot, open_page: Open) -> None:
    picker = begin_lead(qtbot, open_page()).pickers[0]
    completer = picker.completer()
    completer.setCompletionPrefix("lhy")
    assert completer.currentCompletion().startswith("李海燕")


def test_a_name_nobody_on_the_team_bears_is_named(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    officers = begin_lead(qtbot, page)
    officers.pickers[0].line.setText("陈某某")
    officers.pickers[0].edited.emit()
    assert "本队没有“陈某某”" in words(officers)
    page.lead.save.click()
    assert "承办人" in page.lead.missing.text()


def test_only_items_in_force_when_the_act_was_found_are_offered(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    begin_lead(qtbot, page)
    fill(page.lead.form, found_at="2021-05-06 09:00")
    qtbot.waitUntil(lambda: page.lead._items == {})


def test_a_wrong_identity_number_is_named_by_the_kind_of_party(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    begin_lead(qtbot, page)
    form = page.lead.form
    assert form is not None
    fill(form, party_kind="公民", party_identity="330726199002283181")
    assert "校验码不符" in form.boxes["party_identity"].under.text()
    fill(form, party_identity="92330726MA2E7X8K3G", party_kind="个体工商户")
    assert "✓" in form.boxes["party_identity"].under.text()


def test_a_place_nobody_has_looked_at_stays_unknown(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known, inside=None)
    detail = open_page(key=key).detail
    assert "尚未查明" in words(detail.facts)
    button(detail.next, "违法行为发生地是否在本乡镇（街道）辖区内：去修改线索").click()
    page = detail.window().page()
    qtbot.waitUntil(lambda: page.lead.form is not None)
    fill(page.lead.form, inside="是")
    page.lead.save.click()
    qtbot.waitUntil(lambda: detail.isVisible() and "尚未查明" not in words(detail.facts))


def test_an_open_point_is_verified_by_name_and_reason(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = filed(local_office, known)
    local_office.do(lambda work: decision.save(work, key, draft_of()))
    detail = open_page(key=key).detail
    answer_everything(qtbot, detail)
    text = words(detail.next)
    assert "已经核实" in text
    assert "样例内勤" in text
    assert "已由法制审核人员核对（样例）" in text
    assert "核实：回避：" in words(detail.statements)


def test_what_was_stated_can_be_corrected_and_the_page_follows(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    detail = open_page(key=a_case(local_office, known)).detail
    answer_everything(qtbot, detail)
    button(detail.statements, "更正：是否有未解决的管辖争议").click()
    asked = dialog(qtbot, detail, FormDialog)
    fill(asked.form, dispute_open="是")
    asked.save.click()
    qtbot.waitUntil(lambda: "请注意" in words(detail.next))


def test_a_term_is_explained_day_by_day_and_copied(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    detail = open_page(key=filed(local_office, known)).detail
    assert "作出行政处罚决定：90日" in words(detail.steps)
    button(detail.steps, "如何计算：作出行政处罚决定").click()
    said = dialog(qtbot, detail, TermDialog)
    assert "起算之日，不计入" in said.table.item(0, 2).text()
    assert said.table.rowCount() > 90
    said.only_left_out.setChecked(True)
    assert said.table.rowCount() < 10
    button(said, "复制为文字").click()
    assert "起算之日，不计入" in QGuiApplication.clipboard().text()
    said.accept()


def test_what_the_law_layer_cannot_judge_is_said(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = filed(local_office, known)
    local_office.do(lambda work: decision.save(work, key, draft_of()))
    detail = open_page(key=key).detail
    text = words(detail.next)
    assert "尚待查明" in text
    assert "不能判断本案是否应当法制审核" in text
    assert "是否涉嫌犯罪" in text


def test_a_barred_decision_leaves_draft_and_number_alone(
    qtbot: QtBot,
    open_page: Open,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
) -> None:
    key = filed(local_office, known)
    local_office.do(lambda work: decision.save(work, key, draft_of()))
    detail = open_page(key=key).detail
    detail.main.click()
    dialog(qtbot, detail, FormDialog).save.click()
    qtbot.waitUntil(lambda: bool(refusals))
    assert isinstance(refusals[0], Blocked)
    assert detail.shown is not None
    assert not detail.shown.made


def test_two_clerks_changing_the_same_lead_choose_side_by_side(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known)
    page = open_page(key=key)
    page.detail.lead.click()
    qtbot.waitUntil(lambda: page.lead.form is not None)
    held = local_office.ask(lambda work: case.open_(work, key))
    held.values["place"] = "浦江县黄宅镇样例路6号"
    local_office.do(lambda work: case.save(work, held))
    fill(page.lead.form, place="浦江县黄宅镇样例路8号")
    page.lead.save.click()
    collision = dialog(qtbot, page, ComparisonDialog)
    collision.choose("place", MINE)
    collision.save.click()
    qtbot.waitUntil(lambda: "样例路8号" in words(page.detail.facts))


def test_evidence_another_person_added_is_not_overwritten_unseen(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = filed(local_office, known)
    local_office.do(lambda work: decision.save(work, key, draft_of()))
    page = open_page(key=key)
    page.detail.draft.click()
    qtbot.waitUntil(lambda: page.decision.form is not None)
    theirs = local_office.ask(lambda work: decision.open_(work, key))
    added = {"kind": EvidenceKind.WITNESS, "name": "证人证言1份", "proves": "经营时间"}
    theirs.values["evidence"].append(added)
    theirs.values["discretion_band"] = "一般"
    local_office.do(lambda work: decision.save(work, key, theirs))
    assert page.decision.form is not None
    evidence = page.decision.form.boxes["evidence"].editor
    assert isinstance(evidence, EvidenceEditor)
    evidence.table.item(0, 2).setText("时间、地点和面积")
    page.decision.save.click()
    collision = dialog(qtbot, page, ComparisonDialog)
    collision.choose("evidence", THEIRS)
    collision.save.click()
    qtbot.waitUntil(lambda: "证人证言1份" in words(page.detail.evidence))


def test_evidence_is_added_moved_and_taken_away_by_keyboard(qtbot: QtBot) -> None:
    editor = EvidenceEditor(Almanac())
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
    editor.table.setFocus()
    for at, name in enumerate(("检查笔录", "照片", "询问笔录")):
        qtbot.keyClick(editor.table, Qt.Key.Key_Insert)
        editor.table.item(at, 1).setText(name)
        editor.table.item(at, 2).setText("占道经营")
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one["name"] for one in editor.value()] == ["检查笔录", "询问笔录", "照片"]
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [one["name"] for one in editor.value()] == ["检查笔录", "照片"]
    again = EvidenceEditor(Almanac())
    qtbot.addWidget(again)
    again.restore(editor.text())
    assert again.value() == editor.value()


def test_a_piece_of_evidence_without_a_name_is_pointed_at(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page(key=filed(local_office, known))
    page.detail.main.click()
    qtbot.waitUntil(lambda: page.decision.form is not None)
    form = page.decision.form
    assert form is not None
    evidence = form.boxes["evidence"].editor
    assert isinstance(evidence, EvidenceEditor)
    evidence.add.click()
    page.decision.save.click()
    assert "第1项证据：证据名称不能为空" in form.boxes["evidence"].under.text()


def test_the_reviewer_confirms_open_points_but_takes_no_step(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = open_page("reviewer", a_case(local_office, known))
    assert not page.listing.register.isEnabled()
    assert "“法制审核员”不能登记线索" in page.listing.register.toolTip()
    assert not page.detail.main.isEnabled()
    assert "“法制审核员”不能立案" in page.detail.main.toolTip()
    answers = page.detail.next.answers
    assert answers
    assert all(one.isEnabled() for one in answers), "open points wait for the reviewer too"


def test_the_list_is_searched_and_narrowed_to_a_phase(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    filed(local_office, known)
    a_case(local_office, known, party_name="浦江县样例小吃店")
    page = open_page()
    listing = page.listing
    qtbot.waitUntil(lambda: listing.rows.rowCount() == 2)
    listing.phase.choose("filed")
    qtbot.waitUntil(lambda: listing.rows.rowCount() == 1)
    assert listing.rows.index(0, 5).data() == "已立案，调查中"
    listing.phase.choose(None)
    listing.words.setText("小吃店")
    qtbot.waitUntil(lambda: listing.rows.index(0, 2).data() == "浦江县样例小吃店")
    qtbot.waitUntil(lambda: listing.subtitle.text() == "1 件")
    listing.table.selectRow(0)
    qtbot.keyClick(listing.table, Qt.Key.Key_Return)
    detail = shown(qtbot, page)
    assert "浦江县样例小吃店" in detail.under.text()


def test_the_page_follows_what_others_save(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known)
    page = open_page(key=key)
    day = Almanac().today() - timedelta(days=20)
    held = local_office.ask(lambda work: case.open_(work, key))
    held.values["act_on"] = day - timedelta(days=1)
    local_office.do(lambda work: case.save(work, held))
    page.refresh()
    qtbot.waitUntil(lambda: str(day - timedelta(days=1)) in words(page.detail.facts))


def test_an_unfinished_lead_is_reported_to_the_window(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    begin_lead(qtbot, page)
    assert page.unsaved() == ""
    fill(page.lead.form, cause="涉嫌露天焚烧秸秆案")
    assert page.unsaved() == "登记线索"


def test_a_lead_half_typed_is_offered_again(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    drafts = Drafts(tmp_path / "drafts", bytes(range(32)))
    page.lead._desk.drafts = drafts
    begin_lead(qtbot, page)
    fill(page.lead.form, cause="涉嫌露天焚烧秸秆案")
    assert page.lead.officers is not None
    page.lead.officers.pickers[0].line.setText("王志强")
    page.lead.officers.pickers[0].edited.emit()
    qtbot.waitUntil(lambda: "case:new" in drafts.waiting())
    page.show_list()
    begin_lead(qtbot, page)
    form = page.lead.form
    assert form is not None
    assert form.value("cause") is None
    button(page.lead, "继续填写").click()
    assert form.value("cause") == "涉嫌露天焚烧秸秆案"
    assert len(form.value("officers")) == 1
    drafts.close()


def test_a_case_one_may_not_see_leads_back_to_the_list(
    qtbot: QtBot,
    open_page: Open,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
) -> None:
    key = a_case(local_office, known)
    page = open_page("clerk@白马镇")
    page.visit(key)
    qtbot.waitUntil(lambda: bool(refusals))
    assert "无权查看" in str(refusals[0])
    assert page.stack.currentWidget() is page.listing


def test_the_draft_is_stored_and_shown_as_it_would_print(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = filed(local_office, known)
    local_office.do(lambda work: decision.save(work, key, draft_of()))
    page = open_page(key=key)
    page.detail.draft.click()
    qtbot.waitUntil(lambda: page.decision.form is not None)
    fill(page.decision.form, discretion_band="一般")
    page.decision.preview.click()
    paper = dialog(qtbot, page, PaperDialog)
    qtbot.waitUntil(lambda: paper.viewer.save.isEnabled())
    assert "草稿" in words(paper)
    paper.reject()
    qtbot.waitUntil(lambda: page.decision.form is not None)
    held = local_office.ask(lambda work: decision.open_(work, key))
    assert held.values["discretion_band"] == "一般"
    assert page.unsaved() == ""


def test_the_filing_form_is_previewed_before_anything_is_numbered(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    key = a_case(local_office, known)
    detail = open_page(key=key).detail
    detail.main.click()
    asked = dialog(qtbot, detail, FormDialog)
    button(asked, "预览立案审批表").click()
    paper = dialog(qtbot, detail, PaperDialog)
    qtbot.waitUntil(lambda: paper.viewer.save.isEnabled())
    paper.reject()
    asked.reject()
    assert local_office.ask(lambda work: case.open_(work, key)).id == key
    assert local_office.ask(lambda work: paper_service.of_case(work, key)) == []
