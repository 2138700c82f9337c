"""Draws on the pages of one paper: text, rules and furniture, each as marked content."""

from __future__ import annotations

import io
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cid_font import CIDFont, Use
from desktop.documents.tagging import Element, Structure

_CODE_LENGTH = 4


class Piece(NamedTuple):
    """Characters of one font in a row; `spacing` is added after each, in points."""

    x: float
    font: CIDFont
    text: str
    spacing: float = 0.0


class Pen:
    """One paper being drawn. Lengths are points; y counts upwards from the foot of the page."""

    def __init__(self, width: float, height: float, first_font: CIDFont, root: Element) -> None:
        self.width, self.height = width, height
        self.structure = Structure(root)
        self.page = 0
        self._buffer = io.BytesIO()
        # Compression is left to the finishing pass, which has to read the content anyway.
        self._canvas = Canvas(
            self._buffer,
            pagesize=(width, height),
            pageCompression=0,
            invariant=1,
            initialFontName=first_font.fontName,
        )
        self._document = self._canvas._doc
        self._uses: dict[CIDFont, Use] = {}
        self._lines: list[str] = []
        self._under: list[str] = []
        self._rules: dict[float, list[str]] = {}
        self._state: tuple[str, float] | None = None
        self._spacing: float | None = None
        self._is_open = False

    def begin_page(self) -> None:
        """Start the next page with what lies under everything else."""
        self.page += 1
        self.structure.begin_page()
        self._lines, self._under, self._rules = [], [], {}
        self._state = self._spacing = None

    def end_background(self) -> None:
        """From now on draw the content."""
        self._under, self._lines = self._lines, []
        self._state = self._spacing = None

    def end_page(self) -> None:
        """Write the page: background, rules, text."""
        rules = ["/Artifact BMC"]
        for width, segments in sorted(self._rules.items()):
            rules += [f"{width:.2f} w", *segments, "S"]
        rules.append("EMC")
        self._canvas._code += self._under + rules + self._lines
        self._canvas.showPage()

    def begin(self, element: Element | None) -> None:
        """What is drawn until `end` belongs to `element`, or is furniture if there is none."""
        if element is None:
            self._lines.append("/Artifact BMC")
        else:
            number = self.structure.mark(element)
            self._lines.append(f"/{element.tag} <</MCID {number}>> BDC")

    def end(self) -> None:
        """Close what `begin` opened."""
        self._lines.append("EMC")

    def text(self, y: float, size: float, pieces: list[Piece]) -> None:
        """One line of text on the base line `y`."""
        lines = self._lines
        lines.append("BT")
        for x, font, text, spacing in pieces:
            if spacing != self._spacing:
                self._spacing = spacing
                lines.append(f"{spacing:.3f} Tc")
            done = 0
            for name, codes in self._use(font).run(text):
                # Readers disagree on spacing between strings, so each starts at its own place.
                lines.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
                if self._state != (name, size):
                    self._state = (name, size)
                    lines.append(f"{name} {size:g} Tf")
                lines.append(f"<{codes}> Tj")
                count = len(codes) // _CODE_LENGTH
                if done + count < len(text):
                    natural = font.width(text[done : done + count]) * size * 0.001
                    x += natural + count * spacing
                    done += count
        lines.append("ET")

    def _use(self, font: CIDFont) -> Use:
        use = self._uses.get(font)
        if use is None:
            use = self._uses[font] = font.use_in(self._document)
        return use

    def rule(self, x: float, y: float, to_x: float, to_y: float, width: float = 0.6) -> None:
        """A straight line of the page's furniture."""
        segment = f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l"
        self._rules.setdefault(width, []).append(segment)

    def box(self, x: float, y: float, width: float, height: float, line: float = 0.6) -> None:
        """A frame; `x`, `y` is its lower left corner."""
        segment = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        self._rules.setdefault(line, []).append(segment)

    def raw(self, *operators: str) -> None:
        """Page operators the other methods do not cover; the caller restores the state."""
        self._lines += operators
        self._state = self._spacing = None

    def finish(self) -> tuple[bytes, list[int]]:
        """The paper, still without its structure, and the object numbers of its pages."""
        self._canvas.save()
        numbers = self._document.idToObjectNumberAndVersion
        pages = [numbers[f"Page{page}"][0] for page in range(1, self.page + 1)]
        return self._buffer.getvalue(), pages
