"""Values of an action as the database keeps them: text per value, the same on both engines."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.actions.input import (
    ANSWER,
    CHOICE,
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
from desktop.values import Choice


def write(one: Input, value: Any) -> str | None:
    """The text of a value; None for no value."""
    if value in (None, "", ()):
        return None
    if one.kind in (PEOPLE, THINGS, EVIDENCE):
        return json.dumps([str(key) for key in value])
    if one.kind == CHOICES:
        return json.dumps(sorted(str(choice.value) for choice in value), ensure_ascii=False)
    if one.kind == QUESTIONS:
        return json.dumps([[row[QUESTION], row[ANSWER]] for row in value], ensure_ascii=False)
    if one.kind == ROWS:
        rows = [[_plain(row.get(column.name)) for column in one.columns] for row in value]
        return json.dumps(rows, ensure_ascii=False)
    return _plain(value)


def read(one: Input, text: str | None) -> Any:
    """The value of a text as `write` made it."""
    if text is None:
        return () if one.is_list else None
    if one.kind in (PEOPLE, THINGS, EVIDENCE):
        return tuple(UUID(key) for key in json.loads(text))
    if one.kind == CHOICES:
        assert one.choices is not None
        return tuple(one.choices.of(key) for key in json.loads(text))
    if one.kind == QUESTIONS:
        return tuple({QUESTION: asked, ANSWER: said} for asked, said in json.loads(text))
    if one.kind == ROWS:
        return tuple(_row(one.columns, cells) for cells in json.loads(text))
    if one.kind == PARTY:
        return UUID(text)
    if one.kind == CHOICE:
        assert one.choices is not None
        return one.choices.of(text)
    field = one.field
    assert field is not None
    return _read(field.kind, text)


def _row(columns: tuple[Field, ...], cells: list[str | None]) -> dict[str, Any]:
    return {
        column.name: None if cell is None else _read(column.kind, cell)
        for column, cell in zip(columns, cells, strict=True)
    }


def _plain(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, Choice):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _read(kind: Any, text: str) -> Any:
    if issubclass(kind, Choice):
        return kind.of(text)
    if kind is bool:
        return text == "true"
    if kind is datetime:
        return datetime.fromisoformat(text)
    if kind is date:
        return date.fromisoformat(text)
    if kind is Decimal:
        return Decimal(text)
    return kind(text)
