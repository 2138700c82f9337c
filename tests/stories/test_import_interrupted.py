"""An import that dies half way leaves the roster as it was; the file can be imported again."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from office import Office, found_county, id_number

from desktop.commands.opening import compose, open_local
from desktop.errors import WorkError
from desktop.services import roster, roster_batch, roster_import
from desktop.services.listing import View
from desktop.services.roster_batch import Source
from desktop.services.roster_import import Fate
from desktop.store import backup, engine
from desktop.store.database import Database

KEY = bytes(range(32))
COUNT = 400
SOURCE = Source("样例.xlsx", "0" * 64)
WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_import_interrupted import import_rows, opened
office = opened(Path(sys.argv[1]))
print("ready", flush=True)
import_rows(office)
print("done", flush=True)
"""


def some_rows() -> list[tuple[int, dict[str, Any]]]:
    return [
        (
            number + 2,
            {
                "name": f"样例{number}",
                "id_number": id_number(date(1970 + number % 30, 1 + number % 12, 1), number),
                "number": f"11{number:09d}",
                "issued_on": date(2024, 1, 5),
                "valid_until": date(2029, 1, 4),
            },
        )
        for number in range(COUNT)
    ]


def opened(path: Path) -> Office:
    database = Database(engine.local_engine(path, KEY), compose)
    office = Office(lambda _: database)
    office.learn()
    return office


def import_rows(office: Office) -> None:
    plan = office.ask(lambda work: roster_import.plan(work, some_rows()))
    office.do(lambda work: roster_batch.apply(work, plan, SOURCE))


def count(office: Office) -> int:
    return len(office.ask(lambda work: roster.ids(work, View()))) // 16


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "office.db"
    founded = open_local(file, KEY)
    founded.do(found_county)
    founded.database.close()
    return file


def killed_after(path: Path, seconds: float) -> bool:
    """Start an import in a process of its own and kill it; whether it had finished."""
    here = str(Path(__file__).parent)
    paths = [here, str(Path(__file__).parent.parent)]
    code = f"import sys; sys.path[:0] = {paths!r}\n{WRITER}"
    command = [sys.executable, "-c", code, str(path), here]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.stdout.read().strip() == "done"


def test_a_killed_import_leaves_all_rows_or_none_and_can_be_repeated(path: Path) -> None:
    dice = random.Random(7)
    for _ in range(6):
        finished = killed_after(path, dice.uniform(0.0, 0.6))
        office = opened(path)
        held = count(office)
        assert held in (0, COUNT)
        assert held == COUNT or not finished
        assert backup.verify(path, KEY).faults == ()
        if held == COUNT:
            plan = office.ask(lambda work: roster_import.plan(work, some_rows()))
            assert plan.counts() == {Fate.SAME: COUNT}
        office.open_as(None).close()
    office = opened(path)
    if count(office) == 0:
        import_rows(office)
    assert count(office) == COUNT
    office.open_as(None).close()


def test_a_full_disk_during_an_import_is_said_and_nothing_is_kept(path: Path) -> None:
    office = opened(path)
    database = office.open_as(None)
    with database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    plan = office.ask(lambda work: roster_import.plan(work, some_rows()))
    limit(database, pages + 20)
    with pytest.raises(WorkError, match="磁盘空间已满"):
        office.do(lambda work: roster_batch.apply(work, plan, SOURCE))
    limit(database, 1 << 30)
    assert count(office) == 0
    import_rows(office)
    assert count(office) == COUNT
    database.close()


def limit(database: Database[Any], pages: int) -> None:
    """Let the database file grow to so many pages and no further, on every connection."""
    database.engine.dispose()
    from sqlalchemy import event

    def set_limit(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(database.engine, "connect", set_limit)
