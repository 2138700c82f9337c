"""One row of a workbook of taking over: its faults, what the law says, what would be kept."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.services.opening_plan import CaseLine, Line
from desktop.services.opening_sheet import KINDS
from desktop.values import show_day
from desktop.views.kit.badge import GLYPHS, Badge, Mark
from desktop.views.kit.text import copyable, label
from desktop.views.pages.case.import_lines import LEVELS, column, place

_TOLD = "以下各条与案件一并导入、保存，不影响导入："


class LinePanel(QFrame):
    """What stands in a row and what becomes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(430)
        self.setAccessibleName("所选行的详细说明")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QVBoxLayout(self)
        body.setContentsMargins(12, 10, 6, 10)
        body.addWidget(self._area)

    def show_line(self, line: Line) -> None:
        """Show one row."""
        page = QWidget()
        page.setObjectName("bare")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.setSpacing(8)
        inside.addWidget(label(line.title, "h2", wraps=True))
        inside.addWidget(label(place(line), "small"))
        inside.addWidget(Badge(Mark(LEVELS[line.fate], line.fate.label)))
        for part in _parts(line):
            inside.addWidget(part)
        inside.addStretch()
        self._area.setWidget(page)

    def clear(self) -> None:
        """No row is chosen."""
        self._area.setWidget(QWidget())


def _parts(line: Line) -> Iterator[QWidget]:
    for one in line.complaints:
        words = f"{GLYPHS['bad']} {column(line, one.column)}{one.sentence}"
        yield label(words, wraps=True)
    if line.notes:
        yield label(_TOLD, "muted", wraps=True)
    for note in line.notes:
        yield label(f"{GLYPHS['warn']} {note}", wraps=True)
    if isinstance(line, CaseLine) and line.acts:
        yield label("已经办理的步骤", "h3")
        yield _grid([_act(line, at) for at in range(len(line.acts))])
    yield label("文件中的内容", "h3")
    yield _grid(list(_written(line)))


def _act(line: CaseLine, at: int) -> tuple[str, str]:
    act = line.acts[at]
    return show_day(act.on), " · ".join(filter(None, (act.action.label, act.number or act.receipt)))


def _written(line: Line) -> Iterator[tuple[str, str]]:
    """What the row says, label and text, in the order of the sheet."""
    for name, field in KINDS[line.kind].fields.items():
        text = field.show(line.values.get(name))
        if text and not field.secret:
            yield field.label, text


def _grid(found: list[tuple[str, str]]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, 112)
    grid.setColumnStretch(1, 1)
    for at, (name, text) in enumerate(found):
        grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        cell = copyable(text)
        cell.setWordWrap(True)
        grid.addWidget(cell, at, 1)
    return page
