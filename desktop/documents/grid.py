"""The page of official documents: GB/T 9704-2012, 22 rows of 28 characters on 156 x 225 mm."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desktop.documents.flow import Block, Stack
from desktop.documents.line_breaking import Run
from desktop.documents.paragraph import CENTRE, RIGHT, Paragraph, Style
from desktop.documents.pen import Pen, Piece
from desktop.documents.tagging import Element

WIDTH, HEIGHT = 156 * mm, 225 * mm
LEFT, TOP = 28 * mm, A4[1] - 37 * mm
COLUMNS, ROWS = 28, 22
CELL, ROW = WIDTH / COLUMNS, HEIGHT / ROWS
SIZE = 16.0
SMALL_SIZE = 14.0
_SCALE = CELL / SIZE
_TITLE_SIZE = 22.0
_LEAST_LINES_WITH_SEAL = 2
_SEAL_RADIUS = 21 * mm
_SIGN_ROWS = 5
_SIGN_RIGHT = 4

TITLE = Style(_TITLE_SIZE, _TITLE_SIZE, 1.5 * ROW, CENTRE)
NUMBER = Style(SIZE, CELL, ROW, RIGHT)
BODY = Style(SIZE, CELL, ROW, indent=2, hang=True)
FLUSH = Style(SIZE, CELL, ROW, hang=True)
NOTE = Style(SMALL_SIZE, SMALL_SIZE * _SCALE, ROW, hang=True)
FOOT = Style(SMALL_SIZE, SMALL_SIZE, ROW)


class Heading(Paragraph):
    """A paragraph that never ends a page."""

    __slots__ = ()
    keeps_with_next = True


class Seal:
    """Who issues and when, centred over one another, with the place of the seal between them."""

    keeps_with_next = False
    height = _SIGN_ROWS * ROW

    def __init__(self, issuer: list[Run], day: list[Run], element: Element) -> None:
        self._rows = (
            (issuer, Element("P", element)),
            (day, Element("P", element)),
        )

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Never divided."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Four characters in from the right, further if the issuer's name is long."""
        widths = [sum(len(run.text) for run in runs) * CELL for runs, _ in self._rows]
        centre = x + WIDTH - _SIGN_RIGHT * CELL - widths[1] / 2
        centre = min(centre, x + WIDTH - max(widths) / 2 - CELL)
        foot = top - self.height
        base = foot + (ROW - SIZE) / 2 + SIZE * 0.12
        _draw_place(pen, centre, base + ROW * 0.9, self._rows[0][0][0])
        for (runs, element), width, row in zip(self._rows, widths, (1, 0), strict=True):
            pen.begin(element)
            pen.text(base + row * ROW, SIZE, _cells(runs, centre - width / 2))
            pen.end()


def _cells(runs: list[Run], x: float) -> list[Piece]:
    pieces = []
    for run in runs:
        natural = run.font.width(run.text) * SIZE * 0.001
        width = len(run.text) * CELL
        pieces.append(Piece(x, run.font, run.text, (width - natural) / len(run.text)))
        x += width
    return pieces


def _draw_place(pen: Pen, x: float, y: float, run: Run) -> None:
    """A pale dashed circle of the seal's size, to be covered by it."""
    pull = 0.5523 * _SEAL_RADIUS
    radius = _SEAL_RADIUS
    pen.begin(None)
    pen.raw(
        "q 0.72 G 0.72 g 0.5 w [2 2] 0 d",
        f"{x + radius:.2f} {y:.2f} m",
        _curve(x + radius, y + pull, x + pull, y + radius, x, y + radius),
        _curve(x - pull, y + radius, x - radius, y + pull, x - radius, y),
        _curve(x - radius, y - pull, x - pull, y - radius, x, y - radius),
        _curve(x + pull, y - radius, x + radius, y - pull, x + radius, y),
        "S",
    )
    text = "（印章）"
    start = x - run.font.width(text) * 9 / 2000
    pen.text(y + radius - 15, 9, [Piece(start, run.font, text)])
    pen.raw("Q")
    pen.end()


def _curve(*points: float) -> str:
    return " ".join(f"{point:.2f}" for point in points) + " c"


class Closing:
    """The last paragraphs and the seal, which always shares its page with two lines of them.

    GB/T 9704-2012, 7.3.5.5: no page that says only 此页无正文.
    """

    keeps_with_next = False

    def __init__(self, paragraphs: list[Block], seal: list[Block]) -> None:
        self._text, self._seal = Stack(paragraphs), Stack(seal)

    @property
    def height(self) -> float:
        """Of text and seal."""
        return self._text.height + self._seal.height

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """The seal goes over with at least two lines."""
        if self.height <= room + 1e-2:
            return self, None
        above = min(room, self._text.height - _LEAST_LINES_WITH_SEAL * ROW)
        fits, rest = self._text.split(above + 1e-2)
        if fits is None or not isinstance(rest, Stack):
            return None, self
        return fits, Closing(rest.blocks, self._seal.blocks)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Text, then seal."""
        self._text.draw(pen, x, top)
        self._seal.draw(pen, x, top - self._text.height)


def close(paragraphs: list[Block], seal: list[Block]) -> list[Block]:
    """All blocks of a paper, its last two lines of text bound to the seal."""
    start = len(paragraphs)
    bound = 0.0
    while start and (bound < _LEAST_LINES_WITH_SEAL * ROW or paragraphs[start - 1].keeps_with_next):
        start -= 1
        bound += paragraphs[start].height
    return [*paragraphs[:start], Closing(paragraphs[start:], seal)]
