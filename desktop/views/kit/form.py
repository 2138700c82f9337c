"""A form laid out by hand from declared fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.fields import Field
from desktop.values import FieldError
from desktop.views.kit.desk import Desk
from desktop.views.kit.editors import ReferenceEditor, Search
from desktop.views.kit.field_box import FieldBox, Note
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.text import label, restyle

Layout = Sequence[Sequence[str] | str]
"""Rows of field names; a plain text is a heading over the rows that follow."""
_COLUMNS = 12


class Form(QWidget):
    """Editors for the named fields, one layout row per inner sequence.

    `notes` say what was understood of a good value (an ID number gives birth date and sex);
    `searches` find the records of reference fields, `own` are the page's own editors. `changed` follows every edit, `edited`
    names the field, `submitted` is Ctrl+Enter anywhere or Enter in the last field.
    """

    changed = Signal()
    edited = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        desk: Desk,
        fields: Mapping[str, Field],
        layout: Layout,
        *,
        notes: Mapping[str, Note] | None = None,
        searches: Mapping[str, Search] | None = None,
        own: Mapping[str, OwnEditor] | None = None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._names = [name for row in layout if not isinstance(row, str) for name in row]
        self.boxes = {
            name: FieldBox(
                fields[name], desk.almanac, (notes or {}).get(name), (own or {}).get(name)
            )
            for name in self._names
        }
        self._filled: dict[str, str] = {}
        self._lay_out(layout)
        self._connect(searches or {})

    def fill(self, values: Mapping[str, Any], labels: Mapping[str, str] | None = None) -> None:
        """Show these values; `labels` are the words for references (name → label)."""
        for name, box in self.boxes.items():
            value = values.get(name)
            if isinstance(box.editor, ReferenceEditor):
                shown = (labels or {}).get(name, "") if value is not None else ""
                box.editor.fill((value, shown))
            else:
                box.editor.fill(value)
            box.check(leaving=True)
        self._filled = self.texts()

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The values that could be read, and a complaint for each field that could not."""
        values: dict[str, Any] = {}
        complaints: dict[str, str] = {}
        for name, box in self.boxes.items():
            try:
                values[name] = box.read()
            except FieldError as error:
                complaints[name] = str(error)
        self.complain(complaints)
        return values, complaints

    def complain(self, complaints: Mapping[str, str]) -> None:
        """Show complaints under their fields and go to the first."""
        for name, box in self.boxes.items():
            if name in complaints:
                box.say("bad", complaints[name])
            else:
                box.check(leaving=True)
        first = next((name for name in self._names if name in complaints), None)
        if first is not None:
            self.boxes[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self, name: str) -> Any:
        """One value, or None while it cannot be read."""
        try:
            return self.boxes[name].read()
        except FieldError:
            return None

    def put(self, name: str, value: Any, shown: str = "") -> None:
        """Set one value on the person's behalf (birth date from the ID number)."""
        box = self.boxes[name]
        box.editor.fill((value, shown) if isinstance(box.editor, ReferenceEditor) else value)
        box.check(leaving=True)
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """What stands in every editor, as a draft keeps it."""
        return {
            name: box.editor.draft()
            if isinstance(box.editor, ReferenceEditor)
            else box.editor.text()
            for name, box in self.boxes.items()
        }

    def restore(self, texts: Mapping[str, str]) -> None:
        """Show a draft again; fields that no longer exist are passed over."""
        for name, text in texts.items():
            if name in self.boxes:
                self.boxes[name].editor.restore(text)
                self.boxes[name].check(leaving=True)
        self.changed.emit()

    def touched(self) -> bool:
        """Whether anything differs from what was filled in."""
        return self.texts() != self._filled

    def settle(self) -> None:
        """What stands here is saved: from now on it counts as untouched."""
        self._filled = self.texts()

    def lock(self, *names: str, why: str = "") -> None:
        """Make fields (all, without names) unchangeable, and say why."""
        for name in names or self._names:
            self.boxes[name].editor.setEnabled(False)
            self.boxes[name].editor.setToolTip(why)

    def unlock(self) -> None:
        """Every field may be changed again."""
        for box in self.boxes.values():
            if not box.editor.isEnabled():
                box.editor.setEnabled(True)
                box.editor.setToolTip("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, Ctrl+Enter submits."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return True
        if isinstance(watched, QPlainTextEdit):
            return False
        self._next(watched)
        return True

    def _next(self, watched: QObject) -> None:
        at = next(n for n, name in enumerate(self._names) if self._owns(name, watched))
        left = self.boxes[self._names[at]].editor
        left.left.emit()
        for name in self._names[at + 1 :]:
            widget = self.boxes[name].editor
            if widget.isEnabled():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                if isinstance(widget, QLineEdit):
                    widget.selectAll()
                return
        self.submitted.emit()

    def _owns(self, name: str, watched: QObject) -> bool:
        editor = self.boxes[name].editor
        return watched is editor or (isinstance(watched, QWidget) and editor.isAncestorOf(watched))

    def _lay_out(self, layout: Layout) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        for y, names in enumerate(layout):
            if isinstance(names, str):
                grid.addWidget(label(names, "h2"), y, 0, 1, _COLUMNS)
                continue
            span = _COLUMNS // len(names)
            for x, name in enumerate(names):
                grid.addWidget(self.boxes[name], y, x * span, 1, span)

    def _connect(self, searches: Mapping[str, Search]) -> None:
        for name, box in self.boxes.items():
            widget = box.editor
            widget.installEventFilter(self)
            if isinstance(widget, OwnEditor):
                widget.passed.connect(partial(self._next, widget))
            own_keys = isinstance(widget, OwnEditor) and widget.own_keys
            for line in () if own_keys else widget.findChildren(QLineEdit):
                line.installEventFilter(self)
                if not isinstance(widget, OwnEditor):
                    line.setAccessibleName(box.field.label)
            box.editor.edited.connect(lambda name=name: self._edited(name))
            if isinstance(box.editor, ReferenceEditor) and name in searches:
                self._search(box.editor, searches[name])

    def _edited(self, name: str) -> None:
        self.edited.emit(name)
        self.changed.emit()

    def _search(self, editor: ReferenceEditor, search: Search) -> None:
        editor.searched.connect(
            lambda words: self._desk.ask(
                editor, lambda work: search(work, words), editor.offer, "search"
            )
        )


def mark_missing(form: Form, names: Sequence[str]) -> None:
    """Point at fields a step of the law still needs."""
    for name in names:
        form.boxes[name].say("warn", "这一步需要此项")
        restyle(form.boxes[name].editor, state="bad")
