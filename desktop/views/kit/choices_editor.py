"""A value that is several of a closed list, as boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout

from desktop.values import Choice
from desktop.views.kit.own_editor import OwnEditor

_LONG, _WIDE = 12, 7
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Box(QCheckBox):
    """Leaves arrows and Enter to the editor around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoicesEditor(OwnEditor):
    """The value is the tuple of chosen members in the order of the list.

    Space ticks, the arrows go from box to box, Enter goes on to the next field.
    """

    def __init__(self, choices: Sequence[Choice], name: str) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.boxes = [_Box(one.label) for one in self._choices]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        longest = max((len(one.label) for one in self._choices), default=0)
        columns = (
            1 if longest > 2 * _LONG else 2 if longest > _LONG else 3 if longest > _WIDE else 4
        )
        for at, box in enumerate(self.boxes):
            box.setAccessibleName(f"{name}：{box.text()}")
            box.clicked.connect(lambda _: self.edited.emit())
            grid.addWidget(box, at // columns, at % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])

    def value(self) -> tuple[Choice, ...]:
        """What is ticked."""
        pairs = zip(self._choices, self.boxes, strict=True)
        return tuple(choice for choice, box in pairs if box.isChecked())

    def text(self) -> str:
        """The labels, one a line."""
        return "\n".join(one.label for one in self.value())

    def fill(self, value: Any) -> None:
        """Tick these."""
        chosen = set(value or ())
        for choice, box in zip(self._choices, self.boxes, strict=True):
            box.setChecked(choice in chosen)

    def restore(self, text: str) -> None:
        """Tick by label."""
        labels = text.split("\n")
        self.fill([one for one in self._choices if one.label in labels])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go round the boxes."""
        at = next((n for n, box in enumerate(self.boxes) if box.hasFocus()), -1)
        if at >= 0 and (step := _STEPS.get(Qt.Key(event.key()))):
            self.boxes[(at + step) % len(self.boxes)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
