"""Choosing the two officers of a case: who may not act is shown, with the reason, but not taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout

from desktop.services.case_form import Candidate
from desktop.values import FieldError
from desktop.views.kit.badge import GLYPHS
from desktop.views.kit.editors import Picker
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.text import label, restyle

ROLES = ("主办人", "协办人")
_GAP = "  "
_KEY, _FOUND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Finder(QCompleter):
    """Finds by initials as well, but writes what the list shows."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data() or "")


class OfficerPicker(Picker):
    """One person of the team, found by name or initials."""

    def __init__(self, name: str, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText("姓名或拼音首字母")
        model = QStandardItemModel(self)
        model.appendRow(_empty())
        for one in candidates:
            model.appendRow(_item(one))
        self.setModel(model)
        self.setCurrentIndex(0)
        completer = _Finder(model, self)
        completer.setCompletionRole(_FOUND)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _: self.edited.emit())
        self.setCompleter(completer)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self.edited.emit())

    def key(self) -> UUID | None:
        """The chosen person; None while nothing is chosen. FieldError for words nobody bears."""
        words = self.line.text().strip()
        if not words:
            return None
        if words == self.currentText() == self.itemText(self.currentIndex()):
            return self._taken(self.currentIndex())
        same = [at for at in range(1, self.count()) if words in (self.itemText(at), self._name(at))]
        if not same:
            raise FieldError(f"本队没有“{words}”，请从列表中选择")
        if len(same) > 1:
            raise FieldError(f"本队有{len(same)}人名叫“{words}”，请从列表中选择")
        return self._taken(same[0])

    def choose(self, key: Any) -> None:
        """Choose by id; an unknown one leaves the line empty."""
        at = next((n for n in range(self.count()) if self.itemData(n, _KEY) == key), 0)
        self.setCurrentIndex(at)
        self.line.setText(self.itemText(at))

    def _name(self, at: int) -> str:
        return self.itemText(at).partition(_GAP)[0]

    def _taken(self, at: int) -> UUID:
        key = self.itemData(at, _KEY)
        assert isinstance(key, UUID)
        return key


class OfficersEditor(OwnEditor):
    """Two pickers; the value is the tuple of ids, the leading officer first."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._known = {one.id: one for one in candidates}
        self.pickers = tuple(OfficerPicker(name, candidates) for name in ROLES)
        self._notes = tuple(label("", "under") for _ in ROLES)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        for picker, note, name in zip(self.pickers, self._notes, ROLES, strict=True):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(name, "small"))
            column.addWidget(picker)
            column.addWidget(note)
            line.addLayout(column, 1)
            picker.edited.connect(self._said)
            picker.left.connect(self.left)
        self.setFocusProxy(self.pickers[0])
        self._note()

    def value(self) -> tuple[UUID, ...]:
        """The chosen ones; fewer than two are allowed in a lead and asked for at filing."""
        return tuple(key for picker in self.pickers if (key := picker.key()) is not None)

    def text(self) -> str:
        """Ids or words, one line for each picker."""
        return "\n".join(self._held(picker) for picker in self.pickers).strip("\n")

    def fill(self, value: Any) -> None:
        """Choose these officers."""
        chosen = list(value or ())
        for at, picker in enumerate(self.pickers):
            picker.choose(chosen[at] if at < len(chosen) else None)
        self._note()

    def restore(self, text: str) -> None:
        """Choose by id again; words stay as typed."""
        for picker, held in zip(self.pickers, [*text.split("\n"), "", ""], strict=False):
            known = next((key for key in self._known if str(key) == held), None)
            picker.choose(known)
            if known is None:
                picker.line.setText(held)
        self._note()

    def names(self, keys: Iterable[UUID]) -> str:
        """The officers in words."""
        return "、".join(self._known[key].name for key in keys if key in self._known)

    def _held(self, picker: OfficerPicker) -> str:
        try:
            return str(picker.key() or "")
        except FieldError:
            return picker.line.text()

    def _said(self) -> None:
        self._note()
        self.edited.emit()

    def _note(self) -> None:
        """Under each picker: whether that person may act, and why not."""
        for picker, note in zip(self.pickers, self._notes, strict=True):
            try:
                key = picker.key()
            except FieldError as error:
                note.setText(f"✕ {error}")
                restyle(note, state="bad")
                continue
            one = self._known.get(key) if key else None
            note.setText(f"{GLYPHS[one.mark[0]]} {one.mark[1]}，{one.mark[2]}" if one else "")
            note.setToolTip(one.mark[2] if one else "")
            restyle(note, state=one.mark[0] if one and one.may_act else "bad" if one else "hint")


def _empty() -> QStandardItem:
    item = QStandardItem("")
    item.setData("", _FOUND)
    return item


def _item(one: Candidate) -> QStandardItem:
    """Greyed where the person may not act; the list shows the standing beside the name."""
    words = f"{one.name}{_GAP}{GLYPHS[one.mark[0]]} {one.mark[1]}"
    item = QStandardItem(words)
    item.setData(one.id, _KEY)
    item.setData(f"{words} {one.initials}", _FOUND)
    item.setToolTip(one.mark[2])
    item.setEnabled(one.may_act)
    return item
