"""Terms an outlook shows beyond those a step's own day starts: K05, K10, K11, K12, K16, K31."""

from datetime import date, datetime
from typing import Any

import pytest
from guard_facts import D
from lawful import SETTINGS
from test_outlook import NOTICED, SERVED, T, facts, look

from desktop.law.history import Taken
from desktop.law.law import Law
from desktop.law.outlook import Outlook, Running

NO_REMEDY = {"review_sought": False, "suit_brought": False, "deferral_approved": False}
UNPAID: dict[str, Any] = {**NO_REMEDY, "fully_performed": False}


def running(seen: Outlook) -> dict[str, Running]:
    return {one.due.code: one for one in seen.terms}


def test_the_time_for_the_court_runs_once_nobody_can_seek_a_remedy(law: Law) -> None:
    # served on 13 April: six months for a suit end on 13 October
    before = running(look(law, SERVED, D(2026, 10, 13), **UNPAID))
    after = running(look(law, SERVED, D(2026, 10, 14), **UNPAID))
    assert "K16" not in before
    assert (after["K16"].due.start, after["K16"].due.raw) == (D(2026, 10, 13), D(2027, 1, 13))
    assert (after["K16"].step, after["K16"].met_on) == ("executing", None)


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"deferral_approved": True, "deferred_until": D(2026, 12, 1)}, D(2026, 12, 1)),
        ({"deferral_approved": True, "deferred_until": D(2026, 5, 1)}, D(2026, 10, 13)),
        (
            {"review_sought": True, "review_decision_served_on": D(2026, 11, 2)},
            D(2026, 11, 17),
        ),
        ({"review_sought": True, "review_decision_served_on": None}, None),
        ({"deferral_approved": True, "deferred_until": None}, None),
        ({"deferral_approved": None}, None),
        ({"review_sought": None}, None),
        ({"suit_brought": None}, None),
        ({"suit_brought": True}, None),
        ({"fully_performed": True}, None),
    ],
)
def test_the_time_for_the_court_starts_with_what_ends_last_and_is_never_guessed(
    law: Law, changes: dict[str, Any], start: date | None
) -> None:
    seen = running(look(law, SERVED, D(2026, 12, 28), **{**UNPAID, **changes}))
    assert ("K16" in seen) is (start is not None)
    if start is not None:
        assert seen["K16"].due.start == start


def test_the_application_to_the_court_meets_its_term(law: Law) -> None:
    went = (*SERVED, T("demanded", D(2026, 10, 20)), T("court", D(2026, 11, 9)))
    seen = running(look(law, went, D(2026, 11, 10), **UNPAID))
    assert seen["K16"].met_on == D(2026, 11, 9)


def test_on_the_spot_the_time_for_the_court_follows_the_review_since_2024(law: Law) -> None:
    def begun(decided: date, on: date) -> date | None:
        taken = (Taken("lead", decided), Taken("decided", decided))
        case = facts(**UNPAID, discovered_on=decided, act_ended_on=decided)
        seen = running(law.outlook("simple", case, taken, on, SETTINGS))
        return seen["K16"].due.start if "K16" in seen else None

    assert begun(D(2026, 3, 2), D(2026, 5, 6)) is None
    assert begun(D(2026, 3, 2), D(2026, 5, 7)) == D(2026, 5, 6)
    assert begun(D(2023, 12, 1), D(2024, 5, 1)) is None
    assert begun(D(2023, 12, 1), D(2024, 6, 4)) == D(2024, 6, 3)


def test_other_procedures_have_no_time_for_the_court(law: Law) -> None:
    taken = (Taken("taken", D(2026, 3, 2)),)
    seen = law.outlook("measure", facts(**UNPAID), taken, D(2026, 12, 1), SETTINGS)
    assert "K16" not in running(seen)


@pytest.mark.parametrize(
    ("changes", "later"),
    [
        ({"deferral_approved": True, "deferred_until": D(2026, 6, 1)}, D(2026, 6, 1)),
        ({"deferral_approved": True, "deferred_until": D(2026, 4, 28)}, None),
        ({"deferral_approved": True, "deferred_until": D(2026, 4, 29)}, D(2026, 4, 29)),
        ({"deferral_approved": False, "deferred_until": D(2026, 6, 1)}, None),
        ({"deferral_approved": None}, None),
    ],
)
def test_a_deferral_moves_the_last_day_of_payment_and_no_other(
    law: Law, changes: dict[str, Any], later: date | None
) -> None:
    seen = running(look(law, SERVED, D(2026, 4, 14), **changes))
    assert seen["K10"].due.effective == D(2026, 4, 28)
    assert seen["K10"].put_off_to == later
    assert all(one.put_off_to is None for code, one in seen.items() if code != "K10")


