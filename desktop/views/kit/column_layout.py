"""Which columns are shown, how wide, in what order: a person's own, remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from desktop.views.kit.columns import Column
from desktop.views.kit.memory import remembered

_CHARACTER, _PADDING = 7, 20  # Pixels of half a Chinese character, and around a cell.


class ColumnLayout(QObject):
    """Looks after a table's horizontal heading."""

    sort_asked = Signal(str, bool)

    def __init__(self, table: QTableView, columns: Sequence[Column], name: str) -> None:
        super().__init__(table)
        self._columns, self._key = columns, f"columns/{name}"
        self._head: QHeaderView = table.horizontalHeader()
        self._sorted, self._descending = -1, False
        self._dress()
        self._first_state = self._head.saveState()
        self._recall()
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self._remember)
        for signal in (self._head.sectionResized, self._head.sectionMoved):
            signal.connect(lambda *_: self._saving.start())
        self._head.sectionClicked.connect(self._sort)
        self._head.customContextMenuRequested.connect(self._show_menu)

    def visible(self) -> list[int]:
        """The shown columns as they stand from left to right."""
        ways = (self._head.logicalIndex(at) for at in range(self._head.count()))
        return [at for at in ways if not self._head.isSectionHidden(at)]

    def show_column(self, at: int, shown: bool) -> None:
        """Show or hide one; the last visible one stays."""
        if shown or len(self.visible()) > 1:
            self._head.setSectionHidden(at, not shown)
            self._remember()

    def show_order(self, order: str, descending: bool) -> None:
        """Draw the arrow over the column of that order; none when no column has it."""
        at = next((n for n, one in enumerate(self._columns) if order and one.order == order), -1)
        self._sorted, self._descending = at, descending
        ways = Qt.SortOrder
        self._head.setSortIndicatorShown(at >= 0)
        self._head.setSortIndicator(at, ways.DescendingOrder if descending else ways.AscendingOrder)

    def menu(self, parent: QMenu | None = None) -> QMenu:
        """Tick to show; the last line puts everything back."""
        menu = QMenu("列", parent or self._head)
        for at, column in enumerate(self._columns):
            action = menu.addAction(column.field.label)
            action.setCheckable(True)
            action.setChecked(not self._head.isSectionHidden(at))
            action.toggled.connect(lambda shown, at=at: self.show_column(at, shown))
        menu.addSeparator()
        menu.addAction("恢复默认列", self.reset)
        return menu

    def reset(self) -> None:
        """As delivered."""
        self._head.restoreState(self._first_state)
        self._remember()

    def order(self) -> tuple[str, bool]:
        """The order key chosen last time, and whether it was descending; ("", False) at first."""
        kept = remembered().value(f"{self._key}/order", "")
        key, _, way = str(kept).partition("|")
        return (key, bool(way)) if any(one.order == key for one in self._columns) else ("", False)

    def _dress(self) -> None:
        head = self._head
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setStretchLastSection(True)
        head.setSortIndicatorShown(False)
        head.setMinimumSectionSize(44)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for at, column in enumerate(self._columns):
            letters = max(column.field.width, 2 * len(column.field.label))
            head.resizeSection(at, column.width or letters * _CHARACTER + _PADDING)
            head.setSectionHidden(at, column.hidden)

    def _sort(self, at: int) -> None:
        if order := self._columns[at].order:
            descending = at == self._sorted and not self._descending
            self.show_order(order, descending)
            remembered().setValue(f"{self._key}/order", order + ("|down" if descending else ""))
            self.sort_asked.emit(order, descending)
        else:
            self.show_order(
                self._columns[self._sorted].order if self._sorted >= 0 else "", self._descending
            )

    def _show_menu(self, point: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._head.mapToGlobal(point))

    def _names(self) -> str:
        return "|".join(column.name for column in self._columns)

    def _remember(self) -> None:
        memory = remembered()
        memory.setValue(f"{self._key}/names", self._names())
        memory.setValue(f"{self._key}/state", self._head.saveState())

    def _recall(self) -> None:
        """Only what was kept for exactly these columns; a new release may have others."""
        memory = remembered()
        state = memory.value(f"{self._key}/state")
        same = memory.value(f"{self._key}/names") == self._names()
        if same and isinstance(state, QByteArray):
            self._head.restoreState(state)
        self._head.setSortIndicatorShown(False)
