"""One editor for each kind of value. Each speaks text, so that every field parses alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QPlainTextEdit

from desktop.fields import Field
from desktop.values import Choice


class LineEditor(QLineEdit):
    """Text and numbers on one line."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.setPlaceholderText(field.hint)
        self.textEdited.connect(self.edited)
        self.editingFinished.connect(self.left)

    def fill(self, value: Any) -> None:
        """As it can be typed: without unit, without thousands separators."""
        if isinstance(value, Decimal):
            self.setText(f"{value:.2f}")
        else:
            self.setText(self._field.show(value).removesuffix(self._field.unit))

    def restore(self, text: str) -> None:
        """Put typed text back."""
        self.setText(text)


class AreaEditor(QPlainTextEdit):
    """Text of several lines; Tab leaves it."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._filling = False
        self.setPlaceholderText(field.hint)
        self.setTabChangesFocus(True)
        height = self.fontMetrics().lineSpacing() * field.lines + 24
        self.setFixedHeight(height)
        # The sheet's min-height for one line would otherwise win as soon as room is short.
        self.setStyleSheet(f"QPlainTextEdit {{ min-height: {height - 10}px; }}")
        self.textChanged.connect(lambda: None if self._filling else self.edited.emit())

    def text(self) -> str:
        """All of it; `toPlainText` would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def fill(self, value: Any) -> None:
        """Show a value."""
        self.restore(str(value) if value is not None else "")

    def restore(self, text: str) -> None:
        """Put typed text back."""
        self._filling = True
        self.setPlainText(text)
        self._filling = False

    def focusOutEvent(self, event: Any) -> None:
        """Leaving is announced, so that the form can complain."""
        super().focusOutEvent(event)
        self.left.emit()


class Picker(QComboBox):
    """A combo that a passing mouse wheel does not change, and whose text can be searched."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(6)
        self.line.editingFinished.connect(self.left)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the value, unless the list has the focus."""
        if self.hasFocus() or self.line.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down and F4 open the list; Enter is the form's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceEditor(Picker):
    """A closed list, searched by any part of a label."""

    def __init__(self, field: Field, choices: Sequence[Choice]) -> None:
        super().__init__()
        if not field.required:
            self.addItem("", "")
        for choice in choices:
            self.addItem(choice.label, choice.value)
        self.setCurrentIndex(0 if not field.required else -1)
        self.line.setPlaceholderText(field.hint or "请选择或输入")
        completer = QCompleter([choice.label for choice in choices], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self.edited.emit())
        completer.activated.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        """The label, or what was typed."""
        return self.currentText()

    def fill(self, value: Any) -> None:
        """Choose a member."""
        self.restore(value.label if isinstance(value, Choice) else "")

    def restore(self, text: str) -> None:
        """Choose by label; unknown text stays as typed."""
        self.setCurrentIndex(self.findText(text) if text else (0 if not self.itemText(0) else -1))
        self.setEditText(text)


class FlagEditor(QCheckBox):
    """Yes or no."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field.hint or field.label)
        self.clicked.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        """As `Field.parse` reads it."""
        return "是" if self.isChecked() else "否"

    def fill(self, value: Any) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def restore(self, text: str) -> None:
        """Tick it as it was."""
        self.setChecked(text == "是")


Found = Sequence[tuple[Any, str]]
Search = Callable[[Any, str], Found]
"""``search(work, words)`` in a service: at most some 30 (id, label) pairs, best first."""


class ReferenceEditor(Picker):
    """Another record, found while typing. The text is its id, the eye sees its label."""

    searched = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._chosen: Any = None
        self._offers: dict[str, Any] = {}
        self._labels = QStringListModel(self)
        self.line.setPlaceholderText(field.hint or "输入名称查找")
        self._completer = QCompleter(self._labels, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._choose)
        self.setCompleter(self._completer)
        self.line.textEdited.connect(self._typed)
        self.activated.connect(lambda _: self._choose(self.currentText()))

    def offer(self, found: Found) -> None:
        """Show what the search found for the words now standing there."""
        words = self.line.text()
        self._offers = {label: key for key, label in found}
        self._labels.setStringList(list(self._offers))
        self.blockSignals(True)
        self.clear()
        self.addItems(list(self._offers))
        self.setCurrentIndex(-1)
        self.line.setText(words)
        self.blockSignals(False)
        if self.line.hasFocus() and words and self._chosen is None:
            self._completer.complete()

    def text(self) -> str:
        """The id; where nothing was chosen, the words, which parse refuses by name."""
        if self._chosen is not None:
            return str(self._chosen)
        words = self.line.text().strip()
        only = self._offers.get(words)
        return str(only) if only is not None else words

    def fill(self, value: Any) -> None:
        """A pair (id, label), or None."""
        self._chosen, shown = value if isinstance(value, tuple) else (value, "")
        self.line.setText(shown)

    def restore(self, text: str) -> None:
        """A draft keeps the id and the label, one after the other."""
        key, _, shown = text.partition("\n")
        self._chosen = key or None
        self.line.setText(shown or key)

    def draft(self) -> str:
        """What `restore` takes."""
        words = self.line.text()
        return f"{self._chosen}\n{words}" if self._chosen is not None else f"\n{words}"

    def _typed(self, words: str) -> None:
        self._chosen = None
        self.searched.emit(words)
        self.edited.emit()

    def _choose(self, shown: str) -> None:
        self._chosen = self._offers.get(shown)
        self.line.setText(shown)
        self.edited.emit()
