"""What a law pack would change, entry by entry, old beside new: for a second person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.law.case_time import Granter
from desktop.law.counting import GapKind, Unit
from desktop.law.editions import Edition
from desktop.law.pack import CALENDAR, FILES, Pack
from desktop.law.pack_merge import same_year

SECTIONS: Mapping[str, str] = {
    "sources": "出处",
    "thresholds": "较大数额",
    "deadlines": "期限",
    "texts": "文书用语",
    "limits": "数值",
    "case_time_rules": "办案期限规则",
    "discretion": "裁量基准",
    CALENDAR: "放假安排",
}
_LABELS: Mapping[str, str] = {
    "amount": "数额（元）",
    "length": "长度",
    "unit": "单位",
    "extension": "至多延长",
    "setting": "可由本单位设定",
    "confirm": "须人确认",
    "body": "正文",
    "value": "数值",
    "condition": "适用条件",
    "least": "下限",
    "most": "上限",
    "base": "倍数的基数",
    "base_days": "办案期限（日）",
    "excluded_kinds": "不计入的期间",
    "ext1_days": "可以延长（日）",
    "ext1_by": "延长由谁批准",
    "ext2_by": "再次延长由谁决定",
    "correction": "更正原因",
    "ended": "不再适用",
    "short": "简称",
    "title": "名称",
    "number": "文号",
    "until": "止于",
}

_MONEY = {"yuan": "元", "multiple": "倍"}


@dataclass(frozen=True)
class Change:
    """One entry's change from a day on; `old` is empty for what is new.

    `cite` is what the new value rests on, `old_cite` what the old one did.
    """

    section: str
    entry: str
    label: str
    since: date | None
    kind: str
    old: str
    new: str
    cite: str = ""
    old_cite: str = ""

    @property
    def text(self) -> str:
        """As one line: 数值“……”自2027-01-01起变更：数值 3（旧法 第一条） → 数值 4（新法 第二条）."""
        begun = f"自{self.since}起" if self.since else ""
        new = _cited(self.new, self.cite)
        shown = f"{_cited(self.old, self.old_cite)} → {new}" if self.old else new
        return f"{self.what}{begun}{self.kind}：{shown}"

    @property
    def what(self) -> str:
        """The section and the entry: 数值“……”."""
        return f"{SECTIONS[self.section]}“{self.label}”"


def difference(edition: Edition, pack: Pack) -> tuple[Change, ...]:
    """Every change the pack makes to the edition; what is already there is none."""
    return (*_entries(edition, pack), *_years(edition, pack))


def _entries(edition: Edition, pack: Pack) -> Iterator[Change]:
    for section, key, table in pack.entries():
        held = edition.files[FILES[section]].get(key)
        if section == "sources":
            if held is None:
                title = table["title"]
                yield Change(section, key, title, table.get("since"), "新增", "", _said(table))
            continue
        label = str((held or table)["label"])
        versions = held["versions"] if held else []
        for version in table["versions"]:
            if version not in versions:
                yield _change(section, key, label, versions, version)
            versions = sorted([*versions, version], key=lambda one: one["since"])


def _change(
    section: str,
    key: str,
    label: str,
    versions: list[Mapping[str, Any]],
    version: Mapping[str, Any],
) -> Change:
    since = version["since"]
    before = [one for one in versions if one["since"] <= since]
    kind = "新增"
    if version.get("ended"):
        kind = "废止"
    elif version.get("correction"):
        kind = "更正"
    elif before:
        kind = "变更"
    old = before[-1] if before else {}
    changed = [name for name in {**old, **version} if old.get(name) != version.get(name)]
    if not {*changed} - {"since", "cite"}:  # A new basis for the same value.
        changed = [*version]
    said, new = (_said(old), "不再适用") if version.get("ended") else ("", _said(version, changed))
    if old and not said:
        said = _said(old, changed)
    cites = str(version["cite"]), str(old.get("cite", ""))
    return Change(section, key, label, since, kind, said, new, *cites)


def _said(values: Mapping[str, Any], names: list[str] | None = None) -> str:
    """The named values with their labels, the cite apart; all of them when none are named."""
    wanted = [*values] if names is None else names
    said = [
        f"{_LABELS[name]} {_shown(name, values[name])}"
        for name in wanted
        if name in values and name not in ("since", "cite")
    ]
    return "，".join(said) or "无"


def _cited(said: str, cite: str) -> str:
    return f"{said}（{cite}）" if cite else said


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return {True: "是", False: "否"}[value]
    if name in ("ext1_by", "ext2_by"):
        return Granter.of(value).label
    if name == "unit":
        return _MONEY.get(value) or Unit(value).words
    if isinstance(value, list):
        return "、".join(GapKind.of(kind).label for kind in value) or "无"
    return str(value)


def _years(edition: Edition, pack: Pack) -> Iterator[Change]:
    for key, table in sorted(pack.tables.get(CALENDAR, {}).items()):
        held = edition.files.get(f"{CALENDAR}/{key}.toml")
        if held is not None and same_year(held, table):
            continue
        old = _days(held) if held is not None else "尚无通知，按周末和法定节假日推算"
        kind = "新增" if held is None else "更正"
        first = date(int(key), 1, 1)
        cites = table["cite"], held["cite"] if held is not None else ""
        yield Change(CALENDAR, key, f"{key}年放假安排", first, kind, old, _days(table), *cites)


def _days(table: Mapping[str, Any]) -> str:
    spans = sorted(table["holidays"], key=lambda span: span["since"])
    off = "、".join(f"{span['name']}{_span(span['since'], span['until'])}" for span in spans)
    work = "、".join(f"{day.month}月{day.day}日" for day in sorted(table["work"]))
    return f"放假：{off or '无'}；调休上班：{work or '无'}"


def _span(since: date, until: date) -> str:
    first, last = f"{since.month}月{since.day}日", f"{until.month}月{until.day}日"
    return first if since == until else f"{first}至{last}"
