"""What a deed or a question is given, and how a deed is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Forbidden, WorkError
from desktop.models.base import Record
from desktop.models.types import new_key
from desktop.permissions import Operation, Scope, scope_of
from desktop.roles import Actor, Role
from desktop.values import CHINA

if TYPE_CHECKING:
    from desktop.law.law import Law

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
    load_law: Callable[[], Law]
    deed_id: UUID | None
    touched: set[str]
    names: list[str]

    @property
    def today(self) -> date:
        """The legal day: the database's date at +08:00."""
        return self.now.astimezone(CHINA).date()

    @property
    def law(self) -> Law:
        """The law as data with this database's approved packs; joined when first asked."""
        return self.load_law()

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

    def get(self, record: type[R], key: UUID) -> R:
        """The record, still there and visible to the actor; otherwise in words."""
        found = self.session.get(record, key)
        if found is None or found.removed_at is not None:
            raise WorkError("这条记录已被移除，或者您无权查看。请刷新列表。")
        return found

    def open(self, record: type[R], key: UUID) -> R:
        """The record for changing: another unit's is refused in words before anything is done."""
        found = self.get(record, key)
        table = record.__tablename__
        if self.actor is not None:
            scope = scope_of(self.actor.role, table, Operation.CHANGE)
            if scope is None or (scope is Scope.OWN and found.unit_id != self.unit_id):
                raise Forbidden("这条记录属于其他单位，您只能查看，不能修改。")
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
        def do(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
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


def obstacle(actor: Actor | None, deed: Callable[..., Any], unit_id: UUID | None = None) -> str:
    """Why the actor may not do this deed to a record of that unit, in words; empty = may.

    Enables actions on screen and fills their tooltips; the deed and the database check again.
    """
    if actor is None:
        return "请先登录。"
    name, writes = deed.__dict__["deed_name"], deed.__dict__["writes"]
    scopes = [scope_of(actor.role, table, operation) for table, operation in writes]
    if None in scopes:
        others = "、".join(role.label for role in able(deed)) or "有此权限的人员"
        return f"“{actor.role.label}”不能{name}，请由{others}办理。"
    if unit_id is not None and unit_id != actor.unit_id and Scope.OWN in scopes:
        return f"这条记录属于其他单位，您只能查看，不能{name}。"
    return ""


def able(deed: Callable[..., Any]) -> tuple[Role, ...]:
    """The roles that may do this deed, at least for their own unit."""
    writes = deed.__dict__["writes"]
    return tuple(role for role in Role if all(scope_of(role, *write) for write in writes))
