"""Every guard with allowed and refused cases; each row changes the lawful case.

A row names the reasons the guard must give, none for a plain yes; `asks` marks missing facts.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lawful import FILED, OFFICERS, SETTINGS, TODAY, a_case, officer

from desktop.law.counting import Excluded
from desktop.law.facts import Facts, Issuer, PartyType, Penalty, RulingBody
from desktop.law.guards import Verdict
from desktop.law.law import Law

D = date
P = Penalty
FINE = frozenset({P.FINE})
LARGE = {"fine": Decimal(10000), "notified_fine": Decimal(10000), "band_most": Decimal(20000)}
TOLD = {"hearing_told": True, "hearing_asked": False}
REVIEWED = {
    "review_passed_on": D(2026, 4, 8),
    "reviewer_handles": False,
    "reviewer_first_time": False,
    "changed_after_review": False,
    "review_own_room": True,
}
DISCUSSED = {
    "committee_decided_on": D(2026, 4, 9),
    "committee_of_heads": True,
    "committee_present": 5,
}
HEARD = {**TOLD, "hearing_asked": True, "hearing_asked_on": D(2026, 3, 24)}


def kinds(*members: Penalty) -> frozenset[Penalty]:
    return frozenset(members)


Row = tuple[str, Mapping[str, Any], tuple[str, ...]]
DECIDING: list[Row] = [
    ("G00", {}, ()),
    ("G00", {"filed_on": D(2026, 2, 20)}, ("order",)),
    ("G00", {"decided_on": D(2026, 4, 11)}, ("future",)),
    ("G00", {"hearing_held_on": D(2026, 3, 25), "hearing_asked_on": D(2026, 3, 26)}, ("order",)),
    ("G00", {"item_until": D(2030, 1, 1)}, ()),
    ("G01", {}, ()),
    ("G01", {"item_notice": ""}, ("not_listed",)),
    ("G01", {"item_notice": None}, ("asks",)),
    ("G01", {"item_since": None}, ("asks",)),
    ("G01", {"filed_on": None}, ("asks",)),
    ("G01", {"item_notice": "", "own_power": "城乡规划法 第六十五条"}, ()),
    ("G01", {"item_since": D(2026, 3, 3)}, ("not_yet",)),
    ("G01", {"item_since": FILED, "item_until": TODAY}, ()),
    ("G01", {"item_until": D(2026, 3, 1)}, ("withdrawn",)),
    ("G01", {"item_until": D(2026, 4, 1)}, ("asks",)),
    ("G01", {"item_until": D(2026, 4, 1), "withdrawal_ruling": " "}, ("withdrawn_unruled",)),
    ("G01", {"item_until": D(2026, 4, 1), "withdrawal_ruling": "县级书面答复"}, ("asks",)),
    *(
        (
            "G01",
            {
                "item_until": D(2026, 4, 1),
                "withdrawal_ruling": "样例答复",
                "withdrawal_ruled_by": body,
            },
            (reason,),
        )
        for body, reason in [
            (RulingBody.COUNTY, "withdrawn_ruled"),
            (RulingBody.NOTICE, "withdrawn_ruled"),
            (RulingBody.TOWNSHIP, "own_word"),
        ]
    ),
    ("G02", {}, ()),
    ("G02", {"place_inside": False}, ("outside",)),
    ("G02", {"place_excluded": True}, ("excluded",)),
    ("G02", {"place_inside": None}, ("asks",)),
    ("G02", {"place_excluded": None}, ("asks",)),
    ("G03", {}, ()),
    ("G03", {"officers": None}, ("asks",)),
    ("G03", {"officers": ()}, ("too_few",)),
    ("G03", {"officers": OFFICERS[:1]}, ("too_few",)),
    ("G03", {"officers": (OFFICERS[0], OFFICERS[0])}, ("too_few",)),
    ("G03", {"officers": (OFFICERS[0], officer(2, certified=False))}, ("uncertified", "too_few")),
    ("G03", {"officers": (OFFICERS[0], officer(2, auxiliary=True))}, ("auxiliary", "too_few")),
    ("G03", {"officers": (*OFFICERS, officer(2, person="3", certified=False))}, ("uncertified",)),
    ("G03", {"officers": (OFFICERS[0], officer(2, certified=None))}, ("standing_unknown",)),
    ("G03", {"officers": (OFFICERS[0], officer(2, auxiliary=None))}, ("standing_unknown",)),
    ("G04", {}, ()),
    ("G04", {"officers": (OFFICERS[0], officer(2, related=True))}, ("related",)),
    ("G04", {"officers": (OFFICERS[0], officer(2, related=None))}, ("relation_unknown",)),
    ("G04", {"withdrawal_pending": True}, ("pending",)),
    ("G04", {"withdrawal_pending": None}, ("asks",)),
    ("G05", {}, ()),
    ("G05", {"act_ended_on": None}, ("asks",)),
    ("G05", {"discovered_on": None}, ("asks",)),
    ("G05", {"act_ended_on": None, "act_continuing": True}, ()),
    ("G05", {"act_ended_on": D(2024, 2, 27)}, ()),
    ("G05", {"act_ended_on": D(2024, 2, 26)}, ("grave_unknown",)),
    ("G05", {"act_ended_on": D(2024, 2, 26), "grave_harm": False}, ("over",)),
    ("G05", {"act_ended_on": D(2024, 2, 26), "grave_harm": True}, ()),
    (
        "G05",
        {"act_ended_on": D(2021, 7, 16), "discovered_on": D(2026, 7, 16), "grave_harm": True},
        (),
    ),
    (
        "G05",
        {"act_ended_on": D(2021, 7, 16), "discovered_on": D(2026, 7, 17), "grave_harm": True},
        ("over",),
    ),
    ("G05", {"act_ended_on": D(2019, 1, 1)}, ("not_yet_law",)),
    ("G05", {"act_ended_on": D(2019, 1, 1), "grave_harm": False}, ("over",)),
    ("G05", {"act_ended_on": D(2023, 2, 27), "limitation_years": 3}, ()),
    ("G05", {"act_ended_on": D(2023, 2, 26), "limitation_years": 3}, ("over",)),
    ("G06", {}, ()),
    ("G06", {"penalties": None}, ("asks",)),
    ("G06", {"penalties": kinds(P.DETENTION)}, ("detention",)),
    *(
        ("G06", {"penalties": kinds(P.FINE, kind)}, ("county_only",))
        for kind in (
            P.LOWER_GRADE,
            P.REVOKE_PERMIT,
            P.SUSPEND_BUSINESS,
            P.CLOSE_BUSINESS,
            P.BAR_FROM_TRADE,
        )
    ),
    ("G06", {"penalties": kinds(P.SUSPEND_PERMIT)}, ("not_named",)),
    ("G06", {"penalties": kinds(P.RESTRICT_BUSINESS, P.WARNING)}, ("not_named",)),
    ("G06", {"penalties": kinds(P.OTHER)}, ("other_kind",)),
    ("G06", {"penalties": kinds(P.CONFISCATE_GAINS), "gains": Decimal(9999)}, ()),
    (
        "G06",
        {"penalties": kinds(P.CONFISCATE_GAINS), "gains": Decimal(10000)},
        ("large_confiscation",),
    ),
    ("G06", {"penalties": kinds(P.CONFISCATE_GOODS)}, ("asks",)),
    (
        "G06",
        {"penalties": kinds(P.CONFISCATE_GOODS), "goods_value": Decimal(1), "field_of_law": "文物"},
        ("threshold_unknown",),
    ),
    (
        "G06",
        {"penalties": kinds(P.CONFISCATE_GOODS), "goods_value": Decimal(1), "field_of_law": None},
        ("threshold_unknown",),
    ),
    ("G08", {}, ()),
    ("G08", {"notice_served": False}, ("not_served",)),
    ("G08", {"notice_served_on": None}, ("asks",)),
    ("G08", {"notice_contents": None}, ("asks",)),
    ("G08", {"notice_contents": frozenset({"penalty", "facts"})}, ("incomplete",)),
    ("G08", {"notice_served_on": D(2026, 4, 1)}, ()),
    ("G08", {"notice_served_on": D(2026, 4, 2)}, ("too_early",)),
    ("G08", {"notice_served_on": D(2026, 4, 3)}, ("too_early",)),
    ("G08", {"notice_served_on": D(2026, 4, 3), "decided_on": D(2026, 4, 14)}, ()),
    ("G08", {"notice_served_on": D(2026, 4, 3), "statement_waived": True}, ()),
    ("G08", {"statement_made": None}, ("asks",)),
    ("G08", {"statement_made": None, "statement_waived": True}, ()),
    ("G08", {"statement_made": True}, ("asks",)),
    ("G08", {"statement_made": True, "statement_rechecked": False}, ("not_rechecked",)),
    ("G08", {"statement_made": True, "statement_rechecked": True}, ()),
    (
        "G08",
        {"notice_served_on": D(2026, 12, 30), "decided_on": D(2027, 3, 1)},
        ("provisional",),
    ),
    ("G09", {}, ()),
    ("G09", {"fine": Decimal("2000.01")}, ("more_fine",)),
    ("G09", {"fine": Decimal(1999)}, ()),
    ("G09", {"fine": None}, ("asks",)),
    ("G09", {"penalties": None}, ("asks",)),
    ("G09", {"penalties": kinds(P.FINE, P.WARNING)}, ("more_kinds",)),
    ("G09", {"notified_penalties": kinds(P.FINE, P.WARNING)}, ()),
    (
        "G09",
        {"penalties": kinds(P.WARNING), "notified_penalties": kinds(P.WARNING), "fine": None},
        (),
    ),
    ("G09", {"notice_raised": None}, ("asks",)),
    ("G09", {"notice_raised": True}, ("asks",)),
    ("G09", {"notice_raised": True, "new_facts": False}, ("raised",)),
    ("G09", {"notice_raised": True, "new_facts": True}, ()),
    ("G10", {}, ()),
    ("G10", {"fine": Decimal(9999)}, ()),
    ("G10", {"fine": Decimal(10000)}, ("not_told",)),
    ("G10", {"fine": Decimal(10000), "hearing_told": None}, ("asks",)),
    ("G10", {"fine": Decimal(10000), "field_of_law": "市场监管"}, ("threshold_unknown",)),
    ("G10", {"fine": None}, ("asks",)),
    ("G10", {"penalties": None}, ("asks",)),
    ("G10", {"penalties": kinds(P.REVOKE_PERMIT)}, ("not_told",)),
    ("G10", {"penalties": kinds(P.SUSPEND_PERMIT)}, ("other_kind",)),
    ("G10", {"penalties": kinds(P.CONFISCATE_GOODS), "goods_value": Decimal(10000)}, ("not_told",)),
    ("G10", {"penalties": kinds(P.CONFISCATE_GAINS), "gains": Decimal(10)}, ()),
    ("G10", {**LARGE, **TOLD}, ()),
    ("G10", {**LARGE, **TOLD, "notice_served_on": D(2026, 4, 3)}, ("too_early",)),
    ("G10", {**LARGE, **TOLD, "notice_served_on": D(2026, 4, 3), "hearing_waived": True}, ()),
    ("G10", {**LARGE, **TOLD, "hearing_asked": None}, ("asks",)),
    ("G10", {**LARGE, **HEARD, "hearing_asked_on": None}, ("asks",)),
    ("G10", {**LARGE, **HEARD, "hearing_asked_on": D(2026, 3, 30)}, ("asked_late",)),
    ("G10", {**LARGE, **HEARD, "hearing_held": False}, ("not_held",)),
    ("G10", {**LARGE, **HEARD}, ("asks",)),
    ("G10", {**LARGE, **HEARD, "hearing_held": True, "hearing_held_on": D(2026, 4, 7)}, ()),
    (
        "G10",
        {**LARGE, **TOLD, "notice_served_on": D(2026, 12, 30), "decided_on": D(2027, 3, 1)},
        ("provisional",),
    ),
    ("G12", {}, ()),
    ("G12", REVIEWED, ()),
    ("G12", {"review_rejected": True}, ("rejected",)),
    ("G12", {"public_interest": True, "reviewed": False}, ("not_reviewed",)),
    ("G12", {"complex_case": True, "reviewed": None}, ("asks",)),
    ("G12", {"hearing_held_on": D(2026, 4, 1), "reviewed": False}, ("not_reviewed",)),
    ("G12", {**LARGE, "reviewed": False}, ("not_reviewed",)),
    ("G12", {"fine": None}, ("scope_unknown",)),
    ("G12", {"penalties": None}, ("scope_unknown",)),
    ("G12", {"field_of_law": "文物"}, ("scope_unknown",)),
    ("G12", {"public_interest": None}, ("scope_unknown",)),
    ("G12", {**REVIEWED, "reviewer_handles": True}, ("handles",)),
    ("G12", {**REVIEWED, "reviewer_handles": None}, ("asks",)),
    ("G12", {**REVIEWED, "reviewer_first_time": True}, ("asks",)),
    ("G12", {**REVIEWED, "reviewer_first_time": True, "reviewer_qualified": True}, ()),
    (
        "G12",
        {**REVIEWED, "reviewer_first_time": True, "reviewer_qualified": False},
        ("unqualified",),
    ),
    ("G12", {**REVIEWED, "review_passed_on": D(2026, 4, 13)}, ("after_decision",)),
    ("G12", {**REVIEWED, "hearing_held_on": D(2026, 4, 9)}, ("before_hearing",)),
    ("G12", {**REVIEWED, "hearing_held_on": D(2026, 4, 8)}, ()),
    ("G12", {**REVIEWED, "changed_after_review": True}, ("asks",)),
    (
        "G12",
        {**REVIEWED, "changed_after_review": True, "changed_on": D(2026, 4, 9)},
        ("before_change",),
    ),
    ("G13", {}, ()),
    ("G13", DISCUSSED, ()),
    ("G13", {"major_case": True, "discussed": False}, ("not_discussed",)),
    ("G13", {"complex_case": True}, ("asks",)),
    ("G13", {**LARGE, "discussed": False}, ("not_discussed",)),
    ("G13", {"major_case": None}, ("scope_unknown",)),
    ("G13", {**DISCUSSED, "committee_decided_on": D(2026, 4, 13)}, ("after_decision",)),
    ("G13", {**DISCUSSED, "committee_of_heads": False}, ("not_heads",)),
    ("G13", {**DISCUSSED, "committee_present": 2}, ("too_few",)),
    ("G13", {**DISCUSSED, "committee_present": None}, ("asks",)),
    ("G14", {}, ()),
    ("G14", {"issuer": Issuer.SUBDISTRICT}, ()),
    ("G14", {"issuer": Issuer.TEAM}, ("issuer",)),
    ("G14", {"issuer": Issuer.DEPARTMENT}, ("issuer",)),
    ("G14", {"issuer": None}, ("asks",)),
    ("G14", {"number_drawn": False}, ("number",)),
    ("G14", {"seal_applied": False}, ("seal",)),
    ("G14", {"seal_applied": None}, ("seal_unknown",)),
    ("G14", {"decision_contents": None}, ("asks",)),
    ("G14", {"decision_contents": frozenset({"party"})}, ("incomplete", "fine_incomplete")),
    (
        "G14",
        {
            "penalties": kinds(P.WARNING),
            "decision_contents": frozenset(
                {"party", "facts", "penalty", "performance", "remedies", "authority"}
            ),
        },
        (),
    ),
    ("G15", {}, ()),
    ("G15", {"filed_on": None}, ("asks",)),
    ("G15", {"decided_on": D(2026, 5, 31)}, ()),
    ("G15", {"decided_on": D(2026, 6, 1)}, ("over",)),
    ("G15", {"decided_on": D(2026, 4, 10), "case_days": 30}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 1), "extension_days": 30}, ("rule_unconfirmed",)),
    (
        "G15",
        {
            "decided_on": D(2026, 6, 1),
            "excluded": (Excluded(D(2026, 3, 10), D(2026, 3, 20), "听证"),),
        },
        ("rule_unconfirmed",),
    ),
    (
        "G15",
        {
            "decided_on": D(2026, 6, 30),
            "excluded": (Excluded(D(2026, 3, 10), D(2026, 3, 20), "听证"),),
        },
        ("over",),
    ),
    ("G21", {}, ()),
    ("G21", {"suspected_crime": None}, ("asks",)),
    ("G21", {"suspected_crime": True}, ("crime",)),
    ("G22", {}, ()),
    ("G22", {"same_act_fined": None}, ("asks",)),
    ("G22", {"same_act_fined": True}, ("fined",)),
    ("G22", {"same_act_fined": True, "penalties": None}, ("fined",)),
    ("G22", {"same_act_fined": True, "penalties": kinds(P.WARNING)}, ("punished",)),
    ("G23", {}, ()),
    ("G23", {"party_type": None}, ("asks",)),
    ("G23", {"party_type": PartyType.ORGANISATION, "party_age": None}, ()),
    ("G23", {"party_type": PartyType.BUSINESS, "party_age": None}, ("asks",)),
    ("G23", {"party_age": 13}, ("child",)),
    ("G23", {"party_age": 14}, ("minor",)),
    ("G23", {"party_age": 17}, ("minor",)),
    ("G23", {"party_age": 18}, ()),
    ("G23", {"party_capable": False}, ("incapable",)),
    ("G23", {"party_capable": None}, ("asks",)),
    ("G31", {}, ()),
    ("G31", {"dispute_open": None}, ("asks",)),
    ("G31", {"dispute_open": True}, ("deciding",)),
    ("G33", {}, ()),
    ("G33", {"penalties": None}, ("asks",)),
    ("G33", {"fine": None}, ("asks",)),
    ("G33", {"fine_most": None}, ("asks",)),
    ("G33", {"penalties": kinds(P.WARNING), "fine": None}, ()),
    ("G33", {"fine": Decimal(50000), "band_most": Decimal(50000)}, ()),
    ("G33", {"fine": Decimal(50001)}, ("above",)),
    ("G33", {"fine": Decimal(999)}, ("below",)),
    ("G33", {"fine": Decimal(999), "lighter_ground": "行政处罚法 第三十二条"}, ("below",)),
    (
        "G33",
        {
            "fine": Decimal(999),
            "lighter_ground": "行政处罚法 第三十二条",
            "deviation_reason": "样例理由",
            "deviation_approved": True,
        },
        ("deviates",),
    ),
    ("G33", {"fine": Decimal(5001)}, ("outside_band",)),
    ("G33", {"fine": Decimal(5001), "deviation_reason": "样例理由"}, ("outside_band",)),
    (
        "G33",
        {"fine": Decimal(5001), "deviation_reason": "样例理由", "deviation_approved": True},
        ("deviates",),
    ),
    ("G33", {"band_least": None}, ("band_unknown",)),
    ("G36", {}, ()),
    ("G36", REVIEWED, ()),
    ("G36", {**REVIEWED, "review_own_room": False}, ("other_unit",)),
    ("G36", {**REVIEWED, "review_own_room": None}, ("asks",)),
    ("G40", {}, ()),
    ("G40", {"correction_ordered": None}, ("asks",)),
    ("G40", {"correction_ordered": False}, ("not_ordered",)),
    ("G40", {"correction_ordered": False, "correction_excused": True}, ()),
    ("G41", {}, ()),
    ("G41", {"gains": None}, ("asks",)),
    ("G41", {"gains": Decimal(1)}, ("kept",)),
    ("G41", {"gains": Decimal(1), "gains_explained": True}, ()),
    ("G41", {"gains": Decimal(1), "penalties": kinds(P.FINE, P.CONFISCATE_GAINS)}, ()),
]
SIMPLE: list[Row] = [
    ("G07", {"fine": Decimal(200)}, ()),
    ("G07", {"fine": Decimal("200.01")}, ("too_much",)),
    ("G07", {"fine": Decimal(201), "party_type": PartyType.BUSINESS}, ("too_much",)),
    ("G07", {"fine": Decimal(3000), "party_type": PartyType.ORGANISATION}, ()),
    ("G07", {"fine": Decimal(3001), "party_type": PartyType.ORGANISATION}, ("too_much",)),
    ("G07", {"fine": None}, ("asks",)),
    ("G07", {"party_type": None}, ("asks",)),
    ("G07", {"penalties": None}, ("asks",)),
    ("G07", {"penalties": kinds(P.WARNING), "fine": None}, ()),
    ("G07", {"penalties": kinds(P.WARNING, P.CONFISCATE_GAINS)}, ("kinds",)),
    ("G07", {"penalties": kinds(P.CRITICISM)}, ("kinds",)),
    ("G01", {"filed_on": None}, ()),
]
FILING: list[Row] = [
    ("G01", {"filed_on": None}, ()),
    ("G01", {"filed_on": None, "item_since": D(2026, 4, 11)}, ("not_yet",)),
    ("G04", {"withdrawal_pending": True}, ("pending_inquiry",)),
    ("G04", {"withdrawal_pending": None}, ()),
    ("G31", {"dispute_open": True}, ("filing",)),
]


def reasons(
    law: Law, name: str, facts: Facts, step: str, procedure: str = "ordinary", **settings: Any
) -> tuple[str, ...]:
    on = max(TODAY, facts.decided_on or TODAY) if name != "G00" else TODAY
    found = law.findings(step, facts, on, procedure=procedure, settings={**SETTINGS, **settings})
    return tuple(one.reason for one in found if one.guard == name)


@pytest.mark.parametrize(("name", "changes", "expected"), DECIDING)
def test_a_decision_is_judged(
    law: Law, name: str, changes: Mapping[str, Any], expected: tuple[str, ...]
) -> None:
    assert sorted(reasons(law, name, a_case(**changes), "decided")) == sorted(expected)


@pytest.mark.parametrize(("name", "changes", "expected"), SIMPLE)
def test_a_decision_on_the_spot_is_judged(
    law: Law, name: str, changes: Mapping[str, Any], expected: tuple[str, ...]
) -> None:
    assert reasons(law, name, a_case(**changes), "decided", "simple") == expected


@pytest.mark.parametrize(("name", "changes", "expected"), FILING)
def test_a_filing_is_judged(
    law: Law, name: str, changes: Mapping[str, Any], expected: tuple[str, ...]
) -> None:
    assert reasons(law, name, a_case(**changes), "filed") == expected


def test_choices_of_the_office_decide_what_the_law_leaves_open(law: Law) -> None:
    case = a_case()
    assert reasons(law, "G12", case, "decided", review_all=True) == ("asks",)
    assert reasons(law, "G12", case, "decided", review_all=None) == ("scope_unknown",)
    large = a_case(**DISCUSSED)
    assert reasons(law, "G13", large, "decided", committee_quorum=None) == ("quorum_unknown",)
    late = a_case(decided_on=D(2026, 6, 1), extension_days=30)
    assert reasons(law, "G15", late, "decided", case_time_rules="已确认") == ()
    trader = a_case(fine=Decimal(201), party_type=PartyType.BUSINESS)
    simple = reasons(law, "G07", trader, "decided", "simple", business_as_citizen=False)
    assert simple == ()
    assert reasons(law, "G08", case, "decided", statement_days=30) == ("too_early",)


def test_the_rows_give_every_reason_the_law_knows(law: Law) -> None:
    given = {(name, one) for name, _, told in (*DECIDING, *SIMPLE, *FILING) for one in told}
    known = {
        (name, reason["key"])
        for name, entry in law.edition.files["guards.toml"].items()
        for version in entry["versions"]
        for reason in version["reasons"]
    }
    assert known - given == {("G13", "quorum_unknown")}


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
