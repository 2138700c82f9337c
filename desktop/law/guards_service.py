"""Guards of service, of collecting the fine and of decisions handed over on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from desktop.law.facts_outcome import ServiceWay
from desktop.law.guards import Question, Said, ask, guard, must, say, unknown


@guard("G16")
def served_lawfully(question: Question) -> Iterator[Said]:
    """The way of service is allowed, and announcement comes last (处罚法61, 民诉法87-95)."""
    facts = question.facts
    if facts.service_way is None:
        yield ask("service_way")
        return
    if check := _WAYS.get(facts.service_way):
        yield from check(question)
    if facts.service_way is not ServiceWay.ANNOUNCEMENT:
        yield from _in_time(question)


def _left(question: Question) -> Iterator[Said]:
    yield from must(question.facts, "service_refused", "not_refused")
    yield from must(question.facts, "service_witnessed", "unwitnessed")


def _electronic(question: Question) -> Iterator[Said]:
    yield from must(question.facts, "electronic_consent", "no_consent")


def _announced(question: Question) -> Iterator[Said]:
    facts = question.facts
    yield from must(facts, "other_ways_failed", "not_last")
    if facts.announced_on is None:
        yield ask("announced_on")
    elif (facts.served_on or question.on) < _end_of_announcement(question):
        yield say("announcement_running", last=_end_of_announcement(question))


def _end_of_announcement(question: Question) -> date:
    return question.rules.due("announcement", question.facts.announced_on or question.on).raw


_WAYS: Mapping[ServiceWay, Callable[[Question], Iterator[Said]]] = {
    ServiceWay.LEFT: _left,
    ServiceWay.ELECTRONIC: _electronic,
    ServiceWay.ANNOUNCEMENT: _announced,
}


def _in_time(question: Question) -> Iterator[Said]:
    decided, served = question.facts.decided_on, question.facts.served_on or question.on
    if decided and served > (last := question.rules.due("service", decided).raw):
        yield say("late", last=last, day=served)


@guard("G17")
def collected_lawfully(question: Question) -> Iterator[Said]:
    """Fines go to the bank; on the spot only by 68 and 69, against the treasury's receipt."""
    facts = question.facts
    if facts.collected_on_spot is None:
        yield ask("collected_on_spot")
    if not facts.collected_on_spot:
        return
    yield from _on_the_spot(question)
    yield from must(facts, "finance_receipt", "no_receipt")


def _on_the_spot(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.remote_place and facts.spot_requested:
        return
    wanted = ["remote_place"] + ["spot_requested"] * (facts.remote_place is not False)
    if question.procedure == "simple":
        most: Decimal = question.rules.limit("spot_collection").value
        if facts.hard_to_collect or (facts.fine is not None and facts.fine <= most):
            return
        wanted = ["fine", "hard_to_collect", *wanted]
    if missing := unknown(facts, *wanted):
        yield ask(*missing)
    else:
        yield say("own_collection")


@guard("G39")
def spot_paper(question: Question) -> Iterator[Said]:
    """The numbered form, complete by the law of its day; told, heard and handed over (52)."""
    facts = question.facts
    yield from must(facts, "form_numbered", "unnumbered")
    yield from must(facts, "spot_told", "not_told")
    yield from must(facts, "spot_heard", "not_heard")
    yield from must(facts, "spot_handed", "not_handed")
    if facts.decision_contents is None:
        yield ask("decision_contents")
        return
    needed = question.rules.contents("simple_decision").items
    if missing := tuple(needed[key] for key in needed if key not in facts.decision_contents):
        yield say("incomplete", missing=missing)
