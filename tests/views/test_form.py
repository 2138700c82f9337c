from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sample_form import EMPTY, FIELDS, LABELS, LAYOUT, TEAM, VALUES, Post

from desktop.values import FieldError, clean
from desktop.views.kit.day_typing import read_typed_day, read_typed_moment
from desktop.views.kit.desk import Desk
from desktop.views.kit.form import Form


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> Form:
    made = Form(desk, FIELDS, LAYOUT, searches={"team": find_team})
    qtbot.addWidget(made)
    made.show()
    return made


def find_team(work: Any, words: str) -> list[tuple[UUID, str]]:
    teams = [(TEAM, "白马镇综合行政执法队"), (UUID(int=8), "黄宅镇综合行政执法队")]
    return [(key, name) for key, name in teams if words in name]


def say(widget: QWidget, text: str) -> None:
    """Commit text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_the_form_gives_back_what_it_was_filled_with(form: Form) -> None:
    for values in (VALUES, EMPTY, VALUES):
        form.fill(values, LABELS)
        assert form.read() == (values, {})


def test_filling_is_no_edit_but_typing_is(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.fill(VALUES, LABELS)
    assert not form.touched()
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClicks(form.boxes["name"].editor, "a")
    assert edited.args == ["name"]
    assert form.touched()


def test_each_wrong_field_is_named(form: Form) -> None:
    form.fill(EMPTY)
    form.boxes["name"].editor.setText("")
    form.boxes["hours"].editor.setText("九十")
    form.boxes["since"].editor.setText("2026-02-30")
    form.boxes["post"].editor.setEditText("厨师")
    _, complaints = form.read()
    assert set(complaints) == {"name", "hours", "since", "post"}
    assert complaints["name"] == "姓名不能为空"
    assert "2026-02-30" in complaints["since"]
    assert "法制审核" in complaints["post"]
    assert form.boxes["name"].under.text() == "✕ 姓名不能为空"


def test_the_cursor_goes_to_the_first_wrong_field(form: Form, qtbot: QtBot) -> None:
    form.fill(EMPTY)
    form.boxes["hours"].editor.setText("900")
    form.read()
    assert QApplication.focusWidget() is form.boxes["hours"].editor


def test_a_complaint_is_read_to_the_blind(form: Form) -> None:
    form.fill(EMPTY)
    form.boxes["hours"].editor.setText("900")
    form.read()
    assert form.boxes["hours"].editor.accessibleName() == "学时"
    assert "80" in form.boxes["hours"].editor.accessibleDescription()


def test_a_good_day_is_echoed_in_words(form: Form, qtbot: QtBot) -> None:
    editor = form.boxes["since"].editor
    qtbot.keyClicks(editor, "20261123")
    assert form.boxes["since"].under.text() == "✓ 2026年11月23日 星期一"


def test_half_typed_days_are_not_complained_about(form: Form, qtbot: QtBot) -> None:
    editor = form.boxes["since"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "2026")
    assert form.boxes["since"].under.property("state") != "bad"
    editor.editingFinished.emit()
    assert form.boxes["since"].under.property("state") == "bad"


def test_enter_walks_through_the_form_and_submits_at_its_end(form: Form, qtbot: QtBot) -> None:
    form.boxes["name"].editor.setFocus()
    order = ["post", "since", "at", "hours", "cost", "own", "team"]
    for name in order:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        focus = QApplication.focusWidget()
        assert focus is form.boxes[name].editor or focus.parent() is form.boxes[name].editor
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(
            form.boxes["note"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )


def test_a_choice_can_be_typed(form: Form, qtbot: QtBot) -> None:
    editor = form.boxes["post"].editor
    say(editor.line, "法制审核")
    assert form.value("post") is Post.REVIEWER


def test_a_reference_is_found_while_typing(form: Form, qtbot: QtBot) -> None:
    editor = form.boxes["team"].editor
    editor.line.setFocus()
    say(editor.line, "白马")
    qtbot.waitUntil(lambda: editor.count() == 1)
    editor._choose("白马镇综合行政执法队")
    assert form.value("team") == TEAM


def test_a_reference_that_was_only_typed_is_refused(form: Form, qtbot: QtBot) -> None:
    form.fill(EMPTY)
    say(form.boxes["team"].editor.line, "不存在的队")
    _, complaints = form.read()
    assert "从列表中选择" in complaints["team"]


def test_the_wheel_passes_over_a_choice_without_changing_it(form: Form, qtbot: QtBot) -> None:
    form.fill(VALUES, LABELS)
    editor = form.boxes["post"].editor
    form.boxes["name"].editor.setFocus()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, event)
    assert form.value("post") is Post.REVIEWER


def test_the_calendar_gives_a_day(form: Form, qtbot: QtBot) -> None:
    editor = form.boxes["since"].editor
    popup = editor.open_calendar()
    editor._take(QDate(2026, 12, 5), popup)
    assert form.value("since") == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20261123", date(2026, 11, 23)),
        ("2026.11.23", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026年11月3日", date(2026, 11, 3)),
        ("26/11/23", date(2026, 11, 23)),
        ("261123", date(2026, 11, 23)),
        ("1123", date(2026, 11, 23)),
        ("11-23", date(2026, 11, 23)),
        ("３月８日", date(2026, 3, 8)),
        ("今天", date(2026, 11, 23)),
        ("昨天", date(2026, 11, 22)),
        ("+5", date(2026, 11, 28)),
        ("-3天", date(2026, 11, 20)),
        ("+5工作日", date(2026, 11, 30)),
    ],
)
def test_days_are_read_as_clerks_type_them(desk: Desk, typed: str, day: date) -> None:
    assert read_typed_day(typed, desk.almanac) == day


@pytest.mark.parametrize("typed", ["0230", "13月1日", "20260230", "明年", "+", "1", "9月"])
def test_a_day_that_is_none_is_refused_in_words(desk: Desk, typed: str) -> None:
    with pytest.raises(FieldError, match="日期"):
        read_typed_day(typed, desk.almanac)


@pytest.mark.parametrize("typed", ["20261123 0925", "今天 9:25", "2026-11-23 09:25", "1123 925"])
def test_moments_are_read_as_clerks_type_them(desk: Desk, typed: str) -> None:
    moment = read_typed_moment(typed, desk.almanac)
    assert moment.strftime("%Y-%m-%d %H:%M") == "2026-11-23 09:25"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_text_in_is_text_out(form: Form, text: str) -> None:
    kept = clean(text).replace("\u2029", "\n")  # Qt has no other paragraph mark than its own.
    line = clean(text.replace("\n", ""))[:20] or "乙"
    form.fill({**EMPTY, "note": kept or None, "name": line})
    values, complaints = form.read()
    assert complaints == {}
    assert (values["note"] or "", values["name"]) == (clean(kept), clean(line))
