"""Which actions can be done now, by group, and why the others cannot."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop.actions.action import Action, Group
from desktop.actions.source import actions
from desktop.law.outlook import Outlook
from desktop.models.case import Case
from desktop.services import case_action, case_history, opening_record
from desktop.services.case_action import Held
from desktop.services.case_history import LEAD, MAIN, ORDINARY, SIMPLE, Thread
from desktop.services.work import Work

_BY_THEMSELVES = (Group.SERVICE,)
"""Groups whose actions have a window of their own: service is recorded with its paper."""


@dataclass(frozen=True)
class Choice:
    """One action as offered. `why` is empty when it can be done; `thread`: of that measure."""

    name: str
    label: str
    group: Group
    why: str = ""
    thread: UUID | None = None
    of: str = ""
    preparing: UUID | None = None


@dataclass(frozen=True)
class _Place:
    """Where one history stands: the steps that can be taken in it."""

    open: frozenset[str]
    phase: str
    thread: UUID | None = None
    label: str = ""


def choices(work: Work, record: Case, main: Outlook) -> list[Choice]:
    """Every action, the open ones with the history they would go on in."""
    every = case_action.of_case(work, record.id)
    places = _places(work, record, main)
    waiting = {(one.action.name, one.thread): one.id for one in every if one.preparing}
    found: list[Choice] = []
    for action in actions().values():
        if action.group in _BY_THEMSELVES or action.name == LEAD:
            continue
        if not opening_record.offered(work, action, every):
            continue
        found.extend(
            _offered(action, places.get(action.procedure_in(main.procedure), []), waiting, main)
        )
    return found


def _offered(
    action: Action,
    places: list[_Place],
    waiting: dict[tuple[str, UUID | None], UUID],
    main: Outlook,
) -> list[Choice]:
    open_ = [place for place in places if set(action.steps) & place.open]
    if not open_:
        phase = main.phase_label or "线索"
        return [Choice(action.name, action.label, action.group, f"现在处于“{phase}”，还不能办理。")]
    return [
        Choice(
            action.name,
            action.label,
            action.group,
            thread=place.thread,
            of=place.label,
            preparing=waiting.get((action.name, place.thread)),
        )
        for place in open_
    ]


def _places(work: Work, record: Case, main: Outlook) -> dict[str, list[_Place]]:
    """The open steps of each procedure: of the main line, of each thread, and of a new thread."""
    found: dict[str, list[_Place]] = {main.procedure: [_place(main, None)]}
    if main.procedure == ORDINARY and main.standing == (LEAD,):
        spot = case_history.outlook(work, record, work.today, SIMPLE)
        found[SIMPLE] = [_place(spot, None)]
    threads = case_history.threads(work, record.id)
    for procedure in work.law.procedure_keys:
        if procedure in MAIN:
            continue
        found[procedure] = [
            _of_thread(work, record, one) for one in threads if one.procedure == procedure
        ]
        declared = work.law.procedure(procedure, work.today)
        if declared.begins(main.standing):
            first = frozenset(step.key for step in declared.next(()))
            found[procedure].append(_Place(first, ""))
    return found


def _place(outlook: Outlook, thread: Thread | None) -> _Place:
    return _Place(
        frozenset(one.step.key for one in outlook.steps),
        outlook.phase_label,
        thread.id if thread else None,
        thread.label if thread else "",
    )


def _of_thread(work: Work, record: Case, thread: Thread) -> _Place:
    found = case_history.outlook(work, record, work.today, thread.procedure, thread.id)
    return _place(found, thread)


def preparing(every: list[Held]) -> list[Held]:
    """The actions begun and not yet done."""
    return [one for one in every if one.preparing]
