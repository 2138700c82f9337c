"""What a deed or a question is given, and how a deed is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Conflict, Forbidden, WorkError
from desktop.law.law import Law
from desktop.models.base import Record
from desktop.models.types import new_key
from desktop.permissions import Operation, scope_of
from desktop.roles import Actor
from desktop.values import CHINA

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Draft:
    """A record as a form holds it: plain values, and the version they were read at."""

    id: UUID | None
    version: int | None
    values: dict[str, Any]


@dataclass
class Work:
    """One transaction's session, actor, clock and law. Lives as long as one deed or question.

    `now` is the database's clock; `today` the legal day in China.
    """

    session: Session
    actor: Actor | None
    now: datetime
    law: Law
    deed_id: UUID | None
    touched: set[str]
    names: list[str]

    @property
    def today(self) -> date:
        """The legal day: the database's date at +08:00."""
        return self.now.astimezone(CHINA).date()

    @property
    def unit_id(self) -> UUID:
        """The unit the actor acts for."""
        return self.me.unit_id

    @property
    def me(self) -> Actor:
        """The actor; set-up work without one may not ask for it."""
        if self.actor is None:
            raise WorkError("请先登录后再进行这项操作。")
        return self.actor

    def new_id(self) -> UUID:
        """A key for a new record."""
        return new_key()

    def touch(self, *tables: str) -> None:
        """Name tables written without the unit of work (bulk inserts)."""
        self.touched.update(tables)

    def get(self, record: type[R], key: UUID, *, version: int | None = None) -> R:
        """The record, still there and unchanged since `version`; otherwise in words."""
        found = self.session.get(record, key)
        if found is None or found.removed_at is not None:
            raise WorkError("这条记录已被移除，或者您无权查看。请刷新列表。")
        if version is not None and found.version != version:
            raise Conflict("这条记录刚被他人修改，请核对差异后重新保存。")
        return found

    def remove(self, record: Record) -> None:
        """Mark it removed by this deed; nothing is ever deleted."""
        record.removed_at = self.now
        record.removed_by_deed = self.deed_id


def deed(
    name: str, *writes: tuple[str, Operation]
) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Declare a writing use case: its name for the record, and the rights it needs.

    The rights are checked before anything is done; the database checks them again.
    """

    def declare(
        function: Callable[Concatenate[Work, P], T],
    ) -> Callable[Concatenate[Work, P], T]:
        @wraps(function)
        def do(work: Work, *args: P.args, **kwargs: P.kwargs) -> T:
            if work.deed_id is None:
                raise TypeError(f"{function.__name__} writes: call it through run")
            if work.actor is not None and not may(work.actor, *writes):
                label = work.actor.role.label
                raise Forbidden(f"“{label}”不能{name}。如确有需要，请联系系统管理员调整角色。")
            work.names.append(name)
            return function(work, *args, **kwargs)

        do.__dict__["writes"] = writes
        do.__dict__["deed_name"] = name
        return do

    return declare


def may(actor: Actor, *writes: tuple[str, Operation]) -> bool:
    """Whether the role has all these rights in some scope: enables actions on screen."""
    return all(scope_of(actor.role, table, operation) for table, operation in writes)
