"""The closed vocabulary of values: what a field is called, how it is read, shown and checked.

A `Field` is declared once, on the record (see `desktop.models.base`). Form, table, import,
print and audit derive their labels, parsing and complaints from it. It describes a value and
never a screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.values import READERS, SHOWERS, Choice, FieldError, clean

Check = Callable[[Any], str | None]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One declared value.

    `name` and `kind` are filled in from the record's annotation. `width` is in characters of
    a table column, `lines` the height of its editor. `aliases` are other column headings seen
    in sheets. `secret` values are masked in lists and audit. `normal` tidies text before the
    check; `check` returns a complaint (without the label) or None.
    """

    label: str
    name: str = ""
    kind: type = str
    required: bool = True
    unit: str = ""
    hint: str = ""
    width: int = 12
    lines: int = 1
    aliases: tuple[str, ...] = ()
    secret: bool = False
    normal: Callable[[str], str] | None = None
    check: Check | None = None

    def parse(self, text: str) -> Any:
        """Read what a person typed or a sheet contained; raise FieldError in words."""
        text = clean(text)
        if not text:
            if self.required:
                raise FieldError(f"{self.label}不能为空")
            return None
        if self.normal is not None:
            text = self.normal(text)
        value = self._read(text)
        if self.check is not None and (complaint := self.check(value)):
            raise FieldError(f"{self.label}{complaint}")
        return value

    def show(self, value: Any) -> str:
        """Write the value as it stands in a table or on paper."""
        if value is None:
            return ""
        if isinstance(value, Choice):
            return value.label
        shower = SHOWERS.get(type(value))
        return (shower(value) if shower else str(value)) + (self.unit if value != "" else "")

    def _read(self, text: str) -> Any:
        if issubclass(self.kind, Choice):
            return self._choice(self.kind, text)
        reader = READERS.get(self.kind)
        return reader(text.removesuffix(self.unit).strip()) if reader else text

    def _choice(self, choices: type[Choice], text: str) -> Choice:
        member = choices.read(text)
        if member is None:
            labels = "、".join(choice.label for choice in choices)
            raise FieldError(f"{self.label}“{text}”不在可选范围内，应为：{labels}")
        return member


def between(low: int | Decimal, high: int | Decimal) -> Check:
    """A check that the number lies in the closed range."""
    return lambda value: None if low <= value <= high else f"应在{low}至{high}之间"


def longest(length: int) -> Check:
    """A check on the number of characters."""
    return lambda value: None if len(value) <= length else f"不能超过{length}个字"


def twelve_digits(text: str) -> str | None:
    """A check on the statistical code of an area: province to village in twelve digits."""
    return None if len(text) == 12 and text.isascii() and text.isdigit() else "应为12位数字"
