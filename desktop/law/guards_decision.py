"""Guards of the decision itself: its paper, its day, its amount, and who may not be punished."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.law.facts import Issuer, PartyType, Penalty
from desktop.law.guards import Question, Said, ask, guard, say, unknown

_MAY_ISSUE = (Issuer.TOWNSHIP, Issuer.SUBDISTRICT)


@guard("G14")
def complete_paper(question: Question) -> Iterator[Said]:
    """The decision says what 59 asks, in the right name, numbered by the system and sealed."""
    facts = question.facts
    if missing := unknown(facts, "issuer", "decision_contents", "number_drawn"):
        yield ask(*missing)
    if facts.issuer is not None and facts.issuer not in _MAY_ISSUE:
        yield say("issuer", issuer=facts.issuer.label)
    if facts.number_drawn is False:
        yield say("number")
    if facts.seal_applied is None:
        yield say("seal_unknown")
    elif not facts.seal_applied:
        yield say("seal")
    yield from _contents(question, "decision", "incomplete")
    if Penalty.FINE in (facts.penalties or ()):
        yield from _contents(question, "fine", "fine_incomplete")


def _contents(question: Question, key: str, reason: str) -> Iterator[Said]:
    present = question.facts.decision_contents
    if present is None:
        return
    needed = question.rules.contents(key).items
    if missing := tuple(needed[name] for name in needed if name not in present):
        yield say(reason, missing=missing)


@guard("G21")
def no_crime(question: Question) -> Iterator[Said]:
    """A suspected crime is transferred, never punished instead."""
    suspected = question.facts.suspected_crime
    if suspected is None:
        yield ask("suspected_crime")
    elif suspected:
        yield say("crime")


@guard("G22")
def not_fined_twice(question: Question) -> Iterator[Said]:
    """One act is fined once."""
    facts = question.facts
    if facts.same_act_fined is None:
        yield ask("same_act_fined")
    elif facts.same_act_fined:
        fines = facts.penalties is None or Penalty.FINE in facts.penalties
        yield say("fined" if fines else "punished")


@guard("G23")
def answerable(question: Question) -> Iterator[Said]:
    """Children and those who could not recognise or control the act are not punished."""
    facts = question.facts
    if facts.party_type is None:
        yield ask("party_type")
    if facts.party_type in (None, PartyType.ORGANISATION):
        return
    if missing := unknown(facts, "party_age", "party_capable"):
        yield ask(*missing)
    if facts.party_capable is False:
        yield say("incapable")
    if facts.party_age is None:
        return
    least = int(question.rules.limit("age_none").value)
    if facts.party_age < least:
        yield say("child", age=facts.party_age, least=least)
    elif facts.party_age < int(question.rules.limit("age_lighter").value):
        yield say("minor", age=facts.party_age)


@guard("G33")
def within_range(question: Question) -> Iterator[Said]:
    """The fine lies in the statutory range and the discretion band, or says why not."""
    facts = question.facts
    if facts.penalties is None:
        yield ask("penalties")
    if Penalty.FINE not in (facts.penalties or ()):
        return
    if missing := unknown(facts, "fine", "fine_least", "fine_most"):
        yield ask(*missing)
    if facts.fine is None:
        return
    if facts.fine_most is not None and facts.fine > facts.fine_most:
        yield say("above", fine=facts.fine, most=facts.fine_most)
    elif facts.fine_least is not None and facts.fine < facts.fine_least:
        excused = facts.lighter_ground and facts.deviation_reason and facts.deviation_approved
        yield say("deviates" if excused else "below", fine=facts.fine, least=facts.fine_least)
    else:
        yield from _band(question)


def _band(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.fine is None or facts.band_least is None or facts.band_most is None:
        yield say("band_unknown")
    elif not facts.band_least <= facts.fine <= facts.band_most:
        excused = facts.deviation_reason and facts.deviation_approved
        reason = "deviates" if excused else "outside_band"
        yield say(reason, fine=facts.fine, least=facts.band_least, most=facts.band_most)


@guard("G40")
def correction_ordered(question: Question) -> Iterator[Said]:
    """The act is ordered corrected, or it is said why not."""
    facts = question.facts
    if facts.correction_ordered is None:
        yield ask("correction_ordered")
    elif not facts.correction_ordered and not facts.correction_excused:
        yield say("not_ordered")


@guard("G41")
def gains_taken(question: Question) -> Iterator[Said]:
    """Illegal gains are confiscated, or it is said why not."""
    facts = question.facts
    if facts.gains is None:
        yield ask("gains")
        return
    taken = Penalty.CONFISCATE_GAINS in (facts.penalties or ())
    if facts.gains > 0 and not taken and not facts.gains_explained:
        yield say("kept", gains=facts.gains)
