"""What every paper must satisfy, read back from the finished PDF file."""

from __future__ import annotations

import io
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pikepdf

_POINT = 72 / 25.4
LEFT, WIDTH, HEIGHT = 28 * _POINT, 156 * _POINT, 225 * _POINT
CELL, ROW = WIDTH / 28, HEIGHT / 22
BODY_SIZE, NUMBER_SIZE = 16, 14
NOT_AT_START = frozenset("，。、；：？！”’）》〉】〕」』％")
NOT_AT_END = frozenset("“‘（《〈【〔「『")
HANGING = frozenset("，。、；：？！")


def faults(pdf: bytes) -> list[str]:
    """Everything wrong with a paper; an empty list if nothing is."""
    found = [*_file_faults(pdf)]
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        for page in paper.pages:
            found += [f"page {page.page_number}: {fault}" for fault in _page_faults(page)]
            if "grid" in keywords(pdf):
                is_last = page.page_number == len(paper.pages)
                found += [f"page {page.page_number}: {f}" for f in _grid_faults(page, is_last)]
    return found


def keywords(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        return re.split(r"[\s,;]+", str(paper.docinfo["/Keywords"]))


def _file_faults(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        yield from map(str, paper.check_pdf_syntax())
        for key in ("/Lang", "/StructTreeRoot", "/MarkInfo", "/OutputIntents", "/Metadata"):
            if key not in paper.Root:
                yield f"no {key}"
        if "/Title" not in paper.docinfo:
            yield "no title"
        for page in paper.pages:
            for name, font in page.Resources.get("/Font", {}).items():
                yield from _font_faults(name, font)


def _font_faults(name: str, font: Any) -> Iterator[str]:
    if "/ToUnicode" not in font:
        yield f"{name} has no ToUnicode"
    if "/DescendantFonts" not in font:
        yield f"{name} is not embedded"
        return
    descriptor = font.DescendantFonts[0].FontDescriptor
    if "/FontFile2" not in descriptor and "/FontFile3" not in descriptor:
        yield f"{name} is not embedded"
    if not re.match(r"/[A-Z]{6}\+", str(descriptor.FontName)):
        yield f"{name} is not a subset"


def _page_faults(page: Any) -> Iterator[str]:
    for char in page.chars:
        text = char["text"]
        if char["x0"] < -0.5 or char["x1"] > page.width + 0.5 or char["bottom"] > page.height:
            yield f"{text} lies outside the page"
        if "〓" in text or "\ufffd" in text or text.startswith("(cid"):
            yield f"{text} has no character"


def grid_rows(page: Any) -> list[list[Any]]:
    """Body characters by row from the top, each from the left."""
    rows: dict[float, list[Any]] = defaultdict(list)
    for char in page.chars:
        if abs(char["size"] - BODY_SIZE) < 0.2:
            rows[round(char["matrix"][5], 1)].append(char)
    return [sorted(rows[y], key=lambda char: char["matrix"][4]) for y in sorted(rows, reverse=True)]


def _grid_faults(page: Any, is_last: bool) -> Iterator[str]:
    rows = grid_rows(page)
    if len(rows) > 22:
        yield f"{len(rows)} rows"
    for above, below in itertools.pairwise(rows):
        halves = (above[0]["matrix"][5] - below[0]["matrix"][5]) / ROW * 2
        if abs(halves - round(halves)) > 0.02:
            yield f"row pitch {halves / 2:.2f}"
    for row in rows:
        yield from _row_faults(row)
    if is_last and page.page_number > 1 and len(rows) < 4:
        yield "less than two lines of text share the page with the seal"
    words = "".join(char["text"] for char in page.chars)
    if f"— {page.page_number} —" not in words:
        yield "no page number"
    dashes = [c for c in page.chars if c["text"] == "—" and abs(c["size"] - NUMBER_SIZE) < 0.2]
    if dashes and (dashes[0]["x0"] > page.width / 2) != (page.page_number % 2 == 1):
        yield "page number on the inner side"


def _row_faults(row: list[Any]) -> Iterator[str]:
    first, last = row[0], row[-1]
    if first["matrix"][4] < LEFT - 0.1:
        yield f"left of the type area: {first['text']}"
    width = 0 if last["text"] in HANGING else min(last["width"], CELL)
    if last["matrix"][4] + width > LEFT + WIDTH + 0.6:
        yield f"right of the type area: {last['text']}"
    if first["text"] in NOT_AT_START:
        yield f"line starts with {first['text']}"
    if last["text"] in NOT_AT_END:
        yield f"line ends with {last['text']}"


def structure(pdf: bytes) -> list[tuple[str, str]]:
    """(tag, text) of every element that holds text, in reading order."""
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        texts: dict[tuple[int, int], str] = defaultdict(str)
        for page in paper.pages:
            for char in page.chars:
                if char["mcid"] is not None:
                    texts[page.page_number - 1, char["mcid"]] += char["text"]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        return list(_read(opened.Root.StructTreeRoot.K, pages, texts))


def _read(
    element: Any, pages: dict[Any, int], texts: dict[tuple[int, int], str]
) -> Iterator[tuple[str, str]]:
    text, below = "", []
    content = element.K
    for kid in content if isinstance(content, pikepdf.Array) else [content]:
        if isinstance(kid, int):
            text += texts[pages[element.Pg.objgen], kid]
        elif "/MCID" in kid:
            text += texts[pages[kid.Pg.objgen], int(kid.MCID)]
        else:
            below.append(kid)
    if text or str(element.S) in ("/TD", "/TH"):
        yield str(element.S)[1:], text
    for kid in below:
        yield from _read(kid, pages, texts)


def page_words(pdf: bytes) -> list[str]:
    """All characters of each page, without blanks."""
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return [
            re.sub(r"\s", "", "".join(char["text"] for char in page.chars)) for page in paper.pages
        ]
