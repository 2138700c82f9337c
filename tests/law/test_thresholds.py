from datetime import date
from decimal import Decimal

from desktop.law.facts import PartyType
from desktop.law.law import Law

DAY = date(2026, 3, 2)


def test_a_row_nobody_confirmed_is_only_a_suggestion(law: Law) -> None:
    row = law.threshold("住房城乡建设", PartyType.CITIZEN, "hearing", DAY)
    assert row is not None
    assert row.amount == 10000
    assert not row.confirmed


def test_a_confirmed_row_carries_the_amount_the_person_gave(law: Law) -> None:
    given = {"threshold.housing_citizen_hearing": 5000}
    row = law.threshold("住房城乡建设", PartyType.CITIZEN, "hearing", DAY, given)
    assert row is not None
    assert (row.amount, row.confirmed) == (Decimal(5000), True)


def test_no_row_means_ask(law: Law) -> None:
    assert law.threshold("文物", PartyType.CITIZEN, "hearing", DAY) is None
    assert law.threshold("住房城乡建设", PartyType.CITIZEN, "collective", DAY) is None
    assert law.threshold("住房城乡建设", PartyType.CITIZEN, "hearing", date(2022, 4, 30)) is None


def test_the_office_may_confirm_a_row_the_program_does_not_have(law: Law) -> None:
    given = {"threshold.文物/organisation/collective": "20000"}
    row = law.threshold("文物", PartyType.ORGANISATION, "collective", DAY, given)
    assert row is not None
    assert row.amount == 20000


def test_a_small_trader_is_measured_as_a_citizen(law: Law) -> None:
    trader = law.threshold("市场监管", PartyType.BUSINESS, "hearing", DAY)
    firm = law.threshold("市场监管", PartyType.ORGANISATION, "hearing", DAY)
    assert trader is not None
    assert firm is not None
    assert (trader.amount, firm.amount) == (10000, 100000)


def test_numbers_of_the_plan_and_the_law_carry_unit_and_source(law: Law) -> None:
    share = law.limit("township_share", DAY)
    assert (share.value, share.unit, share.cite) == (60, "%", "工作方案 二（四）")
    assert law.limit("simple_citizen", date(2021, 7, 14)).value == 50
    assert law.limit("simple_citizen", date(2021, 7, 15)).value == 200


def test_what_a_person_must_confirm_is_listed_until_it_is(law: Law) -> None:
    keys = [one.key for one in law.unconfirmed(DAY)]
    assert len(keys) == len(set(keys))
    wanted = {
        "statement_days",
        "archiving_days",
        "simple_record_days",
        "business_as_citizen",
        "committee_quorum",
        "review_all",
        "case_time.market",
        "case_time.housing",
        "threshold.housing_citizen_hearing",
        "text.remedy",
        "limit.township_share",
        "deadline.collaboration_reply",
        "plan_start",
        "zero_enforcement_months",
    }
    assert wanted <= set(keys)
    left = {one.key for one in law.unconfirmed(DAY, wanted)}
    assert left == set(keys) - wanted


def test_a_suggestion_is_shown_with_what_is_to_be_confirmed(law: Law) -> None:
    shown = {one.key: one for one in law.unconfirmed(DAY)}
    assert shown["statement_days"].value == "5"
    assert shown["business_as_citizen"].value == "是"
    assert shown["review_all"].value == ""
    assert shown["threshold.market_organisation_hearing"].value == "100000"


def test_what_is_not_yet_in_force_need_not_be_confirmed(law: Law) -> None:
    keys = {one.key for one in law.unconfirmed(date(2023, 1, 1))}
    assert "text.online_review" not in keys
    assert "limit.training_hours" not in keys
