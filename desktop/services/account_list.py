"""The accounts of the database as a list, switched off ones included."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from desktop.fields import Field
from desktop.models.account import Account
from desktop.models.unit import Unit
from desktop.services import account, listing, unit
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Work

COLUMNS = (
    account.FIELDS["login"],
    account.FIELDS["name"],
    account.FIELDS["role"],
    Field(name="unit", label="单位", width=18),
    Field(name="state", label="状态", width=8),
)
NEW = {
    **{name: account.FIELDS[name] for name in ("login", "name", "role")},
    "unit_id": Field(name="unit_id", label="单位", kind=UUID),
}
_USED = ("ok", "启用")
_OFF = ("none", "已停用", "不能登录；以前的记录仍署其名")


def bodies(work: Work) -> list[tuple[UUID, str]]:
    """Units an account may work for."""
    return [(one.id, one.name) for one in unit.names(work)]


def state(work: Work, key: UUID) -> tuple[str, bool]:
    """Login and whether it is switched on."""
    record = work.get(Account, key)
    return record.login, record.active


def _listed(view: View) -> Select[Any]:
    query = (
        select(Account.id)
        .join(Unit, Unit.id == Account.unit_id)
        .where(Account.removed_at.is_(None))
        .order_by(Account.active.desc(), Unit.position, Account.login)
    )
    for word in view.words.split():
        like = f"%{word}%"
        query = query.where(Account.login.like(like) | Account.name.like(like))
    return query


def _row(row: Any) -> Row:
    *values, active = row
    return (*values, _USED if active else _OFF)


def _shown(query: Select[Any]) -> Select[Any]:
    return query.add_columns(Account.login, Account.name, Account.role, Unit.name, Account.active)


def _first(work: Work, view: View) -> list[Row]:
    return [_row(row) for row in work.session.execute(_shown(_listed(view)).limit(PAGE))]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(view), Account.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = _shown(_listed(View()).where(Account.id.in_(keys)))
    return listing.in_order([_row(row) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
