"""What settings rest on that is kept elsewhere: a township's own names, items, tables."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select

from desktop.models.item import EmpoweredItem
from desktop.services import unit
from desktop.services.work import Work

Kept = Mapping[str, tuple[str, str]]
"""Setting key to the value as it stands (empty: nothing yet) and the page it is entered on."""

_TOWNSHIPS, _ITEMS = "系统—乡镇（街道）", "赋权事项"
_PACKS = "系统—法律—法律数据包"


def kept(work: Work, unit_id: UUID) -> Kept:
    """Everything kept elsewhere for a unit; a key that does not concern the unit is left out."""
    township = unit.township(work, unit_id)
    found = {
        "items": (_counted(_items(work, unit_id), "项"), _ITEMS),
        "discretion_tables": (_counted(_bands(work), "条"), _PACKS),
    }
    if township is not None:
        found["short_name"] = (township.short_name, _TOWNSHIPS)
        found["issuer_name"] = (township.issuer_name, _TOWNSHIPS)
    return found


def _items(work: Work, unit_id: UUID) -> int:
    query = select(func.count(EmpoweredItem.id)).where(EmpoweredItem.removed_at.is_(None))
    if unit.township(work, unit_id) is not None:  # The county answers for every township's.
        query = query.where(EmpoweredItem.unit_id == unit_id)
    return work.session.execute(query).scalar_one()


def _bands(work: Work) -> int:
    return len(work.law.edition.files["discretion/rows.toml"])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number else ""
