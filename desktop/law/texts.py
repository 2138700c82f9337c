"""Fixed text blocks of papers, by the date of the step that prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from desktop.errors import WorkError
from desktop.law.editions import Edition, Entry
from desktop.law.shape import BrokenLaw, Shape

_ENTRY = Shape({"code": str, "slots": dict})
_VERSION = Shape({"body": str}, {"confirm": bool})


@dataclass(frozen=True)
class Text:
    """A block as it stood in force on a day, its slots filled."""

    key: str
    label: str
    body: str
    since: date
    cite: str


class Texts:
    """Every block of the edition, found by key or by number (T06)."""

    def __init__(self, edition: Edition) -> None:
        self.entries = edition.entries("texts.toml", _ENTRY, _VERSION)
        self._codes = {entry.values["code"]: key for key, entry in self.entries.items()}
        for entry in self.entries.values():
            _check_slots(entry)

    def entry(self, key: str) -> Entry:
        """The block of that key or number; KeyError if there is none."""
        return self.entries[self._codes.get(key, key)]

    def slots(self, key: str, on: date) -> dict[str, str]:
        """The slots the block in force on that day really has, each with its label."""
        entry = self.entry(key)
        used = _names(entry.on(on).values["body"])
        return {name: label for name, label in entry.values["slots"].items() if name in used}

    def text(self, key: str, on: date, slots: Mapping[str, Any]) -> Text:
        """The filled block; raises NotYetLaw, or WorkError naming what was not given."""
        entry = self.entry(key)
        version = entry.on(on)
        wanted = self.slots(key, on)
        values = {name: str(slots.get(name) or "").strip() for name in wanted}
        if empty := [wanted[name] for name, value in values.items() if not value]:
            raise WorkError(
                f"“{entry.label}”还缺少：{'、'.join(empty)}。请在设置中填写后再制作文书。"
            )
        body = version.values["body"].format_map(values)
        return Text(entry.key, entry.label, body, version.since, version.cite)


def _names(body: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(body) if name is not None}


def _check_slots(entry: Entry) -> None:
    known = set(entry.values["slots"])
    used = set().union(*(_names(version.values["body"]) for version in entry.versions))
    if used != known:
        raise BrokenLaw(f"texts.toml/{entry.key}：填空项不一致 {'、'.join(sorted(used ^ known))}")
