"""Guards of ending without a penalty, of rulings on the procedure, of closing and the archive."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.law.facts import Facts, labels
from desktop.law.facts_execution import ClosingGround
from desktop.law.facts_outcome import ChangeGround, NoPenaltyGround
from desktop.law.guards import Question, Said, ask, guard, must, say
from desktop.law.guards_filing import within_limitation

_CORRECTED = (NoPenaltyGround.MINOR, NoPenaltyGround.FIRST)
_GUARDED = (NoPenaltyGround.CHILD, NoPenaltyGround.INCAPABLE)


@guard("G24")
def no_penalty_grounded(question: Question) -> Iterator[Said]:
    """No penalty needs a ground that fits the facts; whoever did the act is educated (33)."""
    facts = question.facts
    ground = facts.no_penalty_ground
    if ground is None:
        yield ask("no_penalty_ground")
        return
    yield from _fits(question, ground)
    if ground is NoPenaltyGround.NOT_PROVEN:
        if facts.education_given:
            yield say("educated")
    else:
        yield from must(facts, "education_given", "not_educated")
    if ground in _GUARDED:
        yield from must(facts, "guardian_ordered", "no_guardian")


def _fits(question: Question, ground: NoPenaltyGround) -> Iterator[Said]:
    facts = question.facts
    if ground in _CORRECTED:
        yield from must(facts, "corrected_in_time", "not_corrected", ground=ground.label)
    elif ground is NoPenaltyGround.LIMITATION:
        yield from _limitation(question)
    elif wrong := _contradicting(question, ground):
        yield say("contradicts", ground=ground.label, fact=labels()[wrong])


def _contradicting(question: Question, ground: NoPenaltyGround) -> str:
    facts = question.facts
    if ground is NoPenaltyGround.CHILD and facts.party_age is not None:
        adult = facts.party_age >= int(question.rules.limit("age_none").value)
        return "party_age" if adult else ""
    if ground is NoPenaltyGround.INCAPABLE and facts.party_capable:
        return "party_capable"
    if ground is NoPenaltyGround.NOT_PROVEN and facts.facts_proven:
        return "facts_proven"
    return ""


def _limitation(question: Question) -> Iterator[Said]:
    """The limitation has run out where G05 would refuse the filing."""
    said = list(within_limitation(question))
    asks = tuple(fact for one in said for fact in one.asks)
    if asks:
        yield ask(*asks)
    elif not said:
        yield say("not_over")


_RULINGS = {
    "not_filed": ("不予立案", "not_filed_reason", "not_filed_approved"),
    "withdrawn": ("撤销案件", "withdrawn_reason", "withdrawn_approved"),
    "suspended": ("中止案件办理", "suspension_reason", "suspension_approved"),
    "prolonged": ("延长办案期限", "extension_reason", "extension_approved"),
    "halted": ("中止执行", "halt_reason", "halt_approved"),
    "terminated": ("终结执行", "halt_reason", "halt_approved"),
}


@guard("G44")
def ruled(question: Question) -> Iterator[Said]:
    """A ruling on the procedure has a reason and the head's approval (domain.md §5)."""
    facts = question.facts
    if question.step == "changed":
        yield from _changed(facts)
    elif question.step == "deferred":
        yield from must(facts, "deferral_requested", "not_requested")
        yield from must(facts, "deferral_approved", "unapproved", what="延期、分期缴纳罚款")
    elif question.step in _RULINGS:
        what, reason, approval = _RULINGS[question.step]
        text = getattr(facts, reason)
        if text is None:
            yield ask(reason)
        elif not text.strip():
            yield say("no_reason", what=what)
        yield from must(facts, approval, "unapproved", what=what)


def _changed(facts: Facts) -> Iterator[Said]:
    if facts.change_ground is None:
        yield ask("change_ground")
    elif facts.change_ground is ChangeGround.OWN:
        yield from must(facts, "change_approved", "unapproved", what="自行变更、撤销处罚决定")


@guard("G28")
def complete(question: Question) -> Iterator[Said]:
    """Closed when executed or lawfully ended; archived when the volume is whole."""
    if question.step == "archived":
        yield from _volume(question)
        return
    facts = question.facts
    ground = facts.closing_ground
    if ground is None:
        yield ask("closing_ground")
    elif ground is ClosingGround.PERFORMED:
        yield from must(facts, "fully_performed", "not_performed")
    elif ground is ClosingGround.TERMINATED:
        yield from must(facts, "halt_approved", "not_terminated")
    yield from _things_settled(facts)


def _things_settled(facts: Facts) -> Iterator[Said]:
    if facts.measured is None:
        yield ask("measured")
    elif facts.measured:
        yield from must(facts, "measure_ended", "measure_open")
    if facts.registered is None:
        yield ask("registered")
    elif facts.registered and facts.registration_disposed_on is None:
        yield say("registration_open")


def _volume(question: Question) -> Iterator[Said]:
    held = question.facts.volume_papers
    if held is None:
        yield ask("volume_papers")
    elif missing := tuple(paper for paper in question.papers if paper not in held):
        yield say("incomplete", missing=missing)
    yield from must(question.facts, "pages_numbered", "unnumbered")
