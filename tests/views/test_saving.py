from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sample_form import EMPTY, FIELDS, LAYOUT, Post

from desktop.errors import Conflict, Invalid, WorkError
from desktop.views.kit.comparison import MINE, ORIGINAL, THEIRS, ComparisonDialog, compare
from desktop.views.kit.desk import Desk
from desktop.views.kit.form import Form
from desktop.views.kit.keeping import Keeping, Saving


class Record:
    """One record in the database, with optimistic locking."""

    def __init__(self) -> None:
        self.values, self.version = dict(EMPTY), 1

    def save(self, work: Any, values: dict[str, Any], version: int | None) -> int:
        if version != self.version:
            raise Conflict("张三已先保存了这条记录。", self.values, self.version)
        self.values, self.version = dict(values), self.version + 1
        return self.version


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> Form:
    made = Form(desk, FIELDS, LAYOUT)
    qtbot.addWidget(made)
    made.fill(EMPTY)
    made.show()
    return made


def attempt(desk: Desk, form: Form) -> Saving:
    return Saving(desk, Keeping(form, "person:1", None, version=1), form, FIELDS, EMPTY)


def test_saving_says_so_only_after_the_commit(qtbot: QtBot, desk: Desk, form: Form) -> None:
    record, said = Record(), []
    desk.said.connect(said.append)
    form.boxes["name"].editor.setText("李")
    assert attempt(desk, form).run(record.save, lambda _: None)
    assert said == []
    qtbot.waitUntil(lambda: said == ["已保存"])
    assert record.values["name"] == "李"


def test_a_wrong_field_is_not_even_sent(desk: Desk, form: Form) -> None:
    record = Record()
    form.boxes["hours"].editor.setText("900")
    assert not attempt(desk, form).run(record.save, lambda _: None)
    assert record.version == 1


def test_what_the_service_refuses_stands_under_its_field(
    qtbot: QtBot, desk: Desk, form: Form, refusals: list[WorkError]
) -> None:
    def refuse(work: Any, values: dict[str, Any], version: int | None) -> None:
        raise Invalid({"name": "姓名与证件不符"})

    attempt(desk, form).run(refuse, lambda _: None)
    qtbot.waitUntil(lambda: form.boxes["name"].under.text() == "✕ 姓名与证件不符")
    assert refusals == []


def test_a_collision_is_settled_field_by_field_and_saved_again(
    qtbot: QtBot, desk: Desk, form: Form
) -> None:
    record, done = Record(), []
    record.save(None, {**EMPTY, "name": "他改", "post": Post.REVIEWER}, 1)
    form.boxes["name"].editor.setText("我改")
    form.boxes["hours"].editor.setText("30")
    saving = attempt(desk, form)
    saving.run(record.save, done.append)
    qtbot.waitUntil(lambda: saving.comparison is not None)
    dialog = saving.comparison
    assert dialog is not None
    assert not dialog.save.isEnabled()
    assert dialog.missing.text() == "还需选择：姓名"
    dialog.choose("name", MINE)
    dialog.save.click()
    qtbot.waitUntil(lambda: done == [3])
    assert record.values["name"] == "我改"
    assert record.values["hours"] == 30
    assert record.values["post"] is Post.REVIEWER


def test_what_one_side_changed_is_proposed() -> None:
    original = {"name": "甲", "hours": 1, "note": None}
    mine = {"name": "乙", "hours": 1, "note": "同"}
    theirs = {"name": "甲", "hours": 9, "note": "同"}
    proposed = {one.name: one.proposed for one in compare(original, mine, theirs)}
    assert proposed == {"name": MINE, "hours": THEIRS, "note": MINE}


def test_what_nobody_changed_is_not_shown() -> None:
    assert compare({"name": "甲"}, {"name": "甲"}, {"name": "甲"}) == []


def test_the_original_can_be_put_back(qtbot: QtBot, desk: Desk) -> None:
    saved: list[dict[str, Any]] = []
    differences = compare({"name": "甲"}, {"name": "乙"}, {"name": "丙"})
    dialog = ComparisonDialog(None, FIELDS, differences, saved.append)
    dialog.choose("name", ORIGINAL)
    dialog.save.click()
    assert saved == [{"name": "甲"}]
