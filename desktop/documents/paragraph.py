"""A paragraph set in lines of equal height, which may go over from one page to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.documents.line_breaking import Line, Run, Unit, break_lines, cut, hangs
from desktop.documents.pen import Pen, Piece
from desktop.documents.tagging import Element

LEFT, CENTRE, RIGHT, JUSTIFIED = "left", "centre", "right", "justified"
_LONGEST_TOKEN = 14
_LONGEST_GAP = 6
_BASE = 0.12
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in points; `cell` is the width of a full-width character, indents count cells."""

    size: float
    cell: float
    leading: float
    align: str = JUSTIFIED
    indent: float = 0.0
    right: float = 0.0
    hang: bool = False


class Paragraph:
    """Text in a given width; a block (see `flow`)."""

    keeps_with_next = False
    __slots__ = ("_ends", "_indent", "_is_underlined", "element", "lines", "runs", "style", "width")

    def __init__(
        self, runs: list[Run], style: Style, width: float, element: Element | None = None
    ) -> None:
        self.runs, self.style, self.width, self.element = runs, style, width, element
        self._indent = style.indent * style.cell
        self._is_underlined = any(run.underlined for run in runs)
        self.lines = self._set()
        self._ends = True

    def _set(self) -> list[Line]:
        style = self.style
        room = self.width - self._indent - style.right * style.cell
        if not self.runs:
            return [[]]
        if len(self.runs) == 1 and style.cell == style.size:
            run = self.runs[0]
            natural = run.font.width(run.text) * style.size * 0.001
            if natural <= room + _TOLERANCE:
                return [[Unit(run.text, natural, run.font, 0.0, run.underlined)]]
        units = cut(self.runs, style.size, style.cell, min(_LONGEST_TOKEN * style.cell, room))
        width = self.width - style.right * style.cell
        return break_lines(units, width, self._indent, style.hang)

    @property
    def height(self) -> float:
        """Of all its lines."""
        return len(self.lines) * self.style.leading

    def split(self, room: float) -> tuple[Paragraph | None, Paragraph | None]:
        """The lines that fit into `room`, and the rest."""
        count = int((room + 1e-2) // self.style.leading)
        if count >= len(self.lines):
            return self, None
        if count <= 0:
            return None, self
        return self._part(self.lines[:count], True), self._part(self.lines[count:], False)

    def _part(self, lines: list[Line], is_first: bool) -> Paragraph:
        part = object.__new__(Paragraph)
        part.runs, part.width, part.element = self.runs, self.width, self.element
        part._is_underlined = self._is_underlined
        part.style = self.style if is_first else replace(self.style, indent=0.0)
        part._indent = self._indent if is_first else 0.0
        part.lines = lines
        part._ends = self._ends and not is_first
        return part

    def nothing(self) -> Paragraph:
        """Its place on a page where none of its lines stand."""
        return Paragraph([], self.style, self.width)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Put it on the page, its upper left corner at `x`, `top`."""
        style = self.style
        if not any(self.lines):
            return
        base = top - (style.leading + style.size) / 2 + style.size * _BASE
        pen.begin(self.element)
        for number, line in enumerate(self.lines):
            if line:
                is_last = self._ends and number == len(self.lines) - 1
                indent = self._indent if number == 0 else 0.0
                self._draw_line(pen, line, x + indent, base, self.width - indent, is_last)
            base -= style.leading
        pen.end()

    def _draw_line(
        self, pen: Pen, line: Line, x: float, y: float, room: float, is_last: bool
    ) -> None:
        style = self.style
        body = line[:-1] if len(line) > 1 and hangs(line, room) else line
        slack = room - sum([unit.width for unit in body])
        gap = 0.0
        if style.align == CENTRE:
            x += slack / 2
        elif style.align == RIGHT:
            x += slack - style.right * style.cell
        elif style.align == JUSTIFIED and not is_last and len(body) > 1:
            gap = slack / (len(body) - 1) if 0 < slack < _LONGEST_GAP * style.cell else 0.0
        pen.text(y, style.size, _pieces(line, x, gap))
        if self._is_underlined:
            _underline(pen, line, x, y, gap)

    def again(self, element: Element | None) -> Paragraph:
        """The same text in another place."""
        other = self._part(self.lines, True)
        other.element, other._ends = element, self._ends
        return other


def _pieces(line: Line, x: float, gap: float) -> list[Piece]:
    """Neighbours of the same font and spacing are written together.

    Inside a number or a word the gap of a justified line is not spread.
    """
    if len(line) == 1:
        unit = line[0]
        return [Piece(x, unit.font, unit.text, unit.spacing)]
    pieces: list[Piece] = []
    text, start, spacing, font = "", x, 0.0, line[0].font
    for unit in line:
        is_single = len(unit.text) == 1
        own = unit.spacing + gap if is_single else unit.spacing
        if text and (own != spacing or unit.font is not font or not is_single):
            pieces.append(Piece(start, font, text, spacing))
            text = ""
        if not text:
            start, spacing, font = x, own, unit.font
        text += unit.text
        x += unit.width + gap
        if not is_single:
            pieces.append(Piece(start, font, text, spacing))
            text = ""
    if text:
        pieces.append(Piece(start, font, text, spacing))
    return pieces


def _underline(pen: Pen, line: Line, x: float, y: float, gap: float) -> None:
    start: float | None = None
    for unit in line:
        if unit.underlined and start is None:
            start = x
        elif not unit.underlined and start is not None:
            pen.rule(start, y - 2.5, x - gap, y - 2.5)
            start = None
        x += unit.width + gap
    if start is not None:
        pen.rule(start, y - 2.5, x - gap, y - 2.5)


def split_lines(runs: list[Run]) -> list[list[Run]]:
    """One list of runs for each line of text as it was written."""
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        if first:
            found[-1].append(run._replace(text=first))
        for other in others:
            found.append([run._replace(text=other)] if other else [])
    return found
