"""Whoever does whatever in whatever order never brings a case into an unlawful state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from case_life import BAND, FINE, Life, a_case
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from office import Office
from sqlalchemy import func, select

from desktop.actions.source import actions
from desktop.commands import sample_action
from desktop.errors import WorkError
from desktop.models.action import CaseAction
from desktop.models.number import DocumentNumber, NumberSource
from desktop.models.paper import Paper
from desktop.models.proof_of_service import ProofOfService
from desktop.services import case_action, case_history, item, number
from desktop.services.work import Work

NAMES = sorted(actions())
GIVEN: dict[str, dict[str, Any]] = {
    "investigation_end": {"fine": FINE, **BAND},
    "prior_notice": {"fine": FINE, "hearing_told": False},
    "decision": {"fine": FINE, **BAND},
}
MOVES = st.lists(
    st.tuples(
        st.sampled_from(("next", "next", "open", "any")), st.integers(0, 10_000), st.integers(0, 5)
    ),
    min_size=8,
    max_size=14,
)


@pytest.fixture
def case(office: Office) -> Life:
    return a_case(office).with_evidence(20)


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(moves=MOVES)
def test_any_order_of_actions_leaves_a_lawful_record(office: Office, moves: Any) -> None:
    case, ago = a_new_case(office), 40
    for kind, pick, days in moves:
        ago = max(ago - days, 0)
        held = snapshot(case)
        try:
            attempt(case, choose(case, kind, pick), ago)
        except WorkError:
            assert snapshot(case) == held, "something was half done"
        check(case)


def a_new_case(office: Office) -> Life:
    """A lead found forty days ago about the office's one item, with evidence."""
    listed = office.ask(lambda work: item.on_day(work, work.today))
    known = {"item_id": listed[0][0]} if listed else {}

    def earlier(work: Work) -> dict[str, Any]:
        found = work.now - timedelta(days=40)
        return {"found_at": found, "act_on": found.date()}

    return a_case(office, **known, **office.ask(earlier)).with_evidence(38)


def choose(case: Life, kind: str, pick: int) -> tuple[str, Any]:
    """What the page says comes next, one of the actions it offers, or any at all."""
    page = case.page()
    if kind == "next" and page.next.actions:
        return page.next.actions[pick % len(page.next.actions)], None
    menu = [one for one in page.menu if not one.why]
    if kind != "any" and menu:
        one = menu[pick % len(menu)]
        return one.name, one.thread
    return NAMES[pick % len(NAMES)], None


def attempt(case: Life, what: tuple[str, Any], ago: int) -> None:
    name, thread = what
    if name == "service":
        return
    case.do(name, ago, thread, **GIVEN.get(name, {}))
    for key in case.last.papers if case.last else ():
        if case.form_of(key) in ("prior_notice", "penalty_decision", "no_penalty_decision"):
            sample_action.serve(case.office.as_("clerk"), key, case.day(max(ago - 1, 0)))


def snapshot(case: Life) -> tuple[int, ...]:
    """How many papers, numbers, services and done actions there are."""

    def count(work: Work) -> tuple[int, ...]:
        taken = select(func.count()).where(CaseAction.taken_on.is_not(None))
        tables = [
            select(func.count()).select_from(one) for one in (Paper, DocumentNumber, ProofOfService)
        ]
        return tuple(work.session.execute(one).scalar_one() for one in (*tables, taken))

    return case.office.ask(count)


def check(case: Life) -> None:
    """What must hold of every record, said here once more without asking the program's own law."""

    def look(work: Work) -> None:
        held = case_action.of_case(work, case.id)
        days = {one.step: one.on for one in held if one.on and one.procedure == "ordinary"}
        decided, noticed = days.get("decided"), days.get("noticed")
        if decided is not None:
            assert noticed is not None, "decided without telling the party"
            assert workdays(noticed, decided, work) > 5, "decided before the party could answer"
            assert days["filed"] <= decided <= days["filed"] + timedelta(days=90)
        if "served" in days:
            assert decided is not None and decided <= days["served"]
        if "archived" in days:
            assert "closed" in days
        for series in ("filing", "decision", "notice"):
            assert number.gaps(work, series, work.today.year) == []
        outlook = case_history.outlook(work, work.get(_case(), case.id), work.today)
        assert [one.message for one in outlook.findings] == []
        assert outlook.steps or "archived" in outlook.standing or "not_filed" in outlook.standing

    case.office.ask(look)


def workdays(first: date, last: date, work: Work) -> int:
    """Working days after the first day up to the last."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(work.law.is_workday(day) for day in days)


def _case() -> Any:
    from desktop.models.case import Case

    return Case


def test_numbers_of_the_program_are_never_given_twice(case: Life) -> None:
    case.do("lead", 20).do("filing", 19)
    query = select(DocumentNumber.text).where(DocumentNumber.source == NumberSource.SERIES)
    texts = case.office.ask(lambda work: list(work.session.execute(query).scalars()))
    assert len(texts) == len(set(texts))
