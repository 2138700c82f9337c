"""The roster as a workbook: what the list shows, secrets only for those who may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from desktop.exchange import writing
from desktop.exchange.cells import Progress, quiet
from desktop.fields import Field
from desktop.models.certificate import Certificate
from desktop.models.person import Person, PersonSecret
from desktop.models.posting import Posting
from desktop.models.unit import Unit
from desktop.services import certificate, person, posting, roster, roster_sheet
from desktop.services.listing import View
from desktop.services.standing import Grounds, Standing, badge
from desktop.services.work import Work, deed

_SECRETS = ("id_number", "phone")
FIELDS: Mapping[str, Field] = {
    "name": person.FIELDS["name"],
    "sex": person.FIELDS["sex"],
    "id_number": person.FIELDS["id_number"],
    "phone": person.FIELDS["phone"],
    "team": roster_sheet.FIELDS["team"],
    "post": posting.FIELDS["post"],
    "kind": posting.FIELDS["kind"],
    "home": roster_sheet.FIELDS["home"],
    "station": roster_sheet.FIELDS["station"],
    "since": posting.FIELDS["since"],
    "number": certificate.FIELDS["number"],
    "field_of_law": certificate.FIELDS["field_of_law"],
    "issued_on": certificate.FIELDS["issued_on"],
    "valid_until": certificate.FIELDS["valid_until"],
    "standing": Field(name="standing", label="合规状态", width=14),
}


@dataclass(frozen=True)
class Export:
    """What goes into the workbook; `fields` leaves secrets out where the role may not see them."""

    title: str
    fields: Mapping[str, Field]
    rows: Sequence[Mapping[str, Any]]


@deed("导出花名册")
def gather(work: Work, view: View, *, whole: bool = False) -> Export:
    """Read everything a view shows, and note in the record that it was taken out.

    Secrets are masked unless `whole`. Rows of other units carry none; roles without the right
    get no such columns.
    """
    work.touch("deed")
    day = view.as_of or work.today
    secrets = person.may_see_secrets(work)
    found = work.session.execute(_query(work, view, secrets)).all()
    rows = [_row(values, day, whole) for values in found]
    names = [name for name in FIELDS if secrets or name not in _SECRETS]
    title = f"执法人员花名册（截至 {day}，{len(rows)} 人）"
    return Export(title, {name: FIELDS[name] for name in names}, rows)


def write(path: Path, export: Export, progress: Progress = quiet) -> None:
    """Write the workbook, whole or not at all."""
    writing.write_rows(path, export.title, export.fields, export.rows, progress)


def _query(work: Work, view: View, secrets: bool) -> Select[Any]:
    day = view.as_of or work.today
    names = [_name(key) for key in (Posting.unit_id, Posting.home_unit_id, Posting.station_unit_id)]
    query = roster.listed(work, view).add_columns(
        Person.name,
        Person.sex,
        names[0],
        Posting.post,
        Posting.kind,
        names[1],
        names[2],
        Posting.since,
        Certificate.number,
        Certificate.field_of_law,
        Certificate.issued_on,
        roster.standing(day, roster.warning_days(work)),
        Certificate.valid_until,
        Certificate.state,
        Certificate.state_since,
        Certificate.state_reason,
    )
    if not secrets:
        return query
    own = and_(PersonSecret.person_id == Person.id, PersonSecret.removed_at.is_(None))
    return query.outerjoin(PersonSecret, own).add_columns(
        PersonSecret.id_number, PersonSecret.phone
    )


def _name(key: Any) -> Any:
    unit = aliased(Unit)
    return select(unit.name).where(unit.id == key).scalar_subquery()


_PLAIN = (
    *("name", "sex", "team", "post", "kind", "home", "station", "since"),
    *("number", "field_of_law", "issued_on"),
)


def _row(values: Any, day: Any, whole: bool) -> dict[str, Any]:
    row = dict(zip(_PLAIN, values[1:12], strict=True))
    row["valid_until"] = values[13]
    row["standing"] = badge(Standing.of(values[12]), day, Grounds(*values[13:17]))[1]
    for name, value in zip(_SECRETS, values[17:], strict=False):
        row[name] = value if whole or value is None else person.masked(name, value)
    return row
