"""Next year's notice of holidays, pasted: what was read of it, and handing it on as a law pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.errors import WorkError
from desktop.law.calendar import Calendar
from desktop.law.pack import CITE
from desktop.law.pack_notice import notice_text, pack_text, pasted, read_notice
from desktop.law.shape import BrokenLaw
from desktop.law.year_table import YearTable, read_year
from desktop.services import law_pack, year_view
from desktop.services.work import Work
from desktop.services.year_view import YearView

_NUMBER = re.compile(r"国办发(?:明电)?\s*[〔\[(（]\d{4}[〕\])）]\s*\d+\s*号")
_WHOLE = 0
"""The line of a fault that belongs to no line of the notice."""


@dataclass(frozen=True)
class Offered:
    """A year whose notice may be entered. `held`: one is there already, and would be corrected.

    `text` is the notice held, in words; `waiting` who has brought one that is not approved yet.
    """

    year: int
    held: bool
    text: str
    waiting: str


@dataclass(frozen=True)
class Complaint:
    """One thing that cannot stand; `line` is that of the pasted text, 0 where it is the whole."""

    line: int
    words: str

    @property
    def text(self) -> str:
        """With its line."""
        return f"第{self.line}行：{self.words}" if self.line else self.words


@dataclass(frozen=True)
class Reading:
    """What was read: the year as it would be, None where it makes no year; what is wrong.

    `moved` are days that would count otherwise than they do now.
    """

    year: int
    view: YearView | None
    faults: tuple[Complaint, ...]
    moved: int


def offered(work: Work) -> list[Offered]:
    """The next year without a notice first, then the years held, latest first."""
    held = sorted(work.law.calendar.years, reverse=True)
    waiting = law_pack.waiting_years(work)
    files = work.law.edition.files
    following = held[0] + 1
    kept = [
        Offered(one, True, notice_text(files[f"calendar/{one}.toml"]), waiting.get(one, ""))
        for one in held
        if one >= work.today.year - 1
    ]
    return [Offered(following, False, "", waiting.get(following, "")), *kept]


def source_in(text: str) -> str:
    """The number of the notice where the pasted text gives it (国办发明电〔2026〕1号)."""
    found = _NUMBER.search(text)
    return f"国务院办公厅通知（{''.join(found[0].split())}）" if found else ""


def read(work: Work, year: int, text: str, correction: str = "") -> Reading:
    """Read a pasted notice against the law in force; nothing is kept."""
    calendar = work.law.calendar
    notice = read_notice(year, pasted(text))
    faults = [Complaint(line, words) for line, words in notice.faults]
    try:
        table = read_year(str(year), notice.table(CITE.format(year=year)))
    except BrokenLaw as broken:
        words = str(broken).partition("：")[2]
        return Reading(year, None, (*faults, Complaint(_WHOLE, f"{words}，请核对。")), 0)
    if not faults:
        pack = pack_text(year, text, "预览", "预览", correction or "预览")
        if not calendar.published(date(year, 1, 1)):
            pack = pack_text(year, text, "预览", "预览")
        seen = law_pack.preview(work, f"{year}年放假通知", pack)
        faults = [Complaint(_WHOLE, fault.words) for fault in seen.faults]
    view, moved = _shown(work, calendar, table)
    return Reading(year, view, tuple(faults), moved)


def bring(work: Work, year: int, text: str, source: str, correction: str = "") -> UUID:
    """Keep the notice as a law pack that waits for the second person.

    Raises BrokenPack naming every fault, WorkError where the basis or the reason is missing.
    """
    if not source.strip():
        raise WorkError("请填写依据文件，例如通知的名称和文号。")
    held = work.law.calendar.published(date(year, 1, 1))
    if held and not correction.strip():
        raise WorkError(f"{year}年的放假安排已经录入，更正须写明原因。")
    if who := law_pack.waiting_years(work).get(year):
        raise WorkError(f"{year}年的放假安排已由{who}录入，正待批准；如需重录，请先撤回原来的。")
    name = f"{year}年放假安排{'（更正）' if held else ''}"
    pack = pack_text(year, text, name, source, correction if held else "")
    return law_pack.import_pack(work, f"{year}年放假通知", pack)


def _shown(work: Work, calendar: Calendar, table: YearTable) -> tuple[YearView, int]:
    view = year_view.shown(calendar.with_year(table), table.year, work.today)
    moved = sum(calendar.look(look.day).works is not look.works for look in view.looks)
    return view, moved
