"""The one table: keyboard, copying, columns and order remembered, selection kept by id."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from desktop.views.kit import clipboard
from desktop.views.kit.badge_delegate import BadgeDelegate
from desktop.views.kit.column_layout import ColumnLayout
from desktop.views.kit.table import RowsModel
from desktop.views.kit.theme import theme
from desktop.views.kit.windows import Row

ROW_HEIGHT = 32
_RESTORED = 500  # Larger selections are not sought again after a refresh.


class TableView(QTableView):
    """Signals carry record ids: `opened` (Enter, double click), `chosen` (current row).

    `sort_asked(order, descending)`: a heading was clicked; the page asks for its list again in
    that order. `name` is read to the blind and keys the remembered columns.
    """

    opened = Signal(object)
    chosen = Signal(object)
    sort_asked = Signal(str, bool)
    selection_counted = Signal(int)

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        self._kept: list[UUID] = []
        self._current: UUID | None = None
        self._scrolled = -1
        self._dress()
        self.layout_of_columns = ColumnLayout(self, model.columns, name)
        self.layout_of_columns.sort_asked.connect(self.sort_asked)
        self._listen()

    def add_action(self, text: str, call: QAction | None = None) -> QAction:
        """A line of the context menu above the copying ones."""
        action = call or QAction(text, self)
        self.addAction(action)
        return action

    def selected_ids(self) -> list[UUID]:
        """The chosen records from top to bottom."""
        return [key for row in self._selected_rows() if (key := self.rows.id_at(row))]

    def current_id(self) -> UUID | None:
        """The record the cursor is on."""
        return self.rows.id_at(self.currentIndex().row())

    def go_to(self, key: UUID) -> bool:
        """Put the cursor on a record; False when the list does not hold it."""
        row = self.rows.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))
        return row >= 0

    def copy_rows(self) -> None:
        """The chosen rows with the visible columns, headings first."""
        shown = self.layout_of_columns.visible()

        def done(rows: list[Row]) -> None:
            head = [self.rows.columns[at].field.label for at in shown]
            clipboard.copy([head, *(self._cells(row, shown) for row in rows)])

        self.rows.gather(self._selected_rows(), done)

    def copy_cell(self) -> None:
        """The cell under the cursor."""
        clipboard.copy([[str(self.currentIndex().data() or "")]])

    def copy_column(self) -> None:
        """The column under the cursor: of the chosen rows, or of the whole list."""
        at = max(self.currentIndex().column(), 0)
        chosen = self._selected_rows()
        rows = chosen if len(chosen) > 1 else list(range(self.rows.rowCount()))
        self.rows.gather(rows, lambda got: clipboard.copy([self._cells(row, [at]) for row in got]))

    def menu(self) -> QMenu:
        """The context menu: what the page offers, then copying, then columns."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.addSeparator()
        menu.addAction("复制所选行", QKeySequence.StandardKey.Copy, self.copy_rows)
        menu.addAction("复制单元格", self.copy_cell)
        menu.addAction("复制本列", self.copy_column)
        menu.addSeparator()
        menu.addMenu(self.layout_of_columns.menu(menu))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies rows; Enter opens; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for at, column in enumerate(self.rows.columns):
            if column.mark is not None:
                self.setItemDelegateForColumn(at, BadgeDelegate(self.rows.mark_at, self))

    def _listen(self) -> None:
        self.rows.swapping.connect(self._keep)
        self.rows.modelReset.connect(self._restore)
        self.rows.swapped.connect(self._settle)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))
        self.customContextMenuRequested.connect(self._show_menu)
        theme.changed.connect(self.viewport().update)
        self._follow()

    def _follow(self) -> None:
        selection = self.selectionModel()
        selection.currentRowChanged.connect(lambda *_: self.chosen.emit(self.current_id()))
        selection.selectionChanged.connect(
            lambda *_: self.selection_counted.emit(len(self._selected_rows()))
        )

    def _show_menu(self, point: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(point))

    def _selected_rows(self) -> list[int]:
        chosen = self.selectionModel().selection()
        spans = (chosen.at(number) for number in range(chosen.count()))
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def _cells(self, row: Row, shown: Sequence[int]) -> list[str]:
        return [self.rows.columns[at].show(row[at + 1]) for at in shown]

    def _keep(self, same: bool) -> None:
        """Before other rows come: note what is chosen, and where the eye is."""
        if current := self.current_id():
            rows = self._selected_rows()
            self._kept = self.selected_ids() if len(rows) <= _RESTORED else [current]
            self._current = current
        self._scrolled = self.verticalScrollBar().value() if same else -1

    def _restore(self) -> None:
        """Choose the same records again; where the list is the same, look at the same place."""
        row = self.rows.row_of(self._current) if self._current else -1
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag
            selection, last = QItemSelection(), len(self.rows.columns) - 1
            for kept in filter(lambda at: at >= 0, map(self.rows.row_of, self._kept)):
                selection.select(self.rows.index(kept, 0), self.rows.index(kept, last))
            self.selectionModel().select(selection, flags.ClearAndSelect)
            self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags.NoUpdate)
        if self._scrolled >= 0:
            self.verticalScrollBar().setValue(self._scrolled)

    def _settle(self) -> None:
        """The whole order is known: what stood below the first page can be chosen again."""
        if self.current_id() is None:
            self._restore()
        self._kept, self._current = [], None
