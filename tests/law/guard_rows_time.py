"""Rows for the guard of the time for the decision (G15): at the decision, and when prolonging."""

from typing import Any

from guard_facts import D, Row, Table

from desktop.law.case_time import Granter
from desktop.law.counting import Excluded

_LONGER: dict[str, Any] = {"extension_days": 30, "extension_by": Granter.HEAD}
_AGAIN: dict[str, Any] = {"extension_again_days": 20, "extension_again_by": Granter.COLLECTIVE}
_MARKET = {"field_of_law": "市场监管"}  # its rule is there but nobody has confirmed it
_ELEVEN = D(2026, 3, 10), D(2026, 3, 20)
_HEARING = Excluded(*_ELEVEN, "听证", kind="hearing")
_SUSPENDED = Excluded(*_ELEVEN, "中止", kind="suspension")
_KINDLESS = Excluded(*_ELEVEN, "样例期间")
_REVERSED = Excluded(*_ELEVEN[::-1], "样例期间")

DECIDED: list[Row] = [
    ("G15", {}, ()),
    ("G15", {"filed_on": None}, ("asks",)),
    ("G15", {"decided_on": D(2026, 5, 31)}, ()),
    ("G15", {"decided_on": D(2026, 6, 1)}, ("over",)),
    ("G15", {"decided_on": D(2026, 5, 31), **_LONGER, "field_of_law": "文物"}, ()),
    ("G15", {"decided_on": D(2026, 6, 1), "field_of_law": "文物"}, ("over",)),
    (
        "G15",
        {"decided_on": D(2026, 7, 16), **_LONGER, **_MARKET, "extension_days": 45},
        ("over",),
    ),
    ("G15", {"decided_on": D(2026, 6, 30), **_LONGER}, ()),
    ("G15", {"decided_on": D(2026, 7, 1), **_LONGER}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 1), **_LONGER, "extension_approved": False}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 1), **_LONGER, "extension_by": None}, ("asks",)),
    ("G15", {"decided_on": D(2026, 7, 1), **_LONGER, "extension_by": None}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 1), **_LONGER, "field_of_law": None}, ("asks",)),
    ("G15", {"decided_on": D(2026, 6, 30), **_LONGER, "field_of_law": None}, ("asks",)),
    ("G15", {"decided_on": D(2026, 7, 1), **_LONGER, "field_of_law": None}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 30), **_LONGER, **_MARKET}, ("rule_unconfirmed",)),
    ("G15", {"decided_on": D(2026, 7, 1), **_LONGER, **_MARKET}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 30), **_LONGER, "field_of_law": "文物"}, ("rule_unknown",)),
    ("G15", {"decided_on": D(2026, 6, 30), **_LONGER, "extension_days": 45}, ()),
    ("G15", {"decided_on": D(2026, 7, 1), **_LONGER, "extension_days": 45}, ("too_long", "over")),
    (
        "G15",
        {"decided_on": D(2026, 6, 1), **_LONGER, "extension_by": Granter.OTHER},
        ("wrong_granter", "over"),
    ),
    ("G15", {"decided_on": D(2026, 6, 30), **_LONGER, "extension_by": Granter.COLLECTIVE}, ()),
    ("G15", {"decided_on": D(2026, 7, 20), **_LONGER, **_AGAIN}, ()),
    ("G15", {"decided_on": D(2026, 7, 21), **_LONGER, **_AGAIN}, ("over",)),
    (
        "G15",
        {"decided_on": D(2026, 7, 1), **_LONGER, **_AGAIN, "extension_again_by": None},
        ("asks",),
    ),
    (
        "G15",
        {"decided_on": D(2026, 7, 1), **_LONGER, **_AGAIN, "extension_again_by": Granter.HEAD},
        ("wrong_granter", "over"),
    ),
    ("G15", {"decided_on": D(2026, 6, 1), **_AGAIN}, ("no_first", "over")),
    ("G15", {"decided_on": D(2026, 6, 11), "excluded": (_HEARING,)}, ()),
    ("G15", {"decided_on": D(2026, 6, 12), "excluded": (_HEARING,)}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 1), "excluded": (_SUSPENDED,)}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 11), "excluded": (_KINDLESS,)}, ("kind_unknown",)),
    ("G15", {"decided_on": D(2026, 6, 12), "excluded": (_KINDLESS,)}, ("over",)),
    ("G15", {"decided_on": D(2026, 6, 1), "excluded": (_REVERSED,)}, ("over",)),
    (
        "G15",
        {"decided_on": D(2026, 6, 11), "excluded": (_HEARING,), **_MARKET},
        ("rule_unconfirmed",),
    ),
    ("G15", {"decided_on": D(2026, 6, 12), "excluded": (_HEARING,), **_MARKET}, ("over",)),
    (
        "G15",
        {"decided_on": D(2026, 6, 11), "excluded": (_HEARING,), "field_of_law": "文物"},
        ("rule_unknown",),
    ),
]
_PROLONGED: list[Row] = [
    ("G15", {}, ()),
    ("G15", {"filed_on": None}, ("asks",)),
    ("G15", {"field_of_law": None}, ("asks",)),
    ("G15", _MARKET, ("rule_unconfirmed",)),
    ("G15", {"field_of_law": "文物"}, ("rule_unknown",)),
    ("G15", {"extension_days": None}, ("asks",)),
    ("G15", {"extension_by": None}, ("asks",)),
    ("G15", {"extension_days": 31}, ("too_long",)),
    ("G15", {"extension_by": Granter.OTHER}, ("wrong_granter",)),
    ("G15", {"extension_by": Granter.COLLECTIVE}, ()),
    ("G15", {"filed_on": D(2026, 1, 10)}, ()),
    ("G15", {"filed_on": D(2026, 1, 9)}, ("prolonged_late",)),
    ("G15", {"filed_on": D(2025, 12, 30), "excluded": (_HEARING,)}, ()),
    ("G15", {"filed_on": D(2025, 12, 29), "excluded": (_HEARING,)}, ("prolonged_late",)),
    ("G15", _AGAIN, ()),
    ("G15", {**_AGAIN, "extension_again_by": None}, ("asks",)),
    ("G15", {**_AGAIN, "extension_again_by": Granter.HEAD}, ("wrong_granter",)),
    ("G15", {**_AGAIN, "extension_days": None}, ("asks",)),
    ("G15", {**_AGAIN, "extension_days": 0}, ("no_first",)),
    ("G15", {**_AGAIN, "filed_on": D(2025, 12, 11)}, ()),
    ("G15", {**_AGAIN, "filed_on": D(2025, 12, 10)}, ("prolonged_late",)),
]
_GRANTED = {**_LONGER, "extension_reason": "样例理由", "extension_approved": True}
TABLES = [Table("ordinary", "prolonged", _GRANTED, _PROLONGED)]
