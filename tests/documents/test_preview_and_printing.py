"""Pictures of pages, the print command, and the system's own program."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from sample_papers import a_filing

from desktop.documents import printing
from desktop.documents.preview import Pages, Picture
from desktop.documents.printing import LONG_EDGE, Options, open_with_system, print_paper, unfold
from desktop.documents.render import render
from desktop.documents.template import load_form
from desktop.errors import WorkError


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(load_form("case_filing_approval"), a_filing()).pdf


def ink(picture: Picture) -> float:
    size = (picture.width, picture.height)
    grey = Image.frombuffer("RGB", size, picture.pixels, "raw", "BGRX").convert("L")
    return sum(grey.histogram()[:128]) / (size[0] * size[1])


def test_a_page_becomes_a_picture_of_its_size(pdf: bytes) -> None:
    with Pages(pdf) as pages:
        assert pages.count == 2
        width, height = pages.size(0)
        picture = pages.picture(0, 2.0)
    assert abs(picture.width - 2 * width) <= 2
    assert abs(picture.height - 2 * height) <= 2
    assert len(picture.pixels) == picture.width * picture.height * 4
    assert 0.01 < ink(picture) < 0.2


def test_the_words_of_a_page_can_be_copied(pdf: bytes) -> None:
    with Pages(pdf) as pages:
        assert "涉嫌占用城市人行道擅自设摊经营案" in pages.text(0)


def test_a_printer_gets_its_own_resolution(pdf: bytes) -> None:
    with Pages(pdf) as pages:
        picture = pages.picture_at(1, 144)
        assert abs(picture.width - 2 * pages.size(1)[0]) <= 2


def test_a_page_too_large_for_memory_is_refused(pdf: bytes) -> None:
    with Pages(pdf) as pages, pytest.raises(WorkError, match="缩小"):
        pages.picture(0, 100)


def test_what_is_no_pdf_is_refused_in_words() -> None:
    with pytest.raises(WorkError, match="不是有效的 PDF"):
        Pages(b"not a pdf")


def test_many_threads_may_look_at_papers_at_once(pdf: bytes) -> None:
    def look(_: int) -> bytes:
        with Pages(pdf) as pages:
            return pages.picture(0, 0.5).pixels

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(look, range(24)))) == 1


def test_closing_twice_is_harmless(pdf: bytes) -> None:
    pages = Pages(pdf)
    pages.close()
    pages.close()


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty search path for programs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def a_command(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def test_a_paper_goes_to_the_print_command_with_its_options(commands: Path, pdf: bytes) -> None:
    a_command(commands, "lp", f'/bin/cat > "{commands}/printed"; echo "$@"')
    options = Options("office", copies=3, sides=LONG_EDGE, tray="Tray2", pages="1-2")
    answer = print_paper(pdf, "立案审批表", options)
    assert (commands / "printed").read_bytes() == pdf
    assert "-n 3" in answer
    assert "sides=two-sided-long-edge" in answer
    assert "-d office" in answer
    assert "media=Tray2" in answer
    assert "-P 1-2" in answer


def test_a_machine_without_print_command_says_what_to_do(commands: Path, pdf: bytes) -> None:
    with pytest.raises(WorkError, match=r"cups-client.*用系统程序打开"):
        print_paper(pdf, "立案审批表")
    assert printing.printers() == []


def test_a_refusal_of_the_printer_is_passed_on(commands: Path, pdf: bytes) -> None:
    a_command(commands, "lp", "echo 'no default destination' >&2; exit 1")
    with pytest.raises(WorkError, match="no default destination"):
        print_paper(pdf, "立案审批表")


@pytest.mark.parametrize("copies", [0, 1000])
def test_a_number_of_copies_out_of_reason_is_refused(copies: int, pdf: bytes) -> None:
    with pytest.raises(WorkError, match="份数"):
        print_paper(pdf, "立案审批表", Options(copies=copies))


def test_printers_are_listed(commands: Path) -> None:
    a_command(commands, "lpstat", "echo office; echo hall")
    assert printing.printers() == ["office", "hall"]


def test_a_paper_is_unfolded_under_a_safe_name_for_this_person_only(pdf: bytes) -> None:
    path = unfold(pdf, "../浦黄综执立〔2026〕第12号: 立案/审批表")
    assert path.read_bytes() == pdf
    assert path.suffix == ".pdf"
    assert "/" not in path.name
    assert ":" not in path.name
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_systems_program_gets_the_file(commands: Path, pdf: bytes) -> None:
    a_command(commands, "xdg-open", f'echo "$1" > "{commands}/opened"')
    path = unfold(pdf, "立案审批表")
    open_with_system(path).join(10)
    assert (commands / "opened").read_text().strip() == str(path)


def test_a_system_without_pdf_program_says_where_the_file_is(commands: Path, pdf: bytes) -> None:
    path = unfold(pdf, "立案审批表")
    with pytest.raises(WorkError, match="PDF 阅读器"):
        open_with_system(path)
