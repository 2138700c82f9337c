"""What counts as large, by field of law, party, purpose and date. No confirmed row: ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.law.editions import Edition, Entry, NotYetLaw
from desktop.law.shape import BrokenLaw, Shape

PURPOSES = ("hearing", "legal_review", "collective", "transfer_confiscation")
PARTIES = ("citizen", "organisation")
_ENTRY = Shape({"field": str, "party": PARTIES, "purpose": PURPOSES})
_VERSION = Shape({"amount": Decimal}, {"confirm": bool})


@dataclass(frozen=True)
class Threshold:
    """An amount in yuan from which on something counts as large (included), and its source.

    While `confirmed` is False the amount is a suggestion and nothing may be decided by it.
    """

    key: str
    label: str
    amount: Decimal
    cite: str
    confirmed: bool


class Thresholds:
    """Every row of the edition; an office's confirmed rows come in with the settings.

    Settings know a row as ``threshold.<key>``: the amount a person confirmed. Rows the edition
    does not have are asked for as ``threshold.<field>/<party>/<purpose>``.
    """

    def __init__(self, edition: Edition) -> None:
        self.entries = edition.entries("thresholds.toml", _ENTRY, _VERSION)
        self._rows: dict[tuple[str, str, str], Entry] = {}
        for entry in self.entries.values():
            place = (entry.values["field"], entry.values["party"], entry.values["purpose"])
            if place in self._rows:
                raise BrokenLaw(f"thresholds.toml/{entry.key}：与 {self._rows[place].key} 重复")
            self._rows[place] = entry

    def threshold(
        self, place: tuple[str, str, str], on: date, settings: Mapping[str, Any]
    ) -> Threshold | None:
        """The row for (field, party, purpose) on a day, or None: then the program asks."""
        entry = self._rows.get(place)
        key = f"threshold.{entry.key if entry else '/'.join(place)}"
        own = settings.get(key)
        if own is not None:
            label = entry.label if entry else "、".join(place)
            return Threshold(key, label, Decimal(str(own)), "本单位规定 较大数额标准", True)
        if entry is None:
            return None
        try:
            version = entry.on(on)
        except NotYetLaw:
            return None
        confirmed = not version.values.get("confirm")
        amount = Decimal(version.values["amount"])
        return Threshold(key, entry.label, amount, version.cite, confirmed)
