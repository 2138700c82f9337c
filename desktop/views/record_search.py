"""What the palette finds besides pages and commands: people and cases (Ctrl+K)."""

from __future__ import annotations

from typing import Any

from desktop.permissions import Operation
from desktop.services import case_list, roster
from desktop.services.listing import Row, View
from desktop.services.work import may
from desktop.views.kit.palette import Hit, Provider

_BEST = 6


def people(work: Any, words: str) -> list[Hit]:
    """Persons of every team by name, initials, certificate or whole identity number."""
    return [_person(row) for row in roster.first(work, View(words=words))[:_BEST]]


def cases(work: Any, words: str) -> list[Hit]:
    """Cases the actor may read by number, cause or party."""
    if not may(work.me, ("case_file", Operation.READ)):
        return []
    return [_case(row) for row in case_list.LIST.first(work, View(words=words))[:_BEST]]


def _person(row: Row) -> Hit:
    return Hit(row[1], f"{row[2]} · {row[3].label} · {row[9][1]}", "team", row[0], "user")


def _case(row: Row) -> Hit:
    number, cause, party, phase = row[1], row[2], row[3], row[-1]
    detail = " · ".join(filter(None, (party, phase[1])))
    return Hit(" ".join(filter(None, (number, cause))), detail, "case", row[0], "folder-open")


PROVIDERS: tuple[Provider, ...] = (people, cases)
