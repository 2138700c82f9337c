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
from desktop.law.facts import Penalty

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
    assert words[2] == data["文号"]
    assert data["本步"]["违法事实"] in words
    evidence = data["本步"]["采信证据"]
    for number, piece in enumerate(evidence, 1):
        stop = "。" if number == len(evidence) else "；"
        assert f"{number}．{piece['名称']}，证明{piece['证明']}{stop}" in words
    for key, block in data["文本"].items():
        if key != "非财产性处罚的履行":
            assert not block or block in words
    assert "罚款人民币壹仟贰佰元整（¥1,200.00）。" in words
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


def history(**steps: dict[str, Any]) -> str:
    data = a_decision()
    for step, values in steps.items():
        data["各步"][step] |= values
    return "".join(text for _, text in texts("penalty_decision", data))


TOLD = {"是否告知听证权利": True, "文书": {"36": {}, "37": {}}}
TOLD["文书"] = {
    "36": {"文号": "", "送达日期": None},
    "37": {"文号": "浦黄综执听告字〔2026〕第3号", "送达日期": date(2026, 5, 18)},
}
HELD = {"日期": date(2026, 5, 25), "听证方式": "公开"}
ON = {"日期": date(2026, 5, 19)}


@pytest.mark.parametrize(
    ("steps", "present", "absent"),
    [
        ({}, "不属于依法应当告知听证权利的范围", "听证告知书"),
        ({"陈述申辩复核": {"日期": None}}, "未在告知书载明的期限内提出陈述、申辩", "进行了复核"),
        (
            {"处罚前告知": TOLD},
            "《行政处罚听证告知书》（浦黄综执听告字〔2026〕第3号）",
            "事先告知书",
        ),
        ({"处罚前告知": TOLD, "要求听证": {"日期": None}}, "你未要求听证。", "举行听证"),
        (
            {
                "处罚前告知": TOLD,
                "要求听证": ON,
                "举行听证": HELD,
                "听证报告": {"处理意见": "同意拟作出的行政处罚"},
                "听证结果": {"听证意见采纳情况": "不采纳当事人的意见"},
            },
            "2026年5月25日公开举行听证。听证主持人的处理意见：同意拟作出的行政处罚。",
            "未要求听证",
        ),
        (
            {"处罚前告知": TOLD, "放弃陈述申辩听证": ON | {"是否放弃听证": True}},
            "书面声明放弃要求听证的权利",
            "声明放弃陈述、申辩",
        ),
        (
            {"处罚前告知": TOLD, "要求听证": ON, "终止听证": HELD | {"终止情形": "当事人撤回"}},
            "因当事人撤回，本机关于2026年5月25日依法终止听证",
            "听证主持人",
        ),
    ],
)
def test_the_decision_tells_the_history_of_notice_and_hearing(
    steps: dict[str, dict[str, Any]], present: str, absent: str
) -> None:
    words = history(**steps)
    assert present in words
    assert absent not in words


def decided(kinds: list[str], **values: Any) -> list[str]:
    data = a_decision()
    data["本步"] |= {"处罚种类": [{"名称": kind} for kind in kinds], "罚款数额": None, **values}
    return [text for _, text in texts("penalty_decision", data)]


@pytest.mark.parametrize("kind", [kind.label for kind in Penalty])
def test_no_kind_of_penalty_is_left_out_of_the_decision(kind: str) -> None:
    """But detention, and what the law leaves to its own words: those stand as they are entered."""
    goods = [{"名称": "货架", "规格": "", "数量": "2", "单位": "个", "状态": ""}]
    words = decided(
        [kind],
        罚款数额=Decimal("1200.00"),
        没收的物品=goods,
        其他处罚的具体内容="其他处罚的样例内容。",
        其他处罚的履行方式和期限="即日起。",
    )
    own = kind in ("行政拘留", "法律、行政法规规定的其他行政处罚")
    head = words.index("四、行政处罚决定")
    assert words[head + 2].startswith("其他处罚的样例" if own else kind)
    assert ("1．货架" in "".join(words)) == (kind == "没收非法财物")
    assert any("到期不缴纳罚款" in line for line in words) == (kind == "罚款")


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("罚款", "罚款数额"),
        ("没收非法财物", "没收的物品"),
        ("暂扣许可证件", "其他处罚的具体内容、其他处罚的履行方式和期限"),
        ("法律、行政法规规定的其他行政处罚", "其他处罚的具体内容、其他处罚的履行方式和期限"),
    ],
)
def test_a_penalty_without_its_content_is_not_issued(kind: str, lacking: str) -> None:
    with pytest.raises(WorkError, match=f"还缺少必填内容：{lacking}。"):
        decided([kind])


def test_a_warning_without_fine_says_when_it_takes_effect_and_names_no_bank() -> None:
    words = decided(["警告"])
    assert "警告：本处罚自本决定书送达当事人之日起执行。" in words
    assert not any("代收机构" in line for line in words)


def test_what_is_confiscated_is_named_thing_by_thing() -> None:
    goods = [
        {"名称": "货架", "规格": "三层", "数量": "2", "单位": "个", "状态": "完好"},
        {"名称": "水果筐", "规格": "", "数量": "8", "单位": "只", "状态": ""},
    ]
    words = decided(
        ["没收违法所得", "没收非法财物"],
        没收的物品=goods,
        没收财物的价值=Decimal("800.00"),
        违法所得数额=Decimal("305.03"),
    )
    assert "没收违法所得人民币叁佰零伍元零叁分（¥305.03）。" in words
    assert "1．货架，规格：三层，数量：2个，状况：完好；" in words
    assert "2．水果筐，规格：无，数量：8只，状况：未注明。" in words
    assert any("缴入代收机构样例银行浦江县支行" in line for line in words)


def test_hostile_data_is_printed_literally() -> None:
    data = a_decision()
    data["全部当事人"][0]["名称"] = HOSTILE + "\x07\u202e\ud800"
    paper = render(load_form("penalty_decision"), data)
    assert faults(paper.pdf) == []
    assert any(HOSTILE in text for _, text in structure(paper.pdf))


@pytest.mark.parametrize("lines", range(22))
def test_the_seal_never_stands_alone_however_long_the_text(lines: int) -> None:
    data = a_decision()
    data["本步"]["其他处罚的履行方式和期限"] = "\n".join(["另行履行事项。"] * lines)
    paper = render(load_form("penalty_decision"), data)
    with pdfplumber.open(io.BytesIO(paper.pdf), pages=[paper.pages]) as opened:
        rows = grid_rows(opened.pages[0])
    assert 4 <= len(rows) <= 22
    assert rows[-1][0]["text"] == "二"


def test_headings_do_not_end_a_page() -> None:
    for lines in range(0, 22, 3):
        data = a_decision()
        data["本步"]["其他处罚的履行方式和期限"] = "\n".join(["另行履行事项。"] * lines)
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
    data["本步"]["罚款数额"] = Decimal("1200.01")
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
    data["文号"] = ""
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
