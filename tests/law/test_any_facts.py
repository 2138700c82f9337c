"""Whatever is recorded, however contradictory: findings, never an error, never a guess."""

from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.law.counting import Excluded
from desktop.law.facts import Facts, OfficerFact
from desktop.law.facts_inquiry import EvidenceFact, RecordFact
from desktop.law.guards import Verdict
from desktop.law.history import Taken
from desktop.law.law import Law
from desktop.values import Choice

LAW = Law.load()
DAYS = st.dates(date(1900, 1, 1), date(2300, 1, 1)) | st.dates(date(2024, 1, 1), date(2027, 1, 1))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2028, 1, 1))
WORDS = st.sampled_from(["", " ", "样例", "住房城乡建设"])
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(-5, 200) | st.integers(-(10**6), 10**6),
    str: WORDS,
    date: DAYS,
    datetime: MOMENTS,
    Decimal: st.decimals(-10, 100000, places=2),
    OfficerFact: st.builds(
        OfficerFact,
        person=st.sampled_from("123"),
        name=WORDS,
        certified=st.none() | st.booleans(),
        auxiliary=st.none() | st.booleans(),
        related=st.none() | st.booleans(),
    ),
    Excluded: st.builds(Excluded, since=DAYS, until=DAYS, reason=WORDS),
    EvidenceFact: st.builds(EvidenceFact, name=WORDS, obtained_on=DAYS),
    RecordFact: st.builds(
        RecordFact,
        name=WORDS,
        began=MOMENTS,
        ended=MOMENTS,
        people=st.tuples(st.sampled_from("12"), st.sampled_from("23")),
    ),
}
OPTIONAL_SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "review_all": st.booleans(),
        "committee_quorum": st.integers(1, 9),
        "case_time.housing": st.booleans(),
        "threshold.housing_citizen_hearing": st.integers(0, 50000),
    },
)


def of(hint: Any) -> st.SearchStrategy[Any]:
    kind = next(one for one in get_args(hint) if one is not type(None))
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return st.none() | st.lists(PLAIN[inner[0]], max_size=2).map(tuple)
    if get_origin(kind) is frozenset:
        members = st.sampled_from(inner[0]) if issubclass(inner[0], Choice) else WORDS
        return st.none() | st.frozensets(members, max_size=3)
    if issubclass(kind, Choice):
        return st.none() | st.sampled_from(kind)
    return st.none() | PLAIN[kind]


HINTS = {name: hint for name, hint in get_type_hints(Facts).items() if isinstance(hint, UnionType)}
FACTS = st.fixed_dictionaries({}, optional={name: of(hint) for name, hint in HINTS.items()})


@st.composite
def records(draw: st.DrawFn) -> tuple[str, list[Taken]]:
    key = draw(st.sampled_from(LAW.procedure_keys))
    steps = [one.key for one in LAW.procedure(key, date(2026, 1, 1)).steps]
    names = st.sampled_from([*steps, "punish"])
    return key, draw(st.lists(st.builds(Taken, names, DAYS), max_size=6))


def test_every_fact_has_values_to_try() -> None:
    assert set(HINTS) == set(get_type_hints(Facts))


@settings(max_examples=150, deadline=None)
@given(records(), FACTS, DAYS, OPTIONAL_SETTINGS)
def test_any_record_and_any_facts_give_an_outlook(
    record: tuple[str, list[Taken]], known: dict[str, Any], on: date, chosen: dict[str, Any]
) -> None:
    key, taken = record
    seen = LAW.outlook(key, Facts(**known), taken, on, chosen)
    for step in seen.steps:
        for one in step.findings:
            assert one.message and one.cite and one.way_out
            assert "{" not in one.message and "None" not in one.message
    declared = {one.reason for one in seen.findings}
    if any(one.step == "punish" for one in taken) and "no_procedure" not in declared:
        assert "unknown_step" in declared


@settings(max_examples=100, deadline=None)
@given(FACTS, st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_what_is_asked_is_not_known_yet(known: dict[str, Any], on: date) -> None:
    found = LAW.findings("decided", Facts(**known), on)
    asked = {name for one in found for name in one.asks}
    assert all(known.get(name) is None for name in asked)


def test_knowing_nothing_never_refuses() -> None:
    on = date(2026, 3, 2)
    for key in LAW.procedure_keys:
        for step in LAW.procedure(key, on).steps:
            for one in LAW.findings(step.key, Facts(), on, procedure=key):
                assert one.verdict in (Verdict.UNKNOWN, Verdict.WARN), (key, step.key, one)