def test_money_taken_on_the_spot_is_handed_in_and_paid_to_the_bank(law: Law) -> None:
    paid = (*SERVED, T("paid", D(2026, 4, 14)))
    cash = running(look(law, paid, D(2026, 4, 14), collected_on_spot=True))
    assert cash["K11"].due.raw == D(2026, 4, 16)
    assert "K11" not in running(look(law, paid, D(2026, 4, 14), collected_on_spot=False))
    handed = (*paid, T("handed_in", D(2026, 4, 15)))
    seen = running(look(law, handed, D(2026, 4, 15), collected_on_spot=True))
    assert seen["K11"].met_on == D(2026, 4, 15)
    assert (seen["K12"].due.raw, seen["K12"].met_on) == (D(2026, 4, 17), None)
    banked = (*handed, T("deposited", D(2026, 4, 16)))
    seen = running(look(law, banked, D(2026, 4, 16), collected_on_spot=True))
    assert seen["K12"].met_on == D(2026, 4, 16)


def test_an_announcement_runs_its_days(law: Law) -> None:
    taken = (*NOTICED[:-1], T("announced", D(2026, 3, 20)))
    assert running(look(law, taken, D(2026, 3, 23)))["K31"].due.raw == D(2026, 4, 19)


def test_an_urgent_measure_is_reported_from_its_minute(law: Law) -> None:
    taken = (Taken("taken", D(2026, 3, 2)),)
    at = datetime(2026, 3, 2, 15, 30)

    def moment(**changes: Any) -> datetime | None:
        case = facts(measure_urgent=True, **changes)
        seen = law.outlook("measure", case, taken, D(2026, 3, 2), SETTINGS)
        return running(seen)["K05"].due.moment

    assert moment(measure_taken_at=at) == datetime(2026, 3, 3, 15, 30)
    assert moment() == datetime(2026, 3, 3, 0, 0)


def test_a_step_taken_again_is_judged_by_its_own_day(law: Law) -> None:
    reviewed = (*NOTICED, T("reviewed", D(2026, 3, 23)), T("hearing", D(2026, 4, 7)))
    told = {"hearing_told": True, "hearing_asked": True, "hearing_asked_on": D(2026, 3, 24)}
    again = {"reviewer_handles": False, "reviewer_first_time": False}
    case = {**told, **again, "changed_after_review": False, "review_own_room": True}
    seen = look(law, reviewed, D(2026, 4, 8), **case)
    assert seen.step("reviewed").findings == ()
    decision = {one.reason for one in seen.step("decided").findings}
    assert "before_hearing" in decision


def test_what_is_recorded_too_early_or_too_late_is_told_with_its_day(law: Law) -> None:
    early = look(law, (NOTICED[0], T("closed", D(2026, 3, 2))), D(2026, 3, 3))
    (found,) = early.findings
    assert found.message == (
        "步骤“结案”登记于2026年3月2日，但当时还不具备办理的条件（没有“送达”或者“不予行政处罚”或者"
        "“撤销案件”或者“移送”或者“变更、撤销处罚决定”）。"
    )
    ahead = look(law, NOTICED[:1], D(2026, 2, 26))
    assert [one.message for one in ahead.findings] == [
        "线索（2026-02-27）晚于办理当日（2026-02-26）。"
    ]


def test_a_term_nobody_can_count_is_told_once(law: Law) -> None:
    far = law.outlook("ordinary", facts(), (), D(9999, 12, 31), SETTINGS)
    assert far.steps
    seen = law.outlook("measure", facts(measure_urgent=False), (), D(9999, 12, 31), SETTINGS)
    said = [one.message for one in seen.step("taken").findings if one.reason == "no_term"]
    assert len(said) == 1
    assert said[0].startswith("期限不能计算：")
    assert said[0].endswith("。") and "。。" not in said[0]


def test_an_extension_of_a_seizure_without_its_days_adds_none(law: Law) -> None:
    taken = (Taken("taken", D(2026, 3, 2)), Taken("extended", D(2026, 3, 20)))

    def last(**changes: Any) -> date:
        case = facts(measure_urgent=False, **changes)
        seen = law.outlook("measure", case, taken, D(2026, 3, 20), SETTINGS)
        return running(seen)["K04"].due.raw

    assert last() == D(2026, 4, 1)
    assert last(measure_extension_days=10) == D(2026, 4, 11)


def test_the_share_of_the_force_is_cut_to_one_decimal(law: Law) -> None:
    for township, county, shown in ((5999, 10000, "59.9"), (1, 8, "12.5"), (2, 3, "66.6")):
        case = facts(township_force=township, county_force=county)
        found = law.findings(("G32",), case, D(2026, 4, 10))
        shares = [one.message for one in found if one.reason == "share"]
        wanted = f"乡镇（街道）执法力量占全县执法力量的{shown}%，低于60%。"
        assert shares == ([wanted] if float(shown) < 60 else [])
