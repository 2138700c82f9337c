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
from desktop.documents.compose import Composer
from desktop.documents.finish import Description, finish
from desktop.documents.flow import draw, paginate
from desktop.documents.form import GRID, Form
from desktop.documents.furniture import DRAFT, SAMPLE, Furniture
from desktop.documents.pen import Pen
from desktop.documents.tagging import Element
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

    `draft` and `sample` put 草稿 and 样例 across every page; `blank` prints the empty form, of
    which `data` may be empty; `code` is printed as a QR code on the last page. Raises
    WorkError if a mandatory field is empty (unless draft or blank), if no font has a
    character, and if a font is missing.
    """
    if not (draft or blank):
        _refuse_gaps(form, data)
    composer = Composer(form, data, Element("Document"), blank)
    marks = (*([SAMPLE] if sample else []), *([DRAFT] if draft else []))
    try:
        pen = _draw(composer, Furniture(form.kind == GRID, marks, code))
    except MissingCharacter as missing:
        raise MissingCharacter(_missing(composer) or missing.characters) from None
    digest = content_digest(form, data)
    return Rendered(finish(pen, _about(composer, digest)), pen.page, digest)


def _draw(composer: Composer, furniture: Furniture) -> Pen:
    page = composer.page
    pages = paginate(composer.blocks(), page.text_height)
    pen = Pen(page.width, page.height, fonts.font(fonts.SONG), composer.root)
    for blocks in pages:
        pen.begin_page()
        furniture.draw(pen, len(pages))
        pen.end_background()
        draw(pen, blocks, page.left, page.top)
        pen.end_page()
    return pen


def missing_characters(form: Form, data: Mapping[str, Any]) -> list[str]:
    """Characters of the paper that no font has: 缺字：𰀀（U+30000）."""
    return [missing_character(c) for c in _missing(Composer(form, data, Element("Document")))]


def _refuse_gaps(form: Form, data: Mapping[str, Any]) -> None:
    gaps = missing_fields(form, data)
    if gaps:
        raise WorkError(f"《{form.name}》还缺少必填内容：{'、'.join(gaps)}。请补全后再出具。")


def _missing(composer: Composer) -> list[str]:
    return fonts.font(fonts.BODY).missing("".join(composer.all_words()))


def _about(composer: Composer, digest: str) -> Description:
    form = composer.form
    title = composer.words(form.title)
    author = composer.words(form.sign.issuer) if form.sign else form.name
    keywords = f"{form.kind}, {form.id}, {form.version}, {digest}"
    return Description(title, author, form.name, keywords)
