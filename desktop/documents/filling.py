"""A form with its data filled in: the words of each text, and how often each block comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.documents import fonts
from desktop.documents.amounts import numeral
from desktop.documents.form import GRID, ITEM, NUMBER, NUMERAL, STOP, Form, Repeat
from desktop.documents.line_breaking import Run
from desktop.documents.paragraph import Paragraph, Style, split_lines
from desktop.documents.placeholder import Scope, TemplateError, Text, lookup
from desktop.documents.tagging import Element

_GRID_FILLER, _BOX_FILLER = "　" * 8, ""
_MOST_NUMERALS = 99


class Filling:
    """One paper in the making; with `is_blank` the empty form, printing what data there is."""

    def __init__(self, form: Form, data: Mapping[str, Any], is_blank: bool = False) -> None:
        self.form = form
        self.data: Mapping[str, Any] = data
        self.root = Element("Document")
        self.filler: str | None = None
        if is_blank:
            self.filler = _GRID_FILLER if form.kind == GRID else _BOX_FILLER
        else:
            self._check_choices()

    def _check_choices(self) -> None:
        """A value no block knows would silently leave out what the law wants told."""
        for choice in self.form.choices:
            value = lookup(self.data, choice.path)
            if value not in (None, "", *choice.allowed):
                allowed = "、".join(choice.allowed)
                where = ".".join(choice.path)
                raise TemplateError(f"文书字段“{where}”只能是 {allowed}，不能是“{value}”")

    def words(self, text: Text) -> str:
        """A text of the form on one line."""
        return text.plain(self.data, self.filler).replace("\n", "")

    def all_words(self) -> Iterator[str]:
        """Every text of the paper, in no particular order."""
        for text, repeat in self.form.texts():
            for scope in self.rounds(repeat):
                yield text.plain(scope, self.filler)

    def rounds(self, repeat: Repeat) -> Iterator[Scope]:
        """The data as each round of a block sees it; nothing if it is not printed."""
        if self.filler is not None:
            if repeat.when is None or not repeat.when.negated:
                yield from ({**self.data, **counted} for counted in _empty_rounds(repeat))
        elif repeat.each is None:
            if repeat.when is None or repeat.when.holds(self.data):
                yield self.data
        else:
            items = list(lookup(self.data, repeat.each) or ())
            for number, item in enumerate(items, 1):
                scope = {**self.data, **_counted(number, len(items)), ITEM: item}
                if repeat.when is None or repeat.when.holds(scope):
                    yield scope

    def runs(self, text: Text, role: str, scope: Scope | None = None) -> list[Run]:
        """A text in the font of `role`, its marks turned into looks."""
        found = []
        for mark, words in text.runs(self.data if scope is None else scope, self.filler):
            if words:
                font = fonts.font(fonts.HEI if mark == "**" else role)
                found.append(Run(font, words, mark == "__"))
        return found

    def lines(
        self, text: Text, role: str, style: Style, width: float, tag: str = "P"
    ) -> list[Paragraph]:
        """A text as one paragraph a line, each tagged."""
        runs = self.runs(text, role)
        return [Paragraph(r, style, width, Element(tag, self.root)) for r in split_lines(runs)]

    def foot(self, style: Style, width: float) -> list[Paragraph]:
        """What stands at the foot of every page; furniture, since it is no part of the text."""
        return [
            Paragraph(runs, style, width)
            for text in self.form.foot
            for runs in split_lines(self.runs(text, fonts.BODY))
        ]


def _empty_rounds(repeat: Repeat) -> Iterator[dict[str, Any]]:
    rounds = repeat.blanks if repeat.each else 1
    for number in range(1, rounds + 1):
        yield _counted(number, rounds)


def _counted(number: int, total: int) -> dict[str, Any]:
    numerals = numeral(number) if number <= _MOST_NUMERALS else str(number)
    return {NUMBER: number, NUMERAL: numerals, STOP: "。" if number == total else "；"}
