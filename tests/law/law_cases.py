"""How a case of a table came out, kept for the counts at the end of the run."""

from __future__ import annotations

from collections.abc import Callable

Record = Callable[[str, object], None]
OUTCOMES = ("allow", "warn", "unknown", "refuse")
PROPERTY = "law case"


def count(record: Record, rule: str, outcome: str) -> None:
    """Keep one case of a K, P or G with how it came out."""
    assert outcome in OUTCOMES
    record(PROPERTY, f"{rule} {outcome}")
