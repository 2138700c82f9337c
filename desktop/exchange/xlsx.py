"""Writing an xlsx straight into its zip, row by row (ECMA-376 part 1, SpreadsheetML).

Nothing is kept in memory or in the system's temporary folder: a roster carries identity
numbers, and what is written goes nowhere but into the file asked for.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import IO, Self
from xml.sax.saxutils import escape, quoteattr

from desktop.exchange.cells import Merge, letters

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767
"""Characters a cell can hold, as Excel has it."""
_EPOCH = datetime(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Earlier serials are off by one: Excel believes in 29 February 1900."""


class Style(IntEnum):
    """How a cell is shown; the place in `cellXfs` of the style sheet below."""

    GENERAL = 0
    TEXT = 1
    QUOTED = 2
    BOLD = 3
    DAY = 4
    MOMENT = 5
    NUMBER = 6
    MONEY = 7


_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="2">\
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>\
<font><b/><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
quotePrefix="1"/>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
applyFont="1" quotePrefix="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@dataclass
class Page:
    """One sheet being written; cells are the texts `text`, `day`, … return."""

    _stream: IO[bytes]
    _row: int = 0
    merged: Sequence[Merge] = field(default_factory=list)

    def add(self, cells: Iterable[str]) -> None:
        """Append one row."""
        self._row += 1
        row = str(self._row)
        placed = "".join(
            cell.replace("<c", f'<c r="{letters(place)}{row}"', 1)
            for place, cell in enumerate(cells)
            if cell
        )
        self._stream.write(f'<row r="{row}">{placed}</row>'.encode())


def text_cell(text: str, *, bold: bool = False) -> str:
    """A text cell whatever the text looks like; nothing for empty text.

    Control characters XML forbids go, and what is beyond the 32,767 characters of a cell.
    """
    text = _UNWRITABLE.sub("", text)[:_LONGEST]
    if not text:
        return ""
    # Without the quote, a later edit of the cell would turn it into a formula.
    style = Style.BOLD if bold else Style.TEXT
    if text.startswith(_STARTS_FORMULA) and not bold:
        style = Style.QUOTED
    # A carriage return would come back as a line feed, _x0041_ as A (ECMA-376 22.4.2.4).
    safe = escape(_ESCAPED.sub("_x005F_", text)).replace("\r", "_x000D_")
    return f'<c s="{style:d}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def day_cell(day: date) -> str:
    """A day or moment cell; as text where spreadsheets cannot count it."""
    if isinstance(day, datetime):
        if day.tzinfo is not None or day.date() < _FIRST_DAY:
            return text_cell(str(day))
        return f'<c s="{Style.MOMENT:d}"><v>{(day - _EPOCH).total_seconds() / 86400!r}</v></c>'
    if day < _FIRST_DAY:
        return text_cell(day.isoformat())
    return f'<c s="{Style.DAY:d}"><v>{(day - _EPOCH.date()).days}</v></c>'


def number_cell(number: int | float | Decimal, style: Style = Style.GENERAL) -> str:
    """A number cell, or a flag; as text where it is no finite number."""
    if isinstance(number, bool):
        return f'<c t="b"><v>{number:d}</v></c>'
    if number != number or number in (float("inf"), float("-inf")):
        return text_cell(str(number))
    return f'<c s="{style:d}"><v>{number!s}</v></c>'


class XlsxFile:
    """An xlsx being written to a stream, sheet after sheet; finished on leaving its `with`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._names: list[str] = []

    @contextmanager
    def page(self, title: str, widths: Iterable[int], frozen: int = 0) -> Iterator[Page]:
        """A new sheet; `widths` in characters, `frozen` rows kept in sight at the top."""
        self._names.append(self._name(title))
        part = _entry(f"xl/worksheets/sheet{len(self._names)}.xml")
        with self._zip.open(part, "w", force_zip64=True) as stream:
            stream.write(_opening(widths, frozen).encode())
            page = Page(stream)
            yield page
            stream.write(f"</sheetData>{_merges(page.merged)}</worksheet>".encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self._bind()
            self._zip.close()
        else:
            # The file is thrown away; a disk that is full may refuse even the end of it.
            with suppress(OSError):
                self._zip.close()

    def _bind(self) -> None:
        """Write what holds the sheets together."""
        numbers = range(1, len(self._names) + 1)
        for name, content in (
            ("[Content_Types].xml", _types(numbers)),
            ("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", _workbook(self._names)),
            (
                "xl/_rels/workbook.xml.rels",
                _relations(
                    [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
                    + [("styles", "styles.xml")]
                ),
            ),
            ("xl/styles.xml", _STYLES),
        ):
            self._zip.writestr(_entry(name), content.encode())

    def _name(self, title: str) -> str:
        """A name a sheet may have: 31 characters, none of ``[]:*?/\\``, unlike the others."""
        plain = re.sub(r"[\[\]:*?/\\]|^'|'$", " ", _UNWRITABLE.sub("", title)).strip()[:31] or "表"
        name, number = plain, 2
        while name.lower() in (other.lower() for other in self._names):
            name, number = f"{plain[:28]}-{number}", number + 1
        return name


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # 1980-01-01: the same content is the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _opening(widths: Iterable[int], frozen: int) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{min(width, 80)}" customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )
    pane = (
        f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" '
        'state="frozen"/>'
        if frozen
        else ""
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}'
        f"</sheetView></sheetViews>{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def _merges(merged: Sequence[Merge]) -> str:
    ranges = "".join(
        f'<mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in merged
    )
    return f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""


def _types(numbers: Iterable[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINK}"><sheets>{sheets}</sheets></workbook>'
