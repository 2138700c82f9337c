"""Questions to the law as JSON objects, and its answers as JSON objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.amounts import both
from desktop.commands.law_values import BadInput, day, facts_of, kind_of, moment, only, read
from desktop.law.case_time import Prolonged
from desktop.law.counting import Excluded
from desktop.law.deadlines import Due
from desktop.law.explanation import Step
from desktop.law.guards import Finding, Verdict
from desktop.law.history import Taken
from desktop.law.instalment import Instalment
from desktop.law.law import Law
from desktop.law.outlook import Outlook, Running
from desktop.law.surcharge import Surcharge

Answer = dict[str, Any]
DUE = ("key", "start", "excluded", "extension", "field", "settings", "explain")
SURCHARGE = (
    *("fine", "last", "served_on", "paid", "on", "stopped", "instalments"),
    *("settings", "explain"),
)
CHECK = ("step", "guards", "on", "procedure", "taken", "settings", "facts")
_WORST = (Verdict.REFUSE, Verdict.UNKNOWN, Verdict.WARN)


def due(law: Law, given: dict[str, Any]) -> Answer:
    """When a term ends: raw, effective and target day; with `explain` every day."""
    only(given, DUE, "键")
    key = _needed(given, "key", str)
    try:
        found = law.due(
            key,
            _start(given),
            excluded=_intervals(given, "excluded"),
            extension=_extension(given),
            field=read(str, given.get("field") or "", "field"),
            settings=_settings(given),
        )
    except KeyError:
        raise BadInput("key", f"没有“{key}”这个期限，应为 K 编号或者期限的键。") from None
    answer = _due(found)
    if _explained(given):
        answer |= {"steps": _steps(found.steps), "text": found.text()}
    return answer


def _extension(given: Mapping[str, Any]) -> int | tuple[Prolonged, ...]:
    """Days, or a list of extensions with who granted each (K02)."""
    value = given.get("extension") or 0
    hint = tuple[Prolonged, ...] if isinstance(value, list) else int
    found: int | tuple[Prolonged, ...] = read(hint, value, "extension")
    return found


def _due(found: Due) -> Answer:
    return {
        "key": found.key,
        "code": found.code,
        "label": found.label,
        "holder": found.holder.value,
        "unit": found.unit.value,
        "length": found.length,
        "start": found.start,
        "raw": found.raw,
        "effective": found.effective,
        "target": found.target,
        "moment": found.moment.isoformat() if found.moment else None,
        "provisional": found.provisional,
        "provisional_years": found.provisional_years,
        "cite": found.cite,
        "missed": found.missed,
        "problems": found.problems,
        "note": found.note,
    }


def surcharge(law: Law, given: dict[str, Any]) -> Answer:
    """What a late payment costs (P13), in one sum or by instalments."""
    only(given, SURCHARGE, "键")
    fine = _needed(given, "fine", Decimal)
    stopped = _intervals(given, "stopped")
    last, begun = _last(law, given)
    if given.get("instalments") is not None:
        answer = _plan(law, given, fine, last)
    else:
        paid = _needed(given, "paid", date)
        found = law.surcharge(fine, last, paid, stopped=stopped)
        answer = {"fine": found.fine, "last": found.last, **_surcharge(found)}
        answer["total"] = found.fine + found.amount
        if _explained(given):
            answer |= {"steps": _steps(found.steps), "text": found.text()}
    return {**answer, "provisional": bool(begun), "provisional_years": begun}


def _last(law: Law, given: Mapping[str, Any]) -> tuple[date, tuple[int, ...]]:
    """The effective last day of K10: as given, or counted from the service of the decision."""
    if (given.get("last") is None) == (given.get("served_on") is None):
        raise BadInput("last", "请在 last（缴款期限最后一日）和 served_on（送达日）中写一个。")
    if given.get("last") is not None:
        return day(given["last"], "last"), ()
    term = law.due("K10", day(given["served_on"], "served_on"), settings=_settings(given))
    return term.effective, term.provisional_years


def _surcharge(found: Surcharge) -> Answer:
    return {
        "paid": found.paid,
        "days": found.days,
        "left_out": found.left_out,
        "amount": found.amount,
        "words": found.words,
        "capped": found.capped,
        "cite": found.cite,
        "problems": found.problems,
    }


def _plan(law: Law, given: Mapping[str, Any], fine: Decimal, last: date) -> Answer:
    parts = read(tuple[Instalment, ...], given["instalments"], "instalments")
    on = max((part.paid for part in parts if part.paid), default=last)
    if any(part.paid is None for part in parts):
        on = _needed(given, "on", date)
    found = law.penalties.plan(fine, parts, on, _intervals(given, "stopped"))
    lines = []
    for line in found.lines:
        one = {"number": line.number, "due": line.instalment.due, "last": line.last}
        one |= {"instalment": line.instalment.amount, **_surcharge(line.surcharge)}
        lines.append(one | ({"steps": _steps(line.surcharge.steps)} if _explained(given) else {}))
    return {
        "fine": fine,
        "last": found.last,
        "instalments": lines,
        "amount": found.surcharge,
        "words": both(found.surcharge),
        "faults": law.penalties.plan_faults(fine, last, parts),
        "cite": found.cite,
        "problems": found.problems,
    }


def check(law: Law, given: dict[str, Any]) -> Answer:
    """Whether a step may be taken: verdict and findings; with `taken` also what may come next."""
    reserved = {name: given.pop(name) for name in CHECK if name in given}
    more = reserved.pop("facts", None) or {}
    if not isinstance(more, dict):
        raise BadInput("facts", "“facts”应为对象。")
    if twice := sorted(set(more) & set(given)):
        raise BadInput(twice[0], f"“{twice[0]}”写了两次，请只留一个。")
    facts = facts_of({**given, **more})
    on = _needed(reserved, "on", date)
    procedure = read(str, reserved.get("procedure", "ordinary"), "procedure")
    settings = _settings(reserved)
    if procedure not in law.procedure_keys:
        known = "、".join(law.procedure_keys)
        raise BadInput("procedure", f"没有“{procedure}”这个程序，应为 {known} 之一。")
    if reserved.get("taken") is not None:
        taken = read(tuple[Taken, ...], reserved["taken"], "taken")
        return _outlook(law.outlook(procedure, facts, taken, on, settings))
    asked = _asked(law, reserved, procedure, on)
    return _verdict(law.findings(asked, facts, on, procedure=procedure, settings=settings))


def _asked(law: Law, given: Mapping[str, Any], procedure: str, on: date) -> str | tuple[str, ...]:
    """A step's key, or guard ids."""
    if (given.get("step") is None) == (given.get("guards") is None):
        raise BadInput("step", "请在 step（步骤）和 guards（守则编号列表）中写一个。")
    if given.get("step") is not None:
        step = read(str, given["step"], "step")
        known = [one.key for one in law.procedure(procedure, on).steps]
        if step not in known:
            raise BadInput("step", f"没有“{step}”这个步骤，应为 {'、'.join(known)} 之一。")
        return str(step)
    guards: tuple[str, ...] = read(tuple[str, ...], given["guards"], "guards")
    for at, name in enumerate(guards):
        try:
            law.guard_label(name)
        except KeyError:
            raise BadInput(f"guards[{at}]", f"没有“{name}”这条守则。") from None
    return guards


