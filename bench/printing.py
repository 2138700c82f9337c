"""Papers against raw ReportLab: the same glyphs at the same places, drawn by hand.

Raw drawing knows already where everything goes; it does no line breaking, tables, structure,
PDF/A declarations or hash. Target: at most 1.5 times raw (design: performance, papers).
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.pen import Pen, Piece
from desktop.documents.render import render
from desktop.documents.template import Form, load_form

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "documents"))
from sample_papers import a_decision, a_roster

ROUNDS = 15
TARGET = 1.5


class Recorder:
    """What a paper draws, page by page."""

    def __init__(self) -> None:
        self.pages: list[list[tuple[Any, ...]]] = []
        self.size = (0.0, 0.0)

    def record(self, form: Form, data: dict[str, Any]) -> None:
        begin, text, rule, box = Pen.begin_page, Pen.text, Pen.rule, Pen.box

        def begin_page(pen: Pen) -> None:
            self.pages.append([])
            self.size = (pen.width, pen.height)
            begin(pen)

        def draw_text(pen: Pen, y: float, size: float, pieces: list[Piece]) -> None:
            self.pages[-1].append(("text", y, size, pieces))
            text(pen, y, size, pieces)

        def draw_rule(pen: Pen, *values: float) -> None:
            self.pages[-1].append(("line", *values[:4]))
            rule(pen, *values)

        def draw_box(pen: Pen, *values: float) -> None:
            self.pages[-1].append(("rect", *values[:4]))
            box(pen, *values)

        with (
            patch.object(Pen, "begin_page", begin_page),
            patch.object(Pen, "text", draw_text),
            patch.object(Pen, "rule", draw_rule),
            patch.object(Pen, "box", draw_box),
        ):
            render(form, data)


def draw_raw(recorder: Recorder) -> bytes:
    """The same marks by ReportLab's own canvas, with the same fonts."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, recorder.size, invariant=1, initialFontName="song")
    for page in recorder.pages:
        for kind, *values in page:
            if kind == "text":
                y, size, pieces = values
                for piece in pieces:
                    canvas.setFont(piece.font.fontName, size)
                    canvas.drawString(piece.x, y, piece.text, charSpace=piece.spacing)
            elif kind == "line":
                canvas.line(*values)
            else:
                canvas.rect(*values)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def best(*works: Callable[[], object]) -> list[float]:
    """The least processor time of several rounds for each, taken in turn."""
    times = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for number, work in enumerate(works):
            start = time.process_time()
            work()
            times[number] = min(times[number], time.process_time() - start)
    return times


def compare(name: str, form: Form, data: dict[str, Any]) -> None:
    recorder = Recorder()
    recorder.record(form, data)
    ours, raw = best(lambda: render(form, data), lambda: draw_raw(recorder))
    pages = len(recorder.pages)
    verdict = "within" if ours <= TARGET * raw else "beyond"
    print(
        f"{name}: {pages} pages, ours {ours * 1000:.1f} ms, raw {raw * 1000:.1f} ms, "
        f"ratio {ours / raw:.2f} ({verdict} the target of {TARGET})"
    )


def main() -> None:
    compare("roster of 200", load_form("officer_roster"), a_roster(200))
    compare("penalty decision", load_form("penalty_decision"), a_decision())


if __name__ == "__main__":
    main()
