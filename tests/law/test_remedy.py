"""Review and suit with the township as respondent: its terms begin and end with its own steps."""

from datetime import date

import pytest
from guard_facts import D
from lawful import SETTINGS, a_case

from desktop.law.history import Taken
from desktop.law.law import Law
from desktop.law.outlook import Outlook

T = Taken
# Friday 2026-11-27; the working days after it are 11-30 to 12-04, 12-07 to 12-11
DAY = D(2026, 11, 27)


def look(law: Law, taken: tuple[Taken, ...], on: date) -> Outlook:
    return law.outlook("remedy", a_case(), taken, on, SETTINGS)


def keys(seen: Outlook) -> set[str]:
    return {one.step.key for one in seen.steps}


def test_a_remedy_begins_with_what_arrives_at_the_township(law: Law) -> None:
    assert keys(look(law, (), DAY)) == {"applied", "notified", "notified_simple", "sued"}


def test_nothing_stands_before_an_answer(law: Law) -> None:
    """An answer that is refused would be no answer, and then there is no evidence (复议法70)."""
    steps = {one.key: one for one in law.procedure("remedy", DAY).steps}
    assert all(not step.guards for step in steps.values())
    for received, answer in (("notified", "replied"), ("sued", "answered")):
        seen = look(law, (T(received, DAY),), D(2027, 3, 1)).step(answer)
        assert seen.findings == ()


@pytest.mark.parametrize(
    ("received", "answer", "code", "last"),
    [
        ("applied", "forwarded", "K34", D(2026, 12, 4)),
        ("applied", "resolved", "K34", D(2026, 12, 4)),
        ("notified", "replied", "K24", D(2026, 12, 11)),
        ("notified_simple", "replied", "K24-simple", D(2026, 12, 4)),
        ("sued", "answered", "K25", D(2026, 12, 12)),
    ],
)
def test_what_is_received_starts_the_term_of_the_answer(
    law: Law, received: str, answer: str, code: str, last: date
) -> None:
    (open_term,) = look(law, (T(received, DAY),), DAY).terms
    assert (open_term.due.code, open_term.due.raw, open_term.met_on) == (code, last, None)
    done = look(law, (T(received, DAY), T(answer, D(2026, 12, 3))), D(2026, 12, 3))
    assert done.terms[0].met_on == D(2026, 12, 3)


def test_the_answers_term_is_that_of_the_procedure_and_no_other(law: Law) -> None:
    for received, code in (("notified", "K24"), ("notified_simple", "K24-simple")):
        seen = look(law, (T(received, DAY),), DAY)
        assert [one.due.code for one in seen.terms] == [code]


def test_a_simple_review_may_become_an_ordinary_one_but_not_the_reverse(law: Law) -> None:
    assert "notified" in keys(look(law, (T("notified_simple", DAY),), DAY))
    assert "notified_simple" not in keys(look(law, (T("notified", DAY),), DAY))


def test_what_the_township_mends_itself_is_not_forwarded_too(law: Law) -> None:
    mended = look(law, (T("applied", DAY), T("resolved", DAY)), DAY)
    assert "forwarded" not in keys(mended)
    assert mended.phase_label == "已自行纠正"


def test_a_review_decision_opens_the_suit_and_settles_the_day_it_was_served(law: Law) -> None:
    served = D(2027, 1, 20)
    taken = (T("notified", DAY), T("replied", DAY), T("review_decided", served))
    seen = look(law, taken, served)
    assert [one.due.code for one in seen.terms if one.met_on is None] == ["K14-review"]
    assert law.procedure("remedy", DAY).step("review_decided").settles == (
        "review_decision_served_on",
    )
    assert {"sued", "complied"} <= keys(seen)
    assert not keys(seen) & {"replied", "review_heard", "review_ended"}


