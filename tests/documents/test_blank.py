"""The empty form: ruled spaces for what nobody knows yet, words for what the law says anyway."""

from typing import Any

from pdf_checks import faults, structure

from desktop.documents.form_source import parse_form
from desktop.documents.render import render

FORM = """
id = "sample_notice"
version = "1"
since = 2021-07-15
kind = "grid"
name = "样例通知书"
title = "样例通知书"
sign = { issuer = "{{机关.名称}}", day = "{{日期|中文日期}}" }
[mandatory]
"文本.权利" = "权利"
[[block]]
text = "__{{当事人.名称}}__："
[[block]]
text = "{{文本.权利}}"
[[block]]
each = "证据"
blanks = 2
text = "{{序号}}．{{项.名称}}（{{文本.提示}}）"
"""
RIGHTS = "你（单位）有权陈述、申辩。"


def words(data: dict[str, Any]) -> str:
    paper = render(parse_form("sample_notice.toml", FORM.encode()), data, blank=True)
    assert faults(paper.pdf) == []
    return "".join(text for _, text in structure(paper.pdf))


def test_an_empty_form_prints_the_texts_it_is_given() -> None:
    assert RIGHTS in words({"文本": {"权利": RIGHTS}})


def test_texts_stand_in_every_empty_round_beside_its_number() -> None:
    said = words({"文本": {"提示": "样例提示"}})
    assert said.count("样例提示") == 2
    assert "1．" in said
    assert "2．" in said


def test_an_empty_text_leaves_the_space_to_write_in() -> None:
    assert words({"文本": {"权利": "", "提示": None}}) == words({})
    assert RIGHTS not in words({})
