"""Every guard with allowed and refused cases; each row changes the lawful case.

A row names the reasons the guard must give, none for a plain yes; `asks` marks missing facts.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from guard_facts import DISCUSSED, D, P, Row, Table
from guard_rows import EARLY
from guard_rows_decision import FILING, LATE, SIMPLE
from guard_rows_execution import TABLES as EXECUTION
from guard_rows_inquiry import TABLES as INQUIRY
from guard_rows_time import DECIDED
from guard_rows_time import TABLES as TIME
from law_cases import Record, count
from lawful import SETTINGS, TODAY, a_case

from desktop.law.facts import Facts, PartyType
from desktop.law.guards import Finding, Verdict
from desktop.law.law import Law

DECIDING = [*EARLY, *LATE, *DECIDED]
FURTHER = [(table, row) for table in (*INQUIRY, *EXECUTION, *TIME) for row in table.rows]
ROWS = [*DECIDING, *SIMPLE, *FILING, *(row for _, row in FURTHER)]


def findings_of(
    law: Law, name: str, facts: Facts, step: str, procedure: str = "ordinary", **settings: Any
) -> list[Finding]:
    on = max(TODAY, facts.decided_on or TODAY) if name != "G00" else TODAY
    found = law.findings(step, facts, on, procedure=procedure, settings={**SETTINGS, **settings})
    return [one for one in found if one.guard == name]


def reasons(
    law: Law, name: str, facts: Facts, step: str, procedure: str = "ordinary", **settings: Any
) -> tuple[str, ...]:
    found = findings_of(law, name, facts, step, procedure, **settings)
    return tuple(one.reason for one in found)


def judged(record: Record, row: Row, found: list[Finding]) -> None:
    """The reasons are those expected, in whole sentences; counted by the worst verdict.

    What a row takes away and the guard misses must be what is asked for.
    """
    name, changes, expected = row
    assert sorted(one.reason for one in found) == sorted(expected)
    for one in found:
        assert "None" not in one.message + one.way_out + one.cite
    taken = {fact for fact, value in changes.items() if value is None}
    if expected == ("asks",) and len(taken) == 1:
        assert taken <= {fact for one in found for fact in one.asks}
    count(record, name, found[0].verdict.value if found else "allow")


@pytest.mark.parametrize(("name", "changes", "expected"), DECIDING)
def test_a_decision_is_judged(
    law: Law,
    name: str,
    changes: Mapping[str, Any],
    expected: tuple[str, ...],
    record_property: Record,
) -> None:
    found = findings_of(law, name, a_case(**changes), "decided")
    judged(record_property, (name, changes, expected), found)


@pytest.mark.parametrize(("name", "changes", "expected"), SIMPLE)
def test_a_decision_on_the_spot_is_judged(
    law: Law,
    name: str,
    changes: Mapping[str, Any],
    expected: tuple[str, ...],
    record_property: Record,
) -> None:
    found = findings_of(law, name, a_case(**changes), "decided", "simple")
    judged(record_property, (name, changes, expected), found)


@pytest.mark.parametrize(("table", "row"), FURTHER)
def test_every_other_step_is_judged(
    law: Law, table: Table, row: Row, record_property: Record
) -> None:
    name, changes, _ = row
    facts = a_case(**{**table.base, **changes})
    papers = ("立案审批表",) if table.step == "archived" else ()
    found = law.findings(
        table.step,
        facts,
        table.on,
        procedure=table.procedure,
        settings=SETTINGS,
        papers=papers,
    )
    judged(record_property, row, [one for one in found if one.guard == name])


@pytest.mark.parametrize(("name", "changes", "expected"), FILING)
def test_a_filing_is_judged(
    law: Law,
    name: str,
    changes: Mapping[str, Any],
    expected: tuple[str, ...],
    record_property: Record,
) -> None:
    found = findings_of(law, name, a_case(**changes), "filed")
    judged(record_property, (name, changes, expected), found)


def test_choices_of_the_office_decide_what_the_law_leaves_open(law: Law) -> None:
    case = a_case()
    assert reasons(law, "G12", case, "decided", review_all=True) == ("asks",)
    assert reasons(law, "G12", case, "decided", review_all=None) == ("scope_unknown",)
    large = a_case(**DISCUSSED)
    assert reasons(law, "G13", large, "decided", committee_quorum=None) == ("quorum_unknown",)
    trader = a_case(fine=Decimal(201), party_type=PartyType.BUSINESS)
    simple = reasons(law, "G07", trader, "decided", "simple", business_as_citizen=False)
    assert simple == ()
    assert reasons(law, "G08", case, "decided", statement_days=30) == ("too_early",)


def test_every_guard_has_cases_that_pass_and_cases_that_do_not(law: Law) -> None:
    passing = {name for name, _, told in ROWS if not told}
    stopped = {name for name, _, told in ROWS if told and set(told) != {"asks"}}
    numbered = {f"G{number:02}" for number in range(1, 44)}
    assert numbered - passing == set()
    assert numbered - stopped == set()
    assert set(law.guard_keys) == numbered | {"G00", "G44"}


def test_the_rows_give_every_reason_the_law_knows(law: Law) -> None:
    given = {(name, one) for name, _, told in ROWS for one in told}
    known = {
        (name, reason["key"])
        for file, tables in law.edition.files.items()
        if file.startswith("guards")
        for name, entry in tables.items()
        for version in entry["versions"]
        for reason in version["reasons"]
    }
    elsewhere = {("G13", "quorum_unknown"), ("G11", "provisional"), ("G15", "no_extension")}
    of_the_record = {"backwards", "out_of_order", "unknown_step", "differs"}
    of_the_record |= {"no_procedure", "no_term"}
    elsewhere |= {("G00", reason) for reason in of_the_record}
    assert known - given == elsewhere


@pytest.mark.parametrize("step", ["decided", "filed", "noticed"])
def test_the_lawful_case_may_go_ahead(law: Law, step: str) -> None:
    assert law.findings(step, a_case(), TODAY, settings=SETTINGS) == []


def test_what_is_not_known_is_asked_and_never_taken_for_no(law: Law) -> None:
    found = law.findings("decided", Facts(), TODAY)
    assert {one.verdict for one in found} == {Verdict.UNKNOWN}
    assert {one.guard for one in found} >= {"G01", "G03", "G08", "G12", "G13", "G14", "G15", "G21"}
    assert not any(one.bars() for one in found)
    asked = next(one for one in found if one.guard == "G15")
    assert asked.asks == ("filed_on",)
    assert asked.message == "办案期限：尚未登记“立案日期”，不能判断。"
    assert asked.way_out == "请查明并登记：立案日期。"


def test_the_worst_comes_first(law: Law) -> None:
    case = a_case(place_inside=False, seal_applied=None, correction_ordered=False)
    found = law.findings("decided", case, TODAY, settings=SETTINGS)
    verdicts = [one.verdict for one in found]
    assert verdicts == [Verdict.REFUSE, Verdict.UNKNOWN, Verdict.WARN]


def test_a_refusal_says_why_by_which_article_and_the_way_out(law: Law) -> None:
    case = a_case(filed_on=D(2022, 5, 31))
    found = law.findings(("G01",), case, TODAY, settings=SETTINGS)
    assert [one.message for one in found] == [
        "该事项自2022年6月1日起赋权，立案日期2022年5月31日尚无处罚权（样政告〔2022〕1号）。"
    ]
    assert found[0].cite == "行政处罚法 第二十四条；工作方案 二（二）"
    assert found[0].way_out == "请移送有管辖权的县级行政执法部门。"


def test_a_reason_may_have_an_article_of_its_own(law: Law) -> None:
    case = a_case(penalties=frozenset({P.DETENTION}))
    found = law.findings(("G06",), case, TODAY, settings=SETTINGS)
    assert found[0].cite == "行政处罚法 第十八条"


def test_only_what_the_law_lets_the_head_overrule_can_be_overruled(law: Law) -> None:
    late = law.findings(
        "decided", a_case(decided_on=D(2026, 6, 1)), D(2026, 6, 1), settings=SETTINGS
    )
    assert [one.guard for one in late if one.bars()] == ["G15"]
    assert not any(one.bars({"G15"}) for one in late)
    outside = law.findings("filed", a_case(place_inside=False), TODAY, settings=SETTINGS)
    assert any(one.bars({"G02"}) for one in outside)


def test_a_step_before_the_law_is_not_judged_but_said(law: Law) -> None:
    found = law.findings(("G01", "G02"), a_case(), D(2021, 7, 14))
    assert {one.reason for one in found} == {"not_yet_law"}
    assert all(one.verdict is Verdict.UNKNOWN for one in found)
