"""Questions and answers typed as fast as they are spoken."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.fields import Field
from desktop.values import FieldError
from desktop.views.kit.card_form import CardForm, FormArea
from desktop.views.kit.desk import Desk
from desktop.views.kit.growing_edit import GrowingEdit
from desktop.views.kit.questions_editor import QuestionsEditor

OUTLINE = ("你的姓名和职业？", "店铺从什么时候开始经营？", "有没有办理占道许可？")
PHRASES = ("以上笔录我看过，和我说的一样。", "我没有要补充的。")
PAIRS = (
    {"问": "你的姓名和职业？", "答": "样例甲，开水果店。"},
    {"问": "店铺从什么时候开始经营？", "答": "今年九月。\n筐子摆在门口。"},
    {"问": "还有没有要补充的？", "答": ""},
)
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot) -> QuestionsEditor:
    made = QuestionsEditor(OUTLINE, PHRASES)
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def say(text: str) -> None:
    """Commit text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def press(
    qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(focus(), key, held)


def test_a_record_is_typed_with_enter_alone(qtbot: QtBot, editor: QuestionsEditor) -> None:
    for pair in PAIRS:
        say(pair["问"])
        press(qtbot, Qt.Key.Key_Return)
        first, *more = pair["答"].split("\n")
        say(first)
        for line in more:
            press(qtbot, Qt.Key.Key_Return, SHIFT)
            say(line)
        press(qtbot, Qt.Key.Key_Return)
    assert editor.value() == PAIRS
    press(qtbot, Qt.Key.Key_Return)
    with qtbot.waitSignal(editor.passed):
        press(qtbot, Qt.Key.Key_Return)
    assert editor.value() == PAIRS


def test_what_was_filled_in_is_read_back_and_kept_as_a_draft(
    qtbot: QtBot, editor: QuestionsEditor
) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.fill(PAIRS)
    assert editor.value() == PAIRS
    again = QuestionsEditor()
    qtbot.addWidget(again)
    again.restore(editor.text())
    assert again.value() == PAIRS
    again.fill(())
    assert again.text() == ""
    assert again.value() == ()


def test_an_answer_without_a_question_is_named(editor: QuestionsEditor) -> None:
    editor.restore('[["", "是的。"]]')
    with pytest.raises(FieldError, match="第1答没有问题"):
        editor.value()
    assert editor.text(), "a draft keeps it all the same"


def test_a_pair_is_put_between_moved_and_taken_away(qtbot: QtBot, editor: QuestionsEditor) -> None:
    editor.fill(PAIRS)
    editor.pairs[0].said.setFocus()
    press(qtbot, Qt.Key.Key_Insert)
    say("补问")
    assert [one["问"] for one in editor.value()][:2] == [PAIRS[0]["问"], "补问"]
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert [one["问"] for one in editor.value()][1:3] == [PAIRS[1]["问"], "补问"]
    assert focus() is editor.pairs[2].asked
    press(qtbot, Qt.Key.Key_Delete, CONTROL | SHIFT)
    assert editor.value() == PAIRS
    editor.back.click()
    assert [one["问"] for one in editor.value()][2] == "补问"
    assert not editor.back.isVisible()


def test_the_buttons_act_on_the_pair_that_had_the_cursor(
    qtbot: QtBot, editor: QuestionsEditor
) -> None:
    editor.fill(PAIRS)
    editor.pairs[0].said.setFocus()
    editor.take.setFocus()
    editor.take.click()
    assert editor.value() == PAIRS[1:]


def test_backspace_in_an_empty_pair_takes_it_away(qtbot: QtBot, editor: QuestionsEditor) -> None:
    editor.fill(PAIRS[:1])
    editor.pairs[0].said.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert len(editor.pairs) == 2
    press(qtbot, Qt.Key.Key_Backspace)
    assert len(editor.pairs) == 1
    assert focus() is editor.pairs[0].said
    assert editor.value() == PAIRS[:1]


def test_the_last_pair_never_goes(qtbot: QtBot, editor: QuestionsEditor) -> None:
    press(qtbot, Qt.Key.Key_Backspace)
    assert len(editor.pairs) == 1
    editor.take_pair()
    assert len(editor.pairs) == 1
    assert focus() is editor.pairs[0].asked


def test_arrows_walk_through_questions_and_answers(qtbot: QtBot, editor: QuestionsEditor) -> None:
    editor.fill(PAIRS)
    editor.pairs[0].asked.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert focus() is editor.pairs[0].said
    press(qtbot, Qt.Key.Key_Down)
    assert focus() is editor.pairs[1].asked
    press(qtbot, Qt.Key.Key_Up)
    assert focus() is editor.pairs[0].said


def test_the_outline_offers_what_was_not_asked_yet(qtbot: QtBot, editor: QuestionsEditor) -> None:
    editor.fill(PAIRS[:1])
    press(qtbot, Qt.Key.Key_Insert)
    popup = editor.offer()
    assert popup is not None
    assert [popup.list.item(at).text() for at in range(popup.list.count())] == list(OUTLINE[1:])
    qtbot.keyClicks(popup.words, "zdxk")
    assert popup.list.count() == 1
    qtbot.keyClick(popup.words, Qt.Key.Key_Return)
    assert editor.pairs[1].asked.text() == OUTLINE[2]


def test_phrases_are_written_into_the_answer(qtbot: QtBot, editor: QuestionsEditor) -> None:
    editor.fill(PAIRS[:1])
    editor.pairs[0].said.setFocus()
    editor.pairs[0].said.moveCursor(editor.pairs[0].said.textCursor().MoveOperation.End)
    popup = editor.offer()
    assert popup is not None
    qtbot.keyClick(popup.words, Qt.Key.Key_Down)
    qtbot.keyClick(popup.words, Qt.Key.Key_Return)
    assert editor.value()[0]["答"] == PAIRS[0]["答"] + PHRASES[1]


def test_the_rest_of_the_outline_is_added_at_once(editor: QuestionsEditor) -> None:
    editor.fill(PAIRS[:1])
    editor.ask_all.click()
    assert [one["问"] for one in editor.value()] == list(OUTLINE)
    assert focus() is editor.pairs[1].said


def test_every_box_says_which_question_it_is(editor: QuestionsEditor) -> None:
    editor.fill(PAIRS)
    assert editor.pairs[1].asked.accessibleName() == "第2问"
    editor.pairs[0].asked.setFocus()
    editor.take_pair()
    assert editor.pairs[0].said.accessibleName() == "第1答"


def test_a_box_is_as_high_as_its_text(qtbot: QtBot, editor: QuestionsEditor) -> None:
    editor.fill(PAIRS)
    line = editor.pairs[0].said.height()
    assert editor.pairs[1].said.height() > line
    say("")
    editor.pairs[0].said.put("长" * 200)
    qtbot.waitUntil(lambda: editor.pairs[0].said.height() > 3 * line / 2)
    document = editor.pairs[0].said.document()
    lines = document.size().height() * editor.fontMetrics().lineSpacing()
    assert editor.pairs[0].said.viewport().height() >= lines


def test_the_page_follows_the_cursor_to_a_new_pair(qtbot: QtBot, desk: Desk) -> None:
    editor = QuestionsEditor()
    field = Field(name="questions", label="问答", required=False)
    form = CardForm(desk, {"questions": field}, ["询问", ("questions",)], own={"questions": editor})
    area = FormArea(form)
    qtbot.addWidget(area)
    area.resize(700, 300)
    with qtbot.waitActive(area):
        area.show()
    form.fill({"questions": PAIRS * 4})
    editor.pairs[-1].said.setFocus()
    for _ in range(3):
        say("好")
        press(qtbot, Qt.Key.Key_Return)
    edit = focus()
    assert isinstance(edit, GrowingEdit)
    qtbot.waitUntil(lambda: not edit.visibleRegion().isEmpty())
    assert edit.visibleRegion().boundingRect().height() == edit.height()


def test_a_hundred_answers_are_there_at_once(editor: QuestionsEditor) -> None:
    start = time.process_time()
    editor.fill(PAIRS * 33)
    QApplication.processEvents()
    assert len(editor.value()) == 99
    assert time.process_time() - start < 3
