"""How cells travel from the child to us: JSON lines, every one checked on arrival.

Pickle would let a subverted child run code here. Days travel as ``{"d": …}``, broken cells as
``{"e": …}``; text, numbers and flags as JSON has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any

from desktop.exchange.cells import Broken, Cell, Sheet

BLOCK = 1000
"""Rows in one line."""
END: dict[str, object] = {"end": True}
_CELLS = frozenset({str, int, float, bool, date, datetime, Broken})


class Garbled(ValueError):
    """The line is none that our child writes."""


def encode(message: object) -> bytes:
    """One line of the wire."""
    line = json.dumps(message, ensure_ascii=False, default=_coded, separators=(",", ":"))
    return line.encode() + b"\n"


def messages(sheet: Sheet) -> Iterator[dict[str, object]]:
    """What is said about a sheet, then its rows in blocks."""
    yield {
        "sheet": sheet.name,
        "height": len(sheet.rows),
        "merged": sheet.merged,
        "hidden": sheet.hidden,
        "hidden_columns": sorted(sheet.hidden_columns),
        "hidden_rows": sorted(sheet.hidden_rows),
        "epoch_1904": sheet.epoch_1904,
    }
    for start in range(0, len(sheet.rows), BLOCK):
        yield {"rows": sheet.rows[start : start + BLOCK]}


def decode(line: bytes) -> dict[str, Any]:
    """The message of a line; Garbled when it is none."""
    try:
        message = json.loads(line, object_hook=_decoded)
    except (ValueError, TypeError, RecursionError) as error:
        raise Garbled(str(error)) from error
    if not isinstance(message, dict):
        raise Garbled("no object")
    return message


def sheet_of(message: dict[str, Any]) -> tuple[Sheet, int]:
    """The sheet a message announces and the number of its rows to come."""
    try:
        return Sheet(
            name=str(message["sheet"]),
            merged=[
                (int(top), int(left), int(bottom), int(right))
                for top, left, bottom, right in message["merged"]
            ],
            hidden=bool(message["hidden"]),
            hidden_columns=frozenset(map(int, message["hidden_columns"])),
            hidden_rows=frozenset(map(int, message["hidden_rows"])),
            epoch_1904=bool(message["epoch_1904"]),
        ), int(message["height"])
    except (KeyError, ValueError, TypeError) as error:
        raise Garbled("no sheet") from error


def rows_of(message: dict[str, Any]) -> list[list[Cell]]:
    """The rows a message carries."""
    rows = message.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Garbled("no rows")
    if not _CELLS.issuperset(map(type, chain.from_iterable(rows))):
        raise Garbled("no cells")
    return rows


def _coded(value: object) -> object:
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Broken):
        return {"e": value.text}
    return str(value)  # a time of day or a span


def _decoded(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        if "d" in found:
            text: str = found["d"]
            return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        if "e" in found:
            return Broken(str(found["e"]))
    return found
