"""The text of a law as a file gives it: how it is read, its articles, and how it is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.errors import WorkError

MOST_BYTES = 4 * 1024 * 1024
_SUFFIXES = (".txt", ".md")
_ENCODINGS = ("utf-8-sig", "gb18030")
_NUMERAL = "〇零一二三四五六七八九十百千两0-9０-９"
_ARTICLE = rf"第[{_NUMERAL}]+条(?:之[一二三四五六七八九十]+)?"
_HEAD = re.compile(rf"^[\s　#*>]*({_ARTICLE})(?=[\s　：:*]|【|（|$)", re.MULTILINE)
_PART = re.compile(rf"^[\s　#*>]*第[{_NUMERAL}]+[编章节](?=[\s　*]|$)", re.MULTILINE)
_CITE = re.compile(rf"《?([^《》；;]+?)》?\s*(?:（([^（）]+)）)?\s*({_ARTICLE})")
_EDITION = re.compile(r"（[^（）]*）|\([^()]*\)")
_DIGITS = {word: at for at, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

Number = tuple[int, int]
"""An article's number, and the number after 之 (0 where there is none)."""


@dataclass(frozen=True)
class Passage:
    """One article in a text: its words as written, where it begins and ends."""

    number: Number
    label: str
    begin: int
    end: int


@dataclass(frozen=True)
class Cited:
    """One citation taken apart. `edition` is what stands in brackets behind the name."""

    stem: str
    edition: str
    number: Number
    label: str


def read(name: str, data: bytes) -> str:
    """The text of an imported file; WorkError in words for a file that holds none."""
    if not name.lower().endswith(_SUFFIXES):
        raise WorkError(f"“{name}”不是文本文件。请先在 WPS 中另存为 .txt 或 .md 文件再导入。")
    if len(data) > MOST_BYTES:
        raise WorkError(f"“{name}”超过 {MOST_BYTES // 1024 // 1024} MB，请按法律文件分别导入。")
    text = _decoded(name, data).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise WorkError(f"“{name}”是空文件，没有可以导入的内容。")
    return text


def title(text: str) -> str:
    """The first line that says something: usually the name of the law."""
    lines = (line.strip(" 　#*\t《》") for line in text.splitlines())
    return next((line for line in lines if line), "")[:200]


def stem(name: str) -> str:
    """The name as citations use it."""
    plain = _EDITION.sub("", name).strip(" 　《》")
    return plain.removeprefix("中华人民共和国") or plain


def passages(text: str) -> list[Passage]:
    """The articles in the order of the text; headings of chapters end an article."""
    heads = list(_HEAD.finditer(text))
    ends = sorted([*(one.start() for one in heads), *(one.start() for one in _PART.finditer(text))])
    found = []
    for head in heads:
        end = next((at for at in ends if at > head.start()), len(text))
        label = head.group(1)
        found.append(Passage(number(label), label, head.start(1), end))
    return found


def number(label: str) -> Number:
    """第一百二十条之一 -> (120, 1)."""
    main, _, after = label.removeprefix("第").partition("条")
    return _integer(main), _integer(after.removeprefix("之")) if after else 0


def cited(words: str) -> Iterator[Cited]:
    """Every article of a law a citation names, in its order."""
    for match in _CITE.finditer(words):
        name, edition, label = match.group(1), match.group(2) or "", match.group(3)
        if plain := stem(name.strip()):
            yield Cited(plain, edition, number(label), label)


def _decoded(name: str, data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WorkError(f"“{name}”不是可读的文本。请另存为 UTF-8 编码的 .txt 文件再导入。")


def _integer(words: str) -> int:
    plain = words.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if plain.isdigit():
        return int(plain)
    total, digit = 0, 0
    for word in plain:
        if word in _UNITS:
            total += (digit or 1) * _UNITS[word]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS.get(word, 0)
    return total + digit
