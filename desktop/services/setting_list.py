"""Every setting a person answers for, in one list: the program's own and the law's.

A line is known by a key made of its name, because a setting nobody confirmed has no record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from desktop.errors import Invalid, WorkError
from desktop.fields import Field, longest
from desktop.law.confirmations import Unconfirmed
from desktop.models.setting import Setting
from desktop.models.unit import UnitKind
from desktop.services import law_setting, number, setting, setting_place, unit
from desktop.services.listing import PAGE, Listing, Row, View, in_order, unpacked
from desktop.services.setting_place import Kept
from desktop.services.work import Work
from desktop.values import Choice

_SPACE = UUID("6b1f1f0e-5d7c-5c0a-9a55-0f6f4a3b7d11")
_AGREED = ("as_is", "kept", "table")
_HIDDEN = ("sample_county",)  # Written by the program when it makes a sample, by nobody else.
COLUMNS = (
    Field(name="label", label="设置项", width=24),
    Field(name="value", label="现行值", width=24),
    Field(name="since", label="生效日期", kind=date, width=9),
    Field(name="who", label="确认人", width=10),
    Field(name="state", label="状态", width=8),
)
_SINCE = Field(name="since", label="生效日期", kind=date)
_SOURCE = Field(
    name="source",
    label="依据",
    hint="文件名称、文号和条款",
    lines=2,
    check=longest(400),
)


class Group(Choice):
    """What a setting is about, to narrow the list down."""

    UNIT = "unit", "单位和收缴"
    NUMBER = "number", "文号格式"
    RULE = "rule", "制度和清单"
    TERM = "term", "期限和数值"
    THRESHOLD = "threshold", "较大数额"
    TEXT = "text", "文书用语"


GROUPS = tuple(Group)
_PREFIXES = {
    "text.": Group.TEXT,
    "threshold.": Group.THRESHOLD,
    "limit.": Group.TERM,
    "deadline.": Group.TERM,
    "case_time.": Group.TERM,
}


class YesNo(Choice):
    """A flag that must be answered; none is taken for granted."""

    YES = "yes", "是"
    NO = "no", "否"


@dataclass(frozen=True)
class Line:
    """One setting today. `kind` as in law.confirmations, or kept (the value is a record's own).

    `law` tells which layer reads it; `pattern`: the value is a number pattern. `source` is the
    document behind a confirmed value, or the article behind a proposed one. `inherited` values
    are the county's. `place` is the page on which a table or a kept value is entered; `stale`:
    what was confirmed there has changed since.
    """

    key: UUID
    name: str
    label: str
    kind: str
    law: bool
    confirm: bool
    value: str
    source: str
    since: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None
    inherited: bool = False
    pattern: bool = False
    place: str = ""
    stale: bool = False

    @property
    def open(self) -> bool:
        """Whether a person must still confirm it."""
        return self.confirm and not self.confirmed_by

    @property
    def mark(self) -> tuple[str, str, str]:
        """The state: confirmed, not yet, or a value of the program that asks nobody."""
        if self.confirmed_by:
            words = "县级已确认" if self.inherited else "已确认"
            return "ok", words, f"{self.confirmed_by} 于 {self.confirmed_on} 确认"
        if self.stale:
            return "warn", "已变更", f"确认以后，“{self.place}”中的内容已经变更，须重新核对"
        if self.confirm:
            return "warn", "未确认", "投入使用前须由人核对后确认"
        return "none", "默认", "程序的默认值，可以按本单位的规定更改"

    @property
    def obstacle(self) -> str:
        """Why it cannot be confirmed in this list; empty = it can."""
        if self.kind not in ("table", "kept") or self.value:
            return ""
        if self.place:
            return f"尚无内容。请先在“{self.place}”录入，再回到这里核对确认。"
        return "这一项是一整张表，须在专门的页面录入，这里只列出尚未确认。"

    @property
    def group(self) -> Group:
        """What it is about."""
        if self.law:
            plain = Group.TERM if self.kind == "integer" else Group.RULE
            return next((g for p, g in _PREFIXES.items() if self.name.startswith(p)), plain)
        return Group.NUMBER if self.pattern else Group.UNIT


@dataclass(frozen=True)
class Earlier:
    """A value once confirmed for the unit."""

    value: str
    since: date
    confirmed_by: str
    source: str


def bodies(work: Work) -> list[tuple[UUID, str]]:
    """The county and its townships: whose settings there are."""
    kinds = (UnitKind.COUNTY, UnitKind.TOWNSHIP)
    return [(one.id, one.name) for one in unit.names(work) if one.kind in kinds]


def lines(work: Work, unit_id: UUID) -> list[Line]:
    """Everything for one unit: what is open first within each layer's order."""
    held, kept = setting.held(work, unit_id), setting_place.kept(work, unit_id)
    own = [_own(name, one, kept) for name, one in setting.declared().items() if name not in _HIDDEN]
    laws = [_law(one, kept) for one in work.law.unconfirmed(work.today)]
    shown = [line for line in own if line.kind != "kept" or line.name in kept]
    filled = [_filled(line, held, unit_id) for line in (*shown, *laws)]
    return sorted(filled, key=lambda line: not line.open)


def _own(name: str, one: setting.Declared, kept: Kept) -> Line:
    line = Line(_key(name), name, one.label, one.kind, False, one.confirm, one.default, "")
    place = kept.get(name, ("", ""))
    if one.kind == "kept":
        return replace(line, value=place[0], place=place[1])
    return replace(line, pattern="{seq" in one.default, value=one.default or place[0])


def _law(one: Unconfirmed, kept: Kept) -> Line:
    value, place = kept.get(one.key, (one.value, ""))
    key = _key(law_setting.PREFIX + one.key)
    return Line(key, one.key, one.label, one.kind, True, True, value, one.cite, place=place)


def read(work: Work, unit_id: UUID, key: UUID) -> tuple[Line, list[Earlier]]:
    """One setting with every value confirmed for the unit, newest first."""
    line = next((one for one in lines(work, unit_id) if one.key == key), None)
    if line is None:
        raise WorkError("没有这个设置项，请刷新列表。")
    query = (
        select(Setting)
        .where(
            Setting.unit_id == unit_id, Setting.key == _stored(line), Setting.removed_at.is_(None)
        )
        .order_by(Setting.since.desc(), Setting.id.desc())
    )
    return line, [
        Earlier(_shown(line, row.value), row.since, row.confirmed_by or "", row.source or "")
        for row in work.session.execute(query).scalars()
    ]


def fields(line: Line) -> dict[str, Field]:
    """What is asked to confirm it: the value where one may be entered, day and source."""
    asked = {"since": _SINCE, "source": _SOURCE} if line.law else {"source": _SOURCE}
    kind = {"integer": int, "money": Decimal, "date": date, "flag": YesNo}.get(line.kind, str)
    if line.kind in _AGREED:
        return asked
    made = Field(name="value", label="值", kind=kind, check=longest(200) if kind is str else None)
    if kind in (int, Decimal):
        made = replace(made, check=lambda value: None if value > 0 else "应大于0")
    if line.pattern:
        made = replace(made, label="文号格式", check=_pattern)
    return {"value": made, **asked}


def value_of(line: Line) -> Any:
    """The value a form starts with."""
    field = fields(line).get("value")
    return field.parse(line.value) if field is not None and line.value else None


def confirm(work: Work, unit_id: UUID, line: Line, values: dict[str, Any]) -> None:
    """Put the value in force for the unit, with the actor's name behind it."""
    if line.obstacle:
        raise WorkError(line.obstacle)
    value = values.get("value", line.value)
    if not line.law:
        if line.pattern and (wrong := number.check_pattern(str(value))):
            raise Invalid({"value": wrong})
        setting.confirm(work, line.name, str(value), values["source"], unit_id)
        return
    stored = value is YesNo.YES if isinstance(value, YesNo) else value
    law_setting.confirm(work, line.name, stored, values["since"], values["source"], unit_id)


def _pattern(text: str) -> str | None:
    wrong = number.check_pattern(text)
    return wrong.removeprefix("文号格式") if wrong else None


def _key(name: str) -> UUID:
    return uuid5(_SPACE, name)


def _stored(line: Line) -> str:
    return law_setting.PREFIX + line.name if line.law else line.name


def _filled(line: Line, held: dict[str, Setting], unit_id: UUID) -> Line:
    row = held.get(_stored(line))
    if row is None:
        return line
    if line.kind in ("kept", "table") and _shown(line, row.value) != line.value:
        return replace(line, stale=True)
    return replace(
        line,
        value=_shown(line, row.value),
        source=row.source or "",
        since=row.since,
        confirmed_by=row.confirmed_by or "",
        confirmed_on=row.confirmed_on,
        inherited=row.unit_id != unit_id,
    )


def _shown(line: Line, stored: str | None) -> str:
    if not line.law:
        return stored or ""
    value = json.loads(stored or "null")
    return {True: "是", False: "否", None: ""}.get(value, str(value))


def _wanted(work: Work, view: View) -> list[Line]:
    unit_id = view.filters.get("unit_id") or work.unit_id
    open_only, group = view.filters.get("open", False), view.filters.get("group")
    return [
        line
        for line in lines(work, unit_id)
        if (line.open or not open_only)
        and group in (None, line.group)
        and all(w in line.label for w in view.words.split())
    ]


def _row(line: Line) -> Row:
    return (line.key, line.label, line.value, line.since, line.confirmed_by, line.mark)


def _first(work: Work, view: View) -> list[Row]:
    return [_row(line) for line in _wanted(work, view)[:PAGE]]


def _ids(work: Work, view: View) -> bytes:
    return b"".join(line.key.bytes for line in _wanted(work, view))


def _rows(work: Work, view: View, wanted: bytes) -> list[Row]:
    return in_order([_row(line) for line in _wanted(work, view)], unpacked(wanted))


LIST = Listing(first=_first, ids=_ids, rows=_rows)
