"""The village in the form of a lead: found by name or initials, and what follows from it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop.services.case_form import LeadForm
from desktop.services.village import Place
from desktop.views.kit.editors import ReferenceEditor
from desktop.views.kit.form import Form

_MOST = 30


class VillagePicker:
    """Offers the own township's villages; one chosen fills the place and says whose ground it is.

    What a person typed as the place is left alone, unless it is only a village filled in before.
    """

    def __init__(self, form: Form, found: LeadForm) -> None:
        self._form, self._town = form, found.town
        self._places = {one.id: one for one in found.villages}
        box = form.boxes.get("village_id")
        self._editor = box.editor if box is not None else None
        if isinstance(self._editor, ReferenceEditor):
            self._editor.searched.connect(self._offer)
            self._offer("")

    def name(self, key: UUID | None) -> str:
        """The village in words; empty where none is chosen."""
        return self._places[key].name if key in self._places else ""

    def chosen(self) -> None:
        """Fill what follows from the village: its ground, and the beginning of the place."""
        place = self._places.get(self._form.value("village_id"))
        if place is None:
            return
        self._put("inside", True)
        if place.excluded is not None:
            self._put("excluded_area", place.excluded)
        if self._form.value("place") in (None, *map(self._address, self._places.values())):
            self._put("place", self._address(place))

    def _address(self, place: Place) -> str:
        return f"{self._town}{place.name}"

    def _put(self, name: str, value: Any) -> None:
        if name in self._form.boxes:
            self._form.put(name, value)

    def _offer(self, words: str) -> None:
        if isinstance(self._editor, ReferenceEditor):
            fits = [one for one in self._places.values() if one.found_by(words)]
            self._editor.offer([(one.id, one.name) for one in fits[:_MOST]])
