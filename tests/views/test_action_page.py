"""An action in the window: entered, looked at, signed, issued, served, over the real services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from case_life import BAND, FINE, Life
from case_office import (
    a_case,
    a_life,
    an_office,
    answer_everything,
    begin,
    button,
    desk_of,
    dialog,
    filed,
    fill,
    shown,
    window_of,
    words,
)
from office import Office
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.commands import sample_action
from desktop.commands.sample_action import _SCAN
from desktop.errors import Blocked, WorkError
from desktop.roles import Seat
from desktop.services import action_form, case_action, opinion, paper
from desktop.services.opinion import Verdict
from desktop.services.work import Draft
from desktop.views.kit.background import Background
from desktop.views.kit.comparison import MINE, ComparisonDialog
from desktop.views.kit.dialogs import ReasonDialog
from desktop.views.kit.draft import Drafts
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.many_editor import ManyEditor
from desktop.views.kit.paper_dialog import PaperDialog
from desktop.views.kit.questions_editor import QuestionsEditor
from desktop.views.pages.case.issue import IssuedDialog
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.scan import PictureDialog
from desktop.views.pages.case.service_dialog import ServiceDialog

Open = Callable[..., CasePage]


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def open_page(
    qtbot: QtBot,
    local_office: Office,
    background: Background,
    refusals: list[WorkError],
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


def interview(life: Life) -> UUID:
    """An interview kept with its examples."""
    return sample_action.prepare(life.office.as_("clerk"), life.id, "interview", life.day(15))


def test_a_new_form_begins_with_what_is_known_and_says_what_a_save_will_show(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = begin(qtbot, open_page(filed(local_office, known)), "interview")
    assert page.form is not None
    assert page.form.value("officers") == (known["王志强"], known["李海燕"])
    assert "按法律核对" in words(page.side.points)
    assert page.guide.text()
    assert page.state.text() == "· 尚未保存"
    assert not page.form.touched()
    stars = [
        one.field.name for one in page.form.boxes.values() if one._heading.text().endswith("*")
    ]
    assert "began" in stars
    assert "phone" not in stars


def test_ctrl_s_keeps_the_action_and_the_law_looks_at_it(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    page = begin(qtbot, open_page(life.id), "interview", key)
    fill(page.form, place="黄宅镇综合行政执法队询问室二")
    before = page.look
    assert page.unsaved() == "询问（调查）"
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.form.boxes["place"].editor.setFocus()
    qtbot.keyClick(
        page.form.boxes["place"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: page.look is not before)
    assert page.unsaved() == ""
    held = local_office.ask(lambda work: case_action.one(work, key))
    assert held.values["place"] == "黄宅镇综合行政执法队询问室二"
    assert "询问（调查）笔录" in words(page.side.papers)
    fill(page.form, place="黄宅镇综合行政执法队询问室三")
    before = page.look
    page.save.click()
    qtbot.waitUntil(lambda: page.look is not before)
    held = local_office.ask(lambda work: case_action.one(work, key))
    assert held.values["place"] == "黄宅镇综合行政执法队询问室三", "saved a second time in place"


def test_questions_typed_in_the_form_are_kept_as_pairs(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    page = begin(qtbot, open_page(life.id), "interview", key)
    editor = page.form.boxes["questions"].editor
    assert isinstance(editor, QuestionsEditor)
    count = len(editor.value())
    editor.pairs[-1].said.setFocus()
    qtbot.keyClick(editor.pairs[-1].said, Qt.Key.Key_Return)
    editor.pairs[-1].asked.add("还有补充吗？")
    editor.pairs[-1].said.add("没有。")
    before = page.look
    page.save.click()
    qtbot.waitUntil(lambda: page.look is not before)
    held = local_office.ask(lambda work: case_action.one(work, key))
    assert len(held.values["questions"]) == count + 1
    assert held.values["questions"][-1] == {"问": "还有补充吗？", "答": "没有。"}


def test_what_a_paper_lacks_leads_to_the_input(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    page = begin(qtbot, open_page(life.id), "interview", interview(life))
    assert page.look is not None
    page.side.papers.missed.emit("询问地点")
    assert page.window().focusWidget() is page.form.boxes["place"].editor


def test_the_paper_is_previewed_as_typed_and_nothing_is_numbered(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    page = begin(qtbot, open_page(life.id), "interview", key)
    fill(page.form, place="样例询问室")
    button(page.side.papers, "预览询问（调查）笔录").click()
    opened = dialog(qtbot, page, PaperDialog)
    qtbot.waitUntil(lambda: opened.viewer.save.isEnabled())
    assert "草稿" in words(opened)
    opened.reject()
    held = local_office.ask(lambda work: case_action.one(work, key))
    assert held.values["place"] == "样例询问室"
    assert held.preparing


def test_issuing_names_the_papers_and_then_offers_to_print_them(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    sample_action.settle(local_office.as_("clerk"), life.id, key, life.day(15))
    page = begin(qtbot, open_page(life.id), "interview", key)
    button(page, "制发文书…").click()
    asked = dialog(qtbot, page, FormDialog)
    assert "将制发《询问（调查）笔录》" in words(asked)
    asked.save.click()
    done = dialog(qtbot, page, IssuedDialog)
    button(done, "打开询问（调查）笔录").click()
    opened = dialog(qtbot, done, PaperDialog)
    qtbot.waitUntil(lambda: opened.viewer.print_.isEnabled())
    opened.reject()
    done.accept()
    qtbot.waitUntil(lambda: page.state.text() == "✓ 已办结")
    assert not page.form.boxes["place"].editor.isEnabled()
    assert "不能再修改" in page.form.boxes["place"].editor.toolTip()
    assert page.void.isVisible()
    assert not page.save.isVisible()


def test_what_bars_is_said_once_with_article_and_nothing_is_made(
    qtbot: QtBot,
    open_page: Open,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
) -> None:
    life = a_life(local_office, known)
    sample_action.do(local_office.as_("clerk"), life.id, "lead", life.day(20))
    page = open_page(life.id)
    key = sample_action.prepare(local_office.as_("clerk"), life.id, "filing", life.day(19))
    sample_action.sign(local_office.as_("clerk"), key, life.day(19))
    action = begin(qtbot, page, "filing", key)
    assert "尚未确认" in words(action.side.points)
    action.issue.click()
    dialog(qtbot, action, FormDialog).save.click()
    qtbot.waitUntil(lambda: bool(refusals))
    assert isinstance(refusals[0], Blocked)
    assert local_office.ask(lambda work: case_action.one(work, key)).preparing
    assert [row[1] for row in local_office.ask(lambda work: paper.of_case(work, life.id))] == [
        "案件来源登记表"
    ]


def test_a_point_verified_beside_the_form_is_gone_and_the_form_stays(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known)
    sample_action.do(local_office.as_("clerk"), life.id, "lead", life.day(20))
    key = sample_action.prepare(local_office.as_("clerk"), life.id, "filing", life.day(19))
    page = begin(qtbot, open_page(life.id), "filing", key)
    form = page.form
    fill(form, note="样例备注")
    answer_everything(qtbot, page.side.points)
    assert "依法可以办理" in words(page.side.points)
    assert page.form is form
    assert form.value("note") == "样例备注", "what is being typed is left alone"


def test_opinions_go_round_seat_by_seat(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known)
    sample_action.do(local_office.as_("clerk"), life.id, "lead", life.day(20))
    key = sample_action.prepare(local_office.as_("clerk"), life.id, "filing", life.day(19))
    page = begin(qtbot, open_page(life.id), "filing", key)
    assert not page.issue.isEnabled()
    assert "等待意见：承办人、承办机构、负责人" in page.waits.text()
    page.submit.click()
    qtbot.waitUntil(lambda: page.state.text() == "! 待承办人签署")
    assert not page.save.isEnabled()
    assert "正在审批" in page.save.toolTip()
    button(page.side.opinions, "签署意见：承办人").click()
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, verdict="同意")
    asked.save.click()
    qtbot.waitUntil(lambda: page.state.text() == "! 待承办机构签署")
    assert "样例内勤" in words(page.side.opinions)


def test_a_returned_action_can_be_changed_again(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known)
    sample_action.do(local_office.as_("clerk"), life.id, "lead", life.day(20))
    key = sample_action.prepare(local_office.as_("clerk"), life.id, "filing", life.day(19))
    local_office.do(lambda work: opinion.submit(work, key))
    page = begin(qtbot, open_page(life.id), "filing", key)
    assert not page.form.boxes["note"].editor.isEnabled()
    local_office.do(
        lambda work: opinion.give(work, key, Seat.OFFICERS, Verdict.RETURN, "请补充备注"),
        "officer",
    )
    page.refresh()
    qtbot.waitUntil(lambda: page.form.boxes["note"].editor.isEnabled())
    assert page.save.isEnabled()


def test_an_opinion_is_recorded_from_the_signed_paper_with_its_scan(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID], tmp_path: Path
) -> None:
    scan = tmp_path / "签批.png"
    scan.write_bytes(_SCAN)
    life = a_life(local_office, known)
    sample_action.do(local_office.as_("clerk"), life.id, "lead", life.day(20))
    key = sample_action.prepare(local_office.as_("clerk"), life.id, "filing", life.day(19))
    page = begin(qtbot, open_page(life.id), "filing", key)
    button(page.side.opinions, "按签字件登记：承办人").click()
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, name="王志强", given_on=f"{life.day(19)}")
    asked.save.click()
    qtbot.waitUntil(lambda: "签字件" in asked.form.boxes["scan_name"].under.text())
    drop(asked.form.boxes["scan_name"].editor, scan)
    assert "签批.png" in words(asked.form.boxes["scan_name"])
    asked.save.click()
    qtbot.waitUntil(lambda: "按签字件登记" in words(page.side.opinions))
    assert f"王志强 · {life.day(19)}" in words(page.side.opinions)
    button(page.side.opinions, "查看承办人签字件").click()
    dialog(qtbot, page, PictureDialog).reject()


def drop(editor: object, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(event)  # type: ignore[attr-defined]


def test_a_notice_is_served_from_its_own_page_and_its_terms_are_said_before(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).reported()
    life.do("prior_notice", 10, hearing_told=False)
    assert life.last is not None
    page = begin(qtbot, open_page(life.id), "prior_notice", life.last.id)
    assert page.state.text() == "! 已制发，待送达"
    assert "送达后起算的期限" in words(page.side.terms)
    button(page.side.papers, "登记送达：行政处罚事先告知书").click()
    asked = dialog(qtbot, page, ServiceDialog)
    fill(asked.form, served_at=f"{life.day(9)} 10:00")
    asked.save.click()
    qtbot.waitUntil(lambda: page.state.text() == "✓ 已办结")


def test_each_way_of_service_asks_only_for_its_own_proof(
    qtbot: QtBot,
    open_page: Open,
    local_office: Office,
    known: dict[str, UUID],
    refusals: list[WorkError],
) -> None:
    life = a_life(local_office, known).reported()
    life.do("prior_notice", 10, hearing_told=False)
    page = open_page(life.id)
    page.detail.main.click()
    asked = dialog(qtbot, page, ServiceDialog)
    assert not asked.form.boxes["witness"].isVisible()
    fill(asked.form, way="留置送达", served_at=f"{life.day(9)} 10:00", refused="是")
    assert asked.form.boxes["witness"].isVisible()
    assert not asked.form.boxes["receiver"].isVisible()
    assert "见证人" in asked.help.text()
    asked.save.click()
    qtbot.waitUntil(lambda: "拒收事由" in asked.form.boxes["refusal"].under.text())
    fill(asked.form, refusal="认为处罚过重，拒绝签收")
    asked.save.click()
    qtbot.waitUntil(lambda: bool(refusals))
    assert "见证" in str(refusals[0])
    fill(asked.form, witness="样例村民委员会 样例甲")
    asked.save.click()
    qtbot.waitUntil(lambda: "留置送达" in words(page.detail.services))


def test_two_clerks_in_one_action_choose_side_by_side(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    page = begin(qtbot, open_page(life.id), "interview", key)
    form = local_office.ask(lambda work: action_form.open_(work, life.id, "interview", key))
    theirs = Draft(key, form.version, {**form.values, "place": "他人所写询问室"})
    local_office.do(lambda work: action_form.save(work, life.id, "interview", theirs))
    fill(page.form, place="本人所写询问室")
    page.save.click()
    collision = dialog(qtbot, page, ComparisonDialog)
    collision.choose("place", MINE)
    collision.save.click()
    qtbot.waitUntil(lambda: not page.unsaved())
    held = local_office.ask(lambda work: case_action.one(work, key))
    assert held.values["place"] == "本人所写询问室"


def test_a_half_typed_action_is_offered_again(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID], tmp_path: Path
) -> None:
    case_page = open_page(filed(local_office, known))
    drafts = Drafts(tmp_path / "drafts", bytes(range(32)))
    case_page.action._desk.drafts = drafts
    page = begin(qtbot, case_page, "interview")
    editor = page.form.boxes["questions"].editor
    assert isinstance(editor, QuestionsEditor)
    fill(page.form, place="样例询问室")
    editor.pairs[0].asked.add("你的姓名？")
    name = f"action:{page.case_id}:interview"
    qtbot.waitUntil(lambda: name in drafts.waiting())
    case_page.show_list()
    page = begin(qtbot, case_page, "interview")
    assert page.form.value("place") is None
    button(page, "继续填写").click()
    assert page.form.value("place") == "样例询问室"
    assert page.form.value("questions")[0]["问"] == "你的姓名？"
    drafts.close()


def test_an_action_in_preparation_is_taken_back_with_its_reason(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    case_page = open_page(life.id)
    page = begin(qtbot, case_page, "interview", interview(life))
    button(page, "撤回…").click()
    asked = dialog(qtbot, page, ReasonDialog)
    asked.reason.setPlainText("误登记（样例）")
    asked.agree.click()
    qtbot.waitUntil(lambda: case_page.stack.currentWidget() is case_page.detail)
    every = local_office.ask(lambda work: case_action.of_case(work, life.id))
    assert "interview" not in [one.action.name for one in every]


def test_an_issued_action_is_voided_with_its_papers(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    assert life.last is not None
    case_page = open_page(life.id)
    page = begin(qtbot, case_page, "filing", life.last.id)
    button(page, "作废…").click()
    asked = dialog(qtbot, page, ReasonDialog)
    asked.reason.setPlainText("案由有误（样例）")
    asked.agree.click()
    qtbot.waitUntil(lambda: case_page.detail.title.text() == "线索")
    assert "作废" in words(case_page.detail.papers)


def test_new_evidence_is_registered_from_the_form_and_chosen_at_once(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = begin(qtbot, open_page(filed(local_office, known)), "evidence_extraction")
    editor = page.form.boxes["evidence"].editor
    assert isinstance(editor, ManyEditor)
    editor.new.click()
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, kind="书证", name="营业执照复印件1份", proves="当事人的主体资格")
    asked.save.click()
    qtbot.waitUntil(lambda: len(editor.value()) == 1)
    assert "营业执照复印件1份" in editor.list.item(0).text()


def test_a_thing_is_listed_from_the_form_and_chosen_at_once(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    page = begin(qtbot, open_page(filed(local_office, known)), "registration_approval")
    editor = next(
        box.editor for box in page.form.boxes.values() if isinstance(box.editor, ManyEditor)
    )
    editor.new.click()
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, name="水果筐", quantity="3", measure_word="只")
    asked.save.click()
    qtbot.waitUntil(lambda: len(editor.value()) == 1)
    assert "水果筐 3只" in editor.list.item(0).text()


def test_a_fact_of_another_action_is_answered_there(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed().do("interview", 18)
    case_page = open_page(life.id)
    go = "违法事实是否清楚、证据是否确凿：去“调查终结”填写"
    button(case_page.detail.next, go).click()
    qtbot.waitUntil(lambda: case_page.stack.currentWidget() is case_page.action)
    qtbot.waitUntil(lambda: case_page.action.title.text() == "调查终结")


def test_a_reader_without_the_right_sees_why_nothing_can_be_done(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    page = begin(qtbot, open_page(life.id, "guidance"), "interview", key)
    assert not page.save.isEnabled()
    assert "县指导办" in page.save.toolTip()
    assert not page.issue.isEnabled()


def test_the_head_s_ruling_is_recorded_where_the_law_leaves_one(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    page = begin(qtbot, open_page(life.id), "interview", key)
    assert page.look is not None
    from desktop.services.case_next import PointLine

    point = PointLine(
        ("bad", "不得办理"),
        "样例",
        "样例提示",
        "样例条",
        "",
        bars=True,
        guard="G15",
        overrulable=True,
    )
    page.deeds.rule(point)
    asked = dialog(qtbot, page, FormDialog)
    fill(asked.form, ruled_by="样例负责人", reason="样例：经集体讨论决定继续办理")
    asked.save.click()
    page.leave()
    detail = shown(qtbot, page.window().page())
    qtbot.waitUntil(lambda: "样例：经集体讨论决定继续办理" in words(detail.history))


def test_an_action_opened_from_elsewhere_is_shown_with_its_case_behind(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    key = interview(life)
    other = a_case(local_office, known)
    case_page = open_page(other)
    case_page.visit((life.id, "interview", key))
    qtbot.waitUntil(lambda: case_page.action.look is not None and case_page.action.key == key)
    case_page.action.leave()
    detail = shown(qtbot, case_page, life.id)
    assert detail.shown is not None
    assert detail.shown.id == life.id


def test_an_optional_paper_is_ticked_or_made_later(
    qtbot: QtBot, open_page: Open, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).noticed()
    key = life.prepared("decision", 2, fine=FINE, **BAND)
    page = begin(qtbot, open_page(life.id), "decision", key)
    tick = next(one for one in page.side.papers.findChildren(QCheckBox))
    assert "可选" in tick.text()
    page.issue.click()
    asked = dialog(qtbot, page, FormDialog)
    assert "缴款" not in words(asked)
    assert "《行政处罚决定书》随即按序编号" in words(asked)
    fill(asked.form, on=f"{life.day(2)}")
    asked.save.click()
    dialog(qtbot, page, IssuedDialog).accept()
    qtbot.waitUntil(lambda: page.look is not None and page.look.issued)
    assert page.look is not None
    later = next(one for one in page.look.papers if one.optional)
    button(page.side.papers, f"补制{later.title}").click()
    button(dialog(qtbot, page, QMessageBox), "补制").click()
    opened = dialog(qtbot, page, PaperDialog)
    qtbot.waitUntil(lambda: opened.viewer.save.isEnabled())
    opened.reject()
    titles = [row[1] for row in local_office.ask(lambda work: paper.of_case(work, life.id))]
    assert later.title in titles
