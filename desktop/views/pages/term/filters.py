"""The line over the calendar: whose terms, which of them, in which township."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.services import case_due
from desktop.services.case_due import Choices
from desktop.services.listing import View
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import after_pause
from desktop.views.kit.text import button

_LETTERS = 11


class TermFilters(QWidget):
    """`changed` when the list should be asked again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = search_line("搜索案号、当事人、案由", "搜索期限")
        states = ((label, key) for key, label in case_due.STATES.items())
        holders = ((label, one.value) for one, label in case_due.HOLDERS.items())
        self.state = _narrow("期限状态", states)
        self.holder = _narrow("期限主体", (("全部主体", None), *holders))
        self.term = _narrow("期限", (("全部期限种类", None),))
        self.officer = _narrow("承办人", (("全部承办人", None),))
        self.town = _narrow("乡镇（街道）", (("全部乡镇（街道）", None),))
        self.town.hide()
        self.clear = button("清除筛选", link=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        for box in self._boxes():
            line.addWidget(box)
            box.currentIndexChanged.connect(lambda _: self._tell())
        line.addWidget(self.clear)
        self.clear.clicked.connect(self.reset)
        self.clear.setEnabled(False)
        after_pause(self.words.textChanged, self, self._tell)
        QShortcut("Ctrl+F", self).activated.connect(self.words.setFocus)

    def offer(self, found: Choices) -> None:
        """What there is to choose from now; what is chosen stays."""
        for box, everything, options in (
            (self.term, "全部期限种类", tuple((label, key) for key, label in found.terms)),
            (self.officer, "全部承办人", tuple((name, key) for key, name in found.officers)),
            (self.town, "全部乡镇（街道）", tuple((name, key) for key, name in found.towns)),
        ):
            box.blockSignals(True)
            box.refill(((everything, None), *options))
            box.blockSignals(False)
        self.town.setVisible(bool(found.towns))

    def view(self, **more: Any) -> View:
        """What to ask for now."""
        chosen = {
            "state": self.state.currentData(),
            "holder": self.holder.currentData(),
            "deadline": self.term.currentData(),
            "person_id": self.officer.currentData(),
            "unit_id": self.town.currentData(),
        }
        filters = {name: value for name, value in (chosen | more).items() if value is not None}
        return View(words=self.words.text().strip(), filters=filters)

    def reset(self) -> None:
        """Everything that runs."""
        for box in self._boxes():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.words.clear()
        self._tell()

    def _boxes(self) -> tuple[FilterBox, ...]:
        return self.state, self.holder, self.term, self.officer, self.town

    def _tell(self) -> None:
        chosen = any(box.currentIndex() > 0 for box in self._boxes())
        self.clear.setEnabled(chosen or bool(self.words.text().strip()))
        self.changed.emit()


def _narrow(name: str, options: Iterable[tuple[str, Any]]) -> FilterBox:
    """A drop-down no wider than its usual words; the long ones show when it is open."""
    box = FilterBox(name, options)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    return box
