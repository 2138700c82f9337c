"""What a form declares: its name and version, what it must say, and how it is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.documents.placeholder import Condition, Text

GRID, FORM, LIST = "grid", "form", "list"
KINDS = (GRID, FORM, LIST)
SIGNS = {
    "officers": "执法人员",
    "recorder": "记录人",
    "party": "当事人",
    "witness": "见证人",
    "team": "承办机构负责人",
    "reviewer": "法制审核人员",
    "head": "行政机关负责人",
    "members": "参加讨论人员",
    "host": "听证主持人",
    "department": "有关部门",
    "seal": "行政机关印章",
}
"""Whose hand or seal a printed paper still waits for."""


@dataclass(frozen=True)
class Repeat:
    """When a block or row is printed, and for what; `blanks` rounds in the empty form."""

    when: Condition | None = None
    each: tuple[str, ...] | None = None
    blanks: int = 3


@dataclass(frozen=True)
class Block:
    """A paragraph of running text; level 1 is 黑体, 2 楷体; indents count characters."""

    text: Text
    repeat: Repeat
    level: int = 0
    indent: int = 2


@dataclass(frozen=True)
class Cell:
    """A box of a form. A label has nothing but its words; `sign` stands at the foot."""

    text: Text
    span: int = 1
    align: str = "left"
    indent: int = 0
    sign: Text | None = None
    is_label: bool = False


@dataclass(frozen=True)
class FormRow:
    """A row of boxes, at least `height` millimetres; `fill` shares out what a page has left."""

    cells: tuple[Cell, ...]
    repeat: Repeat
    height: float = 10.0
    fill: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a roster; widths are shares of the page."""

    head: str
    width: float
    text: Text
    align: str = "centre"


@dataclass(frozen=True)
class Sign:
    """Who signs a decision, and the day."""

    issuer: Text
    day: Text


@dataclass(frozen=True)
class Mandatory:
    """A field that must have a value; `*` in the path stands for every entry of a list."""

    path: str
    label: str
    when: Condition | None = None


@dataclass(frozen=True)
class Choice:
    """A field on whose exact words the form's blocks depend."""

    path: tuple[str, ...]
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form in one version, in force from `since`; `digest` is the SHA-256 of its source."""

    id: str
    version: str
    since: date
    kind: str
    name: str
    digest: str
    title: Text
    heading: Text | None
    number: Text | None
    required: tuple[Mandatory, ...]
    choices: tuple[Choice, ...] = ()
    note: Text | None = None
    # a paper of a case (docs/actions.md)
    code: str = ""
    series: str = ""
    party: bool = False
    signs: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    sealed: bool = False
    # kinds grid and form: signature lines on every page
    foot: tuple[Text, ...] = ()
    # kind grid
    blocks: tuple[Block, ...] = ()
    sign: Sign | None = None
    copies: Text | None = None
    # kind form
    columns: tuple[float, ...] = ()
    rows: tuple[FormRow, ...] = ()
    # kind list
    landscape: bool = False
    list_columns: tuple[Column, ...] = ()
    repeat: Repeat = Repeat()
    above: tuple[Text, ...] = ()
    below: tuple[Text, ...] = ()

    @property
    def mandatory(self) -> tuple[str, ...]:
        """Paths of the fields that must have a value."""
        return tuple(field.path for field in self.required)

    def texts(self) -> Iterator[tuple[Text, Repeat]]:
        """Every text of the form with the repetition it stands in."""
        once = Repeat()
        single = (self.title, self.heading, self.number, self.note, self.copies)
        signs = (self.sign.issuer, self.sign.day) if self.sign else ()
        for text in (*single, *signs, *self.foot, *self.above, *self.below):
            if text is not None:
                yield text, once
        for block in self.blocks:
            yield block.text, block.repeat
        for row in self.rows:
            for cell in row.cells:
                yield cell.text, row.repeat
                if cell.sign is not None:
                    yield cell.sign, row.repeat
        for column in self.list_columns:
            yield column.text, self.repeat

    def fields(self) -> tuple[str, ...]:
        """Every path the form looks up, entries of lists as `证据.*.名称`, sorted."""
        found: set[str] = set()
        for text, repeat in self.texts():
            found.update(".".join(_full(slot.path, repeat)) for slot in text.slots())
            found.update(".".join(_full(path, repeat)) for path in _conditions(repeat))
        found.update(".".join(field.when.path) for field in self.required if field.when)
        return tuple(sorted(path for path in found if path not in LOOP_WORDS))


ITEM = "项"
NUMBER, NUMERAL, STOP = "序号", "序", "标点"
LOOP_WORDS = (NUMBER, NUMERAL, STOP)


def _full(path: tuple[str, ...], repeat: Repeat) -> tuple[str, ...]:
    if repeat.each and path[0] == ITEM:
        return (*repeat.each, "*", *path[1:])
    return path


def _conditions(repeat: Repeat) -> Iterator[tuple[str, ...]]:
    if repeat.each:
        yield repeat.each
    if repeat.when:
        yield repeat.when.path
