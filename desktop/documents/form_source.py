"""Reads a form from TOML and refuses whatever it does not know, naming the line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from typing import Any, TypeVar

from desktop.documents.form import (
    FORM,
    GRID,
    KINDS,
    LIST,
    SIGNS,
    Block,
    Cell,
    Choice,
    Column,
    Form,
    FormRow,
    Mandatory,
    Repeat,
    Sign,
)
from desktop.documents.placeholder import Condition, TemplateError, Text, check_path

_T = TypeVar("_T")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ALIGNMENTS = ("left", "centre", "right")
_MISSING = object()
_MOST_FOOT_LINES = 4


class _Source:
    """The file, to say where something stands in it."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._lines = name, text.splitlines()

    def fault(self, complaint: str, words: str) -> TemplateError:
        """A refusal that names the first line with `words` as a key, else with `words` at all."""
        key = re.compile(rf"(?:^|[{{,\[\s.]){re.escape(words)}[\"']?\s*(?:=|\])")
        numbers = [n for n, line in enumerate(self._lines, 1) if key.search(line)]
        numbers = numbers or [n for n, line in enumerate(self._lines, 1) if words in line]
        where = f"第{numbers[0]}行" if numbers else ""
        return TemplateError(f"文书模板 {self._name} {where}：{complaint}")


class _Table:
    """A table of the file; keys are taken one by one and none may be left over."""

    def __init__(self, source: _Source, entries: Any, name: str) -> None:
        self._source, self._name = source, name
        if not isinstance(entries, dict):
            raise source.fault(f"“{name}”应为表", name)
        self._entries = dict(entries)

    def take(self, key: str, kind: type[_T], default: Any = _MISSING) -> _T:
        """The value of `key`; refuses a wrong type, and a missing one without default."""
        value = self._entries.pop(key, default)
        if value is _MISSING:
            raise self._source.fault(f"“{self._name}”缺少键“{key}”", self._name)
        if value is default:
            return value  # type: ignore[no-any-return]  # the caller's own default
        wanted = (int, float) if kind is float else kind
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
            raise self._source.fault(f"“{key}”的值类型不对", key)
        return value  # type: ignore[return-value]  # checked above

    def table(self, key: str, entries: Any = _MISSING) -> _Table:
        """The table under `key`, or the given one said to stand there."""
        found = self.take(key, dict) if entries is _MISSING else entries
        return _Table(self._source, found, key)

    def tables(self, key: str) -> list[_Table]:
        """The array of tables under `key`."""
        return [self.table(key, item) for item in self.take(key, list, [])]

    def text(self, key: str) -> Text:
        """A text that must be there."""
        return self.read(self.take(key, str))

    def optional_text(self, key: str) -> Text | None:
        """A text that may be absent."""
        source = self.take(key, str, None)
        return None if source is None else self.read(source)

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts, perhaps empty."""
        return tuple(self.read(str(item)) for item in self.take(key, list, []))

    def read(self, source: str) -> Text:
        """Parse a text, naming the line of a fault."""
        try:
            return Text.read(source)
        except TemplateError as fault:
            raise self.fault(str(fault), source.splitlines()[0]) from None

    def condition(self, key: str) -> Condition | None:
        """A condition that may be absent."""
        source = self.take(key, str, None)
        if source is None:
            return None
        try:
            return Condition.read(source)
        except TemplateError as fault:
            raise self.fault(str(fault), source) from None

    def repeat(self, blanks: int = 3) -> Repeat:
        """`when`, `each` and `blanks`."""
        each = self.take("each", str, None)
        try:
            path = None if each is None else check_path(each)
        except TemplateError as fault:
            raise self.fault(str(fault), str(each)) from None
        return Repeat(self.condition("when"), path, self.take("blanks", int, blanks))

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of `allowed`."""
        value = self.take(key, str, default)
        if value not in allowed:
            raise self.fault(f"“{key}”只能是 {'、'.join(allowed)}", key)
        return value

    def rest(self) -> dict[str, Any]:
        """All that was not taken."""
        rest, self._entries = self._entries, {}
        return rest

    def done(self) -> None:
        """Refuse keys nobody asked for."""
        for key in self._entries:
            raise self.fault(f"不认识的键“{key}”", key)

    def fault(self, complaint: str, words: str) -> TemplateError:
        """A refusal naming the line."""
        return self._source.fault(complaint, words)


def parse_form(name: str, content: bytes) -> Form:
    """The form in the TOML file `name`; raises TemplateError naming line and key."""
    text = content.decode("utf-8").replace("\r\n", "\n")
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise TemplateError(f"文书模板 {name} 不是有效的 TOML：{fault}") from None
    table = _Table(_Source(name, text), entries, name)
    kind = table.choice("kind", KINDS, "")
    layout = {GRID: _grid, FORM: _form, LIST: _list}[kind](table)
    made = Form(
        id=_identifier(table),
        version=table.take("version", str),
        since=table.take("since", date),
        kind=kind,
        name=table.take("name", str),
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=table.text("title"),
        heading=table.optional_text("heading"),
        number=table.optional_text("number"),
        note=table.optional_text("note"),
        required=_mandatory(table),
        choices=_choices(table),
        **_of_case(table),
        **layout,
    )
    table.done()
    _check_mandatory(table, made)
    return made


