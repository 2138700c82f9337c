"""Finished papers: checked as files, compared with their data, and made again."""

import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_checks import faults, grid_rows, keywords, page_words, structure
from reportlab.pdfgen.canvas import Canvas
from sample_papers import a_decision, a_filing, a_roster, papers

from desktop.documents.canonical import freeze, thaw
from desktop.documents.render import content_digest, render
from desktop.documents.template import load_form
from desktop.errors import WorkError

ROOT = Path(__file__).parents[2]
HOSTILE = "<b>A&B</b> {{机关.名称}} {% for %} ${x} __class__ **粗** </para>\\n &amp; (cid:1)"


@pytest.mark.parametrize("form_id", papers())
def test_a_paper_is_sound_as_a_file(form_id: str) -> None:
    paper = render(load_form(form_id), papers()[form_id])
    assert faults(paper.pdf) == []
    with pikepdf.open(io.BytesIO(paper.pdf)) as opened:
        assert len(opened.pages) == paper.pages


@pytest.mark.parametrize("form_id", papers())
def test_an_empty_form_is_sound_and_has_no_data(form_id: str) -> None:
    paper = render(load_form(form_id), {}, blank=True)
    assert faults(paper.pdf) == []
    assert "样例" not in "".join(page_words(paper.pdf))


def test_an_empty_roster_has_numbered_lines_to_write_on() -> None:
    read = structure(render(load_form("officer_roster"), a_roster(3), blank=True).pdf)
    cells = [text for tag, text in read if tag == "TD"]
    assert cells[0::13] == [str(number) for number in range(1, 16)]
    assert set(cells[1::13]) == {""}


def test_the_title_of_the_file_can_be_searched_for() -> None:
    with pikepdf.open(
        io.BytesIO(render(load_form("case_filing_approval"), a_filing()).pdf)
    ) as opened:
        assert str(opened.docinfo["/Title"]) == "立案审批表"


