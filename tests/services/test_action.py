"""Actions of a case: what the law allows is done with its papers, all or nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from case_life import FINE, Life, a_case
from office import Office, a_person

from desktop.commands import sample_action
from desktop.errors import Blocked, Forbidden, Invalid, WorkError
from desktop.models.number import DocumentNumber, NumberState
from desktop.models.paper import Paper
from desktop.roles import Seat
from desktop.services import (
    action,
    action_form,
    action_look,
    case_action,
    case_list,
    number,
    opinion,
    paper_void,
    proof_of_service,
)
from desktop.services.listing import View
from desktop.services.opinion import Verdict
from desktop.services.work import Draft, Work
from desktop.vocabulary import ServiceWay


def issue(case: Life, key: object, days_ago: int = 0) -> None:
    case.office.do(lambda work: action.issue(work, key, case.day(days_ago)))  # type: ignore[arg-type]


def numbers(office: Office, series: str) -> list[tuple[str, NumberState]]:
    from sqlalchemy import select

    query = select(DocumentNumber.text, DocumentNumber.state).where(DocumentNumber.series == series)
    return office.ask(
        lambda work: [
            tuple(row) for row in work.session.execute(query.order_by(DocumentNumber.seq))
        ]
    )


def test_an_ordinary_case_goes_from_lead_to_served_decision(office: Office) -> None:
    case = a_case(office).decided().served(1)
    assert case.phase == "已送达"
    page = case.page()
    done = [step.key for step in page.steps if step.state == "done"]
    assert done == ["lead", "filed", "inquiry", "reported", "noticed", "decided", "served"]
    assert {term.due.key for step in page.steps for term in step.terms} >= {
        "decision",
        "service",
        "payment",
        "review_application",
        "suit",
    }
    assert page.faults == ()
    row = office.ask(lambda work: case_list.LIST.first(work, View()))[0]
    assert row[1] == page.title and row[-1][1] == "已送达"


def test_filing_draws_the_number_and_freezes_the_form_with_the_opinions(office: Office) -> None:
    case = a_case(office).filed()
    form = office.ask(lambda work: work.get(Paper, case.last.papers[0]))
    assert form.number == case.page().title
    assert form.data.count('"意见":"同意。"') == 3
    assert numbers(office, "filing") == [(form.number, NumberState.ISSUED)]


def test_a_notice_counts_only_from_its_service(office: Office) -> None:
    case = a_case(office).reported().do("prior_notice", 16, hearing_told=False, fine=FINE)
    assert case.phase == "调查终结"
    case.served(15)
    assert case.phase == "已告知"


def test_a_decision_before_the_time_to_answer_is_over_is_refused_by_article(office: Office) -> None:
    case = a_case(office).reported().do("prior_notice", 4, hearing_told=False, fine=FINE).served(3)
    key = case.prepared("decision", 0, fine=FINE, band_least=Decimal(100), band_most=Decimal(500))
    with pytest.raises(Blocked, match=r"行政处罚法 第四十[四五]条"):
        issue(case, key)
    assert case.phase == "已告知"
    assert numbers(office, "decision") == []


def test_a_fine_above_the_notified_one_is_refused(office: Office) -> None:
    case = a_case(office).noticed()
    key = case.prepared(
        "decision", 0, fine=Decimal(400), band_least=Decimal(100), band_most=Decimal(500)
    )
    with pytest.raises(Blocked) as refused:
        issue(case, key)
    assert "G09" in {one.guard for one in refused.value.findings}


def test_an_officer_whose_certificate_ended_yesterday_stops_the_filing(office: Office) -> None:
    today = office.ask(lambda work: work.today)
    expired = a_person(office, valid_until=today - timedelta(days=1))
    case = a_case(office, officers=(a_person(office), expired))
    case.do("lead", 1)
    key = case.prepared("filing", 0)
    with pytest.raises(Blocked) as refused:
        issue(case, key)
    assert "G03" in {one.guard for one in refused.value.findings}


def test_a_step_out_of_turn_says_where_the_case_stands(office: Office) -> None:
    case = a_case(office).filed().with_evidence(18)
    with pytest.raises(WorkError, match="现在处于“立案”"):
        case.do(
            "prior_notice", 10, hearing_told=False, fine=FINE, facts="样例事实", violated="样例"
        )


def test_the_reviewer_is_not_an_officer_of_the_case(office: Office) -> None:
    case = a_case(office).reported()
    desk = office.as_("clerk")
    key = sample_action.prepare(desk, case.id, "prior_notice", case.day(10), hearing_told=False)
    name = case.page().people[1].name

    def sign(work: Work) -> None:
        scan = ("样例签字件.png", sample_action._SCAN)
        opinion.record(work, key, Seat.OFFICERS, Verdict.APPROVE, "同意", name, case.day(10), *scan)
        opinion.record(work, key, Seat.REVIEWER, Verdict.APPROVE, "同意", name, case.day(10), *scan)

    with pytest.raises(WorkError, match="行政处罚法 第五十八条"):
        desk.do(sign)


def test_opinions_come_in_order_and_a_return_starts_a_new_round(office: Office) -> None:
    case = a_case(office).do("lead", 3)
    desk = office.as_("clerk")
    key = sample_action.prepare(desk, case.id, "filing", case.day(1))
    office.do(lambda work: opinion.submit(work, key))
    with pytest.raises(WorkError, match="现在应由“承办人”签署"):
        office.do(lambda work: opinion.give(work, key, Seat.HEAD, Verdict.APPROVE, ""), "head")
    office.do(lambda work: opinion.give(work, key, Seat.OFFICERS, Verdict.APPROVE, ""), "officer")
    assert [one.seat for one in office.ask(opinion.inbox, "captain")] == [Seat.TEAM]
    with pytest.raises(Forbidden):
        office.do(lambda work: opinion.give(work, key, Seat.TEAM, Verdict.APPROVE, ""), "clerk")
    with pytest.raises(Invalid, match="写明理由"):
        office.do(lambda work: opinion.give(work, key, Seat.TEAM, Verdict.RETURN, ""), "captain")
    office.do(
        lambda work: opinion.give(work, key, Seat.TEAM, Verdict.RETURN, "案情不清"), "captain"
    )
    assert office.ask(opinion.inbox, "captain") == []
    held = office.ask(lambda work: action_form.open_(work, case.id, "filing", key))
    values = {**held.values, "note": "已补充案情"}
    draft = Draft(key, held.version, values)
    office.do(lambda work: action_form.save(work, case.id, "filing", draft))
    office.do(lambda work: opinion.submit(work, key))
    for seat, who in ((Seat.OFFICERS, "officer"), (Seat.TEAM, "captain"), (Seat.HEAD, "head")):
        office.do(lambda work, seat=seat: opinion.give(work, key, seat, Verdict.APPROVE, ""), who)
    sample_action.settle(desk, case.id, key, case.day(0))
    office.do(lambda work: action.issue(work, key))
    assert case.phase == "立案"


def test_what_is_being_approved_cannot_be_changed(office: Office) -> None:
    case = a_case(office).do("lead", 3)
    key = sample_action.prepare(office.as_("clerk"), case.id, "filing", case.day(1))
    office.do(lambda work: opinion.submit(work, key))
    held = office.ask(lambda work: action_form.open_(work, case.id, "filing", key))
    with pytest.raises(WorkError, match="正在审批"):
        draft = Draft(key, held.version, held.values)
        office.do(lambda work: action_form.save(work, case.id, "filing", draft))


def test_a_paper_says_what_it_lacks_before_it_is_issued(office: Office) -> None:
    case = a_case(office, party_address=None).do("lead", 3)
    key = case.prepared("filing", 1)
    look = office.ask(lambda work: action_look.look(work, key))
    assert "当事人地址" in look.papers[0].missing
    with pytest.raises(WorkError, match="当事人地址"):
        issue(case, key, 1)
    assert numbers(office, "filing") == []


def test_voiding_the_filing_makes_the_case_a_lead_again_and_keeps_the_number(
    office: Office,
) -> None:
    case = a_case(office).filed()
    form = case.last.papers[0]
    office.do(lambda work: paper_void.void(work, form, "案由填写错误"))
    assert case.phase == "线索"
    assert [state for _, state in numbers(office, "filing")] == [NumberState.VOID]
    case.do("filing", 1)
    assert len(numbers(office, "filing")) == 2
    assert office.ask(lambda work: number.gaps(work, "filing", case.day(0).year)) == []


def test_nothing_is_voided_that_a_later_step_or_a_service_rests_on(office: Office) -> None:
    case = a_case(office).noticed()
    every = office.ask(lambda work: case_action.of_case(work, case.id))
    filing = next(one for one in every if one.action.name == "filing")
    with pytest.raises(WorkError, match="后面的步骤以这一事项为基础"):
        office.do(lambda work: action.void(work, filing.id, "样例"))
    with pytest.raises(WorkError, match="已经送达当事人，不能作废"):
        office.do(lambda work: paper_void.void(work, case.paper("prior_notice"), "样例"))


def test_service_left_at_the_door_needs_a_witness_or_a_recording(office: Office) -> None:
    case = a_case(office).reported().do("prior_notice", 16, hearing_told=False, fine=FINE)
    with pytest.raises(Blocked) as refused:
        case.served(15, way=ServiceWay.LEFT, refused=True, refusal="拒绝开门")
    assert "G16" in {one.guard for one in refused.value.findings}
    case.served(15, way=ServiceWay.LEFT, refused=True, refusal="拒绝开门", recorded=True)
    assert case.phase == "已告知"


def test_a_paper_is_served_once_on_each_party(office: Office) -> None:
    case = a_case(office).noticed()
    with pytest.raises(WorkError, match="不能重复登记"):
        case.served(14)
    assert len(office.ask(lambda work: proof_of_service.of_case(work, case.id))) == 1


def test_another_townships_clerk_may_not_touch_the_case(office: Office) -> None:
    case = a_case(office).do("lead", 2)
    with pytest.raises(WorkError):
        office.do(
            lambda work: action_form.save(work, case.id, "filing", Draft(None, None, {})),
            "clerk@白马镇",
        )
