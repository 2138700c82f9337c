from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import Office, a_person, an_arrival

from desktop.errors import Forbidden, Invalid
from desktop.models.certificate import CertificateState
from desktop.models.posting import PostingKind, TeamPost
from desktop.services import certificate, person, team
from desktop.services.team import Figure
from desktop.services.work import Work

TOWN = "黄宅镇"


def figures(office: Office, town: str = TOWN, **more: Any) -> Mapping[str, Figure]:
    key = office.units[town]
    return {one.key: one for one in office.ask(lambda work: team.figures(work, key, **more))}


def stated(office: Office, certified: int, as_of: date = date(2026, 1, 1)) -> None:
    office.do(
        lambda work: team.state_headcount(work, as_of, certified, "样例：县司法局台账"), "guidance"
    )


def count(figure: Figure, label: str) -> int:
    return next(part.count for part in figure.parts if part.label == label)


def test_the_name_of_the_team_follows_the_rule(office: Office) -> None:
    figure = figures(office)["S13"]
    assert (figure.value, figure.level) == ("黄宅镇综合行政执法队", "ok")


def test_a_vacant_captains_post_is_bad_and_an_ordinary_captain_only_a_warning(
    office: Office,
) -> None:
    assert figures(office)["S14"].level == "bad"
    a_person(office, post=TeamPost.CAPTAIN, executive_deputy=False)
    assert figures(office)["S14"].level == "warn"


def test_the_executive_deputy_as_captain_is_as_the_plan_wants_it(office: Office) -> None:
    a_person(office, post=TeamPost.CAPTAIN, executive_deputy=True)
    figure = figures(office)["S14"]
    assert (figure.value, figure.level) == ("已明确", "ok")


def test_two_of_the_own_people_must_hold_a_valid_certificate(office: Office) -> None:
    a_person(office)
    a_person(office, number=None)
    one = figures(office)["S15"]
    assert (one.value, one.level, one.sentence) == ("1人", "bad", "还差1名（应不少于2名）")
    a_person(office)
    two = figures(office)["S15"]
    assert (two.value, two.level) == ("2人", "ok")
    assert (count(two, "自有持证"), count(two, "自有在岗")) == (2, 3)


@pytest.mark.parametrize("kind", [PostingKind.SECONDED, PostingKind.DUAL])
def test_seconded_people_do_not_count_as_the_townships_own(
    office: Office, kind: PostingKind
) -> None:
    for _ in range(2):
        a_person(office, kind=kind, home_unit_id=office.units["综合执法"])
    assert figures(office)["S15"].value == "0人"


def test_an_expired_or_suspended_certificate_does_not_count_from_its_day(office: Office) -> None:
    a_person(office, valid_until=date(2026, 3, 1))
    key = a_person(office)
    (card,) = office.ask(lambda work: [one.id for one in certificate.all_of(work, key)])
    since, state = date(2026, 5, 10), CertificateState.SUSPENDED
    office.do(lambda work: certificate.change_state(work, card, state, since, "年度清理"))
    assert figures(office, on=date(2026, 3, 1))["S15"].value == "2人"
    assert figures(office, on=date(2026, 3, 2))["S15"].value == "1人"
    assert figures(office, on=since - timedelta(days=1))["S15"].value == "1人"
    assert figures(office, on=since)["S15"].value == "0人"


def test_the_figure_warns_before_the_team_falls_below_two(office: Office) -> None:
    a_person(office, valid_until=date(2026, 12, 10))
    a_person(office)
    figure = figures(office, on=date(2026, 11, 23))["S15"]
    assert (figure.value, figure.level) == ("2人", "warn")
    assert "自2026-12-11起不足" in figure.sentence
    assert figures(office, on=date(2025, 11, 23))["S15"].level == "ok"


@given(
    st.lists(st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=6),
    st.integers(1, 3),
)
def test_the_forecast_is_the_first_day_on_which_too_few_are_valid(
    ends: list[date | None], least: int
) -> None:
    def valid(day: date) -> int:
        return sum(1 for end in ends if end is None or day <= end)

    short = team.short_from(ends, least)
    if short is None:
        assert valid(date(2099, 1, 1)) >= least
    elif len(ends) >= least:
        assert valid(short) < least <= valid(short - timedelta(days=1))


def test_without_the_countys_headcount_the_share_is_unknown_and_not_guessed(
    office: Office,
) -> None:
    a_person(office)
    figure = figures(office)["S16"]
    assert (figure.value, figure.level) == ("本库未知", "info")
    assert "县指导办" in figure.sentence


def test_a_share_just_below_sixty_is_never_rounded_up(office: Office) -> None:
    for _ in range(3):
        a_person(office)
    stated(office, 5)
    assert (figures(office)["S16"].value, figures(office)["S16"].level) == ("60.0%", "ok")
    a_person(office, number=None)
    stated(office, 6, date(2026, 2, 1))
    below = figures(office)["S16"]
    assert (below.value, below.level) == ("50.0%", "bad")
    assert "低于60%" in below.sentence
    assert "样例：县司法局台账" in below.sentence


