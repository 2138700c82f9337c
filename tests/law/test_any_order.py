"""Any order of steps over the pure layer: never an unlawful state, never stuck in a lawful one."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lawful import OFFICERS, SETTINGS, a_case, officer

from desktop.law.facts import Facts, Issuer, Penalty
from desktop.law.facts_execution import ClosingGround
from desktop.law.facts_office import TransferGround, TransferKind
from desktop.law.facts_outcome import ChangeGround, NoPenaltyGround, ServiceWay
from desktop.law.guards import Verdict
from desktop.law.history import Taken
from desktop.law.law import Law
from desktop.law.outlook import Outlook, StepOutlook

LAW = Law.load()
BEGIN = date(2026, 3, 2)
# a case in which everything further is lawful; days come from the steps
FURTHER: dict[str, Any] = {
    "filed_on": None,
    "notice_served": None,
    "notice_served_on": None,
    "registered": False,
    "measured": False,
    "records": (),
    "hearing_asked": False,
    "hearing_host_investigates": False,
    "hearing_host_related": False,
    "hearing_public": True,
    "hearing_secret": False,
    "hearing_agents": 0,
    "reviewer_handles": False,
    "reviewer_first_time": False,
    "changed_after_review": False,
    "review_own_room": True,
    "committee_of_heads": True,
    "committee_present": 3,
    "service_way": ServiceWay.DIRECT,
    "servers": 2,
    "collected_on_spot": False,
    "fully_performed": True,
    "no_penalty_ground": NoPenaltyGround.SLIGHT,
    "education_given": True,
    "withdrawn_reason": "样例理由",
    "withdrawn_approved": True,
    "suspension_reason": "样例理由",
    "suspension_approved": True,
    "extension_reason": "样例理由",
    "extension_approved": True,
    "not_filed_reason": "样例理由",
    "not_filed_approved": True,
    "change_ground": ChangeGround.REVIEW,
    "sender": Issuer.TOWNSHIP,
    "transfer_kind": TransferKind.CLUE,
    "transfer_ground": TransferGround.DESIGNATED,
    "transfer_list": True,
    "publication_secret": False,
    "publication_danger": False,
    "publication_masked": True,
    "volume_papers": frozenset(LAW.contents("papers", BEGIN).items.values()),
    "pages_numbered": True,
}
LAWFUL = a_case(**FURTHER)
# what may turn out otherwise in the course of a case
TURNS: list[dict[str, Any]] = [
    {"officers": OFFICERS[:1]},
    {"officers": (OFFICERS[0], officer(2, certified=False))},
    {"officers": (OFFICERS[0], officer(2, related=True))},
    {"fine": Decimal(2500)},
    {"fine": Decimal(12000), "notified_fine": Decimal(12000), "band_most": Decimal(20000)},
    {"hearing_told": True},
    {"hearing_told": True, "hearing_asked": True},
    {"notice_contents": frozenset({"facts"})},
    {"statement_made": True, "statement_rechecked": False},
    {"suspected_crime": True},
    {"same_act_fined": True},
    {"party_age": 13},
    {"place_inside": False},
    {"dispute_open": True},
    {"facts_proven": False},
    {"evidence_unlawful": True},
    {"issuer": Issuer.TEAM},
    {"seal_applied": False},
    {"number_drawn": None},
    {"penalties": frozenset({Penalty.REVOKE_PERMIT}), "fine": None},
    {"complex_case": True},
    {"fully_performed": False},
    {"registered": None},
    {"servers": None},
    {"closing_ground": ClosingGround.PERFORMED},
]
ENDINGS = {
    "served": ClosingGround.PERFORMED,
    "no_penalty": ClosingGround.NO_PENALTY,
    "transferred": ClosingGround.TRANSFERRED,
    "withdrawn": ClosingGround.WITHDRAWN,
    "changed": ClosingGround.REVOKED,
}
FINAL = {"not_filed", "archived"}
ROUTE = [
    *("resumed", "returned", "lead", "filed", "inquiry", "reported", "noticed"),
    *("decided", "served", "closed", "archived"),
]


def may(step: StepOutlook) -> bool:
    """Allowed, or warned of: refusals and open questions both stop an honest program."""
    return step.verdict in (Verdict.ALLOW, Verdict.WARN)


class CaseLife(RuleBasedStateMachine):
    """Any clerk, any order of clicks, facts that turn, days that pass."""

    @initialize(turn=st.sampled_from([{}, *TURNS]), often=st.integers(0, 9))
    def begin(self, turn: dict[str, Any], often: int) -> None:
        """Cases begin at any stage of the route, some of them with a fact already turned."""
        self.taken: list[Taken] = []
        self.day = BEGIN
        self.turn: dict[str, Any] = turn
        self.at_decision: tuple[Facts, tuple[Taken, ...]] | None = None
        self.inquired_by: list[Facts] = []
        self.the_case_goes_along(often, 8)

    def facts(self) -> Facts:
        facts = replace(LAWFUL, **self.turn)
        steps = [one.step for one in self.taken]
        end = next((ENDINGS[key] for key in reversed(steps) if key in ENDINGS), None)
        facts = replace(facts, closing_ground=facts.closing_ground or end)
        noticed = [one.on for one in self.taken if one.step == "noticed"]
        if facts.hearing_asked and noticed:
            told = {"hearing_asked_on": noticed[-1], "hearing_notice_served_on": noticed[-1]}
            facts = replace(facts, **told)
        return facts

    def seen(self, facts: Facts | None = None) -> Outlook:
        return LAW.outlook("ordinary", facts or self.facts(), self.taken, self.day, SETTINGS)

    @rule(days=st.sampled_from([0, 1, 3, 7, 8, 15, 16, 40]))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(turn=st.sampled_from(TURNS))
    def something_turns_out(self, turn: dict[str, Any]) -> None:
        self.turn = turn

    @rule()
    def all_is_in_order(self) -> None:
        self.turn = {}

    @rule(pick=st.integers(0, 40))
    def a_step_is_tried(self, pick: int) -> None:
        steps = LAW.procedure("ordinary", self.day).steps
        self._try(steps[pick % len(steps)].key)

    @rule(often=st.integers(1, 11), patience=st.sampled_from([0, 4, 8]))
    def along(self, often: int, patience: int) -> None:
        self.the_case_goes_along(often, patience)

    def the_case_goes_along(self, often: int, patience: int) -> None:
        """Step by step along the usual route, waiting a while where a step is not yet lawful."""
        for _ in range(often):
            ahead = [one.step.key for one in self.seen().steps]
            fresh = [key for key in ROUTE if key in ahead and key not in self.seen().standing]
            if fresh and not self._try(fresh[0]):
                self.day += timedelta(patience)

    def _try(self, key: str) -> bool:
        ahead = {one.step.key: one for one in self.seen().steps}
        if key not in ahead or not may(ahead[key]):
            return False
        if key == "decided":
            self.at_decision = (self.facts(), tuple(self.taken))
        if key == "inquiry":
            self.inquired_by.append(self.facts())
        self.taken.append(Taken(key, self.day))
        return True

    @invariant()
    def the_record_is_in_order(self) -> None:
        lived = replace(self.facts(), fully_performed=True)
        assert self.seen(lived).findings == ()

    @invariant()
    def nothing_was_decided_without_a_complete_notice_in_time(self) -> None:
        if self.at_decision is None:
            return
        facts, before = self.at_decision
        notices = [one.on for one in before if one.step == "noticed"]
        decided = next(one.on for one in reversed(self.taken) if one.step == "decided")
        assert notices
        assert decided > LAW.due("K06", notices[-1]).effective
        assert facts.notice_contents == LAWFUL.notice_contents

    @invariant()
    def nothing_heavier_than_notified_was_decided(self) -> None:
        if self.at_decision is None:
            return
        facts, _ = self.at_decision
        assert (facts.fine or 0) <= (facts.notified_fine or 0)
        assert (facts.penalties or set()) <= (facts.notified_penalties or set())

    @invariant()
    def every_decision_was_one_the_township_may_make(self) -> None:
        if self.at_decision is None:
            return
        facts, before = self.at_decision
        assert facts.place_inside and not facts.dispute_open and not facts.suspected_crime
        assert (facts.party_age or 0) >= 14
        assert facts.issuer is Issuer.TOWNSHIP and facts.seal_applied and facts.number_drawn
        assert not facts.same_act_fined
        steps = [one.step for one in before]
        if (facts.fine or 0) >= 10000:
            assert {"reviewed", "discussed"} <= set(steps)
        if facts.hearing_told and facts.hearing_asked:
            assert "hearing" in steps

    @invariant()
    def two_fit_officers_did_every_inquiry_act(self) -> None:
        for facts in self.inquired_by:
            fit = [one for one in facts.officers or () if one.certified and not one.auxiliary]
            assert len({one.person for one in fit}) >= 2
            assert not any(one.related for one in fit)

    @invariant()
    def nothing_is_done_to_a_case_that_is_gone(self) -> None:
        standing = self.seen().standing
        if "transferred" in standing or "suspended" in standing:
            gone = {one.step.key for one in self.seen().steps}
            assert not gone & {"decided", "noticed", "reported", "inquiry", "no_penalty"}
        if "archived" in standing:
            gone = {one.step.key for one in self.seen().steps}
            assert not gone & {"filed", "inquiry", "decided", "transferred", "withdrawn"}

    def teardown(self) -> None:
        """From wherever it stands, a case whose facts are in order reaches a lawful end."""
        if not hasattr(self, "taken"):
            return
        self.turn = {}
        for _ in range(2 * len(ROUTE)):
            if FINAL & set(self.seen().standing):
                return
            self._one_step_on()
        raise AssertionError(f"stuck: {[one.step for one in self.taken]} on {self.day}")

    def _one_step_on(self) -> None:
        standing = self.seen().standing
        # the head overrules a decision that is late (G15)
        seen = self.seen()
        for key in ROUTE:
            if key in standing:
                continue
            for step in seen.steps:
                hindering = [one for one in step.findings if one.bars({"G15"})]
                if step.step.key == key and not hindering:
                    self.taken.append(Taken(key, self.day))
                    return
        self.day += timedelta(8)


CaseLife.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestCaseLife = CaseLife.TestCase


def _life(turn: dict[str, Any]) -> CaseLife:
    life = CaseLife()
    life.begin(turn, 30)
    for check in (
        life.the_record_is_in_order,
        life.nothing_was_decided_without_a_complete_notice_in_time,
        life.nothing_heavier_than_notified_was_decided,
        life.every_decision_was_one_the_township_may_make,
        life.two_fit_officers_did_every_inquiry_act,
    ):
        check()
    return life


HARMLESS = [
    {},
    {"hearing_told": True},
    {"fully_performed": False},
    {"servers": None},
    {"closing_ground": ClosingGround.PERFORMED},
]


@pytest.mark.parametrize("turn", HARMLESS, ids=str)
def test_a_case_in_order_comes_to_its_decision(turn: dict[str, Any]) -> None:
    assert _life(turn).at_decision is not None


@pytest.mark.parametrize("turn", [one for one in TURNS if one not in HARMLESS], ids=str)
def test_a_case_with_one_thing_wrong_is_never_decided(turn: dict[str, Any]) -> None:
    life = _life(turn)
    assert life.at_decision is None
    life.teardown()
