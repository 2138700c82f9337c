"""Made-up cases a township had before it began with the program, taken over as a workbook would be."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.commands.opening import Office
from desktop.identity import check_credit_code
from desktop.law.facts_execution import ClosingGround
from desktop.models.case import LeadSource, PartyKind
from desktop.models.number import PadKind
from desktop.services import certificate, item, opening_batch, opening_law, opening_rows, roster
from desktop.services.listing import View
from desktop.services.opening_number import Patterns
from desktop.services.opening_plan import Given, Plan
from desktop.services.opening_sheet import CASES, PADS, PAYMENTS, SERIES, Course
from desktop.services.roster_batch import Source
from desktop.services.work import Work

FILE = "启用前案件（样例）.xlsx"
Values = dict[str, Any]
_LINE = {
    "filed_on": 1,
    "inquiry_on": 4,
    "reported_on": 20,
    "reviewed_on": 22,
    "noticed_on": 25,
    "hearing_on": 46,
    "discussed_on": 50,
    "decided_on": 54,
    "served_on": 56,
}
"""The ordinary line: so many days after the lead was found."""
_ASIDE = ("reviewed_on", "hearing_on", "discussed_on")


@dataclass(frozen=True)
class Story:
    """How far a case went: its last step, how long ago it was found, what else is so.

    `also` are steps beside the line, `later` days after the service.
    """

    last: str
    age: tuple[int, int]
    also: tuple[str, ...] = ()
    later: tuple[tuple[str, int], ...] = ()
    outcome: str = ""
    closing: ClosingGround | None = None
    paid: Decimal | None = None
    course: Course = Course.ORDINARY


_ALL, _SMALL = Decimal(1), Decimal(100)
_PUBLISHED = 68
"""Days after which a decision of the samples has been published."""
_DONE = ClosingGround.PERFORMED
_SPOT = Course.SIMPLE
STORIES: tuple[Story, ...] = (
    *(Story("filed_on", (2, 18)), Story("filed_on", (60, 80)), Story("inquiry_on", (6, 40))),
    *(Story("inquiry_on", (95, 99)), Story("reported_on", (21, 40))),
    Story("reviewed_on", (23, 40), also=("reviewed_on",)),
    *(Story("noticed_on", (26, 32)), Story("noticed_on", (40, 60))),
    Story("hearing_on", (47, 60), also=("reviewed_on", "hearing_on")),
    Story("discussed_on", (51, 60), also=("reviewed_on", "hearing_on", "discussed_on")),
    *(Story("decided_on", (55, 56)), Story("served_on", (58, 66)), Story("served_on", (90, 160))),
    Story("served_on", (100, 160), paid=Decimal("0.5")),
    Story("served_on", (270, 300), later=(("demanded_on", 190),)),
    Story("served_on", (300, 330), later=(("demanded_on", 190), ("court_on", 210))),
    Story("served_on", (68, 120), paid=_ALL),
    *(
        Story("served_on", age, later=(("closed_on", 20),), closing=_DONE, paid=_ALL)
        for age in ((80, 100), (110, 200), (120, 300))
    ),
    *(
        Story(
            "served_on",
            age,
            later=(("closed_on", 25), ("archived_on", 40)),
            closing=_DONE,
            paid=_ALL,
        )
        for age in ((200, 330), (340, 500), (500, 700))
    ),
    Story("decided_on", (60, 90), outcome="不予行政处罚"),
    Story(
        *("decided_on", (150, 300)),
        later=(("closed_on", 10), ("archived_on", 30)),
        outcome="不予行政处罚",
        closing=ClosingGround.NO_PENALTY,
    ),
    Story("inquiry_on", (30, 90), outcome="移送"),
    Story("inquiry_on", (12, 60), outcome="撤销案件"),
    Story(
        *("inquiry_on", (120, 300)),
        later=(("closed_on", 12),),
        outcome="移送",
        closing=ClosingGround.TRANSFERRED,
    ),
    Story(
        *("inquiry_on", (60, 200)),
        later=(("closed_on", 8),),
        outcome="撤销案件",
        closing=ClosingGround.WITHDRAWN,
    ),
    Story("found_on", (20, 200), outcome="不予立案"),
    Story("decided_on", (3, 5), course=_SPOT),
    Story(
        *("decided_on", (60, 400)),
        closing=_DONE,
        paid=_ALL,
        course=_SPOT,
    ),
)
_WORDS = ("水果店", "早餐店", "五金店", "服装店", "烧烤摊", "建材行", "农庄", "洗车行", "小吃店")
_MARKS = "甲乙丙丁戊己庚辛壬癸"


def take_over(office: Office, dice: random.Random) -> None:
    """A township's cases of before, in every phase and ending, as one import of its clerk."""
    plan = office.ask(lambda work: _planned(work, dice))
    office.do(lambda work: opening_batch.apply(work, plan, Source(FILE, f"sample {work.unit_id}")))


