"""Law packs: what an office adds to the law without a new release, as one TOML file.

A pack holds thresholds, terms, texts, limits, discretion bands, sources and calendars. It may
only add: later versions, dated corrections, rows of its own, years. Reading finds every fault with
file, line and entry; `pack_check` then holds it against the law it is to join.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from desktop.errors import WorkError
from desktop.law.pack_lines import Lines, Path
from desktop.law.pack_notice import read_notice

FILES: Mapping[str, str] = {
    "sources": "sources.toml",
    "thresholds": "thresholds.toml",
    "deadlines": "deadlines.toml",
    "texts": "texts.toml",
    "limits": "limits.toml",
    "case_time_rules": "case_time_rules.toml",
    "discretion": "discretion/rows.toml",
}
CALENDAR = "calendar"
_HEAD = ("label", "source", "note")
CITE = "国务院办公厅节假日安排通知 {year}年"
MEND = "在文件的这一处改正，保存后重新选择文件。"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a pack: where, a sentence, and what to do about it."""

    file: str
    line: int
    entry: str
    words: str
    way_out: str = MEND

    @property
    def text(self) -> str:
        """File, line, entry and fault in one sentence."""
        entry = f"［{self.entry}］" if self.entry else ""
        return f"{self.file} 第{self.line}行{entry}：{self.words}"


class BrokenPack(WorkError):
    """A pack that cannot join the law; `faults` says why, one by one."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.text for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Pack:
    """A pack as read: section to entry to table. `outside` maps a year to days off beyond it."""

    name: str
    label: str
    source: str
    digest: str
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]]
    outside: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    lines: Lines = field(default_factory=lambda: Lines(""), repr=False, compare=False)

    def fault(self, path: Path, words: str, way_out: str = MEND) -> Fault:
        """A fault of this pack at a path."""
        entry = ".".join(map(str, path[:2]))
        return Fault(self.name, self.lines.at(*path), entry, words, way_out)

    def entries(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Section, key and table of everything but calendars; sources first."""
        for section in FILES:
            for key, table in self.tables.get(section, {}).items():
                yield section, key, table


def read_pack(name: str, text: str) -> Pack:
    """Read a pack by itself; raises BrokenPack naming every fault found."""
    text = text.replace("\r\n", "\n")
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        way_out = "检查这一行前后的引号、方括号和等号是否成对、是否用了全角符号。"
        words = f"不是有效的 TOML 文件（{error}）"
        raise BrokenPack([Fault(name, at, "", words, way_out)]) from error
    reader = _Reader(name, Lines(text))
    pack = reader.pack(raw, hashlib.sha256(text.encode()).hexdigest())
    if reader.faults:
        raise BrokenPack(sorted(reader.faults, key=lambda fault: fault.line))
    return pack