def test_a_review_that_ended_without_a_decision_opens_no_suit(law: Law) -> None:
    seen = look(law, (T("notified", DAY), T("replied", DAY), T("review_ended", DAY)), DAY)
    assert all(one.met_on for one in seen.terms)
    assert seen.phase_label == "行政复议终止"


def test_after_the_judgment_there_is_a_second_instance(law: Law) -> None:
    taken = (T("sued", DAY), T("answered", DAY), T("court_heard", DAY), T("judged", DAY))
    seen = look(law, taken, DAY)
    assert {"appealed", "judged", "court_heard", "complied"} <= keys(seen)
    assert "answered" not in keys(seen)


def test_the_papers_of_an_answer_stay_in_the_volume(law: Law) -> None:
    remedy = law.procedure("remedy", DAY)
    assert {one.key for one in remedy.steps if "75" in one.keeps} == {"replied", "answered"}


# -- what a remedy, or the ruling on publication, means for the case itself -----------------------

SERVED = (
    *(T("lead", D(2026, 2, 27)), T("filed", D(2026, 3, 2)), T("inquiry", D(2026, 3, 4))),
    *(T("reported", D(2026, 3, 18)), T("noticed", D(2026, 3, 20))),
    *(T("decided", D(2026, 4, 10)), T("served", D(2026, 4, 13))),
)
FURTHER = {"filed_on": None, "notice_served_on": None, "notice_served": None}


def case(law: Law, taken: tuple[Taken, ...], on: date) -> Outlook:
    return law.outlook("ordinary", a_case(**FURTHER), taken, on, SETTINGS)


def test_a_decision_declared_unlawful_stands_but_its_publication_is_withdrawn(law: Law) -> None:
    taken = (*SERVED, T("declared_unlawful", D(2026, 9, 1)))
    seen = case(law, taken, D(2026, 9, 1))
    assert {"decided", "served"} <= set(seen.standing)
    open_terms = {one.due.code: one.due.raw for one in seen.terms if one.met_on is None}
    assert open_terms["K19"] == D(2026, 9, 4)
    done = case(law, (*taken, T("unpublished", D(2026, 9, 2))), D(2026, 9, 2))
    assert "K19" not in {one.due.code for one in done.terms if one.met_on is None}


def test_a_publication_is_not_withdrawn_from_a_decision_nobody_touched(law: Law) -> None:
    assert "unpublished" not in keys(case(law, SERVED, D(2026, 4, 14)))


@pytest.mark.parametrize("ruling", ["published", "withheld"])
def test_either_ruling_on_publication_meets_its_term(law: Law, ruling: str) -> None:
    seen = case(law, (*SERVED, T(ruling, D(2026, 4, 14))), D(2026, 4, 14))
    assert [one.met_on for one in seen.terms if one.due.code == "K17"] == [D(2026, 4, 14)]


def test_a_decision_that_may_not_be_published_can_be_withheld(law: Law) -> None:
    minor = a_case(**{**FURTHER, "party_age": 17})
    seen = law.outlook("ordinary", minor, SERVED, D(2026, 4, 14), SETTINGS)
    assert any(one.reason == "minor" for one in seen.step("published").findings)
    assert seen.step("withheld").findings == ()


def test_the_police_refusing_again_opens_the_way_to_the_prosecutor(law: Law) -> None:
    """The term runs anew from the police's ruling on the objection (令310:9)."""
    before = ("reported", "approved", "handed_over", "declined", "objected", "upheld")
    taken = tuple(T(key, DAY) for key in before)
    seen = law.outlook("crime_transfer", a_case(), taken, DAY, SETTINGS)
    running = [one.step for one in seen.terms if one.due.code == "K33" and one.met_on is None]
    assert running == ["upheld"]
    assert {"objected", "accepted", "returned"} <= keys(seen)
    accepted = (*taken, T("accepted", DAY))
    seen = law.outlook("crime_transfer", a_case(), accepted, DAY, SETTINGS)
    assert not keys(seen) & {"objected", "returned"}
    assert "K23" in {one.due.code for one in seen.terms}