def _planned(work: Work, dice: random.Random) -> Plan:
    plan = opening_rows.plan(work, _Book(work, dice).rows())
    opening_law.look(work, plan.cases)
    return plan


class _Book:
    """Writes the rows of a township's workbook."""

    def __init__(self, work: Work, dice: random.Random) -> None:
        self._work, self._dice, self._today = work, dice, work.today
        self._patterns, self._last = Patterns(work), dict[tuple[str, int], int]()
        self._items = [one for one in _items(work, work.today) if one["fine_most"]]
        self._people = list(_people(work))
        self._payments: list[Values] = []
        self._receipt = 0

    def rows(self) -> dict[str, list[Given]]:
        """Every sheet; numbers are given out in the order of their days."""
        cases = [self._case(story) for story in STORIES]
        for value, number, series in _SERIES:
            for one in sorted(
                (each for each in cases if each.get(value)), key=lambda it: it[value]
            ):
                if kept := series(one):
                    one[number] = self._number(kept, one[value])
        for payment in self._payments:
            case = payment.pop("case")
            payment["decision_number"] = case["decision_number"]
        return {
            CASES: _given(CASES, cases),
            PAYMENTS: _given(PAYMENTS, self._payments),
            SERIES: _given(SERIES, self._tops()),
            PADS: _given(PADS, list(self._pads())),
        }

    def _case(self, story: Story) -> Values:
        dice, one = self._dice, self._item(story)
        found = self._today - timedelta(days=dice.randint(*story.age))
        values: Values = {
            "source": dice.choice(list(LeadSource)),
            "found_on": found,
            "act_on": found - timedelta(days=dice.choice((0, 0, 0, 3, 20))),
            "inside": True,
            "course": story.course,
            "item": one["code"],
            "cause": f"涉嫌{one['name'].removeprefix('（样例）对').removesuffix('的行政处罚')}案",
            "place": f"样例路{dice.randint(1, 200)}号",
            "summary": "启用前办理的案件，案情见原案卷。（样例，纯属虚构）",
            **self._party(),
            **self._officers(found),
        }
        values |= self._spot(found) if story.course is _SPOT else self._line(story, found)
        self._decide(values, story, one)
        return values

    def _item(self, story: Story) -> Values:
        """Any item; on the spot one with a fine small enough."""
        small = [one for one in self._items if (one["fine_least"] or 0) <= _SMALL]
        return self._dice.choice(small if story.course is _SPOT else self._items)

    def _line(self, story: Story, found: date) -> Values:
        """The days of the ordinary line up to the last step."""
        values: Values = {}
        if story.last == "found_on":
            return {"decided_on": found + timedelta(days=5)}
        for name, after in _LINE.items():
            if name not in _ASIDE or name in story.also:
                values[name] = found + timedelta(days=after)
            if name == story.last:
                break
        if story.outcome and "decided_on" not in values:
            values["decided_on"] = found + timedelta(days=10)
        if story.outcome:
            values.pop("noticed_on", None)
        if "served_on" in values and story.age[0] >= _PUBLISHED:
            values["published_on"] = values["served_on"] + timedelta(days=4)
        served = values.get("served_on") or values.get("decided_on") or found
        return values | {name: served + timedelta(days=days) for name, days in story.later}

    def _spot(self, found: date) -> Values:
        return {"decided_on": found, "served_on": found} | {
            name: found + timedelta(days=days)
            for name, days in dict(_SPOT_LATER).items()
            if found + timedelta(days=days) < self._today - timedelta(days=20)
        }

    def _decide(self, values: Values, story: Story, one: Values) -> None:
        """What was told and decided, and what was paid of it."""
        small = max(one["fine_least"] or _SMALL, _SMALL)
        fine = small if story.course is _SPOT else self._fine(story, one)
        kinds = self._dice.choice(("罚款", "罚款", "警告、罚款"))
        if "noticed_on" in values:
            told = {"notified_penalties": kinds, "notified_fine": fine}
            values |= told | {"hearing_told": "hearing_on" in story.also}
        if "decided_on" in values:
            values |= (
                {"penalties": story.outcome}
                if story.outcome
                else {"penalties": kinds, "fine": fine}
            )
        if story.closing and values.get("closed_on"):
            values["closing"] = story.closing
        if story.paid:
            self._pay(values, (fine * story.paid).quantize(Decimal("0.01")))

    def _fine(self, story: Story, one: Values) -> Decimal:
        least, most = one["fine_least"] or Decimal(100), one["fine_most"]
        top = most if "hearing_on" in story.also else min(most, Decimal(3000))
        return Decimal(self._dice.randint(int(least) // 50, max(int(top) // 50, 1)) * 50)

    def _pay(self, values: Values, amount: Decimal) -> None:
        self._receipt += 1
        on = values["served_on"] + timedelta(days=self._dice.randint(0, 9))
        receipt = f"{self._receipt:08}"
        paid = {"paid_on": on, "amount": amount, "receipt": receipt, "case": values}
        self._payments.append(paid)

    def _party(self) -> Values:
        kind = self._dice.choice((PartyKind.BUSINESS, PartyKind.BUSINESS, PartyKind.CITIZEN))
        mark = self._dice.choice(_MARKS) + self._dice.choice(_MARKS)
        if kind is PartyKind.CITIZEN:
            return {"party_kind": kind, "party": f"样例{mark}", "address": "浦江县样例村"}
        word = self._dice.choice(_WORDS)
        return {
            "party_kind": kind,
            "party": f"浦江县样例{mark}{word}",
            "identity": self._credit_code(),
            "representative": f"样例经营者{mark}",
            "address": f"浦江县样例街{self._dice.randint(1, 99)}号",
        }

    def _credit_code(self) -> str:
        """A made-up code with right check characters."""
        body = f"92330726MA2E{self._dice.randint(0, 9999):04}"
        codes = (f"{body}{one}{two}" for one in _SIGNS for two in _SIGNS)
        return next(code for code in codes if check_credit_code(code) is None)

    def _officers(self, found: date) -> Values:
        """Two who could act that day; where the roster has none, two all the same."""
        able = [name for name, cards in self._people if _valid(cards, found)]
        everyone = [name for name, _ in self._people]
        leading, other = self._dice.sample(able if len(able) > 1 else everyone, 2)
        return {"leading": leading, "others": other}

    def _number(self, series: str, on: date) -> str:
        key = (series, on.year)
        self._last[key] = self._last.get(key, 0) + 1
        return self._patterns.written((series, on.year, self._last[key]))

    def _tops(self) -> list[Values]:
        """What the ledgers say was used last; a few numbers more than the cases name."""
        return [
            {"series": series, "year": year, "last": last + 3}
            for (series, year), last in self._last.items()
        ]

    def _pads(self) -> Iterator[Values]:
        received = self._today - timedelta(days=400)
        used = {"used": f"{self._receipt + 2:08}"}
        pad = {"first": "00000001", "last": "00000100", "received_on": received}
        yield {"kind": PadKind.RECEIPT, "prefix": "", **pad, **used}
        yield {"kind": PadKind.FORM, "prefix": "样例当罚", **pad}


_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SPOT_LATER = (("recorded_on", 1), ("published_on", 4), ("closed_on", 9), ("archived_on", 30))


def _decided_series(values: Values) -> str:
    if values.get("course") is _SPOT:
        return "spot"
    known = {"不予行政处罚": "no_penalty", "移送": "transfer"}
    outcome = values.get("penalties")
    return known.get(outcome, "") if outcome in _OUTCOMES else "decision"


_OUTCOMES = {story.outcome for story in STORIES if story.outcome}
_SERIES = (
    ("filed_on", "number", lambda values: "filing"),
    (
        *("noticed_on", "notice_number"),
        lambda values: "hearing_notice" if values["hearing_told"] else "notice",
    ),
    ("decided_on", "decision_number", _decided_series),
)
"""The day a number is given, its column, and the series it is of."""


def _given(kind: str, rows: Sequence[Values]) -> list[Given]:
    return [Given((kind, at), row) for at, row in enumerate(rows, start=2)]


def _items(work: Work, on: date) -> Iterator[Values]:
    for key, *_ in item.on_day(work, on):
        yield item.open_(work, key).values


def _people(work: Work) -> Iterator[tuple[str, list[tuple[date | None, date | None]]]]:
    """The own people who hold or held a card, as a cell names them, with the cards' days."""
    for row in roster.first(work, View(filters={"unit_id": work.unit_id})):
        cards = certificate.all_of(work, row[0])
        if cards:
            days = [(one.issued_on, one.valid_until) for one in cards]
            yield f"{row[1]}（{cards[0].number}）", days


def _valid(cards: Sequence[tuple[date | None, date | None]], on: date) -> bool:
    return any((since or on) <= on <= (until or on) for since, until in cards)
