"""Choosing records and members of a closed list: by initials, in order, the refused ones said."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.fields import Field
from desktop.values import Choice, FieldError
from desktop.views.kit.choices_editor import ChoicesEditor
from desktop.views.kit.desk import Desk
from desktop.views.kit.form import Form
from desktop.views.kit.many_editor import ManyEditor
from desktop.views.kit.one_editor import OneEditor


@dataclass(frozen=True)
class Offer:
    id: UUID
    words: str
    note: str = ""
    bad: bool = False


WANG, LI, YE, WANG_B = (UUID(int=at) for at in range(1, 5))
OFFERS = (
    Offer(WANG, "王志强", "执法证有效期至 2030-01-04"),
    Offer(LI, "李海燕", "执法证有效期至 2031-05-04"),
    Offer(YE, "叶伟民", "执法证已于 2026-11-11 过期", bad=True),
    Offer(WANG_B, "单雄信"),
)


class Goods(Choice):
    WARNING = "warning", "警告"
    FINE = "fine", "罚款"
    CONFISCATE = "confiscate", "没收违法所得"
    CLOSE = "close", "责令停产停业"


def shown(qtbot: QtBot, made: QWidget) -> None:
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()


@pytest.fixture
def many(qtbot: QtBot) -> ManyEditor:
    made = ManyEditor(OFFERS, "询问人")
    shown(qtbot, made)
    made.setFocus()
    return made


def say(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def enter(qtbot: QtBot, editor: ManyEditor) -> None:
    qtbot.keyClick(editor.picker.line, Qt.Key.Key_Return)


def test_people_are_added_by_initials_in_the_order_they_were_named(
    qtbot: QtBot, many: ManyEditor
) -> None:
    for typed in ("lhy", "wzq"):
        qtbot.keyClicks(many.picker.line, typed)
        enter(qtbot, many)
    assert many.value() == (LI, WANG)
    assert many.list.item(0).text().startswith("1. 李海燕")
    assert many.picker.line.text() == ""


def test_every_reading_of_a_surname_finds_it(qtbot: QtBot, many: ManyEditor) -> None:
    for typed in ("sxx", "dxx"):
        many.fill(())
        qtbot.keyClicks(many.picker.line, typed)
        enter(qtbot, many)
        assert many.value() == (WANG_B,)


def test_a_name_may_be_typed_in_characters(qtbot: QtBot, many: ManyEditor) -> None:
    say(many.picker.line, "王志强")
    enter(qtbot, many)
    assert many.value() == (WANG,)


def test_the_same_record_is_taken_once(qtbot: QtBot, many: ManyEditor) -> None:
    many.add(WANG)
    many.add(WANG)
    assert many.value() == (WANG,)


def test_a_record_that_may_not_be_taken_is_shown_with_the_reason_and_refused(
    qtbot: QtBot, many: ManyEditor
) -> None:
    at = many.picker.findText("叶伟民", Qt.MatchFlag.MatchStartsWith)
    assert "过期" in many.picker.itemText(at)
    assert not many.picker.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    say(many.picker.line, "叶伟民")
    enter(qtbot, many)
    assert many.picker.line.text() == "叶伟民"
    assert "叶伟民：执法证已于 2026-11-11 过期" in many.complaint.text()
    many.fill((WANG, YE))
    with pytest.raises(FieldError, match="叶伟民：执法证已于 2026-11-11 过期，请更换"):
        many.value()
    assert "✕" in many.list.item(1).text()


def test_words_nobody_bears_are_said_and_not_lost(qtbot: QtBot, many: ManyEditor) -> None:
    say(many.picker.line, "陈某某")
    enter(qtbot, many)
    assert "没有“陈某某”" in many.complaint.text()
    with pytest.raises(FieldError, match="还没有加入"):
        many.value()


def test_words_that_fit_several_are_not_guessed(qtbot: QtBot, desk: Desk) -> None:
    twins = (Offer(WANG, "王志强"), Offer(LI, "王志军"))
    many = ManyEditor(twins, "询问人")
    shown(qtbot, many)
    say(many.picker.line, "王志")
    enter(qtbot, many)
    assert "没有“王志”" in many.complaint.text()
    assert many.text() == "王志"


def test_the_list_is_moved_and_emptied_by_keyboard(qtbot: QtBot, many: ManyEditor) -> None:
    many.fill((WANG, LI, WANG_B))
    many.list.setFocus()
    many.list.setCurrentRow(2)
    qtbot.keyClick(many.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert many.value() == (WANG, WANG_B, LI)
    qtbot.keyClick(many.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert many.value() == (WANG, LI)
    many.up.click()
    assert many.value() == (LI, WANG)


def test_all_that_may_be_taken_are_added_at_once(many: ManyEditor) -> None:
    many.add(LI)
    many.all.click()
    assert many.value() == (LI, WANG, WANG_B)
    assert not many.all.isVisible()


def test_a_draft_keeps_order_and_half_typed_words(qtbot: QtBot, many: ManyEditor) -> None:
    many.fill((LI, WANG))
    say(many.picker.line, "叶")
    again = ManyEditor(OFFERS, "询问人")
    qtbot.addWidget(again)
    again.restore(many.text())
    assert again.text() == many.text()
    again.picker.line.clear()
    assert again.value() == (LI, WANG)


def test_a_record_no_longer_offered_is_not_kept_silently(many: ManyEditor) -> None:
    many.fill((UUID(int=99),))
    with pytest.raises(FieldError, match="已不在可选范围"):
        many.value()


def test_enter_on_an_empty_line_goes_to_the_next_field(qtbot: QtBot, desk: Desk) -> None:
    fields = {
        name: Field(name=name, label=label, required=False)
        for name, label in (("people", "询问人"), ("kinds", "处罚种类"), ("note", "备注"))
    }
    people, kinds = ManyEditor(OFFERS, "询问人"), ChoicesEditor(list(Goods), "处罚种类")
    form = Form(
        desk,
        fields,
        [("people",), ("kinds",), ("note",)],
        own={"people": people, "kinds": kinds},
    )
    shown(qtbot, form)
    form.fill({"people": (WANG,), "kinds": (Goods.FINE,)})
    assert form.read() == ({"people": (WANG,), "kinds": (Goods.FINE,), "note": None}, {})
    assert not form.touched()
    people.setFocus()
    qtbot.keyClicks(people.picker.line, "lhy")
    enter(qtbot, people)
    assert form.value("people") == (WANG, LI)
    assert QApplication.focusWidget() in (people.picker, people.picker.line)
    enter(qtbot, people)
    assert QApplication.focusWidget() is kinds.boxes[0]
    qtbot.keyClick(kinds.boxes[0], Qt.Key.Key_Space)
    qtbot.keyClick(kinds.boxes[0], Qt.Key.Key_Right)
    qtbot.keyClick(kinds.boxes[1], Qt.Key.Key_Right)
    qtbot.keyClick(kinds.boxes[2], Qt.Key.Key_Space)
    assert form.value("kinds") == (Goods.WARNING, Goods.FINE, Goods.CONFISCATE)
    qtbot.keyClick(kinds.boxes[2], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.boxes["note"].editor


def test_ticked_members_are_kept_as_words(qtbot: QtBot) -> None:
    editor = ChoicesEditor(list(Goods), "处罚种类")
    qtbot.addWidget(editor)
    editor.fill((Goods.CLOSE, Goods.FINE))
    assert editor.value() == (Goods.FINE, Goods.CLOSE)
    again = ChoicesEditor(list(Goods), "处罚种类")
    qtbot.addWidget(again)
    again.restore(editor.text())
    assert again.value() == editor.value()
    assert again.boxes[1].accessibleName() == "处罚种类：罚款"


def test_one_record_is_chosen_by_initials_or_refused(qtbot: QtBot) -> None:
    one = OneEditor(OFFERS, "当事人")
    shown(qtbot, one)
    assert one.value() is None
    qtbot.keyClicks(one.picker.line, "wzq")
    assert one.value() == WANG
    one.fill(YE)
    with pytest.raises(FieldError, match="过期"):
        one.value()
    one.restore(str(LI))
    assert one.value() == LI
    assert one.text() == str(LI)
    one.restore("某某")
    assert one.text() == "某某"
    with pytest.raises(FieldError, match="没有“某某”"):
        one.value()
