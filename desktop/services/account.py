"""Accounts: who may sign in, with one role, for one unit."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from desktop.errors import Invalid
from desktop.models.account import Account
from desktop.models.base import fields_of
from desktop.models.unit import Unit
from desktop.permissions import Operation
from desktop.roles import Actor, Role
from desktop.services.work import Work, deed

FIELDS = fields_of(Account)


@deed("新增账号", ("account", Operation.ADD))
def create(
    work: Work, login: str, name: str, role: Role, unit_id: UUID, person_id: UUID | None = None
) -> UUID:
    """One account; its login is unique in the whole database."""
    if not login.strip() or not name.strip():
        raise Invalid({"login": "登录名和姓名不能为空"})
    if work.session.execute(select(Account.id).where(Account.login == login)).first():
        raise Invalid({"login": f"登录名“{login}”已被使用，请换一个"})
    record = Account(
        id=work.new_id(),
        unit_id=unit_id,
        login=login,
        name=name,
        role=role,
        person_id=person_id,
        active=True,
    )
    work.session.add(record)
    return record.id


@deed("启用或停用账号", ("account", Operation.CHANGE))
def set_active(work: Work, key: UUID, active: bool) -> None:
    """Switch an account on or off; nobody switches off the own one."""
    record = work.get(Account, key)
    if record.login == work.me.login:
        raise Invalid({"active": "不能停用自己正在使用的账号"})
    record.active = active


def actors(work: Work) -> list[tuple[Actor, str]]:
    """Everyone who may sign in, with the unit's name, in the order of units and roles."""
    rows = work.session.execute(
        select(Account.login, Account.name, Account.role, Account.unit_id, Account.person_id)
        .add_columns(Unit.name)
        .join(Unit, Unit.id == Account.unit_id)
        .where(Account.active, Account.removed_at.is_(None))
        .order_by(Unit.position, Account.login)
    )
    return [(Actor(*row[:5]), row[5]) for row in rows]


def behind_connection(work: Work) -> Actor | None:
    """On PostgreSQL: the account whose login this connection carries, or None."""
    names = ("login", "name", "role", "unit_id", "person_id")
    source = func.zfa.my_account().table_valued(*names)
    row = work.session.execute(select(*(source.c[name] for name in names))).first()
    if row is None:
        return None
    return Actor(row.login, row.name, Role.of(row.role), row.unit_id, row.person_id)