def _identifier(table: _Table) -> str:
    name = table.take("id", str)
    if not _NAME.fullmatch(name) or name in KINDS:
        raise table.fault("“id”应为小写英文", "id")
    return name


def _of_case(table: _Table) -> dict[str, Any]:
    """What a paper of a case says about itself."""
    signs = tuple(map(str, table.take("signs", list, [])))
    if unknown := [one for one in signs if one not in SIGNS]:
        raise table.fault(f"“signs”只能是 {'、'.join(SIGNS)}", unknown[0])
    return {
        "code": table.take("code", str, ""),
        "series": table.take("series", str, ""),
        "party": table.take("party", bool, False),
        "signs": signs,
        "copies_to": tuple(map(str, table.take("copies_to", list, []))),
        "sealed": table.take("sealed", bool, False),
    }


def _mandatory(table: _Table) -> tuple[Mandatory, ...]:
    source = table.table("mandatory")
    fields = []
    for path, entry in source.rest().items():
        if isinstance(entry, str):
            fields.append(Mandatory(path, entry))
            continue
        field = table.table(path, entry)
        fields.append(Mandatory(path, field.take("label", str), field.condition("when")))
        field.done()
    return tuple(fields)


def _choices(table: _Table) -> tuple[Choice, ...]:
    entries = table.table("choices", table.take("choices", dict, {}))
    return tuple(
        Choice(check_path(path), tuple(map(str, allowed)))
        for path, allowed in entries.rest().items()
    )


def _check_mandatory(table: _Table, form: Form) -> None:
    known = set(form.fields())
    for path in form.mandatory:
        if re.sub(r"(?<=\.)\d+(?=\.|$)", "*", path) not in known and path not in known:
            raise table.fault(f"必填字段“{path}”在模板中没有用到", path)


def _grid(table: _Table) -> dict[str, Any]:
    blocks = []
    for entry in table.tables("block"):
        level = entry.take("level", int, 0)
        indent = entry.take("indent", int, 2)
        blocks.append(Block(entry.text("text"), entry.repeat(), level, indent))
        entry.done()
    sign = table.table("sign")
    signed = Sign(sign.text("issuer"), sign.text("day"))
    sign.done()
    return {
        "blocks": tuple(blocks),
        "sign": signed,
        "copies": table.optional_text("copies"),
        "foot": _foot(table),
    }


def _form(table: _Table) -> dict[str, Any]:
    columns = tuple(float(width) for width in table.take("columns", list))
    rows = tuple(_form_row(entry, len(columns)) for entry in table.tables("row"))
    return {"columns": columns, "rows": rows, "foot": _foot(table)}


def _foot(table: _Table) -> tuple[Text, ...]:
    """Few lines: what stands on every page must leave room for the paper itself."""
    foot = table.texts("foot")
    if len(foot) > _MOST_FOOT_LINES:
        raise table.fault(f"“foot”最多 {_MOST_FOOT_LINES} 行", "foot")
    return foot


def _form_row(entry: _Table, columns: int) -> FormRow:
    cells = tuple(_cell(entry, cell) for cell in entry.take("cells", list))
    spans = sum(cell.span for cell in cells)
    if spans != columns:
        raise entry.fault(f"一行合计 {spans} 列，应为 {columns} 列", "cells")
    row = FormRow(
        cells, entry.repeat(1), entry.take("height", float, 10.0), entry.take("fill", bool, False)
    )
    entry.done()
    return row


def _cell(row: _Table, source: Any) -> Cell:
    if isinstance(source, str):
        return Cell(row.read(source), align="centre", is_label=True)
    entry = row.table("cells", source)
    cell = Cell(
        text=entry.text("text"),
        span=entry.take("span", int, 1),
        align=entry.choice("align", _ALIGNMENTS, "left"),
        indent=entry.take("indent", int, 0),
        sign=entry.optional_text("sign"),
        is_label=entry.take("label", bool, False),
    )
    entry.done()
    return cell


def _list(table: _Table) -> dict[str, Any]:
    columns = []
    for entry in table.tables("column"):
        head, width = entry.take("head", str), entry.take("width", float)
        align = entry.choice("align", _ALIGNMENTS, "centre")
        columns.append(Column(head, float(width), entry.text("text"), align))
        entry.done()
    return {
        "landscape": table.take("landscape", bool, False),
        "list_columns": tuple(columns),
        "repeat": table.repeat(15),
        "above": table.texts("above"),
        "below": table.texts("below"),
    }
