"""Guards of what goes out: transfers to other authorities, and publication."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.law.facts import Issuer, PartyType
from desktop.law.facts_office import TransferGround, TransferKind
from desktop.law.guards import Question, Said, ask, guard, must, say
from desktop.law.guards_notice import kinds_in

_MAY_SEND = (Issuer.TOWNSHIP, Issuer.SUBDISTRICT)


@guard("G29")
def transferred_lawfully(question: Question) -> Iterator[Said]:
    """Sent by the township, for a ground that fits, checked and listed as its kind asks."""
    facts = question.facts
    if facts.sender is None:
        yield ask("sender")
    elif facts.sender not in _MAY_SEND and not (facts.sender_law or "").strip():
        yield say("sender", sender=facts.sender.label)
    yield from must(facts, "transfer_list", "no_list")
    yield from _grounded(question)
    if facts.transfer_kind is None:
        yield ask("transfer_kind")
    elif facts.transfer_kind is TransferKind.FILING:
        yield from _checked(question)
    elif facts.transfer_kind is TransferKind.CRIME:
        yield from _crime(question)


def _grounded(question: Question) -> Iterator[Said]:
    facts, ground = question.facts, question.facts.transfer_ground
    if ground is None:
        yield ask("transfer_ground")
        return
    inside = facts.place_inside and facts.place_excluded is False
    kinds = facts.penalties is not None and not kinds_in(question, "county_only")
    wrong = {
        TransferGround.OUTSIDE: inside,
        TransferGround.CRIME: facts.suspected_crime is False,
        TransferGround.COUNTY_KIND: kinds and not _confiscates(question),
    }
    if wrong.get(ground):
        yield say("contradicts", ground=ground.label)
    if ground is TransferGround.CRIME and facts.transfer_kind is TransferKind.FILING:
        yield say("kind_mismatch")


def _confiscates(question: Question) -> bool:
    """Confiscation or detention may be the county's or another body's too; a person judges."""
    told = {one.value for one in question.facts.penalties or ()}
    return bool(told & {"confiscate_gains", "confiscate_goods", "detention", "other"})


def _checked(question: Question) -> Iterator[Said]:
    done = question.facts.transfer_checklist
    if done is None:
        yield ask("transfer_checklist")
        return
    needed = question.rules.contents("transfer").items
    if missing := tuple(needed[key] for key in needed if key not in done):
        yield say("unchecked", missing=missing)


def _crime(question: Question) -> Iterator[Said]:
    facts = question.facts
    yield from must(facts, "transfer_approved", "unapproved")
    if facts.measured is None:
        yield ask("measured")
    elif facts.measured and not facts.measure_ended:
        yield from must(facts, "things_sent", "things_kept")


@guard("G27")
def published_lawfully(question: Question) -> Iterator[Said]:
    """No minors, no secrets, no danger; personal data masked; in time (48, domain.md §2.5)."""
    facts = question.facts
    yield from _minor(question)
    yield from must(facts, "publication_secret", "secret", be=False)
    yield from must(facts, "publication_danger", "danger", be=False)
    yield from must(facts, "publication_masked", "unmasked")
    if question.procedure == "simple":
        yield from must(facts, "credit_record", "credit", be=False)
    if facts.decided_on is None:
        yield ask("decided_on")
    elif question.on > (last := question.rules.due("decision_publication", facts.decided_on).raw):
        yield say("late", last=last)


def _minor(question: Question) -> Iterator[Said]:
    facts = question.facts
    if facts.party_type is None:
        yield ask("party_type")
    elif facts.party_type is PartyType.ORGANISATION:
        return
    elif facts.party_age is None:
        yield ask("party_age")
    elif facts.party_age < int(question.rules.limit("age_lighter").value):
        yield say("minor")
