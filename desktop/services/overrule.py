"""A named person's ruling where the law leaves one (G15): kept for ever, shown on the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.models.action import CaseAction, Overrule
from desktop.permissions import Operation
from desktop.services.case_step import Point
from desktop.services.work import Work, deed

_LEAST = 8


@deed("作出处理决定", ("overrule", Operation.ADD))
def rule(work: Work, key: UUID, guard: str, said: str, reason: str, ruled_by: str = "") -> UUID:
    """Record that the head lets the step be taken; who, why and when stay with the case."""
    if len(reason.strip()) < _LEAST:
        raise WorkError("请写明处理决定的理由和依据。")
    action = work.get(CaseAction, key)
    record = Overrule(
        id=work.new_id(),
        unit_id=work.unit_id,
        case_id=action.case_id,
        action_id=key,
        guard=guard,
        said=said,
        reason=reason.strip(),
        ruled_by=ruled_by.strip() or work.me.name,
        ruled_at=work.now,
    )
    work.session.add(record)
    return record.id


def of_case(work: Work, case_id: UUID) -> list[Overrule]:
    """Every ruling on a case, the oldest first."""
    query = (
        select(Overrule)
        .where(Overrule.case_id == case_id, Overrule.removed_at.is_(None))
        .order_by(Overrule.id)
    )
    return list(work.session.execute(query).scalars())


def applied(work: Work, key: UUID, points: Sequence[Point]) -> list[Point]:
    """The points with what was ruled on this action."""
    case_id = work.get(CaseAction, key).case_id
    ruled = {one.guard for one in of_case(work, case_id) if one.action_id == key}
    return [replace(point, ruled=point.finding.guard in ruled) for point in points]
