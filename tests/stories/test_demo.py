"""`make run` on a computer without a display: the same job, headless."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.views.navigation import present

PAPERS = ("执法人员花名册", "立案审批表", "行政处罚决定书")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The command as `make run` gives it, with no display to be found."""
    out = tmp_path_factory.mktemp("demo") / "out"
    without = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in without}
    environment["ZHIFATAI_HOME"] = str(out.parent / "home")
    command = [sys.executable, "-m", "desktop", "demo", "--out", str(out)]
    return (
        subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300),
        out,
    )


def test_without_a_display_it_says_so_and_does_the_job(
    done: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    process, _ = done
    assert process.returncode == 0, process.stderr
    assert "没有检测到显示器" in process.stdout
    assert process.stderr == ""


def test_it_leaves_the_papers_and_names_them(
    done: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    process, out = done
    for title in PAPERS:
        paper = out / f"{title}.pdf"
        assert paper.read_bytes().startswith(b"%PDF-"), title
        assert str(paper) in process.stdout


def test_it_leaves_a_picture_of_every_page_light_and_dark(
    done: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    process, out = done
    for destination in present():
        for suffix in ("", "-dark"):
            picture = out / "screens" / f"{destination.key}{suffix}.png"
            assert picture.stat().st_size > 10_000, picture
            assert str(picture) in process.stdout
