"""The roster as the county sees it printed (M1 执法人员花名册, 工作方案 二（四）)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from desktop.models.certificate import Certificate, CertificateState
from desktop.models.person import DutyState, Person
from desktop.models.posting import Posting
from desktop.models.unit import Team, Unit
from desktop.services import roster
from desktop.services.founding import TEAM_SUFFIX
from desktop.services.listing import View
from desktop.services.work import Work

FORM = "officer_roster"
COUNTY = "浦江县"
_EVERY_TEAM = f"{COUNTY}乡镇（街道）{TEAM_SUFFIX}"


def paper(work: Work, view: View) -> dict[str, Any]:
    """Data of the form `officer_roster` for what a list shows; `ids` in the filters narrows it."""
    day = view.as_of or work.today
    lines = [_line(row, day) for row in work.session.execute(_query(work, view))]
    teams = {line["所属队伍"] for line in lines}
    return {
        "单位": {"名称": f"{COUNTY}{teams.pop()}" if len(teams) == 1 else _EVERY_TEAM},
        "截至": day,
        "人数": len(lines),
        "人员": lines,
        "制表人": work.me.name,
        "审核人": "",
        "制表日期": work.today,
    }


def _query(work: Work, view: View) -> Select[Any]:
    home, township = aliased(Unit), aliased(Unit)
    team = select(Team.name).where(Team.unit_id == Posting.unit_id).limit(1).scalar_subquery()
    return roster.listed(work, view).add_columns(
        Person.name,
        Person.sex,
        team,
        select(township.name).where(township.id == Posting.unit_id).scalar_subquery(),
        Posting.post,
        Posting.kind,
        select(home.name).where(home.id == Posting.home_unit_id).scalar_subquery(),
        Certificate.number,
        Certificate.field_of_law,
        Certificate.issued_on,
        Certificate.valid_until,
        Certificate.state,
        Certificate.state_since,
        Posting.executive_deputy,
        Person.legal_number,
        Person.duty_state,
        Person.note,
    )


def _line(row: Any, day: date) -> dict[str, Any]:
    _, name, sex, team, township, post, kind, home, number, law, issued, until, state, since = row[
        :14
    ]
    return {
        "姓名": name,
        "性别": sex.label if sex else "",
        "所属队伍": team or f"{township}{TEAM_SUFFIX}",
        "岗位": post.label,
        "人员来源": kind.label,
        "派出部门": home or "",
        "执法证号": number or "",
        "执法领域": law or "",
        "发证日期": issued,
        "有效期至": until,
        "证件状态": _state(state, since, until, day),
        "备注": _note(*row[14:]),
    }


def _state(
    state: CertificateState | None, since: date | None, until: date | None, day: date
) -> str:
    """The certificate's state on the day of the paper."""
    if state is None:
        return "无执法证"
    if state is not CertificateState.VALID and (since is None or since <= day):
        return state.label
    return "已过期" if until is not None and until < day else CertificateState.VALID.label


def _note(deputy: bool, legal: str | None, duty: DutyState, note: str | None) -> str:
    parts = (
        "常务副乡镇长（主任）" if deputy else "",
        "已取得法律职业资格" if legal else "",
        duty.label if duty is not DutyState.SERVING else "",
        note or "",
    )
    return "；".join(part for part in parts if part)
