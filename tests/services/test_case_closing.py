"""The end of a case: published or not, closed, archived, defended in review and suit."""

from __future__ import annotations

from uuid import UUID

import pytest
from case_life import FINE, Life, a_case
from office import Office

from desktop.errors import Blocked
from desktop.law.facts_execution import ClosingGround
from desktop.models.case import Case
from desktop.services import action, action_form, case_facts, case_history, thing
from desktop.services.work import Draft, Work


def open_terms(office: Office, case_id: UUID, procedure: str, thread: UUID | None) -> set[str]:
    def question(work: Work) -> set[str]:
        record = work.get(Case, case_id)
        seen = case_history.outlook(work, record, work.today, procedure, thread)
        return {one.due.code for one in seen.terms if one.met_on is None}

    return office.ask(question)


def test_a_performed_case_is_published_closed_archived_and_its_volume_lent(office: Office) -> None:
    case = a_case(office).decided().served(1).do("publication", 1).do("closing", 0)
    assert case.phase == "结案"
    archiving = case.prepared("archiving", 0, pages_numbered=False)
    with pytest.raises(Blocked, match="没有编页码"):
        office.do(lambda work: action.issue(work, archiving, case.day(0)))
    office.do(lambda work: action_form.drop(work, archiving, "样例"))
    case.do("archiving", 0)
    assert case.phase == "归档"
    assert forms_of(case) == ["volume_cover", "volume_contents", "volume_note"]
    case.do("volume_lending", 0).do("volume_return", 0, case.thread("volume"))
    assert case.page().faults == ()


def forms_of(case: Life) -> list[str]:
    """The forms of the last action's papers."""
    assert case.last is not None
    return [case.form_of(key) for key in case.last.papers]


def seized(case: Life, days_ago: int) -> UUID:
    """Seize something; answers the measure's own history."""
    draft = Draft(
        None, None, {"name": "货架", "quantity": "2", "measure_word": "个", "condition": "完好"}
    )
    case.office.do(lambda work: thing.save(work, case.id, draft))
    approved = case.do("measure_approval", days_ago).last
    assert approved is not None
    case.do("measure", days_ago, approved.id)
    return approved.id


def test_an_open_seizure_bars_the_closing(office: Office) -> None:
    case = a_case(office).filed()
    first, second = seized(case, 18), seized(case, 18)
    case.do("interview", 18).with_evidence(18)
    case.do("investigation_end", 17, fine=FINE).do("no_penalty", 2)
    closing = case.prepared("closing", 0, ground=ClosingGround.NO_PENALTY)
    for measure in (first, second):
        with pytest.raises(Blocked, match="查封、扣押尚未解除"):
            office.do(lambda work: action.issue(work, closing, case.day(0)))
        case.do("measure_release", 0, measure)
    office.do(lambda work: action.issue(work, closing, case.day(0)))
    assert case.phase == "结案"


def test_a_hearing_asked_for_bars_the_decision_until_it_was_held(office: Office) -> None:
    case = a_case(office).reported()
    case.do("prior_notice", 16, hearing_told=True, fine=FINE).served(15)
    case.do("hearing_request", 14)
    with pytest.raises(Blocked) as refused:
        case.do("decision", 2, fine=FINE)
    assert "G10" in {one.guard for one in refused.value.findings}


def test_what_is_withheld_or_withdrawn_meets_its_term(office: Office) -> None:
    case = a_case(office).decided().served(1)
    assert {"K17"} <= open_terms(office, case.id, "ordinary", None)
    case.do("publication_withholding", 0).do("unlawful_declaration", 0)
    assert {"K17", "K19"} & open_terms(office, case.id, "ordinary", None) == {"K19"}
    case.do("publication_withdrawal", 0)
    assert "K19" not in open_terms(office, case.id, "ordinary", None)
    assert forms_of(case) == ["publication_withdrawal_register", "publication_withdrawal_note"]


COURSES = (
    ("review_application", "review_forwarding", "review_result", "remedy_compliance"),
    ("review_application", "remedy_mending"),
    ("review_notice_simple", "review_reply", "remedy_ending"),
    ("suit_notice", "suit_answer", "court_hearing", "judgment", "appeal", "judgment"),
)


def test_remedies_are_followed_each_to_its_own_end_and_known_to_the_case(office: Office) -> None:
    case = a_case(office).decided().served(1).do("review_notice", 1)
    thread = case.thread("remedy")
    assert open_terms(office, case.id, "remedy", thread) == {"K24"}
    case.do("review_hearing", 0, thread).do("review_reply", 0, thread)
    assert open_terms(office, case.id, "remedy", thread) == set()
    assert forms_of(case) == ["review_reply", "remedy_evidence_list"]
    facts = office.ask(lambda work: case_facts.facts_of(work, work.get(Case, case.id), work.today))
    assert (facts.review_sought, facts.suit_brought) == (True, False)
    (period,) = facts.remedy_periods or ()
    assert (period.since, period.until) == (case.day(7), case.day(0))
    for course in COURSES:
        begun = case.do(course[0], 0).last
        assert begun is not None
        for name in course[1:]:
            case.do(name, 0, begun.id)
    office.do(lambda work: action.issue_more(work, begun.id, "remedy_register"))
    assert case.page().faults == ()
