"""The columns of a list: declared fields, some of them shown as marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.fields import Field
from desktop.views.kit.badge import Mark


@dataclass(frozen=True)
class Column:
    """One column. `mark` turns the row's value into a state pill.

    `order` is the service's order key that a click on the heading asks for; empty = not
    sortable. `hidden` columns start out of sight and are found in the column menu. `width` is
    in pixels, 0 = from the field's width in characters.
    """

    field: Field
    mark: Callable[[Any], Mark | None] | None = None
    order: str = ""
    hidden: bool = False
    width: int = 0

    @property
    def name(self) -> str:
        """What the remembered settings call the column."""
        return self.field.name or self.field.label

    @property
    def right(self) -> bool:
        """Whether figures are lined up on the right."""
        return self.mark is None and self.field.kind in (int, Decimal)

    def show(self, value: Any) -> str:
        """The cell as text, for the eye, the clipboard and the screen reader."""
        if self.mark is None:
            return self.field.show(value)
        mark = self.mark(value)
        return mark.text if mark else ""


def columns(parts: Iterable[Field | Column]) -> tuple[Column, ...]:
    """Plain fields become plain columns."""
    return tuple(part if isinstance(part, Column) else Column(part) for part in parts)
