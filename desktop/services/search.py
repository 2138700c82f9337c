"""Search as you type on short fields: bigrams written beside the record, rechecked on reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, delete, select

from desktop.models.gram import Gram
from desktop.services.bulk import insert_columns
from desktop.services.work import Work
from desktop.values import half_width

_LONGEST = 200


def grams(texts: Iterable[str | None]) -> set[str]:
    """Every character and pair of neighbours, lower case, without blanks."""
    found: set[str] = set()
    for text in texts:
        plain = half_width(text or "").lower()[:_LONGEST]
        found.update(plain)
        found.update(plain[at : at + 2] for at in range(len(plain) - 1))
    return found


def write(
    work: Work, kind: str, texts: Mapping[UUID, Iterable[str | None]], unit_id: UUID, *, fresh: bool
) -> None:
    """Index records of one kind anew; `fresh` ones have no old grams to take away."""
    if not fresh and texts:
        work.session.execute(delete(Gram).where(Gram.record_id.in_(list(texts))))
    found = [(key, gram) for key, words in texts.items() for gram in grams(words)]
    count = len(found)
    columns: dict[str, list[object]] = {
        "kind": [kind] * count,
        "gram": [gram for _, gram in found],
        "record_id": [key for key, _ in found],
        "unit_id": [unit_id] * count,
    }
    insert_columns(work, Gram, columns)


def forget(work: Work, keys: Sequence[UUID]) -> None:
    """Take records out of the index."""
    work.session.execute(delete(Gram).where(Gram.record_id.in_(keys)))
    work.touch(Gram.__tablename__)


def matching(kind: str, words: str) -> Select[UUID] | None:
    """Ids of records in which every word's grams occur; None when there is nothing to seek."""
    wanted = [half_width(word).lower() for word in words.split()]
    pieces = [piece for word in wanted for piece in _pieces(word)]
    if not pieces:
        return None
    query = select(Gram.record_id).where(Gram.kind == kind, Gram.gram == pieces[0])
    for piece in dict.fromkeys(pieces[1:]):
        also = select(Gram.record_id).where(Gram.kind == kind, Gram.gram == piece)
        query = query.where(Gram.record_id.in_(also))
    return query


def _pieces(word: str) -> list[str]:
    return [word] if len(word) < 2 else [word[at : at + 2] for at in range(len(word) - 1)]
