"""Where a procedure stands and what may come next, for any record of steps and facts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from guard_facts import D
from lawful import SETTINGS, a_case

from desktop.law.case_time import Granter
from desktop.law.facts import Facts
from desktop.law.facts_execution import ClosingGround
from desktop.law.facts_office import TransferGround, TransferKind
from desktop.law.guards import Finding, Verdict
from desktop.law.history import Taken
from desktop.law.law import Law
from desktop.law.outlook import Outlook

FURTHER: dict[str, Any] = {
    "filed_on": None,
    "notice_served_on": None,
    "notice_served": None,
    "registered": False,
    "measured": False,
    "records": (),
}
T = Taken
LEAD, FILED = T("lead", D(2026, 2, 27)), T("filed", D(2026, 3, 2))
INQUIRED = (LEAD, FILED, T("inquiry", D(2026, 3, 4)))
REPORTED = (*INQUIRED, T("reported", D(2026, 3, 18)))
NOTICED = (*REPORTED, T("noticed", D(2026, 3, 20)))
DECIDED = (*NOTICED, T("decided", D(2026, 4, 10)))
SERVED = (*DECIDED, T("served", D(2026, 4, 13)))


def facts(**changes: Any) -> Facts:
    return a_case(**{**FURTHER, **changes})


def look(law: Law, taken: tuple[Taken, ...], on: date, **changes: Any) -> Outlook:
    return law.outlook("ordinary", facts(**changes), taken, on, SETTINGS)


def keys(seen: Outlook) -> set[str]:
    return {one.step.key for one in seen.steps}


def said(findings: tuple[Finding, ...]) -> set[str]:
    return {one.reason for one in findings}


def test_a_case_nobody_recorded_yet_begins_with_its_lead(law: Law) -> None:
    seen = law.outlook("ordinary", Facts(), (), D(2026, 3, 2))
    assert (seen.phase, seen.phase_label) == ("", "")
    assert keys(seen) == {"lead"}
    assert seen.findings == ()


@pytest.mark.parametrize(
    ("taken", "phase", "ahead"),
    [
        ((LEAD,), "线索", {"filed", "not_filed", "inspected", "transferred"}),
        ((LEAD, FILED), "立案", {"inquiry", "suspended", "withdrawn", "transferred"}),
        (INQUIRED, "调查", {"inquiry", "reported"}),
        (REPORTED, "调查终结", {"reviewed", "noticed", "no_penalty"}),
        (NOTICED, "已告知", {"hearing", "discussed", "decided", "no_penalty"}),
        (DECIDED, "已决定", {"served", "changed", "published"}),
        (SERVED, "已送达", {"paid", "deferred", "closed", "changed"}),
    ],
)
def test_the_record_gives_the_phase_and_the_steps_ahead(
    law: Law, taken: tuple[Taken, ...], phase: str, ahead: set[str]
) -> None:
    seen = look(law, taken, D(2026, 4, 14))
    assert seen.phase_label == phase
    assert keys(seen) >= ahead
    assert seen.findings == ()


def test_a_lawful_next_step_is_clear_with_its_terms_and_papers(law: Law) -> None:
    seen = look(law, NOTICED, D(2026, 4, 10)).step("decided")
    assert seen.verdict is Verdict.ALLOW
    assert [one.code for one in seen.terms] == ["K09", "K17"]
    assert seen.papers == ("46", "47")
    assert seen.terms[0].raw == D(2026, 4, 21)


def test_a_step_too_early_is_refused_with_article_and_way_out(law: Law) -> None:
    seen = look(law, NOTICED, D(2026, 3, 25)).step("decided")
    assert seen.verdict is Verdict.REFUSE
    (finding,) = (one for one in seen.findings if one.verdict is Verdict.REFUSE)
    assert finding.guard == "G08"
    assert "2026年3月27日" in finding.message
    assert finding.cite and finding.way_out


def test_the_days_of_the_record_are_the_days_the_guards_look_at(law: Law) -> None:
    early = (*REPORTED, T("noticed", D(2026, 4, 8)))
    assert "too_early" in said(look(law, early, D(2026, 4, 10)).step("decided").findings)


def test_the_time_to_ask_for_a_hearing_starts_only_where_it_was_told(law: Law) -> None:
    told = look(law, REPORTED, D(2026, 3, 20), hearing_told=True).step("noticed")
    untold = look(law, REPORTED, D(2026, 3, 20)).step("noticed")
    assert [one.code for one in told.terms] == ["K06", "K07"]
    assert [one.code for one in untold.terms] == ["K06"]


def test_terms_run_from_the_recorded_steps_until_they_are_met(law: Law) -> None:
    running = {one.due.code: one for one in look(law, SERVED, D(2026, 4, 14)).terms}
    assert running["K02"].met_on == D(2026, 4, 10)
    assert running["K09"].met_on == D(2026, 4, 13)
    assert running["K10"].met_on is None
    assert running["K10"].due.effective == D(2026, 4, 28)
    assert running["K13"].step == "served"
    assert "K07" not in running


def test_a_longer_case_time_runs_only_where_the_field_rule_is_confirmed(law: Law) -> None:
    case = facts(extension_days=30, extension_by=Granter.HEAD)
    on = D(2026, 3, 20)
    plain = law.outlook("ordinary", case, INQUIRED, on, {**SETTINGS, "case_time.housing": None})
    longer = law.outlook("ordinary", case, INQUIRED, on, SETTINGS)
    assert plain.terms[0].due.raw == D(2026, 5, 31)
    assert "没有经过确认" in plain.terms[0].due.note
    assert longer.terms[0].due.raw == D(2026, 6, 30)
    assert longer.terms[0].due.note == ""


def test_a_fine_not_paid_in_time_is_being_enforced_without_anybody_saying_so(law: Law) -> None:
    assert look(law, SERVED, D(2026, 4, 28), fully_performed=False).phase == "served"
    late = look(law, SERVED, D(2026, 4, 29), fully_performed=False)
    assert (late.phase, late.phase_label) == ("executing", "执行")
    assert {"surcharged", "demanded"} <= keys(late)
    assert "court" not in keys(late)
    assert look(law, SERVED, D(2026, 4, 29), fully_performed=True).phase == "served"


def test_whether_it_was_paid_is_asked_and_not_assumed(law: Law) -> None:
    seen = look(law, SERVED, D(2026, 4, 29))
    assert seen.phase == "served"
    assert [one.asks for one in seen.findings] == [("fully_performed",)]


def test_a_deferred_fine_is_not_enforced_before_its_day(law: Law) -> None:
    deferred = {
        "fully_performed": False,
        "deferral_approved": True,
        "deferred_until": D(2026, 6, 30),
    }
    assert look(law, SERVED, D(2026, 6, 30), **deferred).phase == "served"
    assert look(law, SERVED, D(2026, 7, 1), **deferred).phase == "executing"


def test_the_court_comes_after_the_demand(law: Law) -> None:
    taken = (*SERVED, T("demanded", D(2026, 10, 20)))
    seen = look(law, taken, D(2026, 11, 10), fully_performed=False)
    court = seen.step("court")
    assert {one.guard for one in court.findings} == {"G25"}
    assert court.verdict is Verdict.UNKNOWN


def test_a_suspended_case_stands_still_until_it_is_resumed(law: Law) -> None:
    taken = (*INQUIRED, T("suspended", D(2026, 3, 6)))
    seen = look(law, taken, D(2026, 3, 9))
    assert seen.phase_label == "中止"
    assert not keys(seen) & {"inquiry", "reported", "decided"}
    assert "resumed" in keys(seen)
    back = look(law, (*taken, T("resumed", D(2026, 3, 10))), D(2026, 3, 11))
    assert back.phase_label == "调查"
    assert {"inquiry", "reported", "suspended"} <= keys(back)
    again = (*taken, T("resumed", D(2026, 3, 10)), T("suspended", D(2026, 3, 12)))
    assert look(law, again, D(2026, 3, 13)).phase_label == "中止"


def test_a_transferred_case_that_comes_back_goes_on_where_it_was(law: Law) -> None:
    taken = (*INQUIRED, T("transferred", D(2026, 3, 6)))
    assert "reported" not in keys(look(law, taken, D(2026, 3, 9)))
    back = look(law, (*taken, T("returned", D(2026, 3, 20))), D(2026, 3, 23))
    assert {"inquiry", "reported", "transferred"} <= keys(back)
    assert back.terms[0].due.raw == D(2026, 5, 31)


def test_a_revoked_decision_begins_a_new_round_and_withdraws_the_publication(law: Law) -> None:
    taken = (*SERVED, T("changed", D(2026, 5, 6)))
    seen = look(law, taken, D(2026, 5, 7))
    assert seen.phase_label == "决定已变更、撤销"
    assert "decided" not in keys(seen)
    assert {"reported", "unpublished", "closed"} <= keys(seen)
    assert [one.due.code for one in seen.terms if one.met_on is None] == ["K02", "K19"]


def test_a_case_closed_after_its_decision_was_revoked_goes_no_further(law: Law) -> None:
    taken = (*SERVED, T("changed", D(2026, 5, 6)), T("closed", D(2026, 5, 7)))
    assert keys(look(law, taken, D(2026, 5, 8))) == {"archived", "unpublished"}


def test_what_is_not_filed_is_at_its_end(law: Law) -> None:
    seen = look(law, (LEAD, T("not_filed", D(2026, 3, 2))), D(2026, 3, 3))
    assert seen.phase_label == "不予立案"
    assert keys(seen) == set()


def test_the_volume_must_hold_what_the_steps_left(law: Law) -> None:
    closed = (*SERVED, T("closed", D(2026, 4, 20)))
    held = frozenset({"立案审批表", "行政处罚决定书"})
    seen = look(law, closed, D(2026, 4, 21), volume_papers=held, pages_numbered=True)
    (finding,) = seen.step("archived").findings
    assert "案件调查终结报告" in finding.message
    assert "立案审批表" not in finding.message
    assert "听证笔录" not in finding.message


def test_a_case_transferred_for_good_is_closed_as_such(law: Law) -> None:
    taken = (LEAD, T("transferred", D(2026, 3, 2)))
    seen = look(law, taken, D(2026, 3, 9), closing_ground=ClosingGround.TRANSFERRED)
    assert seen.step("closed").verdict is Verdict.ALLOW


def test_a_lead_outside_the_township_may_be_transferred_but_not_filed(law: Law) -> None:
    seen = look(
        law,
        (LEAD,),
        D(2026, 3, 2),
        place_inside=False,
        sender=a_case().issuer,
        transfer_kind=TransferKind.CLUE,
        transfer_ground=TransferGround.OUTSIDE,
        transfer_list=True,
    )
    assert seen.step("filed").verdict is Verdict.REFUSE
    assert seen.step("transferred").verdict is Verdict.ALLOW


@pytest.mark.parametrize(
    ("procedure", "taken", "phase", "ahead", "code"),
    [
        ("measure", "taken", "查封、扣押中", {"extended", "released", "disposed"}, "K04"),
        ("registration", "taken", "登记保存中", {"disposed"}, "K03"),
        ("hearing", "asked", "已要求听证", {"notified"}, None),
        ("crime_transfer", "reported", "已报告", {"approved", "refused"}, "K22"),
        ("execution", "demanded", "已催告", {"ordered", "replaced", "terminated"}, "K15"),
    ],
)
def test_the_other_procedures_are_told_the_same_way(
    law: Law, procedure: str, taken: str, phase: str, ahead: set[str], code: str | None
) -> None:
    on = D(2026, 3, 4)
    seen = law.outlook(procedure, facts(), (T(taken, on),), on, SETTINGS)
    assert seen.phase_label == phase
    assert keys(seen) >= ahead
    codes = [one.due.code for one in seen.terms]
    assert code is None or code in codes


def test_the_spot_decision_is_told_by_the_law_of_its_day(law: Law) -> None:
    lead = T("lead", D(2023, 12, 30))
    old = law.outlook("simple", facts(), (lead,), D(2023, 12, 31), SETTINGS).step("decided")
    new = law.outlook("simple", facts(), (lead,), D(2024, 1, 2), SETTINGS).step("decided")
    assert "K14" in {one.code for one in old.terms}
    assert "K14" not in {one.code for one in new.terms}


# -- what is wrong with a record is said, never raised --------------------------------------------


def test_a_decision_without_a_notice_is_named(law: Law) -> None:
    taken = (*REPORTED, T("decided", D(2026, 4, 10)))
    (finding,) = look(law, taken, D(2026, 4, 13)).findings
    assert finding.reason == "out_of_order"
    assert "没有“处罚前告知”" in finding.message


def test_a_step_after_the_case_was_suspended_is_named(law: Law) -> None:
    taken = (*INQUIRED, T("suspended", D(2026, 3, 6)), T("reported", D(2026, 3, 9)))
    (finding,) = look(law, taken, D(2026, 3, 10)).findings
    assert "已经“中止办理”" in finding.message


def test_a_clock_that_runs_backwards_is_named(law: Law) -> None:
    taken = (LEAD, FILED, T("inquiry", D(2026, 3, 1)))
    (finding,) = look(law, taken, D(2026, 3, 10)).findings
    assert finding.reason == "backwards"
    ahead = look(law, INQUIRED, D(2026, 3, 3))
    assert said(ahead.findings) == {"future"}


def test_a_step_nobody_declared_is_named(law: Law) -> None:
    seen = look(law, (LEAD, T("punish", D(2026, 3, 1))), D(2026, 3, 2))
    assert said(seen.findings) == {"unknown_step"}
    assert "filed" in keys(seen)


def test_a_fact_recorded_with_another_day_is_named(law: Law) -> None:
    seen = look(law, INQUIRED, D(2026, 3, 10), filed_on=D(2026, 3, 3))
    (finding,) = seen.findings
    assert finding.reason == "differs"
    assert "2026年3月3日" in finding.message
    assert "2026年3月2日" in finding.message


def test_before_the_law_the_outlook_says_so(law: Law) -> None:
    seen = look(law, (LEAD,), D(2020, 1, 1))
    assert seen.steps == ()
    assert said(seen.findings) == {"no_procedure"}
    assert seen.findings[0].verdict is Verdict.UNKNOWN


def test_a_day_nobody_can_mean_gives_findings(law: Law) -> None:
    seen = law.outlook("ordinary", Facts(), INQUIRED, D(9000, 1, 1))
    assert "no_term" in said(look(law, NOTICED, D(2201, 1, 1)).step("decided").findings)
    assert seen.steps


def test_a_fact_nobody_can_mean_is_a_finding_of_its_guard(law: Law) -> None:
    case = a_case(act_ended_on=D(1800, 1, 1))
    found = law.findings(("G05",), case, D(2026, 4, 10), settings=SETTINGS)
    assert [one.reason for one in found] == ["bad_input"]
    assert "请核对后重新填写" in found[0].message


def test_a_measure_may_be_extended_once(law: Law) -> None:
    on = D(2026, 3, 20)
    taken = (T("taken", D(2026, 3, 2)), T("extended", on))
    case = facts(measure_extension_days=20)
    seen = law.outlook("measure", case, taken, on + timedelta(1), SETTINGS)
    assert "extended" not in keys(seen)
    assert [one.due.raw for one in seen.terms if one.due.code == "K04"] == [D(2026, 4, 21)]
    assert "released" in keys(seen)


def test_an_outlook_changes_no_fact_it_was_given(law: Law) -> None:
    case = facts()
    before = replace(case)
    law.outlook("ordinary", case, NOTICED, D(2026, 4, 10), SETTINGS)
    assert case == before
