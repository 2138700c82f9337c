"""Chooses the sheet for a form and lays its blocks out on pages."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desktop.documents import fonts, grid, layout_form, layout_grid, layout_list
from desktop.documents.filling import Filling
from desktop.documents.flow import Block, draw, paginate
from desktop.documents.form import FORM, GRID
from desktop.documents.furniture import Furniture
from desktop.documents.paragraph import Paragraph
from desktop.documents.pen import Pen


@dataclass(frozen=True)
class Sheet:
    """The paper and the type area on it, in points; `top` from the foot of the sheet."""

    width: float
    height: float
    left: float
    top: float
    text_width: float
    text_height: float


PORTRAIT = Sheet(A4[0], A4[1], grid.LEFT, grid.TOP, grid.WIDTH, grid.HEIGHT)
# Internal tables are no official letters: same binding edge and width, more room above and below,
# so that an approval form keeps to one page (domain.md §9).
TABLE = Sheet(A4[0], A4[1], grid.LEFT, A4[1] - 28 * mm, grid.WIDTH, A4[1] - 50 * mm)
# Bound at the upper edge: 25 mm there, 18 mm elsewhere.
LANDSCAPE = Sheet(A4[1], A4[0], 18 * mm, A4[0] - 25 * mm, A4[1] - 36 * mm, A4[0] - 43 * mm)


def _sheet(filling: Filling) -> Sheet:
    if filling.form.landscape:
        return LANDSCAPE
    return TABLE if filling.form.kind == FORM else PORTRAIT


def _blocks(filling: Filling, sheet: Sheet) -> list[Block]:
    kind = filling.form.kind
    if kind == GRID:
        return layout_grid.lay_out(filling)
    if kind == FORM:
        return layout_form.lay_out(filling)
    return layout_list.lay_out(filling, sheet.text_width)


def _foot(filling: Filling, sheet: Sheet) -> list[Paragraph]:
    style = layout_form.FOOT if filling.form.kind == FORM else grid.FOOT
    return filling.foot(style, sheet.text_width)


def compose(filling: Filling, furniture: Furniture) -> Pen:
    """Draw the paper; raises MissingCharacter and what filling in raises."""
    sheet = _sheet(filling)
    foot = _foot(filling, sheet)
    room = sheet.text_height - sum(line.height for line in foot)
    pages = paginate(_blocks(filling, sheet), room)
    pen = Pen(sheet.width, sheet.height, fonts.font(fonts.SONG), filling.root)
    for blocks in pages:
        pen.begin_page()
        furniture.draw(pen, len(pages))
        draw(pen, foot, sheet.left, sheet.top - room)
        pen.end_background()
        draw(pen, blocks, sheet.left, sheet.top)
        pen.end_page()
    return pen
