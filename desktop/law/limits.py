"""Single numbers of the law and the contents a paper must have, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.law.editions import Edition, NotYetLaw, Version
from desktop.law.shape import BrokenLaw, Shape

_LIMIT = Shape({"unit": str})
_VALUE = Shape({"value": Decimal}, {"confirm": bool})
_ITEMS = Shape({"items": Shape({"key": str, "label": str})})


@dataclass(frozen=True)
class Limit:
    """One number with its unit (元, %, 人, 周岁 …) and source."""

    key: str
    label: str
    value: Decimal
    unit: str
    cite: str


@dataclass(frozen=True)
class Contents:
    """What a paper must say: key to label, and the article."""

    label: str
    items: dict[str, str]
    cite: str


class Limits:
    """Every number and every list of contents of the edition."""

    def __init__(self, edition: Edition) -> None:
        self.entries = edition.entries("limits.toml", _LIMIT, _VALUE)
        self._contents = edition.entries("contents.toml", Shape({}), _ITEMS)
        for entry in self._contents.values():
            for version in entry.versions:
                _check_items(f"contents.toml/{entry.key}/{version.since}", version)

    @property
    def papers(self) -> frozenset[str]:
        """Numbers of every paper any version of the list of papers names (domain.md §4)."""
        versions = self._contents["papers"].versions
        return frozenset(item["key"] for one in versions for item in one.values.get("items", ()))

    def limit(self, key: str, on: date) -> Limit:
        """The number in force on a day; raises NotYetLaw."""
        entry = self.entries[key]
        version = entry.on(on)
        value = Decimal(version.values["value"])
        return Limit(key, entry.label, value, entry.values["unit"], version.cite)

    def contents(self, key: str, on: date) -> Contents:
        """What such a paper must say on a day; raises NotYetLaw."""
        entry = self._contents[key]
        version = entry.on(on)
        items = {item["key"]: item["label"] for item in version.values["items"]}
        return Contents(entry.label, items, version.cite)

    def content_keys(self, on: date) -> dict[str, str]:
        """Label to key of everything any list in force on a day names."""
        found: dict[str, str] = {}
        for entry in self._contents.values():
            try:
                version = entry.on(on)
            except NotYetLaw:
                continue
            found |= {item["label"]: item["key"] for item in version.values["items"]}
        return found


def _check_items(where: str, version: Version) -> None:
    keys = [item["key"] for item in version.values.get("items", ())]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BrokenLaw(f"{where}：重复 {'、'.join(twice)}")
