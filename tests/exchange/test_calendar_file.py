"""The calendar file: what RFC 5545 asks of its lines, read back by hand."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.errors import WorkError
from desktop.exchange.calendar_file import DayEntry, as_calendar, write_calendar

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def an_entry(**values: object) -> DayEntry:
    given = {
        "key": "a-decision-main-20260925",
        "day": date(2026, 12, 24),
        "title": "作出行政处罚决定 · 浦黄罚立字〔2026〕第000012号",
        "words": "依据：《中华人民共和国行政处罚法》第六十条",
    }
    return DayEntry(**(given | values))  # type: ignore[arg-type]


def unfolded(content: bytes) -> list[str]:
    """Lines with their foldings undone (RFC 5545 3.1)."""
    return re.sub(rb"\r\n[ \t]", b"", content).decode("utf-8").split("\r\n")


def test_a_term_is_a_whole_day_that_reminds_the_day_before() -> None:
    lines = unfolded(as_calendar([an_entry()], NOW))
    assert lines[0] == "BEGIN:VCALENDAR" and "VERSION:2.0" in lines
    assert "DTSTART;VALUE=DATE:20261224" in lines and "DTEND;VALUE=DATE:20261225" in lines
    assert "DTSTAMP:20261123T083000Z" in lines
    assert "UID:a-decision-main-20260925@zhifatai" in lines
    assert "TRIGGER:-PT15H" in lines and "CLASS:PRIVATE" in lines


def test_no_line_is_longer_than_seventy_five_octets_and_no_character_is_cut() -> None:
    content = as_calendar([an_entry(title="对先行登记保存的证据作出处理决定" * 20)], NOW)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    assert "SUMMARY:" + "对先行登记保存的证据作出处理决定" * 20 in unfolded(content)


def test_what_would_break_a_line_is_escaped() -> None:
    content = as_calendar([an_entry(words="案由：甲,乙;丙\\丁\n第二行\r\nEND:VEVENT")], NOW)
    described = next(one for one in unfolded(content) if one.startswith("DESCRIPTION:案由"))
    assert described == r"DESCRIPTION:案由：甲\,乙\;丙\\丁\n第二行\nEND:VEVENT"
    assert unfolded(content).count("END:VEVENT") == 1


def test_the_file_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "期限.ics"
    target.write_bytes(b"old")
    write_calendar(target, [an_entry()], NOW)
    assert target.read_bytes() == as_calendar([an_entry()], NOW)
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(WorkError, match="文件夹不存在"):
        write_calendar(tmp_path / "没有" / "期限.ics", [an_entry()], NOW)
