"""Icons from QtAwesome's Phosphor font, in the colour of a token, sharp at any scale.

The package itself is never imported (it doubles the start); only its font file is read, and
that after the first paint. Until then, and where the font is missing, icons are blank: every
control that shows one also has a text or an accessible name.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from desktop.views.kit.theme import theme


class IconFont:
    """The loaded font and where each icon lies in it."""

    def __init__(self) -> None:
        self.family = ""
        self._letters: dict[str, str] = {}

    def load(self) -> bool:
        """Read the font once; False when the computer does not have it."""
        folder = _font_folder()
        file = next(iter(sorted(folder.glob("phosphor-[0-9]*.ttf"))), None) if folder else None
        names = next(iter(sorted(folder.glob("phosphor-charmap-*.json"))), None) if folder else None
        if self.family or file is None or names is None:
            return bool(self.family)
        families = QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(file))
        )
        if families:
            import json  # With the font, after the first paint.

            points = json.loads(names.read_text(encoding="utf-8"))
            self._letters = {name: chr(int(point, 16)) for name, point in points.items()}
            self.family = families[0]
        return bool(families)

    def letter(self, name: str) -> str:
        """The character that draws the icon; empty while nothing is loaded."""
        return self._letters.get(name, "")

    def draw(self, painter: QPainter, rect: QRect, name: str, token: str) -> None:
        """Draw the icon into the rectangle."""
        if not (letter := self.letter(name)):
            return
        from PySide6.QtCore import Qt  # Made after the first paint: it takes 12 ms.

        font = QFont(self.family)
        font.setPixelSize(max(1, round(min(rect.width(), rect.height()) * 0.94)))
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()


icon_font = IconFont()


class _Engine(QIconEngine):
    """Paints one icon in the palette in force at the moment of painting."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._token)
        _copies.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "muted" if mode is QIcon.Mode.Disabled else self._token
        if mode is QIcon.Mode.Selected and token == "side_text":
            token = "side_strong"
        icon_font.draw(painter, rect, self._name, token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture


_copies: list[QIconEngine] = []  # Qt owns clones, but must not outlive their Python half.
_engines: dict[tuple[str, str], QIconEngine] = {}


@cache
def icon(name: str, token: str = "text") -> QIcon:
    """The icon of that Phosphor name; it follows the theme by itself."""
    engine = _engines[name, token] = _Engine(name, token)
    return QIcon(engine)


def load_icons() -> bool:
    """Load the font and have every window painted again; call it after the first paint."""
    loaded = icon_font.load()
    if loaded:
        for widget in QApplication.allWidgets():
            widget.update()
    return loaded


def _font_folder() -> Path | None:
    """QtAwesome's font folder, found without importing the package; also inside a bundle."""
    import importlib.util

    bundle = getattr(sys, "_MEIPASS", "")
    if bundle and (Path(bundle) / "qtawesome" / "fonts").is_dir():
        return Path(bundle) / "qtawesome" / "fonts"
    spec = importlib.util.find_spec("qtawesome")
    for place in (spec.submodule_search_locations if spec else None) or ():
        if (Path(place) / "fonts").is_dir():
            return Path(place) / "fonts"
    return None
