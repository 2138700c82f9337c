"""What a local connection knows of the deed it serves: read by its triggers and authorizer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from desktop.permissions import RULES, Operation, Scope, allowed, scope_of
from desktop.roles import Actor
from desktop.store.audit import link, sha256_hex
from desktop.store.protect_sqlite import PREFIX, trigger_tables
from desktop.store.tables import references_of

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
_CHAIN_COLUMNS = {"unit_id", "seq", "digest", "ROWID"}


@dataclass
class Context:
    """Bound to one connection. Without an actor the program itself is at work (migrations)."""

    actor: Actor | None = None
    deed_id: UUID | None = None
    secret: bytes = b""
    at: str = ""
    noted: str = ""
    writing: str = ""

    def functions(self) -> Mapping[str, tuple[int, Callable[..., Any]]]:
        """The SQL functions the triggers call, with their number of arguments."""
        return {
            "zfa_actor": (0, self.login),
            "zfa_deed": (0, self.deed),
            "zfa_at": (0, lambda: self.at),
            "zfa_note": (1, self.note),
            "zfa_noted": (0, lambda: self.noted),
            "zfa_seal": (6, self.seal),
            "zfa_sha256": (1, sha256_hex),
            "zfa_mask": (1, self.mask),
            "zfa_may": (3, self.may),
            "zfa_signs": (1, lambda login: int(self.actor is None or login == self.actor.login)),
        }

    def login(self) -> str:
        """Who the audit names."""
        return self.actor.login if self.actor else "system"

    def deed(self) -> str:
        """The deed the audit names."""
        return self.deed_id.hex if self.deed_id else ""

    def note(self, payload: str) -> str:
        """Remember digest and moment of the payload about to be chained; gives it back."""
        self.noted = sha256_hex(payload) or ""
        self.at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return payload

    def seal(self, previous: str, unit: str, seq: int, *what: str) -> str:
        """The digest of the entry; `what` is table, operation and record id."""
        return link(previous, unit, seq, self.at, self.login(), self.deed(), *what, self.noted)

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
        """SQLite's authorizer: the same declaration as PostgreSQL's grants, by column.

        `inside` names our trigger, but also any subquery or common table expression: those get
        no more than the statement around them. A plain write of a row others refer to makes
        SQLite read the referring columns: `writing` is its table until a SELECT begins.
        """
        if self.actor is None:
            return OK
        if inside is None and (action == sqlite3.SQLITE_SELECT or action in _WRITES):
            self.writing = first or ""
        if action in _FREE:
            return OK
        table = trigger_tables().get(inside or "")
        if table is not None and self._in_trigger(table, action, first, second):
            return OK
        return OK if self._may_ask(action, first, second) else DENY

    def _may_ask(self, action: int, first: str | None, second: str | None) -> bool:
        assert self.actor is not None
        role = self.actor.role
        if action == sqlite3.SQLITE_FUNCTION:
            return second not in _FORBIDDEN_FUNCTIONS and not (second or "").startswith(PREFIX)
        if first is None or first not in RULES:
            return False
        if action == sqlite3.SQLITE_READ:
            checked = self.writing in references_of(first, second)
            return checked or allowed(role, Operation.READ, first, second or None)
        operation = _WRITES.get(action)
        return operation is not None and allowed(role, operation, first)

    def _in_trigger(self, table: str, action: int, first: str | None, second: str | None) -> bool:
        """What a trigger of `table` needs, for a role that may fire it.

        A query may call itself by a trigger's name; so nothing here reads a payload, and a
        role without any writing right on `table` has no use for the name.
        """
        assert self.actor is not None
        role = self.actor.role
        if not any(scope_of(role, table, operation) for operation in _WRITES.values()):
            return False
        if action == sqlite3.SQLITE_FUNCTION:
            return second not in _FORBIDDEN_FUNCTIONS
        if action == sqlite3.SQLITE_READ:
            return first == table or (first == "audit_entry" and second in _CHAIN_COLUMNS)
        return action == sqlite3.SQLITE_INSERT and first in ("audit_entry", "audit_payload")
