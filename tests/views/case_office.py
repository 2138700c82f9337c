"""Driving the pages of items, cases and papers as a person would, on the local engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from case_life import Life
from office import Office, a_lead, a_person, an_item, confirm_settings
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.services import setting
from desktop.values import CHINA
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ReasonDialog
from desktop.views.kit.form import Form
from desktop.views.navigation import present
from desktop.views.pages.case.action_page import ActionPage
from desktop.views.pages.case.detail import CaseDetail
from desktop.views.pages.case.page import CasePage
from desktop.views.pages.case.points import PointsCard
from desktop.views.window import Place, Window

HEAD = "样例负责人"
PLAIN = {
    "是否有未决定的回避申请": "否",
    "是否有未解决的管辖争议": "否",
    "是否涉嫌犯罪": "否",
    "同一违法行为是否已被罚款": "否",
    "是否重新告知了更重的处罚": "否",
    "告知书已载明法律要求的全部事项": "是",
    "当事人行为时能否辨认和控制自己的行为": "是",
    "当事人行为时的年龄（周岁）": "40",
    "违法所得数额": "0",
    "强制措施是否经行政机关负责人批准": "否",
}


class Almanac:
    """Today in China, as the database's clock has it."""

    def today(self) -> date:
        return datetime.now(CHINA).date()

    def after_workdays(self, day: date, count: int) -> date:
        return day + timedelta(days=count)


def desk_of(
    office: Office,
    background: Background,
    complain: Callable[[WorkError], object],
    who: str = "clerk",
) -> Desk:
    return Desk(office.as_(who), background, lambda error, _: complain(error), Almanac())


_shown: list[Window] = []  # pytest-qt holds its windows weakly: this one stays till the next


def window_of(desk: Desk, key: str) -> Window:
    """The real window with the three pages of this noun and the system's, one in sight."""
    keys = ("inbox", "item", "case", "paper", "system")
    window = Window([one for one in present() if one.key in keys])
    _shown[:] = [window]
    window.resize(1366, 728)
    window.show()
    window.enter(desk, Place("本机数据库（样例）", "黄宅镇", "样例内勤", "内勤", sample=True))
    window.show_page(key)
    return window


def an_office(office: Office) -> dict[str, UUID]:
    """Settings confirmed, an item in force, two who may act, one whose certificate ran out."""
    confirm_settings(office)
    office.do(lambda work: setting.confirm(work, "head_of_authority", HEAD, "样例"), "guidance")
    past = Almanac().today() - timedelta(days=12)
    return {
        "item": an_item(office),
        "王志强": a_person(office, name="王志强"),
        "李海燕": a_person(office, name="李海燕"),
        "叶伟民": a_person(office, name="叶伟民", valid_until=past),
    }


def a_case(office: Office, known: dict[str, UUID], **values: Any) -> UUID:
    """A lead handled by the two who may act."""
    officers = (known["王志强"], known["李海燕"])
    return a_lead(office, **({"item_id": known["item"], "officers": officers} | values))


def fill(form: Form | None, **texts: str) -> None:
    """Type into fields by name, as Tab by Tab would."""
    assert form is not None
    for name, text in texts.items():
        editor = form.boxes[name].editor
        editor.restore(text)
        editor.edited.emit()
        editor.left.emit()


def shown(qtbot: QtBot, page: CasePage, key: UUID | None = None) -> CaseDetail:
    """Wait for the page of a case."""
    detail = page.detail
    qtbot.waitUntil(lambda: page.stack.currentWidget() is detail and detail.shown is not None)
    if key is not None:
        qtbot.waitUntil(lambda: detail.shown is not None and detail.shown.id == key)
    return detail


def button(root: QWidget, words: str) -> QPushButton:
    """The visible button with these words or this accessible name."""
    QApplication.processEvents()
    found = [
        one
        for one in root.findChildren(QPushButton)
        if words in (one.text(), one.accessibleName()) and one.isVisibleTo(root)
    ]
    assert found, f"no button {words}"
    return found[-1]


def dialog(qtbot: QtBot, root: QWidget, kind: type[Any]) -> Any:
    """Wait for a dialog of this kind over the window."""

    def there() -> list[Any]:
        return [one for one in root.window().findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()[-1]


def a_life(office: Office, known: dict[str, UUID], **values: Any) -> Life:
    """A case of the two who may act, to be taken along its actions."""
    return Life(office, a_case(office, known, **values))


def filed(office: Office, known: dict[str, UUID]) -> UUID:
    """A case that was filed the day after its lead."""
    return a_life(office, known).filed().id


def words(root: QWidget) -> str:
    """Every label in sight."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root))


def begin(qtbot: QtBot, page: CasePage, name: str, key: UUID | None = None) -> ActionPage:
    """Turn to an action of the case in sight."""
    page.start_action(name, key)
    return there(qtbot, page, key)


def there(qtbot: QtBot, page: CasePage, key: UUID | None = None) -> ActionPage:
    """Wait until the form of an action stands there, and what is looked at beside it."""
    found = page.action
    qtbot.waitUntil(lambda: page.stack.currentWidget() is found and found.form is not None)
    if key is not None:
        qtbot.waitUntil(lambda: found.look is not None and found.look.key == key)
    return found


def answer_everything(qtbot: QtBot, card: PointsCard) -> None:
    """Answer every question that is asked on a card, verify every open point by reason."""
    for _ in range(40):
        before = list(card.rows)
        if not _answer_one(qtbot, card):
            return
        qtbot.waitUntil(lambda before=before: card.rows != before)
    raise AssertionError("the questions never end")


def _answer_one(qtbot: QtBot, card: PointsCard) -> bool:
    for answer in card.answers:
        if answer.asked.place != "here":
            continue
        words_ = PLAIN[answer.asked.label]
        lines = answer.findChildren(QLineEdit)
        if lines:
            lines[0].setText(words_)
            button(answer, f"登记：{answer.asked.label}").click()
        else:
            button(answer, f"{answer.asked.label}：{words_}").click()
        return True
    for row in card.rows:
        point = row.point
        if point.confirm and point.bars:
            button(row, f"核实并确认：{point.label}").click()
            asked = dialog(qtbot, card, ReasonDialog)
            asked.reason.setPlainText("已由法制审核人员核对（样例）")
            asked.agree.click()
            return True
    return False
