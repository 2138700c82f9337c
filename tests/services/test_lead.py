"""Leads: registered, completed, filed only when the law of the day allows it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from case_life import Life, a_case
from office import Office, a_lead, a_person, an_item

from desktop.errors import Blocked, Forbidden, Invalid, WorkError
from desktop.law.guards import Verdict
from desktop.models.case import Case
from desktop.services import (
    action,
    case_history,
    case_list,
    item,
    lead,
    paper,
    party,
    stated_fact,
)
from desktop.services.listing import View
from desktop.services.work import Draft


def today(office: Office) -> date:
    return office.ask(lambda work: work.today)


def barring(office: Office, case_id: UUID) -> set[str]:
    """What the law says against filing today."""
    found = office.ask(lambda work: case_history.outlook(work, work.get(Case, case_id), work.today))
    step = found.step("filed")
    return {one.guard for one in step.findings if one.verdict is Verdict.REFUSE}


def test_nothing_stands_against_filing_a_plain_lead(office: Office) -> None:
    assert barring(office, a_lead(office)) == set()


def test_one_officer_is_not_enough_to_file(office: Office) -> None:
    assert "G03" in barring(office, a_lead(office, officers=(a_person(office),)))


def test_a_certificate_that_expired_yesterday_bars_filing_today(office: Office) -> None:
    expired = a_person(office, valid_until=today(office) - timedelta(days=1))
    assert "G03" in barring(office, a_lead(office, officers=(a_person(office), expired)))


def test_an_act_outside_the_township_bars_filing(office: Office) -> None:
    assert "G02" in barring(office, a_lead(office, inside=False))


def test_an_item_not_yet_empowered_bars_filing(office: Office) -> None:
    later = an_item(office, since=today(office) + timedelta(days=1))
    assert "G01" in barring(office, a_lead(office, item_id=later))


def test_an_act_found_after_the_limitation_bars_filing(office: Office) -> None:
    case_id = a_lead(office, act_on=today(office) - timedelta(days=365 * 3))
    assert "G05" not in barring(office, case_id)
    office.do(lambda work: stated_fact.state(work, case_id, {"grave_harm": False}), "officer")
    assert "G05" in barring(office, case_id)


def test_what_bars_the_filing_has_an_article_and_a_way_out(office: Office) -> None:
    case = a_case(office, officers=(a_person(office),)).do("lead", 3)
    key = case.prepared("filing", 1)
    with pytest.raises(Blocked) as refused:
        office.do(lambda work: action.issue(work, key, case.day(1)))
    assert all(one.cite and one.way_out for one in refused.value.findings)
    assert [row[1] for row in office.ask(lambda work: paper.of_case(work, case.id))] == [
        "案件来源登记表"
    ]


def test_a_filed_case_shows_its_term_with_article_and_days_left(office: Office) -> None:
    case = a_case(office).do("lead", 12).do("filing", 10)
    term = next(one for step in case.page().steps for one in step.terms if one.due.code == "K02")
    assert term.left == 80
    assert "六十" in term.due.cite


def test_a_filing_is_numbered_in_the_year_of_its_approval(office: Office) -> None:
    long_ago = today(office).replace(month=1, day=1) - timedelta(days=1)
    days = (today(office) - long_ago).days
    found = office.ask(lambda work: work.now) - timedelta(days=days + 2)
    case = a_case(office, act_on=long_ago - timedelta(days=5), found_at=found)
    case.do("lead", days + 1).do("filing", days)
    assert f"〔{long_ago.year}〕第000001号" in case.page().title


def test_another_township_sees_nothing_of_the_case(office: Office) -> None:
    case_id = a_lead(office)
    assert office.ask(lambda work: case_list.LIST.first(work, View()), "clerk@白马镇") == []
    with pytest.raises(WorkError):
        office.ask(lambda work: lead.open_(work, case_id), "clerk@白马镇")


def test_the_reviewer_reads_but_does_not_register(office: Office) -> None:
    case_id = a_lead(office)
    assert office.ask(lambda work: lead.open_(work, case_id), "reviewer").id == case_id
    with pytest.raises(Forbidden):
        office.do(lambda work: lead.register(work, {}), "reviewer")


def test_a_filed_lead_is_no_longer_rewritten(office: Office) -> None:
    case = a_case(office).filed()
    held = office.ask(lambda work: lead.open_(work, case.id))
    with pytest.raises(WorkError, match="已经立案"):
        office.do(lambda work: lead.save(work, held))


def test_a_case_is_found_by_its_party_and_place(office: Office) -> None:
    case_id = a_lead(office)
    for words in ("水果店", "样例路", "摆摊"):
        found = office.ask(lambda work, words=words: case_list.LIST.first(work, View(words=words)))
        assert [row[0] for row in found] == [case_id]


def test_a_wrong_credit_code_is_named(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        a_lead(office, party_identity="92330726MA2E7X8K3X")
    assert set(refused.value.complaints) == {"party_identity"}


def test_an_item_a_case_rests_on_is_not_rewritten(office: Office) -> None:
    key = an_item(office)
    a_lead(office, item_id=key)
    held = office.ask(lambda work: item.open_(work, key))
    changed = Draft(key, held.version, {**held.values, "fine_most": Decimal(9000)})
    with pytest.raises(Invalid, match="已有案件"):
        office.do(lambda work: item.save(work, changed), "guidance")


def a_second_party(case: Life, **values: object) -> UUID:
    from desktop.models.case import PartyKind

    given = {
        **party.blank(),
        "kind": PartyKind.BUSINESS,
        "name": "浦江县样例蔬菜店",
        "identity": "92330726MA2E7X8K3G",
        "address": "浦江县黄宅镇样例路130号",
    }
    return case.office.do(lambda work: party.add(work, case.id, {**given, **values}))


def test_a_second_party_is_told_by_itself_before_the_case_goes_on(office: Office) -> None:
    case = a_case(office)
    a_second_party(case)
    case.reported().do("prior_notice", 16, hearing_told=False, fine=Decimal(300))
    case.served(15)
    assert case.phase == "已告知"
    assert len(case.page().services) == 2
    assert (
        "样例水果店、浦江县样例蔬菜店"
        in office.ask(lambda work: case_list.LIST.first(work, View()))[0][3]
    )


def test_the_last_party_stays_and_none_changes_after_the_decision(office: Office) -> None:
    case = a_case(office)
    first = office.ask(lambda work: case_history.parties(work, case.id))[0]
    with pytest.raises(WorkError, match="至少要有一名当事人"):
        office.do(lambda work: party.remove(work, first, "填写有误"))
    case.decided()
    held = office.ask(lambda work: party.open_(work, first))
    with pytest.raises(WorkError, match="已经作出决定"):
        office.do(lambda work: party.save(work, held))


def test_earlier_cases_of_the_same_party_are_shown(office: Office) -> None:
    first = a_case(office)
    key = office.ask(lambda work: item.on_day(work, work.today))[0][0]
    second = a_lead(office, item_id=key)
    ours = office.ask(lambda work: case_history.parties(work, second))[0]
    found = office.ask(lambda work: party.earlier(work, ours))
    assert [one.cause for one in found] == ["涉嫌擅自在公共场地摆摊设点案"]
    assert first.id != second
