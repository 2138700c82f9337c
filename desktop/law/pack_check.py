"""Holding a law pack against the law it is to join: every fault, then the new law as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from desktop.law.case_time import CaseTimes
from desktop.law.deadlines import Deadlines
from desktop.law.discretion import Discretion
from desktop.law.editions import Edition
from desktop.law.limits import Limits
from desktop.law.pack import CALENDAR, FILES, MEND, Fault, Pack
from desktop.law.pack_lines import Path
from desktop.law.pack_merge import Clash, join, join_year
from desktop.law.pack_notice import missing_feasts
from desktop.law.shape import BrokenLaw, check_age, check_cites
from desktop.law.texts import Texts
from desktop.law.thresholds import Thresholds
from desktop.law.year_table import Feasts, read_year, read_years

_LOADERS: Mapping[str, Callable[[Edition], object]] = {
    "thresholds": Thresholds,
    "deadlines": Deadlines,
    "texts": Texts,
    "limits": Limits,
    "case_time_rules": CaseTimes,
    "discretion": Discretion,
}

_WAYS_OUT: Mapping[str, str] = {
    "不是有效的依据": "核对出处的起止日期和条文写法（如 某法 第三条）；废止的文件换成现行的。",
    "的出处不在": "在同一个文件里写明 [sources.…]，或者核对 cite 开头的简称。",
    "不认识的键": "核对这一行开头的英文名称，写法见“写法样例”。",
    "缺少": "在这一条下面补上所缺的一行，写法见“写法样例”。",
    "类型应为": "数字不加引号，文字加英文引号，日期写成 2027-01-01。",
}


def faults(edition: Edition, pack: Pack) -> list[Fault]:
    """Everything that keeps the pack from joining the edition, by line; empty: it may."""
    found = [*_entry_faults(edition, pack), *_year_faults(edition, pack)]
    return sorted(found, key=lambda fault: fault.line)


def _entry_faults(edition: Edition, pack: Pack) -> Iterator[Fault]:
    files = dict(edition.files)
    for section, key, table in pack.entries():
        tried = dict(files)
        try:
            yield from _too_early(edition, pack, section, key, table)
            join(tried, section, key, table)
            _check(Edition(tried), section, key, table)
        except Clash as clash:
            yield pack.fault(clash.path, str(clash), clash.way_out)
        except (BrokenLaw, TypeError) as broken:
            yield _located(pack, section, key, table, str(broken))
        else:
            files = tried


def _check(joined: Edition, section: str, key: str, table: Mapping[str, Any]) -> None:
    sources = {
        str(source.get("short")): source for source in joined.files[FILES["sources"]].values()
    }
    if section == "sources":
        if missing := [name for name in ("short", "title") if not table.get(name)]:
            raise BrokenLaw(f"{key}：缺少 {'、'.join(missing)}")
        return
    check_cites(key, dict(table), sources)
    for version in table["versions"]:
        if "cite" in version:
            check_age(f"{key}/{version['since']}", version["since"], version["cite"], sources)
    _LOADERS[section](joined)


def _too_early(
    edition: Edition, pack: Pack, section: str, key: str, table: Mapping[str, Any]
) -> Iterator[Fault]:
    """A version must be later than the law's own, or correct one of them by name."""
    entry = edition.files[FILES[section]].get(key)
    if entry is None or section == "sources":
        return
    held = entry["versions"]
    last: date = held[-1]["since"]
    for at, version in enumerate(table["versions"]):
        if version in held or version.get("correction"):
            continue
        if version["since"] < last:
            words = f"起始日期{version['since']}早于现行版本{last}，只能增加更晚的版本"
            way_out = f'since 写 {last} 之后的日期；更正旧版本的，写明 correction = "更正原因"。'
            yield pack.fault((section, key, "versions", at, "since"), words, way_out)


def _located(pack: Pack, section: str, key: str, table: Mapping[str, Any], message: str) -> Fault:
    """The fault at the version and key that the loader's message names."""
    where, _, words = message.partition("：")
    path: Path = (section, key)
    for at, version in enumerate(table.get("versions", ())):
        if f"/{version.get('since')}" in where:
            path = (section, key, "versions", at)
            break
    name, said = where.rpartition("/")[2], words or message
    way_out = next((way for sign, way in _WAYS_OUT.items() if sign in said), MEND)
    return pack.fault((*path, name), said, way_out)


def _year_faults(edition: Edition, pack: Pack) -> Iterator[Fault]:
    tables = pack.tables.get(CALENDAR)
    if not tables:
        return
    files = dict(edition.files)
    _, feasts = read_years(edition)
    held = {int(year) for year in edition.under(CALENDAR) if year.isdigit()}
    for key in sorted(tables):
        path: Path = (CALENDAR, key)
        plain = {name: value for name, value in tables[key].items() if name != "correction"}
        try:
            read_year(key, plain)
            check_cites(key, plain, _shorts(edition, pack))
            join_year(files, key, tables[key])
        except Clash as clash:
            yield pack.fault(clash.path, str(clash), clash.way_out)
            continue
        except BrokenLaw as broken:
            yield pack.fault(path, str(broken).partition("：")[2])
            continue
        yield from _around(pack, key, held, feasts, files)
        held.add(int(key))


def _shorts(edition: Edition, pack: Pack) -> set[str]:
    own = pack.tables.get("sources", {}).values()
    held = edition.files[FILES["sources"]].values()
    return {str(source.get("short")) for source in (*held, *own)}


def _around(
    pack: Pack, key: str, held: set[int], feasts: Feasts, files: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fault]:
    """A year must follow the ones held, give the statutory holidays, and agree with its neighbours."""
    year, path = int(key), (CALENDAR, key)
    if year > max(held) + 1:
        way_out = f"先导入{max(held) + 1}年的放假安排，或者写在同一个文件里。"
        yield pack.fault(path, f"日期有空档：还没有{max(held) + 1}年的放假安排", way_out)
    table = read_year(key, files[f"{CALENDAR}/{key}.toml"])
    for words in missing_feasts(set(table.holidays), feasts.of(year)):
        yield pack.fault(path, words, "对照通知原文补上；通知确实没有的，先向发文机关核实。")
    for day in pack.outside.get(key, ()):
        other = files.get(f"{CALENDAR}/{day.year}.toml")
        off = other is not None and day in read_year(str(day.year), other).holidays
        if not off and (other is None or day.weekday() < 5 or day in other["work"]):
            words = f"{day}属于{day.year}年，该年的放假安排没有列入，请一并更正"
            yield pack.fault(path, words)
