"""Keys alone: what a clerk presses and types in the window, counted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.views.kit.form import Form

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@dataclass
class Typist:
    """Whatever has the focus gets the key. `keys` counts key presses, `characters` what an input
    method commits (Chinese), `fields` those that something was typed into."""

    keys: int = 0
    characters: int = 0
    fields: int = 0

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier, times: int = 1) -> None:
        """A key, perhaps several times."""
        for _ in range(times):
            QTest.keyClick(_focused(), key, modifier)
            QApplication.processEvents()
            self.keys += 1

    def write(self, text: str) -> None:
        """Letters and digits by their keys, everything else through the input method."""
        if text.isascii():
            QTest.keyClicks(_focused(), text)
            self.keys += len(text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(_focused(), event)
            self.characters += len(text)
        QApplication.processEvents()

    def fill(self, form: Form, texts: dict[str, str]) -> list[str]:
        """From the first field to the last that needs typing, Enter by Enter; the names passed."""
        passed: list[str] = []
        waiting = dict(texts)
        while waiting:
            name = field_in_focus(form)
            assert name not in passed[-1:], f"the focus does not leave {name}"
            passed.append(name)
            if name in waiting:
                self._answer(waiting.pop(name))
                self.fields += 1
            if waiting:
                self._go_on()
        return passed

    def _go_on(self) -> None:
        """To the next field; a list that is still open takes the first Enter for itself."""
        if QApplication.activePopupWidget() is not None:
            self.press(Key.Key_Return)
        area = isinstance(_focused(), QPlainTextEdit)
        self.press(Key.Key_Tab if area else Key.Key_Return)

    def _answer(self, text: str) -> None:
        if text == " ":
            self.press(Key.Key_Space)
            return
        self.write(text.rstrip("↓"))
        if text.endswith("↓"):
            self.press(Key.Key_Down)
            self.press(Key.Key_Return)


def field_in_focus(form: Form) -> str:
    """The field the cursor stands in."""
    where = QApplication.focusWidget()
    assert where is not None
    for name, box in form.boxes.items():
        if box.isAncestorOf(where):
            return name
    raise AssertionError(f"the cursor left the form: {where}")


def _focused() -> QWidget:
    popup = QApplication.activePopupWidget()
    inside = popup.focusWidget() if popup is not None else None
    found = inside or popup or QApplication.focusWidget()
    assert found is not None
    return found
