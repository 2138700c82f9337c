"""Killed processes and full disks on the local database: what was acknowledged is there."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from local_bench import KEY

FARM = Path(__file__).with_name("crash_farm.py")
FULL = """
import sys
from pathlib import Path
from crash_farm import write
from desktop.errors import WorkError
try:
    write(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), 1, 1)
except WorkError as error:
    print("SAID", error)
"""


@pytest.fixture
def database(founded_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(founded_file, tmp_path / "office.db"))


def run(command: list[str], before: Callable[[], None] | None = None) -> str:
    """What a Python with the tests' modules in reach prints."""
    reach = os.pathsep.join((str(FARM.parent), str(FARM.parent.parent)))
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": reach},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        preexec_fn=before,
    )
    return done.stdout


def test_two_dozen_kills_in_the_middle_of_deeds_lose_nothing_acknowledged(database: Path) -> None:
    done = run([str(FARM), str(database), KEY.hex(), "24", "20260504"])
    acknowledged, *wrong = map(int, done.split())
    assert acknowledged >= 24
    assert wrong == [0, 0, 0, 0], "lost, doubled, broken links, faults"


def test_a_disk_that_fills_up_is_said_and_keeps_what_was_saved(database: Path) -> None:
    limit = database.stat().st_size + 400_000

    def fill_up() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = run(["-c", FULL, str(database), KEY.hex()], before=fill_up)
    *saved, said, sentence = done.split()
    assert said == "SAID"
    assert sentence.startswith(("磁盘空间已满", "读写磁盘出错"))
    assert "没有保存" in sentence
    assert run([str(FARM), str(database), KEY.hex(), "0", "1"]).split() == ["0"] * 5
    assert len(saved) > 3
