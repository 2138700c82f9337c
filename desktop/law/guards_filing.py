"""Guards of filing: item, place, officers, recusal, limitation, jurisdiction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.errors import WorkError
from desktop.law.counting import add_months
from desktop.law.facts import Facts, OfficerFact, RulingBody
from desktop.law.guards import Question, Said, ask, ask_why, guard, say, unknown

_LONGEST = 50
"""No law lets a limitation run longer, in years; more is a slip of the pen."""


@guard("G01")
def within_empowerment(question: Question) -> Iterator[Said]:
    """The item was in the county's list on the filing date, or the power is the township's own."""
    facts, filed = question.facts, question.filing_day
    if facts.own_power:
        return
    if facts.item_notice == "":
        yield say("not_listed")
    elif missing := unknown(facts, "item_notice", "item_since"):
        yield ask(*missing)
    elif filed is None:
        yield ask("filed_on")
    elif facts.item_since and filed < facts.item_since:
        yield say("not_yet", since=facts.item_since, filed=filed, notice=facts.item_notice)
    elif facts.item_until and filed > facts.item_until:
        yield say("withdrawn", until=facts.item_until, filed=filed, notice=facts.item_notice)
    elif facts.item_until and question.on > facts.item_until:
        yield _after_withdrawal(facts)


def _after_withdrawal(facts: Facts) -> Said:
    if facts.withdrawal_ruling is None:
        return ask("withdrawal_ruling")
    if not facts.withdrawal_ruling.strip():
        return say("withdrawn_unruled", until=facts.item_until)
    if facts.withdrawal_ruled_by is None:
        return ask("withdrawal_ruled_by")
    if facts.withdrawal_ruled_by is RulingBody.TOWNSHIP:
        return say("own_word", until=facts.item_until)
    return say("withdrawn_ruled", until=facts.item_until, ruling=facts.withdrawal_ruling)


@guard("G02")
def within_place(question: Question) -> Iterator[Said]:
    """The act took place in the township and outside any excluded area."""
    facts = question.facts
    if facts.place_inside is False:
        yield say("outside")
    elif facts.place_excluded:
        yield say("excluded")
    elif missing := unknown(facts, "place_inside", "place_excluded"):
        yield ask(*missing)


@guard("G03")
def two_officers(question: Question) -> Iterator[Said]:
    """At least two different certified officers, nobody without a certificate, no auxiliary.

    One is enough where a law says so (42). Papers may also be served by auxiliaries under
    direction (条例30): fewer than two are warned.
    """
    if question.step == "served" and question.procedure != "simple":
        yield from _servers(question)
        return
    officers = question.facts.officers
    if officers is None:
        yield ask("officers")
        return
    if lapsed := _names(one for one in officers if one.certified is False):
        yield say("uncertified", names=lapsed)
    if auxiliary := _names(one for one in officers if one.auxiliary):
        yield say("auxiliary", names=auxiliary)
    fit = {one.person for one in officers if one.certified and one.auxiliary is False}
    open_ = [one for one in officers if _standing_open(one)]
    least = int(question.rules.limit("officers").value)
    if (question.facts.fewer_officers_law or "").strip():
        least = 1
    if len(fit | {one.person for one in open_}) < least:
        yield say("too_few", count=len(fit), least=least)
    elif open_:
        yield say("standing_unknown", names=_names(open_))


def _servers(question: Question) -> Iterator[Said]:
    count, least = question.facts.servers, int(question.rules.limit("officers").value)
    if count is None:
        yield ask("servers")
    elif count < least:
        yield say("few_servers", count=count, least=least)


def _standing_open(one: OfficerFact) -> bool:
    return (
        one.certified is not False and not one.auxiliary and None in (one.certified, one.auxiliary)
    )


def _names(officers: Iterator[OfficerFact] | list[OfficerFact]) -> tuple[str, ...]:
    return tuple(one.name for one in officers)


@guard("G04")
def nobody_related(question: Question) -> Iterator[Said]:
    """Related officers have withdrawn; a request is decided before the decision."""
    facts = question.facts
    officers = facts.officers or ()
    if related := _names(one for one in officers if one.related):
        yield say("related", names=related)
    if open_ := _names(one for one in officers if one.related is None):
        yield say("relation_unknown", names=open_)
    if facts.withdrawal_pending:
        yield say("pending" if question.deciding else "pending_inquiry")
    elif facts.withdrawal_pending is None and question.deciding:
        yield ask("withdrawal_pending")


@guard("G05")
def within_limitation(question: Question) -> Iterator[Said]:
    """The act was discovered before the limitation ran out."""
    facts = question.facts
    if facts.act_continuing:
        return
    if facts.act_ended_on is None or facts.discovered_on is None:
        yield ask(*unknown(facts, "act_ended_on", "discovered_on"))
        return
    ended, found = facts.act_ended_on, facts.discovered_on
    if facts.limitation_years is not None:
        if not 0 < facts.limitation_years <= _LONGEST:
            raise WorkError(f"追责时效{facts.limitation_years}年不合常理，请核对后更正。")
        last = add_months(ended, 12 * facts.limitation_years)
        if found > last:
            yield say("over", ended=ended, last=last, found=found)
        return
    last = question.rules.due("limitation", ended).raw
    if found <= last:
        return
    yield from _after_two_years(question, ended, found, last)


def _after_two_years(question: Question, ended: date, found: date, last: date) -> Iterator[Said]:
    grave = question.facts.grave_harm
    if grave is False:
        yield say("over", ended=ended, last=last, found=found)
        return
    longest = question.rules.due("limitation_long", ended).raw
    if found > longest:
        yield say("over", ended=ended, last=longest, found=found)
    elif grave is None:
        yield ask_why("grave_unknown", "grave_harm", last=last)


@guard("G31")
def no_open_dispute(question: Question) -> Iterator[Said]:
    """A dispute over jurisdiction warns at filing and stops the decision."""
    open_ = question.facts.dispute_open
    if open_ is None:
        yield ask("dispute_open")
    elif open_:
        yield say("deciding" if question.deciding else "filing")
