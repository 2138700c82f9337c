"""What an old xls says about its cells beyond their values, read from its records.

The same marks as `marks` reads from xlsx. Structures: [MS-CFB] for the container, [MS-XLS] for
the records. Only BIFF8 (Excel 97 and later) is known; older files come back unmarked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from desktop.exchange.cells import Broken
from desktop.exchange.marks import MONTH_FORMATS, Book, Marks, only_month

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_LAST_SECTOR = 0xFFFF_FFFA
_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF, _DATEMODE = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x22
_COLINFO, _ROW, _NUMBER, _RK, _MULRK = 0x7D, 0x208, 0x203, 0x27E, 0xBD
_FORMULA, _BOOLERR = 0x06, 0x205

Record = tuple[int, bytes]


def read_biff_marks(data: bytes) -> Book | None:
    """The marks of every sheet, None for a file older than BIFF8; ValueError when damaged."""
    try:
        stream = _workbook_stream(data)
        if struct.unpack_from("<HHH", stream)[::2] != (_BOF, 0x600):
            return None
        return _book(stream)
    except (struct.error, IndexError, StopIteration) as error:
        raise ValueError("damaged compound file") from error


def _book(stream: bytes) -> Book:
    book = Book()
    formats = set(MONTH_FORMATS)
    styles: list[int] = []
    starts: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _DATEMODE:
            book.epoch_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == _FORMAT and only_month(_text(body[2:])):
            formats.add(struct.unpack_from("<H", body)[0])
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    months = frozenset(place for place, number in enumerate(styles) if number in formats)
    book.sheets = [_sheet(stream, start, months) for start in starts]
    return book


def _sheet(stream: bytes, start: int, months: frozenset[int]) -> Marks:
    marks = Marks()
    for kind, body in _records(stream, start):
        if kind == _COLINFO:
            first, last, _width, _style, options = struct.unpack_from("<5H", body)
            if options & 1:
                marks.hidden_columns.update(range(first, min(last, 1024) + 1))
        elif kind == _ROW:
            if struct.unpack_from("<I", body, 12)[0] & 0x20:
                marks.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind in (_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR):
            _cell(kind, body, months, marks)
    return marks


def _cell(kind: int, body: bytes, months: frozenset[int], marks: Marks) -> None:
    row, column, style = struct.unpack_from("<3H", body)
    if kind == _MULRK:
        for place in range((len(body) - 6) // 6):
            if struct.unpack_from("<H", body, 4 + 6 * place)[0] in months:
                marks.months.add((row, column + place))
        return
    if kind == _BOOLERR and body[7]:
        marks.broken[row, column] = Broken(_ERRORS.get(body[6], "#N/A"))
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        marks.broken[row, column] = Broken(_ERRORS.get(body[8], "#N/A"))
    elif style in months:
        marks.months.add((row, column))


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """The records of one substream, from its BOF up to its own EOF (charts are nested)."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _text(body: bytes) -> str:
    """An XLUnicodeString without the parts a format code never has."""
    count, wide = struct.unpack_from("<HB", body)
    if wide & 1:
        return body[3 : 3 + 2 * count].decode("utf-16-le", "replace")
    return body[3 : 3 + count].decode("latin-1")


def _workbook_stream(data: bytes) -> bytes:
    """The stream that holds the records, from the compound file around it."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    directory_at, cutoff = (struct.unpack_from("<I", data, at)[0] for at in (48, 56))
    sectors = _Sectors(data, size)
    directory = sectors.chain(directory_at)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    wanted = next(entry for entry in entries if _name(entry) in ("workbook", "book"))
    start, length = struct.unpack_from("<II", wanted, 116)
    if length < cutoff:
        # Spreadsheet programs pad their stream beyond this, so that it has sectors of its own.
        raise ValueError("a workbook too short for sectors")
    return sectors.chain(start)[:length]


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()


def _fat(data: bytes, size: int) -> list[int]:
    """The table of which sector follows which."""
    places = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, 1024)):
        if more >= _LAST_SECTOR:
            break
        block = struct.unpack_from(f"<{size // 4}I", data, size * (more + 1))
        places += block[:-1]
        more = block[-1]
    return [
        number
        for place in places
        if place < _LAST_SECTOR
        for number in _numbers(data[size * (place + 1) : size * (place + 2)])
    ]


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


class _Sectors:
    """The sectors of a compound file, and the chains they form; the header comes first."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size, self._fat = data, size, _fat(data, size)

    def chain(self, sector: int) -> bytes:
        """The bytes of a chain; ValueError when it bites its own tail."""
        pieces: list[bytes] = []
        while sector < _LAST_SECTOR:
            start = self._size * (sector + 1)
            pieces.append(self._data[start : start + self._size])
            sector = self._fat[sector]
            if len(pieces) > len(self._fat):
                raise ValueError("a chain of sectors without end")
        return b"".join(pieces)
