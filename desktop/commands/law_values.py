"""Facts as JSON into the values the law layer asks for, and the vocabulary of them.

The types of `desktop.law.facts.Facts` alone say what is read: a new fact is understood at once.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from desktop.law.facts import Facts, labels
from desktop.values import CHINA, Choice

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadInput(ValueError):
    """A line that cannot be answered: where in it, and a sentence."""

    def __init__(self, position: str, sentence: str) -> None:
        super().__init__(sentence)
        self.position = position


def read_line(raw: bytes) -> dict[str, Any]:
    """One line as an object; raises BadInput with the column."""
    try:
        found = json.loads(
            raw.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise BadInput(f"第{error.start + 1}字节", "这一行不是 UTF-8 文字。") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"第{error.colno}列", f"这一行不是有效的 JSON（{error.msg}）。") from None
    except RecursionError:
        raise BadInput("第1列", "这一行的嵌套过深，不能读取。") from None
    if not isinstance(found, dict):
        raise BadInput("第1列", '每行应为一个 JSON 对象，例如 {"key": "K10"}。')
    return found


def _constant(text: str) -> Any:
    raise BadInput(text, f"“{text}”不是数。")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            raise BadInput(key, f"“{key}”写了两次且内容不同，请只留一个。")
        found[key] = value
    return found


def only(given: Mapping[str, Any], known: typing.Collection[str], what: str) -> None:
    """Refuse keys nobody knows, suggesting the nearest; raises BadInput."""
    for key in given:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"是否想写“{near[0]}”？" if near else "可用的写法见 docs/law-commands.md。"
            raise BadInput(key, f"不认识的{what}“{key}”。{hint}")


def facts_of(given: Mapping[str, Any]) -> Facts:
    """The facts of a line; null and absent mean not known. Raises BadInput."""
    hints = _hints(Facts)
    only(given, hints, "事实")
    return Facts(**{name: read(hints[name], value, name) for name, value in given.items()})


def read(hint: Any, value: Any, place: str) -> Any:
    """A JSON value as a value of an annotation; raises BadInput naming the place."""
    inner, optional = _without_none(hint)
    if value is None:
        if optional:
            return None
        raise BadInput(place, f"“{place}”不能为空。")
    origin = get_origin(inner)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise BadInput(place, f"“{place}”应为列表。")
        item = get_args(inner)[0]
        return origin(read(item, one, f"{place}[{at}]") for at, one in enumerate(value))
    if dataclasses.is_dataclass(inner):
        return _record(typing.cast("type[Any]", inner), value, place)
    if issubclass(inner, Choice):
        return _choice(inner, value, place)
    return _PLAIN[inner](value, place)


def _record(kind: type[Any], value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise BadInput(place, f"“{place}”应为对象。")
    hints = _hints(kind)
    only(value, hints, "内容")
    for one in dataclasses.fields(kind):
        if one.default is dataclasses.MISSING and one.name not in value:
            raise BadInput(place, f"“{place}”缺少 {one.name}。")
    return kind(**{name: read(hints[name], one, f"{place}.{name}") for name, one in value.items()})


def _choice(kind: type[Choice], value: Any, place: str) -> Choice:
    member = kind.read(value) if isinstance(value, str) else None
    if member is None:
        known = "、".join(f"{one.value}（{one.label}）" for one in kind)
        raise BadInput(place, f"“{place}”应为 {known} 之一。")
    return member


def _text(value: Any, place: str) -> str:
    if isinstance(value, str):
        return value
    raise BadInput(place, f"“{place}”应为文字。")


def _flag(value: Any, place: str) -> bool:
    if isinstance(value, bool):
        return value
    raise BadInput(place, f"“{place}”应为 true 或者 false，不知道时写 null。")


def _whole(value: Any, place: str) -> int:
    if type(value) is int:
        return value
    raise BadInput(place, f"“{place}”应为整数。")


def _money(value: Any, place: str) -> Decimal:
    if type(value) in (int, Decimal, str):
        try:
            amount = Decimal(value)
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite():
            return amount
    raise BadInput(place, f'“{place}”应为金额，例如 "1000.50"。')


def day(value: Any, place: str) -> date:
    """A legal day, as 2026-04-10."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        raise BadInput(place, f"“{place}”的日期{value}不存在。") from None
    raise BadInput(place, f'“{place}”应为日期，例如 "2026-04-10"。')


def moment(value: Any, place: str) -> datetime:
    """A moment in China, as 2026-04-10T09:30; with an offset it is turned to +08:00."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or _DAY.fullmatch(str(value)):
        raise BadInput(place, f'“{place}”应为时刻，例如 "2026-04-10T09:30"。')
    return found.astimezone(CHINA).replace(tzinfo=None) if found.tzinfo else found


_PLAIN: Mapping[Any, Any] = {
    str: _text,
    bool: _flag,
    int: _whole,
    Decimal: _money,
    date: day,
    datetime: moment,
}


def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, types.UnionType) or get_origin(hint) is typing.Union:
        parts = [part for part in get_args(hint) if part is not type(None)]
        return parts[0], len(parts) < len(get_args(hint))
    return hint, False


_WORDS: Mapping[Any, str] = {
    str: "文字",
    bool: "true / false",
    int: "整数",
    Decimal: "金额",
    date: "日期",
    datetime: "时刻",
}


def kind_of(hint: Any) -> str:
    """What a value of an annotation looks like, in a few words."""
    inner, _ = _without_none(hint)
    if get_origin(inner) in (tuple, frozenset):
        return f"列表：{kind_of(get_args(inner)[0])}"
    if dataclasses.is_dataclass(inner):
        return f"对象 {typing.cast('type[Any]', inner).__name__}"
    if issubclass(inner, Choice):
        return "、".join(f"`{one.value}`" for one in inner)
    return _WORDS[inner]


def vocabulary() -> list[str]:
    """Every fact as a row of a table: name, what it is, its type."""
    hints, said = _hints(Facts), labels()
    return [f"| `{name}` | {said[name]} | {kind_of(hints[name])} |" for name in said]
