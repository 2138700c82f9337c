"""The roster: who serves where on a day, and whether they may act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from desktop.fields import Field
from desktop.models.base import fields_of
from desktop.models.certificate import Certificate, CertificateKind, CertificateState
from desktop.models.gram import Gram
from desktop.models.person import DutyState, Person
from desktop.models.posting import Posting, PostingKind, TeamPost
from desktop.models.unit import Unit
from desktop.services import digest, listing, search, setting
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.standing import Grounds, Standing, badge
from desktop.services.work import Work
from desktop.values import half_width

KIND = "person"
_PERSON, _POSTING, _CERTIFICATE = fields_of(Person), fields_of(Posting), fields_of(Certificate)
COLUMNS: tuple[Field, ...] = (
    _PERSON["name"],
    Field(name="team", label="所属队伍", width=10),
    _POSTING["post"],
    _POSTING["kind"],
    _POSTING["home_unit_id"],
    _CERTIFICATE["number"],
    _CERTIFICATE["field_of_law"],
    _CERTIFICATE["valid_until"],
    Field(name="standing", label="合规状态", width=14),
)
ORDERS = {
    "strokes": "按姓氏笔画",
    "pinyin": "按姓名拼音",
    "post": "按队内职务",
    "expiry": "按证件到期",
}
_TEAM, _HOME = aliased(Unit), aliased(Unit)
_POST_RANK = case(
    {post: rank for rank, post in enumerate(TeamPost)}, value=Posting.post, else_=len(TeamPost)
)


def on_day(record: Any, day: date) -> Any:
    """The interval of `record` holds on this day (both ends included) and was not removed."""
    return and_(
        record.removed_at.is_(None),
        record.since <= day,
        or_(record.until.is_(None), record.until >= day),
    )


def best_certificate(day: date) -> Any:
    """The id of the certificate a person relies on that day: valid ones first, then longest.

    A 行政执法监督证 lets nobody punish and is passed over.
    """
    inner = aliased(Certificate)
    stopped = case((_stopped_on(inner, day), 1), else_=0)
    return (
        select(inner.id)
        .where(
            inner.person_id == Person.id,
            inner.removed_at.is_(None),
            inner.kind != CertificateKind.SUPERVISION,
            or_(inner.issued_on.is_(None), inner.issued_on <= day),
        )
        .order_by(stopped, inner.valid_until.desc(), inner.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _stopped_on(record: Any, day: date) -> Any:
    """Suspended, cancelled, lost or replaced on this day: a state counts from its own day on."""
    begun = or_(record.state_since.is_(None), record.state_since <= day)
    return and_(record.state != CertificateState.VALID, begun)


def standing(day: date, warning_days: int) -> Any:
    """The `Standing` key of a joined person, posting and certificate, as an SQL expression."""
    soon = day + timedelta(days=warning_days)
    return case(
        (Person.duty_state != DutyState.SERVING, Standing.AWAY.value),
        (Posting.kind == PostingKind.AUXILIARY, Standing.AUXILIARY.value),
        (Certificate.id.is_(None), Standing.NONE.value),
        (_stopped_on(Certificate, day), Standing.STOPPED.value),
        (Certificate.valid_until.is_(None), Standing.UNDATED.value),
        (Certificate.valid_until < day, Standing.EXPIRED.value),
        (Certificate.valid_until <= soon, Standing.EXPIRING.value),
        else_=Standing.GOOD.value,
    )


def serving(day: date) -> Select[Any]:
    """Persons with the posting and the certificate of a day: the ground of lists and figures."""
    return (
        select(Person.id)
        .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, day)))
        .outerjoin(Certificate, Certificate.id == best_certificate(day))
        .where(Person.removed_at.is_(None))
    )


def listed(work: Work, view: View) -> Select[Any]:
    """The ids a view shows, in its order; papers and exports add their own columns."""
    day = view.as_of or work.today
    query = serving(day)
    if unit_id := view.filters.get("unit_id"):
        query = query.where(Posting.unit_id == unit_id)
    if post := view.filters.get("post"):
        query = query.where(Posting.post == post)
    if kind := view.filters.get("kind"):
        query = query.where(Posting.kind == kind)
    if home := view.filters.get("home_unit_id"):
        query = query.where(Posting.home_unit_id == home)
    if wanted := view.filters.get("standing"):
        state = standing(day, warning_days(work))
        query = query.where(state.in_([one.value for one in wanted]))
    if (keys := view.filters.get("ids")) is not None:
        query = query.where(Person.id.in_(keys))
    return _searched(work, query, view.words).order_by(*_order(view))


def warning_days(work: Work) -> int:
    """How long before its end a certificate is shown as expiring."""
    unit_id = work.actor.unit_id if work.actor else None
    return setting.number(work, "certificate_warning_days", unit_id)


def _searched(work: Work, query: Select[Any], words: str) -> Select[Any]:
    indexed = digest.may_read(work, Gram.__tablename__)
    for word in words.split():
        if exact := digest.person_by_secret(work, word):
            query = query.where(Person.id.in_(exact))
            continue
        found = search.matching(KIND, word)
        if found is None:
            continue
        if indexed:
            query = query.where(Person.id.in_(found))
        likes = [_like(text) for text in {word, half_width(word)}]
        found_in = (func.lower(Person.name), Person.initials, func.lower(Certificate.number))
        query = query.where(
            or_(*(column.like(like, escape="/") for column in found_in for like in likes))
        )
    return query


def _like(word: str) -> str:
    plain = word.lower().replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{plain}%"


def _order(view: View) -> tuple[Any, ...]:
    key = {
        "strokes": Person.stroke_key,
        "name": Person.stroke_key,
        "pinyin": Person.pinyin_key,
        "post": _POST_RANK,
        "expiry": Certificate.valid_until,
        "valid_until": Certificate.valid_until,
        "number": Certificate.number,
        "kind": Posting.kind,
        "field_of_law": Certificate.field_of_law,
    }.get(view.order, Person.stroke_key)
    first = key.desc() if view.descending else key.asc()
    second = Person.stroke_key.desc() if view.descending else Person.stroke_key.asc()
    return first, second, Person.id


def _columns(work: Work, day: date) -> tuple[Any, ...]:
    team, home = _name(Posting.unit_id), _name(Posting.home_unit_id)
    state = standing(day, warning_days(work))
    return (
        Person.name,
        team,
        Posting.post,
        Posting.kind,
        home,
        Certificate.number,
        Certificate.field_of_law,
        Certificate.valid_until,
        state,
        Certificate.valid_until,
        Certificate.state,
        Certificate.state_since,
        Certificate.state_reason,
    )


def _name(key: Any) -> Any:
    unit = aliased(Unit)
    return select(unit.name).where(unit.id == key).scalar_subquery()


def _shown(row: Any, day: date) -> Row:
    values = tuple(row)
    return (*values[:9], badge(Standing.of(values[9]), day, Grounds(*values[10:])))


def first(work: Work, view: View) -> list[Row]:
    """The first page, before anything else is known."""
    day = view.as_of or work.today
    query = listed(work, view).add_columns(*_columns(work, day)).limit(PAGE)
    return [_shown(row, day) for row in work.session.execute(query)]


def ids(work: Work, view: View) -> bytes:
    """Every id in order, packed."""
    return listing.packed(work, listed(work, view), Person.id)


def rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    """The rows of some ids, in their order."""
    day, keys = view.as_of or work.today, listing.unpacked(wanted)
    query = serving(day).add_columns(*_columns(work, day)).where(Person.id.in_(keys))
    found = [_shown(row, day) for row in work.session.execute(query)]
    return listing.in_order(found, keys)


LIST = Listing(first=first, ids=ids, rows=rows)
