"""A fine on the spot by keys alone: from Ctrl+N to the decision that may be handed over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from case_office import an_office, answer_everything, desk_of, dialog, shown, there, window_of
from office import Office
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typist import Typist

from desktop.errors import WorkError
from desktop.services import paper
from desktop.values import CHINA
from desktop.views.kit.background import Background
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.pages.case.issue import IssuedDialog
from desktop.views.pages.case.page import CasePage
from desktop.views.window import Window

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
LEAD = {
    "source": "检查发现",
    "item_id": "330217001000↓",
    "cause": "涉嫌擅自占用人行道经营案",
    "place": "浦江县黄宅镇样例路128号门前",
    "inside": "是",
    "summary": "当事人在样例路128号门前人行道摆放货架经营水果，占地约2平方米。",
    "party_kind": "个体工商户",
    "party_name": "浦江县样例水果店",
    "party_identity": "92330726MA2E7X8K3G",
    "party_address": "浦江县黄宅镇样例路128号",
    "officers": "王志强",
}
DECISION = {
    "evidence": "现场照片2张、当事人的陈述",
    "told": "是",
    "heard": "是",
    "statement": "无异议",
    "recheck": "无",
    "penalties": " ",
    "discretion": "占用面积小，当场改正，予以警告。",
    "correction_ordered": "是",
    "correction": "立即将货架收进店内。",
    "party_age": "46",
    "party_capable": "是",
    "same_act_fined": "否",
    "handed": "是",
    "refused": "否",
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
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_warning_on_the_spot_is_typed_by_keys(
    qtbot: QtBot, window: Window, local_office: Office, refusals: list[WorkError]
) -> None:
    page, typist = window.page(), Typist()
    assert isinstance(page, CasePage)
    typist.press(Key.Key_N, Control)
    qtbot.waitUntil(lambda: page.lead.form is not None and bool(page.lead._items))
    assert page.lead.form is not None
    typist.fill(page.lead.form, LEAD)
    typist.press(Key.Key_Tab)
    typist.write("李海燕")
    typist.press(Key.Key_S, Control)
    shown(qtbot, page)
    with qtbot.waitActive(window):
        window.activateWindow()
    typist.press(Key.Key_M, Control)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    typist.write("dccf")
    typist.press(Key.Key_Return)
    action = there(qtbot, page)
    assert action.title.text() == "当场处罚"
    now = datetime.now(CHINA)
    assert action.form is not None
    values, _ = action.form.read()
    empty = {
        one.name
        for one in (action._opened.action.inputs if action._opened else ())
        if one.required and values[one.name] in (None, "", ())
    }
    texts = {"made_at": f"{now:%m%d %H%M}", **DECISION}
    assert set(texts) - empty == {"correction", "party_age", "party_capable"}
    assert empty <= set(texts), "nothing the law needs is left out, what is known is not asked"
    with qtbot.waitActive(window):
        window.activateWindow()
    action.form.boxes["made_at"].editor.setFocus()
    typist.fill(action.form, texts)
    typist.press(Key.Key_S, Control)
    qtbot.waitUntil(lambda: action.look is not None and not action.unsaved())
    points = [one.point.message for one in action.side.points.rows if one.point.bars]
    assert points == ["尚未确认王志强、李海燕与案件有无利害关系。"], "all else is known"
    answer_everything(qtbot, action.side.points)
    qtbot.waitUntil(action.issue.isEnabled)
    assert (typist.fields, typist.keys) <= (26, 110) and typist.characters <= 150, typist
    with qtbot.waitActive(window):
        window.activateWindow()
    action.issue.setFocus()
    typist.press(Key.Key_Space)
    dialog(qtbot, action, FormDialog).save.click()
    dialog(qtbot, action, IssuedDialog).accept()
    assert refusals == []
    case_id = action.case_id
    assert case_id is not None
    papers = local_office.ask(lambda work: paper.of_case(work, case_id))
    made = next(row[0] for row in papers if row[1] == "当场行政处罚决定书")
    pdf = PdfDocument(local_office.ask(lambda work: paper.pdf(work, made)))
    text = "".join(each.get_textpage().get_text_bounded() for each in pdf)
    said = "".join(text.split())
    assert "应当先自收到本决定书之日起六十日内向" in said
    assert "十五日内向样例court提起行政诉讼" in said
