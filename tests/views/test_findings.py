from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sample_form import EMPTY, FIELDS, LAYOUT

from desktop.errors import Blocked
from desktop.law.guards import Finding, Verdict
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason, confirm, show_refusal
from desktop.views.kit.draft import Draft
from desktop.views.kit.draft_bar import DraftBar
from desktop.views.kit.findings import FindingsDialog, FindingsView, GuardedButton
from desktop.views.kit.form import Form
from desktop.views.kit.keeping import Keeping


def finding(verdict: Verdict = Verdict.REFUSE, *, overrulable: bool = False) -> Finding:
    return Finding(
        guard="two_officers",
        label="两名执法人员",
        verdict=verdict,
        reason="one",
        message="只登记了一名执法人员，应当不少于两人。",
        cite="行政处罚法第四十二条",
        way_out="补登协办人员",
        overrulable=overrulable,
    )


def words(widget: object) -> str:
    assert isinstance(widget, (FindingsView, FindingsDialog))
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return " ".join(part.text() for part in parts)


def test_a_finding_shows_article_and_way_out(qtbot: QtBot) -> None:
    view = FindingsView([finding()])
    qtbot.addWidget(view)
    assert "✕ 不得办理" in words(view)
    assert "行政处罚法第四十二条" in words(view)
    way = next(one for one in view.findChildren(QPushButton))
    with qtbot.waitSignal(view.asked) as asked:
        way.click()
    assert asked.args[0].guard == "two_officers"


def test_a_refusal_says_every_reason_once(qtbot: QtBot) -> None:
    barring = finding()
    error = Blocked(f"依法还不能办理这一步：\n· {barring.message}（{barring.cite}）", (barring,))
    dialog = show_refusal(error, None)
    assert isinstance(dialog, FindingsDialog)
    qtbot.addWidget(dialog)
    said = words(dialog)
    assert said.count(barring.message) == 1
    assert said.count(barring.cite) == 1
    assert "依法还不能办理这一步：" in said
    dialog.close()


def test_a_grey_button_says_why_and_does_nothing(qtbot: QtBot) -> None:
    act = GuardedButton("作出处罚决定…", primary=True)
    qtbot.addWidget(act)
    act.allow(findings=[finding()])
    assert "不少于两人" in act.accessibleDescription()
    with qtbot.assertNotEmitted(act.granted):
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    dialog = act.findChild(FindingsDialog)
    assert dialog is not None
    assert "现在还不能作出处罚决定" in words(dialog)
    dialog.close()


def test_what_is_not_known_is_asked_and_never_taken_for_a_yes(qtbot: QtBot) -> None:
    act = GuardedButton("立案")
    qtbot.addWidget(act)
    act.allow(findings=[finding(Verdict.UNKNOWN)])
    assert act.barred()


def test_a_warning_does_not_bar(qtbot: QtBot) -> None:
    act = GuardedButton("立案")
    qtbot.addWidget(act)
    act.allow(findings=[finding(Verdict.WARN)])
    with qtbot.waitSignal(act.granted):
        act.click()


def test_a_missing_right_is_said(qtbot: QtBot) -> None:
    act = GuardedButton("移出")
    qtbot.addWidget(act)
    act.allow("“执法队员”不能移出人员，请由有此权限的人员办理。")
    assert act.barred()
    assert "执法队员" in act.toolTip()
    act.allow()
    assert not act.barred()


def test_a_barred_deed_is_refused_with_its_findings(qtbot: QtBot) -> None:
    dialog = show_refusal(Blocked("暂不能立案", (finding(),)), None)
    qtbot.addWidget(dialog)
    assert isinstance(dialog, FindingsDialog)
    assert "行政处罚法第四十二条" in words(dialog)
    dialog.close()


def test_a_dangerous_deed_is_confirmed_by_its_own_name(qtbot: QtBot) -> None:
    done: list[bool] = []
    box = confirm(None, "把这个人移出名册？", "移出", lambda: done.append(True), dangerous=True)
    qtbot.addWidget(box)
    assert box.defaultButton().text() == "返回"
    next(one for one in box.buttons() if one.text() == "移出").click()
    assert done == [True]


def test_no_reason_no_deed(qtbot: QtBot) -> None:
    given: list[str] = []
    dialog = ask_reason(None, "查看证号", "请写明查看理由", "查看", given.append)
    qtbot.addWidget(dialog)
    assert not dialog.agree.isEnabled()
    dialog.reason.setPlainText("  ")
    assert not dialog.agree.isEnabled()
    dialog.reason.setPlainText("换证核对")
    dialog.agree.click()
    assert given == ["换证核对"]


class OneDraft(Keeping):
    """A form with a draft of version 2 waiting."""

    def waiting(self) -> Draft | None:
        return Draft({"name": "草稿中的名字"}, 2, "2026-11-23 09:25")


def test_a_waiting_draft_is_offered_and_put_back(qtbot: QtBot, desk: Desk) -> None:
    form = Form(desk, FIELDS, LAYOUT)
    qtbot.addWidget(form)
    form.fill(EMPTY)
    keeping = OneDraft(form, "person:1", None, version=3)
    bar = DraftBar(keeping)
    qtbot.addWidget(bar)
    assert "2026-11-23 09:25" in bar.said.text()
    assert "逐项比对" in bar.said.text()
    bar.take.click()
    assert form.value("name") == "草稿中的名字"
    assert keeping.version == 2
    assert bar.isHidden()


def test_a_form_without_a_draft_offers_none(qtbot: QtBot, desk: Desk) -> None:
    form = Form(desk, FIELDS, LAYOUT)
    qtbot.addWidget(form)
    bar = DraftBar(Keeping(form, "person:1", None))
    qtbot.addWidget(bar)
    assert bar.isHidden()
