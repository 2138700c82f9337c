"""Stretches of time that a term leaves out, one a row: kind, first day, last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import WorkError
from desktop.fields import Field
from desktop.law.counting import Excluded, GapKind
from desktop.services.term_calculation import gap
from desktop.values import FieldError
from desktop.views.kit.day_editor import DayEditor
from desktop.views.kit.desk import Almanac
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.text import button, label

_SINCE = Field(label="扣除起日", kind=date)
_UNTIL = Field(label="扣除止日", kind=date)


class GapRow(QWidget):
    """One stretch, both ends included."""

    edited = Signal()

    def __init__(self, kinds: Sequence[GapKind], almanac: Almanac, number: int) -> None:
        super().__init__()
        self.kind = FilterBox(f"第{number}段扣除期间的事由", [(kind.label, kind) for kind in kinds])
        self.since, self.until = DayEditor(_SINCE, almanac), DayEditor(_UNTIL, almanac)
        self.since.setAccessibleName(f"第{number}段扣除起日")
        self.until.setAccessibleName(f"第{number}段扣除止日")
        self.remove = button("移除", "x", link=True)
        self.remove.setAccessibleName(f"移除第{number}段扣除期间")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.kind)
        line.addWidget(self.since, 1)
        line.addWidget(label("至"))
        line.addWidget(self.until, 1)
        line.addWidget(self.remove)
        self.kind.currentIndexChanged.connect(lambda _: self.edited.emit())
        for editor in (self.since, self.until):
            editor.edited.connect(self.edited)

    def read(self) -> Excluded | None:
        """The stretch; None while nothing stands there. WorkError in words for what is wrong."""
        kind = self.kind.currentData()
        if not self.since.text() and not self.until.text():
            return None
        return gap(kind, _day(self.since, _SINCE, kind), _day(self.until, _UNTIL, kind))


class GapRows(QWidget):
    """The rows and the button that adds one; `edited` whenever the answer may change."""

    edited = Signal()

    def __init__(self, almanac: Almanac) -> None:
        super().__init__()
        self._almanac = almanac
        self._kinds: tuple[GapKind, ...] = ()
        self.rows: list[GapRow] = []
        self.add: QPushButton = button("增加扣除期间", "plus", link=True)
        self.said = label("", "small", wraps=True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label("依法扣除的期间", "muted"))
        head.addWidget(self.said, 1)
        head.addWidget(self.add)
        self.body.addLayout(head)
        self.add.clicked.connect(self.append)

    def offer(self, kinds: tuple[GapKind, ...]) -> None:
        """What the chosen term leaves out; rows of another term go."""
        for row in list(self.rows):
            self._drop(row)
        self._kinds = kinds
        self.add.setVisible(bool(kinds))
        words = "、".join(kind.label for kind in kinds)
        self.said.setText(f"可扣除：{words}" if kinds else "本期限依法不扣除任何期间")

    def append(self) -> GapRow:
        """Another empty row."""
        row = GapRow(self._kinds, self._almanac, len(self.rows) + 1)
        row.edited.connect(self.edited)
        row.remove.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self.body.addWidget(row)
        row.since.setFocus()
        return row

    def read(self) -> tuple[Excluded, ...]:
        """Every stretch given; WorkError in words for the first that is wrong."""
        return tuple(one for row in self.rows if (one := row.read()) is not None)

    def _remove(self, row: GapRow) -> None:
        self._drop(row)
        self.edited.emit()

    def _drop(self, row: GapRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()


def _day(editor: DayEditor, field: Field, kind: GapKind) -> date:
    if complaint := editor.complaint():
        raise WorkError(f"“{kind.label}”的{field.label}{complaint}")
    try:
        day: date = field.parse(editor.text())
    except FieldError as error:
        raise WorkError(f"“{kind.label}”的{error}，请填写完整。") from None
    return day
