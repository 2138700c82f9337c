"""Who may do what to which record: said once, compiled for both engines and the screen.

`RULES` maps a table to its `Rule`. PostgreSQL grants and row policies, the SQLite authorizer
and write triggers, the check of every deed, the enabled state of actions and the test matrix
are all derived from it (`desktop.store.protect_*`, `desktop.services.work`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from desktop.roles import Role


class Scope(Enum):
    """Which rows of a table: those of the actor's unit, or every unit's."""

    OWN = "own"
    ALL = "all"


class Operation(Enum):
    """What is done to a row; people never delete."""

    READ = "read"
    ADD = "add"
    CHANGE = "change"
    ERASE = "erase"


Grants = Mapping[Role, Scope]


@dataclass(frozen=True)
class Rule:
    """Rights on one table.

    `secret` columns are readable by `secret_roles` only. Rows whose `published_by` column holds
    one of `published` are readable by every reader whatever their unit. `fixed` columns never
    change once written; the id and the unit of a record never do anyway. The `signed` column
    must carry the writer's own login. The audit holds keyed digests of `masked` columns and
    plain digests of long `digested` ones.
    """

    read: Grants
    add: Grants = field(default_factory=dict)
    change: Grants = field(default_factory=dict)
    erase: Grants = field(default_factory=dict)
    secret: tuple[str, ...] = ()
    secret_roles: tuple[Role, ...] = ()
    published: tuple[str, ...] = ()
    published_by: str = "kind"
    fixed: tuple[str, ...] = ()
    signed: str = ""
    masked: tuple[str, ...] = ()
    digested: tuple[str, ...] = ()
    audited: bool = True

    def grants(self, operation: Operation) -> Grants:
        """Role to scope for one operation."""
        return {
            Operation.READ: self.read,
            Operation.ADD: self.add,
            Operation.CHANGE: self.change,
            Operation.ERASE: self.erase,
        }[operation]


def _own(*roles: Role) -> dict[Role, Scope]:
    return dict.fromkeys(roles, Scope.OWN)


def _all(*roles: Role) -> dict[Role, Scope]:
    return dict.fromkeys(roles, Scope.ALL)


_EVERYONE = _all(*Role)
_WORKERS = (Role.CLERK, Role.OFFICER, Role.CAPTAIN, Role.REVIEWER, Role.HEAD)
_CASE_READERS = _own(*_WORKERS) | _all(Role.GUIDANCE)
_CASE_WRITERS = _own(Role.CLERK, Role.OFFICER, Role.CAPTAIN)
_ROSTER_WRITERS = _own(Role.CLERK)
_COUNTY = _all(Role.GUIDANCE, Role.ADMINISTRATOR)
_LAW_KEEPERS = _all(Role.REVIEWER, Role.GUIDANCE)
_SETTERS = _own(Role.REVIEWER) | _all(Role.GUIDANCE)

# A law pack's text and importer never change; its approval and end are written once.
_PACK = ("name", "label", "source", "content", "digest", "since", "imported_by", "imported_on")

# An issued paper is frozen: only its state, the reason and the removal may change.
_ISSUED = (
    *("case_id", "action_id", "form_id", "form_version", "form_digest", "law_edition"),
    *(
        "title",
        "number",
        "dated",
        "issued_at",
        "issued_by",
        "data",
        "digest",
        "content_id",
        "audit_head",
    ),
)

_roster = Rule(read=_EVERYONE, add=_ROSTER_WRITERS, change=_ROSTER_WRITERS)
_area = Rule(read=_EVERYONE, add=_COUNTY, change=_COUNTY | _own(Role.CLERK))
_case = Rule(read=_CASE_READERS, add=_CASE_WRITERS, change=_CASE_WRITERS)
_OPINION_GIVERS = _CASE_WRITERS | _own(Role.REVIEWER, Role.HEAD)
_worked = Rule(read=_CASE_READERS, add=_OPINION_GIVERS, change=_OPINION_GIVERS)
_batch = Rule(read=_own(Role.CLERK, Role.CAPTAIN), add=_ROSTER_WRITERS, change=_ROSTER_WRITERS)

RULES: Mapping[str, Rule] = {
    "unit": _area,
    "township": _area,
    "department": _area,
    "team": Rule(read=_EVERYONE, add=_COUNTY | _own(Role.CLERK), change=_COUNTY | _own(Role.CLERK)),
    "headcount": Rule(read=_EVERYONE, add=_all(Role.GUIDANCE), change=_all(Role.GUIDANCE)),
    "person": _roster,
    "posting": _roster,
    "served_township": _roster,
    "certificate": _roster,
    "person_secret": Rule(
        read=_own(Role.CLERK, Role.CAPTAIN),
        add=_ROSTER_WRITERS,
        change=_ROSTER_WRITERS,
        masked=("id_number", "phone"),
    ),
    "account": Rule(
        read=_own(*_WORKERS) | _all(Role.GUIDANCE, Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR),
        add=_all(Role.ADMINISTRATOR),
        change=_all(Role.ADMINISTRATOR),
    ),
    "setting": Rule(read=_EVERYONE, add=_SETTERS, change=_SETTERS, fixed=("key", "value", "since")),
    "statute": Rule(
        read=_EVERYONE,
        add=_SETTERS,
        change=_SETTERS,
        fixed=("name", "stem", "kind", "since", "text", "articles"),
        digested=("text",),
    ),
    "law_pack": Rule(
        read=_EVERYONE,
        add=_LAW_KEEPERS,
        change=_LAW_KEEPERS,
        fixed=_PACK,
        signed="imported_by",
        digested=("content",),
    ),
    "empowered_item": Rule(
        read=_EVERYONE,
        add=_all(Role.GUIDANCE) | _own(Role.CLERK, Role.REVIEWER),
        change=_all(Role.GUIDANCE) | _own(Role.CLERK, Role.REVIEWER),
    ),
    "leniency": Rule(
        read=_EVERYONE,
        add=_all(Role.GUIDANCE) | _own(Role.REVIEWER),
        change=_all(Role.GUIDANCE) | _own(Role.REVIEWER),
    ),
    "village": Rule(
        read=_EVERYONE, add=_COUNTY | _own(Role.CLERK), change=_COUNTY | _own(Role.CLERK)
    ),
    "number_pad": _case,
    "case_file": _case,
    "case_officer": _case,
    "evidence": _case,
    "stated_fact": Rule(
        read=_CASE_READERS,
        add=_CASE_WRITERS | _own(Role.REVIEWER, Role.HEAD),
        change=_CASE_WRITERS,
    ),
    "party": _case,
    "party_secret": Rule(
        read=_own(*_WORKERS),
        add=_CASE_WRITERS,
        change=_CASE_WRITERS,
        masked=("identity", "phone"),
    ),
    "paper": Rule(
        read=_CASE_READERS,
        add=_CASE_WRITERS,
        change=_CASE_WRITERS,
        fixed=_ISSUED,
        digested=("data",),
    ),
    "case_action": _worked,
    "action_value": _worked,
    "action_secret": Rule(
        read=_own(*_WORKERS), add=_OPINION_GIVERS, change=_OPINION_GIVERS, masked=("value",)
    ),
    "thing": _case,
    "opening_finding": _case,
    "overrule": Rule(read=_CASE_READERS, add=_own(Role.HEAD, Role.CLERK)),
    "case_mark": Rule(
        read=_CASE_READERS, add=_OPINION_GIVERS, change=_OPINION_GIVERS, audited=False
    ),
    "case_due": Rule(read=_CASE_READERS, add=_OPINION_GIVERS, erase=_OPINION_GIVERS, audited=False),
    "opinion": Rule(read=_CASE_READERS, add=_OPINION_GIVERS, signed="entered_by"),
    "delegation": Rule(
        read=_own(*_WORKERS),
        add=_own(Role.CAPTAIN, Role.REVIEWER, Role.HEAD),
        change=_own(Role.CAPTAIN, Role.REVIEWER, Role.HEAD),
        signed="from_login",
    ),
    "proof_of_service": _case,
    "content": Rule(read=_CASE_READERS, add=_CASE_WRITERS),
    "content_part": Rule(read=_CASE_READERS, add=_CASE_WRITERS, audited=False),
    # Who reported a violation stays with those who work the case: no county office reads it.
    "sealed_content": Rule(
        read=_own(*_WORKERS),
        add=_CASE_WRITERS,
        masked=("digest", "data"),
        digested=("body",),
    ),
    "document_number": Rule(
        read=_CASE_READERS,
        add=_CASE_WRITERS,
        change=_CASE_WRITERS,
        fixed=("series", "year", "seq", "text", "source", "pad_id", "sheet", "action_id", "origin"),
    ),
    "series_counter": Rule(
        read=_own(*_WORKERS), add=_CASE_WRITERS, change=_CASE_WRITERS, audited=False
    ),
    "import_batch": _batch,
    "import_change": Rule(read=_own(Role.CLERK, Role.CAPTAIN), add=_ROSTER_WRITERS, audited=False),
    "gram": Rule(
        read=_own(*_WORKERS) | _all(Role.GUIDANCE),
        add=_own(*_WORKERS) | _all(Role.GUIDANCE),
        erase=_own(*_WORKERS) | _all(Role.GUIDANCE),
        published=("person",),
        audited=False,
    ),
    "deed": Rule(
        read=_own(*Role) | _all(Role.GUIDANCE, Role.ADMINISTRATOR, Role.AUDITOR),
        add=_own(*Role),
        signed="actor",
        audited=False,
    ),
    "audit_entry": Rule(
        read=_own(*_WORKERS) | _all(Role.GUIDANCE, Role.ADMINISTRATOR, Role.AUDITOR),
        secret=("actor", "deed_id", "record_table", "operation", "record_id", "payload_digest"),
        secret_roles=(Role.AUDITOR,),
        audited=False,
    ),
    "audit_payload": Rule(read=_all(Role.AUDITOR), audited=False),
    "secret_key": Rule(
        read=_own(*_WORKERS), published=("search",), published_by="purpose", audited=False
    ),
}


@cache
def scope_of(role: Role, table: str, operation: Operation) -> Scope | None:
    """The rows `role` may touch so, or None for no right at all."""
    rule = RULES.get(table)
    return None if rule is None else rule.grants(operation).get(role)


def allowed(
    role: Role, operation: Operation, table: str, column: str | None = None, own: bool = True
) -> bool:
    """Whether the right exists for a row of the own unit (`own`) or of another unit.

    Published rows count as own: every reader has them.
    """
    scope = scope_of(role, table, operation)
    if scope is None or (scope is Scope.OWN and not own):
        return False
    rule = RULES[table]
    if operation is Operation.READ and column in rule.secret:
        return role in rule.secret_roles
    return True
