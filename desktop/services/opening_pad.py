"""Pads numbered beforehand in a workbook of taking over: which are there, how far they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desktop.services import number_pad
from desktop.services.opening_plan import Given, PadLine, Plan, title_of
from desktop.services.opening_sheet import PADS
from desktop.services.work import Work
from desktop.values import half_width

_BOUNDS = ("first", "last", "used")


def lines(work: Work, rows: Sequence[Given]) -> Iterator[PadLine]:
    """Every pad with its faults; numbers another pad has are refused, in the file and outside."""
    taken: list[PadLine] = []
    for one in rows:
        values = one.values
        line = PadLine(
            PADS, one.spot, title_of(values, PADS), values, list(one.faults), said=one.said
        )
        bounds = _bounds(line)
        if not line.complaints:
            line.pad = _pad(values, bounds)
            for name, sentence in number_pad.faults(work, line.pad).items():
                line.complain(name, sentence)
        if not line.complaints:
            _use(line, bounds)
            _overlaps(line, taken)
            taken.append(line)
        yield line


def _bounds(line: PadLine) -> dict[str, int]:
    """The first, the last and the last used number; digits only."""
    found: dict[str, int] = {}
    for name in _BOUNDS:
        text = half_width(line.values.get(name) or "")
        if text.isascii() and text.isdigit():
            found[name] = int(text)
        elif text:
            line.complain(name, "应当只有数字，号码前面的字母请填在“前缀”列")
    return found


def _pad(values: Mapping[str, Any], bounds: Mapping[str, int]) -> dict[str, Any]:
    """The digits are those written, where nobody says otherwise: 0001001 has seven."""
    longest = max(len(half_width(values[name])) for name in ("first", "last"))
    return {
        "kind": values["kind"],
        "prefix": values.get("prefix") or "",
        "first": bounds["first"],
        "last": bounds["last"],
        "digits": values.get("digits") or longest,
        "received_on": values["received_on"],
        "note": None,
    }


def _use(line: PadLine, bounds: Mapping[str, int]) -> None:
    used, first, last = bounds.get("used"), bounds["first"], bounds["last"]
    if used is None:
        return
    if not first <= used <= last:
        line.complain("used", "应当在起号和止号之间；一张都没有用的，请留空")
        return
    line.used = used - first + 1


def _overlaps(line: PadLine, taken: Sequence[PadLine]) -> None:
    mine = line.pad
    for other in taken:
        same = all(other.pad[name] == mine[name] for name in ("kind", "prefix"))
        if same and mine["first"] <= other.pad["last"] and other.pad["first"] <= mine["last"]:
            sheet, row = other.spot
            line.complain("first", f"与“{sheet}”第{row}行的号段重叠，请核对", repeated=True)


def claimed(found: Plan) -> frozenset[str]:
    """Numbers of receipts and decisions that stand on a pad; none may lie beyond what is used."""
    sheets = {line.text_of(sheet): (line, sheet) for line in found.pads for sheet in line.every}
    named = {(act.receipt or act.number) for line in found.cases for act in line.acts}
    for text in sorted(named & set(sheets)):
        line, sheet = sheets[text]
        if sheet not in line.sheets:
            line.complain("used", f"案件或者缴款中已经用到 {text}，已用到的号码不能小于它，请核对")
    return frozenset(named & set(sheets))
