from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from office import Office, a_lead, a_person, an_item, confirm_settings

from desktop.errors import Blocked, Forbidden, Invalid, WorkError
from desktop.law.guards import Verdict
from desktop.models.case import Case
from desktop.models.decision import DefenceOutcome, HearingOutcome, PenaltyKind
from desktop.models.evidence import EvidenceKind
from desktop.models.paper import PaperState
from desktop.services import (
    case,
    case_filing,
    case_list,
    case_term,
    decision,
    item,
    number,
    paper,
    paper_void,
    stated_fact,
)
from desktop.services.case_step import Point
from desktop.services.listing import View
from desktop.services.work import Draft


def today(office: Office) -> date:
    return office.ask(lambda work: work.today)


def settle(office: Office, case_id: UUID, points: list[Point]) -> None:
    """Answer every open question the way an honest clerk of a plain case would."""
    plain: dict[str, Any] = {
        "dispute_open": False,
        "withdrawal_pending": False,
        "suspected_crime": False,
        "same_act_fined": False,
        "notice_contents": True,
        "notice_raised": False,
        "party_capable": True,
        "party_age": 40,
        "gains": Decimal(0),
    }
    answers: dict[str, Any] = {}
    for point in points:
        finding = point.finding
        if finding.verdict is not Verdict.UNKNOWN or point.confirmed:
            continue
        for name in finding.asks:
            answers[name] = plain[name]
        if not finding.asks:
            answers[point.name] = "已由法制审核人员核对（样例）"
    office.do(lambda work: stated_fact.state(work, case_id, answers), "officer")


def file(office: Office, case_id: UUID, days_ago: int = 15) -> UUID:
    on = today(office) - timedelta(days=days_ago)
    settle(office, case_id, office.ask(lambda work: case_filing.points(work, case_id, on)))
    return office.do(lambda work: case_filing.file(work, case_id, on, "样例负责人"))


def drafted(office: Office, case_id: UUID, **values: Any) -> None:
    day = today(office)
    form: dict[str, Any] = {
        "facts": "经查，当事人占用人行道擅自设置摊点，经营水果。",
        "evidence": [
            {"kind": EvidenceKind.RECORD, "name": "现场检查笔录1份", "proves": "占道的时间和地点"}
        ],
        "notice_number": "浦黄罚告字〔2026〕第000001号",
        "notice_served_on": day - timedelta(days=12),
        "notified_penalty": PenaltyKind.FINE,
        "notified_fine": Decimal(500),
        "defence": DefenceOutcome.NONE_MADE,
        "hearing": HearingOutcome.NOT_DUE,
        "penalty": PenaltyKind.FINE,
        "fine": Decimal(500),
        "discretion_basis": "《样例裁量基准》",
        "discretion_band": "一般",
        "discretion": "系初次被查处，未造成其他危害后果。",
        "correction": "立即改正上述违法行为。",
    }
    draft = Draft(None, None, form | values)
    office.do(lambda work: decision.save(work, case_id, draft), "officer")


def decided(office: Office, item_id: UUID | None = None, **values: Any) -> UUID:
    confirm_settings(office)
    case_id = a_lead(office, item_id=item_id or an_item(office))
    file(office, case_id)
    drafted(office, case_id, **values)
    settle(office, case_id, office.ask(lambda work: decision.points(work, case_id)))
    day = today(office)
    office.do(lambda work: decision.decide(work, case_id, day, "样例负责人"))
    return case_id


def barring(office: Office, case_id: UUID) -> set[str]:
    points = office.ask(lambda work: case_filing.points(work, case_id))
    return {point.finding.guard for point in points if point.finding.verdict is Verdict.REFUSE}


def test_a_case_goes_from_lead_to_a_numbered_frozen_decision(office: Office) -> None:
    case_id = decided(office)
    papers = office.ask(lambda work: paper.of_case(work, case_id))
    assert [row[1] for row in papers] == ["立案审批表", "行政处罚决定书"]
    year = today(office).year
    assert [row[2] for row in papers] == [
        f"浦黄综执立〔{year}〕第000001号",
        f"浦黄罚决字〔{year}〕第000001号",
    ]
    pdf = office.ask(lambda work: paper.pdf(work, papers[1][0]))
    assert pdf.startswith(b"%PDF")
    assert office.ask(lambda work: number.gaps(work, "decision", year)) == []


def test_a_lead_says_what_is_open_before_it_can_be_filed(office: Office) -> None:
    case_id = a_lead(office)
    with pytest.raises(Blocked) as blocked:
        office.do(lambda work: case_filing.file(work, case_id, work.today, "样例负责人"))
    assert all(one.cite and one.way_out for one in blocked.value.findings)
    assert office.ask(lambda work: paper.of_case(work, case_id)) == []
    year = today(office).year
    assert office.ask(lambda work: number.gaps(work, "filing", year)) == []


def test_one_officer_is_not_enough_to_file(office: Office) -> None:
    case_id = a_lead(office, officers=(a_person(office),))
    assert "G03" in barring(office, case_id)


