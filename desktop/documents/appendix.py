"""Adds objects to a finished PDF file as an incremental update (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import re

_TAIL = 2048
_SIZE = re.compile(rb"/Size (\d+)")
_START = re.compile(rb"startxref\s+(\d+)")
_KEPT = re.compile(rb"/(?:Root|Info) \d+ 0 R")


class Appendix:
    """Objects to be added; each is given the next free number."""

    def __init__(self, paper: bytes) -> None:
        self._paper = paper
        tail = paper[-_TAIL:]
        size, start = _SIZE.search(tail), _START.search(tail)
        if size is None or start is None:
            raise ValueError("not a PDF file with a classic trailer")
        self.first = int(size[1])
        self._previous = int(start[1])
        self._kept = b" ".join(_KEPT.findall(tail))
        self._objects: list[bytes] = []

    def add(self, text: str | bytes) -> int:
        """Add an object written as PDF and return its number."""
        body = text.encode("ascii") if isinstance(text, str) else text
        number = self.first + len(self._objects)
        self._objects.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def add_stream(self, entries: str, content: bytes) -> int:
        """Add a stream with further dictionary entries."""
        head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode("ascii")
        return self.add(head + content + b"\nendstream")

    def write(self) -> bytes:
        """The file with everything added."""
        offset, rows = len(self._paper), []
        for body in self._objects:
            rows.append(b"%010d 00000 n \n" % offset)
            offset += len(body)
        count = len(self._objects)
        trailer = b"xref\n%d %d\n%btrailer\n<< /Size %d /Prev %d %b >>\n" % (
            self.first,
            count,
            b"".join(rows),
            self.first + count,
            self._previous,
            self._kept,
        )
        end = b"startxref\n%d\n%%%%EOF\n" % offset
        return b"".join((self._paper, *self._objects, trailer, end))
