"""Sums of money and statutory ranges in yuan: both ends included (P11), to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum

from desktop.amounts import LIMIT
from desktop.errors import WorkError

_FEN = Decimal("0.01")


class Place(Enum):
    """Where a fine lies to a range."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


def to_fen(amount: Decimal) -> Decimal:
    """Rounded to the fen, half a fen upwards."""
    return amount.quantize(_FEN, ROUND_HALF_UP)


def checked(label: str, amount: Decimal) -> Decimal:
    """The amount, if it is a sum of money from 0 to below 10^16 yuan, whole fen; else WorkError."""
    if not amount.is_finite() or not 0 <= amount < LIMIT:
        raise WorkError(f"{label}“{amount}”不是有效金额，请更正。")
    if amount != amount.quantize(_FEN):
        raise WorkError(f"{label}“{amount}”不是有效金额，最多两位小数，请更正。")
    return amount


@dataclass(frozen=True)
class FineRange:
    """From the least to the most a norm allows, in yuan; `most` None where it sets no maximum."""

    norm: str
    least: Decimal
    most: Decimal | None

    def __post_init__(self) -> None:
        """Refuse ends that are no sums, or the wrong way round."""
        checked(f"{self.norm}的罚款下限", self.least)
        if self.most is None:
            return
        if checked(f"{self.norm}的罚款上限", self.most) < self.least:
            raise WorkError(
                f"{self.norm}的罚款上限{self.most}元低于下限{self.least}元，请核对该规定后更正。"
            )

    def place(self, fine: Decimal) -> Place:
        """Where a fine lies; both ends are inside."""
        if fine < self.least:
            return Place.BELOW
        return Place.ABOVE if self.most is not None and fine > self.most else Place.INSIDE

    @property
    def text(self) -> str:
        """As a person reads it: 1000元以上5000元以下."""
        if self.most is None:
            return f"{self.least.normalize():f}元以上"
        most = f"{self.most.normalize():f}元以下"
        return f"{self.least.normalize():f}元以上{most}" if self.least else most


@dataclass(frozen=True)
class MultipleRange:
    """So many times something (违法所得、货值金额、工程造价 …): 0.05 to 0.1, or 1 to 5."""

    norm: str
    base: str
    least: Decimal
    most: Decimal

    def of(self, amount: Decimal) -> FineRange:
        """The range in yuan for an amount of the base.

        The least is rounded up and the most down, so that no fen lies outside the norm; where
        nothing whole lies between, both are the rounded least.
        """
        whole = checked(self.base, amount)
        least = (whole * self.least).quantize(_FEN, ROUND_CEILING)
        most = (whole * self.most).quantize(_FEN, ROUND_FLOOR)
        return FineRange(self.norm, least, max(least, most))
