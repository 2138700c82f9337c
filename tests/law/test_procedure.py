from datetime import date

import pytest

from desktop.law.editions import NotYetLaw
from desktop.law.law import Law

DAY = date(2026, 3, 2)


def test_a_case_begins_with_its_lead_and_ends_closed(law: Law) -> None:
    ordinary = law.procedure("ordinary", DAY)
    assert [step.key for step in ordinary.next(())] == ["lead"]
    from_lead = [step.key for step in ordinary.next({"lead"})]
    assert from_lead == ["inspected", "not_filed", "filed", "transferred"]
    after = {step.key for step in ordinary.next({"lead", "filed"})}
    assert "inquiry" in after
    assert not after & {"noticed", "decided", "served"}
    assert [step.key for step in ordinary.line][-2:] == ["closed", "archived"]


def test_a_step_starts_terms_the_law_has(law: Law) -> None:
    for key in ("ordinary", "simple"):
        for step in law.procedure(key, DAY).steps:
            for deadline in step.deadlines:
                assert law.due(deadline, DAY).label


def test_filing_starts_the_ninety_days_and_service_the_remedies(law: Law) -> None:
    ordinary = law.procedure("ordinary", DAY)
    assert ordinary.step("filed").deadlines == ("decision",)
    assert ordinary.step("served").deadlines == ("payment", "review_application", "suit")
    assert ordinary.step("decided").documents == ("46", "47")


def test_on_the_spot_decisions_open_no_direct_suit_since_2024(law: Law) -> None:
    old, new = (law.procedure("simple", day) for day in (date(2023, 12, 31), date(2024, 1, 1)))
    assert "suit" in old.step("decided").deadlines
    assert "suit" not in new.step("decided").deadlines


def test_a_step_nobody_declared_is_a_bug(law: Law) -> None:
    with pytest.raises(KeyError):
        law.procedure("ordinary", DAY).step("punish")


def test_before_the_law_there_is_no_procedure(law: Law) -> None:
    with pytest.raises(NotYetLaw):
        law.procedure("ordinary", date(2021, 7, 14))


def test_every_paper_has_its_number_and_title(law: Law) -> None:
    papers = law.contents("papers", DAY).items
    numbered = [f"{number:02}" for number in range(1, 77)]
    letters = [f"C{number}" for number in range(1, 12)]
    rosters = [f"M{number}" for number in range(1, 18)]
    assert list(papers) == [*numbered, *letters, *rosters]
    assert len(set(papers.values())) == len(papers)
    assert papers["07"] == "检查通知书、现场检查（勘验）笔录"
    assert papers["47"] == "行政处罚决定书"
    assert papers["C6"] == "争议协调申请书、协调意见、报请指定管辖的请示"
    assert papers["M17"] == "伤亡抚恤登记表"


def test_a_procedure_beside_a_case_begins_within_its_steps_and_not_after_its_end(law: Law) -> None:
    hearing = law.procedure("hearing", date(2026, 11, 23))
    assert not hearing.begins(("lead", "filed"))
    assert hearing.begins(("lead", "filed", "noticed"))
    assert not hearing.begins(("lead", "filed", "noticed", "decided"))
    ordinary = law.procedure("ordinary", date(2026, 11, 23))
    assert ordinary.begins(())
    assert ordinary.begins(("decided",))
