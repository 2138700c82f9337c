"""Where a procedure stands and what may come next, with everything the law says about it.

Nothing is stored that can be derived: phase, standing steps, open terms and findings are worked
out each time from the record of steps and the facts, each step by the law of its own day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.errors import WorkError
from desktop.law.bound import Bound
from desktop.law.deadlines import Due
from desktop.law.editions import NotYetLaw
from desktop.law.facts import Facts
from desktop.law.guards import Finding, Question, Said, Verdict, ask, beijing, worst_first
from desktop.law.guards_enforcement import court_term
from desktop.law.history import History, Stand, Taken, replay, settled, with_pauses
from desktop.law.procedure import Procedure, ProcedureStep

if TYPE_CHECKING:
    from desktop.law.law import Law


@dataclass(frozen=True)
class StepOutlook:
    """A step that can be taken next: what the law says, which terms it would start, its papers."""

    step: ProcedureStep
    findings: tuple[Finding, ...]
    terms: tuple[Due, ...]

    @property
    def papers(self) -> tuple[str, ...]:
        """Numbers of the papers it produces (domain.md §4)."""
        return self.step.documents

    @property
    def verdict(self) -> Verdict:
        """The worst finding; `ALLOW` when there is none."""
        return self.findings[0].verdict if self.findings else Verdict.ALLOW


@dataclass(frozen=True)
class Running:
    """A term a standing step started; `met_on` is the day of the step that met it.

    `put_off_to` is the day a deferral moved the last day of payment to (66), if it did.
    """

    due: Due
    step: str
    met_on: date | None
    put_off_to: date | None = None


@dataclass(frozen=True)
class Outlook:
    """The whole answer. `findings` are about the record itself; an empty `phase`: not begun."""

    procedure: str
    label: str
    phase: str
    phase_label: str
    standing: tuple[str, ...]
    steps: tuple[StepOutlook, ...]
    terms: tuple[Running, ...]
    findings: tuple[Finding, ...]

    def step(self, key: str) -> StepOutlook:
        """The outlook of a step that can be taken next; KeyError if it cannot."""
        for one in self.steps:
            if one.step.key == key:
                return one
        raise KeyError(key)


@dataclass(frozen=True)
class View:
    """Which procedure is looked at, and with which settings of the office."""

    procedure: str
    settings: Mapping[str, Any]


def outlook(
    law: Law, view: View, facts: Facts, taken: Sequence[Taken], on: date, ahead: bool = True
) -> Outlook:
    """Everything at once; an unlawful or contradictory record gives findings, not an error.

    Without `ahead` no step is looked at: where the record stands and its terms cost a tenth.
    """
    try:
        current = law.procedure(view.procedure, on)
    except NotYetLaw as fault:
        return _before_the_law(law, view, on, fault)
    history = replay(partial(law.procedure, view.procedure), current, taken)
    facts, faults = settled(history, facts)
    history.faults.extend(faults)
    facts = with_pauses(history, facts, on)
    history.faults.extend(_ahead(history, on))
    history.faults.extend(_by_itself(law, current, history, facts, on))
    # A step that stands by itself was added last, whenever it began.
    by_day = sorted(history.standing, key=lambda one: one.on)
    phase = next((one.step for one in reversed(by_day) if one.step.phase), None)
    look = _Look(law, view, history, facts, on)
    return Outlook(
        view.procedure,
        current.label,
        phase.key if phase else "",
        phase.phase if phase else "",
        tuple(one.step.key for one in history.standing),
        tuple(look.ahead(step) for step in current.next(history.keys) if ahead),
        tuple(look.running()),
        tuple(law.said("G00", on, history.faults)),
    )


def _before_the_law(law: Law, view: View, on: date, fault: NotYetLaw) -> Outlook:
    said = law.said("G00", on, [Said("no_procedure", {"fault": str(fault).rstrip("。")})])
    return Outlook(view.procedure, "", "", "", (), (), (), tuple(said))


def _ahead(history: History, on: date) -> list[Said]:
    """Steps recorded for a day after the one asked for: the clock ran backwards."""
    return [
        Said("future", {"fact": one.step.label, "day": str(one.on), "today": str(on)})
        for one in history.every
        if one.on > on
    ]


def _by_itself(
    law: Law, current: Procedure, history: History, facts: Facts, on: date
) -> list[Said]:
    """Let steps stand that nobody takes: a fine not paid in time is being enforced."""
    asked: list[Said] = []
    for step in current.steps:
        if not step.after or step.key in history.keys or step.hindered(history.keys):
            continue
        begun = _end_of(law, step.after, history, facts)
        done = getattr(facts, step.unless)
        if begun is None or begun >= on or done:
            continue
        if done is None:
            asked.append(ask(step.unless))
        else:
            history.add(Stand(step, begun + timedelta(1)))
    return asked


def _end_of(law: Law, key: str, history: History, facts: Facts) -> date | None:
    """The effective last day of a term a standing step started, deferred where that was granted."""
    start = next((one for one in reversed(history.standing) if key in one.step.deadlines), None)
    if start is None:
        return None
    try:
        last = law.due(key, start.on).effective
    except WorkError:
        return None
    if facts.deferral_approved and facts.deferred_until is not None:
        last = max(last, facts.deferred_until)
    return last


@dataclass(frozen=True)
class _Look:
    """Looks at single steps and terms from where the record stands."""

    law: Law
    view: View
    history: History
    facts: Facts
    on: date

    def ahead(self, step: ProcedureStep) -> StepOutlook:
        """The step if it were taken today: facts that are its day are today."""
        today: dict[str, Any] = dict.fromkeys(step.settles, self.on)
        facts = replace(self.facts, **today)
        found = self.law.findings(
            step.key,
            facts,
            self.on,
            procedure=self.view.procedure,
            settings=self.view.settings,
            papers=self._papers(),
            again=step.key in self.history.keys,
        )
        terms: list[Due] = []
        for key in step.deadlines:
            if getattr(facts, step.only.get(key, ""), None) is False:
                continue
            try:
                terms.append(self._due(key, self.on))
            except WorkError as fault:
                said = Said("no_term", {"fault": str(fault).rstrip("。")})
                found.extend(self.law.said("G00", self.on, [said]))
        return StepOutlook(step, tuple(worst_first(found)), tuple(terms))

    def running(self) -> list[Running]:
        """Every term started by a standing step, met or not."""
        found: list[Running] = []
        for stand in self.history.standing:
            for key in stand.step.deadlines:
                if getattr(self.facts, stand.step.only.get(key, ""), None) is False:
                    continue
                try:
                    due = self._due(key, stand.on)
                except WorkError:
                    continue
                later = self._put_off(due)
                found.append(Running(due, stand.step.key, self._met(due, stand), later))
        return [*found, *self._court()]

    def _court(self) -> list[Running]:
        """K16, which no step starts: it runs once nobody can seek a remedy any more."""
        started = next((one for one in self.history.standing if one.step.after), None)
        if started is None or "court_application" not in self._meetable():
            return []
        rules = Bound(self.law, self.on, self.view.settings)
        question = Question(self.facts, self.on, rules, "court", self.view.procedure)
        try:
            due = court_term(question)
        except WorkError:
            due = None
        if due is None or self.on <= due.start:
            return []
        return [Running(due, started.step.key, self.history.day("court"))]

    def _meetable(self) -> set[str]:
        """Terms any step of the procedure meets."""
        steps = self.law.procedure(self.view.procedure, self.on).steps
        return {key for step in steps for key in step.meets}

    def _put_off(self, due: Due) -> date | None:
        until = self.facts.deferred_until if self.facts.deferral_approved else None
        return until if until and due.key == "payment" and until > due.effective else None

    def _met(self, due: Due, start: Stand) -> date | None:
        later = self.history.standing[self.history.standing.index(start) :]
        return next((one.on for one in later if due.key in one.step.meets), None)

    def _due(self, key: str, start: date) -> Due:
        further: dict[str, Any] = {}
        if key == "decision":
            further["excluded"] = self.facts.excluded or ()
            further["extension"] = self.facts.extensions
            further["field"] = self.facts.field_of_law or ""
        if key == "seizure":
            further["excluded"] = self.facts.measure_excluded or ()
            if "extended" in self.history.keys:
                further["extension"] = self.facts.measure_extension_days or 0
        begin: date = start
        if key == "urgent_measure_report" and self.facts.measure_taken_at is not None:
            begin = beijing(self.facts.measure_taken_at)
        return self.law.due(key, begin, settings=self.view.settings, **further)

    def _papers(self) -> tuple[str, ...]:
        numbers = dict.fromkeys(paper for one in self.history.every for paper in one.step.keeps)
        named = self.law.contents("papers", self.on).items
        return tuple(named[number] for number in numbers)
