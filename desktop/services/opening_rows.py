"""Planning: the rows of the four sheets held against each other and against the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from desktop.services import opening_check, opening_pad
from desktop.services.opening_case import Paid, acts
from desktop.services.opening_known import Known
from desktop.services.opening_number import Place, series_labels, series_of
from desktop.services.opening_plan import CaseLine, Given, Line, Plan, Rows, Spot, title_of
from desktop.services.opening_sheet import CASES, PADS, PAYMENTS, SERIES
from desktop.services.work import Work

L = TypeVar("L", bound=Line)
_USED = "在本系统中已经登记，不能重复导入；请核对文号，已经导入过的案件请从表中删去"


def plan(work: Work, rows: Rows, *, matches: bool = True) -> Plan:
    """What importing these rows would do; nothing is written, every fault is named.

    Without `matches` neither officers nor items are looked up (a county that holds none yet).
    """
    known = Known(work, matches=matches)
    cases = [_begun(CaseLine, CASES, one) for one in rows.get(CASES, ())]
    for line in cases:
        opening_check.check(line, known)
    paid = [_begun(Line, PAYMENTS, one) for one in rows.get(PAYMENTS, ())]
    payments = _settled(cases, paid, known)
    for at, line in enumerate(cases):
        if not line.complaints:
            line.acts = acts(line.values, payments.get(at, ()))
    found = Plan(cases, paid, pads=list(opening_pad.lines(work, rows.get(PADS, ()))))
    _numbers(found, known, opening_pad.claimed(found))
    found.series.extend(_series(found, rows.get(SERIES, ()), known))
    return found


def _begun(line: type[L], kind: str, one: Given) -> L:
    """A row with what its reading has said of it."""
    title = title_of(one.values, kind)
    return line(kind, one.spot, title, one.values, list(one.faults), said=one.said)


def _settled(
    cases: Sequence[CaseLine], paid: Sequence[Line], known: Known
) -> Mapping[int, list[Paid]]:
    """Payments by the place of their case; whatever belongs to none is complained of."""
    by_number = {
        text: at
        for at, line in enumerate(cases)
        for name in ("number", "decision_number")
        if (text := line.values.get(name))
    }
    found: dict[int, list[Paid]] = {}
    for line in paid:
        at = _case_of(line, by_number)
        values = line.values
        if line.said:
            continue
        if at is not None and not opening_check.decided(cases[at].values):
            line.complain("number", "该案还没有处罚决定，不能登记缴款，请核对文号或者补填决定日期")
        if values["amount"] == 0:
            line.complain("amount", "应当大于零")
        if values["paid_on"] > known.today:
            line.complain("paid_on", f"晚于今天（{known.today}），请核对")
        if at is not None and not line.complaints:
            one = Paid(values["paid_on"], values["amount"], values.get("receipt") or "")
            found.setdefault(at, []).append(one)
    return found


def _case_of(line: Line, by_number: Mapping[str, int]) -> int | None:
    given = [
        (name, line.values[name]) for name in ("number", "decision_number") if line.values.get(name)
    ]
    if not given:
        line.complain("number", "请填写立案文号或者决定书文号，以便对应案件")
    places = set()
    for name, text in given:
        if text not in by_number:
            line.complain(name, f"“{CASES}”表中没有文号为“{text}”的案件，请核对")
        else:
            places.add(by_number[text])
    if len(places) > 1:
        line.complain("decision_number", "与立案文号不是同一个案件，请核对")
    return places.pop() if len(places) == 1 and not line.complaints else None


_COLUMNS = {"filing": "number", "notice": "notice_number", "hearing_notice": "notice_number"}


def _numbers(found: Plan, known: Known, printed: Collection[str]) -> None:
    """Every number used once, at its place in the series where it is one of ours.

    `printed` are numbers that stand on the sheets of a pad.
    """
    used: dict[str | Place, Spot] = {}
    for line in found.cases:
        for at, act in enumerate(line.acts):
            if act.number and act.number not in printed:
                _number(found, known, used, line, at)


def _number(
    found: Plan, known: Known, used: dict[str | Place, Spot], line: CaseLine, at: int
) -> None:
    act = line.acts[at]
    column = _COLUMNS.get(act.series, "decision_number")
    place = known.patterns.place(act.series, act.number)
    before = used.get(act.number) or (used.get(place) if place else None)
    if act.number in known.ledger.texts or place in known.ledger.places:
        line.complain(column, _USED, repeated=True)
    elif before is not None:
        sentence = f"与“{before[0]}”第{before[1]}行的文号重复，请核对后改正其中一行"
        line.complain(column, sentence, repeated=True)
    used.setdefault(act.number, line.spot)
    if place is not None:
        line.places[at] = place
        used.setdefault(place, line.spot)
        _reach(found, place)
    else:
        line.remarks.append(f"文号“{act.number}”与本单位的文号格式不同，按原文保留，不占系统的序号")


def _reach(found: Plan, place: Place) -> None:
    series, year, seq = place
    found.top[series, year] = max(seq, found.top.get((series, year), 0))


def _series(found: Plan, rows: Sequence[Given], known: Known) -> Iterator[Line]:
    """The last numbers used; a row without one says nothing."""
    seen: dict[tuple[str, int], Spot] = {}
    for one in rows:
        spot, values = one.spot, one.values
        if values.get("last") is None and not one.faults:
            continue
        line = _begun(Line, SERIES, one)
        if one.faults:
            yield line
            continue
        series, year, last = series_of(values["series"]), values["year"], values["last"]
        if series is None:
            every = "、".join(series_labels().values())
            line.complain("series", f"不是本系统的文号系列，可填：{every}")
        elif year > known.today.year:
            line.complain("year", "晚于今年，请核对")
        elif (spot_before := seen.setdefault((series, year), spot)) != spot:
            sentence = f"与“{spot_before[0]}”第{spot_before[1]}行是同一系列同一年度，请删去一行"
            line.complain("series", sentence, repeated=True)
        elif (used := found.top.get((series, year), 0)) > last:
            line.complain("last", f"“{CASES}”表中已经用到第 {used} 号，这里不能小于它，请核对")
        else:
            found.top[series, year] = last
        yield line
