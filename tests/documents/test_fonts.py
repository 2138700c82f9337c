"""Which fonts are found, what a missing one says, and that glyphs leave ink."""

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from sample_papers import a_decision, papers

from desktop.documents import fonts
from desktop.documents.face import Face
from desktop.documents.preview import Pages
from desktop.documents.render import missing_characters, render
from desktop.documents.template import load_form
from desktop.errors import WorkError


@pytest.fixture
def font_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that stands for all places where fonts could be."""
    fonts.font(fonts.BODY)
    monkeypatch.setenv("ZHIFATAI_FONTS", str(tmp_path))
    fonts.forget()
    yield tmp_path
    monkeypatch.undo()
    fonts.forget()


def installed(name: str) -> Path:
    return next(p for place in fonts.places() if place.is_dir() for p in place.rglob(name))


@pytest.mark.parametrize("role", fonts.LABELS)
def test_a_missing_font_is_named_with_the_files_and_the_command(
    role: str, font_folder: Path
) -> None:
    with pytest.raises(fonts.MissingFont) as refusal:
        fonts.font(role)
    message = str(refusal.value)
    assert fonts.LABELS[role] in message
    assert fonts.CANDIDATES[role][0].partition(":")[0] in message
    assert "make fonts" in message


def test_a_paper_without_fonts_is_refused_in_words(font_folder: Path) -> None:
    with pytest.raises(WorkError, match="没有找到"):
        render(load_form("penalty_decision"), a_decision())


def test_a_broken_font_file_is_passed_over(font_folder: Path) -> None:
    (font_folder / "simfang.ttf").write_bytes(b"not a font")
    (font_folder / "FandolFang-Regular.otf").write_bytes(b"OTTO" + bytes(60))
    with pytest.raises(fonts.MissingFont, match="仿宋"):
        fonts.font(fonts.BODY)


def test_fonts_installed_later_are_found_without_a_restart(font_folder: Path) -> None:
    with pytest.raises(fonts.MissingFont):
        fonts.font(fonts.HEI)
    good = _any_installed(fonts.HEI)
    (font_folder / good.name).symlink_to(good)
    fonts.forget()
    assert fonts.font(fonts.HEI).missing("中文") == []


def _any_installed(role: str) -> Path:
    home = Path.home() / ".local" / "share" / "fonts"
    names = [candidate.partition(":")[0] for candidate in fonts.CANDIDATES[role]]
    for place in (home, Path("/usr/share/fonts"), Path(fonts.__file__).parents[2] / ".local"):
        for name in names:
            for path in place.rglob(name) if place.is_dir() else ():
                return path
    raise AssertionError("no font of this role is installed; run make fonts")


@pytest.mark.parametrize("role", fonts.LABELS)
def test_every_role_has_the_marks_and_rare_names_of_daily_papers(role: str) -> None:
    daily = (
        "“”‘’—…·〔〕〇，。、；：？！（）《》￥¥㎡℃％" + "镕喆堃昇赟垚㛃䶮𬭎𠅤" + "abcXYZ0123456789"
    )
    assert fonts.font(role).missing(daily) == []


@pytest.mark.parametrize("role", fonts.LABELS)
def test_chinese_marks_take_a_whole_cell(role: str) -> None:
    for mark in "“”‘’—…·":
        assert fonts.font(role).width(mark) >= 900


def test_a_character_no_font_has_is_named() -> None:
    data = a_decision()
    data["全部当事人"][0]["名称"] = "某\U00030000\U0003ffff"
    form = load_form("penalty_decision")
    assert missing_characters(form, data)[0] == "缺字：\U00030000（U+30000）"
    with pytest.raises(WorkError, match=r"U\+30000.*U\+3FFFF"):
        render(form, data)


def test_a_private_character_is_not_taken_for_text() -> None:
    assert fonts.font(fonts.BODY).missing("\ue000") == ["\ue000"]


def test_a_font_whose_licence_forbids_embedding_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Face, "may_be_embedded", property(lambda face: False))
    fonts.forget()
    with pytest.raises(fonts.MissingFont):
        fonts.font(fonts.BODY)
    monkeypatch.undo()
    fonts.forget()


@pytest.mark.parametrize("form_id", ["penalty_decision", "case_filing_approval"])
def test_every_glyph_box_of_a_paper_has_ink(form_id: str) -> None:
    pdf, scale = render(load_form(form_id), papers()[form_id]).pdf, 2.0
    with Pages(pdf) as pages:
        first = pages.picture(0, scale)
    image = Image.frombuffer("RGB", (first.width, first.height), first.pixels, "raw", "BGRX")
    with pdfplumber.open(io.BytesIO(pdf), pages=[1]) as paper:
        chars = [char for char in paper.pages[0].chars if char["text"].strip()]
    assert len(chars) > 200
    for char in chars:
        left, top, right, bottom = (
            char["matrix"][4] * scale,
            (paper.pages[0].height - char["matrix"][5] - char["size"]) * scale,
            (char["matrix"][4] + char["width"]) * scale,
            (paper.pages[0].height - char["matrix"][5] + char["size"] * 0.25) * scale,
        )
        box = image.convert("L").crop((int(left), int(top), int(right) + 1, int(bottom) + 1))
        assert min(box.tobytes()) < 160, char["text"]
