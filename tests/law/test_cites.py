"""Every article a citation names exists: no law is cited beyond its last article."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.law.law import Law

# the last article of each source that could be read (its text as in force)
LAST = {
    "行政处罚法": 86,
    "行政处罚法（2017年修正）": 64,
    "行政强制法": 71,
    "行政复议法": 90,
    "行政复议法（2017年修正）": 43,
    "行政诉讼法": 103,
    "民法典": 1260,
    "民事诉讼法": 306,
    "民事诉讼法（2021年修正）": 291,
    "民事诉讼法（2017年修正）": 284,
    "行政执法机关移送涉嫌犯罪案件的规定": 20,
    "浙江省综合行政执法条例": 38,
    "浙江省公共信用信息管理条例": 36,
    "浙江省政府非税收入管理条例": 41,
    "罚款决定与罚款收缴分离实施办法": 17,
}
DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def number_of(words: str) -> int:
    total, digit = 0, 0
    for sign in words:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def cites(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [inner] if key == "cite" else cites(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cites(inner)


@pytest.mark.parametrize(
    ("words", "number"), [("五", 5), ("十", 10), ("二十一", 21), ("一百零二", 102), ("八十", 80)]
)
def test_an_article_number_is_read(words: str, number: int) -> None:
    assert number_of(words) == number


def test_no_citation_names_an_article_its_source_does_not_have(law: Law) -> None:
    checked = 0
    for file, tables in law.edition.files.items():
        for cite in cites(tables):
            for part in cite.split("；"):
                source, _, articles = part.partition(" ")
                for words in re.findall(r"第([一二三四五六七八九十百零千]+)条", articles):
                    if source in LAST:
                        checked += 1
                        assert 1 <= number_of(words) <= LAST[source], (file, part)
    assert checked > 300


def test_every_citation_of_a_law_names_an_article_or_a_chapter(law: Law) -> None:
    vague = [
        part
        for tables in law.edition.files.values()
        for cite in cites(tables)
        for part in cite.split("；")
        if part.partition(" ")[0] in LAST and not re.search(r" 第.+[条章节]", part)
    ]
    assert vague == []
