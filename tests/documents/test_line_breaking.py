"""Line ends of random text, numbers and long runs."""

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents import fonts, grid
from desktop.documents.line_breaking import (
    HANGING,
    NOT_AT_END,
    NOT_AT_START,
    Line,
    Run,
    break_lines,
    cut,
)

PIECES = (
    *"中华人民共和国行政处罚法当事人依据规定浦江县",
    *"，。、；：？！（）“”《》〔〕％",
    *("——", "……", "2026", "12.5", "ABC", "。”", "）。", "”，", "（“", "》（", "1,200.00元"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=120).map("".join)


def lines_of(text: str, width: float = grid.WIDTH, indent: float = 2 * grid.CELL) -> list[Line]:
    units = cut([Run(fonts.font(fonts.BODY), text)], grid.SIZE, grid.CELL, 14 * grid.CELL)
    return break_lines(units, width, indent)


def words(line: Line) -> str:
    return "".join(unit.text for unit in line)


def could_end_elsewhere(line: Line) -> bool:
    """Whether some place inside the line is a lawful line end."""
    pairs = itertools.pairwise(line)
    return any(a.text[-1] not in NOT_AT_END and b.text[0] not in NOT_AT_START for a, b in pairs)


@given(texts)
@settings(max_examples=400)
def test_no_line_starts_or_ends_with_a_forbidden_mark(text: str) -> None:
    lines = lines_of(text)
    assert "".join(map(words, lines)) == text
    for above, below in itertools.pairwise(lines):
        is_faulty = words(below)[0] in NOT_AT_START or words(above)[-1] in NOT_AT_END
        assert not (is_faulty and could_end_elsewhere(above)), (words(above), words(below))


@given(texts)
@settings(max_examples=200)
def test_nothing_but_one_light_mark_stands_outside_the_type_area(text: str) -> None:
    for number, line in enumerate(lines_of(text)):
        room = grid.WIDTH - (0 if number else 2 * grid.CELL)
        over = sum(unit.width for unit in line) - room
        if over > 0.01:
            assert line[-1].text in HANGING
            assert over <= grid.CELL + 0.01


def test_a_full_line_has_28_characters() -> None:
    assert [len(words(line)) for line in lines_of("国" * 80)] == [26, 28, 26]


def test_numbers_and_dashes_stay_whole() -> None:
    for length in range(20, 32):
        text = "国" * length + "1,234,567.89元——完……止"
        parts = [words(line) for line in lines_of(text)]
        joined = "|".join(parts)
        assert "1,234,567.89" in joined
        assert "——" in joined
        assert "……" in joined


def test_a_run_longer_than_the_line_is_cut_rather_than_lost() -> None:
    text = "A1" * 60
    lines = lines_of(text)
    assert len(lines) > 2
    assert "".join(map(words, lines)) == text


def test_blanks_at_a_line_end_do_not_start_the_next_line() -> None:
    lines = lines_of("国" * 26 + "   " + "国" * 10)
    assert not re.match(r"\s", words(lines[1]))


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines_of("") == [[]]
