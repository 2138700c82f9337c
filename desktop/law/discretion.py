"""Discretion benchmarks (裁量基准): the bands of an item, by date and party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.errors import WorkError
from desktop.law.editions import Edition, Entry, NotYetLaw, Version, read_entry
from desktop.law.penalty_range import FineRange, MultipleRange, Place
from desktop.law.shape import BrokenLaw, Shape
from desktop.law.thresholds import PARTIES

_UNITS = ("yuan", "multiple")
ENTRY = Shape({"item": str, "position": int}, {"party": PARTIES})
VERSION = Shape(
    {"condition": str, "unit": _UNITS, "least": Decimal, "most": Decimal},
    {"base": str, "confirm": bool},
)


@dataclass(frozen=True)
class Band:
    """One band on a day: when it applies, and from how much to how much.

    `base` names what `least` and `most` multiply; empty where they are yuan.
    """

    key: str
    label: str
    condition: str
    least: Decimal
    most: Decimal
    base: str
    cite: str
    confirmed: bool

    def range(self, amount: Decimal | None = None) -> FineRange:
        """The band in yuan; `amount` is that of the base. WorkError when it is needed and missing."""
        if not self.base:
            return FineRange(self.label, self.least, self.most)
        if amount is None:
            raise WorkError(f"“{self.label}”按{self.base}的倍数计算，请先登记{self.base}。")
        return MultipleRange(self.label, self.base, self.least, self.most).of(amount)


class Discretion:
    """Every band of the edition, by item code."""

    def __init__(self, edition: Edition) -> None:
        self.entries: dict[str, Entry] = {}
        places: dict[tuple[str, int, str | None], str] = {}
        for name, tables in edition.under("discretion").items():
            for key, table in tables.items():
                where = f"discretion/{name}/{key}"
                if key in self.entries:
                    raise BrokenLaw(f"{where}：键 {key} 重复")
                entry = read_band(where, key, table)
                if (held := places.setdefault(_place(entry), key)) != key:
                    raise BrokenLaw(f"{where}：与 {held} 的事项、阶次和当事人相同")
                self.entries[key] = entry

    def bands(self, item: str, party: str, on: date) -> tuple[Band, ...]:
        """The bands of an item for a side (citizen, organisation), light to heavy; none: ask."""
        found = []
        for entry in sorted(self.entries.values(), key=lambda one: one.values["position"]):
            if entry.values["item"] != item or entry.values.get("party", party) != party:
                continue
            try:
                found.append(_band(entry, entry.on(on)))
            except NotYetLaw:
                continue
        return tuple(found)

    def holding(
        self, bands: tuple[Band, ...], fine: Decimal, amount: Decimal | None = None
    ) -> tuple[Band, ...]:
        """Which of the bands a fine lies in; an end shared by two lies in both."""
        return tuple(band for band in bands if band.range(amount).place(fine) is Place.INSIDE)


def read_band(where: str, key: str, table: Mapping[str, Any]) -> Entry:
    """One band with its versions checked; raises BrokenLaw."""
    entry = read_entry(where, key, table, ENTRY, VERSION)
    for version in entry.versions:
        if not version.ended:
            _check(f"{where}/{version.since}", version.values)
    return entry


def _check(where: str, values: Mapping[str, Any]) -> None:
    if values["least"] < 0 or values["most"] < values["least"]:
        raise BrokenLaw(f"{where}：幅度{values['least']}至{values['most']}不成立")
    if (values["unit"] == "multiple") != bool(values.get("base")):
        raise BrokenLaw(f"{where}：按倍数计算的须写明 base，按元计算的不写 base")


def _place(entry: Entry) -> tuple[str, int, str | None]:
    return entry.values["item"], entry.values["position"], entry.values.get("party")


def _band(entry: Entry, version: Version) -> Band:
    values = version.values
    return Band(
        key=entry.key,
        label=entry.label,
        condition=values["condition"],
        least=Decimal(values["least"]),
        most=Decimal(values["most"]),
        base=values.get("base", ""),
        cite=version.cite,
        confirmed=not values.get("confirm"),
    )
