"""The set-up: locks that agree with what we ask for, scripts that parse, a wheel that is whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
SCRIPTS = [*sorted((ROOT / "installer" / "linux").glob("*.sh")), ROOT / ".ci" / "run"]
WINDOWS = ROOT / "installer" / "windows" / "run.ps1"


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", requirement)[0]).lower()


def asked_for(*groups: str) -> set[str]:
    data = project()
    asked = [*data["project"]["dependencies"], *data["dependency-groups"]["build"]]
    for group in groups:
        asked += data["dependency-groups"][group]
    return {name_of(requirement) for requirement in asked}


def locked(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE))


def test_each_lock_holds_what_the_project_asks_for() -> None:
    assert asked_for() <= locked("requirements.lock").keys()
    assert asked_for("dev") <= locked("requirements-dev.lock").keys()


def test_tests_run_on_the_very_versions_that_clerks_get() -> None:
    tested = locked("requirements-dev.lock")
    assert {name: tested.get(name) for name in locked("requirements.lock")} == locked(
        "requirements.lock"
    )


def test_the_window_library_is_the_release_that_keeps_none_alive() -> None:
    assert locked("requirements.lock")["pyside6-essentials"] == "6.11.3"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_but_no_address_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|^-e|file:", text, re.MULTILINE)
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_every_dependency_has_its_reason_written_down() -> None:
    page = (ROOT / "docs/decisions/0003-dependencies.md").read_text(encoding="utf-8")
    words = {name_of(word) for word in re.findall(r"[A-Za-z0-9_.-]+", page)}
    assert asked_for("dev") - words == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_shell_script_parses(script: Path) -> None:
    subprocess.run(["sh", "-n", str(script)], check=True)


def stand_ins(folder: Path, **programs: str) -> dict[str, str]:
    """An environment where these programs do what their shell line says."""
    for name, line in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8"}


def test_a_user_without_rights_is_told_the_exact_line(tmp_path: Path) -> None:
    machine = stand_ins(tmp_path, id="echo 1000", sudo="exit 1", ldconfig=":", **{"apt-get": ":"})
    script = ROOT / "installer" / "linux" / "system.sh"
    run = subprocess.run([script], env=machine, capture_output=True, encoding="utf-8")
    assert run.returncode == 1
    line = "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends "
    assert line in run.stderr
    assert " libxcb-cursor0 " in run.stderr


def test_fonts_that_are_there_are_not_fetched_again(tmp_path: Path) -> None:
    machine = stand_ins(tmp_path, **{"apt-get": "exit 1"})
    script = ROOT / "installer" / "linux" / "fonts.sh"
    folder = tmp_path / ".local" / "share" / "fonts"
    folder.mkdir(parents=True)
    for face in re.findall(r"[A-Za-z]+-[A-Za-z]+\.(?:otf|ttf|ttc)", script.read_text("utf-8")):
        (folder / face).touch()
    subprocess.run([script], env=machine, check=True)


def test_windows_powershell_5_reads_the_script_as_utf_8() -> None:
    assert WINDOWS.read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_curly_quote_ends_a_powershell_string_early() -> None:
    assert not set("“”„‘’‚") & set(WINDOWS.read_text(encoding="utf-8-sig"))


def test_an_installed_wheel_finds_its_own_resources(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("zhifatai-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    ask = "import sys; sys.path.insert(0, sys.argv[1]); from desktop.resources import resources"
    answer = subprocess.run(
        [sys.executable, "-I", "-c", f"{ask}; print(resources())", str(tmp_path / "site")],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert Path(answer.stdout.strip()) == tmp_path / "site" / "desktop" / "resources"
    shipped = {
        p.relative_to(tmp_path / "site/desktop") for p in (tmp_path / "site").rglob("*.toml")
    }
    ours = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*.toml")}
    assert ours <= shipped
