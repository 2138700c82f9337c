"""One column of cells turned into the values of its field, each fault with its reason.

Work is done per column because rosters repeat themselves: every different text is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.exchange.cells import Broken, Cell, shown
from desktop.exchange.finding import Kind
from desktop.exchange.written_day import (
    DayError,
    day_of_cell,
    day_of_number,
    day_of_text,
    is_open_ended,
)
from desktop.fields import Field
from desktop.values import Choice, FieldError, clean

_PLACEHOLDERS = frozenset({"/", "／", "\\", "-", "--", "—", "——", "－", "无", "暂无", "空"})
_CJK = "[〇\u3400-\u9fff\U00020000-\U0003ffff]"
_SPREAD = re.compile(rf"{_CJK}(?:[ \t\u3000\xa0]+{_CJK})+")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
_EXACT = 10**15
"""A spreadsheet number holds 15 digits; the 16th and later ones are lost."""
_LOST_DIGITS = "存为数字，末几位已丢失，无法还原；请在原表把该列设为“文本”格式后，对照证件重新录入"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell has no value."""

    kind: Kind
    complaint: str


def _unchanged(text: str) -> str:
    return text


def _unchecked(value: Any) -> None:
    return None


class _OpenEnded:
    """The cell says 长期: no last day."""


OPEN_ENDED = _OpenEnded()


@dataclass(slots=True)
class ReadColumn:
    """What each cell came to: a value or None; the rest by index."""

    values: list[Any]
    faults: dict[int, Fault]
    open_ended: list[int]


def read_column(cells: Iterable[Cell], field: Field, epoch_1904: bool = False) -> ReadColumn:
    """The values of a column in order, with the faults and the cells that say 长期."""
    flags = ("是", "否") if field.kind is bool else ("TRUE", "FALSE")
    # True equals 1.0 as a key, so flags become words before the look-up.
    plain = [cell if cell.__class__ is not bool else flags[not cell] for cell in cells]
    outcomes = _Outcomes(field, epoch_1904)
    values: list[Any] = list(map(outcomes.__getitem__, plain))
    read = ReadColumn(values, {}, [])
    if outcomes.special:
        for index, value in enumerate(values):
            if value is OPEN_ENDED:
                read.open_ended.append(index)
                values[index] = None
            elif value.__class__ is Fault:
                read.faults[index] = value
                values[index] = None
    return read


class _Outcomes(dict[Cell, Any]):
    """What each different cell of a column came to; filled as cells are met."""

    def __init__(self, field: Field, epoch_1904: bool) -> None:
        super().__init__()
        self.special = False
        self._field = field
        self._epoch_1904 = epoch_1904
        self._text: Callable[[str], Any] = self._day_text if field.kind is date else self._words
        self._normal = field.normal or _unchanged
        self._check = field.check or _unchecked
        self._is_text = field.kind is str
        self._may_spread = field.normal is None and (
            field.kind is str or issubclass(field.kind, Choice)
        )
        self._may_hold_place = field.kind is not bool

    def __missing__(self, cell: Cell) -> Any:
        # Letters and digits, too many to mean “nothing”, no number in powers of ten: what
        # Field.parse does with such text, less its tidying, for nothing is to be tidied.
        if self._is_text and isinstance(cell, str) and cell.isalnum() and cell[-3:-2] not in "eE":
            value = self._normal(cell)
            if self._check(value) is None:
                self[cell] = value
                return value
        try:
            outcome = self._outcome(cell)
        except DayError as error:
            outcome = Fault(error.kind, str(error))
        except FieldError as error:
            # The place of a finding names the column already.
            outcome = Fault(Kind.WRONG_VALUE, str(error).removeprefix(self._field.label))
        if outcome is OPEN_ENDED or outcome.__class__ is Fault:
            self.special = True
        self[cell] = outcome
        return outcome

    def _outcome(self, cell: Cell) -> Any:
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, Broken):
            return Fault(
                Kind.BROKEN_CELL, f"是出错的公式（{cell.text}），请改成实际的值后保存再导入"
            )
        if isinstance(cell, date):
            return self._day(cell)
        return self._number(cell)

    def _words(self, text: str) -> Any:
        bare = clean(text) if len(text) < 4 else text
        if not bare or (self._may_hold_place and bare in _PLACEHOLDERS and not self._means(bare)):
            return self._empty()
        if self._may_spread and _SPREAD.fullmatch(spread := clean(text)):
            text = "".join(spread.split())
        elif _SCIENTIFIC.fullmatch(text) and self._field.kind is str:
            return Fault(Kind.NUMERIC_ID, _LOST_DIGITS)
        value = self._field.parse(text) if not text.isspace() else None
        return self._empty() if value is None else value

    def _means(self, text: str) -> bool:
        kind = self._field.kind
        return issubclass(kind, Choice) and kind.read(text) is not None

    def _empty(self) -> Any:
        if self._field.required:
            return Fault(Kind.MISSING_VALUE, "不能为空，请补填")
        return None

    def _day_text(self, text: str) -> Any:
        text = clean(text)
        if not text or (self._may_hold_place and text in _PLACEHOLDERS):
            return self._empty()
        if is_open_ended(text):
            return self._open_ended()
        return self._checked(day_of_text(text, self._epoch_1904))

    def _open_ended(self) -> Any:
        if self._field.required:
            return Fault(Kind.WRONG_DATE, "写的是“长期”，此处须有具体日期，请核对原件")
        return OPEN_ENDED

    def _day(self, cell: date) -> Any:
        if self._field.kind is date:
            return self._checked(day_of_cell(cell))
        if issubclass(self._field.kind, date):
            return self._field.parse(cell.isoformat())
        return Fault(
            Kind.WRONG_VALUE,
            f"已被表格程序变成日期（{cell}），请在原表把该列设为“文本”格式后重新录入",
        )

    def _number(self, cell: int | float) -> Any:
        if self._field.kind is date:
            return self._checked(day_of_number(cell, self._epoch_1904))
        if not -_EXACT < cell < _EXACT:
            return Fault(Kind.NUMERIC_ID, _LOST_DIGITS)
        return self._field.parse(shown(cell))

    def _checked(self, day: date) -> Any:
        check = self._field.check
        if check is not None and (complaint := check(day)):
            return Fault(Kind.WRONG_VALUE, complaint)
        return day
