"""The data of a paper as text that comes out the same everywhere and can be read back.

An issued paper is stored with this text, so that the same form prints the same bytes again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_DATE, _MOMENT, _DECIMAL = "$date", "$moment", "$decimal"


def freeze(data: Mapping[str, Any]) -> str:
    """Canonical JSON with typed days, moments and sums; raises TypeError for other types."""
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(text: str) -> dict[str, Any]:
    """The data that `freeze` wrote."""
    data: dict[str, Any] = json.loads(text, object_hook=_typed)
    return data


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Decimal):
        return {_DECIMAL: f"{value:f}"}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    raise TypeError(f"papers cannot hold {type(value).__name__}")


def _key(key: Any) -> str:
    if not isinstance(key, str) or key.startswith("$"):
        raise TypeError(f"papers cannot hold the key {key!r}")
    return key


def _typed(entry: dict[str, Any]) -> Any:
    if len(entry) != 1:
        return entry
    ((key, text),) = entry.items()
    if key == _DATE:
        return date.fromisoformat(text)
    if key == _MOMENT:
        return datetime.fromisoformat(text)
    if key == _DECIMAL:
        return Decimal(text)
    return entry
