"""The team panel: what the plan asks of every team, as live figures that open to their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from sqlalchemy import select

from desktop.models.base import fields_of
from desktop.models.certificate import Certificate
from desktop.models.posting import Posting, PostingKind, ServedTownship, TeamPost
from desktop.models.unit import Headcount, Team, Unit
from desktop.permissions import Operation
from desktop.services import setting, unit
from desktop.services.checking import complaints, refuse
from desktop.services.founding import team_name
from desktop.services.roster import on_day, serving, standing
from desktop.services.standing import MAY_ACT
from desktop.services.work import Work, deed

UNKNOWN = "本库未知"
_WARNING = "certificate_warning_days"
HEADCOUNT = fields_of(Headcount)


@dataclass(frozen=True)
class Part:
    """One side of a figure: what it counts, and the persons behind it."""

    label: str
    count: int
    persons: tuple[UUID, ...]


@dataclass(frozen=True)
class Figure:
    """One requirement of the plan for one team on one day.

    `level` is ok, warn, bad or info; `cite` the clause; `parts` open to their rows.
    """

    key: str
    label: str
    value: str
    level: str
    sentence: str
    cite: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class _Member:
    person_id: UUID
    unit_id: UUID
    kind: PostingKind
    post: TeamPost
    home_id: UUID | None
    executive_deputy: bool
    stationed: UUID | None
    may_act: bool
    valid_until: date | None


def figures(work: Work, unit_id: UUID, on: date | None = None) -> list[Figure]:
    """S13 to S19 for a township's team on a day (default today)."""
    day = on or work.today
    everyone = _everyone(work, day)
    members = [one for one in everyone if one.unit_id == unit_id]
    return [
        _name(work, unit_id),
        _captain(members),
        _own_certified(work, members, day),
        _county_share(work, everyone, day),
        _dual(work, members),
        _six_departments(work, unit_id, everyone, day),
        _stations(members),
    ]


def _everyone(work: Work, day: date) -> list[_Member]:
    """All who serve anywhere in the county that day."""
    warning = setting.number(work, _WARNING, _unit_of(work))
    query = serving(day).add_columns(
        Posting.unit_id,
        Posting.kind,
        Posting.post,
        Posting.home_unit_id,
        Posting.executive_deputy,
        Posting.station_unit_id,
        standing(day, warning),
        Certificate.valid_until,
    )
    good = {one.value for one in MAY_ACT}
    return [
        _Member(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7] in good, row[8])
        for row in work.session.execute(query)
    ]


def _unit_of(work: Work) -> UUID | None:
    return work.actor.unit_id if work.actor else None


def _part(label: str, members: Iterable[_Member]) -> Part:
    persons = tuple(one.person_id for one in members)
    return Part(label, len(persons), persons)


def _name(work: Work, unit_id: UUID) -> Figure:
    """S13."""
    query = select(Team.name, Unit.name).join(Unit, Unit.id == Team.unit_id)
    row = work.session.execute(query.where(Team.unit_id == unit_id)).first()
    held, township = row if row else ("", "")
    rule = team_name(township)
    good = held == rule
    sentence = "队伍名称符合统一规则" if good else f"按统一规则应为“{rule}”"
    level = "ok" if good else "warn"
    return Figure("S13", "队伍名称", held or "未登记", level, sentence, "工作方案 二（四）")


def _captain(members: list[_Member]) -> Figure:
    """S14: a captain, as a rule the executive deputy; a warning, never a bar."""
    captains = [one for one in members if one.post is TeamPost.CAPTAIN]
    part = (_part("队长", captains),)
    label, cite = "队长", "工作方案 二（四）"
    if not captains:
        sentence = "队长空缺，请尽快明确"
        return Figure("S14", label, "空缺", "bad", sentence, cite, part)
    if not captains[0].executive_deputy:
        sentence = "一般由常务副乡镇长（主任）担任，请核对"
        return Figure("S14", label, "已明确", "warn", sentence, cite, part)
    return Figure("S14", label, "已明确", "ok", "由常务副乡镇长（主任）担任", cite, part)


def _own_certified(work: Work, members: list[_Member], day: date) -> Figure:
    """S15: at least so many of the township's own people with a valid certificate."""
    own = [one for one in members if one.kind is PostingKind.OWN]
    certified = [one for one in own if one.may_act]
    least = work.law.limit("own_certified", day)
    good = len(certified) >= least.value
    sentence = (
        f"不少于{least.value}名"
        if good
        else f"还差{least.value - len(certified)}名（应不少于{least.value}名）"
    )
    ends = [one.valid_until for one in certified]
    short = short_from(ends, int(least.value)) if good else None
    soon = short is not None and (short - day).days <= setting.number(
        work, _WARNING, _unit_of(work)
    )
    if soon:
        sentence += f"；如不换证，自{short}起不足"
    return Figure(
        "S15",
        "自有持证人员",
        f"{len(certified)}人",
        "bad" if not good else "warn" if soon else "ok",
        sentence,
        least.cite,
        (_part("自有持证", certified), _part("自有在岗", own)),
    )


def short_from(ends: Iterable[date | None], least: int) -> date | None:
    """The first day on which fewer than `least` of these certificates are valid; None = never.

    An end of None is not known and does not run out.
    """
    known = sorted((one or date.max for one in ends), reverse=True)
    last = known[least - 1] if least <= len(known) else date.min
    return last + timedelta(days=1) if last < date.max else None


