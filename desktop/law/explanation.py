"""Why a term ends on its day: every day counted or not, with the reason and the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.law.calendar import Look, days
from desktop.law.counting import COUNTED, Count, Unit, boundary, counts

_DAY = timedelta(1)


@dataclass(frozen=True)
class Step:
    """One day of a count; `number` is how many have been counted up to and with it."""

    day: date
    counted: bool
    number: int
    why: str
    cite: str = ""

    @property
    def text(self) -> str:
        """The step as one line."""
        source = f"（{self.cite}）" if self.cite else ""
        return f"{self.day.isoformat()} {self.why}{source}"


def explain(count: Count) -> tuple[Step, ...]:
    """The steps from the day the clock starts to the effective last day, in counting order."""
    if count.unit is Unit.HOUR:
        return tuple(_hours(count))
    walk = _backwards(count) if count.before else _forwards(count)
    return (*walk, *_end(count))


def _forwards(count: Count) -> Iterator[Step]:
    yield Step(count.start, False, 0, "起算之日，不计入", count.rules["start_not_counted"])
    yield from _by_days(count) if count.unit in COUNTED else _by_boundaries(count)


def _by_days(count: Count) -> Iterator[Step]:
    number = 0
    for day in days(count.start + _DAY, count.raw):
        if counts(count.calendar, count.unit, count.gaps, day):
            number += 1
            yield Step(day, True, number, _counted(count, count.calendar.look(day), number))
        else:
            yield _skipped(count, day, number)


def _counted(count: Count, look: Look, number: int) -> str:
    words = f"，{look.words}" if count.unit is Unit.WORKDAY else ""
    return f"第{number}{count.unit.words}{words}"


def _skipped(count: Count, day: date, number: int) -> Step:
    if gap := count.gaps.at(day):
        cite = gap.cite or count.rules["left_out"]
        return Step(day, False, number, f"{gap.reason}，依法扣除，不计入", cite)
    look = count.calendar.look(day)
    cite = look.cite if look.published else count.rules["worked_out"]
    return Step(day, False, number, f"{look.words}，不是工作日，不计入", cite)


def _by_boundaries(count: Count) -> Iterator[Step]:
    for number in range(1, count.length + 1):
        day = boundary(count.start, count.unit, number)
        why = f"满{number}{count.unit.words}"
        yield Step(day, True, number, why, count.rules["same_day_number"])
    end = boundary(count.start, count.unit, count.length)
    if not count.gaps.intervals:
        return
    left = 0
    for day in days(count.start + _DAY, count.raw):
        if count.gaps.at(day):
            yield _skipped(count, day, count.length)
        elif day > end:
            left += 1
            yield Step(day, False, count.length, f"补足扣除的第{left}日", count.rules["left_out"])


def _backwards(count: Count) -> Iterator[Step]:
    rule = count.rules["full_days_between"]
    yield Step(count.start, False, 0, "期日当日，不计入", rule)
    number, day = 0, count.start
    while number < count.length:
        day -= _DAY
        if counts(count.calendar, count.unit, count.gaps, day):
            number += 1
            yield Step(day, True, number, _counted(count, count.calendar.look(day), number))
        else:
            yield _skipped(count, day, number)
    yield Step(count.raw, False, number, "至迟在此日作出，当日不计入", rule)


def _end(count: Count) -> Iterator[Step]:
    look = count.calendar.look(count.raw)
    if count.effective > count.raw:
        rule = count.rules["rolls_forward"]
        why = f"期间届满日为{look.words}，顺延"
        yield Step(count.raw, False, count.length, why, rule)
        for day in days(count.raw + _DAY, count.effective):
            rest = count.calendar.look(day)
            why = f"{rest.words}，顺延至此日届满" if rest.works else f"{rest.words}，继续顺延"
            yield Step(day, False, count.length, why, rule)
    elif count.target < count.raw:
        why = f"届满日为{look.words}，机关的期限不顺延，应当在{count.target}前（含当日）办结"
        yield Step(count.raw, False, count.length, why, count.rules["stands_still"])


def _hours(count: Count) -> Iterator[Step]:
    yield Step(count.start, False, 0, f"{count.begin:%H:%M} 起算", count.cite)
    yield Step(
        count.raw, True, count.length, f"{count.moment:%H:%M} 满{count.length}小时", count.cite
    )
