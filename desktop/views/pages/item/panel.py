"""The chosen item: what it says, since when, and every listing of its code before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.roles import Actor
from desktop.services import item
from desktop.services.item_card import ItemCard, Listed
from desktop.services.work import obstacle
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import button, copyable, label

WIDTH = 340
_NOTHING = "在左侧选择一项，查看处罚依据、通告和历次列入、收回的记录。"


class ItemPanel(QFrame):
    """`edit_asked` and `withdraw_asked` carry the card."""

    edit_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, actor: Actor | None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("事项详情")
        self.setFixedWidth(WIDTH)
        self._actor = actor
        self.card: ItemCard | None = None
        self.edit, self.withdraw = button("编辑", "pencil-simple"), button("收回…")
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self.card))
        self.withdraw.clicked.connect(lambda: self.withdraw_asked.emit(self.card))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = QHBoxLayout()
        line.addWidget(self.edit)
        line.addWidget(self.withdraw)
        line.addStretch()
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 12, 14, 12)
        body.addWidget(self._area, 1)
        body.addLayout(line)
        self._fill(_nothing())
        self._offer()

    def show_card(self, card: ItemCard) -> None:
        """Show one item."""
        self.card = card
        self._fill(_page(card))
        self._offer()

    def _fill(self, page: QWidget) -> None:
        page.setObjectName("bare")
        self._area.setWidget(page)

    def _offer(self) -> None:
        card = self.card
        for part, deed in ((self.edit, item.save), (self.withdraw, item.withdraw)):
            why = "请先选择一个事项。"
            if card is not None:
                why = obstacle(self._actor, deed, card.unit_id)
            if card is not None and part is self.withdraw and not card.open:
                why = why or "这个事项已经收回；再次列入请新增。"
            part.setEnabled(not why)
            part.setToolTip(why)
            part.setAccessibleDescription(why)


def _nothing() -> QWidget:
    said = label(_NOTHING, "muted", wraps=True)
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return said


def _page(card: ItemCard) -> QWidget:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 0, 6, 0)
    body.setSpacing(8)
    name = copyable(card.name, "h2")
    name.setWordWrap(True)
    name.setAccessibleName(f"事项名称 {card.name}")
    body.addWidget(name)
    body.addWidget(label(f"{card.code} · {card.town}", "muted"))
    body.addWidget(Badge(Mark(*card.mark)), 0, Qt.AlignmentFlag.AlignLeft)
    body.addLayout(_pairs(card))
    body.addSpacing(4)
    body.addWidget(label("同一事项代码的列入和收回", "h2"))
    for one in card.history:
        body.addWidget(_listed(one))
    body.addStretch()
    return page


def _pairs(card: ItemCard) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 1)
    for y, (heading, text) in enumerate(card.lines):
        said = copyable(text)
        said.setWordWrap(True)
        said.setAccessibleName(f"{heading}：{text}")
        grid.addWidget(label(heading, "muted", wraps=True), y, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, y, 1)
    return grid


def _listed(one: Listed) -> QWidget:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(1)
    head = QHBoxLayout()
    head.addWidget(label(one.period, "strong" if one.shown else ""))
    head.addStretch()
    head.addWidget(Badge(Mark(*one.mark)))
    body.addLayout(head)
    body.addWidget(label(one.notice, "small", wraps=True))
    if one.ground:
        body.addWidget(label(f"收回原因：{one.ground}", "small", wraps=True))
    return page
