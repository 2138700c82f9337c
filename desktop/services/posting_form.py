"""What a form about a posting needs: bodies to choose from, and a posting to begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop.fields import Field
from desktop.services import person, posting, unit
from desktop.services.roster_sheet import Places
from desktop.services.work import Work

_SERVED = Field(
    name="served", label="辐射乡镇（街道）", required=False, hint="如 郑宅镇、白马镇；没有则空着"
)
_BETWEEN = re.compile(r"[、，,；;\s]+")
_NEW_EACH_TIME = ("until", "consent", "consent_on")


@dataclass(frozen=True)
class Bodies:
    """Townships and departments with their names, in official order."""

    townships: Sequence[tuple[UUID, str]]
    departments: Sequence[tuple[UUID, str]]
    places: Places

    @property
    def offers(self) -> Mapping[str, Sequence[tuple[UUID, str]]]:
        """What the reference fields of a posting may take."""
        return {"home_unit_id": self.departments, "station_unit_id": self.townships}

    def served(self, text: str | None) -> list[UUID]:
        """The townships a person typed; names that are none are left to `fields` to refuse."""
        found = (self.places.township(word) for word in _words(text))
        return [key for key in found if key is not None]

    def names(self, keys: Sequence[UUID]) -> str:
        """The townships as they are typed."""
        return "、".join(name for key, name in self.townships if key in keys)


def bodies(work: Work) -> Bodies:
    """Read them once for a form."""
    return Bodies(unit.find_township(work), unit.find_department(work), Places(unit.names(work)))


def fields(known: Bodies) -> Mapping[str, Field]:
    """The fields of a posting, with the townships it radiates to as text (S19)."""
    return {**posting.FIELDS, "served": _served(known)}


def arrival_fields(known: Bodies) -> Mapping[str, Field]:
    """The fields of a new person, likewise."""
    return {**person.ARRIVAL, "served": _served(known)}


def settled(values: Mapping[str, Any], known: Bodies) -> dict[str, Any]:
    """Form values as `posting.start` takes them."""
    return {**values, "served": known.served(values.get("served"))}


def following(work: Work, person_id: UUID, known: Bodies) -> dict[str, Any]:
    """A posting to begin with when a person is moved: as now, from today."""
    running = posting.current(work, person_id, work.today)
    if running is None:
        return {**dict.fromkeys(posting.FIELDS), "since": work.today}
    values = {name: getattr(running, name) for name in posting.FIELDS}
    values["served"] = known.names(posting.served_by(work, running.id))
    return {**values, **dict.fromkeys(_NEW_EACH_TIME), "since": work.today}


def _served(known: Bodies) -> Field:
    def check(text: str) -> str | None:
        strange = [word for word in _words(text) if known.places.township(word) is None]
        return f"中没有“{'、'.join(strange)}”" if strange else None

    return replace(_SERVED, check=check)


def _words(text: str | None) -> list[str]:
    return [word for word in _BETWEEN.split(text or "") if word]
