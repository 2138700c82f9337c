"""Boxes and rows over several pages: frames closed, nothing lost, headings repeated."""

import io
from typing import Any

import pdfplumber
import pytest
from pdf_checks import faults, page_words, structure
from sample_papers import a_filing, a_roster

from desktop.documents.render import render
from desktop.documents.template import load_form

CELL_SIZE = 12


def open_frames(pdf: bytes) -> list[str]:
    """Characters of the boxes that are not inside a closed frame on their page."""
    loose = []
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        for page in paper.pages:
            frames = [(r["x0"], r["top"], r["x1"], r["bottom"]) for r in page.rects]
            for char in page.chars:
                is_in_table = abs(char["size"] - CELL_SIZE) < 0.2 and char["top"] > 200
                if is_in_table and not any(_holds(frame, char) for frame in frames):
                    loose.append(f"{page.page_number}: {char['text']}")
    return loose


def _holds(frame: tuple[float, ...], char: dict[str, Any]) -> bool:
    left, top, right, bottom = frame
    middle = (char["top"] + char["bottom"]) / 2
    return (
        left - 0.1 <= char["x0"]
        and char["x1"] <= right + 0.1
        and top <= middle <= bottom
        and char["bottom"] <= bottom + 3
    )


def a_long_filing(times: int) -> dict[str, Any]:
    data = a_filing()
    data["案件"]["案情"] = data["案件"]["案情"] * times
    return data


@pytest.mark.parametrize("times", [1, 2, 3, 5, 9, 14])
def test_a_long_box_goes_over_pages_with_every_frame_closed(times: int) -> None:
    data = a_long_filing(times)
    paper = render(load_form("case_filing_approval"), data)
    assert faults(paper.pdf) == []
    assert open_frames(paper.pdf) == []
    assert data["案件"]["案情"] in [text for _, text in structure(paper.pdf)]


def test_a_divided_box_repeats_its_label_once_a_page() -> None:
    words = page_words(render(load_form("case_filing_approval"), a_long_filing(9)).pdf)
    continued = [page for page in words if "案情摘要（续）" in page]
    assert len(continued) >= 2
    assert not any("（续）（续）" in page for page in words)


def test_the_frame_of_a_divided_box_reaches_the_foot_of_the_page() -> None:
    pdf = render(load_form("case_filing_approval"), a_long_filing(9)).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        for page in paper.pages[:-1]:
            outer = max(page.rects, key=lambda rect: rect["height"] * rect["width"])
            assert outer["bottom"] == pytest.approx(page.height - 22 * 72 / 25.4, abs=30)


def test_an_opinion_and_its_signature_share_a_page() -> None:
    data = a_filing()
    data["意见"]["承办人"]["意见"] = "建议立案调查。" * 160
    pdf = render(load_form("case_filing_approval"), data).pdf
    assert open_frames(pdf) == []
    signed = next(page for page in page_words(pdf) if "承办人（签名）" in page)
    assert "建议立案调查。承办人（签名）" in signed


def test_a_roster_of_two_hundred_repeats_its_headings_and_keeps_everyone() -> None:
    data = a_roster(200)
    paper = render(load_form("officer_roster"), data)
    assert faults(paper.pdf) == []
    words = page_words(paper.pdf)
    assert paper.pages > 5
    assert all("序号姓名性别所属队伍" in page for page in words)
    for number, page in enumerate(words, 1):
        assert f"第{number}页共{paper.pages}页" in page
    cells = [text for tag, text in structure(paper.pdf) if tag == "TD"]
    assert cells[0::13] == [str(number) for number in range(1, 201)]
    assert "合计：200人" in words[0]
    assert "审核人：李样例" in words[-1]


def test_the_repeated_headings_are_read_only_once() -> None:
    read = structure(render(load_form("officer_roster"), a_roster(60)).pdf)
    assert [text for tag, text in read if tag == "TH"].count("姓名") == 1


def test_a_row_with_a_long_note_stays_whole() -> None:
    data = a_roster(30)
    data["人员"][14]["备注"] = "这是一条很长的样例备注，" * 8
    paper = render(load_form("officer_roster"), data)
    assert faults(paper.pdf) == []
    assert ("TD", data["人员"][14]["备注"]) in structure(paper.pdf)


def test_a_note_longer_than_a_page_goes_over_pages() -> None:
    data = a_roster(5)
    data["人员"][2]["备注"] = "这是一条写满几页的样例备注，" * 60
    paper = render(load_form("officer_roster"), data)
    assert paper.pages > 2
    assert faults(paper.pdf) == []
    cells = [text for tag, text in structure(paper.pdf) if tag == "TD"]
    assert cells[2 * 13 + 12] == data["人员"][2]["备注"]
    assert len(cells) == 5 * 13


def test_a_long_name_of_the_unit_does_not_run_into_its_neighbour() -> None:
    data = a_roster(3)
    data["单位"]["名称"] = "浦江县样例特别长名称街道综合行政执法队第一分队驻样例开发区办公室"
    paper = render(load_form("officer_roster"), data)
    assert faults(paper.pdf) == []
    with pdfplumber.open(io.BytesIO(paper.pdf)) as opened:
        chars = [char for char in opened.pages[0].chars if abs(char["size"] - 11) < 0.1]
    for one in chars:
        others = [c for c in chars if c is not one and abs(c["top"] - one["top"]) < 1]
        assert all(c["x1"] <= one["x0"] + 0.1 or c["x0"] >= one["x1"] - 0.1 for c in others)


@pytest.mark.parametrize("count", [0, 1])
def test_a_roster_of_nobody_or_one_is_still_a_paper(count: int) -> None:
    data = a_roster(count)
    paper = render(load_form("officer_roster"), data)
    assert paper.pages == 1
    assert faults(paper.pdf) == []
