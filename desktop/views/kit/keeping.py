"""A form that is kept as a draft while typing, and saved with collisions shown side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from desktop.errors import Conflict, Invalid, WorkError
from desktop.fields import Field
from desktop.values import CHINA
from desktop.views.kit.comparison import ComparisonDialog, compare
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import warning, window_of
from desktop.views.kit.draft import Draft, Drafts
from desktop.views.kit.form import Form

T = TypeVar("T")
PAUSE = 800
"""Milliseconds of quiet before a draft is written; a kill loses at most the last two seconds."""

Deed = Callable[[Any, dict[str, Any], int | None], T]
"""``deed(work, values, version)``: save the record; Conflict when `version` is not the last."""


class Keeping(QObject):
    """Looks after one form: `name` says which record (``person:new``, ``person:<id>``)."""

    def __init__(
        self, form: Form, name: str, drafts: Drafts | None, version: int | None = None
    ) -> None:
        super().__init__(form)
        self._form, self._name, self._drafts, self.version = form, name, drafts, version
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.keep)
        form.changed.connect(self._timer.start)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.keep)

    def move(self, name: str, version: int | None) -> None:
        """The form was saved and stays: from now on it is this record in this version."""
        self._timer.stop()
        self._name, self.version = name, version

    def waiting(self) -> Draft | None:
        """A draft of this form from before."""
        return self._drafts.waiting().get(self._name) if self._drafts else None

    def restore(self) -> bool:
        """Put the draft back into the form; False when there is none."""
        draft = self.waiting()
        if draft is not None:
            self._form.restore(draft.texts)
        return draft is not None

    def keep(self) -> None:
        """Write the draft now."""
        if self._drafts and self._form.touched():
            at = datetime.now(CHINA).strftime("%Y-%m-%d %H:%M")
            self._drafts.keep(self._name, self._form.texts(), self.version, at)

    def drop(self) -> None:
        """The draft is no longer needed."""
        self._timer.stop()
        self._form.settle()
        if self._drafts:
            self._drafts.drop(self._name)


class Saving:
    """One attempt to save, through complaints and collisions to the end.

    `original` are the values the form was filled with. `shown` turns references into words
    for the comparison.
    """

    def __init__(
        self,
        desk: Desk,
        keeping: Keeping,
        form: Form,
        fields: Mapping[str, Field],
        original: Mapping[str, Any],
        shown: Callable[[str, Any], str | None] | None = None,
    ) -> None:
        self._desk, self._keeping, self._form = desk, keeping, form
        self._fields, self._original, self._shown = fields, dict(original), shown
        self.comparison: ComparisonDialog | None = None

    def run(self, deed: Deed[T], done: Callable[[T], None]) -> bool:
        """Read the form and save; False when a field is wrong and nothing was sent."""
        values, complaints = self._form.read()
        if complaints:
            return False
        self._send(deed, values, self._keeping.version, done)
        return True

    def _send(
        self, deed: Deed[T], values: dict[str, Any], version: int | None, done: Callable[[T], None]
    ) -> None:
        def saved(result: T) -> None:
            self._keeping.drop()
            self._desk.said.emit("已保存")
            done(result)

        def failed(error: WorkError) -> bool:
            if isinstance(error, Invalid):
                self._form.complain(error.complaints)
                rest = [t for name, t in error.complaints.items() if name not in self._form.boxes]
                if rest:
                    warning(self._form, "；".join(rest))
                return True
            if isinstance(error, Conflict) and error.version is not None:
                self._collide(error, deed, values, done)
                return True
            return False

        self._desk.act(self._form, lambda work: deed(work, values, version), saved, failed)

    def _collide(
        self, error: Conflict, deed: Deed[T], values: dict[str, Any], done: Callable[[T], None]
    ) -> None:
        differences = compare(self._original, values, error.theirs)
        if not differences:
            warning(self._form, str(error))
            return

        def again(chosen: dict[str, Any]) -> None:
            self._send(deed, {**values, **chosen}, error.version, done)

        self.comparison = ComparisonDialog(
            window_of(self._form),
            self._fields,
            differences,
            again,
            said=str(error),
            shown=self._shown,
        )
        self.comparison.open()