class _Reader:
    def __init__(self, name: str, lines: Lines) -> None:
        self.name, self.lines = name, lines
        self.faults: list[Fault] = []
        self.outside: dict[str, tuple[date, ...]] = {}

    def say(self, path: Path, words: str, line: int | None = None, way_out: str = MEND) -> None:
        at = self.lines.at(*path) if line is None else line
        self.faults.append(Fault(self.name, at, ".".join(map(str, path[:2])), words, way_out))

    def pack(self, raw: Mapping[str, Any], digest: str) -> Pack:
        head = self._head(raw.get("pack"))
        tables: dict[str, dict[str, Any]] = {}
        for section, entries in raw.items():
            if section == "pack":
                continue
            if section not in FILES and section != CALENDAR:
                known = "、".join([*FILES, CALENDAR])
                self.say((section,), f"不认识的部分 {section}，应为 {known} 之一")
            elif self._is_table((section,), entries):
                tables[section] = dict(self._section(section, entries))
        if not any(tables.values()) and not self.faults:
            self.say(("pack",), "没有任何内容，请至少写一条")
        return Pack(
            self.name, head["label"], head["source"], digest, tables, self.outside, self.lines
        )

    def _head(self, head: Any) -> dict[str, str]:
        found = {"label": "", "source": ""}
        if not self._is_table(("pack",), head):
            return found
        for key, value in head.items():
            if key not in _HEAD:
                self.say(("pack", key), f"不认识的键 {key}")
            elif not isinstance(value, str):
                self.say(("pack", key), f"{key} 应为文字")
            else:
                found[key] = value.strip()
        for key, label in (("label", "名称"), ("source", "依据文件")):
            if not found[key]:
                self.say(("pack",), f"请写明 {key}（{label}）")
        return found

    def _is_table(self, path: Path, value: Any) -> bool:
        if isinstance(value, dict):
            return True
        self.say(path, f"缺少 [{path[-1]}] 表" if value is None else "应为一个表")
        return False

    def _section(self, section: str, entries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, table in entries.items():
            path: Path = (section, key)
            if not self._is_table(path, table):
                continue
            if section == CALENDAR:
                if (year := self._year(path, key, table)) is not None:
                    yield key, year
            elif section == "sources":
                yield key, table
            else:
                yield key, self._entry(path, table)

    def _entry(self, path: Path, table: Mapping[str, Any]) -> dict[str, Any]:
        """The entry with `until` turned into what the law files hold."""
        versions = table.get("versions")
        if not isinstance(versions, list) or not versions:
            self.say(path, "没有任何版本，请写 [[…versions]]")
            return dict(table)
        found: list[dict[str, Any]] = []
        sound = [self._dates((*path, "versions", at), one) for at, one in enumerate(versions)]
        if all(sound):
            for at, (before, after) in enumerate(pairwise(versions), 1):
                self._order((*path, "versions", at), before, after)
            found = [{k: v for k, v in one.items() if k != "until"} for one in versions]
            if last := versions[-1].get("until"):
                cited = {key: value for key, value in found[-1].items() if key == "cite"}
                found.append({"since": last + timedelta(1), "ended": True, **cited})
        return {**table, "versions": found}

    def _dates(self, path: Path, version: Any) -> bool:
        if not isinstance(version, dict) or type(version.get("since")) is not date:
            self.say(path, "缺少 since（起始日期），应写成 2027-01-01")
            return False
        until = version.get("until", version["since"])
        if type(until) is not date:
            self.say((*path, "until"), "until（最后一日）应写成 2027-12-31")
            return False
        if until < version["since"]:
            words = f"最后一日{until}早于起始日期{version['since']}"
            self.say(
                (*path, "until"), words, way_out="核对 since 与 until 两个日期，改正写反的一个。"
            )
            return False
        return True

    def _order(self, path: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        since, corrected = after["since"], bool(after.get("correction"))
        until = before.get("until")
        if since < before["since"]:
            way_out = "把各版本按 since 从早到晚排列。"
            self.say(path, f"版本日期没有按先后排列（{since}）", way_out=way_out)
        elif since == before["since"]:
            if not corrected:
                way_out = '删去多余的一个；如果是更正前一个，加上 correction = "更正原因"。'
                self.say(path, f"同一日期有两个版本（{since}）", way_out=way_out)
        elif until and since <= until:
            way_out = f"把上一版本的 until 改为 {since - timedelta(1)}，或者改本版本的 since。"
            words = f"与上一版本重叠：上一版本到{until}，本版本自{since}"
            self.say(path, words, way_out=way_out)
        elif until and since > until + timedelta(1):
            gap = f"{until + timedelta(1)}至{since - timedelta(1)}"
            way_out = f"补上空档的版本，或者把上一版本的 until 改为 {since - timedelta(1)}。"
            self.say(path, f"日期有空档：{gap}没有任何版本", way_out=way_out)

    def _year(self, path: Path, key: str, table: Mapping[str, Any]) -> dict[str, Any] | None:
        if not re.fullmatch(r"\d{4}", key):
            self.say(path, f"“{key}”不是年份，应写成 [calendar.2027]")
            return None
        cite = table.get("cite", CITE.format(year=key))
        if "notice" not in table:
            return {"year": int(key), **table, "cite": cite}
        if more := sorted(set(table) - {"notice", "cite", "correction"}):
            words = f"已有通知原文，不能再写 {'、'.join(more)}"
            self.say((*path, more[0]), words, way_out="通知原文和日期表只留一种，删去另一种。")
        notice = read_notice(int(key), str(table["notice"]))
        for line, words in notice.faults:
            self.say(path, words, self.lines.within((*path, "notice"), line))
        self.outside[key] = tuple(notice.outside)
        kept = {"correction": table["correction"]} if "correction" in table else {}
        return {**notice.table(cite), **kept}
