"""What a law file may contain: the declared shape of its tables, checked when it is loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


class BrokenLaw(ValueError):
    """A law file that contradicts itself or its declared shape; names file, entry and fault."""


@dataclass(frozen=True)
class Shape:
    """Keys a table must and may have; a nested Shape means an array of such tables."""

    needed: Mapping[str, Any]
    allowed: Mapping[str, Any] = field(default_factory=dict)


def check_table(where: str, table: Mapping[str, Any], shape: Shape) -> None:
    """Refuse unknown keys, missing keys and values of another kind."""
    known = {**shape.needed, **shape.allowed}
    if unknown := sorted(set(table) - set(known)):
        raise BrokenLaw(f"{where}：不认识的键 {'、'.join(unknown)}")
    if missing := [key for key in shape.needed if key not in table]:
        raise BrokenLaw(f"{where}：缺少 {'、'.join(missing)}")
    for key, value in table.items():
        _check_value(f"{where}/{key}", value, known[key])


def _check_value(where: str, value: Any, kind: Any) -> None:
    if isinstance(kind, Shape):
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise BrokenLaw(f"{where}：应为若干个表")
        for number, item in enumerate(value, 1):
            check_table(f"{where}[{number}]", item, kind)
    elif isinstance(kind, tuple):
        if value not in kind:
            raise BrokenLaw(f"{where}：“{value}”应为 {'、'.join(kind)} 之一")
    elif type(value) is not kind and not (kind is Decimal and type(value) is int):
        raise BrokenLaw(f"{where}：值的类型应为 {kind.__name__}")
    elif kind is list and not all(isinstance(item, (str, date)) for item in value):
        raise BrokenLaw(f"{where}：列表中只能是文字或者日期")


def check_cites(where: str, value: Any, sources: Collection[str]) -> None:
    """Refuse a `cite`, at any depth, whose source is not listed in sources.toml."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "cite":
                _check_cite(where, inner, sources)
            else:
                check_cites(f"{where}/{key}", inner, sources)
    elif isinstance(value, list):
        for inner in value:
            check_cites(where, inner, sources)


def check_age(where: str, since: date, cite: str, sources: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a version that cites a source not in force on the day the version begins."""
    for part in cite.split("；"):
        source = sources[part.partition(" ")[0]]
        if not source.get("since", since) <= since <= source.get("until", since):
            raise BrokenLaw(f"{where}：{since}时“{part}”不是有效的依据")


def _check_cite(where: str, cite: Any, sources: Collection[str]) -> None:
    for part in str(cite).split("；"):
        if part.partition(" ")[0] not in sources:
            raise BrokenLaw(f"{where}：依据“{part}”的出处不在 sources.toml 中")
