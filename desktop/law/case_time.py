"""How long a field of law gives for the decision (K02): what is left out, who may prolong it.

行政处罚法60 gives ninety days and nothing else; what may be left out and by whom it is prolonged
stands in the rules of the field (domain.md §2.6). No confirmed row: nothing is left out, ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from desktop.law.counting import Excluded, GapKind, LeftOut, left_out
from desktop.law.editions import Edition, Entry, NotYetLaw
from desktop.law.shape import BrokenLaw, Shape
from desktop.values import Choice

FILE = "case_time_rules.toml"
PREFIX = "case_time."
_ENTRY = Shape({"field": str})
_GRANTERS = ("head", "collective")
_VERSION = Shape(
    {"base_days": int, "excluded_kinds": list},
    {"ext1_days": int, "ext1_by": _GRANTERS, "ext2_by": _GRANTERS, "confirm": bool},
)


class Granter(Choice):
    """Who granted more time; the heads together may do what one of them may."""

    HEAD = "head", "行政机关负责人批准"
    COLLECTIVE = "collective", "行政机关负责人集体讨论决定"
    OTHER = "other", "其他人员"

    def may(self, wanted: Granter) -> bool:
        """Whether this one may grant what `wanted` must grant."""
        return self is wanted or (self is Granter.COLLECTIVE and wanted is Granter.HEAD)


@dataclass(frozen=True)
class Prolonged:
    """One extension: how many days, and who granted it (None: not known)."""

    days: int
    by: Granter | None = None


@dataclass(frozen=True)
class Excess:
    """What of an extension is not allowed: a reason of guard G15 with its slots."""

    reason: str
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Provision:
    """What a rule gives: `ext1_days` may be granted once by `ext1_by`; then `ext2_by` may grant
    more, for as long as they set. Without `ext1_by` nobody may prolong.
    """

    base_days: int
    excluded_kinds: tuple[GapKind, ...]
    ext1_days: int | None = None
    ext1_by: Granter | None = None
    ext2_by: Granter | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Provision:
        """The provision as a version of case_time_rules.toml states it."""
        first, second = values.get("ext1_by"), values.get("ext2_by")
        return cls(
            values["base_days"],
            tuple(GapKind.of(kind) for kind in values["excluded_kinds"]),
            values.get("ext1_days"),
            Granter.of(first) if first else None,
            Granter.of(second) if second else None,
        )

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of time left out, as intervals carry them."""
        return frozenset(str(kind.value) for kind in self.excluded_kinds)

    @property
    def words(self) -> str:
        """The whole provision in one sentence."""
        kinds = "、".join(kind.label for kind in self.excluded_kinds)
        left = f"{kinds}的期间不计入" if kinds else "没有可以扣除的期间"
        more = "不得延长"
        if self.ext1_by is not None:
            more = f"经{self.ext1_by.label}可以延长{self.ext1_days}日"
        if self.ext2_by is not None:
            more += f"，仍不能办结的经{self.ext2_by.label}可以继续延长"
        return f"{self.base_days}日；{more}；{left}"

    def granted(self, given: Sequence[Prolonged]) -> tuple[int, list[Excess]]:
        """How many days of the extensions count, and what is not allowed."""
        days, found = 0, list[Excess]()
        for number, one in enumerate(given, 1):
            if not one.days:
                continue
            by, most = self._place(number)
            if excess := self._unfit(number, one, by, days):
                return days, [*found, excess]
            if most is not None and one.days > most:
                found.append(Excess("too_long", {"days": one.days, "most": most}))
            days += one.days if most is None else min(one.days, most)
        return days, found

    def _place(self, number: int) -> tuple[Granter | None, int | None]:
        """Who grants the n-th extension, and its most days where they are set."""
        if number == 1:
            return self.ext1_by, self.ext1_days
        return (self.ext2_by, None) if number == 2 else (None, None)

    def _unfit(self, number: int, one: Prolonged, by: Granter | None, days: int) -> Excess | None:
        if number > 1 and not days:
            return Excess("no_first")
        if by is None:
            return Excess("no_extension", {"number": number, "words": self.words})
        if one.by is None:
            return Excess("granter_unknown")
        if not one.by.may(by):
            return Excess("wrong_granter", {"by": one.by.label, "wanted": by.label})
        return None


