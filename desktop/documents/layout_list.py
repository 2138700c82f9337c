"""Lays out rosters: title, a line of particulars, the table, a line of signatures."""

from __future__ import annotations

from desktop.documents import fonts
from desktop.documents.filling import Filling
from desktop.documents.flow import Abreast, Block, Stack
from desktop.documents.form import Column
from desktop.documents.layout_form import NOTE, head
from desktop.documents.line_breaking import Run
from desktop.documents.list_table import PAD_X, ListRow, ListTable
from desktop.documents.paragraph import CENTRE, LEFT, RIGHT, Paragraph, Style
from desktop.documents.placeholder import Scope, Text
from desktop.documents.tagging import Element

_ALIGNMENTS = {"left": LEFT, "centre": CENTRE, "right": RIGHT}
_ABREAST = {1: (LEFT,), 2: (LEFT, RIGHT), 3: (LEFT, CENTRE, RIGHT)}
_SIZE, _LEADING = 10.5, 15.0
_LINE_SIZE, _LINE_LEADING = 11.0, 22.0
_HEAD_SCOPE = "/A << /O /Table /Scope /Column >> "


def lay_out(filling: Filling, width: float) -> list[Block]:
    """The blocks of a form of kind list."""
    form = filling.form
    blocks = head(filling, width)
    blocks += _abreast(filling, form.above, width)
    blocks.append(_table(filling, width))
    blocks += _abreast(filling, form.below, width)
    if form.note is not None:
        blocks += filling.lines(form.note, fonts.BODY, NOTE, width)
    return blocks


def _abreast(filling: Filling, texts: tuple[Text, ...], width: float) -> list[Block]:
    """Up to three texts on one line."""
    blocks = []
    for text, align in zip(texts, _ABREAST.get(len(texts), ()), strict=True):
        style = Style(_LINE_SIZE, _LINE_SIZE, _LINE_LEADING, align)
        blocks.append(Stack(filling.lines(text, fonts.BODY, style, width / len(texts))))
    return [Abreast(blocks, width)] if blocks else []


def _table(filling: Filling, width: float) -> ListTable:
    columns = filling.form.list_columns
    unit = width / sum(column.width for column in columns)
    widths = [column.width * unit for column in columns]
    table = Element("Table", filling.root)
    heading = _heading(filling, widths, Element("TR", table))
    body = _Columns(filling, widths)
    rows = [body.row(scope, Element("TR", table)) for scope in filling.rounds(filling.form.repeat)]
    return ListTable(widths, heading, rows)


def _heading(filling: Filling, widths: list[float], row: Element) -> ListRow:
    style, font = Style(_SIZE, _SIZE, _LEADING, CENTRE), fonts.font(fonts.HEI)
    cells = []
    for column, width in zip(filling.form.list_columns, widths, strict=True):
        element = Element("TH", row, _HEAD_SCOPE)
        cells.append(Paragraph([Run(font, column.head)], style, width - 2 * PAD_X, element))
    return ListRow(cells)


class _Columns:
    """Sets the cells of each row; words that come again in a column are set once."""

    def __init__(self, filling: Filling, widths: list[float]) -> None:
        self._filler = filling.filler
        self._font = fonts.font(fonts.BODY)
        self._shapes = [
            (column.text, width - 2 * PAD_X, _style(column), dict[str, Paragraph]())
            for column, width in zip(filling.form.list_columns, widths, strict=True)
        ]

    def row(self, scope: Scope, row: Element) -> ListRow:
        """The cells for one entry of the list."""
        cells = []
        for text, width, style, known in self._shapes:
            words = text.plain(scope, self._filler).replace("\n", "　")
            first = known.get(words)
            if first is None:
                runs = [Run(self._font, words)] if words else []
                first = known[words] = Paragraph(runs, style, width)
            cells.append(first.again(Element("TD", row)))
        return ListRow(cells)


def _style(column: Column) -> Style:
    return Style(_SIZE, _SIZE, _LEADING, _ALIGNMENTS[column.align])
