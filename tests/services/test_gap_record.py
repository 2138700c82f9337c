"""Time the law may leave out is read off the record, never typed twice."""

from __future__ import annotations

from case_life import Life, a_case
from office import Office

from desktop.law.counting import Excluded
from desktop.models.case import Case
from desktop.services.case_facts import facts_of
from desktop.services.work import Work


def gaps(case: Life) -> list[tuple[str, int]]:
    """Kind and days of every gap as known today."""

    def read(work: Work) -> tuple[Excluded, ...]:
        return facts_of(work, work.get(Case, case.id), work.today).excluded or ()

    return [(one.kind, (one.until - one.since).days + 1) for one in case.office.ask(read)]


def test_a_suspension_counts_until_the_case_is_resumed(office: Office) -> None:
    case = a_case(office).filed().do("case_suspension", 15)
    assert gaps(case) == [("suspension", 16)]
    case.do("case_resumption", 11)
    assert gaps(case) == [("suspension", 5)]


def test_a_test_is_no_appraisal_and_ends_on_the_day_of_its_form(office: Office) -> None:
    case = a_case(office).filed()
    case.do("appraisal", 12, since=case.day(12), until=case.day(9))
    assert gaps(case) == [("test", 4)]
