"""Who signs in, and as what."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields import longest
from desktop.models.base import Record, choice, field
from desktop.roles import Role


class Account(Record):
    """One account, one role, one unit; on PostgreSQL `login` is also the database role."""

    __tablename__ = "account"
    __table_args__ = (Index("uq_account_login", "login", unique=True),)

    login: Mapped[str] = field("登录名", width=12, check=longest(40))
    name: Mapped[str] = field("姓名", width=10, check=longest(80))
    role: Mapped[Role] = choice(Role, "角色", width=8)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    active: Mapped[bool] = field("启用")
