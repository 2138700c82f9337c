"""Guards of notice, defence and hearing, and of the kinds of penalty a township may give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.law.deadlines import Due
from desktop.law.facts import PartyType, Penalty
from desktop.law.guards import Question, Said, ask, guard, say, unknown

_SIMPLE = {Penalty.WARNING, Penalty.FINE}
_UNNAMED = (Penalty.SUSPEND_PERMIT, Penalty.RESTRICT_BUSINESS)
ROW = ("field_of_law", "party_type")
"""What must be known of a case to find what counts as large in it."""


def kinds_in(question: Question, key: str) -> tuple[str, ...]:
    """Labels of the case's penalties that stand in a list of contents.toml."""
    listed = question.rules.contents(key).items
    return tuple(listed[one.value] for one in _sorted(question) if one.value in listed)


def _sorted(question: Question) -> list[Penalty]:
    return sorted(question.facts.penalties or (), key=list(Penalty).index)


@guard("G06")
def within_township(question: Question) -> Iterator[Said]:
    """Kinds of penalty kept for the county are transferred (S10)."""
    penalties = question.facts.penalties
    if penalties is None:
        yield ask("penalties")
        return
    if Penalty.DETENTION in penalties:
        yield say("detention")
    if kinds := kinds_in(question, "county_only"):
        yield say("county_only", kinds=kinds)
    if unnamed := tuple(one.label for one in _UNNAMED if one in penalties):
        yield say("not_named", kinds=unnamed)
    if Penalty.OTHER in penalties:
        yield say("other_kind")
    if Penalty.CONFISCATE_GAINS in penalties:
        yield from _confiscation(question, "违法所得", "gains")
    if Penalty.CONFISCATE_GOODS in penalties:
        yield from _confiscation(question, "非法财物价值", "goods_value")


def _confiscation(question: Question, what: str, fact: str) -> Iterator[Said]:
    amount: Decimal | None = getattr(question.facts, fact)
    row = question.rules.threshold(question.facts, "transfer_confiscation")
    if missing := unknown(question.facts, fact, *ROW):
        yield ask(*missing)
    elif amount is None:
        return
    elif row is None or not row.confirmed:
        yield say("threshold_unknown", suggestion=suggestion(question, "transfer_confiscation"))
    elif amount >= row.amount:
        yield say("large_confiscation", what=what, amount=amount, threshold=row.amount)


def suggestion(question: Question, purpose: str) -> str:
    """The unconfirmed row as a sentence, empty if there is none."""
    row = question.rules.threshold(question.facts, purpose)
    return f"参考：{row.label}{row.amount}元（{row.cite}）。" if row else ""


@guard("G07")
def simple_enough(question: Question) -> Iterator[Said]:
    """On the spot only warnings and small fines (51)."""
    facts = question.facts
    if facts.penalties is None:
        yield ask("penalties")
        return
    if further := tuple(one.label for one in _sorted(question) if one not in _SIMPLE):
        yield say("kinds", kinds=further)
    if Penalty.FINE not in facts.penalties:
        return
    if facts.fine is None or facts.party_type is None:
        yield ask(*unknown(facts, "fine", "party_type"))
        return
    citizen = facts.party_type is PartyType.CITIZEN or (
        facts.party_type is PartyType.BUSINESS
        and bool(question.rules.choice("business_as_citizen"))
    )
    most = question.rules.limit("simple_citizen" if citizen else "simple_organisation").value
    if facts.fine > most:
        yield say("too_much", fine=facts.fine, most=most)


@guard("G08")
def told_and_heard(question: Question) -> Iterator[Said]:
    """Notice served and complete, the time for a defence over or waived, the defence re-checked."""
    facts = question.facts
    served = facts.notice_served_on
    if facts.notice_served is False:
        yield say("not_served")
        return
    if served is None:
        yield ask("notice_served_on")
        return
    if facts.notice_contents is None:
        yield ask("notice_contents")
    else:
        needed = question.rules.contents("notice").items
        if missing := tuple(needed[key] for key in needed if key not in facts.notice_contents):
            yield say("incomplete", missing=missing)
    if not facts.statement_waived:
        yield from _time_over(question, question.rules.due("statement", served))
    yield from _defence(question)


