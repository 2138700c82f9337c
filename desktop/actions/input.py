"""What a person enters for an action: a label, a kind, and the fact it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.fields import Field, longest
from desktop.values import Choice

PLAIN: dict[str, type] = {
    "text": str,
    "number": int,
    "money": Decimal,
    "day": date,
    "moment": datetime,
    "flag": bool,
}
"""Kinds a field of the closed vocabulary can hold."""
CHOICE, CHOICES = "choice", "choices"
PEOPLE, PARTY, THINGS, EVIDENCE = "people", "party", "things", "evidence"
QUESTIONS, ROWS = "questions", "rows"
KINDS = (*PLAIN, CHOICE, CHOICES, PEOPLE, PARTY, THINGS, EVIDENCE, QUESTIONS, ROWS)
LISTS = (CHOICES, PEOPLE, THINGS, EVIDENCE, QUESTIONS, ROWS)
"""Kinds whose value is a tuple; an empty one is no value."""

QUESTION, ANSWER = "问", "答"
_LONGEST_LINE, _LONGEST_TEXT = 300, 20_000


@dataclass(frozen=True, kw_only=True)
class Input:
    """One thing entered. `fact` is the fact of the law layer it answers; `start` a path of the
    paper data a new form begins with; `example` what a specimen prints."""

    name: str
    label: str
    kind: str
    required: bool = True
    fact: str = ""
    choices: type[Choice] | None = None
    columns: tuple[Field, ...] = ()
    lines: int = 1
    unit: str = ""
    width: int = 12
    hint: str = ""
    example: Any = ""
    start: str = ""
    secret: bool = False

    @property
    def is_list(self) -> bool:
        """Whether the value is a tuple."""
        return self.kind in LISTS

    @property
    def field(self) -> Field | None:
        """The field it is typed in, or None for kinds with an editor of their own."""
        kind = self.choices if self.kind == CHOICE else PLAIN.get(self.kind)
        if kind is None:
            return None
        check: Callable[[Any], str | None] | None = None
        if kind is str:
            check = longest(_LONGEST_TEXT if self.lines > 1 else _LONGEST_LINE)
        return Field(
            name=self.name,
            label=self.label,
            kind=kind,
            required=self.required,
            unit=self.unit,
            hint=self.hint,
            width=self.width,
            lines=self.lines,
            secret=self.secret,
            check=check,
        )

    def complaint(self, value: Any) -> str | None:
        """Why this value cannot stand, in words; None if it can. Missing is judged elsewhere."""
        if value in (None, "", ()):
            return f"{self.label}不能为空" if self.required else None
        field = self.field
        if field is not None and field.check is not None and (said := field.check(value)):
            return f"{self.label}{said}"
        return None
