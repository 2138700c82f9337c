"""`zhifatai law due|surcharge|check --json`: questions to the law, one JSON object a line.

Every line is answered by one line. A line that cannot be answered gives `error` and `position`,
the others are answered all the same; the exit code is then 1. Vocabulary: docs/law-commands.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from desktop.commands import law_answers
from desktop.commands.law_values import BadInput, read_line, vocabulary
from desktop.errors import WorkError
from desktop.law.law import Law
from desktop.law.pack import BrokenPack, Fault, read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import difference

Answer = dict[str, Any]
_QUESTIONS: Mapping[str, Callable[[Law, dict[str, Any]], Answer]] = {
    "due": law_answers.due,
    "surcharge": law_answers.surcharge,
    "check": law_answers.check,
}


def run(arguments: list[str]) -> int:
    """Answer what is asked; 0 when every line was answered, else 1."""
    options = _options(arguments)
    if options.question == "facts":
        print("\n".join(vocabulary()))
        return 0
    law = Law.load()
    if options.question == "pack":
        return _pack(law, options.file, options.json)
    law = _with(law, options.pack)
    good = True
    with _opened(options.file) as lines:
        for answer in _answers(law, _QUESTIONS[options.question], lines):
            good &= "error" not in answer
            print(_line(answer) if options.json else law_answers.readable(answer), flush=True)
    return 0 if good else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="zhifatai law", description="向法律数据提问，每行一个 JSON 对象"
    )
    parser.add_argument(
        "question",
        choices=[*_QUESTIONS, "pack", "facts"],
        help="due：期限；surcharge：加处罚款；check：能否办理；pack：核对数据包；facts：事实一览",
    )
    parser.add_argument("--json", action="store_true", help="每行答一个 JSON 对象")
    parser.add_argument("--file", type=Path, help="从文件读取，不写则从标准输入读取")
    parser.add_argument("--pack", type=Path, action="append", default=[], help="先并入法律数据包")
    options = parser.parse_args(arguments)
    if options.question == "pack" and options.file is None:
        parser.error("请用 --file 指定法律数据包")
    for path in (*options.pack, *filter(None, [options.file])):
        if not path.is_file():
            raise WorkError(f"找不到文件：{path}。")
    return options


@contextmanager
def _opened(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdin.buffer
    else:
        with path.open("rb") as lines:
            yield lines


def _answers(
    law: Law, question: Callable[[Law, dict[str, Any]], Answer], lines: BinaryIO
) -> Iterator[Answer]:
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        given: dict[str, Any] = {}
        try:
            given = read_line(raw.rstrip(b"\r\n"))
            answer = question(law, {key: value for key, value in given.items() if key != "id"})
        except BadInput as error:
            answer = {"error": str(error), "line": number, "position": error.position}
        except WorkError as error:
            answer = {"error": str(error), "line": number, "position": ""}
        yield {"id": given["id"], **answer} if "id" in given else answer


def _line(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    """Money to the fen, days as 2026-04-10."""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def _with(law: Law, packs: list[Path]) -> Law:
    for path in packs:
        pack = read_pack(path.name, _text(path))
        if found := faults(law.edition, pack):
            raise BrokenPack(found)
        law = law.with_packs([pack])
    return law


def _pack(law: Law, path: Path, as_json: bool) -> int:
    """Every fault of a pack, or what it changes and the hash of the edition it leads to."""
    try:
        pack = read_pack(path.name, _text(path))
        found = tuple(faults(law.edition, pack))
    except BrokenPack as broken:
        found = broken.faults
    if found:
        for fault in found:
            print(_line(_fault(fault)) if as_json else fault.text)
        return 1
    for change in difference(law.edition, pack):
        print(_line(vars(change)) if as_json else change.text)
    edition = law.with_packs([pack]).edition.hash
    print(_line({"edition": edition}) if as_json else f"并入后的版本：{edition}")
    return 0


def _fault(fault: Fault) -> Answer:
    position = f"第{fault.line}行"
    place = {"file": fault.file, "position": position, "entry": fault.entry}
    return {"error": fault.words, **place, "way_out": fault.way_out}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise WorkError(f"{path.name} 不是 UTF-8 文字文件，请另存为 UTF-8 后重试。") from None
