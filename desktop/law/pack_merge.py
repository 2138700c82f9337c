"""Joining a law pack to an edition: append only, and the same again changes nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.law.editions import Edition, checked
from desktop.law.pack import CALENDAR, FILES, MEND, BrokenPack, Pack
from desktop.law.pack_lines import Path
from desktop.law.shape import BrokenLaw

NEW = ("sources", "thresholds", "case_time_rules", "discretion")
_AGAIN = "请停用这个法律数据包，或者按现行版本改正后重新导入。"


class Clash(BrokenLaw):
    """What a pack says cannot stand beside what the law holds; `path` is the place in the pack."""

    def __init__(self, path: Path, words: str, way_out: str = MEND) -> None:
        super().__init__(words)
        self.path, self.way_out = path, way_out


def merged(edition: Edition, pack: Pack) -> Edition:
    """The edition with the pack joined, checked; raises BrokenPack in words."""
    files = dict(edition.files)
    try:
        for section, key, table in pack.entries():
            join(files, section, key, table)
        for key, table in pack.tables.get(CALENDAR, {}).items():
            join_year(files, key, table)
        return checked(files)
    except Clash as clash:
        raise BrokenPack([pack.fault(clash.path, f"{clash}。{_AGAIN}")]) from clash
    except BrokenLaw as broken:
        raise BrokenPack([pack.fault((), f"{broken}。{_AGAIN}")]) from broken


def merged_all(edition: Edition, packs: Iterable[Pack]) -> Edition:
    """Several packs, one after the other."""
    for pack in packs:
        edition = merged(edition, pack)
    return edition


def join(
    files: dict[str, Mapping[str, Any]], section: str, key: str, table: Mapping[str, Any]
) -> None:
    """Put one entry into the files; raises Clash."""
    name = FILES[section]
    held = files[name].get(key)
    if held is None and section not in NEW:
        words = f"程序没有“{key}”这一条，只能增加已有条目的版本"
        raise Clash((section, key), words, "核对条目的英文名称；确需新增条目的，须升级程序。")
    if section == "sources":
        if held is not None and held != table:
            words = f"出处“{key}”已经存在且内容不同"
            raise Clash((section, key), words, "给新的出处另起一个英文名称和简称。")
        joined: Mapping[str, Any] = table
    else:
        joined = table if held is None else _entry((section, key), held, table)
    files[name] = {**files[name], key: joined}


def _entry(path: Path, held: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in table.items():
        if name != "versions" and held.get(name) != value:
            words = f"不能改动已有条目的 {name}"
            raise Clash((*path, name), words, "删去这一行，已有条目只写 versions。")
    versions = list(held["versions"])
    for at, version in enumerate(table["versions"]):
        if version not in versions:
            _insert((*path, "versions", at), versions, version)
    return {**held, "versions": versions}


def _insert(path: Path, versions: list[Mapping[str, Any]], version: Mapping[str, Any]) -> None:
    since = version["since"]
    same = any(one["since"] == since for one in versions)
    if version.get("correction") and not same:
        way_out = "核对 since；如果是新的版本，删去 correction。"
        raise Clash(path, f"没有自{since}起的版本可以更正", way_out)
    if same and not version.get("correction"):
        way_out = '确属更正的，加上 correction = "更正原因"；新的规定请写更晚的 since。'
        raise Clash(path, f"已有自{since}起的版本，只能用 correction 更正", way_out)
    at = bisect_right([one["since"] for one in versions], since)
    versions.insert(at, version)


def join_year(files: dict[str, Mapping[str, Any]], key: str, table: Mapping[str, Any]) -> None:
    """Put one year's calendar into the files; a held year only by `correction`."""
    name = f"{CALENDAR}/{key}.toml"
    plain = {k: v for k, v in table.items() if k != "correction"}
    held = files.get(name)
    if held is None and "correction" in table:
        words = f"没有{key}年的放假安排可以更正"
        raise Clash((CALENDAR, key), words, "删去 correction，作为新的一年导入。")
    if held is not None and not same_year(held, plain) and not table.get("correction"):
        raise Clash((CALENDAR, key), f"已有{key}年的放假安排且内容不同，更正须写明 correction")
    if held is None or not same_year(held, plain):
        files[name] = plain


def same_year(held: Mapping[str, Any], table: Mapping[str, Any]) -> bool:
    """Whether two sound calendars hold the same days, whatever their order."""

    def days(one: Mapping[str, Any]) -> tuple[Any, Any]:
        spans = sorted((span["since"], span["until"]) for span in one["holidays"])
        return sorted(one["work"]), spans

    return days(held) == days(table)
