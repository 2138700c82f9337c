"""What a local connection knows of the deed it serves: read by its triggers and authorizer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from desktop.permissions import RULES, Operation, Scope, allowed, scope_of
from desktop.roles import Actor
from desktop.store.audit import link, sha256_hex

OK, DENY = sqlite3.SQLITE_OK, sqlite3.SQLITE_DENY
_FREE = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_RECURSIVE,
}
_WRITES = {
    sqlite3.SQLITE_INSERT: Operation.ADD,
    sqlite3.SQLITE_UPDATE: Operation.CHANGE,
    sqlite3.SQLITE_DELETE: Operation.ERASE,
}
_FORBIDDEN_FUNCTIONS = {"load_extension", "writefile", "readfile", "edit", "fts3_tokenizer"}


@dataclass
class Context:
    """Bound to one connection. Without an actor the program itself is at work (migrations)."""

    actor: Actor | None = None
    deed_id: UUID | None = None
    secret: bytes = b""
    loading: bool = False

    def functions(self) -> dict[str, tuple[int, Callable[..., Any]]]:
        """The SQL functions the triggers call, with their number of arguments."""
        return {
            "zfa_actor": (0, lambda: self.actor.login if self.actor else "system"),
            "zfa_deed": (0, lambda: self.deed_id.hex if self.deed_id else ""),
            "zfa_now": (0, lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
            "zfa_sha256": (1, sha256_hex),
            "zfa_mask": (1, self.mask),
            "zfa_link": (-1, link),
            "zfa_may": (3, self.may),
        }

    def mask(self, value: str | None) -> str | None:
        """The keyed digest by which the audit names a secret value."""
        return None if value is None else sha256_hex(self.secret + value.encode())

    def may(self, table: str, operation: str, unit: bytes) -> int:
        """Whether the actor may write a row of this unit."""
        if self.actor is None:
            return 1
        scope = scope_of(self.actor.role, table, Operation(operation))
        return int(scope is Scope.ALL or (scope is Scope.OWN and unit == self.actor.unit_id.bytes))

    def authorize(
        self,
        action: int,
        first: str | None,
        second: str | None,
        _db: str | None,
        inside: str | None,
    ) -> int:
        """SQLite's authorizer: the same declaration as PostgreSQL's grants, by column."""
        if self.actor is None or inside is not None or action in _FREE:
            return OK
        if action == sqlite3.SQLITE_FUNCTION:
            return DENY if second in _FORBIDDEN_FUNCTIONS else OK
        if action == sqlite3.SQLITE_READ:
            if first not in RULES:
                return DENY
            column = second or None
            return OK if allowed(self.actor.role, Operation.READ, first, column) else DENY
        operation = _WRITES.get(action)
        if operation is None or first not in RULES:
            return DENY
        return OK if allowed(self.actor.role, operation, first) else DENY
