"""Guards of legal review and of collective discussion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.law.facts import Penalty, labels
from desktop.law.guards import Question, Said, ask, guard, say, unknown
from desktop.law.guards_notice import ROW, suggestion

_REVIEW_FACTS = ("public_interest", "complex_case", "review_by_law")
_DISCUSSION_FACTS = ("major_case", "complex_case")


@dataclass
class _Wanted:
    """Why the step is wanted for certain, which facts would tell, and what else is open."""

    certain: list[str]
    asks: list[str]
    open: list[str] = field(default_factory=list)


def _wanted(question: Question, facts: tuple[str, ...], purpose: str) -> _Wanted:
    names = labels()
    certain = [_statement(names[fact]) for fact in facts if getattr(question.facts, fact)]
    wanted = _Wanted(certain, [*unknown(question.facts, *facts, "penalties")])
    if Penalty.FINE in (question.facts.penalties or ()):
        _by_amount(question, purpose, wanted)
    return wanted


def _statement(label: str) -> str:
    return label.replace("是否", "")


def _by_amount(question: Question, purpose: str, wanted: _Wanted) -> None:
    fine = question.facts.fine
    row = question.rules.threshold(question.facts, purpose)
    if missing := unknown(question.facts, "fine", *ROW):
        wanted.asks.extend(missing)
    elif row is None or not row.confirmed:
        said = f"“较大数额罚款”的标准没有经过确认{suggestion(question, purpose)}"
        wanted.open.append(said.rstrip("。"))
    elif fine is not None and fine >= row.amount:
        wanted.certain.append(f"罚款{fine}元达到{row.amount}元")


@guard("G12")
def reviewed(question: Question) -> Iterator[Said]:
    """Cases of 58, cases heard and cases over the threshold pass a legal review first."""
    facts = question.facts
    if facts.review_rejected:
        yield say("rejected")
    elif facts.review_passed_on is not None:
        yield from _sound_review(question)
    else:
        wanted = _wanted(question, _REVIEW_FACTS, "legal_review")
        if facts.hearing_held_on or facts.hearing_held:
            wanted.certain.append("已经听证")
        review_all = question.rules.choice("review_all")
        if review_all:
            wanted.certain.append("本单位规定所有处罚决定均经法制审核")
        elif review_all is None:
            wanted.open.append("本单位是否规定所有处罚决定均经法制审核")
        yield from _missing(question, wanted, "not_reviewed", ("reviewed", "review_passed_on"))


def _missing(
    question: Question, wanted: _Wanted, reason: str, fact: tuple[str, str]
) -> Iterator[Said]:
    """Done but not said when: the day is asked for; not done: why it should have been."""
    done, day = fact
    if getattr(question.facts, done):
        yield ask(day)
    elif wanted.certain:
        known = getattr(question.facts, done) is not None
        yield say(reason, why=wanted.certain) if known else ask(done)
    else:
        if wanted.asks:
            yield ask(*wanted.asks)
        if wanted.open:
            yield say("scope_unknown", unknown="；".join(wanted.open))


def _sound_review(question: Question) -> Iterator[Said]:
    facts, passed = question.facts, question.facts.review_passed_on
    if missing := unknown(facts, "reviewer_handles", "reviewer_first_time", "changed_after_review"):
        yield ask(*missing)
    if facts.reviewer_handles:
        yield say("handles")
    if facts.reviewer_first_time and facts.reviewer_qualified is None:
        yield ask("reviewer_qualified")
    elif facts.reviewer_first_time and not facts.reviewer_qualified:
        yield say("unqualified")
    if passed is None:
        return
    if passed > question.decision_day:
        yield say("after_decision", reviewed=passed, decided=question.decision_day)
    if facts.hearing_held_on and passed < facts.hearing_held_on:
        yield say("before_hearing", reviewed=passed, heard=facts.hearing_held_on)
    if facts.hearing_reported_on and passed < facts.hearing_reported_on:
        yield say("before_report", reviewed=passed, reported=facts.hearing_reported_on)
    if facts.changed_after_review and facts.changed_on is None:
        yield ask("changed_on")
    elif facts.changed_on and facts.changed_after_review and passed < facts.changed_on:
        yield say("before_change", reviewed=passed, changed=facts.changed_on)


@guard("G13")
def discussed(question: Question) -> Iterator[Said]:
    """Large fines, major and complex cases are decided by the heads together."""
    facts = question.facts
    if facts.committee_decided_on is None:
        wanted = _wanted(question, _DISCUSSION_FACTS, "collective")
        done = ("discussed", "committee_decided_on")
        yield from _missing(question, wanted, "not_discussed", done)
        return
    if facts.committee_decided_on > question.decision_day:
        yield say(
            "after_decision",
            discussed=facts.committee_decided_on,
            decided=question.decision_day,
        )
    if facts.committee_of_heads is False:
        yield say("not_heads")
    if missing := unknown(facts, "committee_of_heads", "committee_present"):
        yield ask(*missing)
    quorum = question.rules.choice("committee_quorum")
    if quorum is None:
        yield say("quorum_unknown")
    elif facts.committee_present is not None and facts.committee_present < quorum:
        yield say("too_few", present=facts.committee_present, quorum=quorum)


@guard("G36")
def own_room(question: Question) -> Iterator[Said]:
    """Empowered items are reviewed by the township's own review room."""
    facts = question.facts
    if facts.review_passed_on is None:
        return
    if facts.review_own_room is None:
        yield ask("review_own_room")
    elif not facts.review_own_room:
        yield say("other_unit")
