"""Guards of the surcharge, of the application to the court and of enforcement by oneself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.law.calendar import DayKind
from desktop.law.deadlines import Due
from desktop.law.guards import Question, Said, ask, beijing, guard, must, say, unknown


@guard("G18")
def surcharge_computed(question: Question) -> Iterator[Said]:
    """No more surcharge than P13 gives for the days late."""
    facts = question.facts
    needed = ("fine", "served_on", "surcharge_claimed", "remedy_periods", "deferral_approved")
    if missing := unknown(facts, *needed):
        yield ask(*missing)
    if facts.deferral_approved and facts.deferred_until is None:
        yield ask("deferred_until")
    elif not missing:
        yield from _claimed(question)


def _claimed(question: Question) -> Iterator[Said]:
    facts = question.facts
    fine, served, claimed = facts.fine, facts.served_on, facts.surcharge_claimed
    if fine is None or served is None or claimed is None:
        return
    last = question.rules.due("payment", served).effective
    if facts.deferral_approved and facts.deferred_until is not None:
        last = max(last, facts.deferred_until)
    paid = facts.paid_on or question.on
    if paid <= last:
        yield say("not_late", last=last)
        return
    allowed = question.rules.surcharge(fine, last, paid, facts.remedy_periods or ())
    if claimed > allowed:
        yield say("too_much", claimed=claimed, allowed=allowed)
    elif claimed < allowed and not facts.surcharge_agreed:
        yield say("less", claimed=claimed, allowed=allowed)


@guard("G25")
def court_open(question: Question) -> Iterator[Said]:
    """Remedies lapsed, demand served and over, inside K16, papers complete (强制法53-55)."""
    facts = question.facts
    yield from must(facts, "fully_performed", "performed", be=False)
    yield from _demanded(question)
    yield from _papers(question)
    if missing := unknown(facts, "review_sought", "suit_brought"):
        yield ask(*missing)
    elif facts.suit_brought:
        yield say("suit")
    else:
        yield from _window(question)


def _demanded(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.demand_served is False:
        yield say("no_demand")
    elif facts.demand_served_on is None:
        yield ask("demand_served_on")
    else:
        yield from _over(question, question.rules.due("demand", facts.demand_served_on), "demand")


def _papers(question: Question) -> Iterator[Said]:
    present = question.facts.court_papers
    if present is None:
        yield ask("court_papers")
        return
    needed = question.rules.contents("court").items
    if missing := tuple(needed[key] for key in needed if key not in present):
        yield say("papers", missing=missing)


def _window(question: Question) -> Iterator[Said]:
    """After the remedies have lapsed and before K16 ends; K16 runs from the later of both ends."""
    facts = question.facts
    lapse = _remedies_end(question)
    if lapse is None or facts.deferral_approved is None:
        start = "review_decision_served_on" if facts.review_sought else "served_on"
        yield ask(*unknown(facts, start, "deferral_approved"))
        return
    if facts.deferral_approved and facts.deferred_until is None:
        yield ask("deferred_until")
        return
    yield from _over(question, lapse, "remedies")
    term = court_term(question)
    if term is not None and question.on > term.raw:
        yield say("over", last=term.raw)


def court_term(question: Question) -> Due | None:
    """K16 from the later of the end of the remedies and of a deferral; None: not known, or a suit.

    After a judgment 行政诉讼法95 applies instead.
    """
    facts = question.facts
    if facts.review_sought is None or facts.suit_brought is not False:
        return None
    lapse = _remedies_end(question)
    if lapse is None or facts.deferral_approved is None:
        return None
    begin = lapse.effective
    if facts.deferral_approved:
        if facts.deferred_until is None:
            return None
        begin = max(begin, facts.deferred_until)
    return question.rules.due("court_application", begin)


def _remedies_end(question: Question) -> Due | None:
    """When nobody can seek a remedy any more; on the spot since 2024 the review term decides."""
    facts = question.facts
    if facts.review_sought:
        served = facts.review_decision_served_on
        return question.rules.due("suit_after_review", served) if served else None
    if facts.served_on is None:
        return None
    step = "decided" if question.procedure == "simple" else "served"
    terms = _terms_of(question, step, facts.served_on)
    key = "suit" if "suit" in terms else "review_application"
    return question.rules.due(key, facts.served_on)


def _terms_of(question: Question, step: str, day: date) -> tuple[str, ...]:
    procedure = question.procedure if question.procedure == "simple" else "ordinary"
    return question.rules.starts(procedure, step, day)


_RUNNING = {"demand": "demand_running", "remedies": "remedies_open"}


def _over(question: Question, due: Due, what: str) -> Iterator[Said]:
    if question.on <= due.effective:
        yield say(_RUNNING[what], last=due.effective)
    elif due.provisional:
        yield say("provisional", last=due.effective)


@guard("G26")
def decent_time(question: Question) -> Iterator[Said]:
    """Not at night nor on statutory holidays unless urgent; no cutting of water or heat (43)."""
    facts = question.facts
    yield from _by_another(question)
    yield from must(facts, "utilities_cut", "utilities", be=False)
    if facts.execution_at is None:
        yield ask("execution_at")
        return
    if facts.execution_urgent:
        return
    said = list(_untimely(question))
    if said and facts.execution_urgent is None and said[0].reason in ("night", "holiday"):
        said = [ask("execution_urgent")]
    yield from said


def _by_another(question: Question) -> Iterator[Said]:
    """Performance by others is demanded before (K32), but for obstacles on roads and the like."""
    facts = question.facts
    if facts.performed_by_other is None:
        yield ask("performed_by_other")
    if not facts.performed_by_other or facts.execution_urgent:
        return
    served = facts.performance_demand_on
    if served is None:
        yield ask("performance_demand_on")
    if served is None or facts.execution_at is None:
        return
    due = question.rules.due("performance_demand", beijing(facts.execution_at).date())
    if served > due.raw:
        slots = {"served": served, "latest": due.raw, "least": due.length, "unit": due.unit.words}
        yield say("performance_demand", **slots)
    elif due.provisional:
        yield say("performance_provisional", latest=due.raw)


def _untimely(question: Question) -> Iterator[Said]:
    at = question.facts.execution_at
    if at is None:
        return
    moment, rules = beijing(at), question.rules
    begin, end = (int(rules.limit(key).value) for key in ("night_begin", "night_end"))
    if not end <= moment.hour < begin:
        yield say("night", time=moment)
    day = moment.date()
    look = rules.look(day)
    if look.kind is DayKind.HOLIDAY:
        yield say("holiday", day=day, name=look.name)
    elif look.kind is DayKind.WEEKEND:
        yield say("weekend", day=day)
    if not look.published and look.kind is not DayKind.HOLIDAY:
        yield say("provisional", year=day.year, day=day)