def test_a_certificate_that_expired_yesterday_bars_filing_today(office: Office) -> None:
    yesterday = today(office) - timedelta(days=1)
    expired = a_person(office, valid_until=yesterday)
    case_id = a_lead(office, officers=(a_person(office), expired))
    assert "G03" in barring(office, case_id)


def test_an_act_outside_the_township_bars_filing(office: Office) -> None:
    assert "G02" in barring(office, a_lead(office, inside=False))


def test_an_item_not_yet_empowered_bars_filing(office: Office) -> None:
    later = an_item(office, since=today(office) + timedelta(days=1))
    assert "G01" in barring(office, a_lead(office, item_id=later))


def test_an_act_found_after_the_limitation_bars_filing(office: Office) -> None:
    case_id = a_lead(office, act_on=today(office) - timedelta(days=365 * 3))
    assert "G05" not in barring(office, case_id)
    office.do(lambda work: stated_fact.state(work, case_id, {"grave_harm": False}), "officer")
    assert "G05" in barring(office, case_id)


def test_a_filed_case_shows_its_terms_with_article_and_days_left(office: Office) -> None:
    case_id = a_lead(office)
    file(office, case_id, days_ago=10)
    terms = office.ask(lambda work: case_term.terms(work, work.get(Case, case_id)))
    (term,) = terms
    assert (term.due.code, term.left) == ("K02", 80)
    assert "六十" in term.due.cite


def test_serving_starts_payment_review_and_suit(office: Office) -> None:
    case_id = decided(office)
    day = today(office)
    office.do(lambda work: decision.serve(work, case_id, day))
    terms = office.ask(lambda work: case_term.terms(work, work.get(Case, case_id)))
    assert {"K02", "K09", "K10", "K13", "K14"} <= {term.due.code for term in terms}


def test_a_decision_without_notice_is_refused(office: Office) -> None:
    confirm_settings(office)
    case_id = a_lead(office)
    file(office, case_id)
    drafted(office, case_id, notice_served_on=None, notice_number=None)
    day = today(office)
    with pytest.raises(Blocked, match="告知"):
        office.do(lambda work: decision.decide(work, case_id, day, "样例负责人"))


def test_a_fine_above_the_notified_one_is_refused(office: Office) -> None:
    with pytest.raises(Blocked) as blocked:
        decided(office, fine=Decimal(600))
    assert "G09" in {one.guard for one in blocked.value.findings}


def test_a_fine_above_the_statutory_maximum_is_refused(office: Office) -> None:
    with pytest.raises(Blocked) as blocked:
        decided(office, fine=Decimal(6000), notified_fine=Decimal(6000))
    assert "G33" in {one.guard for one in blocked.value.findings}


def test_a_decision_before_the_defence_period_is_over_is_refused(office: Office) -> None:
    confirm_settings(office)
    case_id = a_lead(office)
    file(office, case_id)
    drafted(office, case_id, notice_served_on=today(office) - timedelta(days=1))
    day = today(office)
    with pytest.raises(Blocked) as blocked:
        office.do(lambda work: decision.decide(work, case_id, day, "样例负责人"))
    assert "G08" in {one.guard for one in blocked.value.findings}


def test_without_the_court_in_the_settings_the_decision_names_what_is_missing(
    office: Office,
) -> None:
    case_id = a_lead(office)
    file(office, case_id)
    drafted(office, case_id)
    with pytest.raises(WorkError, match=r"管辖法院|代收机构"):
        office.do(lambda work: decision.decide(work, case_id, work.today, "样例负责人"))


def test_a_made_decision_cannot_be_edited(office: Office) -> None:
    case_id = decided(office)
    held = office.ask(lambda work: decision.open_(work, case_id))
    with pytest.raises(WorkError, match="已经作出"):
        office.do(lambda work: decision.save(work, case_id, held), "officer")


def test_a_failed_decision_leaves_no_number_behind(office: Office) -> None:
    confirm_settings(office)
    item_id = an_item(office)
    case_id = a_lead(office, item_id=item_id)
    file(office, case_id)
    drafted(office, case_id, fine=Decimal(9999))
    with pytest.raises(Blocked):
        office.do(lambda work: decision.decide(work, case_id, work.today, "样例负责人"))
    second = decided(office, item_id)
    papers = office.ask(lambda work: paper.of_case(work, second))
    assert papers[1][2].endswith("第000001号")


def test_the_list_shows_the_phase_from_the_facts(office: Office) -> None:
    case_id = decided(office)
    rows = office.ask(lambda work: case_list.LIST.first(work, View()))
    assert [row[0] for row in rows] == [case_id]
    assert rows[0][-1] == ("warn", "已决定，待送达")
    found = office.ask(lambda work: case_list.LIST.first(work, View(words="水果店")))
    assert len(found) == 1


