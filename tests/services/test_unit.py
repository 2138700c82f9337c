from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from office import Office

from desktop.errors import Conflict, Forbidden, Invalid
from desktop.services import item, unit
from desktop.services.work import Draft

FIRST_SIX = {"浦阳街道", "仙华街道", "浦南街道", "黄宅镇", "白马镇", "郑宅镇"}


def save(office: Office, unit_id: UUID, who: str = "clerk", **values: Any) -> None:
    held = office.ask(lambda work: unit.open_township(work, unit_id), who)
    draft = Draft(held.id, held.version, {**held.values, **values})
    office.do(lambda work: unit.save_township(work, draft), who)


def test_the_county_has_fifteen_townships_and_the_first_six_are_empowered(office: Office) -> None:
    states = office.ask(unit.townships)
    assert len(states) == 15
    assert {one.name for one in states if one.empowered} == FIRST_SIX


def test_nobody_is_empowered_before_the_notice_takes_effect(office: Office) -> None:
    states = office.ask(lambda work: unit.townships(work, date(2022, 6, 30)))
    assert not any(one.empowered for one in states)


def test_the_development_zone_is_excluded_from_xianhua_only(office: Office) -> None:
    states = office.ask(unit.townships)
    assert [one.name for one in states if one.excluded_area] == ["仙华街道"]


def test_nine_departments_of_which_three_are_under_dual_management(office: Office) -> None:
    departments = office.ask(unit.departments)
    assert len(departments) == 9
    dual = [name for _, name, _, dual in departments if dual]
    assert dual == ["综合执法", "市场监管", "自然资源"]


def test_a_clerk_keeps_the_own_township_only(office: Office) -> None:
    save(office, office.units["黄宅镇"], area=Decimal("84.50"), population=60_000)
    state = office.ask(lambda work: unit.township(work, office.units["黄宅镇"]))
    assert state is not None
    assert (state.area, state.population) == (Decimal("84.50"), 60_000)
    with pytest.raises(Forbidden):
        save(office, office.units["白马镇"], population=1)


def test_an_end_of_empowerment_before_its_start_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="赋权截止日"):
        save(office, office.units["黄宅镇"], empowered_until=date(2020, 1, 1))


def test_two_people_changing_a_township_collide(office: Office) -> None:
    unit_id = office.units["黄宅镇"]
    held = office.ask(lambda work: unit.open_township(work, unit_id))
    save(office, unit_id, population=1)
    with pytest.raises(Conflict):
        office.do(lambda work: unit.save_township(work, held))


def test_an_item_runs_once_at_a_time_and_is_withdrawn_with_its_ground(office: Office) -> None:
    from office import an_item

    key = an_item(office)
    with pytest.raises(Invalid, match="仍有效"):
        an_item(office)
    ground = "长期零执法"
    office.do(lambda work: item.withdraw(work, key, date(2026, 6, 30), ground), "guidance")
    an_item(office, since=date(2026, 7, 1))
    held = office.ask(lambda work: item.open_(work, key).values)
    assert (held["until"], held["withdrawal_ground"]) == (date(2026, 6, 30), ground)
