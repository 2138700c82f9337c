"""能否办理: choose a step, fill in facts, and see everything the law would say about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import WorkError
from desktop.fields import Field
from desktop.law.guards import Finding
from desktop.services import step_explorer
from desktop.services.step_explorer import Explored, Place
from desktop.values import FieldError
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.cite import CiteLink
from desktop.views.kit.desk import Desk
from desktop.views.kit.field_box import FieldBox
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.findings import FindingsView
from desktop.views.kit.page import SEARCH_PAUSE, row
from desktop.views.kit.text import button, label

_WIDTH = 400
_SAID = "填写假设的事实，查看依法能否办理；这里填写的内容不保存，也不影响任何案件。"


class Explorer(QWidget):
    """A question is asked once a finding needs it, and stays until the step changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: Explored | None = None
        self.procedure, self.step = FilterBox("程序", ()), FilterBox("步骤", ())
        self.clear = button("清空事实", "eraser", link=True)
        self.boxes: dict[str, FieldBox] = {}
        self.fields = QVBoxLayout()
        self.fields.setSpacing(4)
        self.verdict, self.cite = Badge(Mark("none", "")), CiteLink(desk)
        self.kept = label("", "small", wraps=True)
        self.findings = FindingsView()
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._lay_out()
        self._pause.timeout.connect(self.look)
        self.procedure.currentIndexChanged.connect(lambda _: self._ask_steps())
        self.step.currentIndexChanged.connect(lambda _: self._restart())
        self.clear.clicked.connect(self._restart)
        self.findings.asked.connect(self._go_to)

    def refresh(self) -> None:
        """The procedures in force."""
        if self.procedure.count():
            self.look()
        else:
            self._desk.ask(self, step_explorer.procedures, self._show_procedures, "procedures")

    def look(self) -> None:
        """Ask the law about what stands there; a fact that cannot be read counts as not known."""
        step = self.step.currentData()
        if step is None:
            return
        place = Place(self.procedure.currentData(), step, self._desk.almanac.today())
        facts = {name: _value(box) for name, box in self.boxes.items()}
        ask = partial(step_explorer.explore, place=place, facts=facts)
        self._desk.ask(self, ask, self._show, "explore", self._refuse)

    def _show_procedures(self, found: Sequence[tuple[str, str]]) -> None:
        _fill(self.procedure, found)
        self._ask_steps()

    def _ask_steps(self) -> None:
        if (key := self.procedure.currentData()) is not None:
            ask = partial(step_explorer.steps, procedure=key)
            self._desk.ask(self, ask, self._show_steps, "steps")

    def _show_steps(self, found: Sequence[tuple[str, str]]) -> None:
        _fill(self.step, found)
        self._restart()

    def _restart(self) -> None:
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self.boxes = {}
        self.look()

    def _show(self, explored: Explored) -> None:
        self.shown = explored
        for field in explored.asks:
            if field.name not in self.boxes:
                self._add(field)
        self.verdict.show_mark(Mark(*explored.verdict))
        self.cite.show_cite(explored.cite)
        kept = "、".join(explored.kept)
        self.kept.setText(f"由案卷汇总、这里不能填写：{kept}。" if kept else "")
        self.kept.setVisible(bool(kept))
        self.findings.show_findings(explored.findings)

    def _refuse(self, error: WorkError) -> bool:
        self.verdict.show_mark(Mark("bad", "不能判断"))
        self.kept.setText(str(error))
        self.kept.show()
        self.findings.show_findings(())
        return True

    def _add(self, field: Field) -> None:
        box = FieldBox(field, self._desk.almanac)
        for line in box.editor.findChildren(QLineEdit):
            line.setAccessibleName(field.label)
        box.editor.edited.connect(self._pause.start)
        self.boxes[field.name] = box
        self.fields.insertWidget(self.fields.count() - 1, box)

    def _go_to(self, finding: Finding) -> None:
        """The way out of a finding: its first question, where it can be answered here."""
        box = next((self.boxes[name] for name in finding.asks if name in self.boxes), None)
        if box is not None:
            box.editor.setFocus()
        else:
            self._desk.said.emit("这项事实由案卷汇总，请在案件页面办理。")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        chosen = row(self.procedure, self.step)
        chosen.setStretch(0, 1)
        chosen.setStretch(1, 1)
        left.addLayout(chosen)
        left.addLayout(row(label("事实", "h2"), 1, self.clear))
        self.fields.addStretch()
        left.addWidget(_scrolled(self.fields, "事实"), 1)
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        column.setLayout(left)
        words = QVBoxLayout()
        words.addWidget(self.findings)
        words.addStretch()
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(_SAID, "muted", wraps=True))
        right.addLayout(row(self.verdict, self.cite, 1))
        right.addWidget(self.kept)
        right.addWidget(_scrolled(words, "法律意见"), 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(column)
        across.addLayout(right, 1)


def _scrolled(layout: QVBoxLayout, name: str) -> QScrollArea:
    inner, area = QWidget(), QScrollArea()
    layout.setContentsMargins(0, 0, 8, 0)
    inner.setObjectName("bare")
    inner.setLayout(layout)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.setAccessibleName(name)
    return area


def _fill(box: FilterBox, found: Sequence[tuple[str, str]]) -> None:
    box.blockSignals(True)
    box.clear()
    for key, words in found:
        box.addItem(words, key)
    box.blockSignals(False)


def _value(box: FieldBox) -> Any:
    try:
        return box.read()
    except FieldError:
        return None
