"""A form of labelled boxes that may go over several pages with every frame closed.

A box that is divided shows its label again with （续） on the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.documents.flow import Block, fill
from desktop.documents.line_breaking import Run
from desktop.documents.paragraph import Paragraph
from desktop.documents.pen import Pen

PAD = 4.0
_LEAST_ROOM = 3
_WHOLE_BELOW = 200.0
_OUTER_LINE = 1.2
_CONTINUED = "（续）"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: `x` from the left edge of the table. A label is repeated, never divided.

    `below` stands at the foot of the box (signature and date).
    """

    x: float
    width: float
    blocks: Sequence[Block]
    below: Sequence[Block] = ()
    is_label: bool = False
    is_top: bool = False

    @property
    def height(self) -> float:
        """Of what is in it, with padding."""
        return sum(block.height for block in (*self.blocks, *self.below)) + 2 * PAD


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes side by side; at least `least` high, and sharing what the page has left over."""

    boxes: Sequence[Box]
    least: float = 0.0
    stretches: bool = False

    @property
    def height(self) -> float:
        """Of its highest box."""
        return max(self.least, *(box.height for box in self.boxes))


class FormTable:
    """Rows of boxes that fill their page; `reserve` is kept free under the last of them."""

    keeps_with_next = False

    def __init__(self, rows: Sequence[Row], width: float, reserve: float = 0.0) -> None:
        self.rows, self.width, self._reserve = list(rows), width, reserve

    @property
    def height(self) -> float:
        """Of all rows."""
        return sum(row.height for row in self.rows)

    def _stretched(self, height: float) -> FormTable:
        """The same table filling `height`, if it has less than that and rows that stretch."""
        spare = height - self.height
        elastic = sum(row.stretches for row in self.rows)
        if spare <= 0 or not elastic:
            return self
        more = spare / elastic
        rows = [replace(r, least=r.height + more) if r.stretches else r for r in self.rows]
        return FormTable(rows, self.width, self._reserve)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Between rows, or through a long row."""
        left = room
        for number, row in enumerate(self.rows):
            if row.height > left + 1e-2:
                return self._divide(number, left, room)
            left -= row.height
        return self._stretched(room - self._reserve), None

    def _divide(
        self, number: int, room: float, room_above: float
    ) -> tuple[Block | None, Block | None]:
        above, row, below = self.rows[:number], self.rows[number], self.rows[number + 1 :]
        is_cut = row.height > _WHOLE_BELOW or not above
        if is_cut and (parts := _cut_row(row, room)):
            above, row = [*above, parts[0]], parts[1]
        if not above:
            return None, self
        upper = FormTable(above, self.width)._stretched(room_above)
        return upper, FormTable([row, *below], self.width, self._reserve)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Frames, then contents."""
        pen.box(x, top - self.height, self.width, self.height, _OUTER_LINE)
        for row in self.rows:
            height = row.height
            for box in row.boxes:
                pen.box(x + box.x, top - height, box.width, height)
                _draw_box(pen, box, x + box.x + PAD, top, height)
            top -= height


def _draw_box(pen: Pen, box: Box, x: float, top: float, height: float) -> None:
    content = box.height - 2 * PAD
    start = top - PAD if box.is_top else top - (height - content) / 2
    for block in box.blocks:
        block.draw(pen, x, start)
        start -= block.height
    foot = top - height + PAD + sum(block.height for block in box.below)
    for block in box.below:
        block.draw(pen, x, foot)
        foot -= block.height


def _cut_row(row: Row, room: float) -> tuple[Row, Row] | None:
    """The part of the row that fills `room` exactly, and the rest; None if too little fits."""
    texts = [box for box in row.boxes if not box.is_label]
    leading = max((_leading(box) for box in texts), default=0.0)
    if room < _LEAST_ROOM * leading + 2 * PAD:
        return None
    upper, lower = [], []
    for box in row.boxes:
        if box.is_label:
            upper.append(box)
            lower.append(replace(box, blocks=_continued(box.blocks)))
        else:
            above, below = _cut_box(box, room - 2 * PAD)
            upper.append(replace(box, blocks=above, below=(), is_top=True))
            lower.append(replace(box, blocks=below, is_top=True))
    if not any(box.blocks for box in upper if not box.is_label):
        return None
    return Row(upper, room), Row(lower)


def _cut_box(box: Box, room: float) -> tuple[list[Block], list[Block]]:
    """Divide the text; its last line stays with the signature under it."""
    above, below = fill(list(box.blocks), room)
    if below or not box.below or not above:
        return above, below
    last = above[-1]
    kept, moved = last.split(last.height - _leading(box))
    return [*above[:-1], *([kept] if kept else [])], [moved] if moved else []


def _leading(box: Box) -> float:
    return max((b.style.leading for b in box.blocks if isinstance(b, Paragraph)), default=0.0)


def _continued(blocks: Sequence[Block]) -> list[Block]:
    """The label as it stands on a later page; furniture, since it was read already."""
    labels = [block for block in blocks if isinstance(block, Paragraph)]
    repeated: list[Block] = [Paragraph(p.runs, p.style, p.width) for p in labels]
    last = labels[-1]
    if last.runs and last.runs[0].text != _CONTINUED:
        mark = Run(last.runs[0].font, _CONTINUED)
        repeated.append(Paragraph([mark], last.style, last.width))
    return repeated
