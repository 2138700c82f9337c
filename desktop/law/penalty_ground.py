"""Grounds for punishing less or not at all (处罚法30-33, 36), and when a fine may go below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from desktop.law.editions import Edition, NotYetLaw
from desktop.law.penalty_range import FineRange, Place
from desktop.law.shape import Shape


class Effect(Enum):
    """What a ground does to a penalty."""

    NONE_MUST = "none_must"
    NONE_MAY = "none_may"
    LIGHTER_MUST = "lighter_must"
    LIGHTER_MAY = "lighter_may"

    @property
    def words(self) -> str:
        """As the articles say it."""
        return _WORDS[self]

    @property
    def reduces(self) -> bool:
        """Whether it founds a fine below the statutory minimum (减轻)."""
        return self in (Effect.LIGHTER_MUST, Effect.LIGHTER_MAY)


_WORDS = {
    Effect.NONE_MUST: "不予行政处罚",
    Effect.NONE_MAY: "可以不予行政处罚",
    Effect.LIGHTER_MUST: "应当从轻或者减轻行政处罚",
    Effect.LIGHTER_MAY: "可以从轻或者减轻行政处罚",
}
_VERSION = Shape({"effect": tuple(effect.value for effect in Effect)})


@dataclass(frozen=True)
class Ground:
    """One ground with what it does and its article."""

    key: str
    label: str
    effect: Effect
    cite: str


class Grounds:
    """Every ground of the edition."""

    def __init__(self, edition: Edition) -> None:
        self.entries = edition.entries("grounds.toml", Shape({}), _VERSION)

    def on(self, day: date) -> tuple[Ground, ...]:
        """The grounds in force on a day."""
        found = []
        for key, entry in self.entries.items():
            try:
                version = entry.on(day)
            except NotYetLaw:
                continue
            effect = Effect(version.values["effect"])
            found.append(Ground(key, entry.label, effect, version.cite))
        return tuple(found)


@dataclass(frozen=True)
class Deviation:
    """What a person recorded for going below the range or outside the band."""

    ground: Ground | None = None
    reason: str = ""
    approved_by: str = ""


def reduction_faults(
    fine: Decimal, norm: FineRange, deviation: Deviation, cite: str
) -> tuple[str, ...]:
    """Why a fine may not stand against a statutory range, in sentences; empty: it may.

    Above the maximum nothing helps. Below the minimum it takes a ground that reduces, a reason and
    the approval of the head (处罚法30-32; G33).
    """
    place = norm.place(fine)
    if place is Place.INSIDE:
        return ()
    if place is Place.ABOVE:
        return (
            f"罚款{fine:.2f}元超过法定上限（{norm.norm}：{norm.text}），"
            "任何情形都不得超过，请降低。",
        )
    found = []
    if deviation.ground is None:
        found.append(f"罚款{fine:.2f}元低于法定下限（{norm.text}），须有法定减轻情节（{cite}）。")
    elif not deviation.ground.effect.reduces:
        ground = deviation.ground
        found.append(f"“{ground.label}”的法律后果是{ground.effect.words}，不能据以减轻罚款。")
    if not deviation.reason.strip():
        found.append("请写明减轻处罚的理由。")
    if not deviation.approved_by.strip():
        found.append("减轻处罚须经行政机关负责人批准，请登记批准人。")
    return tuple(found)
