"""Lays out forms of labelled boxes: heading, title, number, boxes, note."""

from __future__ import annotations

from reportlab.lib.units import mm

from desktop.documents import fonts, grid
from desktop.documents.filling import Filling
from desktop.documents.flow import Block, Gap
from desktop.documents.form import Cell, FormRow
from desktop.documents.form_table import PAD, Box, FormTable, Row
from desktop.documents.line_breaking import Run
from desktop.documents.paragraph import CENTRE, JUSTIFIED, RIGHT, Paragraph, Style, split_lines
from desktop.documents.placeholder import Scope
from desktop.documents.tagging import Element

NOTE = Style(10.5, 10.5, 17)
# Signature lines of every page: room for a hand.
FOOT = Style(12, 12, 9 * mm)
_HEADING = Style(18, 18, 28, CENTRE)
_TITLE = Style(22, 22, 36, CENTRE)
_NUMBER = Style(12, 12, 22, RIGHT)
_ALIGNMENTS = {"left": JUSTIFIED, "centre": CENTRE, "right": RIGHT}
_SIZE, _LEADING = 12.0, 19.0
_SIGN_GAP = 10.0


def head(filling: Filling, width: float) -> list[Block]:
    """Issuer, title and number."""
    form, blocks = filling.form, list[Block]()
    if form.heading is not None:
        blocks += filling.lines(form.heading, fonts.TITLE, _HEADING, width)
    blocks += filling.lines(form.title, fonts.TITLE, _TITLE, width, "H1")
    if form.number is not None:
        blocks += filling.lines(form.number, fonts.BODY, _NUMBER, width)
    return blocks


def lay_out(filling: Filling) -> list[Block]:
    """The blocks of a form of kind form."""
    top = head(filling, grid.WIDTH)
    table = Element("Table", filling.root)
    rows = [
        _row(filling, row, scope, table)
        for row in filling.form.rows
        for scope in filling.rounds(row.repeat)
    ]
    note: list[Block] = []
    if filling.form.note is not None:
        note = [Gap(4), *filling.lines(filling.form.note, fonts.BODY, NOTE, grid.WIDTH)]
    reserve = sum(block.height for block in note)
    return [*top, FormTable(rows, grid.WIDTH, reserve), *note]


def _row(filling: Filling, row: FormRow, scope: Scope, table: Element) -> Row:
    shares = filling.form.columns
    widths = [share * grid.WIDTH / sum(shares) for share in shares]
    element, boxes, column = Element("TR", table), [], 0
    for cell in row.cells:
        x, width = sum(widths[:column]), sum(widths[column : column + cell.span])
        boxes.append(_box(filling, cell, scope, x, width, element))
        column += cell.span
    return Row(boxes, row.height * mm, row.fill)


def _box(filling: Filling, cell: Cell, scope: Scope, x: float, width: float, row: Element) -> Box:
    span = f"/A << /O /Table /ColSpan {cell.span} >> " if cell.span > 1 else ""
    element = Element("TH" if cell.is_label else "TD", row, span)
    align = CENTRE if cell.is_label else _ALIGNMENTS[cell.align]
    style = Style(_SIZE, _SIZE, _LEADING, align, cell.indent)
    text = filling.runs(cell.text, fonts.BODY, scope)
    # A cell with several paragraphs holds an element for each.
    target = Element("P", element) if cell.sign is not None else element
    blocks = _paragraphs(text, style, width - 2 * PAD, target)
    below: list[Block] = []
    if cell.sign is not None:
        sign = filling.runs(cell.sign, fonts.BODY, scope)
        foot = Style(_SIZE, _SIZE, _LEADING, RIGHT)
        below = [Gap(_SIGN_GAP), *_paragraphs(sign, foot, width - 2 * PAD, element)]
    is_top = bool(cell.indent or cell.sign)
    return Box(x, width, blocks, below, cell.is_label, is_top)


def _paragraphs(runs: list[Run], style: Style, width: float, cell: Element) -> list[Block]:
    lines = split_lines(runs)
    if len(lines) == 1:
        return [Paragraph(lines[0], style, width, cell)]
    return [Paragraph(line, style, width, Element("P", cell)) for line in lines]
