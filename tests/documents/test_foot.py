"""Signature lines at the foot of every page: of a record, of running text, of an empty form."""

import io
from typing import Any

import pdfplumber
import pytest
from pdf_checks import faults, grid_rows, structure
from sample_papers import a_filing

from desktop.documents.form import Form
from desktop.documents.form_source import parse_form
from desktop.documents.placeholder import TemplateError
from desktop.documents.render import Rendered, render
from desktop.errors import WorkError
from desktop.resources import resources

LINES = ["当事人（签名）：__　　　　__", "见证人（签名）：__　　　　__　{{机关.名称}}"]
POINT = 72 / 25.4
LOWEST = {"grid": (37 + 225) * POINT, "form": (297 - 22) * POINT}
LETTER = """
id = "letter"
version = "1"
since = 2021-07-15
kind = "grid"
name = "样例通知书"
title = "{{机关.名称}}"
sign = { issuer = "{{机关.名称}}", day = "{{案件.发现时间|时间}}" }
[mandatory]
"案件.案情" = "案情"
[[block]]
text = "{{案件.案情}}"
"""
SOURCES = ("case_filing_approval", "letter")


def source_of(form_id: str) -> str:
    if form_id == "letter":
        return LETTER
    return (resources() / "forms" / f"{form_id}.toml").read_text(encoding="utf-8")


def with_foot(form_id: str, lines: list[str]) -> Form:
    foot = "foot = [" + ", ".join(f"'{line}'" for line in lines) + "]"
    source = source_of(form_id).replace("\nname = ", f"\n{foot}\nname = ", 1)
    return parse_form(f"{form_id}.toml", source.encode())


def long_data() -> dict[str, Any]:
    data = a_filing()
    data["案件"]["案情"] = data["案件"]["案情"] * 12
    return data


def pages_with(paper: Rendered, words: str) -> list[float]:
    """Where the words stand on each page, from its head in points; pages without are left out."""
    found = []
    with pdfplumber.open(io.BytesIO(paper.pdf)) as opened:
        for page in opened.pages:
            hits = page.search(words)
            found += [hit["bottom"] for hit in hits]
    return found


@pytest.mark.parametrize("form_id", SOURCES)
def test_every_page_of_a_long_paper_ends_with_the_signature_lines(form_id: str) -> None:
    form = with_foot(form_id, LINES)
    paper = render(form, long_data())
    assert paper.pages > 2
    assert faults(paper.pdf) == []
    signs = pages_with(paper, "见证人（签名）：")
    assert len(signs) == paper.pages
    assert {round(place, 1) for place in signs} == {round(signs[0], 1)}
    assert LOWEST[form.kind] - 30 < signs[0] < LOWEST[form.kind]


@pytest.mark.parametrize("form_id", SOURCES)
def test_the_empty_form_has_them_too(form_id: str) -> None:
    paper = render(with_foot(form_id, LINES), {}, blank=True)
    assert faults(paper.pdf) == []
    assert len(pages_with(paper, "当事人（签名）：")) == paper.pages


def test_no_box_of_a_form_reaches_into_its_foot() -> None:
    paper = render(with_foot("case_filing_approval", LINES), long_data())
    first = min(pages_with(paper, "当事人（签名）："))
    with pdfplumber.open(io.BytesIO(paper.pdf)) as opened:
        boxes = [box for page in opened.pages for box in page.rects]
    assert boxes
    assert max(box["bottom"] for box in boxes) < first - 12


def test_running_text_keeps_to_the_rows_above_its_foot() -> None:
    paper = render(with_foot("letter", LINES), long_data())
    with pdfplumber.open(io.BytesIO(paper.pdf)) as opened:
        rows = [len(grid_rows(page)) for page in opened.pages]
    assert max(rows) == 22 - len(LINES)


@pytest.mark.parametrize("form_id", SOURCES)
def test_the_lines_are_furniture_and_no_part_of_the_text(form_id: str) -> None:
    paper = render(with_foot(form_id, LINES), long_data())
    assert not any("见证人（签名）" in text for _, text in structure(paper.pdf))


def test_a_foot_looks_its_data_up_like_any_text() -> None:
    form, data = with_foot("case_filing_approval", LINES), a_filing()
    paper = render(form, data)
    assert "机关.名称" in form.fields()
    assert len(pages_with(paper, f"见证人（签名）：.*{data['机关']['名称']}")) == paper.pages


def test_a_character_no_font_has_is_refused_in_a_foot_as_anywhere() -> None:
    form = with_foot("case_filing_approval", ["当事人：{{当事人.负责人}}"])
    data = a_filing()
    data["当事人"]["负责人"] = "\U00030000"
    with pytest.raises(WorkError, match="缺字"):
        render(form, data)


def test_a_foot_that_would_crowd_out_the_paper_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"第\d+行：“foot”最多 4 行"):
        with_foot("case_filing_approval", LINES * 3)


def test_a_roster_has_no_foot() -> None:
    with pytest.raises(TemplateError, match="不认识的键“foot”"):
        with_foot("officer_roster", LINES)