def _time_over(question: Question, due: Due) -> Iterator[Said]:
    if question.decision_day <= due.effective:
        length = f"{due.length}{due.unit.words}"
        yield say("too_early", last=due.effective, days=length)
    elif due.provisional:
        yield say("provisional", last=due.effective)


def _defence(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.statement_made is None and not facts.statement_waived:
        yield ask("statement_made")
    elif facts.statement_made and facts.statement_rechecked is None:
        yield ask("statement_rechecked")
    elif facts.statement_made and not facts.statement_rechecked:
        yield say("not_rechecked")


@guard("G09")
def no_heavier(question: Question) -> Iterator[Said]:
    """Nothing decided that was not notified; heavier notices only on new facts."""
    facts = question.facts
    if facts.notice_raised is None:
        yield ask("notice_raised")
    elif facts.notice_raised and facts.new_facts is None:
        yield ask("new_facts")
    elif facts.notice_raised and not facts.new_facts:
        yield say("raised")
    if facts.penalties is None or facts.notified_penalties is None:
        yield ask(*unknown(facts, "penalties", "notified_penalties"))
        return
    told = facts.notified_penalties
    if more := tuple(one.label for one in _sorted(question) if one not in told):
        yield say("more_kinds", kinds=more)
    if Penalty.FINE not in facts.penalties or Penalty.FINE not in told:
        return
    if facts.fine is None or facts.notified_fine is None:
        yield ask(*unknown(facts, "fine", "notified_fine"))
    elif facts.fine > facts.notified_fine:
        yield say("more_fine", fine=facts.fine, notified=facts.notified_fine)


@guard("G10")
def hearing_offered(question: Question) -> Iterator[Said]:
    """A hearing is offered where 63 asks for it, and held when asked for in time.

    At the notice it says which of papers 36 and 37 is due.
    """
    facts = question.facts
    if facts.penalties is None:
        yield ask("penalties")
    elif facts.hearing_told:
        if question.step != "noticed":
            yield from _hearing(question)
    else:
        yield from _duty_to_tell(question)


def _duty_to_tell(question: Question) -> Iterator[Said]:
    facts = question.facts
    wanted = list(_why_told(question))
    if certain := tuple(reason.slots["why"] for reason in wanted if reason.reason == "not_told"):
        yield ask("hearing_told") if facts.hearing_told is None else say("not_told", why=certain)
        return
    yield from wanted


def _why_told(question: Question) -> Iterator[Said]:
    facts, penalties = question.facts, question.facts.penalties or frozenset()
    if kinds := kinds_in(question, "hearing"):
        yield say("not_told", why="、".join(kinds))
    if other := tuple(one.label for one in (*_UNNAMED, Penalty.OTHER) if one in penalties):
        yield say("other_kind", kinds=other)
    amounts = {
        Penalty.FINE: "fine",
        Penalty.CONFISCATE_GAINS: "gains",
        Penalty.CONFISCATE_GOODS: "goods_value",
    }
    row = question.rules.threshold(facts, "hearing")
    for kind, fact in amounts.items():
        if kind not in penalties:
            continue
        amount = getattr(facts, fact)
        if missing := unknown(facts, fact, *ROW):
            yield ask(*missing)
        elif row is None or not row.confirmed:
            yield say("threshold_unknown", suggestion=suggestion(question, "hearing"))
        elif amount >= row.amount:
            yield say("not_told", why=f"{kind.label}{amount}元")


def _hearing(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.hearing_waived:
        return
    if facts.hearing_asked is None or facts.notice_served_on is None:
        yield ask(*unknown(facts, "hearing_asked", "notice_served_on"))
        return
    due = question.rules.due("hearing_request", facts.notice_served_on)
    if not facts.hearing_asked:
        yield from _time_over(question, due)
    elif facts.hearing_asked_on is None:
        yield ask("hearing_asked_on")
    elif facts.hearing_asked_on > due.effective:
        yield say("asked_late", asked=facts.hearing_asked_on, last=due.effective)
    elif facts.hearing_held is False:
        yield say("not_held")
    elif facts.hearing_held_on is None:
        yield ask("hearing_held_on")
