"""What the page of one case is given to show."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from case_life import a_case
from office import Office, a_lead, a_person, an_item

from desktop.errors import WorkError
from desktop.models.evidence import EvidenceKind
from desktop.services import case_form, case_page, evidence, item_card, stated_fact
from desktop.services.case_next import HERE, IN_ACTION, IN_LEAD
from desktop.services.case_page import AHEAD, CURRENT, DONE, CasePage
from desktop.services.work import Draft

Recorder = Callable[..., list[str]]


def page_of(office: Office, key: UUID, who: str = "clerk") -> CasePage:
    return office.ask(lambda work: case_page.read(work, key), who)


def states(page: CasePage) -> dict[str, str]:
    return {step.label: step.state for step in page.steps}


def test_a_lead_waits_for_filing_and_says_what_bars_it(office: Office) -> None:
    page = page_of(office, a_lead(office, officers=(a_person(office),)))
    assert (page.title, page.mark, page.procedure) == ("线索", ("info", "线索"), "普通程序")
    assert states(page)["线索"] == DONE
    assert states(page)["立案"] == CURRENT
    assert states(page)["送达"] == AHEAD
    assert page.next.label == "立案"
    said = [point.message for point in page.next.points if point.mark[0] == "bad"]
    assert said == ["持有有效执法证的承办人只有1人，少于2人。"]
    assert "赋权事项" in page.next.passed


def test_a_question_is_answered_where_its_fact_belongs(office: Office) -> None:
    lead = page_of(office, a_lead(office, inside=None))
    asked = {one.name: one.place for point in lead.next.points for one in point.asks}
    assert asked["place_inside"] == IN_LEAD
    case = a_case(office, item_id=an_item(office, code="330217009000")).noticed()
    places = {one.name: one.place for point in case.page().next.points for one in point.asks}
    assert places["same_act_fined"] == IN_ACTION
    assert set(places.values()) <= {IN_ACTION, HERE, IN_LEAD}


def test_only_what_the_case_can_do_now_is_offered_and_the_rest_says_why(office: Office) -> None:
    menu = {one.name: one for one in page_of(office, a_lead(office)).menu}
    assert menu["filing"].why == ""
    assert "还不能办理" in menu["decision"].why
    assert "还不能办理" in menu["hearing_request"].why


def test_statements_name_who_when_and_what(office: Office) -> None:
    key = a_lead(office)
    office.do(lambda work: stated_fact.state(work, key, {"grave_harm": False}), "officer")
    (said,) = page_of(office, key).statements
    assert (said.by, said.value) == ("样例执法员", "否")
    assert said.at


def test_after_the_decision_its_terms_stand_at_their_steps(office: Office) -> None:
    page = a_case(office).decided().served(1).page()
    at = {step.key: [term.due.code for term in step.terms] for step in page.steps}
    assert "K02" in at["decided"]
    assert "K09" in at["served"]
    assert {"K10", "K13", "K14"} <= {code for codes in at.values() for code in codes}


def test_the_time_to_ask_for_a_hearing_runs_only_where_it_was_told(office: Office) -> None:
    told = a_case(office).noticed(hearing_told=True).page()
    assert "K07" in {term.due.code for step in told.steps for term in step.terms}
    silent = a_case(office, item_id=an_item(office, code="330217008000")).noticed().page()
    assert "K07" not in {term.due.code for step in silent.steps for term in step.terms}


def test_the_history_holds_actions_opinions_and_answers_newest_first(office: Office) -> None:
    page = a_case(office).filed().page()
    said = [event.what for event in page.history]
    assert any(one.startswith("立案（") for one in said)
    assert any(one.startswith("负责人意见：同意") for one in said)
    moments = [event.at for event in page.history]
    assert moments == sorted(moments, reverse=True)


def test_the_statements_do_not_grow_with_what_the_case_holds(
    office: Office, statements: Recorder
) -> None:
    case = a_case(office).filed()
    seen = statements(office)
    page_of(office, case.id)
    few = len(seen)
    for number in range(20):
        piece = {"kind": EvidenceKind.DOCUMENT, "name": f"书证{number}", "proves": "事实"}
        office.do(lambda work, piece=piece: evidence.save(work, case.id, Draft(None, None, piece)))
    seen.clear()
    assert len(page_of(office, case.id).evidence) == 20
    assert len(seen) == few


def test_another_township_does_not_see_the_page(office: Office) -> None:
    key = a_lead(office)
    with pytest.raises(WorkError):
        page_of(office, key, "clerk@白马镇")


def test_the_county_guidance_reads_the_page_without_the_partys_numbers(office: Office) -> None:
    page = page_of(office, a_lead(office), "guidance")
    assert "92330726MA2E7X8K3G" not in str(page)
    assert page.title == "线索"


def test_the_form_of_a_lead_offers_the_own_team_with_the_reason_of_each(office: Office) -> None:
    able = a_person(office, name="王志强")
    aside = a_person(office, name="方国平", number=None)
    a_person(office, "clerk@白马镇", name="石雪芬")
    found = office.ask(lambda work: case_form.opened(work)).candidates
    by_id = {one.id: one for one in found}
    assert set(by_id) == {able, aside}
    assert by_id[able].may_act
    assert not by_id[aside].may_act
    assert "第四十二条" in by_id[aside].mark[2]
    assert "wzq" in by_id[able].initials


def test_an_item_shows_its_earlier_listings(office: Office) -> None:
    key = an_item(office)
    card = office.ask(lambda work: item_card.read(work, key))
    assert (card.town, card.mark) == ("黄宅镇", ("ok", "有效"))
    assert [one.shown for one in card.history] == [True]
