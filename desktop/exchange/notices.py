"""Findings about a sheet as a whole: its heading, its columns, what is hidden in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.exchange.cells import Sheet, letters
from desktop.exchange.finding import Finding, Kind, at_cell
from desktop.exchange.heading import Column, Heading
from desktop.fields import Field


def heading_findings(sheet: Sheet, heading: Heading, fields: Mapping[str, Field]) -> list[Finding]:
    """Absent required columns, doubled and unknown columns, hidden columns and rows."""
    return [
        *_missing(sheet, heading, fields),
        *_doubles(sheet, heading),
        *_unknown(sheet, heading),
        *_hidden_columns(sheet, heading),
        *_hidden_rows(sheet, heading),
    ]


def nothing_found(sheets: Sequence[Sheet], fields: Mapping[str, Field]) -> Finding:
    """No sheet of the file has a heading that names our fields."""
    wanted = "、".join(field.label for field in fields.values() if field.required)
    name = sheets[0].name if sheets else ""
    if not any(sheet.rows for sheet in sheets):
        sentence = "表中没有任何内容，请确认选择了正确的文件，或先在原表中录入后保存再导入。"
    else:
        sentence = f"没有找到表头：请在表格上方保留一行列名，至少包括：{wanted or '各列名称'}。"
    return Finding(name, 0, "", Kind.HEADING_MISSING, "", sentence)


def sheet_skipped(sheet: Sheet) -> Finding:
    """A visible sheet with content but without a heading, beside others that have one."""
    sentence = f"工作表“{sheet.name}”没有找到表头，未读取；如需导入请补上列名。"
    return Finding(sheet.name, 0, "", Kind.SHEET_SKIPPED, "", sentence)


def _missing(sheet: Sheet, heading: Heading, fields: Mapping[str, Field]) -> Iterator[Finding]:
    present = {column.field for column in heading.columns}
    for name, field in fields.items():
        if field.required and name not in present:
            others = f"（或{'、'.join(field.aliases)}）" if field.aliases else ""
            sentence = (
                f"“{sheet.name}”第{heading.last + 1}行表头缺少“{field.label}”列，"
                f"请补上这一列，列名写作“{field.label}”{others}。"
            )
            yield Finding(
                sheet.name, heading.last + 1, field.label, Kind.HEADING_MISSING, "", sentence
            )


def _doubles(sheet: Sheet, heading: Heading) -> Iterator[Finding]:
    first = {column.field: column for column in heading.columns}
    for column in heading.doubles:
        other = first[column.field]
        complaint = (
            f"与{letters(other.place)}列“{other.label}”重复，无法确定以哪一列为准，"
            "请删去或改名其中一列"
        )
        yield _at(sheet, heading, column, Kind.HEADING_DUPLICATE, complaint)


def _unknown(sheet: Sheet, heading: Heading) -> Iterator[Finding]:
    for column in heading.unknown:
        complaint = "不是本表所需的列，未导入；如需导入请改为规定的列名"
        yield _at(sheet, heading, column, Kind.UNKNOWN_COLUMN, complaint)


def _hidden_columns(sheet: Sheet, heading: Heading) -> Iterator[Finding]:
    for column in heading.columns:
        if column.place in sheet.hidden_columns:
            complaint = "这一列在原表中被隐藏，已一并读取，请取消隐藏核对内容"
            yield _at(sheet, heading, column, Kind.HIDDEN_COLUMN, complaint)


def _hidden_rows(sheet: Sheet, heading: Heading) -> Iterator[Finding]:
    rows = [row + 1 for row in sorted(sheet.hidden_rows) if row > heading.last]
    if rows:
        sentence = (
            f"“{sheet.name}”有 {len(rows)} 行被隐藏或筛选掉（第{_listed(rows)}行），"
            "已一并读取，请取消隐藏或筛选后核对。"
        )
        yield Finding(sheet.name, rows[0], "", Kind.HIDDEN_ROW, _listed(rows), sentence)


def _listed(rows: Iterable[int]) -> str:
    numbers = list(rows)
    return "、".join(map(str, numbers[:8])) + ("等" if len(numbers) > 8 else "")


def _at(sheet: Sheet, heading: Heading, column: Column, kind: Kind, complaint: str) -> Finding:
    row = heading.last + 1
    return at_cell(sheet.name, row, column.place, column.label, kind, column.label, complaint)
