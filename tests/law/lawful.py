"""A made-up case in which everything is lawful; tests change one fact at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.law.facts import Facts, Issuer, OfficerFact, PartyType, Penalty

FILED, TODAY = date(2026, 3, 2), date(2026, 4, 10)
OFFICERS = (
    OfficerFact("1", "样甲", certified=True, auxiliary=False, related=False),
    OfficerFact("2", "样乙", certified=True, auxiliary=False, related=False),
)
SETTINGS: dict[str, Any] = {
    "threshold.住房城乡建设/citizen/legal_review": 10000,
    "threshold.住房城乡建设/citizen/collective": 10000,
    "threshold.住房城乡建设/citizen/transfer_confiscation": 10000,
    "threshold.housing_citizen_hearing": 10000,
    "case_time.housing": True,
    "review_all": False,
    "committee_quorum": 3,
}
_LAWFUL = Facts(
    item_notice="样政告〔2022〕1号",
    item_since=date(2022, 6, 1),
    place_inside=True,
    place_excluded=False,
    field_of_law="住房城乡建设",
    officers=OFFICERS,
    withdrawal_pending=False,
    party_type=PartyType.CITIZEN,
    party_age=40,
    party_capable=True,
    act_ended_on=date(2026, 2, 1),
    act_continuing=False,
    discovered_on=date(2026, 2, 27),
    filed_on=FILED,
    dispute_open=False,
    suspected_crime=False,
    facts_proven=True,
    evidence_unlawful=False,
    camera_evidence=False,
    same_act_fined=False,
    notice_served=True,
    notice_served_on=date(2026, 3, 20),
    notice_contents=frozenset({"penalty", "facts", "reasons", "basis", "rights"}),
    notified_penalties=frozenset({Penalty.FINE}),
    notified_fine=Decimal(2000),
    notice_raised=False,
    statement_made=False,
    hearing_told=False,
    public_interest=False,
    complex_case=False,
    major_case=False,
    review_by_law=False,
    penalties=frozenset({Penalty.FINE}),
    fine=Decimal(2000),
    fine_least=Decimal(1000),
    fine_most=Decimal(50000),
    band_least=Decimal(1000),
    band_most=Decimal(5000),
    gains=Decimal(0),
    correction_ordered=True,
    issuer=Issuer.TOWNSHIP,
    decision_contents=frozenset(
        {
            "party",
            "facts",
            "penalty",
            "performance",
            "remedies",
            "authority",
            "bank",
            "fine",
            "surcharge",
        }
    ),
    number_drawn=True,
    seal_applied=True,
)


def a_case(**changes: Any) -> Facts:
    """The lawful case with some facts changed."""
    return replace(_LAWFUL, **changes)


def officer(number: int, **changes: Any) -> OfficerFact:
    """One of the two officers, changed."""
    return replace(OFFICERS[number - 1], **changes)
