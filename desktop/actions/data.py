"""The data papers are printed from, as far as declarations and the law give it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from desktop.actions.action import Action, plain
from desktop.actions.input import CHOICES, ROWS, Input
from desktop.actions.source import actions
from desktop.documents.template import forms
from desktop.errors import WorkError
from desktop.resources import resources
from desktop.values import Choice

if TYPE_CHECKING:
    from desktop.law.law import Law

NAME = "名称"
NUMBER, DAY, SERVED, TIMES, PAPERS = "文号", "日期", "送达日期", "次数", "文书"
LENGTH, UNIT, LAST = "日数", "单位", "截止"
THIS, STEPS, TEXTS, TERMS, OPINIONS = "本步", "各步", "文本", "期限", "意见"


def step_data(action: Action, values: Mapping[str, Any], on: date | None) -> dict[str, Any]:
    """Every input by label. People, party, things and evidence come as rows for the paper."""
    said = {one.label: shown(one, values.get(one.name)) for one in action.inputs}
    return {**said, DAY: on}


def shown(one: Input, value: Any) -> Any:
    """A value as papers print it: choices by their words, tables by the heads of their columns."""
    if one.kind == CHOICES:
        return [{NAME: _words(choice)} for choice in value or ()]
    if one.kind == ROWS:
        return [
            {column.label: _words(row.get(column.name)) for column in one.columns}
            for row in value or ()
        ]
    if one.is_list:
        return list(value or ())
    return _words(value)


def _words(value: Any) -> Any:
    return value.label if isinstance(value, Choice) else value


def nothing_done() -> dict[str, dict[str, Any]]:
    """各步 of a case in which nothing has been done: every path is there, every value empty."""
    codes = {form.id: form.code for form in forms()}
    return {one.key: _empty(one, codes) for one in actions().values()}


def _empty(action: Action, codes: Mapping[str, str]) -> dict[str, Any]:
    papers = {codes.get(paper.form, ""): no_paper() for paper in action.papers}
    return {**step_data(action, {}, None), TIMES: 0, PAPERS: papers}


def no_paper() -> dict[str, Any]:
    """A paper not issued."""
    return {NUMBER: "", DAY: None, SERVED: None}


def texts(law: Law, on: date, slots: Mapping[str, Any]) -> dict[str, str]:
    """Every text block in force on a day; one whose slot is not known is left empty.

    A paper that needs it names it among its mandatory fields, so it is never issued without.
    """
    found: dict[str, str] = {}
    for key, label in law.text_labels.items():
        found[plain(label)] = _text(law, key, on, slots)
    return found


def _text(law: Law, key: str, on: date, slots: Mapping[str, Any]) -> str:
    try:
        needed = {name: slots.get(name) for name in law.text_slots(key, on)}
        return (
            "" if None in needed.values() or "" in needed.values() else law.text(key, on, **needed)
        )
    except WorkError:
        return ""


def terms(law: Law, keys: tuple[str, ...], on: date, settings: Mapping[str, Any]) -> dict[str, Any]:
    """期限: every deadline by label, those in `keys` counted from a day."""
    empty = {LENGTH: "", UNIT: "", LAST: None}
    found: dict[str, Any] = {plain(label): dict(empty) for label in law.deadline_labels.values()}
    for key in keys:
        try:
            due = law.due(key, on, settings=settings)
        except WorkError:
            continue
        found[plain(due.label)] = {LENGTH: due.length, UNIT: due.unit.words, LAST: due.effective}
    return found


@cache
def _setting_labels() -> tuple[str, ...]:
    raw = tomllib.loads((resources() / "settings.toml").read_text("utf-8"))
    return tuple(plain(entry["label"]) for entry in raw.values())


def no_settings() -> dict[str, str]:
    """设置 with every value empty."""
    return dict.fromkeys(_setting_labels(), "")
