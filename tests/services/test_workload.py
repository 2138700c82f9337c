"""Workload: each figure is as long as the list behind it, and none is made of fines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from case_life import Life, a_case
from office import Office, a_lead, a_person
from sqlalchemy import select

from desktop.models.action import CaseDue
from desktop.models.person import Establishment
from desktop.models.posting import PostingKind, TeamPost
from desktop.services import case, workload
from desktop.services.listing import View
from desktop.services.workload import FIGURES, Load


@pytest.fixture
def life(office: Office) -> Life:
    return a_case(office).decided().served(1)


def load(office: Office, person: UUID, who: str = "captain") -> Load:
    return next(one for one in office.ask(workload.loads, who) if one.person_id == person)


def handlers(life: Life) -> list[UUID]:
    return [one.person_id for one in life.office.ask(lambda work: case.handlers(work, life.id))]


def test_every_figure_is_as_long_as_the_list_behind_it(office: Office, life: Life) -> None:
    leading, assisting = handlers(life)
    a_lead(office, item_id=None, officers=(assisting, leading))
    late(office, "decision_publication", -1)
    for person in (leading, assisting):
        figures = load(office, person).figures
        for key in FIGURES:
            view = View(filters={"person_id": person, "figure": key})
            rows = office.ask(lambda work, view=view: workload.LIST.first(work, view), "captain")
            assert len(rows) == figures[key], key
            ids = office.ask(lambda work, view=view: workload.LIST.ids(work, view), "captain")
            assert len(ids) == 16 * len(rows)


def late(office: Office, deadline: str, days: int) -> None:
    def change(work: Any) -> None:
        query = select(CaseDue).where(CaseDue.deadline == deadline)
        work.session.execute(query).scalar_one().ends_on = work.today + timedelta(days)

    office.do(change, None)


def test_leading_and_assisting_are_counted_apart(office: Office, life: Life) -> None:
    leading, assisting = handlers(life)
    a_lead(office, item_id=None, officers=(assisting, leading))
    a_lead(office, item_id=None, officers=(assisting, leading))
    first, second = load(office, leading).figures, load(office, assisting).figures
    assert (first["open"], first["leading"], first["assisting"]) == (3, 1, 2)
    assert (second["open"], second["leading"], second["assisting"]) == (3, 2, 1)


def test_a_case_with_two_late_terms_is_one_late_case_and_a_partys_lapsed_term_is_none(
    office: Office, life: Life
) -> None:
    leading = handlers(life)[0]
    late(office, "payment", -5)
    assert load(office, leading).figures["over"] == 0
    late(office, "decision_publication", -1)
    assert load(office, leading).figures["over"] == 1
    row = office.ask(lambda work: workload.behind(work, "over", leading))[0]
    assert row[5] == life.day(1) and row[-1] == life.id
    late(office, "decision_publication", 2)
    figures = load(office, leading).figures
    assert (figures["over"], figures["soon"]) == (0, 1)


def test_a_closed_case_leaves_the_open_ones_and_counts_for_its_year(
    office: Office, life: Life
) -> None:
    leading = handlers(life)[0]

    def close(work: Any) -> None:
        from desktop.models.action import CaseMark

        mark = work.session.execute(select(CaseMark)).scalar_one()
        mark.phase, mark.closed_on = "closed", work.today

    assert load(office, leading).figures["closed"] == 0
    office.do(close, None)
    figures = load(office, leading).figures
    assert (figures["open"], figures["closed"]) == (0, 1)


def test_actions_go_to_the_officers_they_name_else_to_whoever_leads(
    office: Office, life: Life
) -> None:
    leading, assisting = handlers(life)
    both = [
        [row[4] for row in office.ask(lambda work, key=key: workload.behind(work, "actions", key))]
        for key in (leading, assisting)
    ]
    assert "询问（调查）" in both[0] and "询问（调查）" in both[1]
    assert "立案" in both[0] and "立案" not in both[1]
    assert load(office, assisting).figures["actions"] == len(both[1]) < len(both[0])


def test_the_whole_team_is_listed_but_no_auxiliary_and_no_other_township(
    office: Office, life: Life
) -> None:
    idle = a_person(office)
    auxiliary = a_person(
        office,
        kind=PostingKind.AUXILIARY,
        post=TeamPost.HELPER,
        establishment=Establishment.AUXILIARY,
        number=None,
        field_of_law=None,
        issued_on=None,
        valid_until=None,
    )
    other = a_person(office, "clerk@白马镇", station_unit_id=office.units["白马镇"])
    found = {one.person_id: one for one in office.ask(workload.loads, "captain")}
    assert set(found[idle].figures.values()) == {0}
    assert auxiliary not in found and other not in found
    county = {one.person_id: one.town for one in office.ask(workload.loads, "guidance")}
    assert county[other] == "白马镇" and county[idle] == "黄宅镇"
    only = office.ask(lambda work: workload.loads(work, office.units["白马镇"]), "guidance")
    assert [one.person_id for one in only] == [other]


def test_no_figure_is_made_of_fines() -> None:
    """处罚法74: what is fined may not be a measure of anybody's work (G34)."""
    from pathlib import Path

    words = [*FIGURES, *FIGURES.values(), *(one.label for one in workload.BEHIND)]
    assert not [one for one in words if "罚款" in one or "fine" in one or "金额" in one]
    source = Path(workload.__file__).read_text("utf-8").partition('"""')[2].partition('"""')[2]
    assert "fine" not in source.replace("defined", "")
