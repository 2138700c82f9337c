"""Parties of a case: several, their age at the act, what the law says to it, their other cases."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from case_life import BAND, FINE, Life, a_case
from office import Office, id_number

from desktop.errors import Conflict, Forbidden, Invalid, WorkError
from desktop.models.case import PartyKind
from desktop.services import case_page, item, paper, party, proof_of_service
from desktop.services.party_card import PartyCard
from desktop.services.work import Draft


def a_citizen(case: Life, **values: Any) -> PartyCard:
    """One more party; answers how the page shows it."""
    given = {
        **party.blank(),
        "kind": PartyKind.CITIZEN,
        "name": "样例青年",
        "identity": id_number(),
        "address": "浦江县黄宅镇样例村3号",
    }
    key = case.office.do(lambda work: party.add(work, case.id, {**given, **values}))
    return next(one for one in case.page().parties if one.id == key)


def born_years_before_the_act(case: Life, years: int) -> str:
    """The number of somebody who turned so old on the day before the act."""
    day = case.day(21)
    return id_number(date(day.year - years, day.month, min(day.day, 28)))


def test_a_child_of_thirteen_is_not_punished_and_the_page_says_so(office: Office) -> None:
    case = a_case(office)
    shown = a_citizen(case, identity=born_years_before_the_act(case, 13))
    assert shown.age is not None
    level, words, why = shown.age
    assert (level, words) == ("bad", "行为时13周岁")
    assert "不满14周岁，不予行政处罚" in why
    assert "第三十条" in why
    assert ("法定代理人（监护人）", "尚未登记") in shown.said


@pytest.mark.parametrize(("years", "level"), [(14, "warn"), (17, "warn"), (18, "ok")])
def test_from_fourteen_to_seventeen_the_penalty_must_be_lighter(
    office: Office, years: int, level: str
) -> None:
    case = a_case(office)
    shown = a_citizen(case, identity=born_years_before_the_act(case, years))
    assert shown.age is not None
    assert shown.age[:2] == (level, f"行为时{years}周岁")
    assert ("应当从轻或者减轻" in shown.age[2]) == (level == "warn")


def test_on_the_birthday_itself_nobody_is_older_yet(office: Office) -> None:
    day = office.ask(lambda work: work.today) - timedelta(days=20)
    act = day.replace(day=min(day.day, 28))
    case = a_case(office, act_on=act)
    shown = a_citizen(case, identity=id_number(act.replace(year=act.year - 14)))
    assert shown.age is not None
    assert shown.age[1] == "行为时13周岁"


def test_a_citizen_without_a_number_has_no_known_age_and_a_firm_none_at_all(office: Office) -> None:
    case = a_case(office)
    shown = a_citizen(case, identity=None)
    assert shown.age is not None
    assert shown.age[1] == "年龄未知"
    assert case.page().parties[0].age is None


def test_a_number_of_the_wrong_kind_is_named(office: Office) -> None:
    case = a_case(office)
    with pytest.raises(Invalid) as refused:
        a_citizen(case, identity="92330726MA2E7X8K3G")
    assert set(refused.value.complaints) == {"identity"}


def test_a_party_changed_by_two_at_once_is_not_overwritten(office: Office) -> None:
    case = a_case(office)
    key = case.page().parties[0].id
    held = office.ask(lambda work: party.open_(work, key))
    office.do(
        lambda work: party.save(work, Draft(key, held.version, {**held.values, "name": "甲"}))
    )
    with pytest.raises(Conflict):
        office.do(lambda work: party.save(work, held), "captain")
    assert case.page().parties[0].name == "甲"


def test_a_party_taken_out_is_gone_from_the_case_and_needs_a_reason(office: Office) -> None:
    case = a_case(office)
    key = a_citizen(case).id
    with pytest.raises(WorkError, match="移除原因"):
        office.do(lambda work: party.remove(work, key, " "))
    office.do(lambda work: party.remove(work, key, "与本案无关"))
    assert [one.name for one in case.page().parties] == ["浦江县样例水果店"]


def test_the_reviewer_sees_the_parties_and_adds_none(office: Office) -> None:
    case = a_case(office)
    seen = office.ask(lambda work: case_page.read(work, case.id), "reviewer")
    assert len(seen.parties) == 1
    with pytest.raises(Forbidden):
        office.do(lambda work: party.add(work, case.id, party.blank()), "reviewer")


def test_after_the_decision_the_page_says_why_no_party_changes(office: Office) -> None:
    case = a_case(office)
    assert case.page().parties_settled == ""
    case.decided()
    assert "已经作出决定" in case.page().parties_settled


def test_another_case_of_the_same_number_is_listed_with_its_phase(office: Office) -> None:
    first = a_case(office).do("lead", 9).do("filing", 8)
    chosen = office.ask(lambda work: item.on_day(work, work.today))[0][0]
    second = a_case(office, item_id=chosen)
    found = second.page().parties[0].earlier
    assert [(one.id, one.phase) for one in found] == [(first.id, first.phase)]
    assert "立案" in found[0].phase


def test_a_service_is_offered_at_the_address_of_each_party(office: Office) -> None:
    case = a_case(office)
    other = a_citizen(case)
    case.reported().do("prior_notice", 16, hearing_told=False)
    key = case.paper("prior_notice")
    found = office.ask(lambda work: proof_of_service.addresses(work, key))
    assert found[other.id] == ("浦江县黄宅镇样例村3号", "样例青年")
    assert len(found) == 2


def printed(case: Life, form: str) -> str:
    """The words of the last action's paper."""
    pdf = case.office.ask(lambda work: paper.pdf(work, case.paper(form)))
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    document.close()
    return "".join("".join(pages).split())


@pytest.mark.parametrize("hearing", [False, True])
def test_the_notice_and_the_decision_name_every_party(office: Office, hearing: bool) -> None:
    case = a_case(office)
    a_citizen(case)
    case.reported().do("prior_notice", 16, hearing_told=hearing, fine=Decimal(300))
    text = printed(case, "hearing_notice" if hearing else "prior_notice")
    for name in ("浦江县样例水果店", "样例青年", "样例经营者", "浦江县黄宅镇样例村3号"):
        assert name in text
    if not hearing:
        case.served(15).do("decision", 2, fine=FINE, **BAND)
        assert "样例青年" in printed(case, "penalty_decision")
        assert case.served(1).phase == "已送达"


def test_the_number_of_a_citizen_says_the_sex_where_nobody_entered_it(office: Office) -> None:
    case = a_case(office)
    for serial, sex in ((3, "男"), (4, "女")):
        assert ("性别", sex) in a_citizen(case, identity=id_number(serial=serial)).said