def _county_share(work: Work, everyone: list[_Member], day: date) -> Figure:
    """S16: certified people in townships over all certified in the county, never rounded up."""
    townships = {one.unit_id for one in unit.townships(work, day)}
    placed = [
        one
        for one in everyone
        if one.may_act and one.unit_id in townships and one.kind is not PostingKind.AUXILIARY
    ]
    part = _part("乡镇（街道）持证", placed)
    least = work.law.limit("township_share", day)
    stated = _headcount(work, day)
    if stated is None:
        sentence = "尚未录入全县持证执法人员总数及来源，请县指导办提供后录入"
        return Figure("S16", "力量下沉比例", UNKNOWN, "info", sentence, least.cite, (part,))
    shown, good = share(len(placed), stated.certified, least.value)
    sentence = (
        f"{len(placed)}÷{stated.certified}；全县数据截至{stated.as_of}，来源：{stated.source}"
    )
    return Figure(
        "S16",
        "力量下沉比例",
        shown,
        "ok" if good else "bad",
        sentence if good else f"低于{least.value}%：{sentence}",
        least.cite,
        (part, Part("全县录入", stated.certified, ())),
    )


def share(placed: int, certified: int, least: Decimal) -> tuple[str, bool]:
    """The percentage to one digit, cut off and never rounded up, and whether it reaches `least`."""
    cut = (Decimal(placed * 1000) / certified).to_integral_value(ROUND_DOWN) / 10
    return f"{cut:.1f}%", Decimal(placed * 100) >= least * certified


def _headcount(work: Work, day: date) -> Headcount | None:
    query = (
        select(Headcount)
        .where(Headcount.removed_at.is_(None), Headcount.as_of <= day)
        .order_by(Headcount.as_of.desc(), Headcount.id.desc())
        .limit(1)
    )
    return work.session.execute(query).scalar_one_or_none()


@deed("录入全县持证人数", ("headcount", Operation.ADD))
def state_headcount(work: Work, as_of: date, certified: int, source: str) -> UUID:
    """Enter the county's certified staff as someone stated it; earlier statements stay."""
    values = {"as_of": as_of, "certified": certified, "source": source}
    refuse(complaints(HEADCOUNT, values))
    record = Headcount(id=work.new_id(), unit_id=work.unit_id, **values)
    work.session.add(record)
    return record.id


def _dual(work: Work, members: list[_Member]) -> Figure:
    """S17: who is under dual management, and from which of the three departments."""
    three = [(key, name) for key, name, _, dual in unit.departments(work) if dual]
    managed = [one for one in members if one.kind is PostingKind.DUAL]
    present = {one.home_id for one in managed}
    missing = [name for key, name in three if key not in present]
    sentence = f"尚无{'、'.join(missing)}人员" if missing else "三个部门均有人员"
    return Figure(
        "S17",
        "双重管理人员",
        f"{len(managed)}人",
        "info" if missing else "ok",
        sentence,
        "工作方案 二（四）",
        (_part("双重管理", managed),),
    )


def _six_departments(work: Work, unit_id: UUID, everyone: list[_Member], day: date) -> Figure:
    """S18: each department not yet in 四平台 has an officer stationed here or serving here."""
    six = [(key, name) for key, name, _, dual in unit.departments(work) if not dual]
    reaching = _reaching(work, unit_id, day)
    here = [
        one
        for one in everyone
        if one.home_id is not None
        and (one.stationed == unit_id or one.unit_id == unit_id or one.person_id in reaching)
    ]
    present = {one.home_id for one in here}
    missing = [name for key, name in six if key not in present]
    sentence = f"缺：{'、'.join(missing)}" if missing else "六个部门均已明确下沉人员"
    counted = [one for one in here if one.home_id in {key for key, _ in six}]
    return Figure(
        "S18",
        "六部门下沉覆盖",
        f"{len(six) - len(missing)}/{len(six)}",
        "warn" if missing else "ok",
        sentence,
        "工作方案 二（四）",
        (_part("六部门下沉人员（含辐射）", counted),),
    )


def _reaching(work: Work, unit_id: UUID, day: date) -> set[UUID]:
    """Persons whose posting radiates to this township."""
    query = (
        select(Posting.person_id)
        .join(ServedTownship, ServedTownship.posting_id == Posting.id)
        .where(
            ServedTownship.township_unit_id == unit_id,
            ServedTownship.removed_at.is_(None),
            on_day(Posting, day),
        )
    )
    return set(work.session.execute(query).scalars())


def _stations(members: list[_Member]) -> Figure:
    """S19: every seconded officer has a station."""
    sent = [one for one in members if one.kind in (PostingKind.SECONDED, PostingKind.DUAL)]
    without = [one for one in sent if one.stationed is None]
    good = not without
    return Figure(
        "S19",
        "下沉人员驻地",
        f"{len(sent) - len(without)}/{len(sent)}",
        "ok" if good else "warn",
        "均已确定驻地" if good else f"{len(without)}人未确定驻地",
        "工作方案 二（四）",
        (_part("下沉人员", sent), _part("未确定驻地", without)),
    )