def _verdict(found: Sequence[Finding]) -> Answer:
    verdicts = {one.verdict for one in found}
    worst = next((one for one in _WORST if one in verdicts), Verdict.ALLOW)
    return {"verdict": worst.value, "findings": [_finding(one) for one in found]}


def _finding(one: Finding) -> Answer:
    return {
        "guard": one.guard,
        "label": one.label,
        "verdict": one.verdict.value,
        "reason": one.reason,
        "sentence": one.message,
        "article": one.cite,
        "way_out": one.way_out,
        "asks": one.asks,
        "overrulable": one.overrulable,
    }


def _outlook(found: Outlook) -> Answer:
    return {
        **_verdict(found.findings),
        "phase": found.phase,
        "phase_label": found.phase_label,
        "standing": found.standing,
        "steps": [
            {
                "step": one.step.key,
                "label": one.step.label,
                **_verdict(one.findings),
                "terms": [_due(term) for term in one.terms],
                "papers": one.papers,
            }
            for one in found.steps
        ],
        "terms": [_running(one) for one in found.terms],
    }


def _running(one: Running) -> Answer:
    moved = {"met_on": one.met_on, "put_off_to": one.put_off_to}
    return {**_due(one.due), "step": one.step, **moved}


def _needed(given: Mapping[str, Any], name: str, kind: type[Any]) -> Any:
    if given.get(name) is None:
        raise BadInput(name, f"缺少“{name}”（{kind_of(kind)}）。")
    return read(kind, given[name], name)


def _start(given: Mapping[str, Any]) -> date | datetime:
    value = _needed(given, "start", str)
    return moment(value, "start") if "T" in value or ":" in value else day(value, "start")


def _intervals(given: Mapping[str, Any], name: str) -> tuple[Excluded, ...]:
    found: tuple[Excluded, ...] = read(tuple[Excluded, ...], given.get(name) or [], name)
    return found


def _settings(given: Mapping[str, Any]) -> dict[str, Any]:
    settings = given.get("settings") or {}
    if isinstance(settings, dict):
        return settings
    raise BadInput("settings", "“settings”应为对象。")


def _explained(given: Mapping[str, Any]) -> bool:
    explained: bool = read(bool, given.get("explain", False), "explain")
    return explained


def _steps(steps: Sequence[Step]) -> list[Answer]:
    return [vars(step) for step in steps]


def readable(answer: Answer) -> str:
    """An answer for people: the explanation, or what stands in the way."""
    if "error" in answer:
        return f"第{answer['line']}行 {answer['position']}：{answer['error']}"
    if "text" in answer:
        return str(answer["text"])
    if "findings" in answer:
        said = [
            f"{one['sentence']}（{one['article']}）{one['way_out']}" for one in answer["findings"]
        ]
        return "\n".join([_VERDICTS[answer["verdict"]], *said])
    if "amount" in answer:
        return f"加处罚款{answer['words']}（{answer['cite']}）"
    return f"{answer['label']}：{answer['effective']}（{answer['cite']}）{answer['note']}"


_VERDICTS = {
    "allow": "可以办理",
    "warn": "可以办理，请注意",
    "unknown": "需要查明",
    "refuse": "不能办理",
}
