"""Questions and answers of a record of questioning, as fast as they are spoken."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.actions.input import ANSWER, QUESTION
from desktop.values import FieldError, clean
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.page import row
from desktop.views.kit.pick_popup import PickPopup
from desktop.views.kit.question_pair import QuestionPair
from desktop.views.kit.text import button, label

HINT = "Enter 到下一格 · Shift+Enter 换行 · F2 从列表选"


class QuestionsEditor(OwnEditor):
    """The value is a tuple of {问, 答}; pairs in which nothing stands do not count.

    Enter goes from question to answer to the next question, and makes one behind the last; on a
    blank last one the form goes on. F2 offers the outline in a question, phrases in an answer.
    """

    own_keys = True

    def __init__(self, outline: Sequence[str] = (), phrases: Sequence[str] = ()) -> None:
        super().__init__()
        self._outline, self._phrases = tuple(outline), tuple(phrases)
        self.pairs: list[QuestionPair] = []
        self._taken: tuple[int, tuple[str, str]] | None = None
        self._at: QuestionPair | None = None
        self._quiet = False
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self.add = button("添加（Insert）", "plus")
        self.take = button("移去（Ctrl+Shift+Delete）")
        self.up, self.down = button("上移（Alt+↑）"), button("下移（Alt+↓）")
        self.ask_all, self.back = button("加入提纲中未问的"), button("恢复刚移去的")
        self.ask_all.setVisible(bool(self._outline))
        self.back.hide()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addLayout(self._body)
        body.addLayout(row(self.add, self.take, self.up, self.down, 1))
        body.addLayout(row(self.ask_all, self.back, label(HINT, "small"), 1))
        self._connect()
        self._show([("", "")])

    def value(self) -> tuple[dict[str, str], ...]:
        """Every pair in order; FieldError names an answer that has no question."""
        found = []
        for at, (asked, said) in enumerate(map(QuestionPair.texts, self.pairs), 1):
            asked, said = clean(asked), clean(said)
            if said and not asked:
                raise FieldError(f"第{at}答没有问题")
            if asked:
                found.append({QUESTION: asked, ANSWER: said})
        return tuple(found)

    def text(self) -> str:
        """The pairs as typed; nothing while all are blank."""
        pairs = [one.texts() for one in self.pairs if not one.blank()]
        return json.dumps(pairs, ensure_ascii=False) if pairs else ""

    def fill(self, value: Any) -> None:
        """Show these pairs."""
        rows: Sequence[Mapping[str, str]] = value or ()
        self._show([(one[QUESTION], one[ANSWER] or "") for one in rows])

    def restore(self, text: str) -> None:
        """Show them again."""
        self._show([(asked, said) for asked, said in json.loads(text)] if text else [])

    def add_pair(self) -> None:
        """A blank pair below the current one."""
        self._insert(self._current() + 1, "", "").asked.setFocus()
        self.edited.emit()

    def take_pair(self) -> None:
        """Take the current pair away; it can be brought back."""
        at = self._current()
        if not 0 <= at < len(self.pairs):
            return
        pair = self.pairs[at]
        if not pair.blank():
            self._taken = (at, pair.texts())
            self.back.show()
        self._drop(at)
        self.edited.emit()

    def bring_back(self) -> None:
        """Put the pair taken away last back to its place."""
        if self._taken is not None:
            (at, (asked, said)), self._taken = self._taken, None
            self._insert(min(at, len(self.pairs)), asked, said).said.setFocus()
            self.back.hide()
            self.edited.emit()

    def shift(self, step: int) -> None:
        """Move the current pair up (-1) or down (1)."""
        at = self._current()
        to = at + step
        if at < 0 or not 0 <= to < len(self.pairs):
            return
        held = self.pairs[at].focused()
        pair = self.pairs.pop(at)
        self.pairs.insert(to, pair)
        self._body.insertWidget(to, pair)
        (held or pair.asked).setFocus()
        self._count()
        self.edited.emit()

    def offer(self) -> PickPopup | None:
        """The outline where the cursor is in a question, the phrases where it is in an answer."""
        at = self._current()
        if at < 0:
            return None
        pair = self.pairs[at]
        answers = pair.said.hasFocus()
        sentences = self._phrases if answers else self._unasked()
        edit = pair.said if answers else pair.asked
        if not sentences:
            return None
        title = "常用语" if answers else "询问提纲（未问的）"
        popup = PickPopup(edit, title, sentences, edit.add if answers else edit.put)
        popup.open_under(edit)
        return popup

    def ask_rest(self) -> None:
        """All questions of the outline that were not asked, behind the last one."""
        for question in self._unasked():
            blank = self.pairs and self.pairs[-1].blank()
            if blank:
                self.pairs[-1].fill(question, "")
            else:
                self._insert(len(self.pairs), question, "")
        first = next((one for one in self.pairs if not one.said.text()), self.pairs[-1])
        first.said.setFocus()
        self.edited.emit()

    def _unasked(self) -> list[str]:
        asked = {one.asked.text().strip() for one in self.pairs}
        return [one for one in self._outline if one not in asked]

    def _current(self) -> int:
        """The pair that had the cursor last; without one the last of all."""
        return self.pairs.index(self._at) if self._at in self.pairs else len(self.pairs) - 1

    def _enter(self, pair: QuestionPair) -> None:
        self._at = pair

    def _go_on(self, pair: QuestionPair) -> None:
        at = self.pairs.index(pair) + 1
        if at < len(self.pairs):
            self.pairs[at].asked.setFocus()
        elif pair.blank():
            self.passed.emit()
        else:
            self._insert(at, "", "").asked.setFocus()

    def _backspace(self, pair: QuestionPair) -> None:
        """An empty pair goes; the cursor is then behind the answer above."""
        at = self.pairs.index(pair)
        if pair.blank() and len(self.pairs) > 1:
            self._drop(at)
            self.pairs[max(at - 1, 0)].said.setFocus()
            self.edited.emit()

    def _step(self, pair: QuestionPair, step: int) -> None:
        to = self.pairs.index(pair) + step
        if 0 <= to < len(self.pairs):
            (self.pairs[to].said if step < 0 else self.pairs[to].asked).setFocus()

    def _insert(self, at: int, asked: str, said: str) -> QuestionPair:
        pair = QuestionPair(asked, said)
        pair.changed.connect(lambda: None if self._quiet else self.edited.emit())
        pair.entered.connect(lambda: self._enter(pair))
        pair.done.connect(lambda: self._go_on(pair))
        pair.dropped.connect(lambda: self._backspace(pair))
        pair.stepped.connect(lambda step: self._step(pair, step))
        self.pairs.insert(at, pair)
        self._body.insertWidget(at, pair)
        self._count()
        return pair

    def _drop(self, at: int) -> None:
        pair = self.pairs.pop(at)
        pair.hide()
        pair.deleteLater()
        if not self.pairs:
            self._insert(0, "", "")
        self._count()
        self.pairs[min(at, len(self.pairs) - 1)].asked.setFocus()

    def _show(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._quiet = True
        for old in self.pairs:
            old.hide()
            old.deleteLater()
        self.pairs = []
        for at, (asked, said) in enumerate(pairs or [("", "")]):
            self._insert(at, asked, said)
        self._taken = None
        self.back.hide()
        self._quiet = False

    def _count(self) -> None:
        for number, pair in enumerate(self.pairs, 1):
            pair.count_as(number)
        self.setFocusProxy(self.pairs[0].asked)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_pair)
        self.take.clicked.connect(self.take_pair)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.ask_all.clicked.connect(self.ask_rest)
        self.back.clicked.connect(self.bring_back)
        keys = {
            "Insert": self.add_pair,
            "Ctrl+Shift+Delete": self.take_pair,
            "Alt+Up": lambda: self.shift(-1),
            "Alt+Down": lambda: self.shift(1),
            "F2": self.offer,
        }
        for text, call in keys.items():
            made = QShortcut(QKeySequence(text), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(call)
