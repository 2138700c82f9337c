"""The declaration itself: whole, spelt right, and without rights that make no sense."""

from __future__ import annotations

from sqlalchemy import Table

from desktop.models.base import Base, fields_of
from desktop.permissions import RULES, Operation, scope_of
from desktop.roles import Role
from desktop.store.tables import METADATA

WRITES = (Operation.ADD, Operation.CHANGE, Operation.ERASE)


def test_every_named_column_is_there() -> None:
    for name, rule in RULES.items():
        named = {*rule.masked, *rule.digested, *rule.secret, *rule.fixed}
        named |= {rule.signed} if rule.signed else set()
        named |= {rule.published_by} if rule.published else set()
        assert named <= set(METADATA.tables[name].columns.keys()), name


def test_every_secret_field_enters_the_audit_as_a_digest() -> None:
    for mapper in Base.registry.mappers:
        assert isinstance(mapper.local_table, Table)
        declared = fields_of(mapper.class_)
        secret = {name for name, field in declared.items() if field.secret}
        assert secret <= set(RULES[mapper.local_table.name].masked), mapper.class_


def test_who_may_change_a_row_may_read_it() -> None:
    for name, rule in RULES.items():
        assert set(rule.change) <= set(rule.read), name


def test_the_three_administrators_touch_neither_cases_nor_secrets() -> None:
    secret = ("person_secret", "party_secret", "case_file", "decision", "paper", "evidence")
    for role in (Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR):
        for table in secret:
            assert all(scope_of(role, table, operation) is None for operation in Operation)


def test_nobody_writes_the_audit_by_hand_and_only_the_auditor_reads_what_changed() -> None:
    for table in ("audit_entry", "audit_payload", "secret_key"):
        assert not any(RULES[table].grants(operation) for operation in WRITES)
    assert set(RULES["audit_payload"].read) == {Role.AUDITOR}


def test_nothing_people_work_on_can_be_erased() -> None:
    """Only what is worked out anew: the index of words and that of running terms."""
    assert {name for name, rule in RULES.items() if rule.erase} == {"gram", "case_due"}
