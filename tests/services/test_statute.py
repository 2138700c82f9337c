"""法律库: importing texts, reading them, and opening what a citation names; on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Office

from desktop.errors import Forbidden, Invalid, WorkError
from desktop.models.statute import StatuteKind
from desktop.services import statute, statute_text
from desktop.services.listing import View
from desktop.services.statute import Article

NAME = "中华人民共和国样例处罚法"
TEXT = """中华人民共和国样例处罚法

第一章　总则

第一条　为了样例，制定本法。

第二条　本法所称样例，是指编造的文字。
前款规定的文字，不得用于办案。

第二章　决定

第五十九条　决定书应当载明样例事项，依照第二条办理。

第六十条　样例决定应当自立案之日起九十日内作出。

第一百二十条之一　补充的条文。
"""


def imported(office: Office, who: str = "guidance", text: str = TEXT, **more: Any) -> UUID:
    values = {
        "name": NAME,
        "kind": StatuteKind.LAW,
        "since": date(2021, 7, 15),
        "until": None,
        "source": "样例来源",
    }
    return office.do(lambda work: statute.add(work, values | more, text), who)


def found(office: Office, cite: str, on: date | None = None, who: str = "clerk") -> Article | None:
    return office.ask(lambda work: statute.article(work, cite, on), who)


def names(office: Office, words: str = "") -> list[str]:
    return [row[1] for row in office.ask(lambda work: statute.LIST.first(work, View(words=words)))]


def test_a_citation_opens_its_article_for_everybody(office: Office) -> None:
    imported(office)
    for cite in (
        "样例处罚法 第六十条",
        "《中华人民共和国样例处罚法》第六十条第一款",
        "样例处罚法第60条",
    ):
        opened = found(office, cite, who="clerk@白马镇")
        assert opened is not None, cite
        assert opened.text == "第六十条　样例决定应当自立案之日起九十日内作出。"


def test_an_article_ends_where_the_next_chapter_begins(office: Office) -> None:
    imported(office)
    opened = found(office, "样例处罚法 第二条")
    assert opened is not None
    assert opened.text.endswith("不得用于办案。")
    assert found(office, "样例处罚法 第一百二十条之一") is not None


def test_what_the_library_does_not_hold_is_none_and_said_on_a_click(office: Office) -> None:
    imported(office)
    for cite in ("样例处罚法 第三条", "另一部法 第六十条", "本系统约定", ""):
        assert found(office, cite) is None
    with pytest.raises(WorkError, match="法律库中没有“另一部法 第六十条”"):
        office.ask(lambda work: statute.opened(work, "另一部法 第六十条"))


def test_the_version_in_force_on_the_day_is_opened(office: Office) -> None:
    imported(office)
    older = TEXT.replace("九十日", "六十日")
    imported(office, name=NAME + "（2017年修正）", text=older, since=date(2018, 1, 1), until=None)
    now, then = (
        found(office, "样例处罚法 第六十条"),
        found(office, "样例处罚法 第六十条", date(2020, 1, 1)),
    )
    assert now is not None
    assert then is not None
    assert "九十日" in now.text
    assert "六十日" in then.text
    assert found(office, "样例处罚法 第六十条", date(2010, 1, 1)) is None


def test_an_edition_named_in_the_citation_is_opened_or_nothing(office: Office) -> None:
    imported(office)
    assert found(office, "样例处罚法（2017年修正） 第六十条") is None
    imported(office, name=NAME + "（2017年修正）", since=date(2018, 1, 1))
    opened = found(office, "样例处罚法（2017年修正） 第六十条")
    assert opened is not None
    assert opened.since == date(2018, 1, 1)


def test_a_text_no_longer_in_force_is_not_opened(office: Office) -> None:
    imported(office, until=date(2024, 12, 31))
    assert found(office, "样例处罚法 第六十条") is None
    assert found(office, "样例处罚法 第六十条", date(2024, 12, 31)) is not None


def test_the_own_text_of_a_township_is_not_opened_by_another(office: Office) -> None:
    imported(office, "reviewer", name="黄宅镇样例程序规范", kind=StatuteKind.PROCEDURE)
    assert found(office, "黄宅镇样例程序规范 第六十条") is not None
    assert found(office, "黄宅镇样例程序规范 第六十条", who="clerk@白马镇") is None


def test_texts_are_found_by_name_and_by_words_within(office: Office) -> None:
    imported(office)
    assert names(office, "样例处罚法") == [NAME]
    assert names(office, "九十日 立案") == [NAME]
    assert names(office, "没有的话") == []
    assert names(office, "%") == []


def test_a_version_that_a_later_one_replaced_is_marked(office: Office) -> None:
    imported(office)
    imported(office, name=NAME + "（2017年修正）", since=date(2018, 1, 1))
    rows = office.ask(lambda work: statute.LIST.first(work, View()))
    assert [row[-1][1] for row in rows] == ["现行", "已有新版本"]
    ids = office.ask(lambda work: statute.LIST.ids(work, View()))
    assert office.ask(lambda work: statute.LIST.rows(work, View(), ids)) == rows


def test_the_same_version_twice_is_refused_until_the_first_is_removed(office: Office) -> None:
    key = imported(office)
    with pytest.raises(WorkError, match="已在法律库中"):
        imported(office)
    office.do(lambda work: statute.remove(work, key), "guidance")
    assert names(office) == []
    imported(office)


def test_a_clerk_reads_and_cannot_import(office: Office) -> None:
    key = imported(office)
    text = office.ask(lambda work: statute.read(work, key))
    assert [one.label for one in text.passages][:2] == ["第一条", "第二条"]
    assert text.text == TEXT
    with pytest.raises(Forbidden):
        imported(office, "clerk")


def test_an_end_before_the_beginning_and_a_missing_source_are_named(office: Office) -> None:
    with pytest.raises(Invalid, match="失效日期"):
        imported(office, until=date(2020, 1, 1))
    with pytest.raises(Invalid, match="来源"):
        imported(office, source="")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_of_either_encoding_are_read(encoding: str) -> None:
    data = TEXT.replace("\n", "\r\n").encode(encoding)
    text = statute_text.read("样例处罚法.TXT", data)
    assert text == TEXT.strip()
    assert statute_text.title(text) == NAME


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("法律.docx", b"PK", "另存为"),
        ("法律.txt", b"  \n", "空文件"),
        ("法律.txt", b"\x00\x01\x02", "不是可读的文本"),
        ("法律.md", b"x" * (statute_text.MOST_BYTES + 1), "4 MB"),
    ],
)
def test_a_file_that_holds_no_text_is_refused_in_words(name: str, data: bytes, said: str) -> None:
    with pytest.raises(WorkError, match=said):
        statute_text.read(name, data)


def test_a_markdown_text_has_its_articles() -> None:
    text = "# 样例条例\n\n## 第一章 总则\n\n**第一条** 甲。\n\n### 第二条\n乙。\n"
    assert [one.label for one in statute_text.passages(text)] == ["第一条", "第二条"]


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_and_any_citation_are_taken_without_an_error(words: str) -> None:
    assert all(one.begin < one.end for one in statute_text.passages(words))
    assert all(one.stem for one in statute_text.cited(words + " 第三条"))


@given(st.integers(1, 1299))
@settings(max_examples=200)
def test_an_article_number_is_the_same_in_either_writing(value: int) -> None:
    assert statute_text.number(f"第{_chinese(value)}条") == (value, 0)
    assert statute_text.number(f"第{value}条之二") == (value, 2)


def _chinese(value: int) -> str:
    digits, out, empty = "零一二三四五六七八九", "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            out += ("零" if empty and out else "") + digits[digit] + unit
            empty = False
        else:
            empty = bool(out)
    return out.removeprefix("一") if out.startswith("一十") else out


def test_a_working_norm_is_kept_version_by_version_and_opened_by_day(office: Office) -> None:
    """S20: norms made with the guidance office and 司法局, each version with its days."""
    name, kind = "浦江县综合行政执法工作规范（样例）", StatuteKind.PROCEDURE
    old, new = date(2023, 1, 1), date(2025, 7, 1)
    later = "第一条　新的规定。\n\n第二条　只在新版本中。\n"
    first = imported(
        office, name=name, kind=kind, since=old, source="县指导办、司法局样例〔2023〕1号"
    )
    second = imported(office, name=name, kind=kind, since=new, text=later, source="样例〔2025〕2号")
    view = View(filters={"kind": kind})
    listed = office.ask(lambda work: statute.LIST.first(work, view))
    assert [(row[2].label, row[3], row[-1][1]) for row in listed] == [
        ("工作规范", new, "现行"),
        ("工作规范", old, "已有新版本"),
    ]
    text = office.ask(lambda work: statute.read(work, first))
    assert [(one.id, one.since, one.state) for one in text.versions] == [
        (second, new, "现行"),
        (first, old, "已有新版本"),
    ]
    cite = "浦江县综合行政执法工作规范 第一条"
    before, after = found(office, cite, date(2024, 5, 1)), found(office, cite, date(2026, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.text, after.text) == ("第一条　为了样例，制定本法。", "第一条　新的规定。")
    assert found(office, cite, date(2022, 12, 31)) is None
