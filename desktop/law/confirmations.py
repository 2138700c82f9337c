"""What a person must confirm before go-live: office choices, and entries marked `confirm`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.law.case_time import Provision
from desktop.law.editions import Edition, Entry, read_entry
from desktop.law.shape import Shape

_KINDS = ("integer", "flag", "text", "date", "table")
_TYPES: Mapping[str, type] = {"integer": int, "flag": bool, "date": date}
_ENTRY = Shape({"kind": _KINDS})


@dataclass(frozen=True)
class Unconfirmed:
    """One thing still to be confirmed: its settings key, the value that holds until then, if any.

    `kind` says what a person enters: integer, money, flag, text, date; table (kept elsewhere);
    as_is (the value is read from the edition alone and can only be agreed to).
    """

    key: str
    label: str
    value: str
    cite: str
    kind: str = "as_is"


class OfficeChoices:
    """What the law leaves to the office (resources/law/settings.toml)."""

    def __init__(self, edition: Edition) -> None:
        self.entries: dict[str, Entry] = {}
        for key, table in edition.files["settings.toml"].items():
            kind = _TYPES.get(table.get("kind", ""), str)
            shape = Shape({}, {"confirm": bool, "value": kind})
            self.entries[key] = read_entry(f"settings.toml/{key}", key, table, _ENTRY, shape)

    def value(self, key: str, settings: Mapping[str, Any]) -> Any:
        """What the office chose, else what holds until it does, else None: then ask."""
        if settings.get(key) is not None:
            return settings[key]
        return self.entries[key].versions[-1].values.get("value")


def unconfirmed(
    groups: Mapping[str, Iterable[Entry]], on: date, confirmed: Collection[str]
) -> list[Unconfirmed]:
    """Every entry in force on a day that is marked `confirm` and that nobody has confirmed.

    `groups` maps a prefix of the settings key ("text." …, "" for office choices) to entries.
    """
    found: list[Unconfirmed] = []
    for prefix, entries in groups.items():
        for entry in entries:
            version = next((v for v in reversed(entry.versions) if v.since <= on), None)
            if version is None or not version.values.get("confirm"):
                continue
            key = version.values.get("setting") or f"{prefix}{entry.key}"
            if key not in confirmed and key not in {one.key for one in found}:
                kind = _kind(prefix, entry, version.values)
                shown = _shown(version.values)
                found.append(Unconfirmed(key, entry.label, shown, version.cite, kind))
    return found


def _kind(prefix: str, entry: Entry, values: Mapping[str, Any]) -> str:
    """What may be entered: the office's choices, own lengths of terms, own amounts."""
    if not prefix:
        return str(entry.values["kind"])
    if values.get("setting"):
        return "integer"
    return "money" if prefix == "threshold." else "as_is"


def _shown(values: Mapping[str, Any]) -> str:
    if "base_days" in values:
        return Provision.of(values).words
    for name in ("value", "amount", "length", "body"):
        if name in values:
            value = values[name]
            return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
    return ""
