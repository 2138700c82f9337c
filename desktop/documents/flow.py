"""Blocks one under another, filled into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop.documents.pen import Pen


class Block(Protocol):
    """Something with a height that can be drawn, and perhaps divided between two pages."""

    @property
    def keeps_with_next(self) -> bool:
        """Whether it must not be the last thing on a page."""

    @property
    def height(self) -> float:
        """In points."""

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """What fits into `room` points of height, and what is left."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Put it on the page, its upper left corner at `x`, `top`."""


class Gap:
    """White space; vanishes at a page break."""

    keeps_with_next = True

    def __init__(self, height: float) -> None:
        self.height = height

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """All or nothing, and nothing remains."""
        return (self if self.height <= room else None), None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing to see."""


class Stack:
    """Blocks that count as one."""

    keeps_with_next = False

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = list(blocks)

    @property
    def height(self) -> float:
        """Of all of them."""
        return sum(block.height for block in self.blocks)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Between two blocks, or inside one."""
        above, below = fill(self.blocks, room)
        return (Stack(above) if above else None), (Stack(below) if below else None)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """One under another."""
        for block in self.blocks:
            block.draw(pen, x, top)
            top -= block.height


class Abreast:
    """Blocks beside one another, each in an equal share of `width`."""

    keeps_with_next = False

    def __init__(self, blocks: Sequence[Block], width: float) -> None:
        self._blocks, self._share = blocks, width / len(blocks)
        self.height = max(block.height for block in blocks)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Never divided."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Side by side."""
        for block in self._blocks:
            block.draw(pen, x, top)
            x += self._share


def fill(blocks: Sequence[Block], room: float) -> tuple[list[Block], list[Block]]:
    """As many blocks as `room` holds, and the others."""
    above: list[Block] = []
    for number, block in enumerate(blocks):
        fits, rest = block.split(room)
        if fits is not None:
            above.append(fits)
            room -= fits.height
        if rest is not None or fits is None:
            below = [rest] if rest is not None else []
            return _release(above, [*below, *blocks[number + 1 :]], fits is None)
    return above, []


def _release(
    above: list[Block], below: list[Block], is_clean: bool
) -> tuple[list[Block], list[Block]]:
    """Send headings that would end the page on to the next one."""
    kept = len(above)
    while is_clean and kept > 1 and above[kept - 1].keeps_with_next:
        kept -= 1
    moved = [block for block in above[kept:] if not isinstance(block, Gap)]
    return above[:kept], moved + below


def paginate(blocks: Sequence[Block], height: float) -> list[list[Block]]:
    """The blocks of each page of `height` points.

    Raises ValueError if a block can neither be divided nor fit on an empty page.
    """
    pages: list[list[Block]] = []
    rest = list(blocks)
    while rest:
        page, rest = fill(rest, height + 1e-2)
        if not page:
            raise ValueError("a block is higher than a page")
        pages.append(page)
    return pages or [[]]


def draw(pen: Pen, blocks: Sequence[Block], x: float, top: float) -> None:
    """Draw the blocks of one page."""
    for block in blocks:
        block.draw(pen, x, top)
        top -= block.height
