"""Everything the roster shows beside the list of one person on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.identity import age_on
from desktop.models.certificate import Certificate, CertificateState
from desktop.models.person import Person
from desktop.models.posting import Posting
from desktop.services import certificate, person, posting, roster, unit
from desktop.services.listing import Row, View
from desktop.services.work import Work
from desktop.values import Choice

OPEN = "至今"
_HIDDEN = "仅本单位内勤、队长可见"
_OVERVIEW = (
    *("id_number", "born_on", "sex", "phone", "politics", "education", "major"),
    *("establishment", "rank", "joined_on", "duty_state", "legal_number", "legal_on", "note"),
)


@dataclass(frozen=True)
class Held:
    """One certificate as the panel lists it."""

    id: UUID
    number: str
    state: str
    level: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Served:
    """One posting as the panel lists it."""

    period: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PersonCard:
    """A person on a day. `mark` is level, words and reason; `live` the certificate in use.

    `running` says whether a posting holds today.
    """

    id: UUID
    unit_id: UUID
    name: str
    under: str
    mark: tuple[str, str, str]
    overview: tuple[tuple[str, str], ...]
    certificates: tuple[Held, ...]
    postings: tuple[Served, ...]
    live: UUID | None
    running: bool


def card(work: Work, key: UUID, as_of: date | None = None) -> PersonCard:
    """Read one person for the panel on a day (default today)."""
    record = work.get(Person, key)
    day = as_of or work.today
    found = roster.rows(work, View(as_of=day), key.bytes)
    row = found[0] if found else None
    held, served = certificate.all_of(work, key), posting.all_of(work, key)
    live = next((one for one in held if one.state not in _PAST), None)
    places = {one.id: one.name for one in unit.names(work)}
    return PersonCard(
        id=key,
        unit_id=record.unit_id,
        name=record.name,
        under=_under(row),
        mark=_mark(row),
        overview=_overview(work, record),
        certificates=tuple(_held(one, day) for one in held),
        postings=tuple(_served(work, one, places) for one in served),
        live=live.id if live else None,
        running=posting.current(work, key, work.today) is not None,
    )


_PAST = (CertificateState.REPLACED, CertificateState.CANCELLED)


def _under(row: Row | None) -> str:
    if row is None:
        return "这一天不在花名册上"
    source = f"{row[4].label}（{row[5]}）" if row[5] else row[4].label
    return f"{row[2]} · {row[3].label} · {source}"


def _mark(row: Row | None) -> tuple[str, str, str]:
    if row is None:
        return "none", "不在册", "这一天没有任职记录，如需查看请调整截至日期"
    level, words, reason = row[9]
    return level, words, reason


def _overview(work: Work, record: Person) -> tuple[tuple[str, str], ...]:
    """Label and text; secrets show their ends only, or who may see them."""
    values = person.open_(work, record.id).values
    hidden = record.unit_id != _unit(work) or not person.may_see_secrets(work)
    lines = []
    for name in _OVERVIEW:
        field = person.FIELDS[name]
        text = person.masked(name, values[name])
        if name == "born_on" and values[name]:
            text = f"{text}（{age_on(values[name], work.today)}岁）"
        if field.secret and hidden:
            text = _HIDDEN
        if text:
            lines.append((field.label, text))
    return tuple(lines)


def _unit(work: Work) -> UUID | None:
    return work.actor.unit_id if work.actor else None


def _held(one: Certificate, day: date) -> Held:
    expired = one.valid_until is not None and one.valid_until < day
    valid = one.state is CertificateState.VALID
    state = "已过期" if valid and expired else one.state.label
    fields = certificate.FIELDS
    pairs: tuple[tuple[str, object], ...] = (
        ("field_of_law", one.field_of_law),
        ("issuer", one.issuer),
        ("qualified_on", one.qualified_on),
        ("issued_on", one.issued_on),
        ("valid_until", one.valid_until),
        ("state_since", None if valid else one.state_since),
        ("state_reason", None if valid else one.state_reason),
    )
    lines = tuple(
        f"{fields[name].label}：{fields[name].show(value)}" for name, value in pairs if value
    )
    level = "bad" if expired and valid else "ok" if valid else _LEVELS.get(one.state, "bad")
    return Held(one.id, one.number, state, level, (one.kind.label, *lines))


_LEVELS: Mapping[Choice, str] = {CertificateState.REPLACED: "none"}


def _served(work: Work, one: Posting, places: Mapping[UUID, str]) -> Served:
    title = f"{places.get(one.unit_id, '')} · {one.post.label} · {one.kind.label}"
    reached = "、".join(places.get(key, "") for key in posting.served_by(work, one.id))
    pairs = (
        ("派出部门", places.get(one.home_unit_id, "") if one.home_unit_id else ""),
        ("驻地", places.get(one.station_unit_id, "") if one.station_unit_id else ""),
        ("辐射", reached),
        ("分工", one.duty or ""),
        ("职务", "常务副乡镇长（主任）" if one.executive_deputy else ""),
        ("征求意见", f"{one.consent_on or ''} {one.consent or ''}".strip()),
    )
    lines = tuple(f"{label}：{text}" for label, text in pairs if text)
    return Served(f"{one.since} 至 {one.until or OPEN}".replace("至 至今", "至今"), title, lines)
