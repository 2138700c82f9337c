"""Penalty arithmetic: norms, acts, the lighter law and reductions. A person chooses; this weighs.

Everything here is a function of plain values. What it cites stands in penalty_rules.toml and
grounds.toml, and is passed in by `desktop.law.law.Law`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from desktop.amounts import both
from desktop.errors import WorkError
from desktop.law.penalty_range import FineRange, Place, checked


@dataclass(frozen=True)
class HigherNorm:
    """Which of several norms one act breaks sets the fine (处罚法29), and the others.

    `doubtful` when another norm has a higher minimum: then a person must look.
    """

    norm: FineRange
    others: tuple[FineRange, ...]
    doubtful: bool
    cite: str


def higher_norm(norms: Sequence[FineRange], cite: str) -> HigherNorm:
    """The norm with the higher fine: the higher maximum, then the higher minimum.

    No maximum is the highest. Raises WorkError when there is no norm at all.
    """
    if not norms:
        raise WorkError("没有登记罚款的法定幅度，请先登记处罚依据的罚款下限和上限。")
    first = max(norms, key=_height)
    others = list(norms)
    others.remove(first)
    return HigherNorm(first, tuple(others), any(one.least > first.least for one in others), cite)


def _height(norm: FineRange) -> tuple[bool, Decimal, Decimal]:
    return norm.most is None, norm.most or Decimal(0), norm.least


@dataclass(frozen=True)
class Act:
    """One unlawful act: every norm it breaks, and the fine meant for it (None: not yet)."""

    key: str
    label: str
    norms: tuple[FineRange, ...]
    fine: Decimal | None = None


@dataclass(frozen=True)
class ActFine:
    """An act with the norm that sets its fine, and where the fine lies."""

    act: Act
    norm: HigherNorm
    place: Place | None


@dataclass(frozen=True)
class Fines:
    """The fines of several acts, each weighed alone, and their sum; None while one is open."""

    acts: tuple[ActFine, ...]
    total: Decimal | None
    cite: str

    @property
    def words(self) -> str:
        """The sum in capitals and figures; empty while a fine is open."""
        return "" if self.total is None else both(self.total)


def fines_of(acts: Sequence[Act], several: str, one_fine: str) -> Fines:
    """Weigh each act alone and add up; `several` and `one_fine` are the citations.

    Raises WorkError for no act, for an act listed twice (no second fine for one act, 处罚法29) and
    for a fine that is no amount.
    """
    if not acts:
        raise WorkError("没有登记违法行为，请先登记。")
    seen: set[str] = set()
    for act in acts:
        if act.key in seen:
            raise WorkError(f"同一个违法行为“{act.label}”列了两次，不得两次罚款（{one_fine}）。")
        seen.add(act.key)
    weighed = tuple(_weigh(act, one_fine) for act in acts)
    known = [act.fine for act in acts if act.fine is not None]
    total = sum(known, Decimal(0)) if len(known) == len(acts) else None
    return Fines(weighed, total, several)


def _weigh(act: Act, cite: str) -> ActFine:
    norm = higher_norm(act.norms, cite)
    if act.fine is None:
        return ActFine(act, norm, None)
    return ActFine(act, norm, norm.norm.place(checked(f"{act.label}的罚款数额", act.fine)))


class Side(Enum):
    """The law of the day of the act, or of the day of the decision."""

    ACT = "act"
    DECISION = "decision"


class Weight(Enum):
    """How the newer law stands to the older one."""

    SAME = "same"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class LawChoice:
    """Which law a person applies: by name, reason and day; kept with the case."""

    side: Side
    by: str
    on: date
    reason: str


@dataclass(frozen=True)
class Candidates:
    """Both laws for one act (处罚法37): the range on the day of the act and on that of the decision.

    `newer` None: the act is no longer unlawful.
    """

    older: FineRange
    newer: FineRange | None
    cite: str

    @property
    def weight(self) -> Weight:
        """What the ranges alone tell; no maximum is heavier than any."""
        if self.newer is None:
            return Weight.LIGHTER
        most = _compare(self.older.most, self.newer.most)
        least = _compare(self.older.least, self.newer.least)
        if most == least == 0:
            return Weight.SAME
        if most <= 0 and least <= 0:
            return Weight.LIGHTER
        return Weight.HEAVIER if most >= 0 and least >= 0 else Weight.UNCLEAR

    def chosen(self, choice: LawChoice | None) -> FineRange | None:
        """The range to apply; None when nothing may be punished any more.

        Where both laws are the same none need choose. Else a person must, and may not choose
        against the article: raises WorkError in words.
        """
        weight = self.weight
        if weight is Weight.SAME:
            return self.older
        if choice is None or not choice.by.strip() or not choice.reason.strip():
            raise WorkError(
                "行为时与决定时的规定不同，须由办案人员选择适用并登记姓名和理由"
                f"（{self.cite}）：{self.text}。"
            )
        if (choice.side, weight) in _AGAINST:
            wrong = _AGAINST[choice.side, weight]
            raise WorkError(f"{wrong}（{self.cite}），请改选：{self.text}。")
        return self.older if choice.side is Side.ACT else self.newer

    @property
    def text(self) -> str:
        """Both candidates in one line."""
        newer = "不认为是违法" if self.newer is None else self.newer.text
        return f"行为时{self.older.text}，决定时{newer}"


_AGAINST = {
    (Side.ACT, Weight.LIGHTER): "决定时的规定较轻，应当适用决定时的规定",
    (Side.DECISION, Weight.HEAVIER): "决定时的规定较重，应当适用行为时的规定",
}


def _compare(older: Decimal | None, newer: Decimal | None) -> int:
    """-1 where the newer end is lower, 1 where it is higher."""
    if older is None or newer is None:
        return (newer is None) - (older is None)
    return (newer > older) - (newer < older)
