"""Turns a form and its data into blocks to be laid on pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desktop.documents import fonts, grid
from desktop.documents.amounts import numeral
from desktop.documents.flow import Abreast, Block, Gap
from desktop.documents.form import (
    FORM,
    GRID,
    ITEM,
    NUMBER,
    NUMERAL,
    STOP,
    Cell,
    Column,
    Form,
    FormRow,
    Repeat,
)
from desktop.documents.form_table import PAD, Box, FormTable, Row
from desktop.documents.line_breaking import Run
from desktop.documents.list_table import PAD_X, ListRow, ListTable
from desktop.documents.paragraph import (
    CENTRE,
    JUSTIFIED,
    LEFT,
    RIGHT,
    Paragraph,
    Style,
    split_lines,
)
from desktop.documents.placeholder import Scope, Text, lookup
from desktop.documents.tagging import Element

_GRID_FILLER, _BOX_FILLER = "　" * 8, ""
_LEVELS = (fonts.BODY, fonts.HEI, fonts.KAI)
_ALIGNMENTS = {"left": JUSTIFIED, "centre": CENTRE, "right": RIGHT}
_LIST_ALIGNMENTS = {**_ALIGNMENTS, "left": LEFT}

_HEADING = Style(18, 18, 28, CENTRE)
_FORM_TITLE = Style(22, 22, 36, CENTRE)
_FORM_NUMBER = Style(12, 12, 22, RIGHT)
_CELL_SIZE, _CELL_LEADING = 12.0, 19.0
_LIST_SIZE, _LIST_LEADING = 10.5, 15.0
_LINE = Style(11, 11, 22)
_NOTE = Style(10.5, 10.5, 17)


@dataclass(frozen=True)
class Page:
    """The sheet and the type area on it, in points; `top` from the foot of the sheet."""

    width: float
    height: float
    left: float
    top: float
    text_width: float
    text_height: float


PORTRAIT = Page(A4[0], A4[1], grid.LEFT, grid.TOP, grid.WIDTH, grid.HEIGHT)
LANDSCAPE = Page(A4[1], A4[0], 18 * mm, A4[0] - 25 * mm, A4[1] - 36 * mm, A4[0] - 43 * mm)


@dataclass
class Composer:
    """One paper in the making; with `is_blank` the empty form."""

    form: Form
    data: Mapping[str, Any]
    root: Element
    is_blank: bool = False
    filler: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.is_blank:
            self.filler = _GRID_FILLER if self.form.kind == GRID else _BOX_FILLER

    @property
    def page(self) -> Page:
        """The sheet it is printed on."""
        return LANDSCAPE if self.form.landscape else PORTRAIT

    def blocks(self) -> list[Block]:
        """Everything on the paper from top to bottom."""
        if self.form.kind == GRID:
            return self._grid()
        return self._form() if self.form.kind == FORM else self._list()

    def words(self, text: Text) -> str:
        """A text of the form on one line."""
        return text.plain(self.data, self.filler).replace("\n", "")

    def all_words(self) -> Iterator[str]:
        """Every text of the paper, in no particular order."""
        for text, repeat in self.form.texts():
            for scope in self._rounds(repeat):
                yield text.plain(scope, self.filler)

    # Running text

    def _grid(self) -> list[Block]:
        head: list[Block] = self._lines(self.form.title, fonts.TITLE, grid.TITLE, "H1")
        if self.form.number is not None:
            head += self._lines(self.form.number, fonts.BODY, grid.NUMBER)
        return [*head, Gap(grid.ROW), *grid.close(self._body(), self._seal())]

    def _body(self) -> list[Block]:
        paragraphs: list[Block] = []
        for block in self.form.blocks:
            kind = grid.Heading if block.level else Paragraph
            style = grid.BODY if block.indent else grid.FLUSH
            tag = f"H{block.level + 1}" if block.level else "P"
            for scope in self._rounds(block.repeat):
                for runs in split_lines(self._runs(block.text, _LEVELS[block.level], scope)):
                    element = Element(tag, self.root)
                    paragraphs.append(kind(runs, style, self.page.text_width, element))
        return paragraphs

    def _seal(self) -> list[Block]:
        sign = self.form.sign
        if sign is None:
            return []
        issuer = self._runs(sign.issuer, fonts.BODY, self.data)
        day = self._runs(sign.day, fonts.BODY, self.data)
        seal: list[Block] = [grid.Seal(issuer, day, self.root)]
        if self.form.copies is not None:
            seal += self._lines(self.form.copies, fonts.BODY, grid.NOTE)
        return seal

    # Boxes

    def _form(self) -> list[Block]:
        head = self._form_head()
        table = Element("Table", self.root)
        rows = [
            self._row(row, scope, table)
            for row in self.form.rows
            for scope in self._rounds(row.repeat)
        ]
        note: list[Block] = []
        if self.form.note is not None:
            note = [Gap(4), *self._lines(self.form.note, fonts.BODY, _NOTE)]
        reserve = sum(block.height for block in note)
        return [*head, FormTable(rows, self.page.text_width, reserve), *note]

    def _form_head(self) -> list[Block]:
        head: list[Block] = []
        if self.form.heading is not None:
            head += self._lines(self.form.heading, fonts.TITLE, _HEADING, "P")
        head += self._lines(self.form.title, fonts.TITLE, _FORM_TITLE, "H1")
        if self.form.number is not None:
            head += self._lines(self.form.number, fonts.BODY, _FORM_NUMBER)
        return head

    def _row(self, row: FormRow, scope: Scope, table: Element) -> Row:
        unit = self.page.text_width / sum(self.form.columns)
        widths = [width * unit for width in self.form.columns]
        element, boxes, column = Element("TR", table), [], 0
        for cell in row.cells:
            x, width = sum(widths[:column]), sum(widths[column : column + cell.span])
            boxes.append(self._box(cell, scope, x, width, element))
            column += cell.span
        return Row(boxes, row.height * mm, row.fill)

    def _box(self, cell: Cell, scope: Scope, x: float, width: float, row: Element) -> Box:
        attributes = f"/A << /O /Table /ColSpan {cell.span} >> " if cell.span > 1 else ""
        element = Element("TH" if cell.is_label else "TD", row, attributes)
        align = _ALIGNMENTS["centre" if cell.is_label else cell.align]
        style = Style(_CELL_SIZE, _CELL_SIZE, _CELL_LEADING, align, cell.indent)
        foot = Style(_CELL_SIZE, _CELL_SIZE, _CELL_LEADING, RIGHT)
        inner = width - 2 * PAD
        text = Element("P", element) if cell.sign is not None else element
        blocks = self._paragraphs(self._runs(cell.text, fonts.BODY, scope), style, inner, text)
        below: list[Block] = []
        if cell.sign is not None:
            runs = self._runs(cell.sign, fonts.BODY, scope)
            below = [Gap(10), *self._paragraphs(runs, foot, inner, element)]
        is_top = bool(cell.indent or cell.sign)
        return Box(x, width, blocks, below, cell.is_label, is_top)

    # Rosters

    def _list(self) -> list[Block]:
        head = self._form_head()
        if self.form.above:
            head.append(self._abreast(self.form.above))
        foot: list[Block] = [self._abreast(self.form.below)] if self.form.below else []
        if self.form.note is not None:
            foot += self._lines(self.form.note, fonts.BODY, _NOTE)
        return [*head, self._table(), *foot]

    def _abreast(self, texts: tuple[Text, ...]) -> Abreast:
        aligns = (LEFT, CENTRE, RIGHT) if len(texts) == 3 else (LEFT, RIGHT)
        return Abreast(
            [
                self._lines(text, fonts.BODY, Style(_LINE.size, _LINE.cell, _LINE.leading, align))[
                    0
                ]
                for text, align in zip(texts, aligns, strict=True)
            ]
        )

    def _table(self) -> ListTable:
        columns = self.form.list_columns
        unit = self.page.text_width / sum(column.width for column in columns)
        widths = [column.width * unit for column in columns]
        styles = [
            Style(_LIST_SIZE, _LIST_SIZE, _LIST_LEADING, _LIST_ALIGNMENTS[column.align])
            for column in columns
        ]
        table = Element("Table", self.root)
        head = self._list_head(columns, widths, table)
        body = fonts.font(fonts.BODY)
        rows = []
        for scope in self._rounds(self.form.repeat):
            element = Element("TR", table)
            cells = []
            for column, width, style in zip(columns, widths, styles, strict=True):
                words = column.text.plain(scope, self.filler).replace("\n", "　")
                runs = [Run(body, words)] if words else []
                cell = Element("TD", element)
                cells.append(Paragraph(runs, style, width - 2 * PAD_X, cell))
            rows.append(ListRow(cells))
        return ListTable(widths, head, rows)

    def _list_head(
        self, columns: tuple[Column, ...], widths: list[float], table: Element
    ) -> ListRow:
        style = Style(_LIST_SIZE, _LIST_SIZE, _LIST_LEADING, CENTRE)
        element, font = Element("TR", table), fonts.font(fonts.HEI)
        scope = "/A << /O /Table /Scope /Column >> "
        return ListRow(
            [
                Paragraph(
                    [Run(font, column.head)],
                    style,
                    width - 2 * PAD_X,
                    Element("TH", element, scope),
                )
                for column, width in zip(columns, widths, strict=True)
            ]
        )

    # Words

    def _rounds(self, repeat: Repeat) -> Iterator[Scope]:
        """The data as each round of a block sees it; nothing if it is not printed."""
        if self.is_blank:
            if repeat.when is None or not repeat.when.negated:
                yield from self._empty_rounds(repeat)
        elif repeat.each is None:
            if repeat.when is None or repeat.when.holds(self.data):
                yield self.data
        else:
            items = list(lookup(self.data, repeat.each) or ())
            for number, item in enumerate(items, 1):
                scope = {**self.data, **_counted(number, len(items)), ITEM: item}
                if repeat.when is None or repeat.when.holds(scope):
                    yield scope

    def _empty_rounds(self, repeat: Repeat) -> Iterator[Scope]:
        rounds = repeat.blanks if repeat.each else 1
        for number in range(1, rounds + 1):
            yield _counted(number, rounds)

    def _runs(self, text: Text, role: str, scope: Scope) -> list[Run]:
        runs = []
        for mark, words in text.runs(scope, self.filler):
            if words:
                font = fonts.font(fonts.HEI if mark == "**" else role)
                runs.append(Run(font, words, mark == "__"))
        return runs

    def _lines(self, text: Text, role: str, style: Style, tag: str = "P") -> list[Block]:
        runs = self._runs(text, role, self.data)
        width = self.page.text_width
        return [
            Paragraph(line, style, width, Element(tag, self.root)) for line in split_lines(runs)
        ]

    def _paragraphs(
        self, runs: list[Run], style: Style, width: float, cell: Element
    ) -> list[Block]:
        lines = split_lines(runs)
        if len(lines) == 1:
            return [Paragraph(lines[0], style, width, cell)]
        return [Paragraph(line, style, width, Element("P", cell)) for line in lines]


def _counted(number: int, total: int) -> dict[str, Any]:
    words = {NUMBER: number, NUMERAL: numeral(number) if number < 100 else str(number)}
    return {**words, STOP: "。" if number == total else "；"}
