"""Where in a law pack a table or key stands: for sentences that name the line."""

from __future__ import annotations

import re
from collections import Counter

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]=]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[\w-]+)\s*=")
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[^.\s]+")
Path = tuple[str | int, ...]


class Lines:
    """Line numbers of a TOML text by path, such as ("thresholds", "x", "versions", 0, "amount")."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._found: dict[Path, int] = {}
        self._counts: Counter[Path] = Counter()
        here: Path = ()
        inside = ""
        for number, line in enumerate(self._lines, 1):
            if not inside:
                here = self._look(here, number, line)
            inside = _still_inside(inside, line)

    def at(self, *path: str | int) -> int:
        """The line of the path, else of the nearest table around it, else the first."""
        for end in range(len(path), 0, -1):
            if (line := self._found.get(path[:end])) is not None:
                return line
        return 1

    def within(self, path: Path, line: int) -> int:
        """The line of the file on which the so-manieth line of a long text stands."""
        start = self.at(*path)
        opened = "".join(self._lines[start - 1 : start]).rstrip()
        return start + line - (0 if opened.endswith(('"""', "'''")) else 1)

    def _look(self, here: Path, number: int, line: str) -> Path:
        if header := _HEADER.match(line):
            here = self._enter(header)
            for end in range(1, len(here) + 1):
                self._found.setdefault(here[:end], number)
        elif key := _KEY.match(line):
            self._found.setdefault((*here, key[1].strip("\"'")), number)
        return here

    def _enter(self, header: re.Match[str]) -> Path:
        """The table's path; an array of tables adds the number of the item."""
        here: Path = ()
        parts = [part.strip("\"'") for part in _PART.findall(header[2])]
        for part in parts[:-1]:
            here = (*here, part)
            if self._counts[here]:
                here = (*here, self._counts[here] - 1)
        here = (*here, parts[-1])
        if header[1] == "[[":
            self._counts[here] += 1
            here = (*here, self._counts[here] - 1)
        return here


def _still_inside(inside: str, line: str) -> str:
    """The mark of the long text still open at the end of the line, or none."""
    for mark in re.findall(r"\"\"\"|'''", line):
        inside = "" if inside == mark else inside or mark
    return inside
