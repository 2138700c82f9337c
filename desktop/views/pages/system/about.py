"""关于: version, where the data lie, which law, which licence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.views.kit.card import Card
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import row
from desktop.views.kit.text import button, copyable, label

_WARNING = (
    "执法台按已公布的法律、法规、规章核对步骤和期限，并注明条文；它不代替执法人员、"
    "法制审核人员的判断。法律数据尚未确认的部分，见“设置”中标为“未确认”的各项。"
)


class About(QWidget):
    """Facts that can be copied into a report of a fault."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: list[tuple[str, str]] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(1, 1)
        self.copy = button("复制以上信息", "copy")
        self.copy.clicked.connect(self._copy)
        facts = Card("执法台")
        facts.put(self.grid, row(self.copy, 1))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(facts)
        body.addWidget(Card("使用提示", label(_WARNING, wraps=True)))
        body.addStretch()

    def refresh(self) -> None:
        """Ask once; it does not change while the window is open."""
        keeper = self._desk.keeper
        if keeper is not None and not self._facts:
            self._desk.think(self, keeper.facts, self._show, "facts")

    def _show(self, facts: list[tuple[str, str]]) -> None:
        self._facts = facts
        for y, (heading, text) in enumerate(facts):
            said = copyable(text)
            said.setWordWrap(True)
            said.setAccessibleName(f"{heading}：{text}")
            self.grid.addWidget(label(heading, "muted"), y, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(said, y, 1)

    def _copy(self) -> None:
        text = "\n".join(f"{heading}：{said}" for heading, said in self._facts)
        QGuiApplication.clipboard().setText(text)
        self._desk.said.emit("已复制")
