"""Papers: drafted freely, frozen when issued, void but visible when wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from desktop.documents.canonical import freeze
from desktop.documents.form import Form
from desktop.documents.render import Rendered, render
from desktop.documents.template import load_form, missing_fields
from desktop.errors import WorkError
from desktop.fields import Field
from desktop.models.base import fields_of
from desktop.models.case import Case
from desktop.models.deed import AuditEntry
from desktop.models.number import DocumentNumber
from desktop.models.paper import Paper, PaperState
from desktop.services import content, listing, setting
from desktop.services import digest as keyed
from desktop.services.listing import PAGE, Listing, Row, View
from desktop.services.number import cancel as void_number
from desktop.services.work import Work

FIELDS = fields_of(Paper)
_PDF = "application/pdf"
_STATE = {PaperState.ISSUED: "ok", PaperState.VOID: "bad"}
COLUMNS = (
    *(FIELDS[name] for name in ("title", "number", "dated", "issued_at", "issued_by", "state")),
    Field(name="case", label="案由", width=24),
)


def draft(work: Work, form_id: str, data: Mapping[str, Any], dated: date) -> Rendered:
    """The paper as it would look. One that goes to the party (running text) is marked 草稿."""
    form = load_form(form_id, dated)
    return render(form, data, draft=form.kind == "grid", sample=is_sample(work))


def issue(
    work: Work,
    form_id: str,
    data: Mapping[str, Any],
    dated: date,
    *,
    case_id: UUID | None = None,
    action_id: UUID | None = None,
    number: str | None = None,
) -> Paper:
    """Freeze a paper: its data, form version, law edition, bytes and hash.

    Refused with the names of the empty mandatory fields. Called inside a deed that also draws
    the number, so paper and number stand or fall together.
    """
    form = _complete(form_id, dated, data)
    kept = _kept(work, form, data)
    record = Paper(
        id=work.new_id(),
        unit_id=work.unit_id,
        case_id=case_id,
        action_id=action_id,
        form_id=form.id,
        form_version=form.version,
        form_digest=form.digest,
        law_edition=work.law.edition.hash,
        title=form.name,
        number=number,
        dated=dated,
        issued_at=work.now,
        issued_by=work.me.name,
        state=PaperState.ISSUED,
        data=kept.data,
        digest=kept.digest,
        content_id=kept.content_id,
        audit_head=_audit_head(work),
    )
    work.session.add(record)
    work.session.flush()
    return record


@dataclass(frozen=True)
class _Kept:
    """What of a paper stands in its own row."""

    content_id: UUID
    data: str
    digest: str


def _kept(work: Work, form: Form, data: Mapping[str, Any]) -> _Kept:
    """Print and store. Of a sealed paper nothing stays in the row: by a plain hash of its data
    names could be guessed, so that is keyed."""
    rendered, frozen = render(form, data, sample=is_sample(work)), freeze(data)
    if not form.sealed:
        return _Kept(content.keep(work, rendered.pdf, _PDF), frozen, rendered.digest)
    key = content.seal(work, rendered.pdf, _PDF, frozen)
    return _Kept(key, freeze({}), (keyed.of(work, rendered.digest) or b"").hex())


def _complete(form_id: str, dated: date, data: Mapping[str, Any]) -> Form:
    """The form in force, if nothing it must say is missing."""
    form = load_form(form_id, dated)
    if missing := missing_fields(form, data):
        raise WorkError(f"“{form.name}”还缺少：{'、'.join(missing)}。补齐后才能制发。")
    return form


def pdf(work: Work, key: UUID) -> bytes:
    """The bytes as they were issued."""
    return content.read(work, work.get(Paper, key).content_id)


def cancel(work: Work, key: UUID, reason: str) -> None:
    """Mark a paper and its number void; both stay visible with the reason.

    Called inside the deed that also takes the paper's step back (see `paper_void`).
    """
    if not reason.strip():
        raise WorkError("请填写作废原因。")
    record = work.open(Paper, key)
    record.state, record.reason = PaperState.VOID, reason.strip()
    query = select(DocumentNumber).where(DocumentNumber.paper_id == key)
    for drawn in work.session.execute(query).scalars():
        void_number(work, drawn, reason)


def of_case(work: Work, case_id: UUID) -> list[Row]:
    """Id, title, number, date and state of a case's papers, oldest first."""
    query = (
        select(Paper.id, Paper.title, Paper.number, Paper.dated, Paper.state)
        .where(Paper.case_id == case_id, Paper.removed_at.is_(None))
        .order_by(Paper.issued_at)
    )
    return [tuple(row) for row in work.session.execute(query)]


def records_of(work: Work, case_id: UUID) -> list[Paper]:
    """A case's papers, void ones too, oldest first."""
    query = (
        select(Paper)
        .where(Paper.case_id == case_id, Paper.removed_at.is_(None))
        .order_by(Paper.issued_at, Paper.id)
    )
    return list(work.session.execute(query).scalars())


def goes_to_party(record: Paper) -> bool:
    """Whether it must be served on the party."""
    return load_form(record.form_id, record.dated).party


def case_of(work: Work, key: UUID) -> UUID | None:
    """The case a paper belongs to."""
    return work.get(Paper, key).case_id


def is_sample(work: Work) -> bool:
    """Whether this database holds the made-up sample county."""
    return setting.value(work, "sample_county") == "true"


def _audit_head(work: Work) -> str:
    """The newest committed link of the unit's audit chain, printed on no paper but kept with it."""
    query = (
        select(AuditEntry.digest)
        .where(AuditEntry.unit_id == work.unit_id)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    return work.session.execute(query).scalar() or ""


def _listed(view: View) -> Select[Any]:
    query = select(Paper.id).where(Paper.removed_at.is_(None))
    for word in view.words.split():
        like = f"%{word}%"
        query = query.where(Paper.title.like(like) | Paper.number.like(like))
    if form_id := view.filters.get("form_id"):
        query = query.where(Paper.form_id == form_id)
    if state := view.filters.get("state"):
        query = query.where(Paper.state == PaperState.of(state))
    return query.order_by(Paper.issued_at.desc(), Paper.id.desc())


_CAUSE = select(Case.cause).where(Case.id == Paper.case_id).scalar_subquery()
_SHOWN = (
    *(Paper.title, Paper.number, Paper.dated, Paper.issued_at, Paper.issued_by, Paper.state),
    *(_CAUSE, Paper.reason),
)


def _shown(row: Any) -> Row:
    """The state is shown as a mark: level, words, and why it is void."""
    *values, state, cause, reason = row
    return (*values, (_STATE[state], state.label, reason or ""), cause)


def _first(work: Work, view: View) -> list[Row]:
    query = _listed(view).add_columns(*_SHOWN).limit(PAGE)
    return [_shown(row) for row in work.session.execute(query)]


def _ids(work: Work, view: View) -> bytes:
    return listing.packed(work, _listed(view), Paper.id)


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    keys = listing.unpacked(wanted)
    query = select(Paper.id, *_SHOWN).where(Paper.id.in_(keys))
    return listing.in_order([_shown(row) for row in work.session.execute(query)], keys)


LIST = Listing(first=_first, ids=_ids, rows=_rows)
