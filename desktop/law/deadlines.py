"""Terms as the law states them on the day their clock starts, and the last day they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from desktop.errors import WorkError
from desktop.law.calendar import Calendar, countable
from desktop.law.case_time import Allowance, CaseTimeRule, Prolonged, allowance
from desktop.law.counting import Count, Excluded, Unit, left_out, raw_day
from desktop.law.editions import Edition, Entry, Version
from desktop.law.explanation import Step, explain
from desktop.law.shape import Shape

_LONGEST = 3660  # of a length or extension a person enters; more is a slip of the hand
_HOLDERS = ("authority", "party", "department", "county", "nobody")
_ENTRY = Shape(
    {"code": str, "holder": _HOLDERS, "starts": str, "missed": str},
    {"direction": ("after", "before"), "excludes": list, "rule": ("case_time",)},
)
_VERSION = Shape(
    {"unit": tuple(unit.value for unit in Unit), "length": int},
    {"setting": str, "confirm": bool, "extension": int},
)


class Holder(Enum):
    """Whose term it is; only a party's moves when it ends on a rest day (P6)."""

    AUTHORITY = "authority"
    PARTY = "party"
    DEPARTMENT = "department"
    COUNTY = "county"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Due:
    """The answer to "by when": the raw last day, the effective one, and the day to aim at.

    A party's term ending on a rest day is effective on the next working day. An authority's is
    not moved; `target` is the last working day on or before it. `provisional_years` names years
    whose holiday notice is not held (推算). `problems` are sentences about facts that do not fit.
    """

    key: str
    code: str
    label: str
    start: date
    raw: date
    effective: date
    target: date
    moment: datetime | None
    provisional_years: tuple[int, ...]
    cite: str
    holder: Holder
    unit: Unit
    length: int
    missed: str
    problems: tuple[str, ...]
    _count: Count = field(compare=False, repr=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Day by day what was counted, what was not, and why; made when asked for."""
        raw, effective, target = self.raw, self.effective, self.target
        count = replace(self._count, raw=raw, effective=effective, target=target)
        return explain(replace(count, moment=self.moment))

    def kept(self, done: date | datetime) -> bool:
        """Whether something done on that day (or at that moment) is in time."""
        if self.moment is not None and isinstance(done, datetime):
            return done <= self.moment
        day = done.date() if isinstance(done, datetime) else done
        return day <= self.effective

    @property
    def provisional(self) -> bool:
        """Whether a later holiday notice may still change the answer."""
        return bool(self.provisional_years)

    @property
    def note(self) -> str:
        """What must be said beside the date; empty when there is nothing."""
        said = list(self.problems)
        if self.provisional:
            years = "、".join(f"{year}年" for year in self.provisional_years)
            said.append(f"推算：国务院办公厅{years}放假安排尚未录入，公布后可能变化。")
        return "".join(said)

    def text(self) -> str:
        """The whole explanation as lines to copy or print."""
        head = [f"{self.label}：{self.length}{self.unit.words}（{self.cite}）"]
        return "\n".join([*head, *(step.text for step in self.steps), *filter(None, [self.note])])


@dataclass(frozen=True)
class Asked:
    """What a term is counted from and with: facts, and the office's own lengths by setting key.

    `rule` is that of the case's field, for terms the field decides (K02).
    """

    start: date | datetime
    excluded: tuple[Excluded, ...] = ()
    extensions: tuple[Prolonged, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    rule: CaseTimeRule | None = None

    @property
    def day(self) -> date:
        """The day the clock starts."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


class Deadlines:
    """Every term of the edition, found by key or by K number."""

    def __init__(self, edition: Edition) -> None:
        self.entries = edition.entries("deadlines.toml", _ENTRY, _VERSION)
        self._codes = {entry.values["code"]: key for key, entry in self.entries.items()}
        self._rules = edition.entries("counting.toml", Shape({"code": str}), Shape({}))

    def entry(self, key: str) -> Entry:
        """The term of that key or K number; KeyError if the law has none."""
        return self.entries[self._codes.get(key, key)]

    def due(self, calendar: Calendar, key: str, asked: Asked) -> Due:
        """Count the term; raises NotYetLaw or WorkError in words, nothing else."""
        entry = self.entry(key)
        day = countable(asked.day)
        version = entry.on(day)
        allowed = _allowed(entry, version, asked)
        gaps, problems = allowed.gaps, [*allowed.problems]
        length = _length(entry, version, asked, allowed.base) + allowed.extension
        cite = f"{version.cite}；{allowed.cite}" if allowed.cite else version.cite
        term = _Term(entry, version, Unit(version.values["unit"]), length, cite)
        count = Count(
            calendar,
            _Rules(self._rules, day),
            day,
            term.unit,
            length,
            gaps,
            cite,
            term.before,
        )
        if term.unit is Unit.HOUR:
            return _hours(term, count, asked.start, problems)
        return _answer(term, count, (*problems, *gaps.problems))


@dataclass(frozen=True)
class _Rules(Mapping[str, str]):
    """The conventions' sources on a day, looked up when an explanation cites one."""

    entries: Mapping[str, Entry]
    day: date

    def __getitem__(self, key: str) -> str:
        rule = self.entries[key]
        return rule.on(max(self.day, rule.versions[0].since)).cite

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class _Term:
    entry: Entry
    version: Version
    unit: Unit
    length: int
    cite: str

    @property
    def before(self) -> bool:
        return bool(self.entry.values.get("direction") == "before")

    @property
    def holder(self) -> Holder:
        return Holder(self.entry.values["holder"])


def _allowed(entry: Entry, version: Version, asked: Asked) -> Allowance:
    """What is left out and added: by the rule of the field where there is one, else by the term."""
    more = sum(one.days for one in asked.extensions)
    if any(one.days < 0 for one in asked.extensions) or more > _LONGEST:
        raise WorkError(f"“{entry.label}”的延长期限应在0至{_LONGEST}之间，请更正。")
    if "rule" in entry.values:
        return allowance(asked.rule, asked.excluded, asked.extensions)
    gaps = left_out(asked.excluded, entry.values.get("excludes", ()))
    most = version.values.get("extension", more)
    if more <= most:
        return Allowance(gaps=gaps, extension=more)
    unit = Unit(version.values["unit"]).words
    over = f"“{entry.label}”至多延长{most}{unit}（{version.cite}），超出部分没有计算。"
    return Allowance(gaps=gaps, extension=most, problems=(over,))


def _length(entry: Entry, version: Version, asked: Asked, base: int | None) -> int:
    if (setting := version.values.get("setting", "")) in asked.settings:
        return _own_length(entry.label, asked.settings[setting])
    return int(version.values["length"]) if base is None else base


def _own_length(label: str, value: Any) -> int:
    if type(value) is int and 0 < value <= _LONGEST:
        return value
    raise WorkError(
        f"“{label}”的期限设置应为1至{_LONGEST}之间的整数，现为“{value}”，请在法律设置中更正。"
    )


def _answer(term: _Term, count: Count, problems: tuple[str, ...]) -> Due:
    calendar, raw, holder = count.calendar, raw_day(count), term.holder
    effective = calendar.workday_from(raw) if holder is Holder.PARTY else raw
    target = effective if holder is Holder.NOBODY else calendar.workday_until(effective)
    missing: set[int] = set()
    if holder is not Holder.NOBODY:
        missing.update(calendar.missing_years(min(raw, target), effective))
    if term.unit is Unit.WORKDAY:
        step = -timedelta(1) if term.before else timedelta(1)
        missing.update(calendar.missing_years(count.start + step, raw))
    days = (raw, effective, target)
    return _due(term, count, days, None, tuple(sorted(missing)), problems)


def _hours(term: _Term, count: Count, start: date | datetime, problems: list[str]) -> Due:
    if isinstance(start, datetime):
        begin = start
    else:
        begin = datetime.combine(start, time())
        problems = [*problems, "起算时刻未填写，按当日零时从严计算，请补充到分钟。"]
    moment = begin + timedelta(hours=term.length)
    days = (moment.date(),) * 3
    return _due(term, replace(count, begin=begin), days, moment, (), tuple(problems))


def _due(
    term: _Term,
    count: Count,
    days: tuple[date, date, date],
    moment: datetime | None,
    missing: tuple[int, ...],
    problems: tuple[str, ...],
) -> Due:
    raw, effective, target = days
    return Due(
        key=term.entry.key,
        code=term.entry.values["code"],
        label=term.entry.label,
        start=count.start,
        raw=raw,
        effective=effective,
        target=target,
        moment=moment,
        provisional_years=missing,
        cite=term.cite,
        holder=term.holder,
        unit=term.unit,
        length=term.length,
        missed=term.entry.values["missed"],
        problems=problems,
        _count=count,
    )
