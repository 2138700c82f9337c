"""One row of the workbook: its faults, what it would change, or whom it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.services.roster_import import Answer, Fate, Line
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import copyable, label
from desktop.views.pages.roster.import_lines import LEVELS

Said = Mapping[str, str]
_SHARES = (3, 5, 5)
_ELSEWHERE = "已有的同名人员属于其他乡镇（街道），不能由本单位更新。"


class LinePanel(QFrame):
    """`answered` when a person has decided about a doubtful row (key, answer)."""

    answered = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(430)
        self.setAccessibleName("所选行的详细说明")
        self.group = QButtonGroup(self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QVBoxLayout(self)
        body.setContentsMargins(12, 10, 6, 10)
        body.addWidget(self._area)

    def show_line(self, line: Line, place: str, shown: Said, answer: Answer | None) -> None:
        """Show one row; `shown` is what the file says, label to text."""
        page = QWidget()
        page.setObjectName("bare")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.setSpacing(8)
        name = line.values.get("name") or "（无姓名）"
        inside.addWidget(label(f"{place} · {name}", "h2"))
        inside.addWidget(Badge(Mark(LEVELS[line.fate], line.fate.label)))
        self.group.deleteLater()
        self.group = QButtonGroup(self)
        for part in self._parts(line, shown, answer):
            inside.addWidget(part)
        inside.addStretch()
        self._area.setWidget(page)

    def clear(self) -> None:
        """No row is chosen."""
        self._area.setWidget(QWidget())

    def _parts(self, line: Line, shown: Said, answer: Answer | None) -> Iterable[QWidget]:
        for one in line.complaints:
            yield label(f"✕ {one.column}：{one.sentence}", "", wraps=True)
        if line.fate is Fate.DOUBTFUL:
            yield label(
                "已有同名人员，但没有双方的身份证号可以核对。请对照后选择：", "", wraps=True
            )
            yield from self._choices(line, answer)
            yield _comparison(line, shown)
        elif line.fate is Fate.CHANGED:
            yield label("导入后将改为：", "muted")
            found = [(one.label, one.before or "（空）", one.after) for one in line.differences]
            yield _grid(("项目", "原值", "新值"), found)
        else:
            yield _grid(("项目", "文件中的内容"), [(k, v) for k, v in shown.items()])

    def _choices(self, line: Line, answer: Answer | None) -> Iterable[QWidget]:
        for choice in Answer:
            button = QRadioButton(choice.label)
            button.setChecked(choice is answer)
            self.group.addButton(button)
            if choice is Answer.LINK and line.elsewhere:
                button.setEnabled(False)
                button.setToolTip(_ELSEWHERE)
            button.clicked.connect(lambda _, key=line.row, to=choice: self.answered.emit(key, to))
            yield button
        if line.elsewhere:
            yield label(_ELSEWHERE, "small", wraps=True)


def _comparison(line: Line, shown: Said) -> QWidget:
    names = list(dict.fromkeys([*shown, *line.other]))
    found = [(name, line.other.get(name, ""), shown.get(name, "")) for name in names]
    return _grid(("项目", "已有人员", "文件中的人员"), found)


def _grid(heads: tuple[str, ...], found: Iterable[tuple[str, ...]]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    for x, head in enumerate(heads):
        grid.addWidget(label(head, "small"), 0, x)
        grid.setColumnStretch(x, _SHARES[x])
    for y, cells in enumerate(found, start=1):
        for x, text in enumerate(cells):
            cell = copyable(text) if x else label(text, "muted")
            cell.setWordWrap(True)
            grid.addWidget(cell, y, x)
    return page
