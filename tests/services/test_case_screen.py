"""The page of a case is one question: few statements, everything derived, nothing assumed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from office import Office, a_lead, a_person, an_item, confirm_settings
from test_case import decided, drafted, file, today

from desktop.errors import WorkError
from desktop.models.evidence import EvidenceKind
from desktop.services import case_form, case_page, decision, item_card, stated_fact
from desktop.services.case_next import HERE, IN_DRAFT, IN_LEAD
from desktop.services.case_page import AHEAD, CURRENT, DONE, CasePage

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
    assert asked == {"place_inside": IN_LEAD, "dispute_open": HERE}
    key = a_lead(office, item_id=an_item(office, code="330217009000"))
    file(office, key)
    confirm_settings(office)
    points = page_of(office, key).next.points
    waiting = [point for point in points if any(one.place == IN_DRAFT for one in point.asks)]
    assert "处罚种类" in waiting[0].message
    assert "处罚前告知书送达日期" in waiting[0].message
    here = {one.name for point in points for one in point.asks if one.place == HERE}
    assert {"suspected_crime", "same_act_fined"} <= here


def test_an_order_to_correct_is_written_in_the_draft_and_only_its_absence_is_stated(
    office: Office,
) -> None:
    confirm_settings(office)
    key = a_lead(office)
    file(office, key)
    drafted(office, key, correction=None)
    asked = [one for point in page_of(office, key).next.points for one in point.asks]
    correction = next(one for one in asked if one.name == "correction_ordered")
    assert correction.place == IN_DRAFT
    assert correction.only_no


def test_a_missing_setting_is_named_on_the_page_instead_of_breaking_it(office: Office) -> None:
    key = a_lead(office)
    file(office, key)
    drafted(office, key)
    (point,) = page_of(office, key).next.points
    assert point.bars
    assert "管辖法院" in point.message or "代收机构" in point.message


def test_statements_name_who_when_and_what(office: Office) -> None:
    key = a_lead(office)
    office.do(lambda work: stated_fact.state(work, key, {"dispute_open": False}), "officer")
    office.do(
        lambda work: stated_fact.state(
            work, key, {"confirm:G04/relation_unknown": "本人确认与当事人没有利害关系"}
        )
    )
    first, second = page_of(office, key).statements
    assert (first.label, first.value, first.by) == (
        "是否有未解决的管辖争议",
        "否",
        "样例执法员",
    )
    assert str(today(office).year) in first.at
    assert (second.label, second.value) == ("核实：回避", "本人确认与当事人没有利害关系")


def test_after_the_decision_its_terms_stand_at_their_steps(office: Office) -> None:
    key = decided(office)
    day = today(office)
    office.do(lambda work: decision.serve(work, key, day))
    page = page_of(office, key)
    terms = {step.label: [term.due.code for term in step.terms] for step in page.steps}
    assert terms["作出处罚决定"] == ["K02", "K17"]
    assert terms["送达"] == ["K09", "K10", "K13", "K14"]
    assert page.next.key == ""
    assert (page.made, page.served, len(page.papers), len(page.evidence)) == (True, True, 2, 1)
    assert states(page)["结案"] == CURRENT


def test_the_time_to_ask_for_a_hearing_runs_only_where_it_was_told(office: Office) -> None:
    confirm_settings(office)
    key = a_lead(office)
    file(office, key)
    drafted(office, key)
    noticed = next(step for step in page_of(office, key).steps if step.key == "noticed")
    assert [term.due.code for term in noticed.terms] == ["K06"]


def test_the_statements_do_not_grow_with_what_the_case_holds(
    office: Office, statements: Recorder
) -> None:
    confirm_settings(office)
    key = a_lead(office)
    file(office, key)
    drafted(office, key)
    seen = statements(office)
    page_of(office, key)
    few = len(seen)
    pieces = [
        {"kind": EvidenceKind.DOCUMENT, "name": f"书证{number}", "proves": "事实"}
        for number in range(40)
    ]
    drafted_more(office, key, pieces)
    seen.clear()
    page = page_of(office, key)
    assert len(page.evidence) == 40
    assert len(seen) == few
    assert few <= 26


def drafted_more(office: Office, key: UUID, pieces: list[dict[str, object]]) -> None:
    held = office.ask(lambda work: decision.open_(work, key))
    held.values.update(evidence=pieces, fine=Decimal(500))
    office.do(lambda work: decision.save(work, key, held), "officer")


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