@dataclass(frozen=True)
class CaseTimeRule:
    """The rule of one field. While `confirmed` is False it is a suggestion: nothing counts by it."""

    key: str
    label: str
    field: str
    given: Provision
    cite: str
    confirmed: bool


@dataclass(frozen=True)
class Allowance:
    """What counts towards a term, and sentences about what was claimed and does not."""

    base: int | None = None
    gaps: LeftOut = field(default_factory=LeftOut)
    extension: int = 0
    problems: tuple[str, ...] = ()
    cite: str = ""


def allowance(
    rule: CaseTimeRule | None, excluded: Sequence[Excluded], given: Sequence[Prolonged]
) -> Allowance:
    """What of the claims counts by the rule; by none or an unconfirmed one nothing does."""
    if rule is None or not rule.confirmed:
        open_ = "本领域的办案期限规则没有经过确认，登记的扣除期间和延长没有计算。"
        return Allowance(problems=(open_,) if excluded or given else ())
    days, excess = rule.given.granted(given)
    cited = [one if one.cite else replace(one, cite=rule.cite) for one in excluded]
    gaps = left_out(cited, rule.given.kinds)
    unfit = f"登记的延长不符合“{rule.label}”（{rule.cite}），不符合的部分没有计算。"
    return Allowance(rule.given.base_days, gaps, days, (unfit,) if excess else (), rule.cite)


class CaseTimes:
    """Every rule of the edition, found by field of law.

    Settings know a row as ``case_time.<key>``: set once a person has agreed to it.
    """

    def __init__(self, edition: Edition) -> None:
        self.entries = edition.entries(FILE, _ENTRY, _VERSION)
        self._rows: dict[str, tuple[Entry, dict[int, Provision]]] = {}
        for entry in self.entries.values():
            place = entry.values["field"]
            if place in self._rows:
                raise BrokenLaw(f"{FILE}/{entry.key}：与 {self._rows[place][0].key} 重复")
            for version in entry.versions:
                for fault in _faults(version.values):
                    raise BrokenLaw(f"{FILE}/{entry.key}/{version.since}：{fault}")
            begun = enumerate(entry.versions)
            given = {at: Provision.of(one.values) for at, one in begun if not one.ended}
            self._rows[place] = entry, given

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of law that has a rule."""
        return tuple(self._rows)

    def rule(self, place: str, on: date, settings: Mapping[str, Any]) -> CaseTimeRule | None:
        """The rule of a field on a day, or None: then the program asks."""
        if place not in self._rows:
            return None
        entry, every = self._rows[place]
        try:
            version = entry.on(on)
        except NotYetLaw:
            return None
        given = every[entry.versions.index(version)]
        key = f"{PREFIX}{entry.key}"
        sure = not version.values.get("confirm") or bool(settings.get(key))
        return CaseTimeRule(key, entry.label, place, given, version.cite, sure)


def _faults(values: Mapping[str, Any]) -> Iterator[str]:
    """What cannot be a rule; a version that ends the row has no values."""
    if values.get("ended"):
        return
    known = {str(kind.value) for kind in GapKind}
    if strange := [str(kind) for kind in values["excluded_kinds"] if kind not in known]:
        yield f"不认识的扣除事由 {'、'.join(strange)}，应为 {'、'.join(sorted(known))} 之一"
    if values["base_days"] <= 0:
        yield "base_days 应大于0"
    if ("ext1_days" in values) != ("ext1_by" in values):
        yield "ext1_days 和 ext1_by 应同时写明"
    if "ext1_days" in values and values["ext1_days"] <= 0:
        yield "ext1_days 应大于0"
    if "ext2_by" in values and "ext1_by" not in values:
        yield "没有第一次延长（ext1_days、ext1_by），不能有 ext2_by"
