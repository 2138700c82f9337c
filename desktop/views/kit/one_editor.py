"""A value that is one of the records offered (the party a paper goes to)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from desktop.values import FieldError
from desktop.views.kit.offer_picker import Offered, OfferPicker
from desktop.views.kit.own_editor import OwnEditor


class OneEditor(OwnEditor):
    """The value is the id, or None."""

    def __init__(self, offers: Sequence[Offered], name: str) -> None:
        super().__init__()
        self.picker = OfferPicker(name)
        self.picker.offer(offers)
        self.picker.edited.connect(self.edited)
        self.picker.left.connect(self.left)
        self.setFocusProxy(self.picker)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.picker)

    def value(self) -> UUID | None:
        """The chosen record; FieldError says why it may not be taken."""
        key = self.picker.key()
        one = self.picker.offered(key) if key else None
        if one is not None and one.bad:
            raise FieldError(f"{one.words}：{one.note}")
        return key

    def text(self) -> str:
        """The id, or the words as typed."""
        try:
            return str(self.picker.key() or "")
        except FieldError:
            return self.picker.line.text()

    def fill(self, value: Any) -> None:
        """Choose a record."""
        self.picker.choose(value)

    def restore(self, text: str) -> None:
        """Choose by id again; words stay as typed."""
        try:
            self.picker.choose(UUID(text))
        except ValueError:
            self.picker.choose(None)
            self.picker.line.setText(text)
