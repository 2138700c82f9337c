"""Reads the actions from TOML and refuses whatever it does not know, naming file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from desktop.actions.action import (
    APPROVED,
    SERVED,
    TODAY,
    Action,
    ActionPaper,
    Group,
    plain,
)
from desktop.actions.input import CHOICE, CHOICES, KINDS, PLAIN, ROWS, Input
from desktop.documents.placeholder import Condition, TemplateError
from desktop.fields import Field
from desktop.law import facts, facts_execution, facts_inquiry, facts_office, facts_outcome
from desktop.resources import resources
from desktop.roles import Seat
from desktop.values import Choice

_FACT_MODULES = (facts, facts_execution, facts_inquiry, facts_office, facts_outcome)
_ACTION_KEYS = frozenset(
    (
        *("label", "procedure", "steps", "day", "group", "guide", "opinions", "approves"),
        *("also", "layout", "input", "paper"),
    )
)
_INPUT_KEYS = frozenset(
    (
        *("name", "label", "kind", "required", "fact", "of", "columns", "lines", "unit"),
        *("width", "hint", "example", "start", "secret"),
    )
)
_DAY_WORDS = (APPROVED, SERVED, TODAY)


class BrokenAction(ValueError):
    """A file of resources/actions says something it may not say: a bug of ours or of a pack."""


@cache
def actions() -> Mapping[str, Action]:
    """Every action by name, in the order of the case page."""
    folder = resources() / "actions"
    found = [read_action(path) for path in sorted(folder.glob("*.toml"))]
    keys = [one.key for one in found]
    for one in found:
        if keys.count(one.key) > 1:
            raise BrokenAction(f"{one.name}：名称“{one.label}”与另一事项重复")
    order = list(Group)
    found.sort(key=lambda one: (order.index(one.group), one.name))
    return {one.name: one for one in found}


def read_action(path: Path) -> Action:
    """One file; raises BrokenAction naming what is wrong."""
    name = path.stem
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return _action(name, raw)
    except (tomllib.TOMLDecodeError, TemplateError, KeyError, TypeError, ValueError) as fault:
        raise BrokenAction(f"actions/{name}.toml：{fault}") from fault


def _action(name: str, raw: dict[str, Any]) -> Action:
    _only(raw, _ACTION_KEYS, "事项")
    inputs = tuple(_input(one) for one in raw.get("input", ()))
    names = [one.name for one in inputs]
    _unique(names, "输入项")
    _unique([one.label for one in inputs], "标签")
    made = Action(
        name=name,
        label=raw["label"],
        procedure=raw["procedure"],
        steps=tuple(raw["steps"]),
        day=raw["day"],
        group=Group.of(raw["group"]),
        guide=raw.get("guide", ""),
        opinions=tuple(Seat.of(one) for one in raw.get("opinions", ())),
        approves=raw.get("approves", ""),
        inputs=inputs,
        papers=tuple(_paper(one) for one in raw.get("paper", ())),
        also=tuple(raw.get("also", ())),
        layout=tuple(tuple(row) for row in raw.get("layout", ())),
    )
    _check(made, names)
    return made


def _check(made: Action, names: list[str]) -> None:
    if made.day not in (*_DAY_WORDS, *names):
        raise BrokenAction(f"day “{made.day}”既不是约定的词，也不是输入项")
    if made.day == APPROVED and not made.opinions:
        raise BrokenAction("day 为 approved 的事项应当有 opinions")
    if made.layout:
        placed = [name for row in made.layout for name in row]
        if sorted(placed) != sorted(names):
            odd = set(placed) ^ set(names)
            raise BrokenAction(f"layout 与输入项不一致：{'、'.join(sorted(odd)) or '有重复'}")
    known = facts.labels()
    for fact in (*(one.fact for one in made.inputs), made.approves):
        if fact and fact not in known:
            raise BrokenAction(f"法律层没有事实“{fact}”")


def _input(raw: dict[str, Any]) -> Input:
    _only(raw, _INPUT_KEYS, "输入项")
    label, kind = raw["label"], raw["kind"]
    if kind not in KINDS:
        raise BrokenAction(f"“{label}”的 kind “{kind}”不认识")
    if plain(label) != label:
        raise BrokenAction(f"“{label}”含有标点，文书无法引用")
    rest = {key: raw[key] for key in raw if key not in ("of", "columns")}
    choices = _choices(raw["name"], raw["of"]) if kind in (CHOICE, CHOICES) else None
    columns = tuple(_column(one) for one in raw["columns"]) if kind == ROWS else ()
    return Input(**rest, choices=choices, columns=columns)


def _column(raw: dict[str, Any]) -> Field:
    kind = raw.get("kind", "text")
    choices = _choices(raw["name"], raw["of"]) if kind == CHOICE else PLAIN[kind]
    return Field(
        name=raw["name"],
        label=raw["label"],
        kind=choices,
        required=raw.get("required", True),
        width=raw.get("width", 12),
        unit=raw.get("unit", ""),
    )


def _choices(name: str, of: str | list[str]) -> type[Choice]:
    """A choice of the law layer by its name, or one made of words."""
    if isinstance(of, str):
        for module in _FACT_MODULES:
            found: type[Choice] | None = getattr(module, of, None)
            if found is not None and issubclass(found, Choice):
                return found
        raise BrokenAction(f"“{of}”不是法律层的选项")
    make: Any = Choice  # the functional form of an enumeration, which mypy does not know here
    made: type[Choice] = make(name, [(f"MEMBER_{at}", (word, word)) for at, word in enumerate(of)])
    return made


def _paper(raw: dict[str, Any]) -> ActionPaper:
    _only(raw, frozenset(("form", "when", "optional")), "文书")
    when = Condition.read(raw["when"]) if "when" in raw else None
    return ActionPaper(raw["form"], when, raw.get("optional", False))


def _only(raw: dict[str, Any], known: frozenset[str], what: str) -> None:
    if unknown := set(raw) - known:
        raise BrokenAction(f"{what}有不认识的键：{'、'.join(sorted(unknown))}")


def _unique(names: list[str], what: str) -> None:
    if repeated := {one for one in names if names.count(one) > 1}:
        raise BrokenAction(f"{what}重复：{'、'.join(sorted(repeated))}")


def of_step(procedure: str, step: str) -> Iterator[Action]:
    """The actions that take a step."""
    for one in actions().values():
        if procedure in (one.procedure, *one.also) and step in one.steps:
            yield one
