"""What the law says of the cases a workbook would bring in: told and kept, nothing is refused.

The workbook says what was done; of what it has no column for (a hearing, a waiver, the evidence)
nothing is known, and what is not known is no breach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.errors import WorkError
from desktop.law.guards import Finding, Verdict
from desktop.law.outlook import Outlook
from desktop.models.person import Person
from desktop.models.unit import Unit
from desktop.services import case_history, law_setting, opening_build
from desktop.services.case_facts import facts_of
from desktop.services.opening_build import Built
from desktop.services.opening_plan import CaseLine
from desktop.services.work import Work

_UNTOLD: dict[str, None] = dict.fromkeys(
    (
        *("statement_made", "statement_waived", "hearing_waived", "hearing_asked", "registered"),
        *("measured", "withdrawal_pending", "dispute_open", "deferral_requested"),
        *("deferral_approved", "collected_on_spot", "review_sought", "suit_brought", "evidence"),
        *("records", "volume_papers"),
    )
)
"""Facts that are "no" without their step, which a workbook has no column for."""
_TOLD_BY = {
    "hearing_held": "hearing",
    "reviewed": "reviewed",
    "discussed": "discussed",
    "committee_met": "discussed",
    "demand_served": "demanded",
}
"""The same with a column of their own: known once it is filled in."""


def names_of(work: Work, lines: Sequence[CaseLine]) -> Mapping[UUID, str]:
    """The names of every officer of some cases."""
    wanted = {key for line in lines for key in line.officers}
    query = select(Person.id, Person.name).where(
        Person.removed_at.is_(None), Person.unit_id == work.unit_id
    )
    return {key: name for key, name in work.session.execute(query) if key in wanted}


def look(work: Work, lines: Sequence[CaseLine]) -> None:
    """Ask the law about those that can be imported; days before the law are complained of."""
    names = names_of(work, lines)
    kept = work.get(Unit, work.unit_id)  # asked for with every case, forgotten unless it is held
    assert kept is not None
    for line in lines:
        _too_early(work, line)
        if not line.complaints:
            _look(work, line, opening_build.build(work, line, names))


def _too_early(work: Work, line: CaseLine) -> None:
    for act in line.acts:
        procedure = act.action.procedure_in(case_history.ORDINARY)
        try:
            work.law.procedure(procedure, act.on)
        except WorkError:
            line.complain(
                act.column,
                "本系统没有当时的程序规定；那时的案卷请作为历史档案保存，把这一行从表中删去",
            )


def _look(work: Work, line: CaseLine, built: Built) -> None:
    opening_build.expect(work, built)
    said: set[str] = set()
    for at, found in _of_steps(work, built):
        if found.message not in said:
            line.findings.append((at, found))
        said.add(found.message)
    line.findings += [(None, one) for one in outlook(work, built).findings]


def outlook(work: Work, built: Built) -> Outlook:
    """Where the case stands today, without the steps ahead."""
    return case_history.outlook(work, built.record, work.today, ahead=False)


def _of_steps(work: Work, built: Built) -> Iterator[tuple[int, Finding]]:
    """What each step's guards say, by what had been done up to its own day."""
    for at, held in enumerate(built.held):
        assert held.on is not None
        step = work.law.procedure(held.procedure, held.on).step(held.step)
        if not step.guards:
            continue
        opening_build.expect_done(work, built, at + 1)
        facts = facts_of(work, built.record, held.on, now=held, **_untold(built, at))
        settings = law_setting.confirmed(work, built.record.unit_id, held.on)
        found = work.law.findings(
            held.step, facts, held.on, procedure=held.procedure, settings=settings
        )
        yield from ((at, one) for one in found if one.verdict in (Verdict.REFUSE, Verdict.WARN))
    opening_build.expect_done(work, built, len(built.held))


def _untold(built: Built, at: int) -> dict[str, Any]:
    """What is not known on the day of a step although the record has no such step."""
    done = {held.step for held in built.held[: at + 1]}
    return _UNTOLD | {name: None for name, step in _TOLD_BY.items() if step not in done}
