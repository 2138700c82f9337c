"""The conventions P1-P14, each with a case where the answer is yes and one where it is no."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from guard_facts import D
from law_cases import Record, count
from lawful import SETTINGS, TODAY, a_case

from desktop.law.counting import Excluded
from desktop.law.facts_outcome import ServiceWay
from desktop.law.law import Law

Asked = Callable[[Law], bool]


def kept(key: str, start: date, done: date, **further: Any) -> Asked:
    return lambda law: law.due(key, start, **further).kept(done)


def works(day: date) -> Asked:
    return lambda law: law.is_workday(day)


def clear(guard: str, step: str, procedure: str = "ordinary", **changes: Any) -> Asked:
    def ask(law: Law) -> bool:
        found = law.findings(step, a_case(**changes), TODAY, procedure=procedure, settings=SETTINGS)
        return not any(one.guard == guard and one.bars() for one in found)

    return ask


def surcharge_is(yuan: str, paid: date, *stopped: Excluded) -> Asked:
    last = D(2026, 3, 19)
    return lambda law: (
        law.surcharge(Decimal(1000), last, paid, stopped=stopped).amount == Decimal(yuan)
    )


def provisional(key: str, start: date) -> Asked:
    return lambda law: law.due(key, start).provisional


GAP = Excluded(D(2026, 3, 10), D(2026, 3, 12), "检测", kind="test")
OVER = Excluded(D(2026, 3, 12), D(2026, 3, 13), "鉴定", kind="appraisal")
LONG_PAST = Excluded(D(2026, 6, 1), D(2026, 6, 30), "检测", kind="test")
SUIT = Excluded(D(2026, 3, 20), D(2026, 3, 21), "行政诉讼")
SERVED = {"decided_on": D(2026, 4, 9), "service_way": ServiceWay.LEFT, "service_refused": True}
HEARING = {"hearing_on": TODAY, "hearing_asked": True, "hearing_asked_on": D(2026, 3, 24)}
YES: list[tuple[str, Asked]] = [
    ("P1", kept("K10", D(2026, 3, 2), D(2026, 3, 17))),
    ("P2", kept("K07", D(2026, 3, 6), D(2026, 3, 13))),
    ("P3", kept("K15", D(2026, 3, 2), D(2026, 3, 16))),
    ("P3", kept("K24", D(2026, 3, 2), D(2026, 3, 16))),
    ("P4", kept("K02", D(2026, 3, 2), D(2026, 5, 31))),
    ("P5", works(D(2026, 5, 9))),
    ("P6", kept("K10", D(2026, 9, 18), D(2026, 10, 8))),
    ("P7", kept("K16", D(2026, 1, 31), D(2026, 4, 30))),
    ("P7", kept("K01", D(2024, 2, 29), D(2026, 2, 28))),
    ("P8", kept("K04", D(2026, 3, 2), D(2026, 4, 5), excluded=(GAP, OVER))),
    ("P9", kept("K31", D(2022, 1, 1), D(2022, 1, 31))),
    ("P10", provisional("K07", D(2026, 12, 30))),
    ("P11", clear("G07", "decided", "simple", fine=Decimal(200))),
    ("P12", clear("G11", "held", "hearing", **HEARING, hearing_notice_served_on=D(2026, 3, 31))),
    ("P13", surcharge_is("30.00", D(2026, 3, 20))),
    ("P13", surcharge_is("30.00", D(2026, 3, 22), SUIT)),
    ("P13", surcharge_is("1000.00", D(2026, 12, 31))),
    ("P14", clear("G16", "served", **SERVED, service_witnessed=True)),
]
NO: list[tuple[str, Asked]] = [
    ("P1", kept("K10", D(2026, 3, 2), D(2026, 3, 18))),
    ("P2", kept("K07", D(2026, 3, 6), D(2026, 3, 16))),
    ("P3", kept("K15", D(2026, 3, 2), D(2026, 3, 17))),
    ("P3", kept("K24", D(2026, 3, 2), D(2026, 3, 17))),
    ("P4", kept("K02", D(2026, 3, 2), D(2026, 6, 1))),
    ("P5", works(D(2026, 5, 5))),
    ("P6", kept("K02", D(2026, 3, 2), D(2026, 6, 1))),
    ("P6", kept("K04", D(2026, 4, 3), D(2026, 5, 6))),
    ("P7", kept("K01", D(2024, 2, 29), D(2026, 3, 1))),
    ("P8", kept("K04", D(2026, 3, 2), D(2026, 4, 6), excluded=(GAP, OVER))),
    ("P8", kept("K04", D(2026, 3, 2), D(2026, 4, 2), excluded=(LONG_PAST,))),
    ("P9", kept("K31", D(2022, 1, 1), D(2022, 2, 1))),
    ("P10", provisional("K07", D(2026, 12, 1))),
    ("P11", clear("G07", "decided", "simple", fine=Decimal("200.01"))),
    ("P12", clear("G11", "held", "hearing", **HEARING, hearing_notice_served_on=D(2026, 4, 1))),
    ("P13", surcharge_is("30.00", D(2026, 3, 19))),
    ("P13", surcharge_is("1000.03", D(2026, 12, 31))),
    ("P14", clear("G16", "served", **SERVED, service_witnessed=False)),
]


@pytest.mark.parametrize(("rule", "asked"), YES)
def test_a_convention_lets_this_pass(
    law: Law, rule: str, asked: Asked, record_property: Record
) -> None:
    assert asked(law)
    count(record_property, rule, "allow")


@pytest.mark.parametrize(("rule", "asked"), NO)
def test_a_convention_stops_this(
    law: Law, rule: str, asked: Asked, record_property: Record
) -> None:
    assert not asked(law)
    count(record_property, rule, "refuse")


def test_every_convention_has_both() -> None:
    every = {f"P{number}" for number in range(1, 15)}
    assert {rule for rule, _ in YES} == {rule for rule, _ in NO} == every


def test_an_old_announcement_takes_sixty_days(law: Law) -> None:
    assert law.due("K31", D(2021, 12, 31)).raw == D(2022, 3, 1)
