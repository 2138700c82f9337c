"""Guards of coercive measures against things and of the registration of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.law.facts_inquiry import MeasureKind
from desktop.law.guards import Question, Said, ask, beijing, guard, must, say, unknown

_NOT_OWN = (MeasureKind.FREEZE, MeasureKind.LIBERTY)
_ON_SITE = (
    ("measure_necessities", "necessities", False),
    ("measure_unrelated", "unrelated", False),
    ("measure_sealed_already", "sealed_already", False),
    ("measure_told", "not_told", True),
    ("measure_witnessed", "unwitnessed", True),
    ("measure_record", "no_record", True),
    ("measure_list", "no_list", True),
)


@guard("G19")
def measure_lawful(question: Question) -> Iterator[Said]:
    """A measure some law names, approved, on things of the case, recorded and listed; K04."""
    if question.step == "extended":
        yield from _extension(question)
        return
    facts = question.facts
    if facts.measure_kind is None:
        yield ask("measure_kind")
    elif facts.measure_kind in _NOT_OWN:
        yield say("not_own", kind=facts.measure_kind.label)
    if facts.measure_basis is None:
        yield ask("measure_basis")
    elif not facts.measure_basis.strip():
        yield say("no_basis")
    yield from _approval(question)
    for fact, reason, be in _ON_SITE:
        yield from must(facts, fact, reason, be)


def _approval(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.measure_urgent is None:
        yield ask("measure_urgent")
    elif not facts.measure_urgent:
        yield from must(facts, "measure_approved", "unapproved")
    elif facts.measure_approved is False:
        yield say("disapproved")
    elif facts.measure_taken_at is None:
        yield ask("measure_taken_at")
    else:
        yield from _reported(question)


def _reported(question: Question) -> Iterator[Said]:
    """An urgent measure is reported and approved within 24 hours (K05)."""
    facts = question.facts
    if facts.measure_taken_at is None:
        return
    moment = question.rules.due("urgent_measure_report", facts.measure_taken_at).moment
    approved = facts.measure_approved_at
    if approved is None:
        yield say("report_due", moment=moment)
    elif moment is not None and beijing(approved) > beijing(moment):
        yield say("approved_late", moment=moment, approved=approved)


@guard("G20")
def registration_lawful(question: Question) -> Iterator[Said]:
    """Registered evidence: needed, approved, listed, and disposed of within K03."""
    facts = question.facts
    if question.step == "disposed":
        yield from _disposed(question)
    elif question.procedure == "registration" or question.step == "":
        yield from must(facts, "registration_needed", "not_needed")
        yield from must(facts, "registration_approved", "unapproved")
        yield from must(facts, "registration_list", "no_list")
    elif facts.registered is None:
        yield ask("registered")
    elif facts.registered:
        yield from _still_open(question)


def _disposed(question: Question) -> Iterator[Said]:
    start = question.facts.registration_on
    day = question.facts.registration_disposed_on or question.on
    if start is None:
        yield ask("registration_on")
    elif day > (last := question.rules.due("evidence_registration", start).raw):
        yield say("late", last=last, day=day)


def _still_open(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.registration_disposed_on is not None:
        return
    if facts.registration_on is None:
        yield ask("registration_on")
        return
    last = question.rules.due("evidence_registration", facts.registration_on).raw
    yield say("not_disposed" if question.on > last else "open", last=last)


def _extension(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.measure_extensions is None:
        yield ask("measure_extensions")
    elif facts.measure_extensions > 0:
        yield say("twice")
    yield from must(facts, "measure_extension_approved", "extension_unapproved")
    yield from must(facts, "measure_extension_told", "extension_untold")
    start, more = facts.measure_on, facts.measure_extension_days
    if start is None or more is None:
        yield ask(*unknown(facts, "measure_on", "measure_extension_days"))
        return
    plain = question.rules.due("seizure", start, excluded=facts.measure_excluded or ())
    if question.on > plain.raw:
        yield say("over", last=plain.raw)
    granted = question.rules.due("seizure", start, extension=more).length - plain.length
    if granted < more:
        yield say("too_long", days=more, most=granted)
