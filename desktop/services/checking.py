"""Checking a form's values against the declared fields before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.errors import Invalid
from desktop.fields import Field


def complaints(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, str]:
    """A sentence for each value that cannot stand; missing optional values are fine."""
    found: dict[str, str] = {}
    for name, field in fields.items():
        value = values.get(name)
        if value is None or value == "":
            if field.required:
                found[name] = f"{field.label}不能为空"
        elif field.check is not None and (sentence := field.check(value)):
            found[name] = f"{field.label}{sentence}"
    return found


def refuse(found: Mapping[str, str]) -> None:
    """Raise them all at once."""
    if found:
        raise Invalid(found)


def only(fields: Iterable[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The named values; empty text is no value."""
    return {name: None if values.get(name) == "" else values.get(name) for name in fields}
