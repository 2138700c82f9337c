"""Rows to the clipboard, so that WPS and Excel take them as they are."""

from __future__ import annotations

import atexit
import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_FORMULA = re.compile(r"[=+\-@＝\t\r]")
_NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?")
_CELL = "<td style=\"mso-number-format:'\\@'\">"


def as_tsv(grid: Sequence[Sequence[str]]) -> str:
    """Tab-separated; breaks inside a cell become blanks, a would-be formula becomes text."""
    return "\n".join("\t".join(map(_harmless, line)) for line in grid)


def as_html(grid: Sequence[Sequence[str]]) -> str:
    """A table whose cells say they are text: an 18-digit number keeps its last digits."""
    lines = ("".join(f"{_CELL}{escape(cell)}</td>" for cell in line) for line in grid)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def copy(grid: Sequence[Sequence[str]]) -> None:
    """Put the grid on the clipboard in both shapes; spreadsheets choose the second."""
    parcel = QMimeData()
    parcel.setText(as_tsv(grid))
    parcel.setHtml(as_html(grid))
    QGuiApplication.clipboard().setMimeData(parcel)
    if not _held:
        atexit.register(_let_go)
    _held[:] = [parcel]


_held: list[QMimeData] = []


def _let_go() -> None:
    """Qt frees the clipboard after Python is gone and would fall over a parcel made here."""
    if QGuiApplication.instance() is not None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.mimeData() in _held:
            clipboard.setText(clipboard.text())


def _harmless(cell: str) -> str:
    flat = " ".join(cell.split("\n")).replace("\t", " ").replace("\r", " ")
    risky = _FORMULA.match(flat) and not _NUMBER.fullmatch(flat)
    return f"'{flat}" if risky else flat
