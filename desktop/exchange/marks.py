"""What an xlsx says about its cells beyond their values, read from its XML.

The reading library drops what a roster needs to know: hidden columns and rows, error cells
(they come back empty), formulas never computed, and days of which only year and month were
ever typed (Excel stores “2024年3月” as the first of the month).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from desktop.exchange.cells import Broken, Limits, Unreadable, column_of

_FAR_ROW = re.compile(rb' r="[A-Z]{0,9}(\d{6,18})"')
_FAR_COLUMN = re.compile(rb' r="[A-Z]{3,}\d')
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
_COLUMN = re.compile(rb"<col\b[^>]*>")
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\shidden="(?:1|true)")[^>]*\sr="(\d{1,7})"')
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(rb'\s(\w+)="([^"]*)"')
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_VALUE = re.compile(rb"<v[^>]*>([^<]+)</v>")
MONTH_FORMATS = frozenset({17, 27, 36, 50, 52, 57})
"""The built-in formats of year and month without a day, Chinese ones included."""
_NEVER_COMPUTED = "公式未计算"


@dataclass
class Marks:
    """What one sheet says beside its values; all places count from 0."""

    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    months: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class Book:
    """The marks of all sheets in the workbook's order, and whether serials count from 1904."""

    sheets: list[Marks] = field(default_factory=list)
    epoch_1904: bool = False


def read_marks(package: zipfile.ZipFile, limits: Limits) -> Book:
    """The marks of every sheet; Unreadable when a cell lies beyond the limits."""
    workbook = _tree(package, "xl/workbook.xml")
    book = Book(epoch_1904=_is_1904(workbook))
    styles = _month_styles(package)
    for name, part in _sheet_parts(package, workbook):
        data = _without_prefix(package.read(part))
        _within(name, data, limits)
        book.sheets.append(_sheet_marks(data, styles))
    return book


def _tree(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    # The pre-check has refused every DOCTYPE, so no entity can expand here.
    return ElementTree.fromstring(package.read(part))


def _is_1904(workbook: ElementTree.Element) -> bool:
    properties = workbook.find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def _sheet_parts(
    package: zipfile.ZipFile, workbook: ElementTree.Element
) -> Iterator[tuple[str, str]]:
    """The name and the part of every sheet; KeyError where the workbook names no part."""
    relations = _tree(package, "xl/_rels/workbook.xml.rels")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in workbook.findall("{*}sheets/{*}sheet"):
        key = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
        part = posixpath.join("/xl", targets[key])
        yield sheet.get("name", ""), posixpath.normpath(part).lstrip("/")


def _without_prefix(data: bytes) -> bytes:
    """The sheet with plain element names, as all usual programs write it."""
    match = _PREFIX.search(data, 0, 4096)
    if match is None:
        return data
    return data.replace(b"<" + match[1], b"<").replace(b"</" + match[1], b"</")


def _within(name: str, data: bytes, limits: Limits) -> None:
    # Only the end is searched: there the far cells of honest workbooks stand. What hides
    # elsewhere meets the memory limit.
    tail = len(data) - (1 << 16)
    rows = max((int(match) for match in _FAR_ROW.findall(data, max(tail, 0))), default=0)
    if rows > limits.rows:
        raise too_large(name, f"有数据或格式一直到第 {rows} 行", f"{limits.rows} 行")
    if _FAR_COLUMN.search(data, max(tail, 0)):
        raise too_large(name, "有数据或格式一直到 ZZ 列以后", f"{limits.columns} 列")


def too_large(name: str, what: str, limit: str) -> Unreadable:
    """The refusal of a sheet that is too long or too wide."""
    return Unreadable(
        f"工作表“{name}”{what}，超过 {limit}的上限；"
        "请选中表格以外的空行空列，删除（不是清空）后保存，再导入。"
    )


def _month_styles(package: zipfile.ZipFile) -> frozenset[bytes]:
    """The style numbers whose format shows year and month but no day."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    styles = _tree(package, "xl/styles.xml")
    months = set(MONTH_FORMATS)
    for form in styles.findall("{*}numFmts/{*}numFmt"):
        if only_month(form.get("formatCode", "")):
            months.add(int(form.get("numFmtId", "0")))
    formats = styles.find("{*}cellXfs")
    return frozenset(
        str(number).encode()
        for number, style in enumerate(formats if formats is not None else ())
        if int(style.get("numFmtId", "0")) in months
    )


def only_month(code: str) -> bool:
    """Whether a number format shows year and month but no day."""
    code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.partition(";")[0]).lower()
    return "y" in code and "m" in code and not set("dhs") & set(code)


def _sheet_marks(data: bytes, styles: frozenset[bytes]) -> Marks:
    marks = Marks()
    head = data[: data.find(b"<sheetData")]
    for tag in _COLUMN.findall(head):
        found = dict(_ATTRIBUTE.findall(tag))
        if found.get(b"hidden") in (b"1", b"true"):
            first, last = int(found.get(b"min", b"1")), int(found.get(b"max", b"1"))
            marks.hidden_columns.update(range(first - 1, min(last, 1024)))
    if b' hidden="' in data:
        marks.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(data))
    if b't="e"' in data or b"</f>" in data or any(b's="%b"' % style in data for style in styles):
        _walk(data, styles, marks)
    return marks


def _walk(data: bytes, styles: frozenset[bytes], marks: Marks) -> None:
    for attributes, body in _CELL.findall(data):
        found = dict(_ATTRIBUTE.findall(attributes))
        match = _PLACE.fullmatch(found.get(b"r", b"").decode("ascii", "replace"))
        if match is None:
            continue
        place = int(match[2]) - 1, column_of(match[1])
        if found.get(b"t") == b"e":
            value = _VALUE.search(body)
            marks.broken[place] = Broken(value[1].decode() if value else "#错误")
        elif b"<f" in body and not _VALUE.search(body) and found.get(b"t") != b"str":
            marks.broken[place] = Broken(_NEVER_COMPUTED)
        elif found.get(b"s") in styles and body:
            marks.months.add(place)
