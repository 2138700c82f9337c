"""The order of a long list as an array of ids, and the few rows of it that are at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

SIZE = 128
"""Rows fetched at a time."""

KEPT = 48
"""Windows kept; the least recently seen go first (6,144 rows)."""

ID = 16
"""Bytes of an id."""

Row = tuple[Any, ...]


def key_of(row: Row) -> bytes:
    """The id of a row as its 16 bytes; services send UUID or bytes."""
    first = row[0]
    return first.bytes if isinstance(first, UUID) else bytes(first)


class Windows:
    """Row number to row, as far as known."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.ids = b"".join(map(key_of, rows))
        self._windows: OrderedDict[int, list[Row | None]] = OrderedDict()
        self.learn(rows)

    def __len__(self) -> int:
        return len(self.ids) // ID

    def id_at(self, row: int) -> bytes:
        """The id of a row, known before the row itself."""
        return self.ids[row * ID : row * ID + ID]

    def find(self, key: bytes) -> int:
        """The row number of an id, or -1."""
        at = self.ids.find(key)
        while at % ID and at >= 0:
            at = self.ids.find(key, at + 1)
        return at // ID if at >= 0 else -1

    def row(self, number: int) -> Row | None:
        """The row, () when it has been removed since, None when it is not fetched yet."""
        window = self._windows.get(number // SIZE)
        return window[number % SIZE] if window is not None else None

    def has(self, window: int) -> bool:
        """Whether a window is at hand."""
        return window in self._windows

    def touch(self, window: int) -> None:
        """Note that a window is being looked at."""
        self._windows.move_to_end(window)

    def ids_of(self, window: int) -> bytes:
        """The ids to fetch for a window."""
        return self.ids[window * SIZE * ID : (window + 1) * SIZE * ID]

    def reorder(self, ids: bytes, known: Iterable[Row]) -> None:
        """Take the full order; keep the rows already known where they now stand."""
        self.ids = ids
        self._windows.clear()
        rows = {key_of(row): row for row in known}
        for window in sorted({self.find(key) // SIZE for key in rows} - {-1}):
            keys = self.ids_of(window)
            slots = [rows.get(keys[at : at + ID]) for at in range(0, len(keys), ID)]
            if all(slot is not None for slot in slots):
                self._windows[window] = slots

    def fill(self, window: int, rows: Iterable[Row]) -> None:
        """Rows of a window in any order; ids that did not come back are gone."""
        keys = self.ids_of(window)
        by_key = {key_of(row): row for row in rows}
        self._windows[window] = [
            by_key.get(keys[at : at + ID], ()) for at in range(0, len(keys), ID)
        ]
        while len(self._windows) > KEPT:
            self._windows.popitem(last=False)

    def learn(self, rows: Sequence[Row]) -> None:
        """Rows from the top of the list, in order."""
        for start in range(0, len(rows), SIZE):
            self._windows[start // SIZE] = list(rows[start : start + SIZE])

    def recent(self) -> list[bytes]:
        """Ids at both ends of the windows looked at last: where to look in a new order."""
        spans = [self.ids_of(window) for window in list(self._windows)[-4:]]
        return [key for span in spans for key in (span[:ID], span[-ID:]) if key]

    def around(self, keys: Iterable[bytes]) -> bytes:
        """The ids of the whole windows that hold these records now."""
        windows = {self.find(key) // SIZE for key in keys} - {-1}
        return b"".join(map(self.ids_of, sorted(windows)))

    def known(self) -> list[Row]:
        """Every row at hand."""
        return [row for window in self._windows.values() for row in window if row]
