"""Terms of 100,000 open cases worked out anew, against day-walking and against bare arithmetic.

Every case has a decision term (K02, one in ten with an interval left out), a statement term in
working days (K06) and a payment term that may roll (K10). Rivals: a naive implementation that
walks day by day and looks each day up in `chinese_calendar`, on a sample, scaled up; and plain
date arithmetic without law, explanation or citation, as the floor. Rounds alternate; the figure is
the median of the ratios. Run it with ``.venv/bin/python bench/terms.py [cases]``.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import chinese_calendar

from desktop.law.counting import Excluded
from desktop.law.law import Law

ROUNDS = 3
NAIVE_SHARE = 50
DAY = timedelta(1)
CONFIRMED = {"case_time.market": True}
FIRST = date(2024, 1, 1)
Case = tuple[date, date, date, tuple[Excluded, ...]]


def open_cases(number: int) -> list[Case]:
    """Made-up cases: filed, noticed, served, and what is left out of their decision term."""
    chance = random.Random(20260101)
    cases: list[Case] = []
    for _ in range(number):
        filed = FIRST + timedelta(chance.randrange(600))
        noticed, served = filed + timedelta(20), filed + timedelta(40)
        gap: tuple[Excluded, ...] = ()
        if chance.random() < 0.1:
            since = filed + timedelta(chance.randrange(60))
            gap = (Excluded(since, since + timedelta(14), "鉴定", kind="appraisal"),)
        cases.append((filed, noticed, served, gap))
    return cases


def ours(law: Law, cases: Sequence[Case]) -> list[date]:
    """By the law layer: citations, the field's rule, suspension and provisional years included."""
    found = []
    for filed, noticed, served, gap in cases:
        due = law.due("K02", filed, excluded=gap, field="市场监管", settings=CONFIRMED)
        found.append(due.raw)
        found.append(law.due("K06", noticed).effective)
        found.append(law.due("K10", served).effective)
    return found


def naive(cases: Sequence[Case]) -> list[date]:
    """Walk day by day and ask a table for each."""
    found = []
    for filed, noticed, served, gap in cases:
        found.append(_walk(filed, 90, lambda day, gap=gap: not _inside(day, gap)))
        found.append(_walk(noticed, 5, chinese_calendar.is_workday))
        last = _walk(served, 15, lambda _: True)
        found.append(last if chinese_calendar.is_workday(last) else _next(last))
    return found


def bare(cases: Sequence[Case]) -> list[date]:
    """Three additions a case: no calendar, no law."""
    found = []
    for filed, noticed, served, _ in cases:
        found.append(filed + timedelta(90))
        found.append(noticed + timedelta(7))
        found.append(served + timedelta(15))
    return found


def _inside(day: date, gap: Sequence[Excluded]) -> bool:
    return any(one.since <= day <= one.until for one in gap)


def _walk(start: date, length: int, counted: Callable[[date], bool]) -> date:
    day, left = start, length
    while left:
        day += DAY
        left -= bool(counted(day))
    return day


def _next(day: date) -> date:
    while not chinese_calendar.is_workday(day):
        day += DAY
    return day


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(number: int) -> None:
    """Agree on the answers first, then print the ratios."""
    law, cases = Law.load(), open_cases(number)
    sample = cases[:: max(1, NAIVE_SHARE)]
    scale = len(cases) / len(sample)
    assert ours(law, sample) == naive(sample), "the two disagree"
    rows = []
    for _ in range(ROUNDS):
        mine = seconds(lambda: ours(law, cases))
        walked = seconds(lambda: naive(sample)) * scale
        floor = seconds(lambda: bare(cases))
        rows.append((mine, walked, floor))
    mine, walked, floor = (statistics.median(column) for column in zip(*rows, strict=True))
    print(
        f"{number} cases, 3 terms each: ours {mine:.2f} s ({mine / number / 3 * 1e6:.1f} us a term)"
    )
    print(f"naive day-walking {walked:.2f} s (on 1 case in {scale:.0f}), ratio {mine / walked:.2f}")
    print(f"bare date arithmetic {floor:.3f} s, ratio {mine / floor:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