def test_a_paper_says_what_it_is() -> None:
    form, data = load_form("penalty_decision"), a_decision()
    paper = render(form, data)
    assert keywords(paper.pdf) == ["grid", "penalty_decision", form.version, paper.digest]
    with pikepdf.open(io.BytesIO(paper.pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "浦江县黄宅镇人民政府行政处罚决定书"
        packet = opened.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in packet
        assert paper.digest in packet
        assert "/CreationDate" not in opened.docinfo


def texts(form_id: str, data: dict[str, Any]) -> list[tuple[str, str]]:
    return structure(render(load_form(form_id), data).pdf)


def test_the_structure_of_a_decision_is_its_text_paragraph_by_paragraph() -> None:
    data = a_decision()
    read = texts("penalty_decision", data)
    words = [text for _, text in read]
    assert read[:2] == [("H1", "浦江县黄宅镇人民政府"), ("H1", "行政处罚决定书")]
    assert words[2] == data["案件"]["文号"]
    assert data["案件"]["事实"] in words
    for number, piece in enumerate(data["证据"], 1):
        stop = "。" if number == len(data["证据"]) else "；"
        assert f"{number}．{piece['名称']}，证明{piece['证明']}{stop}" in words
    for key in ("加处罚款", "强制执行", "救济", "不停止执行", "延期分期"):
        assert data["文本"][key] in words
    assert "1．罚款人民币壹仟贰佰元整（¥1,200.00）。" in words
    assert words[-3:-1] == ["浦江县黄宅镇人民政府", "二〇二六年五月二十八日"]
    assert next(text for tag, text in read if tag == "H2") == "一、违法事实和证据"


def test_the_structure_of_a_roster_is_a_table_of_its_data() -> None:
    data = a_roster(40)
    read = texts("officer_roster", data)
    heads = [text for tag, text in read if tag == "TH"]
    cells = [text for tag, text in read if tag == "TD"]
    assert heads[:3] == ["序号", "姓名", "性别"]
    assert len(heads) == 13
    assert len(cells) == 13 * 40
    for number, officer in enumerate(data["人员"]):
        row = cells[13 * number : 13 * number + 13]
        assert row[0] == str(number + 1)
        assert row[1:9] == [officer[key] for key in heads[1:9]]
        assert row[9:11] == [officer["发证日期"].isoformat(), officer["有效期至"].isoformat()]


def test_the_filing_form_holds_both_officers_and_all_opinions() -> None:
    data = a_filing()
    words = [text for _, text in texts("case_filing_approval", data)]
    for officer in data["承办人"]:
        assert {officer["姓名"], officer["证号"]} <= set(words)
    assert data["案件"]["案情"] in words
    assert data["意见"]["承办人"]["意见"] in words
    assert data["意见"]["承办机构"]["意见"] in words
    assert any("年　　月　　日" in text for text in words)


def outcome(hearing: str, statement: str) -> str:
    data = a_decision()
    data["听证"] = {
        "情况": hearing,
        "日期": date(2026, 5, 25),
        "方式": "公开",
        "意见": "建议维持。",
    }
    data["陈述申辩"]["情况"] = statement
    return "".join(text for _, text in texts("penalty_decision", data))


@pytest.mark.parametrize(
    ("hearing", "statement", "present", "absent"),
    [
        ("未要求", "未提出", "未要求听证", "公开举行听证"),
        ("举行", "提出", "2026年5月25日公开举行听证。听证意见：建议维持。", "未要求听证"),
        ("放弃", "放弃", "明确表示放弃听证权利", "复核意见"),
        ("不适用", "未提出", "不属于依法应当告知听证权利的范围", "要求听证"),
    ],
)
def test_the_decision_tells_the_history_of_notice_and_hearing(
    hearing: str, statement: str, present: str, absent: str
) -> None:
    words = outcome(hearing, statement)
    assert present in words
    assert absent not in words


def test_a_hearing_outcome_no_block_knows_is_refused() -> None:
    data = a_decision()
    data["听证"]["情况"] = "已举行"
    with pytest.raises(WorkError, match=r"听证\.情况”只能是 不适用、未要求、放弃、举行"):
        render(load_form("penalty_decision"), data, draft=True)


def test_a_decision_without_fine_must_say_how_it_is_performed() -> None:
    data = a_decision()
    data["缴款"]["适用"] = False
    with pytest.raises(WorkError, match="履行方式和期限"):
        render(load_form("penalty_decision"), data)
    data["履行"]["其他"] = "警告自本决定书送达之日起生效。"
    assert "代收机构" not in "".join(text for _, text in texts("penalty_decision", data))


def test_hostile_data_is_printed_literally() -> None:
    data = a_decision()
    data["当事人"]["名称"] = HOSTILE + "\x07\u202e\ud800"
    paper = render(load_form("penalty_decision"), data)
    assert faults(paper.pdf) == []
    assert any(HOSTILE in text for _, text in structure(paper.pdf))


def test_several_fines_and_orders_are_numbered() -> None:
    data = a_decision()
    data["处罚"] = [
        {"内容": "警告", "金额": None},
        {"内容": "没收违法所得", "金额": Decimal("305.03")},
    ]
    words = [text for _, text in texts("penalty_decision", data)]
    assert "1．警告；" in words
    assert "2．没收违法所得人民币叁佰零伍元零叁分（¥305.03）。" in words


@pytest.mark.parametrize("lines", range(22))
def test_the_seal_never_stands_alone_however_long_the_text(lines: int) -> None:
    data = a_decision()
    data["履行"]["其他"] = "\n".join(["另行履行事项。"] * lines)
    paper = render(load_form("penalty_decision"), data)
    with pdfplumber.open(io.BytesIO(paper.pdf), pages=[paper.pages]) as opened:
        rows = grid_rows(opened.pages[0])
    assert 4 <= len(rows) <= 22
    assert rows[-1][0]["text"] == "二"


def test_headings_do_not_end_a_page() -> None:
    for lines in range(0, 22, 3):
        data = a_decision()
        data["履行"]["其他"] = "\n".join(["另行履行事项。"] * lines)
        paper = render(load_form("penalty_decision"), data)
        for words in page_words(paper.pdf)[:-1]:
            assert not words.endswith(("履行的后果", "救济途径", "行政处罚决定"))


SCRIPT = """
import sys, hashlib
sys.path.insert(0, {folder!r})
from sample_papers import papers
from desktop.documents.render import render
from desktop.documents.template import load_form
for form_id, data in papers().items():
    paper = render(load_form(form_id), data, sample=True, code="ZFT1-" + "0" * 16)
    print(hashlib.sha256(paper.pdf).hexdigest(), paper.digest)
"""


def test_the_same_data_give_the_same_bytes_in_every_process() -> None:
    surroundings = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "America/New_York"},
    ]
    script = SCRIPT.format(folder=str(Path(__file__).parent))
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **changes},
        ).stdout
        for changes in surroundings
    }
    assert len(outputs) == 1
    assert len(next(iter(outputs)).split()) == 2 * len(papers())


