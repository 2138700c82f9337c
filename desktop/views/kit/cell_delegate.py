"""The editors in the cells of a small table, and how a wrong cell looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.fields import Field
from desktop.views.kit.badge import GLYPHS
from desktop.views.kit.desk import Almanac
from desktop.views.kit.field_box import editor_for
from desktop.views.kit.theme import theme

Index = QModelIndex | QPersistentModelIndex
BAD = Qt.ItemDataRole.UserRole
"""The role under which a cell carries why it cannot be read."""
_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class CellDelegate(QStyledItemDelegate):
    """`on` when Enter or Tab leaves a cell forwards, `back` when Shift+Tab leaves it.

    `on(enter)` says which of the two it was: only Enter begins another row.
    """

    on = Signal(bool)
    back = Signal()

    def __init__(self, columns: Sequence[Field], almanac: Almanac, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = [replace(one, required=False, lines=1) for one in columns]
        self._almanac = almanac

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor a form would use for the column."""
        field = self._columns[index.column()]
        editor = editor_for(field, self._almanac)
        editor.setParent(parent)
        editor.setAccessibleName(field.label)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What stands in the cell."""
        made: Any = editor
        made.restore(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed, tidied by the editor."""
        made: Any = editor
        model.setData(index, made.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab close the editor and go on; Ctrl+Enter is left to the form."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ON and not control and isinstance(watched, QWidget):
                self._leave(watched)
                self.on.emit(event.key() != Qt.Key.Key_Tab)
                return True
            if event.key() == Qt.Key.Key_Backtab and isinstance(watched, QWidget):
                self._leave(watched)
                self.back.emit()
                return True
        return super().eventFilter(watched, event)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """A cell that cannot be read is red and carries the cross."""
        super().initStyleOption(option, index)
        if index.data(BAD):
            option.text = f"{GLYPHS['bad']} {option.text}"
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, theme.colour("bad"))

    def _leave(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
