"""Days as a calendar file (RFC 5545) that phones and other calendars take in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO

from desktop.exchange.whole_file import write_whole

SUFFIX = ".ics"
_MAKER = "-//zhifatai//terms//ZH"
_REMINDED = timedelta(hours=-15)
"""Nine in the morning of the day before."""


@dataclass(frozen=True)
class DayEntry:
    """Something on a whole day. The same `key` in a later file replaces the entry."""

    key: str
    day: date
    title: str
    words: str


def write_calendar(path: Path, entries: Sequence[DayEntry], stamped: datetime) -> None:
    """Write the entries, each reminding a day before; the file appears whole or not at all.

    `stamped` is when they were read (an aware moment).
    """
    content = as_calendar(entries, stamped)

    def fill(stream: IO[bytes]) -> None:
        stream.write(content)

    write_whole(path, fill)


def as_calendar(entries: Sequence[DayEntry], stamped: datetime) -> bytes:
    """The bytes of the file."""
    from icalendar import Alarm, Calendar, Event  # Only read when a calendar is written.

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for one in entries:
        event, alarm = Event(), Alarm()
        event.add("uid", f"{one.key}@zhifatai")
        event.add("dtstamp", stamped)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", one.words)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", _REMINDED)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
