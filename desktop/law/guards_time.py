"""The guard of the time for the decision: K02 by the rule of the case's field (domain.md §2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.law.case_time import CaseTimeRule, Prolonged
from desktop.law.counting import Excluded
from desktop.law.deadlines import Due
from desktop.law.facts import Facts
from desktop.law.guards import Question, Said, ask, guard, say, unknown

_FIRST = ("extension_days", "extension_by")
_AGAIN = ("extension_again_days", "extension_again_by")


@guard("G15")
def in_time(question: Question) -> Iterator[Said]:
    """Decided inside the raw term of K02, prolonged by whom the rule names, or overruled."""
    filed = question.facts.filed_on
    if filed is None:
        yield ask("filed_on")
    elif question.step == "prolonged":
        yield from _prolonging(question, filed)
    else:
        yield from _deciding(question, filed)


def _deciding(question: Question, filed: date) -> Iterator[Said]:
    facts, decided = question.facts, question.decision_day
    gaps, given = facts.excluded or (), facts.extensions
    place = facts.field_of_law or ""
    due = question.rules.due("decision", filed, field=place, excluded=gaps, extension=given)
    rule = question.rules.case_time(place, filed)
    sure = rule is not None and rule.confirmed
    if decided <= due.raw:
        if rule is not None and not sure and decided > filed + timedelta(rule.given.base_days):
            yield _open(rule, place)
    elif decided > due.raw + timedelta(_in_doubt(gaps, given, sure)):
        if rule is not None and sure:
            yield from _excess(rule, given)
        yield say("over", last=due.raw, filed=filed, days=due.length, decided=decided)
    elif facts.field_of_law is None:
        yield ask("field_of_law")
    elif rule is None or not sure:
        yield _open(rule, place)
    else:
        yield from _untold(facts, gaps)


def _in_doubt(gaps: tuple[Excluded, ...], given: tuple[Prolonged, ...], sure: bool) -> int:
    """Days that would count at most if what is not known were found to be so."""
    open_gaps = [one for one in gaps if not (sure and one.kind)]
    days = sum(max((one.until - one.since).days + 1, 0) for one in open_gaps)
    return days + sum(one.days for one in given if not (sure and one.by))


def _untold(facts: Facts, gaps: tuple[Excluded, ...]) -> Iterator[Said]:
    """What must be known before a confirmed rule can say whether the decision is in time."""
    if kindless := tuple(one.reason for one in gaps if not one.kind):
        yield say("kind_unknown", reasons=kindless)
    for days, by in (_FIRST, _AGAIN):
        if getattr(facts, days) and getattr(facts, by) is None:
            yield ask(by)


def _open(rule: CaseTimeRule | None, place: str) -> Said:
    if rule is None:
        return say("rule_unknown", field=place)
    return say("rule_unconfirmed", rule=rule.label, words=rule.given.words, source=rule.cite)


def _excess(rule: CaseTimeRule, given: tuple[Prolonged, ...]) -> Iterator[Said]:
    for one in rule.given.granted(given)[1]:
        if one.reason != "granter_unknown":
            yield say(one.reason, **one.slots, source=rule.cite)


def _prolonging(question: Question, filed: date) -> Iterator[Said]:
    """The extension the rule allows, by whom it allows it, before the time has run out."""
    facts = question.facts
    if facts.field_of_law is None:
        yield ask("field_of_law")
        return
    rule = question.rules.case_time(facts.field_of_law, filed)
    if rule is None or not rule.confirmed:
        yield _open(rule, facts.field_of_law)
        return
    again = question.again or facts.extension_again_days is not None
    names = (*_FIRST, *_AGAIN) if again else _FIRST
    if missing := unknown(facts, *names):
        yield ask(*missing)
        return
    yield from _excess(rule, facts.extensions)
    last = _before(question, filed, again).raw
    if question.on > last:
        yield say("prolonged_late", last=last)


def _before(question: Question, filed: date, again: bool) -> Due:
    """The term as it stood before this extension."""
    facts = question.facts
    return question.rules.due(
        "decision",
        filed,
        field=facts.field_of_law,
        excluded=facts.excluded or (),
        extension=facts.extensions[:1] if again else (),
    )
