"""The record of a case: its actions with their values, read once for everything that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.actions import stored
from desktop.actions.action import Action
from desktop.actions.input import PEOPLE
from desktop.actions.source import actions
from desktop.models.action import ActionSecret, ActionValue, CaseAction
from desktop.services import digest
from desktop.services.once import once
from desktop.services.work import Work


@dataclass(frozen=True)
class Held:
    """One action as recorded. `on` is the legal day of its step, None while it does not count.

    `opening`: it was done before the program was; its papers are in the old file.
    """

    id: UUID
    case_id: UUID
    action: Action
    procedure: str
    step: str
    thread: UUID | None
    party_id: UUID | None
    issued_on: date | None
    on: date | None
    taken_at: datetime | None
    entered_by: str
    entered_at: datetime
    submitted_at: datetime | None
    version: int
    values: Mapping[str, Any] = field(repr=False)
    opening: bool = False

    @property
    def preparing(self) -> bool:
        """Whether its papers have not been made yet."""
        return self.issued_on is None

    @property
    def filled(self) -> bool:
        """Whether anything was entered yet: a lead counts before its paper is prepared."""
        return any(value not in (None, "", ()) for value in self.values.values())

    @property
    def counts(self) -> bool:
        """Whether its step has been taken."""
        return self.on is not None


@once
def of_case(work: Work, case_id: UUID) -> list[Held]:
    """Every action of a case that was not taken back, the oldest first."""
    query = (
        select(CaseAction)
        .where(CaseAction.case_id == case_id, CaseAction.removed_at.is_(None))
        .order_by(CaseAction.id)
    )
    records = list(work.session.execute(query).scalars())
    values = _values(work, case_id)
    return [_held(record, values.get(record.id, {})) for record in records]


def one(work: Work, key: UUID) -> Held:
    """One action with its values."""
    record = work.get(CaseAction, key)
    return next(held for held in of_case(work, record.case_id) if held.id == key)


def done(work: Work, case_id: UUID) -> list[Held]:
    """The actions that count, in the order of their legal days."""
    found = [held for held in of_case(work, case_id) if held.counts]
    return sorted(found, key=_order)


def last(work: Work, case_id: UUID, name: str) -> Held | None:
    """The last action of that name whose papers were made, or None."""
    found = [
        held for held in of_case(work, case_id) if held.action.name == name and not held.preparing
    ]
    return found[-1] if found else None


def named(held: Held) -> set[UUID]:
    """The people an action says did it; empty where it names none."""
    inputs = [each for each in held.action.inputs if each.kind == PEOPLE]
    return {key for each in inputs for key in held.values.get(each.name) or ()}


def _order(held: Held) -> tuple[date, datetime]:
    assert held.on is not None and held.taken_at is not None
    return held.on, held.taken_at


def _held(record: CaseAction, texts: Mapping[str, str | None]) -> Held:
    action = actions()[record.action]
    return Held(
        id=record.id,
        case_id=record.case_id,
        action=action,
        procedure=record.procedure,
        step=record.step,
        thread=record.thread,
        party_id=record.party_id,
        issued_on=record.issued_on,
        on=record.taken_on,
        taken_at=record.taken_at,
        entered_by=record.entered_by,
        entered_at=record.entered_at,
        submitted_at=record.submitted_at,
        version=record.version,
        values={each.name: stored.read(each, texts.get(each.name)) for each in action.inputs},
        opening=bool(record.opening),
    )


def _values(work: Work, case_id: UUID) -> dict[UUID, dict[str, str | None]]:
    found: dict[UUID, dict[str, str | None]] = {}
    tables: list[type[ActionValue] | type[ActionSecret]] = [ActionValue]
    if digest.may_read(work, ActionSecret.__tablename__):
        tables.append(ActionSecret)
    for table in tables:
        query = select(table.action_id, table.name, table.value).where(
            table.case_id == case_id, table.removed_at.is_(None)
        )
        for key, name, value in work.session.execute(query):
            found.setdefault(key, {})[name] = value
    return found


def keep(work: Work, record: CaseAction, values: Mapping[str, Any]) -> None:
    """Write the values of an action; a value taken out is kept as empty, never deleted."""
    for table, secret in ((ActionValue, False), (ActionSecret, True)):
        inputs = [each for each in actions()[record.action].inputs if each.secret is secret]
        if inputs:
            texts = {each.name: stored.write(each, values.get(each.name)) for each in inputs}
            _keep(work, record, table, texts)


def _keep(
    work: Work,
    record: CaseAction,
    table: type[ActionValue] | type[ActionSecret],
    texts: Mapping[str, str | None],
) -> None:
    query = select(table).where(table.action_id == record.id, table.removed_at.is_(None))
    rows: list[Any] = list(work.session.execute(query).scalars())
    current = {row.name: row for row in rows}
    for name, text in texts.items():
        row = current.get(name)
        if row is not None:
            row.value = text
        elif text is not None:
            work.session.add(
                table(
                    id=work.new_id(),
                    unit_id=record.unit_id,
                    action_id=record.id,
                    case_id=record.case_id,
                    name=name,
                    value=text,
                )
            )
    work.session.flush()
