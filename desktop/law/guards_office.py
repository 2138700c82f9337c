"""Guards of collaboration, joint action, the team and budgets: not of one case."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.law.guards import Question, Said, ask, guard, must, say, unknown


@guard("G30")
def reply_put_off(question: Question) -> Iterator[Said]:
    """A department's reply (K20) is put off for appraisals and the like, before it is due."""
    facts = question.facts
    yield from must(facts, "extension_technical", "groundless")
    if facts.collaboration_received_on is None:
        yield ask("collaboration_received_on")
        return
    due = question.rules.due("collaboration_reply", facts.collaboration_received_on)
    if question.on > due.raw:
        yield say("late", last=due.raw)
    elif due.provisional and question.on == due.raw:
        yield say("provisional", last=due.raw)


@guard("G32")
def team_as_planned(question: Question) -> Iterator[Said]:
    """Captain, own certified people, share of the county's force, named officers (S14-S18)."""
    facts, rules = question.facts, question.rules
    yield from must(facts, "captain_fits", "captain")
    least = int(rules.limit("own_certified").value)
    if facts.own_certified is None:
        yield ask("own_certified")
    elif facts.own_certified < least:
        yield say("own_certified", count=facts.own_certified, least=least)
    yield from _share(question)
    if facts.departments_covered is None:
        yield ask("departments_covered")
        return
    needed = rules.contents("departments").items
    if missing := tuple(needed[key] for key in needed if key not in facts.departments_covered):
        yield say("departments", missing=missing)


def _share(question: Question) -> Iterator[Said]:
    """One decimal, cut off: 59.96 % never shows nor counts as 60 %."""
    facts = question.facts
    township, county = facts.township_force, facts.county_force
    if township is None or county is None:
        yield ask(*unknown(facts, "township_force", "county_force"))
    elif not 0 <= township <= county or county == 0:
        yield say("share_impossible", township=township, county=county)
    else:
        tenths, least = township * 1000 // county, question.rules.limit("township_share").value
        if tenths < least * 10:
            yield say("share", share=f"{tenths // 10}.{tenths % 10}", least=least)


@guard("G34")
def not_fed_by_fines(question: Question) -> Iterator[Said]:
    """No metric and no budget line lives on fines (74)."""
    yield from must(question.facts, "fed_by_fines", "fed", be=False)


@guard("G35")
def planned_together(question: Question) -> Iterator[Said]:
    """Joint action has a plan that divides the duties (S43)."""
    facts = question.facts
    if facts.joint_plan is None:
        yield ask("joint_plan")
    elif not facts.joint_plan:
        yield say("no_plan")
    else:
        yield from must(facts, "joint_duties", "no_duties")