def test_papers_made_in_several_threads_are_the_same() -> None:
    form, data = load_form("penalty_decision"), a_decision()
    expected = render(form, data).pdf
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: render(form, data).pdf, range(12)))
    assert all(pdf == expected for pdf in made)


@pytest.mark.parametrize("form_id", papers())
def test_a_stored_paper_can_be_made_again(form_id: str) -> None:
    form, data = load_form(form_id), papers()[form_id]
    stored = freeze(data)
    again = render(form, thaw(stored))
    assert again.pdf == render(form, data).pdf
    assert again.digest == content_digest(form, thaw(stored))
    assert freeze(thaw(stored)) == stored


def test_every_change_of_data_changes_the_digest() -> None:
    form, data = load_form("penalty_decision"), a_decision()
    before = content_digest(form, data)
    data["处罚"][0]["金额"] = Decimal("1200.01")
    assert content_digest(form, data) != before


words = st.text(alphabet='甲乙丙ab\n"\\$𠅤', max_size=6)
keys = st.text(alphabet="甲乙丙ab", min_size=1, max_size=3)
sums = st.decimals(-(10**9), 10**9, places=2)
plain = st.none() | st.booleans() | st.integers() | words | st.dates() | st.datetimes() | sums
values = st.recursive(plain, lambda v: st.lists(v) | st.dictionaries(keys, v), max_leaves=8)


@given(st.dictionaries(keys, values))
@settings(max_examples=150)
def test_frozen_data_thaw_to_themselves(data: dict[str, Any]) -> None:
    assert thaw(freeze(data)) == data


@pytest.mark.parametrize("value", [1.5, b"x", {1: 2}, {"$date": "x"}, object()])
def test_data_a_paper_cannot_hold_are_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        freeze({"值": value})


def test_days_and_moments_stay_apart() -> None:
    data = {"日": date(2026, 5, 6), "时": datetime(2026, 5, 6)}
    assert thaw(freeze(data)) == data
    assert type(thaw(freeze(data))["时"]) is datetime


def test_a_paper_with_empty_mandatory_fields_is_refused_but_its_draft_is_not() -> None:
    form, data = load_form("penalty_decision"), a_decision()
    data["案件"]["文号"] = ""
    with pytest.raises(WorkError, match="还缺少必填内容：决定书文号"):
        render(form, data)
    assert all("草稿" in words for words in page_words(render(form, data, draft=True).pdf))


@pytest.mark.parametrize("form_id", papers())
def test_sample_papers_are_marked_on_every_page(form_id: str) -> None:
    paper = render(load_form(form_id), papers()[form_id], sample=True)
    assert faults(paper.pdf) == []
    marks = [words for words in page_words(paper.pdf) if "不具有法律效力" in words]
    assert len(marks) == paper.pages
    plain = render(load_form(form_id), papers()[form_id])
    assert not any("不具有法律效力" in words for words in page_words(plain.pdf))


def test_the_code_stands_on_the_last_page_only() -> None:
    paper = render(load_form("penalty_decision"), a_decision(), code="ZFT1-CODE")
    words = page_words(paper.pdf)
    assert ["ZFT1-CODE" in page for page in words] == [False] * (paper.pages - 1) + [True]
    assert faults(paper.pdf) == []


def test_the_bytes_are_those_the_digest_was_made_for() -> None:
    paper = render(load_form("case_filing_approval"), a_filing())
    assert len(paper.digest) == hashlib.sha256().digest_size * 2
    assert paper.digest in keywords(paper.pdf)


def test_the_checks_find_a_plain_file_wanting() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setKeywords("grid")
    canvas.drawString(72, 700, "plain")
    canvas.showPage()
    canvas.save()
    found = faults(buffer.getvalue())
    assert "no /StructTreeRoot" in found
    assert any("is not embedded" in fault for fault in found)
    assert "page 1: no page number" in found
