"""A value that is several of the records offered, in an order (officers, evidence, things)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from desktop.values import FieldError
from desktop.views.kit.badge import GLYPHS
from desktop.views.kit.offer_picker import Offered, OfferPicker, in_words
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.page import row
from desktop.views.kit.text import button, label, restyle

_ROW, _MOST = 28, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ManyEditor(OwnEditor):
    """The value is the tuple of ids in their order. A record that may not be taken is refused.

    Type a name or its initials and press Enter to add; Enter on an empty line goes on. In the
    list Ctrl+Delete takes away, Alt+↑ and Alt+↓ move. `wanted`: a record that is not there yet.
    """

    wanted = Signal()
    own_keys = True

    def __init__(self, offers: Sequence[Offered], name: str, *, new: str = "") -> None:
        super().__init__()
        self._name = name
        self._chosen: list[UUID] = []
        self._offers: dict[UUID, Offered] = {}
        self.picker = OfferPicker(f"添加{name}", "输入名称或拼音首字母，Enter 添加")
        self.complaint = label("", "under")
        self.complaint.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setObjectName("rows")
        self.list.setTabKeyNavigation(False)
        self.take, self.up, self.down = button("移去"), button("上移"), button("下移")
        self.all, self.new = button("全部加入"), button(new or "新增…", "plus")
        keys = ("Ctrl+Delete", "Alt+↑", "Alt+↓")
        for each, key in zip((self.take, self.up, self.down), keys, strict=True):
            each.setToolTip(f"{each.text()}（{key}）")
        for each in (self.take, self.up, self.down, self.all, self.new):
            each.setAccessibleName(f"{name}：{each.text().rstrip('…')}")
            each.setProperty("small", True)
        self.new.setVisible(bool(new))
        self.offer(offers)
        self.setFocusProxy(self.picker)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for part in (self.list, self.picker, self.complaint):
            body.addWidget(part)
        body.addLayout(row(self.new, self.all, self.take, self.up, self.down, 1))
        self._connect()
        self._show()

    def offer(self, offers: Sequence[Offered]) -> None:
        """Offer these records; what was chosen stays."""
        self._offers = {one.id: one for one in offers}
        self.picker.offer(offers)
        self._show()

    def add(self, key: UUID) -> None:
        """Choose one more; a record that may not be taken is refused with its reason."""
        one = self._offers.get(key)
        if one is not None and one.bad:
            self._complain(f"{one.words}：{one.note}")
            return
        if key not in self._chosen:
            self._chosen.append(key)
        self.picker.choose(None)
        self._said(len(self._chosen) - 1)

    def value(self) -> tuple[UUID, ...]:
        """The chosen ones; FieldError names the first that may not be taken, or typed words."""
        for key in self._chosen:
            one = self._offers.get(key)
            if one is None:
                raise FieldError(f"{self._name}中有一项已不在可选范围，请移去")
            if one.bad:
                raise FieldError(f"{one.words}：{one.note}，请更换")
        if words := self.picker.line.text().strip():
            raise FieldError(f"“{words}”还没有加入，按 Enter 加入或者清空")
        return tuple(self._chosen)

    def text(self) -> str:
        """The ids, one a line, and what is being typed in a last line."""
        return "\n".join(
            [*map(str, self._chosen), *filter(None, [self.picker.line.text().strip()])]
        )

    def fill(self, value: Any) -> None:
        """Choose these."""
        self._chosen = list(value or ())
        self.picker.choose(None)
        self._show()

    def restore(self, text: str) -> None:
        """Choose by id again; words stay as typed."""
        self.fill(())
        for line in filter(None, text.split("\n")):
            try:
                self._chosen.append(UUID(line))
            except ValueError:
                self.picker.line.setText(line)
        self._show()

    def names(self, keys: Sequence[UUID]) -> str:
        """The records in words, where two versions are compared."""
        return "、".join(self._offers[key].words for key in keys if key in self._offers)

    def take_away(self) -> None:
        """Take the current one off the list."""
        at = self.list.currentRow()
        if at >= 0:
            del self._chosen[at]
            self._said(min(at, len(self._chosen) - 1))

    def shift(self, step: int) -> None:
        """Move the current one up (-1) or down (1)."""
        at = self.list.currentRow()
        to = at + step
        if at >= 0 and 0 <= to < len(self._chosen):
            self._chosen[at], self._chosen[to] = self._chosen[to], self._chosen[at]
            self._said(to)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds what is typed; on an empty line the form goes on."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() not in _ENTER or control:
            return False
        if watched is self.picker.line and self.picker.line.text().strip():
            self._take_typed()
        else:
            self.passed.emit()
        return True

    def _take_typed(self) -> None:
        try:
            key = self.picker.key()
        except FieldError as error:
            self._complain(str(error))
            return
        if key is not None:
            self.add(key)

    def _picked(self) -> None:
        """Chosen from the list with mouse or arrows: no second Enter is needed."""
        self._complain("")
        at = self.picker.currentIndex()
        if at > 0 and self.picker.line.text() == self.picker.itemText(at):
            self._take_typed()
        else:
            self.edited.emit()

    def _add_all(self) -> None:
        fresh = [
            key for key, one in self._offers.items() if not one.bad and key not in self._chosen
        ]
        self._chosen += fresh
        self._said(len(self._chosen) - 1)

    def _complain(self, said: str) -> None:
        self.complaint.setText(f"{GLYPHS['bad']} {said}" if said else "")
        self.complaint.setVisible(bool(said))
        restyle(self.complaint, state="bad" if said else "hint")

    def _said(self, current: int) -> None:
        self._complain("")
        self._show()
        self.list.setCurrentRow(current)
        self.edited.emit()

    def _show(self) -> None:
        self.list.clear()
        for at, key in enumerate(self._chosen, 1):
            one = self._offers.get(key)
            words = in_words(one) if one is not None else f"{GLYPHS['bad']} 已不在可选范围"
            item = QListWidgetItem(f"{at}. {words}")
            item.setToolTip(one.note if one is not None else "")
            self.list.addItem(item)
        count = len(self._chosen)
        self.list.setVisible(bool(count))
        self.list.setFixedHeight(_ROW * min(count, _MOST) + 6)
        for part in (self.take, self.up, self.down):
            part.setVisible(bool(count))
        free = [key for key, one in self._offers.items() if not one.bad and key not in self._chosen]
        self.all.setVisible(len(free) > 1)

    def _connect(self) -> None:
        self.picker.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.picker.edited.connect(self._picked)
        self.picker.left.connect(self.left)
        self.take.clicked.connect(self.take_away)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.all.clicked.connect(self._add_all)
        self.new.clicked.connect(self.wanted)
        keys = {"Ctrl+Delete": self.take_away, "Alt+Up": -1, "Alt+Down": 1}
        for text, call in keys.items():
            made = QShortcut(QKeySequence(text), self.list)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            step = call
            made.activated.connect(step if callable(step) else lambda step=step: self.shift(step))
