"""Text tables: which encoding, which delimiter, which cells."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from desktop.exchange.cells import Cell, Limits, Sheet, Unreadable
from desktop.exchange.marks import too_large

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_DELIMITERS = ",\t;，；"


def read_delimited(path: Path, limits: Limits) -> Sheet:
    """The cells of a csv or txt file; every cell is text."""
    text = decode(path.read_bytes(), path.name)
    name = path.stem
    csv.field_size_limit(1 << 20)
    rows: list[list[Cell]] = []
    try:
        for record in csv.reader(text.splitlines(keepends=True), delimiter=delimiter_of(text)):
            rows.append(list(record))
            if len(rows) > limits.rows:
                raise too_large(name, f"超过 {limits.rows} 行", f"{limits.rows} 行")
            if len(record) > limits.columns:
                raise too_large(
                    name, f"第 {len(rows)} 行有 {len(record)} 列", f"{limits.columns} 列"
                )
    except csv.Error as error:
        raise Unreadable(
            f"“{path.name}”第 {len(rows) + 1} 行附近的引号或分隔符不成对，无法分列；"
            "请用 Excel 或 WPS 打开核对，另存为 xlsx 后再导入。"
        ) from error
    return Sheet(name, rows)


def decode(data: bytes, name: str) -> str:
    """Strict UTF-8 with or without BOM, UTF-16 with BOM, then GB18030; never with losses."""
    encodings = ["utf-8-sig", "gb18030"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise Unreadable(
        f"“{name}”不是能识别的表格或文本文件（编码既不是 UTF-8 也不是 GB18030，或已损坏）；"
        "请用 Excel 或 WPS 打开原文件，另存为 xlsx 后再导入。"
    )


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into the most, and the most even, columns."""
    lines = [line for line in text.splitlines()[:200] if line.strip()][:50]

    def worth(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, sum(counts))

    return max(_DELIMITERS, key=worth)
