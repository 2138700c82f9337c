"""Villages: entered, ended, imported, and what follows for the place of a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from office import Office, a_lead, a_person, an_item

from desktop.errors import Conflict, Forbidden, Invalid, WorkError
from desktop.models.case import Case
from desktop.resources import resources
from desktop.services import case_facts, case_form, case_page, unit, village, village_file
from desktop.services.listing import View
from desktop.services.village_file import Plan
from desktop.services.work import Draft, Work

ZONE = "浙江浦江经济开发区（样例）"


def a_village(office: Office, name: str = "样桥村", who: str = "clerk", **values: Any) -> UUID:
    given = {**dict.fromkeys(village.FIELDS), "name": name, **values}
    return office.do(lambda work: village.save(work, Draft(None, None, given)), who)


def listed(office: Office, words: str = "") -> list[str]:
    found = office.ask(lambda work: village.LIST.first(work, View(words=words)))
    return [row[1] for row in found]


def with_a_zone(office: Office) -> None:
    """Part of the own township is managed by the development zone."""

    def change(work: Work) -> None:
        draft = unit.open_township(work, work.unit_id)
        draft.values["excluded_area"] = ZONE
        unit.save_township(work, draft)

    office.do(change)


def facts(office: Office, case_id: UUID) -> case_facts.Facts:
    return office.ask(
        lambda work: case_facts.facts_of(work, work.get(Case, case_id), work.today), "clerk"
    )


def workbook(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def planned(office: Office, path: Path, who: str = "clerk") -> Plan:
    file = village_file.read(path)
    own = office.units["黄宅镇"]
    return office.ask(lambda work: village_file.check(work, file, own), who)


def test_villages_are_found_by_name_and_initials(office: Office) -> None:
    for name in ("样塘村", "样桥村", "甲新社区"):
        a_village(office, name)
    assert listed(office) == ["甲新社区", "样桥村", "样塘村"]
    assert listed(office, "塘") == ["样塘村"]
    assert listed(office, "yqc") == ["样桥村"]
    assert office.ask(lambda work: village.LIST.first(work, View()), "clerk@白马镇") == []


def test_one_name_runs_only_once_at_a_time(office: Office) -> None:
    key = a_village(office, since=date(2020, 1, 1))
    with pytest.raises(Invalid, match="已经在本乡镇"):
        a_village(office)
    office.do(lambda work: village.end(work, key, date(2024, 12, 31)))
    a_village(office, since=date(2025, 1, 1))
    assert listed(office) == ["样桥村", "样桥村"]


def test_a_village_ended_is_no_longer_offered_but_stays_with_its_case(office: Office) -> None:
    key = a_village(office, since=date(2020, 1, 1))
    case_id = a_lead(office, village_id=key)
    office.do(lambda work: village.end(work, key, date(2024, 12, 31)))
    assert office.ask(lambda work: case_form.opened(work)).villages == ()
    kept = office.ask(lambda work: case_form.opened(work, case_id)).villages
    assert [one.name for one in kept] == ["样桥村"]
    shown = dict(office.ask(lambda work: case_page.read(work, case_id)).facts)
    assert shown["所在村（社区）"] == "样桥村"


def test_an_end_before_the_beginning_is_refused(office: Office) -> None:
    key = a_village(office, since=date(2020, 1, 1))
    with pytest.raises(Invalid):
        office.do(lambda work: village.end(work, key, date(2019, 12, 31)))


def test_a_code_is_twelve_digits(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        a_village(office, code="3307261")
    assert set(refused.value.complaints) == {"code"}


def test_two_clerks_do_not_overwrite_each_other(office: Office) -> None:
    key = a_village(office)
    held = office.ask(lambda work: village.open_(work, key))
    again = Draft(key, held.version, {**held.values, "name": "样新村"})
    office.do(lambda work: village.save(work, again))
    with pytest.raises(Conflict):
        office.do(lambda work: village.save(work, again), "guidance")


def test_officers_and_other_townships_change_nothing(office: Office) -> None:
    key = a_village(office)
    for who in ("officer", "clerk@白马镇"):
        with pytest.raises(Forbidden):
            office.do(lambda work: village.end(work, key, work.today), who)


def test_a_village_of_the_own_township_says_that_the_place_is_inside(office: Office) -> None:
    case_id = a_lead(office, village_id=a_village(office), inside=None)
    assert facts(office, case_id).place_inside is True


@pytest.mark.parametrize("zone", [True, False])
def test_the_list_says_whether_the_zone_manages_the_ground(office: Office, zone: bool) -> None:
    with_a_zone(office)
    key = a_village(office, excluded=zone)
    case_id = a_lead(office, village_id=key, inside=None)
    assert facts(office, case_id).place_excluded is zone


def test_what_the_list_does_not_know_is_still_asked(office: Office) -> None:
    with_a_zone(office)
    case_id = a_lead(office, village_id=a_village(office))
    assert facts(office, case_id).place_excluded is None


def test_answers_that_contradict_the_village_are_named(office: Office) -> None:
    with_a_zone(office)
    key, common = a_village(office, excluded=True), {}
    common["officers"] = (a_person(office), a_person(office))
    common["item_id"] = an_item(office)
    with pytest.raises(Invalid) as refused:
        a_lead(office, village_id=key, inside=False, excluded_area=False, **common)
    assert set(refused.value.complaints) == {"inside", "excluded_area"}
    other = a_village(office, who="clerk@白马镇")
    with pytest.raises(Invalid) as refused:
        a_lead(office, village_id=other, **common)
    assert set(refused.value.complaints) == {"village_id"}


def test_a_workbook_is_imported_whole_and_again_without_change(
    office: Office, tmp_path: Path
) -> None:
    a_village(office, "样桥村")
    path = workbook(
        tmp_path / "名单.xlsx",
        ("序号", "村名", "统计用区划代码", "是否由开发区管理"),
        (1, "样桥村", "330726100201", "否"),
        (2, "样塘村", "330726100202", ""),
    )
    plan = planned(office, path)
    assert (len(plan.new), len(plan.changed), plan.faults) == (1, 1, [])
    assert office.do(lambda work: village_file.apply(work, plan)) == 2
    assert listed(office) == ["样桥村", "样塘村"]
    again = planned(office, path)
    assert (again.new, again.changed, again.same) == ([], [], 2)


def test_a_list_with_a_fault_is_not_imported_at_all(office: Office, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "名单.xlsx",
        ("乡镇", "村（社区）", "代码"),
        ("黄宅镇", "样桥村", "330726100201"),
        ("黄宅镇", "样桥村", "330726100201"),
        ("白马镇", "样塘村", ""),
        ("无此镇", "样山村", ""),
        ("黄宅镇", "样田村", "12"),
    )
    plan = planned(office, path)
    said = "\n".join(plan.faults)
    for words in ("重复", "只能导入本乡镇", "没有“无此镇”", "应为12位数字"):
        assert words in said
    with pytest.raises(WorkError, match="没有导入"):
        office.do(lambda work: village_file.apply(work, plan))
    assert listed(office) == []


def test_the_county_imports_the_sample_list_for_every_township(office: Office) -> None:
    file = village_file.read_toml(resources() / "sample" / "villages.toml")

    def load(work: Work) -> int:
        return village_file.apply(work, village_file.check(work, file, work.unit_id))

    assert office.do(load, "guidance") == len(file.rows)
    town = office.units["仙华街道"]
    found = office.ask(lambda work: village.offered(work, town, work.today))
    assert {one.name for one in found if one.excluded} == {"样园村", "样业社区"}
