"""The one table model: rows come as three questions, columns are declared fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtCore import Signal as QtSignal

from desktop.fields import Field
from desktop.views.kit.badge import Mark
from desktop.views.kit.columns import Column, columns
from desktop.views.kit.desk import Desk
from desktop.views.kit.windows import ID, SIZE, Row, Windows, key_of

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
WAITING = "…"
GONE = "（已移出）"

# Qt asks about ten roles per cell and frame; comparing plain integers is three times faster
# than comparing enumeration members.
_DISPLAY, _TOOLTIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ALIGN, _SPOKEN = (
    int(Qt.ItemDataRole.TextAlignmentRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
)
_VALUE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Listing(Protocol):
    """A list as its service offers it; `view` holds the words, filters and order."""

    def first(self, work: Any, view: Any, /) -> Sequence[Row]:
        """The first page: plain rows, each beginning with its id."""

    def ids(self, work: Any, view: Any, /) -> bytes:
        """The ids of the whole list in order, 16 bytes each."""

    def rows(self, work: Any, view: Any, ids: bytes, /) -> Sequence[Row]:
        """The rows of these ids, in any order; removed ones are left out."""


class RowsModel(QAbstractTableModel):
    """First page at once, then the ids, then windows of rows as they are looked at."""

    counted = QtSignal(int)
    swapping = QtSignal(bool)
    swapped = QtSignal()

    def __init__(self, parts: Iterable[Field | Column]) -> None:
        super().__init__()
        self.columns = columns(parts)
        self._windows = Windows()
        self._desk: Desk | None = None
        self._listing: Listing | None = None
        self._view: Any = None
        self._turn = 0
        self._wanted: dict[int, None] = {}
        self._asked: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fetch)

    def show(self, desk: Desk, listing: Listing, view: Any) -> None:
        """Show this list. The rows there stay in sight until the new ones have come.

        The same list asked again keeps its place: order and visible rows come together.
        """
        again = listing is self._listing and view == self._view and len(self._windows) > 0
        self._desk, self._listing, self._view = desk, listing, view
        self._turn += 1
        if again:
            seen = self._windows.recent()
            desk.ask(self, lambda work: _again(work, listing, view, seen), self._replace, "list")
        else:
            desk.ask(self, lambda work: listing.first(work, view), self._begin, "list")

    def id_at(self, row: int) -> UUID | None:
        """The record of a row."""
        return UUID(bytes=self._windows.id_at(row)) if 0 <= row < len(self._windows) else None

    def row_of(self, key: UUID) -> int:
        """The row of a record, or -1."""
        return self._windows.find(key.bytes)

    def row_at(self, row: int) -> Row | None:
        """The row itself; None while it has not been fetched."""
        return self._windows.row(row) or None

    def gather(self, rows: Sequence[int], done: Callable[[list[Row]], None]) -> None:
        """All these rows in this order, fetched where needed (to copy them)."""
        at_hand = [self._windows.row(row) for row in rows]
        if self._desk is None or self._listing is None or None not in at_hand:
            done([row for row in at_hand if row])
            return
        listing, view = self._listing, self._view
        keys = [self._windows.id_at(row) for row in rows]
        self._desk.ask(self, lambda work: _in_order(work, listing, view, keys), done, "gather")

    def mark_at(self, index: Index) -> Mark | None:
        """The state a cell shows as a pill."""
        column, row = self.columns[index.column()], self._row(index.row())
        return column.mark(row[index.column() + 1]) if column.mark and row else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """All rows of the list, fetched or not."""
        return 0 if parent.isValid() else len(self._windows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The declared columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """A cell; asking for a row that is not there yet orders its window."""
        if role == _DISPLAY:
            return self._text(index)
        if role == _ALIGN:
            return _RIGHT if self.columns[index.column()].right else _LEFT
        if role == _SPOKEN:
            return f"{self.columns[index.column()].field.label}：{self._text(index)}"
        if role == _TOOLTIP:
            mark = self.mark_at(index)
            return (mark.why if mark else self._text(index)) or None
        if role == _VALUE and (row := self._row(index.row())):
            return row[index.column() + 1]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The field's label, and the row number at the left."""
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].field.label
        if role == _DISPLAY:
            return str(section + 1)
        if role == _ALIGN and orientation == Qt.Orientation.Horizontal:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def _text(self, index: Index) -> str:
        row = self._row(index.row())
        if row:
            return self.columns[index.column()].show(row[index.column() + 1])
        return WAITING if row is None else GONE if index.column() == 0 else ""

    def _row(self, number: int) -> Row | None:
        row = self._windows.row(number)
        if row is None and self._desk is not None:
            self._wanted.pop(number // SIZE, None)
            self._wanted[number // SIZE] = None
            self._timer.start()
        return row

    def _begin(self, rows: Sequence[Row]) -> None:
        self._swap(Windows(rows))
        if self._desk is not None and self._listing is not None:
            listing, view = self._listing, self._view
            self._desk.ask(self, lambda work: listing.ids(work, view), self._order, "list")

    def _order(self, ids: bytes) -> None:
        """The whole order has come: the first page stays where it is, the rest is added."""
        known, shown = self._windows.known(), len(self._windows)
        total = len(ids) // ID
        if ids[: shown * ID] == self._windows.ids and total >= shown:
            if total > shown:
                self.beginInsertRows(ROOT, shown, total - 1)
            self._windows.reorder(ids, known)
            if total > shown:
                self.endInsertRows()
            self.counted.emit(total)
        else:
            fresh = Windows()
            fresh.reorder(ids, known)
            self._swap(fresh)
        self.swapped.emit()

    def _replace(self, answer: tuple[bytes, Sequence[Row]]) -> None:
        fresh = Windows()
        fresh.reorder(*answer)
        self._swap(fresh, same=True)
        self.swapped.emit()

    def _swap(self, windows: Windows, *, same: bool = False) -> None:
        self.swapping.emit(same)
        self.beginResetModel()
        self._windows = windows
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()
        self.counted.emit(len(windows))

    def _fetch(self) -> None:
        """Ask for what was looked at last; rows the eye has flown over are let go."""
        newest = [window for window in reversed(self._wanted) if not self._windows.has(window)][:3]
        self._wanted.clear()
        for window in newest:
            if window not in self._asked:
                self._ask_window(window)

    def _ask_window(self, window: int) -> None:
        desk, listing, view, turn = self._desk, self._listing, self._view, self._turn
        if desk is None or listing is None:
            return
        keys = self._windows.ids_of(window)
        self._asked.add(window)

        def filled(rows: Sequence[Row]) -> None:
            if turn != self._turn or keys != self._windows.ids_of(window):
                return
            self._asked.discard(window)
            self._windows.fill(window, rows)
            last = min((window + 1) * SIZE, len(self._windows)) - 1
            self.dataChanged.emit(
                self.index(window * SIZE, 0), self.index(last, len(self.columns) - 1)
            )

        desk.ask(self, lambda work: listing.rows(work, view, keys), filled)


def _again(
    work: Any, listing: Listing, view: Any, seen: Sequence[bytes]
) -> tuple[bytes, Sequence[Row]]:
    """The order anew, and the windows in which what was looked at now stands."""
    order = Windows()
    order.ids = listing.ids(work, view)
    return order.ids, listing.rows(work, view, order.around(seen))


def _in_order(work: Any, listing: Listing, view: Any, keys: Sequence[bytes]) -> list[Row]:
    """Rows by id in slices a worker can build without holding the window up."""
    found: dict[bytes, Row] = {}
    for start in range(0, len(keys), 500):
        for row in listing.rows(work, view, b"".join(keys[start : start + 500])):
            found[key_of(row)] = row
    return [found[key] for key in keys if key in found]
