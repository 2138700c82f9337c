"""A state as glyph, word and colour: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.views.kit.text import restyle

GLYPHS = {"ok": "✓", "warn": "!", "bad": "✕", "info": "·", "none": "—"}


@dataclass(frozen=True)
class Mark:
    """A state to show: `kind` is one of GLYPHS, `why` the reason, said in the tooltip."""

    kind: str
    text: str
    why: str = ""

    def __str__(self) -> str:
        return f"{GLYPHS[self.kind]} {self.text}"


def as_mark(value: Any) -> Mark | None:
    """The mark a row carries: a Mark, or a plain tuple (kind, text[, why]) from a service."""
    if value is None or isinstance(value, Mark):
        return value
    return Mark(*value)


class Badge(QLabel):
    """One mark in a page."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_mark(mark)

    def show_mark(self, mark: Mark) -> None:
        """Show another mark in the same place."""
        self.setText(str(mark))
        self.setAccessibleName(mark.text)
        self.setToolTip(mark.why)
        restyle(self, badge=mark.kind)