def test_another_township_sees_nothing_of_the_case(office: Office) -> None:
    case_id = a_lead(office)
    rows = office.ask(lambda work: case_list.LIST.first(work, View()), "clerk@白马镇")
    assert rows == []
    with pytest.raises(WorkError):
        office.ask(lambda work: case.open_(work, case_id), "clerk@白马镇")


def test_the_reviewer_reads_but_does_not_register(office: Office) -> None:
    case_id = a_lead(office)
    assert office.ask(lambda work: case.open_(work, case_id), "reviewer").id == case_id
    with pytest.raises(Forbidden):
        office.do(lambda work: case.register(work, {}), "reviewer")


def test_a_confirmation_counts_only_for_the_officers_it_was_given_for(office: Office) -> None:
    case_id = a_lead(office)
    settle(office, case_id, office.ask(lambda work: case_filing.points(work, case_id)))
    assert not any(p.bars for p in office.ask(lambda work: case_filing.points(work, case_id)))
    held = office.ask(lambda work: case.open_(work, case_id))
    other = a_person(office)
    officers = (held.values["officers"][0], other)
    office.do(lambda work: case.save(work, Draft(case_id, held.version, {"officers": officers})))
    points = office.ask(lambda work: case_filing.points(work, case_id))
    assert [p.finding.guard for p in points if p.bars] == ["G04"]


def test_a_served_decision_is_not_served_again(office: Office) -> None:
    case_id = decided(office)
    day = today(office)
    office.do(lambda work: decision.serve(work, case_id, day))
    with pytest.raises(WorkError, match="已于"):
        office.do(lambda work: decision.serve(work, case_id, day))


def test_an_item_a_case_rests_on_is_not_rewritten(office: Office) -> None:
    key = an_item(office)
    a_lead(office, item_id=key)
    held = office.ask(lambda work: item.open_(work, key))
    changed = Draft(key, held.version, {**held.values, "fine_most": Decimal(9000)})
    with pytest.raises(Invalid, match="已有案件"):
        office.do(lambda work: item.save(work, changed), "guidance")


def test_a_void_decision_paper_voids_its_number_and_opens_the_draft_again(office: Office) -> None:
    case_id = decided(office)
    key = office.ask(lambda work: paper.of_case(work, case_id))[1][0]
    office.do(lambda work: paper_void.void(work, key, "当事人名称打印有误"))
    assert office.ask(lambda work: decision.open_(work, case_id)).version is not None
    rows = office.ask(lambda work: case_list.LIST.first(work, View()))
    assert rows[0][-1] == ("info", "已立案，调查中")
    settle(office, case_id, office.ask(lambda work: decision.points(work, case_id)))
    office.do(lambda work: decision.decide(work, case_id, work.today, "样例负责人"))
    papers = office.ask(lambda work: paper.of_case(work, case_id))
    assert [row[4] for row in papers[1:]] == [PaperState.VOID, PaperState.ISSUED]
    assert papers[2][2].endswith("第000002号")
    year = today(office).year
    assert office.ask(lambda work: number.gaps(work, "decision", year)) == []


def test_a_served_decision_is_not_void(office: Office) -> None:
    case_id = decided(office)
    key = office.ask(lambda work: paper.of_case(work, case_id))[1][0]
    office.do(lambda work: decision.serve(work, case_id, work.today))
    with pytest.raises(WorkError, match="已经送达"):
        office.do(lambda work: paper_void.void(work, key, "当事人名称打印有误"))


def test_a_void_filing_form_makes_the_case_a_lead_again(office: Office) -> None:
    case_id = a_lead(office)
    key = file(office, case_id)
    office.do(lambda work: paper_void.void(work, key, "当事人名称打印有误"))
    rows = office.ask(lambda work: case_list.LIST.first(work, View()))
    assert rows[0][-1] == ("info", "线索")
    drafted_case = a_lead(
        office, item_id=office.ask(lambda work: item.on_day(work, work.today))[0][0]
    )
    other = file(office, drafted_case)
    drafted(office, drafted_case)
    with pytest.raises(WorkError, match="撤案"):
        office.do(lambda work: paper_void.void(work, other, "当事人名称打印有误"))


def test_a_filing_is_numbered_in_the_year_of_its_approval(office: Office) -> None:
    long_ago = today(office).replace(month=1, day=1) - timedelta(days=1)
    case_id = a_lead(
        office,
        act_on=long_ago - timedelta(days=5),
        found_at=office.ask(lambda work: work.now) - (today(office) - long_ago + timedelta(days=2)),
    )
    settle(office, case_id, office.ask(lambda work: case_filing.points(work, case_id, long_ago)))
    office.do(lambda work: case_filing.file(work, case_id, long_ago, "样例负责人"))
    papers = office.ask(lambda work: paper.of_case(work, case_id))
    assert f"〔{long_ago.year}〕第000001号" in papers[0][2]


def test_a_wrong_credit_code_is_named(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        a_lead(office, party_identity="92330726MA2E7X8K3X")
    assert set(refused.value.complaints) == {"party_identity"}
