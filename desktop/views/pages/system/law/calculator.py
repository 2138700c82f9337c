"""期限计算: any term from any day, explained day by day, copied as text or printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import WorkError
from desktop.fields import Field, between
from desktop.law.deadlines import Due
from desktop.services import term_calculation
from desktop.services.term_calculation import Kind, Question
from desktop.values import FieldError
from desktop.views.kit.cite import CiteLink, open_cite
from desktop.views.kit.desk import Desk
from desktop.views.kit.field_box import FieldBox
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.page import SEARCH_PAUSE, row
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.steps_table import StepsTable
from desktop.views.kit.text import button, label
from desktop.views.pages.system.law.gap_rows import GapRows
from desktop.views.pages.system.law.term_list import TermList
from desktop.views.pages.system.law.term_result import TermResult

_DAY = Field(label="起算日期", kind=date)
_MOMENT = Field(label="起算时刻", kind=datetime)
_MORE = Field(label="延长", kind=int, required=False, hint="未延长可不填", check=between(0, 3660))


class Calculator(QWidget):
    """Counts anew a moment after the last keystroke; the answer replaces itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.due: Due | None = None
        self._asked: Question | None = None
        self.terms, self.result = TermList(), TermResult()
        self.name, self.cite = label("", "h2", wraps=True), CiteLink(desk)
        self.starts = label("", "small", wraps=True)
        self.day, self.moment = FieldBox(_DAY, desk.almanac), FieldBox(_MOMENT, desk.almanac)
        self.more = FieldBox(_MORE, desk.almanac)
        self.field = FilterBox("执法领域（扣除和延长按该领域的规则）", [])
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.fields = QWidget()
        self.gaps = GapRows(desk.almanac)
        self.table = StepsTable("逐日计算")
        self.only = QCheckBox("只看不计入的日子")
        self.copy, self.print = button("复制为文字", "copy"), button("打印…", "printer")
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._lay_out()
        self._connect()
        self._offer(None)
        self.day.editor.fill(desk.almanac.today())

    def refresh(self) -> None:
        """The terms in force today, with the office's own lengths."""
        self._desk.ask(self, term_calculation.kinds, self._show_kinds, "kinds")

    def count(self) -> None:
        """Work out what stands there."""
        try:
            question = self._read()
        except WorkError as error:
            self._refuse(error)
            return
        if question is not None:
            self._asked = question
            read = partial(term_calculation.answer, question=question)
            self._desk.ask(self, read, self._show, "term", self._refuse)

    def _read(self) -> Question | None:
        kind = self.terms.current()
        if kind is None:
            return None
        try:
            start = (self.moment if kind.by_the_minute else self.day).read()
            more = self.more.read() if kind.extension else 0
        except FieldError as error:
            raise WorkError(f"{error}。") from None
        field = self.field.currentData() if kind.fields else ""
        return Question(kind.key, start, self.gaps.read(), more or 0, field or "")

    def _show_kinds(self, kinds: Sequence[Kind]) -> None:
        self.terms.show_kinds(kinds)
        self.count()

    def _choose(self, kind: Kind) -> None:
        self.name.setText(f"{kind.code}　{kind.label}：{kind.length}")
        way = "由此日往前推算" if kind.backwards else "次日起算，当日不计入"
        self.starts.setText(f"起算：{kind.starts}（{way}）。期限主体：{kind.holder}。")
        self.day.setVisible(not kind.by_the_minute)
        self.moment.setVisible(kind.by_the_minute)
        self.more.setVisible(kind.extension > 0)
        self.more.editor.setToolTip(f"依法至多延长{kind.extension}{kind.unit}")
        self.more.say("", f"至多{kind.extension}{kind.unit}" if kind.extension else "")
        self._offer_fields(kind)
        self.gaps.offer(kind.gaps)
        self.count()

    def _offer_fields(self, kind: Kind) -> None:
        """Fields of law to choose from, where their rules decide; the one chosen stays."""
        chosen = self.field.currentData()
        self.fields.setVisible(bool(kind.fields))
        with QSignalBlocker(self.field):
            self.field.clear()
            self.field.addItem("未选执法领域", "")
            for name in kind.fields:
                self.field.addItem(name, name)
            self.field.choose(chosen)

    def _show(self, due: Due) -> None:
        self.due = due
        self.cite.show_cite(due.cite, due.start)
        self.result.show_due(due)
        self.table.show_due(due)
        self._offer(due)

    def _refuse(self, error: WorkError) -> bool:
        self.due = None
        self.result.show_refusal(str(error))
        self.table.show_due(None)
        self._offer(None)
        return True

    def _offer(self, due: Due | None) -> None:
        for one in (self.copy, self.print, self.only):
            one.setEnabled(due is not None)
            one.setToolTip("" if due else "先算出期限")

    def _copy(self) -> None:
        if self.due is not None:
            days = "\n".join(
                f"{name}：{day}" for name, day, _ in term_calculation.last_days(self.due)
            )
            QGuiApplication.clipboard().setText(f"{self.due.text()}\n{days}")
            self._desk.said.emit("已复制")

    def _print(self) -> None:
        if self.due is not None and self._asked is not None:
            read = partial(term_calculation.printed, question=self._asked)
            show_paper(self, self._desk, read, f"期限计算表（{self.due.label}）")

    def _connect(self) -> None:
        self.terms.chosen.connect(self._choose)
        self._pause.timeout.connect(self.count)
        edits: tuple[Any, ...] = (self.gaps, *(box.editor for box in self._boxes()))
        for one in edits:
            one.edited.connect(self._pause.start)
        self.field.currentIndexChanged.connect(lambda _: self._pause.start())
        self.only.toggled.connect(self.table.show_only_left_out)
        self.table.cited.connect(lambda cite: open_cite(self, self._desk, cite))
        self.copy.clicked.connect(self._copy)
        self.print.clicked.connect(self._print)
        self._desk.watch(self, {"setting"}, self.refresh)

    def _boxes(self) -> tuple[FieldBox, ...]:
        return self.day, self.moment, self.more

    def _lay_out(self) -> None:
        inputs = QHBoxLayout()
        inputs.setSpacing(10)
        for box in self._boxes():
            box.setMaximumWidth(190)
            inputs.addWidget(box, 1)
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label("执法领域"))
        column.addWidget(self.field)
        column.addStretch(1)
        inputs.addWidget(self.fields)
        inputs.addWidget(self.gaps, 4)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(row(self.name, 1, self.cite))
        right.addWidget(self.starts)
        right.addLayout(inputs)
        right.addWidget(self.result)
        right.addWidget(self.table, 1)
        right.addLayout(row(self.only, 1, self.copy, self.print))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.terms)
        across.addLayout(right, 1)
