"""The bad input of issue 3, one by one: a clear finding or sentence, never an exception or a guess."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from guard_facts import D, P, kinds
from lawful import SETTINGS, TODAY, a_case
from test_outlook import DECIDED, T, look

from desktop.errors import WorkError
from desktop.law.counting import Excluded
from desktop.law.editions import checked
from desktop.law.facts import Facts
from desktop.law.guards import Verdict
from desktop.law.law import Law
from desktop.law.pack import BrokenPack, read_pack
from desktop.law.pack_check import faults
from desktop.law.shape import BrokenLaw
from desktop.law.thresholds import Thresholds

HEAD = '[pack]\nlabel = "样例"\nsource = "样例〔2026〕1号"\n'


def test_a_term_over_a_year_without_a_calendar_is_worked_out_and_marked(law: Law) -> None:
    due = law.due("K13", D(2026, 12, 15))
    assert due.provisional_years == (2027,)
    assert due.note == "推算：国务院办公厅2027年放假安排尚未录入，公布后可能变化。"
    far = law.due("K01", D(2029, 3, 1))
    assert (far.raw, far.provisional_years) == (D(2031, 3, 1), (2031,))


@pytest.mark.parametrize(
    ("key", "start", "last"),
    [
        ("K01", D(2024, 2, 29), D(2026, 2, 28)),
        ("K16", D(2024, 2, 29), D(2024, 5, 29)),
        ("K35", D(2025, 12, 31), D(2026, 1, 31)),
        ("K14", D(2026, 8, 31), D(2027, 2, 28)),
        ("K10", D(2028, 2, 14), D(2028, 2, 29)),
    ],
)
def test_a_leap_day_and_the_31st_have_their_end(
    law: Law, key: str, start: date, last: date
) -> None:
    assert law.due(key, start).raw == last


def test_an_event_on_a_holiday_starts_the_term_all_the_same(law: Law) -> None:
    due = law.due("K07", D(2026, 10, 1))
    assert (due.start, due.raw) == (D(2026, 10, 1), D(2026, 10, 13))
    assert due.problems == ()


def test_an_interval_whose_end_lies_before_its_start_is_named(law: Law) -> None:
    wrong = Excluded(D(2026, 3, 20), D(2026, 3, 10), "检测", kind="test")
    due = law.due("K04", D(2026, 3, 2), excluded=[wrong])
    assert due.raw == D(2026, 4, 1)
    assert due.problems == ("扣除期间“检测”的止日2026-03-10早于起日2026-03-20，没有扣除，请更正。",)


@pytest.mark.parametrize("day", [D(1, 1, 1), D(9999, 12, 31)])
def test_a_day_no_calendar_can_count_from_is_a_sentence(law: Law, day: date) -> None:
    with pytest.raises(WorkError, match=r"。$"):
        law.due("K10", day)
    found = law.findings("decided", a_case(notice_served_on=day), TODAY, settings=SETTINGS)
    assert all(one.message and one.way_out for one in found)


def test_a_clock_that_runs_backwards_is_found(law: Law) -> None:
    turned = (*DECIDED[:-1], T("decided", D(2026, 3, 19)))
    seen = look(law, turned, D(2026, 4, 14))
    assert "backwards" in {one.reason for one in seen.findings}
    ahead = look(law, DECIDED, D(2026, 4, 9))
    assert "future" in {one.reason for one in ahead.findings}


def test_a_missing_threshold_is_asked_and_nothing_is_assumed(law: Law) -> None:
    case = a_case(field_of_law="文物", fine=Decimal(1), notified_fine=Decimal(1))
    found = law.findings(("G10", "G12", "G13"), case, TODAY, settings=SETTINGS)
    assert {one.guard for one in found} == {"G10", "G12", "G13"}
    assert {one.verdict for one in found} == {Verdict.UNKNOWN}


def test_two_thresholds_in_force_at_once_are_refused_by_name(law: Law) -> None:
    files = {name: dict(tables) for name, tables in law.edition.files.items()}
    twin = dict(files["thresholds.toml"]["market_citizen_hearing"])
    files["thresholds.toml"]["twin"] = twin
    with pytest.raises(BrokenLaw, match="twin：与 market_citizen_hearing 重复"):
        Thresholds(checked(files))
    again = {**twin, "versions": [*twin["versions"], *twin["versions"]]}
    files["thresholds.toml"] = {"market_citizen_hearing": again}
    with pytest.raises(BrokenLaw, match=r"同一日期有两个版本（2021-07-15）"):
        Thresholds(checked(files))


def test_a_pack_with_an_unknown_key_or_a_hole_in_its_dates_is_refused(law: Law) -> None:
    version = "[[limits.officers.versions]]\nsince = {}\n{}value = 2\ncite = '本单位规定 样例'\n"
    odd = read_pack(
        "样例.toml", f"{HEAD}[limits.officers]\ncolour = 1\n{version}".format(D(2027, 1, 1), "")
    )
    assert [one.words for one in faults(law.edition, odd)] == ["不能改动已有条目的 colour"]
    first = version.format(D(2027, 1, 1), "until = 2027-01-31\n")
    with pytest.raises(BrokenPack, match="日期有空档：2027-02-01至2027-02-28没有任何版本"):
        read_pack(
            "样例.toml", f"{HEAD}[limits.officers]\n{first}{version.format(D(2027, 3, 1), '')}"
        )


def test_facts_that_contradict_each_other_are_named_both(law: Law) -> None:
    case = a_case(penalties=kinds(P.WARNING), notice_served=False)
    found = law.findings(("G00",), case, TODAY)
    assert [one.message for one in found] == [
        "“处罚前告知书是否送达”与“处罚前告知书送达日期”相互矛盾。",
        "“处罚种类”与“罚款数额”相互矛盾。",
    ]


def test_a_moment_that_cannot_be_is_a_finding(law: Law) -> None:
    case = Facts(execution_at=datetime(9999, 12, 31, 23, 59), utilities_cut=False)
    found = law.findings(("G26",), case, TODAY)
    assert found
    assert all(one.verdict in (Verdict.UNKNOWN, Verdict.REFUSE) for one in found)
