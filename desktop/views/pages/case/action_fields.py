"""What an action asks for, as fields and editors of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.actions.action import Action
from desktop.actions.input import (
    ANSWER,
    CHOICES,
    EVIDENCE,
    PARTY,
    PEOPLE,
    QUESTION,
    QUESTIONS,
    ROWS,
    THINGS,
    Input,
)
from desktop.fields import Field
from desktop.services.action_form import PHRASE, ActionForm, Offer
from desktop.values import Choice
from desktop.views.kit.choices_editor import ChoicesEditor
from desktop.views.kit.desk import Almanac
from desktop.views.kit.form import Layout
from desktop.views.kit.many_editor import ManyEditor
from desktop.views.kit.one_editor import OneEditor
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.questions_editor import QuestionsEditor
from desktop.views.kit.rows_editor import RowsEditor
from desktop.views.kit.rows_editor import in_words as rows_in_words

_OF_OFFERS = (PEOPLE, THINGS, EVIDENCE)
_NEW = {EVIDENCE: "登记证据…", THINGS: "登记物品…"}


def fields_of(action: Action) -> dict[str, Field]:
    """Every input as a field. None is required by the form itself: work in hand can be kept, and
    what is missing bars only the papers."""
    return {one.name: _field(one) for one in action.inputs}


def layout_of(action: Action) -> Layout:
    """The rows of the action under one heading."""
    return ("登记内容", *action.rows)


def editors_of(form: ActionForm, almanac: Almanac) -> dict[str, OwnEditor]:
    """The editors of inputs no single line can hold."""
    found: dict[str, OwnEditor] = {}
    for one in form.action.inputs:
        offers = form.offers.get(one.name, ())
        if one.kind in _OF_OFFERS:
            found[one.name] = ManyEditor(offers, one.label, new=_NEW.get(one.kind, ""))
        elif one.kind == PARTY:
            found[one.name] = OneEditor(offers, one.label)
        elif one.kind == CHOICES and one.choices is not None:
            found[one.name] = ChoicesEditor(list(one.choices), one.label)
        elif one.kind == ROWS:
            found[one.name] = RowsEditor(one.columns, almanac, one.label)
        elif one.kind == QUESTIONS:
            found[one.name] = QuestionsEditor(*_sentences(offers))
    return found


def in_words(form: ActionForm, name: str, value: Any) -> str | None:
    """A value in words, where two versions are compared; None: as its field shows it."""
    one = form.action.by_name[name]
    if one.kind in (*_OF_OFFERS, PARTY):
        known = {offer.id: offer.words for offer in form.offers.get(name, ())}
        keys: Sequence[Any] = (value,) if one.kind == PARTY and value else value or ()
        return "、".join(known.get(key, "（已移出）") for key in keys)
    if one.kind == CHOICES:
        return "、".join(choice.label for choice in value or () if isinstance(choice, Choice))
    if one.kind == ROWS:
        return rows_in_words(one.columns, value or ())
    if one.kind == QUESTIONS:
        pairs: Sequence[Mapping[str, str]] = value or ()
        return "　".join(f"问：{pair[QUESTION]}答：{pair[ANSWER]}" for pair in pairs)
    return None


def input_of(action: Action, words: str) -> str:
    """The input a missing part of a paper names; empty where it is none of this action."""
    named = [one for one in action.inputs if one.label == words or words.startswith(one.label)]
    return max(named, key=lambda one: len(one.label)).name if named else ""


def input_for(action: Action, fact: str) -> str:
    """The input that answers a fact; empty where it is asked elsewhere."""
    return next((one.name for one in action.inputs if one.fact == fact), "")


def _field(one: Input) -> Field:
    if one.field is not None:
        return replace(one.field, required=False)
    return Field(name=one.name, label=one.label, required=False, hint=one.hint)


def _sentences(offers: Sequence[Offer]) -> tuple[list[str], list[str]]:
    outline = [one.words for one in offers if one.note != PHRASE]
    return outline, [one.words for one in offers if one.note == PHRASE]
