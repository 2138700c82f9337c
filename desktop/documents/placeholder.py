"""The small language inside a form's texts: `{{path|filter}}`, `**黑体**`, `__下划线__`.

A path looks up keys of dictionaries and numbers of lists, nothing else; filters are the
closed list below. The marks are read from the form before any data comes in, so data is
always printed literally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.documents.amounts import capital_amount, figures, numeral_date, plain_date
from desktop.errors import WorkError
from desktop.values import CHINA, show_day

Scope = Mapping[str, Any]

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MARKED = re.compile(r"(\*\*.+?\*\*|__.+?__)", re.DOTALL)
_PATH = re.compile(r"[^\W_]\w*(?:\.[^\W_]\w*)*")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NEW_LINE = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")


class TemplateError(WorkError):
    """A form says something it may not say, or does not find what it needs."""


def printable(text: str) -> str:
    """Data as it may be printed: no control, direction or surrogate characters."""
    if text.isalnum():
        return text
    text = _NEW_LINE.sub("\n", text).replace("\t", "\u3000").replace("\xa0", " ")
    return _UNSEEN.sub("", text).rstrip()


def _moment(value: datetime) -> str:
    local = value.astimezone(CHINA) if value.tzinfo else value
    return f"{plain_date(local)}{local.hour}时{local.minute}分"


def _masked_name(value: str) -> str:
    return value[:1] + "*" * (len(value) - 1)


def _masked_number(value: str) -> str:
    return value[:6] + "*" * 8 + value[-4:] if len(value) >= 15 else value


def _money(value: Decimal) -> str:
    return f"人民币{capital_amount(value)}（¥{figures(value)}）"


_DAY = "　　　　年　　月　　日"
_FILTERS: Mapping[str, tuple[type, Callable[[Any], str], str | None]] = {
    "大写": (Decimal, capital_amount, None),
    "金额": (Decimal, figures, None),
    "人民币": (Decimal, _money, None),
    "日期": (date, plain_date, _DAY),
    "中文日期": (date, numeral_date, _DAY),
    "短日期": (date, show_day, ""),
    "时间": (datetime, _moment, _DAY + "　　时　　分"),
    "脱敏": (str, _masked_name, None),
    "证号脱敏": (str, _masked_number, None),
}
_DEFAULT = "缺省"


def as_text(value: Any) -> str:
    """A value without a filter."""
    if value is None:
        return ""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, Decimal):
        return figures(value)
    if isinstance(value, int):
        return str(value)
    raise TypeError


def check_path(path: str) -> tuple[str, ...]:
    """The steps of a path; raises TemplateError for anything that is not one."""
    if not _PATH.fullmatch(path):
        raise TemplateError(f"“{path}”不是字段路径")
    return tuple(path.split("."))


def lookup(scope: Scope, path: tuple[str, ...]) -> Any:
    """What `path` leads to; raises TemplateError if the data has no such place."""
    value: Any = scope
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list | tuple) and step.isascii() and step.isdigit():
            if int(step) >= len(value):
                return None
            value = value[int(step)]
        else:
            raise TemplateError(f"文书数据缺少字段“{'.'.join(path)}”")
    return value


@dataclass(frozen=True)
class Slot:
    """A placeholder: the path, at most one filter, the words for an empty value."""

    path: tuple[str, ...]
    filter: str | None = None
    default: str = ""

    @classmethod
    def read(cls, source: str) -> Slot:
        """Parse what stands between the braces."""
        path, *filters = (part.strip() for part in source.split("|"))
        found, default = None, ""
        for name in filters:
            if name.startswith(_DEFAULT + ":"):
                default = name.partition(":")[2]
            elif name in _FILTERS and found is None:
                found = name
            else:
                known = "、".join((*_FILTERS, _DEFAULT + ":…"))
                raise TemplateError(f"“{{{{{source}}}}}”的格式“{name}”不认识，可用：{known}")
        return cls(check_path(path), found, default)

    def text(self, scope: Scope) -> str:
        """The value in words."""
        value = lookup(scope, self.path)
        if value is None or value == "":
            return self.default
        try:
            if self.filter is None:
                return as_text(value)
            kind, show, _ = _FILTERS[self.filter]
            if not isinstance(value, kind) or (kind is date and isinstance(value, datetime)):
                raise TypeError
            return printable(show(value))
        except (TypeError, ValueError):
            where = ".".join(self.path) + (f"|{self.filter}" if self.filter else "")
            raise TemplateError(f"文书字段“{where}”不能印出值 {value!r}") from None

    def blank(self, filler: str) -> str:
        """What the empty form has in its place."""
        shape = _FILTERS[self.filter][2] if self.filter else None
        return filler if shape is None else shape


@dataclass(frozen=True)
class Segment:
    """Text under one mark: "" plain, "**" 黑体, "__" underlined."""

    mark: str
    parts: tuple[str | Slot, ...]


def _parts(source: str) -> tuple[str | Slot, ...]:
    pieces = _SLOT.split(source)
    if any("{{" in piece or "}}" in piece for piece in pieces):
        raise TemplateError(f"“{source}”的花括号不成对")
    parts = [Slot.read(piece) if odd % 2 else piece for odd, piece in enumerate(pieces)]
    return tuple(part for part in parts if part != "")


@dataclass(frozen=True)
class Text:
    """A text of a form, read and checked."""

    segments: tuple[Segment, ...]

    @classmethod
    def read(cls, source: str) -> Text:
        """Parse marks, then placeholders; raises TemplateError."""
        segments = []
        for piece in _MARKED.split(source):
            mark = piece[:2] if _MARKED.fullmatch(piece) else ""
            parts = _parts(piece[2:-2] if mark else piece)
            if parts:
                segments.append(Segment(mark, parts))
        return cls(tuple(segments))

    def runs(self, scope: Scope, filler: str | None = None) -> list[tuple[str, str]]:
        """(mark, text) with data filled in; with a `filler`, the empty form to be written on."""
        if filler is not None:
            return [
                _empty(part, segment.mark, scope, filler)
                for segment in self.segments
                for part in segment.parts
            ]
        return [
            (segment.mark, "".join([_show(part, scope) for part in segment.parts]))
            for segment in self.segments
        ]

    def plain(self, scope: Scope, filler: str | None = None) -> str:
        """The words alone."""
        if filler is None and len(self.segments) == 1 and len(self.segments[0].parts) == 1:
            return _show(self.segments[0].parts[0], scope)
        return "".join([text for _, text in self.runs(scope, filler)])

    def slots(self) -> list[Slot]:
        """Its placeholders in order."""
        return [part for s in self.segments for part in s.parts if isinstance(part, Slot)]


def _show(part: str | Slot, scope: Scope) -> str:
    return part if isinstance(part, str) else part.text(scope)


def _empty(part: str | Slot, mark: str, scope: Scope, filler: str) -> tuple[str, str]:
    """A ruled space for a value; dates already have their words, and rounds their numbers."""
    if isinstance(part, str):
        return mark, part
    if _is_known(part, scope):
        return mark, part.text(scope)
    words = part.blank(filler)
    return ("__" if words == filler else mark), words


def _is_known(slot: Slot, scope: Scope) -> bool:
    """Whether the empty form already has this value: a number of a round, a text of the law."""
    try:
        return lookup(scope, slot.path) not in (None, "")
    except TemplateError:
        return False


@dataclass(frozen=True)
class Condition:
    """`path`, `path = words`, `path 含 words | words` or `非 …`: whether a block is printed."""

    path: tuple[str, ...]
    negated: bool = False
    words: str | None = None
    among: tuple[str, ...] = ()

    @classmethod
    def read(cls, source: str) -> Condition:
        """Parse it; raises TemplateError."""
        said, negated = source.removeprefix("非 ").strip(), source.startswith("非 ")
        path, holds, listed = (part.strip() for part in said.partition(" 含 "))
        if holds:
            among = tuple(word.strip() for word in listed.split("|"))
            return cls(check_path(path), negated, among=among)
        path, equals, words = (part.strip() for part in said.partition("="))
        return cls(check_path(path), negated, words if equals else None)

    def holds(self, scope: Scope) -> bool:
        """Whether the data says so; nought counts as something."""
        value = lookup(scope, self.path)
        if self.among:
            is_met = any(_name(entry) in self.among for entry in value or ())
        elif self.words is None:
            is_met = value is not None and value is not False and value not in ("", [], {})
        else:
            is_met = as_text(value) == self.words
        return is_met != self.negated


def _name(entry: Any) -> str:
    """What an entry of a list of choices is called."""
    return as_text(entry["名称"] if isinstance(entry, dict) else entry)
