"""Two people saved the same record: 原值, 我的 and 他人已存 side by side, one choice a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.fields import Field
from desktop.views.kit.text import button, label

SIDES = ("原值", "我的", "他人已存")
ORIGINAL, MINE, THEIRS = range(3)


@dataclass(frozen=True)
class Difference:
    """One field on which the three do not agree; `proposed` is None when a person must choose."""

    name: str
    values: tuple[Any, Any, Any]
    proposed: int | None


def compare(
    original: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Difference]:
    """Every field I or they changed. What only one side changed is proposed as changed.

    A field missing from `theirs` counts as unchanged there.
    """
    found = []
    for name, my_value in mine.items():
        first = original.get(name)
        their_value = theirs.get(name, first)
        if my_value == first and their_value == first:
            continue
        same = my_value == their_value
        proposed = MINE if their_value == first or same else THEIRS if my_value == first else None
        found.append(Difference(name, (first, my_value, their_value), proposed))
    return found


class ComparisonDialog(QDialog):
    """Choose field by field, then save again over the version now in the database.

    `shown` turns a value of a field into words where `Field.show` cannot (references).
    """

    def __init__(
        self,
        parent: QWidget | None,
        fields: Mapping[str, Field],
        differences: list[Difference],
        save: Callable[[dict[str, Any]], None],
        *,
        said: str = "",
        shown: Callable[[str, Any], str | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("他人已先保存")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(760, 320)
        self._fields, self._differences, self._shown = fields, differences, shown
        self._groups: dict[str, QButtonGroup] = {}
        self.missing = label("", "small")
        self.save, back = button("按所选保存", primary=True), button("返回修改")
        self.save.clicked.connect(lambda: self._save(save))
        back.clicked.connect(self.reject)
        self._lay_out(said, self._grid(), back)
        self._count()

    def chosen(self) -> dict[str, Any]:
        """The value chosen for each field on which the three differ."""
        return {
            one.name: one.values[self._groups[one.name].checkedId()]
            for one in self._differences
            if self._groups[one.name].checkedId() >= 0
        }

    def choose(self, name: str, side: int) -> None:
        """Tick a side (ORIGINAL, MINE, THEIRS) of a field."""
        self._groups[name].button(side).setChecked(True)
        self._count()

    def _lay_out(self, said: str, grid: QWidget, back: QWidget) -> None:
        body, line, area = QVBoxLayout(self), QHBoxLayout(), QScrollArea()
        body.setContentsMargins(18, 16, 18, 14)
        body.setSpacing(10)
        area.setWidgetResizable(True)
        area.setWidget(grid)
        body.addWidget(label(said or "您编辑期间，他人已保存了这条记录。", "h2", wraps=True))
        body.addWidget(
            label("请逐项选择要保留的内容，两边都改过的必须选择；随后再保存一次。", "muted")
        )
        body.addWidget(area, 1)
        for part in (self.missing, back, self.save):
            line.addWidget(part, 1 if part is self.missing else 0)
        body.addLayout(line)

    def _grid(self) -> QWidget:
        page = QWidget()
        page.setObjectName("bare")
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, title in enumerate(("", *SIDES)):
            grid.addWidget(label(title, "small"), 0, at)
            grid.setColumnStretch(at, 0 if at == 0 else 1)
        for y, difference in enumerate(self._differences, start=1):
            grid.addWidget(label(self._fields[difference.name].label), y, 0)
            group = self._groups[difference.name] = QButtonGroup(self)
            for side, value in enumerate(difference.values):
                choice = self._choice(difference, side, value)
                group.addButton(choice, side)
                grid.addWidget(choice, y, side + 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(self._differences) + 1, 1)
        return page

    def _choice(self, difference: Difference, side: int, value: Any) -> QRadioButton:
        text = self._words(difference.name, value)
        choice = QRadioButton(_short(text).replace("&", "&&"))
        choice.setToolTip(text)
        choice.setAccessibleName(f"{self._fields[difference.name].label}，{SIDES[side]}：{text}")
        choice.setChecked(side == difference.proposed)
        choice.toggled.connect(self._count)
        return choice

    def _words(self, name: str, value: Any) -> str:
        words = self._shown(name, value) if self._shown else None
        return (self._fields[name].show(value) if words is None else words) or "（空）"

    def _count(self) -> None:
        open_ = [
            self._fields[name].label
            for name, group in self._groups.items()
            if group.checkedId() < 0
        ]
        self.missing.setText(f"还需选择：{'、'.join(open_)}" if open_ else "")
        self.save.setEnabled(not open_)

    def _save(self, save: Callable[[dict[str, Any]], None]) -> None:
        chosen = self.chosen()
        self.accept()
        save(chosen)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 28 else f"{flat[:27]}…"
