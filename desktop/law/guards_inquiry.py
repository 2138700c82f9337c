"""Guards of evidence, of records and of their recording."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from desktop.law.facts_inquiry import RecordFact
from desktop.law.guards import Question, Said, ask, beijing, guard, must, say


@guard("G38")
def evidence_sound(question: Question) -> Iterator[Said]:
    """Unlawful evidence is left out, camera evidence reviewed, every fact proven (40, 41, 46)."""
    facts = question.facts
    yield from must(facts, "evidence_unlawful", "unlawful", be=False)
    if facts.camera_evidence is None:
        yield ask("camera_evidence")
    elif facts.camera_evidence:
        yield from must(facts, "camera_reviewed", "camera")
    reporting = question.step == "reported"
    yield from must(facts, "facts_proven", "unproven_report" if reporting else "unproven")


@guard("G42")
def fully_recorded(question: Question) -> Iterator[Said]:
    """Seizure and demolition are recorded on camera from beginning to end."""
    yield from must(question.facts, "full_recording", "not_recorded")


@guard("G43")
def records_plausible(question: Question) -> Iterator[Said]:
    """Records run forwards and apart from each other; evidence is older than the decision."""
    facts = question.facts
    if facts.records is None:
        yield ask("records")
    records = facts.records or ()
    for record in records:
        if beijing(record.ended) < beijing(record.began):
            yield say("backwards", record=record.name, began=record.began, ended=record.ended)
    for first, second in combinations(records, 2):
        if both := _in_both(first, second):
            yield say("overlap", people=both, first=first.name, second=second.name)
    decided = facts.decided_on
    for piece in facts.evidence or ():
        if decided is not None and piece.obtained_on > decided:
            yield say(
                "after_decision",
                evidence=piece.name,
                obtained=piece.obtained_on,
                decided=decided,
            )


def _in_both(first: RecordFact, second: RecordFact) -> tuple[str, ...]:
    begin = max(beijing(first.began), beijing(second.began))
    end = min(beijing(first.ended), beijing(second.ended))
    return tuple(sorted(set(first.people) & set(second.people))) if begin < end else ()
