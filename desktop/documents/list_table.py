"""A roster: ruled columns, rows that stay whole unless very long, headings repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.flow import Block
from desktop.documents.paragraph import Paragraph
from desktop.documents.pen import Pen

PAD_X, PAD_Y = 2.0, 3.5
_INNER_LINE = 0.5
_OUTER_LINE = 1.2
_WHOLE_BELOW = 240.0
_LEAST_ROOM = 60.0


class ListRow:
    """The cells of one row, one paragraph each."""

    def __init__(self, cells: Sequence[Paragraph]) -> None:
        self.cells = cells
        self.height = max([cell.height for cell in cells]) + 2 * PAD_Y

    def cut(self, room: float) -> tuple[ListRow, ListRow] | None:
        """The lines that fit into `room`, and the rest; None if hardly any do."""
        parts = [cell.split(room - 2 * PAD_Y) for cell in self.cells]
        if room < _LEAST_ROOM or any(above is None for above, _ in parts):
            return None
        upper = [above or cell for (above, _), cell in zip(parts, self.cells, strict=True)]
        lower = [
            below or cell.nothing() for (_, below), cell in zip(parts, self.cells, strict=True)
        ]
        return ListRow(upper), ListRow(lower)


class ListTable:
    """Rows under a heading row; a block (see `flow`)."""

    keeps_with_next = False

    def __init__(self, widths: Sequence[float], head: ListRow, rows: Sequence[ListRow]) -> None:
        self._widths, self._head, self._rows = widths, head, rows
        self.height = head.height + sum([row.height for row in rows])

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Between two rows; the rest gets the heading again."""
        left = room - self._head.height
        for number, row in enumerate(self._rows):
            if row.height > left + 1e-2:
                return self._divide(number, left)
            left -= row.height
        return (self, None) if left >= -1e-2 else (None, self)

    def _divide(self, number: int, room: float) -> tuple[Block | None, Block | None]:
        above, row, below = self._rows[:number], self._rows[number], self._rows[number + 1 :]
        parts = row.cut(room) if row.height > _WHOLE_BELOW else None
        if parts is not None:
            above, row = [*above, parts[0]], parts[1]
        if not above:
            return None, self
        # The repeated heading is furniture: it was read already.
        cells = [Paragraph(cell.runs, cell.style, cell.width) for cell in self._head.cells]
        rest = ListTable(self._widths, ListRow(cells), [row, *below])
        return ListTable(self._widths, self._head, above), rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Rules and contents."""
        width, foot = sum(self._widths), top - self.height
        pen.box(x, foot, width, self.height, _OUTER_LINE)
        left = x
        for column in self._widths[:-1]:
            left += column
            pen.rule(left, top, left, foot, _INNER_LINE)
        for row in (self._head, *self._rows):
            self._draw_row(pen, row, x, top)
            top -= row.height
            if top > foot + 1e-2:
                pen.rule(x, top, x + width, top, _INNER_LINE)

    def _draw_row(self, pen: Pen, row: ListRow, x: float, top: float) -> None:
        for cell, width in zip(row.cells, self._widths, strict=True):
            cell.draw(pen, x + PAD_X, top - (row.height - cell.height) / 2)
            x += width
