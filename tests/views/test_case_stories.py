"""One story per procedure through the real window: what a clerk would see, and once do wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from case_clicks import Clicks
from case_life import BAND, FINE, Life
from case_office import a_life, an_office, desk_of, shown, window_of, words
from office import Office
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.law.facts_execution import ClosingGround
from desktop.services import thing
from desktop.services.work import Draft
from desktop.values import CHINA
from desktop.views.kit.background import Background
from desktop.views.pages.case.page import CasePage

Sit = Callable[[Life], Clicks]


@pytest.fixture
def known(local_office: Office) -> dict[str, UUID]:
    return an_office(local_office)


@pytest.fixture
def sit(
    qtbot: QtBot, local_office: Office, background: Background, refusals: list[WorkError]
) -> Sit:
    """Sit down before a case."""

    def make(life: Life) -> Clicks:
        window = window_of(desk_of(local_office, background, refusals.append), "case")
        qtbot.addWidget(window)
        page = window.page()
        assert isinstance(page, CasePage)
        page.visit(life.id)
        shown(qtbot, page, life.id)
        return Clicks(qtbot, page, life, refusals)

    return make


def test_a_fine_is_paid_the_case_closed_and_archived(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    clerk = sit(a_life(local_office, known).decided().served(1))
    clerk.sees("· 已送达", "当事人缴纳罚款", "公开处罚决定…")
    early = clerk.begin("closing", 0, performed=False)
    clerk.is_barred(early, 0, "处罚决定没有履行完毕", "第六十六条")
    clerk.take_back(early)
    clerk.take("payment", 0, fine_paid=FINE)
    clerk.take("closing", 0)
    clerk.sees("✓ 结案", "归档…")
    clerk.closed("payment", "现在处于“结案”，还不能办理")
    clerk.take("archiving", 0)
    clerk.sees("✓ 归档")
    clerk.has("罚没票据登记", "结案审批表（结案报告）", "卷内目录")


def test_a_hearing_is_held_reported_and_reviewed_before_the_decision(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    life = reported(local_office, known, 60)
    life.do("prior_notice", 44, hearing_told=True, fine=FINE)
    clerk = sit(life)
    clerk.sees("登记送达…")
    clerk.serve("行政处罚听证告知书", 43)
    clerk.sees("· 已告知", "当事人要求听证")
    clerk.take("hearing_request", 42)
    early = clerk.begin("decision", 2, fine=FINE, **BAND)
    clerk.is_barred(early, 2, "当事人在期限内要求听证，尚未举行听证", "第六十三条")
    clerk.take_back(early)
    held = at(5, 9)
    clerk.take("hearing_call", 36, hearing_at=held)
    clerk.closed("hearing_session", "还不能办理")
    clerk.serve("听证通知书", 35)
    clerk.take("hearing_session", 5, began=held, ended=at(5, 10))
    clerk.take("hearing_reporting", 4)
    clerk.take("hearing_result", 4)
    unseen = clerk.begin("decision", 2, fine=FINE, **BAND)
    clerk.is_barred(unseen, 2, "法制审核", "第五十八条")
    clerk.take_back(unseen)
    clerk.take("legal_review", 3)
    clerk.take("decision", 2, fine=FINE, **BAND)
    clerk.sees("登记送达…")
    clerk.has("听证笔录", "听证报告", "法制审核意见书", "行政处罚决定书")


def test_things_are_seized_after_approval_held_longer_and_given_back(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed()
    values = {"name": "样例货架", "quantity": "2", "measure_word": "个", "condition": "完好"}
    local_office.do(lambda work: thing.save(work, life.id, Draft(None, None, values)))
    clerk = sit(life)
    early = clerk.begin("measure", 18)
    clerk.is_barred(early, 18, "负责人批准", "行政强制法")
    clerk.take_back(early)
    clerk.closed("measure_extension", "还不能办理")
    clerk.take("measure_approval", 18)
    clerk.take("measure", 18)
    twice = clerk.begin("measure_extension", 10, times=0, days=31)
    clerk.is_barred(twice, 10, "30日", "第二十五条")
    clerk.change(twice, days="20")
    clerk.issue(twice, 10)
    clerk.take("measure_release", 3)
    clerk.has("查封（扣押）决定书", "查封（扣押）清单", "强制措施现场笔录")
    clerk.remembers("延长查封、扣押期限", "解除查封、扣押")


def test_a_case_is_handed_on_and_comes_back(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    life = a_life(local_office, known).filed().do("interview", 18).with_evidence(18)
    clerk = sit(life)
    clerk.closed("transfer_return", "还不能办理")
    early = clerk.begin("transfer", 12, list=False)
    clerk.is_barred(early, 12, "清单", "")
    clerk.change(early, list="是")
    clerk.issue(early, 12)
    clerk.sees("✓ 移送", "结案…")
    clerk.closed("prior_notice", "现在处于“移送”，还不能办理")
    clerk.has("案件移送函（书）", "移送材料（物品）清单")
    clerk.take("transfer_return", 5)
    clerk.sees("· 调查", "调查终结…")


def test_nobody_is_let_off_without_being_taught(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    clerk = sit(a_life(local_office, known).reported())
    early = clerk.begin("no_penalty", 2, education_given=False)
    clerk.is_barred(early, 2, "教育", "第三十三条")
    clerk.change(early, education_given="是")
    clerk.issue(early, 2)
    clerk.sees("✓ 不予处罚", "登记送达…")
    clerk.has("不予行政处罚决定书", "教育记录")
    clerk.serve("不予行政处罚决定书", 1)
    clerk.sees("结案…")
    clerk.take("closing", 0, ground=ClosingGround.NO_PENALTY)
    clerk.sees("✓ 结案")


def test_an_unpaid_fine_is_demanded_and_brought_to_court(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    life = reported(local_office, known, 260)
    life.do("prior_notice", 249, hearing_told=False, fine=FINE).served(248)
    life.do("decision", 232, fine=FINE, **BAND).served(231)
    clerk = sit(life)
    clerk.sees("· 执行", "申请人民法院强制执行：3个月")
    clerk.closed("court", "还不能办理")
    clerk.take("demand", 30)
    clerk.closed("court", "还不能办理")
    clerk.serve("催告书（履行行政处罚决定）", 29)
    early = clerk.begin("court", 26)
    clerk.is_barred(early, 26, "催告", "第五十四条")
    clerk.issue(early, 2)
    clerk.sees("申请法院")
    clerk.has("催告书（履行行政处罚决定）", "强制执行申请书")


def test_review_and_suit_are_answered_in_their_terms(
    sit: Sit, local_office: Office, known: dict[str, UUID]
) -> None:
    clerk = sit(a_life(local_office, known).decided().served(1))
    clerk.closed("review_reply", "还不能办理")
    notice = clerk.begin("review_notice", 1)
    assert "行政复议书面答复（普通程序）：10个工作日" in words(notice.side.terms)
    clerk.issue(notice, 1)
    clerk.take("review_reply", 0)
    clerk.take("review_result", 0)
    sued = clerk.begin("suit_notice", 0)
    assert "行政诉讼答辩并提交证据：15日" in words(sued.side.terms)
    clerk.issue(sued, 0)
    clerk.take("suit_answer", 0)
    clerk.has("行政复议答复书", "行政诉讼答辩状")
    clerk.remembers("收到行政复议答复通知", "行政诉讼答辩")


def reported(office: Office, known: dict[str, UUID], days: int) -> Life:
    """A lead found so many days before today, looked into and reported."""
    found = datetime.now(CHINA) - timedelta(days=days)
    life = a_life(office, known, found_at=found, act_on=found.date())
    life.do("lead", days).do("filing", days - 1).do("interview", days - 2)
    life.with_evidence(days - 2)
    return life.do("investigation_end", days - 3, fine=FINE, **BAND)


def at(days_ago: int, hour: int) -> datetime:
    """A full hour of a day before today."""
    then = datetime.now(CHINA) - timedelta(days=days_ago)
    return then.replace(hour=hour, minute=0, second=0, microsecond=0)
