"""The State Council's yearly notice of holidays, as pasted, read into a year's table.

A sentence looks like “春节：2月15日（星期日）至23日（星期一）放假调休，共9天。2月14日（星期六）上班。”
Nothing with a date in it is passed over: what cannot be read is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.law.calendar import days

_DAY = r"(?:(?:\d{4})年)?\d{1,2}月\d{1,2}日(?:\([^()]*\))?"
_END = r"(?:(?:\d{4})年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_OFF = re.compile(
    rf"({_DAY})(?:[至到—~-]+({_END}))?(?:放假调休|调休放假|放假)"
    r"(?:,?共?(\d+)天)?(?:,(?:不调休|与周末连休))*"
)
_WORK = re.compile(rf"{_DAY}(?:[、,和]{_DAY})*上班")
_NAMED = re.compile(r"(?:[一二三四五六七八九十]+、)?([一-鿿、]+):(.*)")
_SIGNED = re.compile(r"(?:国务院办公厅)?\d{4}年\d{1,2}月\d{1,2}日")
_PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")


@dataclass
class Notice:
    """What a notice says of its year; `faults` are sentences with the line of the notice.

    `outside` are days off in another year (元旦 often begins in December): they belong to that
    year's table.
    """

    year: int
    holidays: list[tuple[str, date, date]] = field(default_factory=list)
    work: list[date] = field(default_factory=list)
    outside: list[date] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def table(self, cite: str) -> dict[str, Any]:
        """As a calendar file holds it."""
        spans = [{"name": name, "since": a, "until": b} for name, a, b in self.holidays]
        return {"year": self.year, "cite": cite, "work": sorted(self.work), "holidays": spans}


def read_notice(year: int, text: str) -> Notice:
    """Read a notice for a year; never raises: what does not fit is in `faults`."""
    notice = Notice(year)
    name = ""
    for line, sentence in _sentences(text):
        if named := _NAMED.fullmatch(sentence):
            name, sentence = named[1], named[2]
        try:
            _read(notice, name, sentence)
        except _Fault as fault:
            notice.faults.append((line, str(fault)))
    if not notice.holidays and not notice.faults:
        notice.faults.append((1, "没有读到任何放假安排，请粘贴国务院办公厅通知的全文。"))
    return notice


class _Fault(ValueError):
    pass


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence in half-width signs without blanks, and the line it stands on."""
    for line, raw in enumerate(text.splitlines(), 1):
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", raw))
        for sentence in re.split("[。;]", plain):
            if sentence:
                yield line, sentence


def _read(notice: Notice, name: str, sentence: str) -> None:
    if off := _OFF.fullmatch(sentence):
        _holiday(notice, name, off)
    elif _WORK.fullmatch(sentence):
        notice.work.extend(_work_day(notice, part) for part in re.findall(_DAY, sentence))
    elif re.search(r"\d+日", sentence) and not _SIGNED.fullmatch(sentence):
        raise _Fault(f"读不懂“{sentence}”，请按“春节：2月15日至23日放假调休，共9天。”的写法填写。")


def _holiday(notice: Notice, name: str, off: re.Match[str]) -> None:
    if not name:
        raise _Fault(f"“{off[0]}”没有节日名称，请在前面写明，例如“春节：”。")
    first = _day(off[1], notice.year, 0)
    last = _day(off[2], first.year, first.month) if off[2] else first
    if last < first:
        raise _Fault(f"{name}的止日{last}早于起日{first}，请核对。")
    length = (last - first).days + 1
    if off[3] and int(off[3]) != length:
        raise _Fault(f"{name}写明共{off[3]}天，起止日期是{length}天，请核对。")
    own = [day for day in days(first, last) if day.year == notice.year]
    notice.outside += [day for day in days(first, last) if day.year != notice.year]
    if own:
        notice.holidays.append((name, own[0], own[-1]))


def _work_day(notice: Notice, text: str) -> date:
    day = _day(text, notice.year, 0)
    if day.year != notice.year:
        raise _Fault(f"上班日{day}不在{notice.year}年，请写入该年的放假安排。")
    return day


def _day(text: str, year: int, month: int) -> date:
    """The day; a missing year or month is that of what stands before it."""
    match = _PARTS.fullmatch(text)
    assert match is not None
    try:
        day = date(int(match[1] or year), int(match[2] or month), int(match[3]))
    except ValueError:
        raise _Fault(f"“{text}”不是有效日期，日历上没有这一天。") from None
    if said := _WEEKDAY.search(match[4] or ""):
        wanted = "一二三四五六日".index(said[1].replace("天", "日"))
        if day.weekday() != wanted:
            real = "一二三四五六日"[day.weekday()]
            raise _Fault(f"{day}是星期{real}，不是星期{said[1]}，请核对日期。")
    return day


def missing_feasts(notice_days: set[date], feasts: dict[date, str]) -> list[str]:
    """Statutory holidays the notice does not give, as sentences (P10)."""
    return [
        f"{day}是法定节假日（{name}），通知中没有放假，请核对。"
        for day, name in sorted(feasts.items())
        if day not in notice_days
    ]


def pack_text(year: int, notice: str, label: str, source: str, correction: str = "") -> str:
    """A law pack holding one pasted notice, for what is typed in the window.

    `correction` says why a year already held is given anew.
    """
    body = pasted(notice).replace("'''", "").strip()
    said = {"label": label, "source": source}
    head = "\n".join(f'{key} = "{_quoted(value)}"' for key, value in said.items())
    why = f'correction = "{_quoted(correction)}"\n' if correction.strip() else ""
    return f"[pack]\n{head}\n\n[calendar.{year}]\n{why}notice = '''\n{body}\n'''\n"


def pasted(text: str) -> str:
    """A pasted text with plain line ends and without the control signs TOML forbids."""
    lines = text.splitlines()
    return "\n".join("".join(one if one.isprintable() else " " for one in line) for line in lines)


def notice_text(table: Mapping[str, Any]) -> str:
    """A year's table in the words of a notice: reads back as the same table."""
    said = []
    for span in sorted(table["holidays"], key=lambda one: one["since"]):
        first, last = span["since"], span["until"]
        end = f"至{_spoken(last)}" if last != first else ""
        length = (last - first).days + 1
        said.append(f"{span['name']}：{_spoken(first)}{end}放假，共{length}天。")
    if table["work"]:
        said.append("、".join(map(_spoken, sorted(table["work"]))) + "上班。")
    return "\n".join(said)


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"


def _quoted(text: str) -> str:
    plain = " ".join(pasted(text).split())
    return plain.replace("\\", "\\\\").replace('"', '\\"')
