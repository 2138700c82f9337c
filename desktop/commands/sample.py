"""The sample county: made-up people, items and cases, built through the real services."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from desktop.commands import sample_case, sample_opening
from desktop.commands.opening import Office
from desktop.commands.sample_people import Cast, Part
from desktop.resources import resources
from desktop.roles import Actor, Role
from desktop.services import (
    account,
    certificate,
    founding,
    item,
    person,
    setting,
    team,
    unit,
    village_file,
)
from desktop.services.work import Draft, Work

EMPOWERED = date(2022, 7, 1)
TOWNS = ("浦南街道", "仙华街道", "浦阳街道", "黄宅镇", "白马镇", "郑宅镇")
ROLES = (Role.CLERK, Role.OFFICER, Role.CAPTAIN, Role.REVIEWER, Role.HEAD)
COUNTY_ROLES = (Role.GUIDANCE, Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR)
Say = Callable[[str], None]


def build(office: Office, say: Say = lambda text: None) -> dict[str, Actor]:
    """Fill a new database; answers the accounts by login. Everything is marked 样例."""
    office.do(lambda work: founding.found(work, EMPOWERED))
    accounts = _accounts(office)
    office.as_(accounts["guidance"]).do(_county_settings)
    cast = Cast(random.Random(20260701), office.ask(lambda work: work.today))
    departments = {name: key for key, name, _, _ in office.ask(unit.departments)}
    townships = {one.name: one.unit_id for one in office.ask(unit.townships)}
    office.as_(accounts["guidance"]).do(_villages)
    for place, town in enumerate(TOWNS):
        clerk = office.as_(accounts[f"{Role.CLERK.value}@{town}"])
        for part in cast.team(place, town, townships, departments):
            clerk.do(partial(_arrive, part=part))
        office.as_(accounts["guidance"]).do(_items(townships[town]))
        sample_opening.take_over(clerk, random.Random(place))
        sample_case.some(clerk)
        say(f"{town}：人员、赋权事项和案件已建立")
    _headcount(office.as_(accounts["guidance"]))
    return accounts


def _accounts(office: Office) -> dict[str, Actor]:
    def make(work: Work) -> None:
        units = {one.name: one.id for one in unit.names(work)}
        for town in TOWNS:
            for role in ROLES:
                name = f"{town}{role.label}（样例）"
                account.create(work, f"{role.value}@{town}", name, role, units[town])
        county = next(one.id for one in unit.names(work) if one.code == "330726000000")
        for role in COUNTY_ROLES:
            account.create(work, role.value, f"{role.label}（样例）", role, county)

    office.do(make)
    return {actor.login: actor for actor, _ in office.ask(account.actors)}


def _county_settings(work: Work) -> None:
    """Made-up answers to what a real office confirms before go-live."""
    values = {
        "sample_county": "true",
        "court": "样例县人民法院",
        "review_body": "浦江县人民政府",
        "bank": "样例银行浦江支行",
        "bank_address": "浦江县样例路1号",
        "bank_holder": "浦江县财政局（样例）",
        "bank_account": "000-样例账号-000",
        "contact": "浦江县样例路2号，0579-00000000",
        "head_of_authority": "样例负责人",
        "review_channel": "样例复议平台",
    }
    for key, value in values.items():
        setting.confirm(work, key, value, "样例县")


def _arrive(work: Work, part: Part) -> UUID:
    key = person.arrive(work, part.values)
    if part.card_state is not None:
        card = certificate.all_of(work, key)[0]
        since = work.today - timedelta(days=20)
        certificate.change_state(work, card.id, part.card_state, since, "样例：状态变更")
    if part.renewed_until is not None:
        card = certificate.all_of(work, key)[0]
        fresh = {"issued_on": work.today - timedelta(days=10), "valid_until": part.renewed_until}
        certificate.renew(work, card.id, fresh)
    return key


def _items(town: UUID) -> Callable[[Work], None]:
    plan = tomllib.loads((resources() / "sample" / "items.toml").read_text("utf-8"))
    common = {name: plan[name] for name in ("notice_number", "notice_on", "since")}

    def enter(work: Work) -> None:
        for entry in plan["item"]:
            values: dict[str, Any] = {**common, **entry}
            for bound in ("fine_least", "fine_most"):
                if bound in values:
                    values[bound] = Decimal(values[bound])
            item.save(work, Draft(None, None, values), town)

    return enter


def _villages(work: Work) -> None:
    file = village_file.read_toml(resources() / "sample" / "villages.toml")
    village_file.apply(work, village_file.check(work, file, work.unit_id))


def _headcount(guidance: Office) -> None:
    def state(work: Work) -> None:
        team.state_headcount(work, work.today, 132, "样例：县司法局证件台账")

    guidance.do(state)
