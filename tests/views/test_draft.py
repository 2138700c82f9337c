from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sample_form import EMPTY, FIELDS, LABELS, LAYOUT, VALUES

from desktop.views.kit.desk import Desk
from desktop.views.kit.draft import Drafts
from desktop.views.kit.form import Form
from desktop.views.kit.keeping import Keeping

KEY = bytes(range(32))
TYPIST = """
import sys
from pathlib import Path
from desktop.views.kit.draft import Drafts
drafts = Drafts(Path(sys.argv[1]), bytes(range(32)))
for number in range(100000):
    drafts.keep("case:1", {"facts": "字" * (number % 400) + str(number)}, 1, "")
    drafts.settle()
    print(number, flush=True)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "drafts" / "journal"


def opened(journal: Path) -> Drafts:
    return Drafts(journal, KEY)


def test_what_was_kept_is_there_after_a_start(journal: Path) -> None:
    first = opened(journal)
    first.keep("person:new", {"name": "单雄信"}, None, "2026-11-23 09:25")
    first.keep("case:1", {"facts": "占道"}, 4, "")
    first.keep("person:new", {"name": "单雄信二"}, None, "2026-11-23 09:26")
    first.close()
    again = opened(journal).waiting()
    assert list(again) == ["case:1", "person:new"]
    assert again["person:new"].texts == {"name": "单雄信二"}
    assert again["case:1"].version == 4


def test_a_saved_form_leaves_no_draft(journal: Path) -> None:
    first = opened(journal)
    first.keep("person:new", {"name": "单雄信"}, None, "")
    first.drop("person:new")
    first.close()
    assert opened(journal).waiting() == {}


def test_nothing_can_be_read_without_the_key(journal: Path) -> None:
    first = opened(journal)
    first.keep("person:new", {"name": "单雄信"}, None, "")
    first.close()
    assert "单雄信".encode() not in journal.read_bytes()
    assert Drafts(journal, bytes(32)).waiting() == {}
    assert journal.with_suffix(".damaged").exists()


def test_a_torn_tail_costs_the_last_record_only_and_writing_goes_on(journal: Path) -> None:
    first = opened(journal)
    for number in range(20):
        first.keep("case:1", {"facts": str(number)}, 1, "")
    first.close()
    whole = journal.read_bytes()
    for cut in random.Random(5).sample(range(len(whole) - 60, len(whole)), 20):
        journal.write_bytes(whole[:cut])
        second = opened(journal)
        assert second.waiting()["case:1"].texts == {"facts": "18"}
        second.keep("case:1", {"facts": "neu"}, 1, "")
        second.close()
        assert opened(journal).waiting()["case:1"].texts == {"facts": "neu"}


def test_a_kill_while_typing_loses_nothing_that_was_kept(journal: Path) -> None:
    for seed in range(6):
        typist = subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(journal)], stdout=subprocess.PIPE, text=True
        )
        assert typist.stdout is not None
        typist.stdout.readline()
        time.sleep(random.Random(seed).random() * 0.2)
        os.kill(typist.pid, signal.SIGKILL)
        said = typist.stdout.read().split()
        typist.stdout.close()
        typist.wait()
        facts = opened(journal).waiting()["case:1"].texts["facts"]
        assert int(facts.lstrip("字")) >= int(said[-1] if said else 0)


def test_a_full_disk_is_said_once(journal: Path, tmp_path: Path) -> None:
    said: list[str] = []
    drafts = Drafts(journal, KEY, said.append)
    journal.unlink()
    for number in range(3):
        drafts.keep("case:1", {"facts": str(number)}, 1, "")
    drafts.close()
    assert len(said) == 1
    assert "尽快保存" in said[0]


def test_a_half_typed_form_comes_back(qtbot: QtBot, desk: Desk, journal: Path) -> None:
    drafts = opened(journal)
    form = Form(desk, FIELDS, LAYOUT)
    qtbot.addWidget(form)
    form.fill(EMPTY)
    keeping = Keeping(form, "person:new", drafts)
    form.fill(VALUES, LABELS)
    form._filled = {}
    qtbot.keyClicks(form.boxes["hours"].editor, "x")
    qtbot.waitUntil(lambda: "person:new" in drafts.waiting(), timeout=3000)
    drafts.settle()

    second = opened(journal)
    again = Form(desk, FIELDS, LAYOUT)
    qtbot.addWidget(again)
    again.fill(EMPTY)
    assert Keeping(again, "person:new", second).restore()
    assert again.texts() == form.texts()
    assert again.value("team") == VALUES["team"]
    keeping.drop()
    assert drafts.waiting() == {}
    drafts.close()
    second.close()
