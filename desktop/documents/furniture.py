"""What stands around the text of a page: its number, marks across it, the verification code."""

from __future__ import annotations

import math
from dataclasses import dataclass

import segno
from reportlab.lib.units import mm

from desktop.documents import fonts, grid
from desktop.documents.pen import Pen, Piece

DRAFT, SAMPLE = "草稿", "样例"
_NOTICES = {
    DRAFT: "草稿，未经签发，不具有法律效力",
    SAMPLE: "样例，内容纯属虚构，不具有法律效力",
}
_MARK_SIZE = 110.0
_MARK_ANGLE = math.radians(40)
_MARK_GREY = "0.91 g"
_CODE_SIZE = 17 * mm
_CODE_MARGIN = 9 * mm


@dataclass(frozen=True)
class Furniture:
    """The same for every page of a paper; `marks` are DRAFT and SAMPLE."""

    is_grid: bool
    marks: tuple[str, ...] = ()
    code: str | None = None

    def draw(self, pen: Pen, pages: int) -> None:
        """On the current page, under the text."""
        pen.begin(None)
        for number, mark in enumerate(self.marks):
            self._draw_mark(pen, mark, number)
        if self.is_grid:
            _draw_outer_number(pen)
        else:
            _draw_number(pen, pages)
        if self.code is not None and pen.page == pages:
            _draw_code(pen, self.code)
        pen.end()

    def _draw_mark(self, pen: Pen, mark: str, number: int) -> None:
        font = fonts.font(fonts.HEI)
        cosine, sine = math.cos(_MARK_ANGLE), math.sin(_MARK_ANGLE)
        height = pen.height * (number + 1) / (len(self.marks) + 1)
        matrix = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f}"
        pen.raw("q", _MARK_GREY, f"{matrix} {pen.width / 2:.2f} {height:.2f} cm")
        pen.text(-_MARK_SIZE / 3, _MARK_SIZE, [Piece(-_MARK_SIZE, font, mark)])
        pen.raw("Q", "q 0.45 g")
        notice = _NOTICES[mark]
        start = (pen.width - font.width(notice) * 0.009) / 2
        pen.text(pen.height - 12 * mm - number * 14, 9, [Piece(start, font, notice)])
        pen.raw("Q")


def _draw_outer_number(pen: Pen) -> None:
    """— 1 —, 7 mm under the type area, one character in from the outer side (GB/T 9704, 7.5)."""
    font, words = fonts.font(fonts.SONG), f"— {pen.page} —"
    width = font.width(words) * grid.SMALL_SIZE / 1000
    is_odd = pen.page % 2 == 1
    x = grid.LEFT + (grid.WIDTH - grid.SMALL_SIZE - width if is_odd else grid.SMALL_SIZE)
    y = grid.TOP - grid.HEIGHT - 7 * mm - grid.SMALL_SIZE / 2
    pen.text(y, grid.SMALL_SIZE, [Piece(x, font, words)])


def _draw_number(pen: Pen, pages: int) -> None:
    font, words = fonts.font(fonts.SONG), f"第 {pen.page} 页　共 {pages} 页"
    x = (pen.width - font.width(words) * 0.0105) / 2
    pen.text(11 * mm, 10.5, [Piece(x, font, words)])


def _draw_code(pen: Pen, code: str) -> None:
    """A QR code in the lower left corner of the last page, its text beside it."""
    matrix = segno.make(code, error="m", micro=False).matrix
    module = _CODE_SIZE / len(matrix)
    squares = [
        f"{_CODE_MARGIN + column * module:.2f} "
        f"{_CODE_MARGIN + (len(matrix) - 1 - row) * module:.2f} {module:.2f} {module:.2f} re"
        for row, line in enumerate(matrix)
        for column, is_dark in enumerate(line)
        if is_dark
    ]
    pen.raw("q 0 g", *squares, "f", "Q")
    font = fonts.font(fonts.SONG)
    x = _CODE_MARGIN + _CODE_SIZE + 3
    pen.text(_CODE_MARGIN + 10, 7, [Piece(x, font, "核验码")])
    pen.text(_CODE_MARGIN + 1, 7, [Piece(x, font, code)])
