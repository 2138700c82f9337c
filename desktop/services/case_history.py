"""Where a case stands: the law's procedures replayed over what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.law.history import Taken
from desktop.law.outlook import Outlook
from desktop.models.case import Case, Party
from desktop.services import case_action, law_setting
from desktop.services.case_action import Held
from desktop.services.case_facts import facts_of
from desktop.services.once import once, reading
from desktop.services.work import Work

ORDINARY, SIMPLE = "ordinary", "simple"
MAIN = (ORDINARY, SIMPLE)
LEAD = "lead"
SERVED = "served"


@dataclass(frozen=True)
class Thread:
    """A history of its own beside the main line: one measure, one hearing, one registration."""

    procedure: str
    id: UUID
    label: str


def procedure_of(held: Sequence[Held]) -> str:
    """Whether the case is punished on the spot or by the ordinary procedure."""
    return SIMPLE if any(one.procedure == SIMPLE for one in held) else ORDINARY


@once
def parties(work: Work, case_id: UUID) -> list[UUID]:
    """The ids of a case's parties, in their order."""
    query = (
        select(Party.id)
        .where(Party.case_id == case_id, Party.removed_at.is_(None))
        .order_by(Party.id)
    )
    return list(work.session.execute(query).scalars())


def taken(work: Work, case_id: UUID, procedure: str, thread: UUID | None = None) -> list[Taken]:
    """The steps of a procedure that count, as the law replays them.

    Where a step is taken party by party (service), it counts once the last party has it.
    """
    every = case_action.done(work, case_id)
    everyone = set(parties(work, case_id))
    reached: dict[str, set[UUID]] = {}
    found: list[Taken] = []
    for one in every:
        if one.procedure != procedure and not (procedure == SIMPLE and one.step == LEAD):
            continue
        if one.thread != thread or one.on is None:
            continue
        if one.party_id is not None and one.step == SERVED:
            reached.setdefault(one.step, set()).add(one.party_id)
            if reached[one.step] != everyone:
                continue
            reached[one.step] = set()
        found.append(Taken(one.step, one.on))
    return found


def outlook(
    work: Work,
    record: Case,
    on: date,
    procedure: str | None = None,
    thread: UUID | None = None,
    *,
    ahead: bool = True,
) -> Outlook:
    """Where the case (or one of its threads) stands on a day, and what may come next.

    Without `ahead` the steps that may come next are left out.
    """
    with reading(work):
        every = case_action.of_case(work, record.id)
        chosen = procedure or procedure_of(every)
        settings = law_setting.confirmed(work, record.unit_id, on)
        facts = facts_of(work, record, on, thread=thread)
        steps = taken(work, record.id, chosen, thread)
        return work.law.outlook(chosen, facts, steps, on, settings, ahead=ahead)


def threads(work: Work, case_id: UUID) -> list[Thread]:
    """The histories beside the main line, in the order they began."""
    found: dict[UUID, Thread] = {}
    for one in case_action.of_case(work, case_id):
        if one.thread is not None and one.thread not in found:
            found[one.thread] = Thread(one.procedure, one.thread, one.action.label)
    return list(found.values())
