"""The columns of the roster list, in the order of the screen."""

from __future__ import annotations

from desktop.services import roster
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column

_SORTS = {
    "name": "strokes",
    "post": "post",
    "kind": "kind",
    "number": "number",
    "field_of_law": "field_of_law",
    "valid_until": "expiry",
}
_HIDDEN = ("field_of_law",)
_WIDTHS = {"name": 76, "team": 80, "post": 88, "kind": 80, "home_unit_id": 80, "standing": 136}


def roster_columns() -> list[Column]:
    """One for each value of a row of `roster.LIST`."""
    return [
        Column(
            field,
            mark=as_mark if field.name == "standing" else None,
            order=_SORTS.get(field.name, ""),
            hidden=field.name in _HIDDEN,
            width=_WIDTHS.get(field.name, 0),
        )
        for field in roster.COLUMNS
    ]
