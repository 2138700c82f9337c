"""Guards of the hearing and of the joint examination that may follow the committee."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.law.facts import Facts
from desktop.law.guards import Question, Said, ask, guard, must, say, unknown

_AT_THE_HEARING = ("held", "hearing")


@guard("G11")
def hearing_lawful(question: Question) -> Iterator[Said]:
    """Asked for, led by an outsider, announced in time, public unless secret (64)."""
    facts = question.facts
    if facts.hearing_asked is None:
        yield ask("hearing_asked")
    elif not facts.hearing_asked:
        yield say("not_asked")
    yield from must(facts, "hearing_host_investigates", "host_investigates", be=False)
    yield from must(facts, "hearing_host_related", "host_related", be=False)
    yield from _public(facts)
    yield from _announced(question)
    if question.step in _AT_THE_HEARING:
        yield from _agents(question)


def _public(facts: Facts) -> Iterator[Said]:
    if missing := unknown(facts, "hearing_public", "hearing_secret"):
        yield ask(*missing)
    elif facts.hearing_public and facts.hearing_secret:
        yield say("secret")
    elif not facts.hearing_public and not facts.hearing_secret:
        yield say("not_public")


def _agents(question: Question) -> Iterator[Said]:
    count, most = question.facts.hearing_agents, int(question.rules.limit("hearing_agents").value)
    if count is None:
        yield ask("hearing_agents")
    elif count > most:
        yield say("agents", count=count, most=most)


def _announced(question: Question) -> Iterator[Said]:
    """P12: the days strictly between notice and hearing; one short of seven is warned."""
    facts, rules = question.facts, question.rules
    served, hearing = facts.hearing_notice_served_on, facts.hearing_on or facts.hearing_held_on
    if served is None or hearing is None:
        yield ask(*unknown(facts, "hearing_notice_served_on"), *(() if hearing else _HEARING_DAY))
        return
    due = rules.due("hearing_notice", hearing)
    full, unit = rules.between(due.unit, served, hearing), due.unit.words
    if full < due.length - 1:
        latest = due.raw
        slots = {"served": served, "hearing": hearing, "full": full, "unit": unit}
        yield say("short", **slots, least=due.length, latest=latest)
    elif full < due.length:
        yield say("six", served=served, hearing=hearing, full=full, unit=unit, least=due.length)
    elif due.provisional:
        yield say("provisional")


_HEARING_DAY = ("hearing_on",)


@guard("G37")
def examined_together(question: Question) -> Iterator[Said]:
    """The joint legal examination follows a committee that met and could not decide (S27)."""
    facts = question.facts
    if facts.committee_met is None:
        yield ask("committee_met")
    elif not facts.committee_met:
        yield say("not_met")
    else:
        yield from must(facts, "committee_undecided", "decided")
