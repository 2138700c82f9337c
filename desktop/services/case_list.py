"""The list of cases; the phase shown is derived from dates and never stored."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from desktop.fields import Field
from desktop.models.case import Case, Party
from desktop.models.decision import Decision
from desktop.services import listing, search
from desktop.services.case import FIELDS, PARTY
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.work import Work

COLUMNS = (
    FIELDS["filing_number"],
    FIELDS["cause"],
    PARTY["name"],
    FIELDS["found_at"],
    FIELDS["filed_on"],
    Field(name="phase", label="办理阶段", width=14),
)


def phase_of(filed: Any, decided: Any, served: Any) -> tuple[str, str]:
    """Level and words of the phase, derived from the facts; never stored."""
    if served is not None:
        return "ok", "已送达"
    if decided is not None:
        return "warn", "已决定，待送达"
    if filed is not None:
        return "info", "已立案，调查中"
    return "info", "线索"


def _listed(work: Work, view: View) -> Select[Any]:
    query = (
        select(Case.id)
        .join(Party, (Party.case_id == Case.id) & Party.removed_at.is_(None))
        .outerjoin(Decision, (Decision.case_id == Case.id) & Decision.removed_at.is_(None))
        .where(Case.removed_at.is_(None))
    )
    if phase := view.filters.get("phase"):
        query = query.where(_phase_condition(phase))
    for word in view.words.split():
        found = search.matching("case", word)
        if found is not None:
            query = query.where(Case.id.in_(found))
    return query.order_by(Case.found_at.desc(), Case.id.desc())


def _phase_condition(phase: str) -> Any:
    return {
        "lead": Case.filed_on.is_(None),
        "filed": Case.filed_on.is_not(None) & Decision.decided_on.is_(None),
        "decided": Decision.decided_on.is_not(None) & Decision.served_on.is_(None),
        "served": Decision.served_on.is_not(None),
    }[phase]


PHASES = {"lead": "线索", "filed": "已立案", "decided": "已决定，待送达", "served": "已送达"}


def _columns() -> tuple[Any, ...]:
    return (
        Case.filing_number,
        Case.cause,
        Party.name,
        Case.found_at,
        Case.filed_on,
        Decision.decided_on,
        Decision.served_on,
    )


def _shown(row: Any) -> Row:
    values = tuple(row)
    return (*values[:6], phase_of(*values[5:8]))


def _first(work: Work, view: View) -> list[Row]:
    query = _listed(work, view).add_columns(*_columns()).limit(PAGE)
    return [_shown(row) for row in work.session.execute(query)]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(work, view), Case.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = _listed(work, View()).add_columns(*_columns()).where(Case.id.in_(keys))
    return listing.in_order([_shown(row) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
