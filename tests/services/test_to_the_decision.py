"""From the end of the inquiry to the decision: reviews, notices, defences, hearings, committees."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from case_life import BAND, FINE, Life, a_case
from office import Office
from sqlalchemy import select

from desktop.errors import Blocked
from desktop.models.paper import Paper
from desktop.values import CHINA

_FOUND = 61


def an_inquiry(office: Office) -> Life:
    """A case of two months ago, its evidence listed: time for every term to run out."""
    now, today = office.ask(lambda work: (work.now, work.today))
    found = timedelta(days=_FOUND)
    case = a_case(office, found_at=now - found, act_on=today - found)
    return case.do("lead", 60).do("filing", 59).do("interview", 58).with_evidence(58)


def a_notice(case: Life, *, hearing: bool, reviewed: bool = False) -> Life:
    case.do("investigation_end", 50, fine=FINE, **BAND)
    if reviewed:
        case.do("legal_review", 49)
    case.do("prior_notice", 46, hearing_told=hearing, fine=FINE)
    return case.served(45, "hearing_notice" if hearing else "prior_notice")


def a_hearing_called(case: Life) -> Life:
    """Asked for in time and called eleven working days ahead."""
    day = case.day(25)
    moment = datetime(day.year, day.month, day.day, 9, 30, tzinfo=CHINA)
    case.do("hearing_request", 44)
    case.do("hearing_call", 42, case.thread("hearing"), hearing_at=moment)
    return case.served(41, "hearing_call_notice")


def decide(case: Life, days_ago: int = 10, fine: Decimal = FINE) -> Life:
    return case.do("decision", days_ago, fine=fine, **BAND)


def guards(refused: pytest.ExceptionInfo[Blocked]) -> set[str]:
    return {one.guard for one in refused.value.findings}


def papers(case: Life) -> set[str]:
    return set(
        case.office.ask(lambda work: list(work.session.execute(select(Paper.form_id)).scalars()))
    )


def test_a_case_is_heard_reviewed_again_discussed_and_decided(office: Office) -> None:
    case = an_inquiry(office)
    case.do("case_suspension", 57).do("case_resumption", 54)
    a_notice(case, hearing=True, reviewed=True).do("oral_defence", 44).do("defence_recheck", 43)
    a_hearing_called(case)
    thread = case.thread("hearing")
    case.do("hearing_session", 25, thread).do("hearing_reporting", 25, thread)
    case.do("hearing_result", 25)
    assert case.phase == "听证"
    case.do("legal_review", 20).do("committee_discussion", 19)
    decide(case)
    assert case.phase == "已决定"
    assert case.page().faults == ()
    assert papers(case) >= {
        *("suspension_approval", "resumption_approval", "investigation_report", "hearing_notice"),
        *("prior_notice_approval", "defence_record", "defence_recheck_opinion"),
        *("hearing_call_notice", "hearing_announcement", "hearing_record", "hearing_report"),
        *("legal_review_opinion", "committee_record", "penalty_decision_approval"),
    }


def test_a_hearing_asked_for_in_time_must_be_held(office: Office) -> None:
    case = a_notice(an_inquiry(office), hearing=True).do("hearing_request", 44)
    with pytest.raises(Blocked) as refused:
        decide(case)
    assert guards(refused) == {"G10"}


def test_a_party_that_stays_away_has_waived_the_hearing(office: Office) -> None:
    case = a_hearing_called(a_notice(an_inquiry(office), hearing=True))
    case.do("hearing_termination", 25, case.thread("hearing"))
    assert decide(case).phase == "已决定"


def test_who_waives_in_writing_is_not_waited_for(office: Office) -> None:
    case = a_notice(an_inquiry(office), hearing=False)
    case.do("defence_waiver", 44, hearing_waived=None)
    assert decide(case, 44).phase == "已决定"


def test_a_review_that_sends_the_case_back_stops_the_decision_until_one_passes(
    office: Office,
) -> None:
    case = an_inquiry(office).do("investigation_end", 52, fine=FINE, **BAND)
    with pytest.raises(Blocked) as refused:
        case.do("legal_review", 51, rejected=True)
    assert guards(refused) == {"G12"}
    case.do("legal_review_return", 51)
    assert case.phase == "调查"
    a_notice(case, hearing=False)
    with pytest.raises(Blocked) as refused:
        decide(case)
    assert guards(refused) == {"G12"}


def test_what_a_defence_changed_is_reviewed_and_told_again(office: Office) -> None:
    case = an_inquiry(office).do("investigation_end", 50, fine=FINE, **BAND)
    case.do("legal_review", 49)
    case.do("prior_notice", 48, hearing_told=False, fine=FINE).served(47, "prior_notice")
    changed = {"changed": True, "changed_on": case.day(45)}
    case.do("written_defence", 46).do("defence_recheck", 45, **changed)
    case.do("legal_review", 44, **changed)
    case.do("prior_notice", 43, hearing_told=False, fine=Decimal(200), replaced="样例告知书文号")
    case.served(42, "prior_notice")
    assert decide(case, 30, Decimal(200)).phase == "已决定"


def test_a_committee_that_cannot_decide_asks_for_a_joint_opinion_and_meets_again(
    office: Office,
) -> None:
    case = a_notice(an_inquiry(office), hearing=False)
    case.do("joint_examination", 40)
    assert case.phase != "集体讨论"
    case.do("joint_opinion", 38).do("committee_discussion", 35)
    assert case.phase == "集体讨论"
    assert decide(case, 30).phase == "已决定"
