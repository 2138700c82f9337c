"""One edition of the law: the files of resources/law, checked, hashed, and asked by day."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from desktop.errors import WorkError
from desktop.law.shape import BrokenLaw, Shape, check_age, check_cites, check_table

_SOURCES = "sources.toml"
_SOURCE = Shape({"short": str, "title": str}, {"number": str, "since": date, "until": date})


class NotYetLaw(WorkError, LookupError):
    """Nothing was in force on that day, or it had been ended; the sentence names the day."""


@dataclass(frozen=True)
class Version:
    """One dated version of an entry; `ended` says that from `since` on nothing is in force.

    `correction` is the reason of a version that mends a slip in the one before it, with the
    same `since`: the slip stays readable, the correction is what is asked.
    """

    since: date
    cite: str
    ended: bool
    correction: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One thing the law says, under its key, with every version of it, oldest first."""

    key: str
    label: str
    values: Mapping[str, Any]
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version:
        """The version in force on a day; raises NotYetLaw."""
        return in_force(self.label, self.versions, day)


def in_force(label: str, versions: tuple[Version, ...], on: date) -> Version:
    """The latest version that had begun on that day; raises NotYetLaw in words."""
    for version in reversed(versions):
        if version.since <= on:
            if version.ended:
                since, cite = version.since, version.cite
                raise NotYetLaw(f"“{label}”自{since}起不再适用（{cite}）。")
            return version
    raise NotYetLaw(f"“{label}”在{on}尚无依据，请核对日期是否填写正确。")


@dataclass(frozen=True)
class Edition:
    """Every law file as read: file name to tables."""

    files: Mapping[str, Mapping[str, Any]]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the whole content, whatever its comments, order of keys or line ends."""
        return _digest(self.files)

    @cached_property
    def published(self) -> dict[str, str]:
        """Identity of every dated version (file/entry/day/place) to its hash, for the pins."""
        found: dict[str, str] = {}
        for name, tables in self.files.items():
            if "versions" in tables:
                found |= _version_hashes(name, tables)
            elif all(isinstance(table, dict) for table in tables.values()):
                for key, table in tables.items():
                    found |= _version_hashes(f"{name}/{key}", table)
            else:
                found[name] = _digest(tables)[:16]
        return found

    def entries(self, name: str, entry: Shape, version: Shape) -> dict[str, Entry]:
        """The entries of one file, checked against their shapes; raises BrokenLaw."""
        return {
            key: read_entry(f"{name}/{key}", key, table, entry, version)
            for key, table in self.files[name].items()
        }

    def under(self, folder: str) -> dict[str, Mapping[str, Any]]:
        """The files of a folder by their names without ending."""
        return {
            name.removeprefix(f"{folder}/").removesuffix(".toml"): tables
            for name, tables in self.files.items()
            if name.startswith(f"{folder}/")
        }


def load_edition(folder: Path) -> Edition:
    """Read every TOML file under the folder; raises BrokenLaw for what cannot be law."""
    files: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise BrokenLaw(f"{name}：不是有效的 TOML 文件（{fault}）") from fault
    return checked(files)


def checked(files: Mapping[str, Mapping[str, Any]]) -> Edition:
    """An edition whose sources are sound and whose every citation names one of them."""
    if _SOURCES not in files:
        raise BrokenLaw(f"缺少 {_SOURCES}")
    for key, source in files[_SOURCES].items():
        check_table(f"{_SOURCES}/{key}", source, _SOURCE)
    sources = {source["short"]: source for source in files[_SOURCES].values()}
    for name, tables in files.items():
        check_cites(name, tables, sources)
        for where, since, cite in _dated_cites(name, tables):
            check_age(where, since, cite, sources)
    return Edition(files)


def _dated_cites(name: str, tables: Mapping[str, Any]) -> Iterator[tuple[str, date, str]]:
    """Place, day and citation of every version of a file that is well-formed so far."""
    single = {name: tables} if "versions" in tables else tables
    for key, table in single.items():
        versions = table.get("versions") if isinstance(table, dict) else None
        for version in versions if isinstance(versions, list) else ():
            if (
                isinstance(version, dict)
                and type(version.get("since")) is date
                and "cite" in version
            ):
                yield f"{name}/{key}", version["since"], str(version["cite"])


def read_entry(
    where: str, key: str, table: Mapping[str, Any], entry: Shape, version: Shape
) -> Entry:
    """One entry with its versions in order; raises BrokenLaw."""
    fixed = {name: value for name, value in table.items() if name != "versions"}
    check_table(where, fixed, Shape({"label": str, **entry.needed}, entry.allowed))
    raw = table.get("versions")
    if not isinstance(raw, list) or not raw:
        raise BrokenLaw(f"{where}：没有任何版本")
    versions = tuple(_version(where, item, version) for item in raw)
    _check_order(where, versions)
    return Entry(key, fixed["label"], fixed, versions)


def _version(where: str, raw: Mapping[str, Any], shape: Shape) -> Version:
    common: dict[str, Any] = {"since": date, "cite": str}
    further = {"ended": bool, "correction": str, **shape.allowed}
    needed = common if raw.get("ended") else {**common, **shape.needed}
    check_table(f"{where}/{raw.get('since', '?')}", raw, Shape(needed, further))
    values = {key: value for key, value in raw.items() if key not in common}
    return Version(
        raw["since"],
        raw["cite"],
        raw.get("ended", False),
        raw.get("correction", ""),
        values,
    )


def _check_order(where: str, versions: tuple[Version, ...]) -> None:
    for before, after in pairwise(versions):
        if after.since < before.since:
            raise BrokenLaw(f"{where}：版本日期没有按先后排列（{after.since}）")
        if after.since == before.since and not after.correction:
            raise BrokenLaw(f"{where}：同一日期有两个版本（{after.since}）")
        if after.correction and after.since != before.since:
            raise BrokenLaw(f"{where}：更正版本应与被更正的版本同日（{after.since}）")


def _version_hashes(where: str, table: Mapping[str, Any]) -> dict[str, str]:
    if not isinstance(table.get("versions"), list):
        return {where: _digest(table)[:16]}
    fixed = {key: value for key, value in table.items() if key != "versions"}
    found: dict[str, str] = {}
    for version in table["versions"]:
        mark = f"{where}/{version.get('since')}" + ("/correction" * ("correction" in version))
        found[mark] = _digest([fixed, version])[:16]
    return found


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
