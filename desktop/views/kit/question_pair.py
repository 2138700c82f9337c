"""One question with its answer, as a record of questioning is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.views.kit.growing_edit import GrowingEdit
from desktop.views.kit.text import label

_LABELS = ("问", "答")
_NUMBER = 26


class QuestionPair(QWidget):
    """`done`: Enter in the answer; `dropped`: Backspace in an empty question;
    `stepped(-1 | 1)`: the arrow keys want the neighbour."""

    changed = Signal()
    entered = Signal()
    done = Signal()
    dropped = Signal()
    stepped = Signal(int)

    def __init__(self, asked: str = "", said: str = "") -> None:
        super().__init__()
        self.number = label("", "muted")
        self.number.setFixedWidth(_NUMBER)
        self.asked, self.said = GrowingEdit(_LABELS[0]), GrowingEdit(_LABELS[1])
        self.fill(asked, said)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.number, 0, 0, top)
        for line, (words, edit) in enumerate(zip(_LABELS, (self.asked, self.said), strict=True)):
            mark = label(words, "strong")
            mark.setContentsMargins(0, 8, 0, 0)
            grid.addWidget(mark, line, 1, top)
            grid.addWidget(edit, line, 2)
            edit.textChanged.connect(self.changed)
            edit.focused.connect(self.entered)
        self.number.setContentsMargins(0, 8, 0, 0)
        grid.setColumnStretch(2, 1)
        self._connect()

    def fill(self, asked: str, said: str) -> None:
        """Show both."""
        self.asked.setPlainText(asked)
        self.said.setPlainText(said)

    def texts(self) -> tuple[str, str]:
        """Question and answer as typed."""
        return self.asked.text(), self.said.text()

    def blank(self) -> bool:
        """Whether nothing is typed."""
        return not any(one.strip() for one in self.texts())

    def count_as(self, number: int) -> None:
        """Its place in the record."""
        self.number.setText(f"{number}.")
        self.asked.setAccessibleName(f"第{number}问")
        self.said.setAccessibleName(f"第{number}答")

    def focused(self) -> GrowingEdit | None:
        """The half that has the cursor."""
        return next((one for one in (self.asked, self.said) if one.hasFocus()), None)

    def _connect(self) -> None:
        self.asked.entered.connect(self.said.setFocus)
        self.said.entered.connect(self.done)
        self.asked.emptied.connect(self.dropped)
        self.said.emptied.connect(self.asked.setFocus)
        self.asked.stepped.connect(
            lambda step: self.stepped.emit(-1) if step < 0 else self.said.setFocus()
        )
        self.said.stepped.connect(
            lambda step: self.stepped.emit(1) if step > 0 else self.asked.setFocus()
        )
