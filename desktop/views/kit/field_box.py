"""One field of a form: label, editor, and under it what is wrong or what was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.values import Choice, FieldError
from desktop.views.kit.day_editor import DayEditor
from desktop.views.kit.day_typing import in_words
from desktop.views.kit.desk import Almanac
from desktop.views.kit.editors import (
    AreaEditor,
    ChoiceEditor,
    FlagEditor,
    LineEditor,
    ReferenceEditor,
)
from desktop.views.kit.own_editor import MaybeEditor, OwnEditor
from desktop.views.kit.text import label, restyle

Editor = (
    LineEditor
    | AreaEditor
    | ChoiceEditor
    | FlagEditor
    | MaybeEditor
    | ReferenceEditor
    | DayEditor
    | OwnEditor
)
Note = Callable[[Any], str]
"""What was understood of a value; FieldError in words where it cannot stand beside the others."""


class FieldBox(QWidget):
    """Complains when a person leaves the field, praises at once, never blocks typing.

    `own` is a page's editor for a value no single line can hold.
    """

    def __init__(
        self,
        field: Field,
        almanac: Almanac,
        note: Note | None = None,
        own: OwnEditor | None = None,
    ) -> None:
        super().__init__()
        self.field, self._note = field, note or _default_note(field)
        self.editor: Editor = own or editor_for(field, almanac)
        widget = self.editor
        heading = self._heading = label(_heading(field))
        heading.setBuddy(widget)
        heading.setAccessibleName(field.label)
        self.under = label("", "under")
        self.under.setFixedHeight(18)
        self.under.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        widget.setAccessibleName(field.label)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        for part in (heading, widget, self.under):
            body.addWidget(part)
        body.addStretch()
        self.editor.edited.connect(lambda: self.check(leaving=False))
        self.editor.left.connect(lambda: self.check(leaving=True))
        self.say("", "")

    def read(self) -> Any:
        """The value; raises FieldError in words."""
        if isinstance(self.editor, OwnEditor):
            return self.editor.value()
        if isinstance(self.editor, DayEditor) and (complaint := self.editor.complaint()):
            raise FieldError(f"{self.field.label}{complaint}")
        return self.field.parse(self.editor.text())

    def check(self, *, leaving: bool) -> None:
        """Look at what stands there. An empty field is only complained about by `Form.read`."""
        if not self.editor.text().strip():
            self.say("", "")
            return
        try:
            value = self.read()
            said = self._note(value) if value is not None else ""
        except FieldError as error:
            bad = (
                leaving
                or self.under.property("state") == "bad"
                or isinstance(self.editor, LineEditor)
            )
            self.say("bad" if bad else "", str(error) if bad else "")
            return
        self.say("ok" if said else "", said)

    def star(self) -> None:
        """Mark as needed in the end what may stay empty for now."""
        self._heading.setText(f"{_heading(self.field)} *")

    def say(self, state: str, text: str) -> None:
        """Show a line under the editor: state is ok, bad, warn or empty (the hint)."""
        glyph = {"ok": "✓ ", "bad": "✕ ", "warn": "! "}.get(state, "")
        self.under.setText(glyph + text if text else "")
        self.under.setToolTip(text)
        restyle(self.under, state=state or "hint")
        self.editor.setAccessibleDescription(text)
        restyle(self.editor, state=state)


def editor_for(field: Field, almanac: Almanac) -> Editor:
    """The editor of a field's kind."""
    if issubclass(field.kind, Choice):
        return ChoiceEditor(field, list(field.kind))
    if field.kind in (date, datetime):
        return DayEditor(field, almanac)
    if field.kind is bool:
        return FlagEditor(field) if field.required else MaybeEditor()
    if field.kind is UUID:
        return ReferenceEditor(field)
    return AreaEditor(field) if field.lines > 1 else LineEditor(field)


def _heading(field: Field) -> str:
    if field.kind is bool and field.required:
        return " "  # The box itself carries the words.
    unit = f"（{field.unit}）" if field.unit and field.unit != field.label else ""
    return f"{field.label}{unit}{' *' if field.required else ''}"


def _default_note(field: Field) -> Note:
    """Days and amounts are echoed in words; other fields need no praise."""
    if field.kind is date:
        return in_words
    if field.kind is datetime:
        return lambda value: f"{in_words(value)} {value:%H:%M}"
    if field.kind is Decimal:
        return field.show
    return lambda _: ""
