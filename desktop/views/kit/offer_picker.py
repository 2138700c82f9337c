"""One of the records offered, found by name or initials; who may not be taken is greyed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from desktop.services.names import initials
from desktop.values import FieldError
from desktop.views.kit.badge import GLYPHS
from desktop.views.kit.editors import Picker

_KEY, _FOUND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class Offered(Protocol):
    """A record an editor may take; one that is `bad` may not be, and `note` says why."""

    @property
    def id(self) -> UUID:
        """The record."""

    @property
    def words(self) -> str:
        """What it is called."""

    @property
    def note(self) -> str:
        """What there is to know of it."""

    @property
    def bad(self) -> bool:
        """Whether it is refused."""


def in_words(one: Offered) -> str:
    """A record with its note; a refused one carries the cross."""
    note = f"{GLYPHS['bad']} {one.note}" if one.bad else one.note
    return f"{one.words}　{note}" if note else one.words


class _Finder(QCompleter):
    """Finds by initials as well, but writes what the list shows."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data() or "")


class OfferPicker(Picker):
    """A combo over offered records. Empty while nothing is chosen."""

    def __init__(self, name: str, hint: str = "名称或拼音首字母") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self._offers: dict[UUID, Offered] = {}
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        completer = _Finder(self._rows, self)
        completer.setCompletionRole(_FOUND)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _: self.edited.emit())
        self.setCompleter(completer)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self.edited.emit())

    def offer(self, offers: Sequence[Offered]) -> None:
        """Offer these records; the line is emptied."""
        self._offers = {one.id: one for one in offers}
        self._rows.clear()
        self._rows.appendRow(_empty())
        for one in offers:
            self._rows.appendRow(_item(one))
        self.choose(None)

    def key(self) -> UUID | None:
        """The chosen record; None while the line is empty. FieldError for words nobody bears."""
        words = self.line.text().strip()
        if not words:
            return None
        at = self.currentIndex()
        if at > 0 and words == self.itemText(at):
            return self._key(at)
        same = [
            key for key, one in self._offers.items() if words in (one.words, in_words(one))
        ] or self._only(words)
        if not same:
            raise FieldError(f"没有“{words}”，请从列表中选择")
        if len(same) > 1:
            raise FieldError(f"有{len(same)}项叫“{words}”，请从列表中选择")
        return same[0]

    def choose(self, key: UUID | None) -> None:
        """Choose by id; an unknown one leaves the line empty."""
        at = next((n for n in range(1, self.count()) if self._key(n) == key), 0) if key else 0
        self.setCurrentIndex(at)
        self.line.setText(self.itemText(at))

    def offered(self, key: UUID) -> Offered | None:
        """The record of an id, where it is offered."""
        return self._offers.get(key)

    def _only(self, words: str) -> list[UUID]:
        """The records whose name or initials hold what was typed, if that is just one."""
        typed = words.lower()
        found = [
            self._key(at)
            for at in range(1, self.count())
            if typed in self._rows.item(at).data(_FOUND)
        ]
        return found if len(found) == 1 else []

    def _key(self, at: int) -> UUID:
        key = self.itemData(at, _KEY)
        assert isinstance(key, UUID)
        return key


def _empty() -> QStandardItem:
    item = QStandardItem("")
    item.setData("", _FOUND)
    return item


def _item(one: Offered) -> QStandardItem:
    words = in_words(one)
    item = QStandardItem(words)
    item.setData(one.id, _KEY)
    item.setData(f"{words} {initials(one.words)}".lower(), _FOUND)
    item.setToolTip(one.note)
    item.setEnabled(not one.bad)
    return item
