"""Rows for hearing, measures, registered evidence and records (G11, G19, G20, G37, G38, G42, G43)."""

from datetime import datetime
from typing import Any

from guard_facts import LARGE, D, Row, Table

from desktop.law.counting import Excluded
from desktop.law.facts_inquiry import EvidenceFact, MeasureKind, RecordFact

HEARING: dict[str, Any] = {
    "hearing_told": True,
    "hearing_asked": True,
    "hearing_asked_on": D(2026, 3, 24),
    "hearing_on": D(2026, 4, 10),
    "hearing_notice_served_on": D(2026, 3, 27),
    "hearing_host_investigates": False,
    "hearing_host_related": False,
    "hearing_public": True,
    "hearing_secret": False,
    "hearing_agents": 1,
}
_G11: list[Row] = [
    ("G11", {}, ()),
    ("G11", {"hearing_asked": None}, ("asks",)),
    ("G11", {"hearing_asked": False, "hearing_asked_on": None}, ("not_asked",)),
    ("G11", {"hearing_host_investigates": True}, ("host_investigates",)),
    ("G11", {"hearing_host_investigates": None}, ("asks",)),
    ("G11", {"hearing_host_related": True}, ("host_related",)),
    ("G11", {"hearing_public": False}, ("not_public",)),
    ("G11", {"hearing_secret": True}, ("secret",)),
    ("G11", {"hearing_secret": True, "hearing_public": False}, ()),
    ("G11", {"hearing_secret": None}, ("asks",)),
    ("G11", {"hearing_public": None}, ("asks",)),
    ("G11", {"hearing_agents": 0}, ()),
    ("G11", {"hearing_agents": 2}, ()),
    ("G11", {"hearing_agents": 3}, ("agents",)),
    ("G11", {"hearing_agents": None}, ("asks",)),
    ("G11", {"hearing_notice_served_on": None}, ("asks",)),
    # from 30 March to 10 April lie 7 working days; Tomb Sweeping 4-6 April do not count
    ("G11", {"hearing_notice_served_on": D(2026, 3, 30)}, ()),
    ("G11", {"hearing_notice_served_on": D(2026, 3, 31)}, ("six",)),
    ("G11", {"hearing_notice_served_on": D(2026, 4, 1)}, ("short",)),
    ("G11", {"hearing_notice_served_on": D(2026, 4, 10)}, ("short",)),
]
_G11_NOTIFIED: list[Row] = [
    ("G11", {"hearing_agents": None, "hearing_on": D(2026, 4, 22)}, ()),
    ("G11", {"hearing_on": D(2026, 4, 21)}, ("six",)),
    ("G11", {"hearing_on": D(2026, 4, 20)}, ("short",)),
    ("G11", {"hearing_on": None}, ("asks",)),
    # 9 May 2026 is a Saturday worked: it counts
    ("G11", {"hearing_notice_served_on": D(2026, 4, 28), "hearing_on": D(2026, 5, 13)}, ()),
]
MEASURE: dict[str, Any] = {
    "measure_kind": MeasureKind.SEIZE,
    "measure_basis": "样例法 第一条",
    "measure_approved": True,
    "measure_urgent": False,
    "measure_told": True,
    "measure_witnessed": True,
    "measure_record": True,
    "measure_list": True,
    "measure_necessities": False,
    "measure_unrelated": False,
    "measure_sealed_already": False,
    "full_recording": True,
}
_URGENT = {
    "measure_urgent": True,
    "measure_approved": None,
    "measure_taken_at": datetime(2026, 4, 9, 20, 0),
}
_G19: list[Row] = [
    ("G19", {}, ()),
    ("G19", {"measure_kind": MeasureKind.SEAL}, ()),
    ("G19", {"measure_kind": MeasureKind.FREEZE}, ("not_own",)),
    ("G19", {"measure_kind": MeasureKind.LIBERTY}, ("not_own",)),
    ("G19", {"measure_kind": None}, ("asks",)),
    ("G19", {"measure_basis": " "}, ("no_basis",)),
    ("G19", {"measure_basis": None}, ("asks",)),
    ("G19", {"measure_approved": False}, ("unapproved",)),
    ("G19", {"measure_approved": None}, ("asks",)),
    ("G19", {"measure_urgent": None}, ("asks",)),
    ("G19", _URGENT, ("report_due",)),
    ("G19", {**_URGENT, "measure_taken_at": None}, ("asks",)),
    ("G19", {**_URGENT, "measure_approved": False}, ("disapproved",)),
    (
        "G19",
        {**_URGENT, "measure_approved": True, "measure_approved_at": datetime(2026, 4, 10, 20, 0)},
        (),
    ),
    (
        "G19",
        {**_URGENT, "measure_approved": True, "measure_approved_at": datetime(2026, 4, 10, 20, 1)},
        ("approved_late",),
    ),
    ("G19", {"measure_told": False}, ("not_told",)),
    ("G19", {"measure_witnessed": False}, ("unwitnessed",)),
    ("G19", {"measure_record": False}, ("no_record",)),
    ("G19", {"measure_list": False}, ("no_list",)),
    ("G19", {"measure_list": None}, ("asks",)),
    ("G19", {"measure_necessities": True}, ("necessities",)),
    ("G19", {"measure_unrelated": True}, ("unrelated",)),
    ("G19", {"measure_sealed_already": True}, ("sealed_already",)),
    ("G42", {}, ()),
    ("G42", {"full_recording": False}, ("not_recorded",)),
    ("G42", {"full_recording": None}, ("asks",)),
]
EXTENSION: dict[str, Any] = {
    "measure_on": D(2026, 3, 12),
    "measure_extensions": 0,
    "measure_extension_days": 30,
    "measure_extension_approved": True,
    "measure_extension_told": True,
}
_TEST = Excluded(D(2026, 3, 16), D(2026, 3, 20), "检测", kind="test")
_G19_EXTENDED: list[Row] = [
    ("G19", {}, ()),
    ("G19", {"measure_on": D(2026, 3, 11)}, ()),
    ("G19", {"measure_on": D(2026, 3, 10)}, ("over",)),
    ("G19", {"measure_on": D(2026, 3, 10), "measure_excluded": (_TEST,)}, ()),
    ("G19", {"measure_extensions": 1}, ("twice",)),
    ("G19", {"measure_extensions": None}, ("asks",)),
    ("G19", {"measure_extension_days": 31}, ("too_long",)),
    ("G19", {"measure_extension_days": None}, ("asks",)),
    ("G19", {"measure_on": None}, ("asks",)),
    ("G19", {"measure_extension_approved": False}, ("extension_unapproved",)),
    ("G19", {"measure_extension_told": False}, ("extension_untold",)),
]
REGISTRATION: dict[str, Any] = {
    "registration_needed": True,
    "registration_approved": True,
    "registration_list": True,
}
_G20: list[Row] = [
    ("G20", {}, ()),
    ("G20", {"registration_needed": False}, ("not_needed",)),
    ("G20", {"registration_approved": False}, ("unapproved",)),
    ("G20", {"registration_approved": None}, ("asks",)),
    ("G20", {"registration_list": False}, ("no_list",)),
]
_G20_DISPOSED: list[Row] = [
    ("G20", {"registration_on": D(2026, 3, 31)}, ()),
    ("G20", {"registration_on": D(2026, 3, 30)}, ("late",)),
    ("G20", {"registration_on": None}, ("asks",)),
    (
        "G20",
        {"registration_on": D(2026, 3, 30), "registration_disposed_on": D(2026, 4, 9)},
        (),
    ),
]
REPORTED: dict[str, Any] = {"registered": False, "records": ()}
_REGISTERED = {"registered": True, "registration_on": D(2026, 3, 30)}