@settings(max_examples=60)
@given(st.integers(1, 400), st.integers(1, 400))
def test_the_share_is_met_exactly_when_the_fraction_is(placed: int, certified: int) -> None:
    shown, good = team.share(placed, certified, Decimal(60))
    assert good == (placed * 5 >= certified * 3)
    assert Decimal(shown.removesuffix("%")) <= Decimal(placed * 100) / certified
    assert good == (Decimal(shown.removesuffix("%")) >= 60)


def test_auxiliaries_do_not_count_towards_the_share(office: Office) -> None:
    a_person(office)
    a_person(office, kind=PostingKind.AUXILIARY, post=TeamPost.HELPER)
    assert count(figures(office)["S16"], "乡镇（街道）持证") == 1


def test_the_latest_statement_before_the_day_counts(office: Office) -> None:
    a_person(office)
    stated(office, 10, date(2026, 1, 1))
    stated(office, 1, date(2026, 6, 1))
    assert figures(office, on=date(2026, 5, 31))["S16"].value == "10.0%"
    assert figures(office, on=date(2026, 6, 1))["S16"].value == "100.0%"


@pytest.mark.parametrize("who", ["clerk", "captain", "head", "administrator"])
def test_only_the_guidance_office_states_the_headcount(office: Office, who: str) -> None:
    with pytest.raises(Forbidden):
        office.do(lambda work: team.state_headcount(work, date(2026, 1, 1), 100, "样例"), who)


def test_a_headcount_needs_a_number_and_a_source(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(lambda work: team.state_headcount(work, date(2026, 1, 1), 0, ""), "guidance")
    assert set(refused.value.complaints) == {"certified", "source"}


def test_dual_managed_people_are_named_by_department(office: Office) -> None:
    a_person(office, kind=PostingKind.DUAL, home_unit_id=office.units["综合执法"])
    figure = figures(office)["S17"]
    assert figure.value == "1人"
    assert "市场监管" in figure.sentence
    assert "综合执法" not in figure.sentence


def test_an_officer_counts_for_the_township_of_the_station_and_those_served(
    office: Office,
) -> None:
    a_person(
        office,
        kind=PostingKind.SECONDED,
        home_unit_id=office.units["农业农村"],
        station_unit_id=office.units[TOWN],
        served=[office.units["白马镇"]],
    )
    for town, covered in ((TOWN, "1/6"), ("白马镇", "1/6"), ("郑宅镇", "0/6")):
        figure = figures(office, town)["S18"]
        assert figure.value == covered
        assert ("农业农村" in figure.sentence) == (covered == "0/6")


def test_all_six_departments_present_is_as_the_plan_wants_it(office: Office) -> None:
    six = ("交通运输", "农业农村", "文化市场", "卫生健康", "生态环境", "应急管理")
    for name in six:
        a_person(office, kind=PostingKind.SECONDED, home_unit_id=office.units[name])
    figure = figures(office)["S18"]
    assert (figure.value, figure.level) == ("6/6", "ok")
    assert count(figure, "六部门下沉人员（含辐射）") == 6


def test_every_figure_opens_to_as_many_people_as_it_counts(office: Office) -> None:
    for post in (TeamPost.CAPTAIN, TeamPost.OFFICER, TeamPost.OFFICER):
        a_person(office, post=post)
    for part in (part for one in figures(office).values() for part in one.parts):
        assert len(set(part.persons)) == part.count


KINDS = st.sampled_from(list(PostingKind))
ENDS = st.sampled_from([None, date(2025, 12, 31), date(2030, 12, 31)])


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    people=st.lists(st.tuples(KINDS, ENDS), max_size=6),
    day=st.dates(date(2025, 6, 1), date(2031, 6, 1)),
)
def test_own_certified_is_what_counting_by_hand_gives(
    local_office: Office, people: list[tuple[PostingKind, date | None]], day: date
) -> None:
    before = by_hand(local_office, day)
    expected = before
    for kind, end in people:
        add(local_office, kind, end)
        if kind is PostingKind.OWN and end is not None and day <= end:
            expected += 1
    assert by_hand(local_office, day) == expected


def by_hand(office: Office, day: date) -> int:
    return int(figures(office, on=day)["S15"].value.removesuffix("人"))


def add(office: Office, kind: PostingKind, end: date | None) -> UUID:
    card = {"valid_until": end} if end else {"number": None}
    home = office.units["综合执法"]
    post = TeamPost.HELPER if kind is PostingKind.AUXILIARY else TeamPost.OFFICER

    def deed(work: Work) -> UUID:
        values = an_arrival(work, kind=kind, post=post, home_unit_id=home, **card)
        return person.arrive(work, values)

    return office.do(deed)
