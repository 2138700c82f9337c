"""The panel beside the list: one person on the chosen day, and what may be done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.services.person_card import Held, PersonCard, Served
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import copyable, label
from desktop.views.kit.theme import theme
from desktop.views.pages.roster.actions import PersonActions

WIDTH = 352
_NARROWEST = 300
_LABEL_WIDTH = 78


class Initial(QWidget):
    """The surname in a circle, where other programs show a face."""

    def __init__(self) -> None:
        super().__init__()
        self._letter = ""
        self.setFixedSize(QSize(40, 40))
        theme.changed.connect(self.update)

    def show_name(self, name: str) -> None:
        """Show the first character."""
        self._letter = name[:1]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft disc with the character on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        font = self.font()
        font.setPointSizeF(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class DetailPanel(QFrame):
    """Shows a `PersonCard`; `deeds` carries the buttons."""

    def __init__(self, deeds: PersonActions) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("人员详情")
        self.setMinimumWidth(_NARROWEST)
        self.deeds = deeds
        self.initial, self.name, self.under = (
            Initial(),
            copyable("", "h2"),
            label("", "muted", wraps=True),
        )
        self.badge, self.reason = Badge(Mark("none", "")), label("", "small", wraps=True)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("人员详情分类")
        self.tabs.tabBar().setAccessibleName("人员详情分类")
        self.tabs.setDocumentMode(True)
        self.empty = label(
            "在左侧选择一名人员，查看证件、任职经历和可办理的事项。", "muted", wraps=True
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QWidget()
        self._lay_out()
        self.clear()

    def show_card(self, card: PersonCard) -> None:
        """Show one person."""
        at = max(self.tabs.currentIndex(), 0)
        self.initial.show_name(card.name)
        self.name.setText(card.name)
        self.name.setAccessibleName(f"姓名 {card.name}")
        self.under.setText(card.under)
        self.badge.show_mark(Mark(*card.mark))
        self.reason.setText(card.mark[2])
        while self.tabs.count():
            if (page := self.tabs.widget(0)) is not None:
                page.deleteLater()
            self.tabs.removeTab(0)
        self.tabs.addTab(_scrolled(_pairs(card.overview)), "概况")
        self.tabs.addTab(_scrolled(_stack(map(_held, card.certificates), "没有登记证件")), "证件")
        self.tabs.addTab(_scrolled(_stack(map(_served, card.postings), "没有任职记录")), "履历")
        self.tabs.setCurrentIndex(at)
        self.deeds.show_card(card)
        self.empty.hide()
        self._whole.show()

    def clear(self) -> None:
        """Nobody is chosen."""
        self.deeds.show_card(None)
        self._whole.hide()
        self.empty.show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.under)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.initial)
        head.addLayout(words, 1)
        inside = QVBoxLayout(self._whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addLayout(head)
        inside.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.reason)
        inside.addWidget(self.tabs, 1)
        inside.addWidget(self.deeds)
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 12, 14, 12)
        body.addWidget(self.empty, 1)
        body.addWidget(self._whole, 1)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setObjectName("bare")
    area.setWidget(page)
    return area


def _pairs(lines: Iterable[tuple[str, str]]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 8, 6, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
    for y, (heading, text) in enumerate(lines):
        said = copyable(text)
        said.setWordWrap(True)
        said.setAccessibleName(f"{heading}：{text}")
        name = label(heading, "muted", wraps=True)
        grid.addWidget(name, y, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, y, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return page


def _stack(blocks: Iterable[QWidget], otherwise: str) -> QWidget:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 8, 6, 0)
    body.setSpacing(10)
    found = list(blocks)
    for block in found or [label(otherwise, "muted")]:
        body.addWidget(block)
    body.addStretch()
    return page


def _held(one: Held) -> QWidget:
    head = QHBoxLayout()
    head.addWidget(copyable(one.number, "h2"))
    head.addStretch()
    head.addWidget(Badge(Mark(one.level, one.state)))
    return _block(head, one.lines)


def _served(one: Served) -> QWidget:
    head = QHBoxLayout()
    head.addWidget(label(one.title, "", wraps=True), 1)
    return _block(head, (one.period, *one.lines))


def _block(head: QHBoxLayout, lines: Iterable[str]) -> QWidget:
    block = QWidget()
    body = QVBoxLayout(block)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(2)
    body.addLayout(head)
    for line in lines:
        body.addWidget(label(line, "small", wraps=True))
    return block