def _record(name: str, begin: datetime, end: datetime, *people: str) -> RecordFact:
    return RecordFact(name, begin, end, people)


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 4, hour, minute)


_REPORT: list[Row] = [
    ("G20", {}, ()),
    ("G20", {"registered": None}, ("asks",)),
    ("G20", _REGISTERED, ("not_disposed",)),
    ("G20", {**_REGISTERED, "registration_on": D(2026, 3, 31)}, ("open",)),
    ("G20", {**_REGISTERED, "registration_on": None}, ("asks",)),
    ("G20", {**_REGISTERED, "registration_disposed_on": D(2026, 4, 1)}, ()),
    ("G38", {}, ()),
    ("G38", {"evidence_unlawful": True}, ("unlawful",)),
    ("G38", {"evidence_unlawful": None}, ("asks",)),
    ("G38", {"camera_evidence": None}, ("asks",)),
    ("G38", {"camera_evidence": True, "camera_reviewed": True}, ()),
    ("G38", {"camera_evidence": True, "camera_reviewed": False}, ("camera",)),
    ("G38", {"camera_evidence": True}, ("asks",)),
    ("G38", {"facts_proven": False}, ("unproven_report",)),
    ("G38", {"facts_proven": None}, ("asks",)),
    ("G43", {}, ()),
    ("G43", {"records": None}, ("asks",)),
    ("G43", {"records": (_record("样例笔录", _at(9), _at(10), "1", "2"),)}, ()),
    ("G43", {"records": (_record("样例笔录", _at(10), _at(9), "1", "2"),)}, ("backwards",)),
    (
        "G43",
        {
            "records": (
                _record("样例笔录一", _at(9), _at(10), "1", "2"),
                _record("样例笔录二", _at(9, 59), _at(11), "2", "3"),
            )
        },
        ("overlap",),
    ),
    (
        "G43",
        {
            "records": (
                _record("样例笔录一", _at(9), _at(10), "1", "2"),
                _record("样例笔录二", _at(10), _at(11), "1", "2"),
                _record("样例笔录三", _at(9), _at(11), "3", "4"),
            )
        },
        (),
    ),
    (
        "G43",
        {
            "decided_on": D(2026, 4, 9),
            "evidence": (EvidenceFact("样例照片", D(2026, 4, 9)),),
        },
        (),
    ),
    (
        "G43",
        {
            "decided_on": D(2026, 4, 9),
            "evidence": (EvidenceFact("样例照片", D(2026, 4, 10)),),
        },
        ("after_decision",),
    ),
]
_NOTICE: list[Row] = [
    ("G38", {}, ()),
    ("G38", {"facts_proven": False}, ("unproven",)),
    # the notice says which of papers 36 and 37 is due
    ("G10", {}, ()),
    ("G10", {"hearing_told": None}, ()),
    ("G10", {**LARGE, "hearing_told": None}, ("asks",)),
    ("G10", {**LARGE, "hearing_told": False}, ("not_told",)),
    ("G10", {**LARGE, "hearing_told": True, "hearing_asked": None}, ()),
    ("G10", {"penalties": None, "hearing_told": True}, ("asks",)),
]
JOINT: dict[str, Any] = {"committee_met": True, "committee_undecided": True}
_G37: list[Row] = [
    ("G37", {}, ()),
    ("G37", {"committee_met": False}, ("not_met",)),
    ("G37", {"committee_met": None}, ("asks",)),
    ("G37", {"committee_undecided": False}, ("decided",)),
    ("G37", {"committee_undecided": None}, ("asks",)),
]
TABLES = [
    Table("hearing", "held", HEARING, _G11),
    Table("hearing", "notified", HEARING | {"hearing_notice_served_on": None}, _G11_NOTIFIED),
    Table("measure", "taken", MEASURE, _G19),
    Table("measure", "extended", EXTENSION, _G19_EXTENDED),
    Table("registration", "taken", REGISTRATION, _G20),
    Table("registration", "disposed", REGISTRATION, _G20_DISPOSED),
    Table("ordinary", "reported", REPORTED, _REPORT),
    Table("ordinary", "noticed", {}, _NOTICE),
    Table("ordinary", "jointly_examined", JOINT, _G37),
]
