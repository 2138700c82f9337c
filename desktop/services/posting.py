"""Postings: one at a time, as intervals; moving ends one and starts the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Invalid, WorkError
from desktop.fields import Field
from desktop.models.base import fields_of
from desktop.models.posting import Posting, PostingKind, ServedTownship, TeamPost
from desktop.models.unit import Department
from desktop.permissions import Operation
from desktop.services.checking import complaints, only, refuse
from desktop.services.once import once
from desktop.services.work import Work, deed

FIELDS: Mapping[str, Field] = fields_of(Posting)
_FAR = date.max
_SINGLE = (TeamPost.CAPTAIN,)


def faults(values: Mapping[str, Any], dual_homes: Collection[UUID]) -> dict[str, str]:
    """What cannot stand in a posting: the declared checks and the rules between fields.

    `dual_homes` are the departments already under dual management (`dual_homes(work)`).
    """
    given = {"executive_deputy": False, **{k: v for k, v in values.items() if v is not None}}
    found = complaints(FIELDS, given)
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        found["until"] = "离岗日期早于到岗日期"
    kind = values.get("kind")
    if kind in (PostingKind.SECONDED, PostingKind.DUAL) and not values.get("home_unit_id"):
        found["home_unit_id"] = "下沉或双重管理人员应填写派出部门"
    if kind in (PostingKind.SECONDED, PostingKind.DUAL) and not values.get("station_unit_id"):
        found["station_unit_id"] = "下沉人员应确定驻地（方案二（四））"
    home = values.get("home_unit_id")
    if kind is PostingKind.DUAL and home and home not in dual_homes:
        found["kind"] = "该部门尚未纳入“四平台”双重管理，人员来源应为“下沉派驻”（方案二（四））"
    if kind is PostingKind.AUXILIARY and values.get("post") not in (None, *_FOR_AUXILIARY):
        found["post"] = "辅助人员没有执法权，只能担任辅助队员或内勤（条例第三十条）"
    return found


_FOR_AUXILIARY = (TeamPost.HELPER, TeamPost.CLERK)


def dual_homes(work: Work) -> frozenset[UUID]:
    """Departments whose staff is under dual management (S17)."""
    query = select(Department.unit_id).where(Department.dual_managed)
    return frozenset(work.session.execute(query).scalars())


def start(work: Work, person_id: UUID, values: Mapping[str, Any]) -> Posting:
    """Begin a posting; refuses one that overlaps another or a post held by someone else."""
    fresh = only(FIELDS, values)
    fresh["executive_deputy"] = bool(fresh.get("executive_deputy"))
    record = Posting(id=work.new_id(), unit_id=work.unit_id, person_id=person_id, **fresh)
    _refuse_overlap(work, record)
    _refuse_second_holder(work, record)
    work.session.add(record)
    work.session.flush()
    serve(work, record, values.get("served") or ())
    return record


def serve(work: Work, record: Posting, townships: Sequence[UUID]) -> None:
    """Set the townships a posting radiates to (S19)."""
    current = {row.township_unit_id: row for row in _served(work, record.id)}
    for key, row in current.items():
        if key not in townships:
            work.remove(row)
    for key in townships:
        if key not in current and key != record.station_unit_id:
            work.session.add(
                ServedTownship(
                    id=work.new_id(),
                    unit_id=record.unit_id,
                    posting_id=record.id,
                    township_unit_id=key,
                )
            )


@deed("调整岗位", ("posting", Operation.ADD), ("posting", Operation.CHANGE))
def move(work: Work, person_id: UUID, values: Mapping[str, Any]) -> UUID:
    """End the running posting the day before and start the new one.

    Moving a dual-managed person needs the township's recorded opinion (方案二(四), S17).
    """
    refuse(faults(values, dual_homes(work)))
    running = current(work, person_id, values["since"])
    if running is not None:
        work.open(Posting, running.id)
        if running.kind is PostingKind.DUAL and not values.get("consent"):
            raise Invalid({"consent": "调动双重管理人员应先征求意见并记录（方案二（四））"})
        if running.since >= values["since"]:
            raise Invalid({"since": f"新岗位应晚于现岗位的到岗日期 {running.since}"})
        running.until = values["since"] - timedelta(days=1)
        work.session.flush()
    return start(work, person_id, values).id


@deed("离岗登记", ("posting", Operation.CHANGE))
def finish(work: Work, person_id: UUID, last_day: date) -> None:
    """End the running posting on its last day."""
    running = current(work, person_id, last_day)
    if running is None:
        raise WorkError("该人员在这一天没有任职记录，请核对日期。")
    work.open(Posting, running.id)
    running.until = last_day


def current(work: Work, person_id: UUID, day: date) -> Posting | None:
    """The posting that holds on a day."""
    for record in all_of(work, person_id):
        if record.since <= day <= (record.until or _FAR):
            return record
    return None


@once
def all_of(work: Work, person_id: UUID) -> list[Posting]:
    """Every posting of a person, newest first."""
    query = (
        select(Posting)
        .where(Posting.person_id == person_id, Posting.removed_at.is_(None))
        .order_by(Posting.since.desc())
    )
    return list(work.session.execute(query).scalars())


def served_by(work: Work, posting_id: UUID) -> list[UUID]:
    """The townships a posting radiates to."""
    return [row.township_unit_id for row in _served(work, posting_id)]


def _served(work: Work, posting_id: UUID) -> list[ServedTownship]:
    query = select(ServedTownship).where(
        ServedTownship.posting_id == posting_id, ServedTownship.removed_at.is_(None)
    )
    return list(work.session.execute(query).scalars())


def _refuse_overlap(work: Work, record: Posting) -> None:
    for other in all_of(work, record.person_id):
        if other.since <= (record.until or _FAR) and record.since <= (other.until or _FAR):
            until = f"至{other.until}" if other.until else "起至今"
            raise Invalid({"since": f"与已有任职（{other.since}{until}）重叠，请先结束原任职"})


def _refuse_second_holder(work: Work, record: Posting) -> None:
    if record.post not in _SINGLE:
        return
    query = select(Posting).where(
        Posting.unit_id == record.unit_id,
        Posting.post == record.post,
        Posting.removed_at.is_(None),
    )
    for other in work.session.execute(query).scalars():
        if other.since <= (record.until or _FAR) and record.since <= (other.until or _FAR):
            raise Invalid({"post": "该队已有在任队长，请先办理原队长离任"})
