"""What a person confirmed of the law layer: office choices, thresholds, terms, texts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.law.confirmations import Unconfirmed
from desktop.models.setting import Setting
from desktop.models.unit import Unit, UnitKind
from desktop.permissions import Operation
from desktop.services.once import once
from desktop.services.work import Work, deed

PREFIX = "law."


@once
def confirmed(work: Work, unit_id: UUID, on: date) -> dict[str, Any]:
    """Settings key to the value in force on a day: the unit's own before the county's."""
    county = select(Unit.id).where(Unit.kind == UnitKind.COUNTY)
    query = (
        select(Setting.key, Setting.value, Setting.unit_id)
        .where(
            Setting.removed_at.is_(None),
            Setting.key.startswith(PREFIX),
            Setting.since <= on,
            (Setting.unit_id == unit_id) | Setting.unit_id.in_(county),
        )
        .order_by(Setting.since, Setting.id)
    )
    found: dict[str, Any] = {}
    own: set[str] = set()
    for key, value, owner in work.session.execute(query):
        name = key.removeprefix(PREFIX)
        if owner == unit_id:
            own.add(name)
        elif name in own:
            continue
        found[name] = json.loads(value or "null")
    return found


@deed("确认法律设置", ("setting", Operation.ADD))
def confirm(
    work: Work, key: str, value: Any, since: date, source: str, unit_id: UUID | None = None
) -> None:
    """Confirm one entry from a day on; the actor's name stands behind it."""
    if not source.strip():
        raise WorkError("请填写依据，例如文件名称和文号。")
    plain = str(value) if isinstance(value, Decimal | date) else value
    work.session.add(
        Setting(
            id=work.new_id(),
            unit_id=unit_id or work.unit_id,
            key=PREFIX + key,
            value=json.dumps(plain, ensure_ascii=False),
            since=since,
            confirmed_by=work.me.name,
            confirmed_on=work.today,
            source=source.strip(),
        )
    )


def unconfirmed(work: Work, on: date | None = None) -> list[Unconfirmed]:
    """Everything of the law layer nobody has confirmed for the actor's unit (domain §11)."""
    day = on or work.today
    return work.law.unconfirmed(day, confirmed(work, work.unit_id, day))
