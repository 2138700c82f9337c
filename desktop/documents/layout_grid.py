"""Lays out running text for the party: title, number, paragraphs, seal, note of copies."""

from __future__ import annotations

from desktop.documents import fonts, grid
from desktop.documents.filling import Filling
from desktop.documents.flow import Block, Gap
from desktop.documents.paragraph import Paragraph, split_lines
from desktop.documents.tagging import Element

_LEVELS = (fonts.BODY, fonts.HEI, fonts.KAI)


def lay_out(filling: Filling) -> list[Block]:
    """The blocks of a form of kind grid."""
    form = filling.form
    head: list[Block] = [*filling.lines(form.title, fonts.TITLE, grid.TITLE, grid.WIDTH, "H1")]
    if form.number is not None:
        head += filling.lines(form.number, fonts.BODY, grid.NUMBER, grid.WIDTH)
    body = _body(filling)
    return [*head, Gap(grid.ROW), *grid.close(body, _seal(filling))]


def _body(filling: Filling) -> list[Block]:
    paragraphs: list[Block] = []
    for block in filling.form.blocks:
        kind = grid.Heading if block.level else Paragraph
        style = grid.BODY if block.indent else grid.FLUSH
        tag = f"H{block.level + 1}" if block.level else "P"
        for scope in filling.rounds(block.repeat):
            for runs in split_lines(filling.runs(block.text, _LEVELS[block.level], scope)):
                paragraphs.append(kind(runs, style, grid.WIDTH, Element(tag, filling.root)))
    return paragraphs


def _seal(filling: Filling) -> list[Block]:
    form = filling.form
    if form.sign is None:
        return []
    issuer = filling.runs(form.sign.issuer, fonts.BODY)
    day = filling.runs(form.sign.day, fonts.BODY)
    seal: list[Block] = [grid.Seal(issuer, day, filling.root)]
    if form.copies is not None:
        seal += filling.lines(form.copies, fonts.BODY, grid.NOTE, grid.WIDTH)
    return seal
