"""The end of a case: published or not, closed, archived, defended in review and suit."""

from __future__ import annotations

from uuid import UUID

import pytest
from case_life import FINE, Life, a_case
from office import Office

from desktop.errors import Blocked
from desktop.law.facts_execution import ClosingGround
from desktop.models.case import Case
from desktop.services import action, case_facts, case_history, thing
from desktop.services.work import Draft, Work


def open_terms(office: Office, case_id: UUID, procedure: str, thread: UUID | None) -> set[str]:
    def question(work: Work) -> set[str]:
        record = work.get(Case, case_id)
        seen = case_history.outlook(work, record, work.today, procedure, thread)
        return {one.due.code for one in seen.terms if one.met_on is None}

    return office.ask(question)


def test_a_performed_case_is_published_closed_and_archived(office: Office) -> None:
    case = a_case(office).decided().served(1).do("publication", 1).do("closing", 0)
    assert case.phase == "结案"
    case.do("archiving", 0)
    assert case.phase == "归档"
    assert [case.form_of(key) for key in case.last.papers] == [
        "volume_cover",
        "volume_contents",
        "volume_note",
    ]


def test_a_volume_without_numbered_pages_is_not_archived(office: Office) -> None:
    case = a_case(office).decided().served(1).do("closing", 0)
    with pytest.raises(Blocked, match="没有编页码"):
        case.do("archiving", 0, pages_numbered=False)


def test_a_fine_not_paid_is_not_closed_as_performed(office: Office) -> None:
    case = a_case(office).decided().served(1)
    with pytest.raises(Blocked, match="没有履行完毕"):
        case.do("closing", 0, performed=False)


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


@pytest.mark.parametrize("ruling", ["publication", "publication_withholding"])
def test_either_ruling_on_publication_meets_its_term(office: Office, ruling: str) -> None:
    case = a_case(office).decided()
    assert "K17" in open_terms(office, case.id, "ordinary", None)
    case.do(ruling, 0)
    assert "K17" not in open_terms(office, case.id, "ordinary", None)


def test_personal_data_left_unmasked_is_not_published(office: Office) -> None:
    case = a_case(office).decided().served(1)
    with pytest.raises(Blocked, match="隐去"):
        case.do("publication", 0, publication_masked=False)


def test_the_answer_in_a_review_meets_its_term_and_the_suit_is_known(office: Office) -> None:
    case = a_case(office).decided().served(1).do("review_notice", 1)
    thread = case.thread("remedy")
    assert open_terms(office, case.id, "remedy", thread) == {"K24"}
    case.do("review_reply", 0, thread)
    assert open_terms(office, case.id, "remedy", thread) == set()
    assert [case.form_of(key) for key in case.last.papers] == [
        "review_reply",
        "remedy_evidence_list",
    ]

    facts = office.ask(lambda work: case_facts.facts_of(work, work.get(Case, case.id), work.today))
    assert (facts.review_sought, facts.suit_brought) == (True, False)
    (period,) = facts.remedy_periods or ()
    assert (period.since, period.until) == (case.day(7), case.day(0))
