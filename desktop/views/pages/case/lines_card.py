"""A card whose lines are made anew each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.views.kit.card import Card
from desktop.views.kit.text import button, label

_FEW = 12


class LinesCard(Card):
    """A card of lines. Long lists show their newest end; the rest is one click away."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._lines: list[QWidget] = []
        self._many: tuple[Any, ...] = ()
        self._all = False
        self._make: Callable[[Any], QWidget] = label
        self._otherwise, self._unit = "", ""
        self._few = slice(-_FEW, None)
        self.rest = button("", link=True)
        self.rest.clicked.connect(self._turn)
        self.rest.hide()
        self.head.addWidget(self.rest)

    def show_many(
        self,
        items: Sequence[Any],
        make: Callable[[Any], QWidget],
        otherwise: str,
        unit: str = "项",
        *,
        newest_first: bool = False,
    ) -> None:
        """One line for each item, made by `make`; without `newest_first` the newest come last."""
        self._make, self._otherwise, self._unit = make, otherwise, unit
        self._few = slice(_FEW) if newest_first else slice(-_FEW, None)
        self._many = tuple(items)
        self._fill()

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        long = len(self._many) > _FEW
        self.rest.setVisible(long)
        count = f"全部 {len(self._many)} {self._unit}"
        self.rest.setText(f"只看最近 {_FEW} {self._unit}" if self._all else count)
        few = self._many if self._all else self._many[self._few]
        self.show_lines([self._make(one) for one in few], self._otherwise)

    def show_lines(self, lines: Sequence[QWidget], otherwise: str) -> None:
        """Show these instead of what was there; without any, say so."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = list(lines) or [label(otherwise, "muted", wraps=True)]
        self.put(*self._lines)
