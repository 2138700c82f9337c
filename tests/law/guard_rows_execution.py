"""Rows for service, payment, enforcement, ends and the office (G16-G18, G24-G30, G32, G34 …)."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from guard_facts import D, P, Row, Table, kinds

from desktop.law.counting import Excluded
from desktop.law.facts import Issuer, PartyType
from desktop.law.facts_execution import ClosingGround
from desktop.law.facts_office import TransferGround, TransferKind
from desktop.law.facts_outcome import ChangeGround, NoPenaltyGround, ServiceWay

W, N, C = ServiceWay, NoPenaltyGround, ClosingGround
SERVED: dict[str, Any] = {"decided_on": D(2026, 4, 8), "service_way": W.DIRECT, "servers": 2}
_LEFT = {"service_way": W.LEFT, "service_refused": True, "service_witnessed": True}
_ANNOUNCED = {
    "service_way": W.ANNOUNCEMENT,
    "other_ways_failed": True,
    "announced_on": D(2026, 3, 11),
    "decided_on": D(2026, 3, 9),
    "notice_served_on": D(2026, 3, 3),
}
_G16: list[Row] = [
    ("G16", {}, ()),
    ("G16", {"service_way": None}, ("asks",)),
    ("G16", {"service_way": W.POST}, ()),
    ("G16", {"service_way": W.ENTRUSTED}, ()),
    ("G16", _LEFT, ()),
    ("G16", {**_LEFT, "service_refused": False}, ("not_refused",)),
    ("G16", {**_LEFT, "service_witnessed": False}, ("unwitnessed",)),
    ("G16", {**_LEFT, "service_witnessed": None}, ("asks",)),
    ("G16", {"service_way": W.ELECTRONIC, "electronic_consent": True}, ()),
    ("G16", {"service_way": W.ELECTRONIC, "electronic_consent": False}, ("no_consent",)),
    ("G16", {"service_way": W.ELECTRONIC}, ("asks",)),
    ("G16", _ANNOUNCED, ()),
    ("G16", {**_ANNOUNCED, "other_ways_failed": False}, ("not_last",)),
    ("G16", {**_ANNOUNCED, "announced_on": D(2026, 3, 12)}, ("announcement_running",)),
    ("G16", {**_ANNOUNCED, "announced_on": None}, ("asks",)),
    ("G16", {**_ANNOUNCED, "announced_on": D(2026, 3, 11), "served_on": D(2026, 4, 10)}, ()),
    (
        "G16",
        {**_ANNOUNCED, "announced_on": D(2026, 3, 11), "served_on": D(2026, 4, 9)},
        ("announcement_running",),
    ),
    ("G16", {"decided_on": D(2026, 3, 31)}, ()),
    ("G16", {"decided_on": D(2026, 3, 30)}, ("late",)),
    ("G16", {"decided_on": D(2026, 3, 30), "served_on": D(2026, 4, 9)}, ()),
    ("G03", {}, ()),
    ("G03", {"servers": 1}, ("few_servers",)),
    ("G03", {"servers": None}, ("asks",)),
]
_G16_OLD: list[Row] = [
    ("G16", _ANNOUNCED | {"announced_on": D(2021, 12, 31)}, ("announcement_running",)),
    ("G16", _ANNOUNCED | {"announced_on": D(2022, 1, 1)}, ()),
]
PAID: dict[str, Any] = {"collected_on_spot": True, "finance_receipt": True, "fine": Decimal(100)}
_REMOTE = {"remote_place": True, "spot_requested": True, "fine": Decimal(2000)}
_G17: list[Row] = [
    ("G17", {"collected_on_spot": False, "finance_receipt": None}, ()),
    ("G17", {"collected_on_spot": None}, ("asks",)),
    ("G17", {"remote_place": False}, ("own_collection",)),
    ("G17", {}, ("asks",)),
    ("G17", _REMOTE, ()),
    ("G17", {**_REMOTE, "spot_requested": False}, ("own_collection",)),
    ("G17", {**_REMOTE, "finance_receipt": False}, ("no_receipt",)),
    ("G17", {**_REMOTE, "finance_receipt": None}, ("asks",)),
]
_G17_SPOT: list[Row] = [
    ("G17", {}, ()),
    ("G17", {"fine": Decimal("100.01"), "hard_to_collect": True}, ()),
    ("G17", {"fine": Decimal("100.01")}, ("asks",)),
    (
        "G17",
        {"fine": Decimal("100.01"), "hard_to_collect": False, "remote_place": False},
        ("own_collection",),
    ),
]
LATE: dict[str, Any] = {
    "decided_on": D(2026, 3, 2),
    "notice_served_on": D(2026, 3, 2),
    "served_on": D(2026, 3, 4),
    "fine": Decimal(1000),
    "remedy_periods": (),
    "deferral_approved": False,
    "surcharge_claimed": Decimal(660),
    "fully_performed": False,
}
_SUIT = Excluded(D(2026, 4, 1), D(2026, 4, 10), "行政诉讼")
_G18: list[Row] = [  # last paying day 19 March; to 10 April are 22 days at 30 yuan
    ("G18", {}, ()),
    ("G18", {"surcharge_claimed": Decimal("660.01")}, ("too_much",)),
    ("G18", {"surcharge_claimed": Decimal(630)}, ("less",)),
    ("G18", {"surcharge_claimed": Decimal(630), "surcharge_agreed": True}, ()),
    ("G18", {"surcharge_claimed": None}, ("asks",)),
    ("G18", {"remedy_periods": (_SUIT,)}, ("too_much",)),
    ("G18", {"remedy_periods": (_SUIT,), "surcharge_claimed": Decimal(360)}, ()),
    ("G18", {"remedy_periods": None}, ("asks",)),
    ("G18", {"paid_on": D(2026, 3, 19)}, ("not_late",)),
    ("G18", {"paid_on": D(2026, 3, 20), "surcharge_claimed": Decimal(30)}, ()),
    ("G18", {"deferral_approved": True, "deferred_until": D(2026, 4, 10)}, ("not_late",)),
    ("G18", {"deferral_approved": True}, ("asks",)),
    ("G18", {"deferral_approved": None}, ("asks",)),
    ("G18", {"deferral_approved": False, "deferred_until": D(2026, 4, 10)}, ()),
    ("G18", {"fine": None}, ("asks",)),
    ("G18", {"served_on": None}, ("asks",)),
]
COURT: dict[str, Any] = {
    "decided_on": D(2025, 9, 1),
    "filed_on": D(2025, 8, 1),
    "discovered_on": D(2025, 7, 30),
    "notice_served_on": D(2025, 8, 20),
    "act_ended_on": D(2025, 7, 1),
    "served_on": D(2025, 9, 2),
    "review_sought": False,
    "suit_brought": False,
    "deferral_approved": False,
    "demand_served": True,
    "demand_served_on": D(2026, 3, 24),
    "court_papers": frozenset({"application", "decision", "opinion", "object", "other"}),
    "fully_performed": False,
}
_REVIEWED = {"review_sought": True, "review_decision_served_on": D(2026, 3, 25)}
_LAPSED = {"served_on": D(2025, 6, 30), "decided_on": D(2025, 6, 30)}
_G25: list[Row] = [
    ("G25", {}, ()),
    ("G25", {"fully_performed": True}, ("performed",)),
    ("G25", {"fully_performed": None}, ("asks",)),
    ("G25", {"suit_brought": True}, ("suit",)),
    ("G25", {"suit_brought": None}, ("asks",)),
    ("G25", {"served_on": D(2025, 10, 9)}, ()),
    ("G25", {"served_on": D(2025, 10, 10)}, ("remedies_open",)),
    ("G25", {"served_on": None}, ("asks",)),
    ("G25", {"demand_served": False, "demand_served_on": None}, ("no_demand",)),
    ("G25", {"demand_served_on": None}, ("asks",)),
    ("G25", {"demand_served_on": D(2026, 3, 26)}, ("demand_running",)),
    ("G25", {"court_papers": frozenset({"application"})}, ("papers",)),
    ("G25", {"court_papers": None}, ("asks",)),
    ("G25", {"served_on": D(2025, 6, 30), "decided_on": D(2025, 6, 30)}, ("over",)),
    (
        "G25",
        {
            "served_on": D(2025, 6, 30),
            "decided_on": D(2025, 6, 30),
            "deferral_approved": True,
            "deferred_until": D(2026, 1, 12),
        },
        (),
    ),
    ("G25", {"deferral_approved": True}, ("asks",)),
    ("G25", {"deferral_approved": None}, ("asks",)),
    ("G25", {**_LAPSED, "deferral_approved": True, "deferred_until": D(2026, 1, 10)}, ()),
    ("G25", {**_LAPSED, "deferral_approved": True, "deferred_until": D(2026, 1, 9)}, ("over",)),
    ("G25", {**_LAPSED, "deferral_approved": False, "deferred_until": D(2026, 1, 10)}, ("over",)),
    ("G25", _REVIEWED, ()),
    ("G25", {**_REVIEWED, "review_decision_served_on": D(2026, 3, 26)}, ("remedies_open",)),
    ("G25", {**_REVIEWED, "review_decision_served_on": None}, ("asks",)),
]
_G25_FAR: list[Row] = [("G25", {"served_on": D(2026, 7, 20)}, ("provisional",))]
_SPOT_SERVED = {"served_on": D(2026, 2, 5), "decided_on": D(2026, 2, 5)}
_G25_SPOT: list[Row] = [  # 60 days of review, not six months
    ("G25", _SPOT_SERVED, ()),
    ("G25", {"served_on": D(2026, 2, 9), "decided_on": D(2026, 2, 9)}, ("remedies_open",)),
]
ENFORCED: dict[str, Any] = {
    "execution_at": datetime(2026, 4, 10, 10, 0),
    "execution_urgent": False,
    "utilities_cut": False,
    "performed_by_other": False,
    "full_recording": True,
}
_ZONE = timezone(timedelta(hours=0))
_BY_OTHER = {"performed_by_other": True, "performance_demand_on": D(2026, 3, 30)}
_G26: list[Row] = [
    ("G26", {}, ()),
    ("G26", {"execution_at": None}, ("asks",)),
    ("G26", {"utilities_cut": True}, ("utilities",)),
    ("G26", {"utilities_cut": None}, ("asks",)),
    ("G26", {"execution_at": datetime(2026, 4, 10, 6, 0)}, ()),
    ("G26", {"execution_at": datetime(2026, 4, 10, 5, 59)}, ("night",)),
    ("G26", {"execution_at": datetime(2026, 4, 10, 21, 59)}, ()),
    ("G26", {"execution_at": datetime(2026, 4, 10, 22, 0)}, ("night",)),
    ("G26", {"execution_at": datetime(2026, 4, 10, 14, 0, tzinfo=_ZONE)}, ("night",)),
    ("G26", {"execution_at": datetime(2026, 4, 10, 22, 0), "execution_urgent": True}, ()),
    ("G26", {"execution_at": datetime(2026, 4, 10, 22, 0), "execution_urgent": None}, ("asks",)),
    ("G26", {"execution_at": datetime(2026, 4, 6, 10, 0)}, ("holiday",)),
    ("G26", {"execution_at": datetime(2026, 4, 11, 10, 0)}, ("weekend",)),
    # make-up working days are not holidays
    ("G26", {"execution_at": datetime(2026, 5, 9, 10, 0)}, ()),
    ("G26", {"execution_at": datetime(2027, 3, 10, 10, 0)}, ("provisional",)),
    ("G26", {"execution_at": datetime(2027, 1, 1, 10, 0)}, ("holiday",)),
    ("G26", {"performed_by_other": None}, ("asks",)),
    ("G26", _BY_OTHER, ()),
    # from 3 to 10 April lie 4 working days; Tomb Sweeping 4-6 April do not count
    ("G26", {**_BY_OTHER, "performance_demand_on": D(2026, 4, 3)}, ()),
    ("G26", {**_BY_OTHER, "performance_demand_on": D(2026, 4, 6)}, ()),
    ("G26", {**_BY_OTHER, "performance_demand_on": D(2026, 4, 7)}, ("performance_demand",)),
    ("G26", {**_BY_OTHER, "performance_demand_on": None}, ("asks",)),
    ("G26", {**_BY_OTHER, "performance_demand_on": None, "execution_urgent": True}, ()),
    ("G26", {**_BY_OTHER, "execution_at": None}, ("asks",)),
    (
        "G26",
        {**_BY_OTHER, "execution_at": None, "performance_demand_on": None},
        ("asks", "asks"),
    ),
    (
        "G26",
        {**_BY_OTHER, "execution_at": datetime(2027, 3, 10, 10, 0)},
        ("performance_provisional", "provisional"),
    ),
    ("G42", {"full_recording": False}, ("not_recorded",)),
]
CLOSED: dict[str, Any] = {
    "closing_ground": C.PERFORMED,
    "fully_performed": True,
    "measured": False,
    "registered": False,
}
_G28: list[Row] = [
    ("G28", {}, ()),
    ("G28", {"closing_ground": None}, ("asks",)),
    ("G28", {"fully_performed": False}, ("not_performed",)),
    ("G28", {"fully_performed": None}, ("asks",)),
    ("G28", {"closing_ground": C.NO_PENALTY, "fully_performed": None}, ()),
    ("G28", {"closing_ground": C.TERMINATED, "halt_approved": True}, ()),
    ("G28", {"closing_ground": C.TERMINATED, "halt_approved": False}, ("not_terminated",)),
    ("G28", {"measured": True, "measure_ended": True}, ()),
    ("G28", {"measured": True, "measure_ended": False}, ("measure_open",)),
    ("G28", {"measured": None}, ("asks",)),
    ("G28", {"registered": True}, ("registration_open",)),
    ("G28", {"registered": True, "registration_disposed_on": D(2026, 4, 1)}, ()),
    ("G28", {"registered": None}, ("asks",)),
]
_G28_ARCHIVED: list[Row] = [
    ("G28", {"volume_papers": frozenset({"立案审批表"}), "pages_numbered": True}, ()),
    ("G28", {"volume_papers": frozenset(), "pages_numbered": True}, ("incomplete",)),
    ("G28", {"volume_papers": None, "pages_numbered": True}, ("asks",)),
    ("G28", {"volume_papers": frozenset({"立案审批表"}), "pages_numbered": False}, ("unnumbered",)),
]
NO_PENALTY: dict[str, Any] = {
    "no_penalty_ground": N.MINOR,
    "corrected_in_time": True,
    "education_given": True,
}
_UNPROVEN = {"no_penalty_ground": N.NOT_PROVEN, "facts_proven": False, "education_given": None}
_LONG_AGO = {"act_ended_on": D(2024, 2, 26), "grave_harm": False}
_G24: list[Row] = [
    ("G24", {}, ()),
    ("G24", {"no_penalty_ground": None}, ("asks",)),
    ("G24", {"corrected_in_time": False}, ("not_corrected",)),
    ("G24", {"no_penalty_ground": N.FIRST, "corrected_in_time": None}, ("asks",)),
    ("G24", {"education_given": False}, ("not_educated",)),
    ("G24", {"education_given": None}, ("asks",)),
    ("G24", {"no_penalty_ground": N.SLIGHT}, ()),
    ("G24", {"no_penalty_ground": N.NO_FAULT}, ()),
    ("G24", _UNPROVEN, ()),
    ("G24", {**_UNPROVEN, "facts_proven": True}, ("contradicts",)),
    ("G24", {**_UNPROVEN, "education_given": True}, ("educated",)),
    ("G24", {"no_penalty_ground": N.CHILD, "party_age": 13, "guardian_ordered": True}, ()),
    ("G24", {"no_penalty_ground": N.CHILD, "party_age": 13}, ("asks",)),
    (
        "G24",
        {"no_penalty_ground": N.CHILD, "party_age": 13, "guardian_ordered": False},
        ("no_guardian",),
    ),
    (
        "G24",
        {"no_penalty_ground": N.CHILD, "party_age": 14, "guardian_ordered": True},
        ("contradicts",),
    ),
    ("G24", {"no_penalty_ground": N.INCAPABLE, "guardian_ordered": True}, ("contradicts",)),
    (
        "G24",
        {"no_penalty_ground": N.INCAPABLE, "party_capable": False, "guardian_ordered": True},
        (),
    ),
    ("G24", {"no_penalty_ground": N.LIMITATION}, ("not_over",)),
    ("G24", {"no_penalty_ground": N.LIMITATION, **_LONG_AGO}, ()),
    ("G24", {"no_penalty_ground": N.LIMITATION, **_LONG_AGO, "grave_harm": None}, ("asks",)),
    ("G24", {"no_penalty_ground": N.LIMITATION, **_LONG_AGO, "grave_harm": True}, ("not_over",)),
    ("G24", {"no_penalty_ground": N.LIMITATION, **_LONG_AGO, "limitation_years": 2}, ()),
    (
        "G24",
        {"no_penalty_ground": N.LIMITATION, **_LONG_AGO, "limitation_years": 3},
        ("not_over",),
    ),
    (
        "G24",
        {"no_penalty_ground": N.LIMITATION, **_LONG_AGO, "act_continuing": True},
        ("not_over",),
    ),
    ("G24", {"no_penalty_ground": N.LIMITATION, "act_ended_on": None}, ("asks",)),
]
_CONTENTS = frozenset(
    {"act", "penalty", "time", "remedies", "review_first", "authority", "officers"}
)
SPOT: dict[str, Any] = {
    "form_numbered": True,
    "spot_told": True,
    "spot_heard": True,
    "spot_handed": True,
    "decision_contents": _CONTENTS,
    "fine": Decimal(200),
}
_G39: list[Row] = [
    ("G39", {}, ()),
    ("G39", {"form_numbered": False}, ("unnumbered",)),
    ("G39", {"spot_told": False}, ("not_told",)),
    ("G39", {"spot_heard": False}, ("not_heard",)),
    ("G39", {"spot_heard": None}, ("asks",)),
    ("G39", {"spot_handed": False}, ("not_handed",)),
    ("G39", {"decision_contents": None}, ("asks",)),
    ("G39", {"decision_contents": _CONTENTS - {"review_first"}}, ("incomplete",)),
]
_G39_OLD: list[Row] = [("G39", {"decision_contents": _CONTENTS - {"review_first"}}, ())]
PUBLISHED: dict[str, Any] = {
    "decided_on": D(2026, 4, 8),
    "publication_secret": False,
    "publication_danger": False,
    "publication_masked": True,
    "credit_record": False,
}
_G27: list[Row] = [
    ("G27", {"credit_record": None}, ()),
    ("G27", {"party_age": 17}, ("minor",)),
    ("G27", {"party_age": 18}, ()),
    ("G27", {"party_age": None}, ("asks",)),
    ("G27", {"party_type": PartyType.ORGANISATION, "party_age": None}, ()),
    ("G27", {"party_type": None}, ("asks",)),
    ("G27", {"publication_secret": True}, ("secret",)),
    ("G27", {"publication_danger": True}, ("danger",)),
    ("G27", {"publication_masked": False}, ("unmasked",)),
    ("G27", {"publication_masked": None}, ("asks",)),
    ("G27", {"decided_on": D(2026, 3, 31)}, ()),
    ("G27", {"decided_on": D(2026, 3, 30)}, ("late",)),
    ("G27", {"decided_on": None}, ("asks",)),
]
_G27_SPOT: list[Row] = [
    ("G27", {}, ()),
    ("G27", {"credit_record": True}, ("credit",)),
    ("G27", {"credit_record": None}, ("asks",)),
]
SENT: dict[str, Any] = {
    "sender": Issuer.TOWNSHIP,
    "transfer_kind": TransferKind.FILING,
    "transfer_ground": TransferGround.NOT_LISTED,
    "transfer_checklist": frozenset({"facts", "evidence", "procedure", "formalities"}),
    "transfer_list": True,
}
_CRIME = {
    "transfer_kind": TransferKind.CRIME,
    "transfer_ground": TransferGround.CRIME,
    "suspected_crime": True,
    "transfer_checklist": None,
    "transfer_approved": True,
    "measured": False,
}
_G29: list[Row] = [
    ("G29", {}, ()),
    ("G29", {"sender": Issuer.SUBDISTRICT}, ()),
    ("G29", {"sender": Issuer.TEAM}, ("sender",)),
    ("G29", {"sender": Issuer.TEAM, "sender_law": "样例条例 第一条"}, ()),
    ("G29", {"sender": None}, ("asks",)),
    ("G29", {"transfer_kind": None}, ("asks",)),
    ("G29", {"transfer_ground": None}, ("asks",)),
    ("G29", {"transfer_list": False}, ("no_list",)),
    ("G29", {"transfer_checklist": frozenset({"facts"})}, ("unchecked",)),
    ("G29", {"transfer_checklist": None}, ("asks",)),
    ("G29", {"transfer_kind": TransferKind.CLUE, "transfer_checklist": None}, ()),
    ("G29", {"transfer_ground": TransferGround.OUTSIDE}, ("contradicts",)),
    ("G29", {"transfer_ground": TransferGround.OUTSIDE, "place_inside": False}, ()),
    ("G29", {"transfer_ground": TransferGround.DESIGNATED}, ()),
    ("G29", {"transfer_ground": TransferGround.COUNTY_KIND}, ("contradicts",)),
    *(
        ("G29", {"transfer_ground": TransferGround.COUNTY_KIND, "penalties": kinds(kind)}, ())
        for kind in (P.CONFISCATE_GAINS, P.CONFISCATE_GOODS, P.DETENTION, P.OTHER)
    ),
    (
        "G29",
        {"transfer_ground": TransferGround.COUNTY_KIND, "penalties": kinds(P.REVOKE_PERMIT)},
        (),
    ),
    ("G29", {"transfer_ground": TransferGround.CRIME}, ("contradicts", "kind_mismatch")),
    ("G29", _CRIME, ()),
    ("G29", {**_CRIME, "transfer_approved": False}, ("unapproved",)),
    ("G29", {**_CRIME, "transfer_approved": None}, ("asks",)),
    ("G29", {**_CRIME, "measured": None}, ("asks",)),
    ("G29", {**_CRIME, "measured": True, "things_sent": True}, ()),
    ("G29", {**_CRIME, "measured": True, "things_sent": False}, ("things_kept",)),
]
PUT_OFF: dict[str, Any] = {
    "collaboration_received_on": D(2026, 4, 8),
    "extension_technical": True,
}
_G30: list[Row] = [
    ("G30", {}, ()),
    ("G30", {"extension_technical": False}, ("groundless",)),
    ("G30", {"extension_technical": None}, ("asks",)),
    ("G30", {"collaboration_received_on": D(2026, 4, 2)}, ()),
    ("G30", {"collaboration_received_on": D(2026, 4, 1)}, ("late",)),
    ("G30", {"collaboration_received_on": None}, ("asks",)),
]
_G30_FAR: list[Row] = [("G30", {"collaboration_received_on": D(2027, 3, 1)}, ("provisional",))]
TEAM: dict[str, Any] = {
    "captain_fits": True,
    "own_certified": 2,
    "township_force": 60,
    "county_force": 100,
    "departments_covered": frozenset(
        {"transport", "agriculture", "culture", "health", "environment", "emergency"}
    ),
}
_G32: list[Row] = [
    ("G32", {}, ()),
    ("G32", {"captain_fits": False}, ("captain",)),
    ("G32", {"captain_fits": None}, ("asks",)),
    ("G32", {"own_certified": 1}, ("own_certified",)),
    ("G32", {"own_certified": None}, ("asks",)),
    ("G32", {"township_force": 5999, "county_force": 10000}, ("share",)),
    ("G32", {"township_force": None}, ("asks",)),
    ("G32", {"township_force": 0, "county_force": 0}, ("share_impossible",)),
    ("G32", {"township_force": 101}, ("share_impossible",)),
    ("G32", {"township_force": -1}, ("share_impossible",)),
    ("G32", {"township_force": 0}, ("share",)),
    ("G32", {"township_force": 100}, ()),
    ("G32", {"county_force": None}, ("asks",)),
    ("G32", {"departments_covered": frozenset({"health"})}, ("departments",)),
    ("G32", {"departments_covered": None}, ("asks",)),
]
_G34: list[Row] = [
    ("G34", {"fed_by_fines": False}, ()),
    ("G34", {"fed_by_fines": True}, ("fed",)),
    ("G34", {"fed_by_fines": None}, ("asks",)),
]
_G35: list[Row] = [
    ("G35", {"joint_plan": True, "joint_duties": True}, ()),
    ("G35", {"joint_plan": False}, ("no_plan",)),
    ("G35", {"joint_plan": None}, ("asks",)),
    ("G35", {"joint_plan": True, "joint_duties": False}, ("no_duties",)),
    ("G35", {"joint_plan": True}, ("asks",)),
]
_WITHDRAWN: dict[str, Any] = {"withdrawn_reason": "样例理由", "withdrawn_approved": True}
_G44: list[Row] = [
    ("G44", {}, ()),
    ("G44", {"withdrawn_reason": " "}, ("no_reason",)),
    ("G44", {"withdrawn_reason": None}, ("asks",)),
    ("G44", {"withdrawn_approved": False}, ("unapproved",)),
    ("G44", {"withdrawn_approved": None}, ("asks",)),
]
_G44_CHANGED: list[Row] = [
    ("G44", {"change_ground": ChangeGround.REVIEW}, ()),
    ("G44", {"change_ground": ChangeGround.OWN, "change_approved": True}, ()),
    ("G44", {"change_ground": ChangeGround.OWN, "change_approved": False}, ("unapproved",)),
    ("G44", {"change_ground": None}, ("asks",)),
]
_G44_DEFERRED: list[Row] = [
    ("G44", {"deferral_requested": True, "deferral_approved": True}, ()),
    ("G44", {"deferral_requested": False, "deferral_approved": True}, ("not_requested",)),
    ("G44", {"deferral_requested": True, "deferral_approved": False}, ("unapproved",)),
]
_FAR = D(2027, 3, 8)
TABLES = [
    Table("ordinary", "served", SERVED, _G16),
    Table("ordinary", "served", SERVED, _G16_OLD, D(2022, 1, 31)),
    Table("ordinary", "paid", PAID, _G17),
    Table("simple", "paid", PAID, _G17_SPOT),
    Table("ordinary", "surcharged", LATE, _G18),
    Table("ordinary", "court", COURT, _G25),
    Table("ordinary", "court", COURT | {"demand_served_on": D(2026, 12, 1)}, _G25_FAR, _FAR),
    Table("simple", "court", COURT, _G25_SPOT),
    Table("execution", "enforced", ENFORCED, _G26),
    Table("ordinary", "closed", CLOSED, _G28),
    Table("ordinary", "archived", CLOSED, _G28_ARCHIVED),
    Table("ordinary", "no_penalty", NO_PENALTY, _G24),
    Table("simple", "decided", SPOT, _G39),
    Table("simple", "decided", SPOT, _G39_OLD, D(2023, 12, 31)),
    Table("ordinary", "published", PUBLISHED, _G27),
    Table("simple", "published", PUBLISHED, _G27_SPOT),
    Table("ordinary", "transferred", SENT, _G29),
    Table("collaboration", "put_off", PUT_OFF, _G30),
    Table("collaboration", "put_off", PUT_OFF, _G30_FAR, _FAR),
    Table("township", "team", TEAM, _G32),
    Table("township", "metric", {}, _G34),
    Table("joint_action", "begun", {}, _G35),
    Table("ordinary", "withdrawn", _WITHDRAWN, _G44),
    Table("ordinary", "changed", {}, _G44_CHANGED),
    Table("ordinary", "deferred", {}, _G44_DEFERRED),
]
