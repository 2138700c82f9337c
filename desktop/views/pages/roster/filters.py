"""The line above the list: what to look for, of whom, in which order, on which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from desktop.fields import Field
from desktop.services import posting, roster
from desktop.services.listing import View
from desktop.services.standing import Standing
from desktop.values import Choice
from desktop.views.kit.day_editor import DayEditor
from desktop.views.kit.desk import Desk
from desktop.views.kit.icons import icon
from desktop.views.kit.memory import remembered
from desktop.views.kit.page import after_pause
from desktop.views.kit.text import button, restyle

_ORDER = "roster/order"
_LETTERS = 6
"""Latin letters a closed drop-down keeps room for: four Chinese characters, beside the arrow."""
_AS_OF = Field(name="as_of", label="截至日期", kind=date, required=False, hint="截至今天")


class Filter(QComboBox):
    """A drop-down that a passing mouse wheel does not change."""

    def __init__(self, name: str, everything: str, options: Iterable[tuple[str, Any]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMaxVisibleItems(18)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        if everything:
            self.addItem(everything, None)
        for text, value in options:
            self.addItem(text, value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the choice."""
        event.ignore()

    def choose(self, value: Any) -> None:
        """Choose by value; an unknown one chooses the first."""
        found = next((at for at in range(self.count()) if self.itemData(at) == value), 0)
        self.setCurrentIndex(found)


class FilterBar(QWidget):
    """`changed` when the list should be asked again; `view` is what to ask for."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._own: UUID | None = None
        self._column_order, self._descending = "", False
        self.words = QLineEdit()
        self.words.setPlaceholderText("搜索姓名、拼音首字母、证号，如 wjg")
        self.words.setAccessibleName("搜索人员")
        self.words.setClearButtonEnabled(True)
        QShortcut("Ctrl+F", self).activated.connect(self.words.setFocus)
        look = self.words.addAction(
            icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        look.setText("搜索")
        self.team = Filter("所属队伍", "全部队伍", ())
        self.post = Filter("队内职务", "全部职务", _labelled(posting.FIELDS["post"]))
        self.source = Filter("人员来源", "全部来源", _labelled(posting.FIELDS["kind"]))
        self.standing = Filter("合规状态", "全部状态", ((one.label, (one,)) for one in Standing))
        orders = ((label, key) for key, label in roster.ORDERS.items())
        self.order = Filter("排列顺序", "", orders)
        self.order.choose(remembered().value(_ORDER, "strokes"))
        self.as_of = DayEditor(_AS_OF, desk.almanac)
        self.as_of.setAccessibleName("截至日期")
        self.clear = button("清除筛选", link=True)
        self._lay_out()
        self._connect()

    def offer_teams(self, teams: Sequence[tuple[UUID, str]], own: UUID | None) -> None:
        """Fill in the townships; begin with the own one where the actor belongs to one."""
        self._own = own if own in {key for key, _ in teams} else None
        self.team.blockSignals(True)
        for key, name in teams:
            self.team.addItem(name, key)
        self.team.choose(self._own)
        self.team.blockSignals(False)
        self._mark()

    def view(self) -> View:
        """The list as it is asked for now."""
        chosen = {
            "unit_id": self.team.currentData(),
            "post": self.post.currentData(),
            "kind": self.source.currentData(),
            "standing": self.standing.currentData(),
        }
        return View(
            words=self.words.text().strip(),
            filters={name: value for name, value in chosen.items() if value},
            order=self._column_order or self.order.currentData(),
            descending=self._descending,
            as_of=self.day(),
        )

    def day(self) -> date | None:
        """The day to look at; None is today."""
        text = self.as_of.text()
        return None if not text or self.as_of.complaint() else date.fromisoformat(text)

    def sort(self, order: str, descending: bool) -> None:
        """A heading was clicked."""
        self._column_order, self._descending = order, descending
        self.changed.emit()

    def reset(self) -> None:
        """Everybody of the own team, today."""
        self.blockSignals(True)
        self.words.clear()
        for filter_ in (self.post, self.source, self.standing):
            filter_.setCurrentIndex(0)
        self.team.choose(self._own)
        self.as_of.clear()
        self.blockSignals(False)
        self._say()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        self.words.setMinimumWidth(150)
        self.as_of.setFixedWidth(128)
        for part in (self.team, self.post, self.source, self.standing, self.order, self.as_of):
            line.addWidget(part)
        line.addWidget(self.clear)

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self._say)
        for filter_ in (self.team, self.post, self.source, self.standing):
            filter_.currentIndexChanged.connect(lambda _: self._say())
        self.order.currentIndexChanged.connect(lambda _: self._reorder())
        after_pause(self.as_of.textChanged, self, self._day_typed)
        self.clear.clicked.connect(self.reset)
        self._mark()

    def _day_typed(self) -> None:
        complaint = self.as_of.complaint()
        restyle(self.as_of, state="bad" if complaint else "")
        self.as_of.setToolTip(complaint or "花名册截至哪一天，空白为今天")
        if not complaint:
            self._say()

    def _reorder(self) -> None:
        self._column_order, self._descending = "", False
        remembered().setValue(_ORDER, self.order.currentData())
        self._say()

    def _say(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """The way back is offered only where something is narrowed down."""
        view = self.view()
        usual = {"unit_id": self._own} if self._own else {}
        narrowed = bool(view.words or view.as_of or dict(view.filters) != usual)
        self.clear.setEnabled(narrowed)


def _labelled(field: Field) -> list[tuple[str, Choice]]:
    choices: Any = field.kind
    return [(one.label, one) for one in choices]
