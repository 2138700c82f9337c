"""Cases at risk: each risk is found when it is there, and only then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from case_life import BAND, FINE, Life, a_case
from office import Office, an_item
from sqlalchemy import select

from desktop.models.action import CaseAction, CaseDue, CaseMark
from desktop.services import case_risk, opinion
from desktop.services.listing import View


def rows(office: Office, risk: str, who: str = "captain", **filters: Any) -> list[Any]:
    view = View(filters={"risk": risk, **filters})
    return office.ask(lambda work: case_risk.LIST.first(work, view), who)


def change(office: Office, record: Any, where: Any, **values: Any) -> None:
    def write(work: Any) -> None:
        for row in work.session.execute(select(record).where(where)).scalars():
            for name, value in values.items():
                setattr(row, name, value(work) if callable(value) else value)

    office.do(write, None)


@pytest.fixture
def life(office: Office) -> Life:
    return a_case(office).decided().served(1)


def test_a_case_in_order_is_at_no_risk_but_that_of_years_not_published(
    office: Office, life: Life
) -> None:
    found = office.ask(case_risk.counts, "captain")
    assert {key for key, number in found.items() if number} <= {"provisional", "soon"}


def test_late_and_nearly_late_terms_are_risks_with_day_and_article(
    office: Office, life: Life
) -> None:
    where = CaseDue.deadline == "decision_publication"
    change(office, CaseDue, where, ends_on=lambda work: work.today - timedelta(2))
    row = rows(office, "over")[0]
    assert row[1][:2] == ("bad", "逾期 2 天") and row[2] == "公开行政处罚决定信息"
    assert str(life.day(2)) in row[3] and "全面推行三项制度" in row[3]
    assert row[5] == life.page().title and row[-1] == life.id
    change(office, CaseDue, where, ends_on=lambda work: work.today + timedelta(2))
    assert rows(office, "over") == [] and len(rows(office, "soon")) == 1


def long_ago(office: Office, **more: Any) -> Life:
    """A case noticed forty days ago."""
    today = office.ask(lambda work: work.today)
    found_at = office.ask(lambda work: work.now) - timedelta(60)
    life = a_case(office, found_at=found_at, act_on=today - timedelta(60), **more)
    life.do("lead", 59).do("filing", 58).do("interview", 57).with_evidence(57)
    life.do("investigation_end", 50, fine=FINE, **BAND)
    return life.do("prior_notice", 41, hearing_told=False, fine=FINE).served(40)


def test_a_decision_not_served_in_seven_working_days_is_late_and_a_notice_lies(
    office: Office,
) -> None:
    item = an_item(office)
    long_ago(office, item_id=item).do("decision", 2, fine=FINE, **BAND)
    assert rows(office, "unserved") == []
    life = long_ago(office, item_id=item).do("decision", 20, fine=FINE, **BAND)
    row = rows(office, "unserved")[0]
    assert row[1][0] == "bad" and row[1][1].startswith("逾期") and "行政处罚决定书" in row[2]
    assert "前送达" in row[3] and "第六十一条" in row[3]
    life.served(1)
    assert rows(office, "unserved") == []


def test_a_notice_that_was_not_served_is_named_without_a_term_of_the_law(office: Office) -> None:
    a_case(office).reported().do("prior_notice", 16, hearing_told=False, fine=300)
    row = rows(office, "unserved")[0]
    assert row[1][:2] == ("warn", "16 天未送达") and row[3].endswith("尚未登记送达")


def test_an_opinion_waiting_over_three_days_names_the_seat(office: Office) -> None:
    life = a_case(office)
    life.do("lead", 20)
    from desktop.commands import sample_action

    desk = office.as_("clerk")
    key = sample_action.prepare(desk, life.id, "filing", life.day(0))
    office.do(lambda work: opinion.submit(work, key))
    assert rows(office, "opinions") == []
    where = CaseAction.id == key
    change(office, CaseAction, where, submitted_at=lambda work: work.now - timedelta(4))
    row = rows(office, "opinions")[0]
    assert row[1][:2] == ("warn", "已等待 4 天")
    assert "送审，待" in row[3] and row[3].endswith("签署") and row[-1] == life.id


def test_what_the_law_says_against_the_record_is_a_risk(office: Office, life: Life) -> None:
    change(
        office,
        CaseMark,
        CaseMark.case_id == life.id,
        warnings="甲（样例法 第一条）\n乙（样例法 第二条）",
    )
    row = rows(office, "warnings")[0]
    assert row[1][1] == "2 处提示" and "样例法 第二条" in row[3]


def test_provisional_terms_say_why(office: Office, life: Life) -> None:
    assert all("放假通知" in row[1][2] for row in rows(office, "provisional"))
    change(office, CaseDue, CaseDue.case_id == life.id, provisional=False)
    assert rows(office, "provisional") == []


def test_only_the_own_township_is_seen_but_by_the_county(office: Office, life: Life) -> None:
    where = CaseDue.deadline == "decision_publication"
    change(office, CaseDue, where, ends_on=lambda work: work.today - timedelta(2))
    assert len(rows(office, "over", "guidance")) == 1
    assert rows(office, "over", "guidance", unit_id=office.units["白马镇"]) == []
    assert rows(office, "over", "captain@白马镇") == []
    found = office.ask(case_risk.counts, "captain@白马镇")
    assert set(found.values()) == {0}
