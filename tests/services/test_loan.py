"""Volumes lent and brought back: on the case, and in the register of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from case_life import Life, a_case
from office import Office

from desktop.services import loan
from desktop.services.listing import Row, View


def archived(office: Office) -> Life:
    case = a_case(office).decided().served(1).do("publication", 1).do("closing", 1)
    return case.do("archiving", 1)


def lent(case: Life, due_in: int, **values: Any) -> Life:
    """Lent yesterday, due in so many days from today."""
    due = case.day(0) + timedelta(days=due_in)
    return case.do("volume_lending", 1, lent_on=case.day(1), due_on=due, **values)


def register(office: Office, who: str = "clerk", words: str = "", **filters: str) -> list[Row]:
    view = View(words=words, filters=filters)
    shown = office.ask(lambda work: loan.LIST.first(work, view), who)
    ids = office.ask(lambda work: loan.LIST.ids(work, view), who)
    assert office.ask(lambda work: loan.LIST.rows(work, view, ids), who) == shown
    return shown


@pytest.mark.parametrize(
    ("due", "back", "expected"),
    [
        (date(2026, 5, 4), None, ("warn", "未归还")),
        (date(2026, 5, 3), None, ("bad", "逾期1日")),
        (date(2026, 5, 3), date(2026, 5, 3), ("none", "已归还")),
        (date(2026, 5, 1), date(2026, 5, 3), ("none", "逾期2日归还")),
    ],
)
def test_a_loan_is_overdue_from_the_day_after_it_was_due(
    due: date, back: date | None, expected: tuple[str, str]
) -> None:
    assert loan.mark(due, back, date(2026, 5, 4)) == expected


def test_a_volume_lent_stands_on_its_case_and_in_the_register_until_it_is_back(
    office: Office,
) -> None:
    case = lent(archived(office), 14, borrower="王样例", approved_by="周样例")
    (held,) = office.ask(lambda work: loan.of_case(work, case.id))
    assert held.borrower.startswith("王样例（")
    assert "周样例批准" in held.said
    assert held.mark[0] == "warn"
    (row,) = register(office, state=loan.OUT)
    names = [one.name for one in loan.COLUMNS]
    shown = dict(zip(names, row[1:], strict=True))
    assert (shown["borrower"], shown["lent_on"], shown["returned_on"]) == (
        "王样例",
        case.day(1),
        None,
    )
    assert shown["way"] == "查阅原卷"
    assert office.ask(lambda work: loan.case_of(work, row[0])) == case.id
    case.do("volume_return", 0, held.thread, returned_on=case.day(0))
    assert register(office, state=loan.OUT) == []
    assert register(office)[0][-1] == ("none", "已归还")
    assert office.ask(lambda work: loan.of_case(work, case.id))[0].returned_on == case.day(0)


def test_only_those_past_their_day_are_overdue(office: Office) -> None:
    case = lent(archived(office), 0)
    assert register(office, state=loan.OVERDUE) == []
    lent(case, -1)
    (row,) = register(office, state=loan.OVERDUE)
    assert row[-1] == ("bad", "逾期1日")
    assert [one[-1][0] for one in register(office)] == ["bad", "warn"]


def test_the_register_is_searched_by_borrower_and_case(office: Office) -> None:
    case = lent(archived(office), 5, borrower="王样例")
    for words in ("王样例", "摆摊", case.page().title):
        assert len(register(office, words=words)) == 1, words
    assert register(office, words="李样例") == []


def test_another_township_sees_no_loan_and_the_county_sees_all(office: Office) -> None:
    lent(archived(office), 5)
    assert register(office, "clerk@白马镇") == []
    assert office.ask(lambda work: loan.LIST.ids(work, View()), "clerk@白马镇") == b""
    assert len(register(office, "guidance")) == 1
