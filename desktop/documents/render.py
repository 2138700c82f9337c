"""From a form and its data to a finished paper: the entry for everyone else.

The same form and data give the same bytes on every machine that has the same fonts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.documents import fonts
from desktop.documents.canonical import freeze
from desktop.documents.cid_font import MissingCharacter, missing_character
from desktop.documents.compose import compose
from desktop.documents.filling import Filling
from desktop.documents.finish import Description, finish
from desktop.documents.form import GRID, Form
from desktop.documents.furniture import DRAFT, SAMPLE, Furniture
from desktop.documents.template import missing_fields
from desktop.errors import WorkError


@dataclass(frozen=True)
class Rendered:
    """A paper: its bytes, number of pages, and the hash of form and data it was made from."""

    pdf: bytes
    pages: int
    digest: str


def content_digest(form: Form, data: Mapping[str, Any]) -> str:
    """SHA-256 over the form's own digest and the canonical data, in hexadecimal."""
    content = f"{form.digest}\n{freeze(data)}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def render(
    form: Form,
    data: Mapping[str, Any],
    *,
    draft: bool = False,
    blank: bool = False,
    sample: bool = False,
    code: str | None = None,
) -> Rendered:
    """Print a form with its data.

    `draft` and `sample` put 草稿 and 样例 across every page; `blank` prints the empty form with
    ruled spaces for all that `data` does not hold; `code` is a QR code on the last page. Raises
    WorkError if a mandatory field is empty (unless draft or blank), if no font has a
    character, and if a font is missing.
    """
    if not (draft or blank):
        _refuse_gaps(form, data)
    filling = Filling(form, data, blank)
    marks = (*([SAMPLE] if sample else []), *([DRAFT] if draft else []))
    try:
        pen = compose(filling, Furniture(form.kind == GRID, marks, code))
    except MissingCharacter as missing:
        raise MissingCharacter(_missing(filling) or missing.characters) from None
    digest = content_digest(form, data)
    return Rendered(finish(pen, _about(filling, digest)), pen.page, digest)


def missing_characters(form: Form, data: Mapping[str, Any]) -> list[str]:
    """Characters of the paper that no font has: 缺字：𰀀（U+30000）."""
    return [missing_character(character) for character in _missing(Filling(form, data))]


def _refuse_gaps(form: Form, data: Mapping[str, Any]) -> None:
    gaps = missing_fields(form, data)
    if gaps:
        raise WorkError(f"《{form.name}》还缺少必填内容：{'、'.join(gaps)}。请补全后再出具。")


def _missing(filling: Filling) -> list[str]:
    return fonts.font(fonts.BODY).missing("".join(filling.all_words()).replace("\n", ""))


def _about(filling: Filling, digest: str) -> Description:
    form = filling.form
    author = filling.words(form.sign.issuer) if form.sign else form.name
    keywords = f"{form.kind}, {form.id}, {form.version}, {digest}"
    # Titles are spaced out for the eye; a search looks for the words.
    title = "".join(filling.words(form.title).split())
    return Description(title, author, form.name, keywords)
